//! The log of requests: what is noted of one once it is answered. A push into memory is all that it costs.

use super::facade::said_code;
use super::fault::Fault;
use crate::domain::licence::LicenceId;
use crate::domain::request::{Asked, Kept, Outcome};
use crate::{LicensingConfig, history};
use axum::extract::Request;
use axum::response::Response;
use platform::error::Problem;
use platform::http::RequestInfo;
use platform::wire::Route;
use platform::{Kontor, Millis};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// Travels with the request, so that the layer around a handler knows which licence it was about.
#[derive(Clone, Debug, Default)]
pub struct About(Arc<OnceLock<LicenceId>>);

impl About {
    /// The first one counts: what comes later came by it.
    pub fn is(&self, licence: LicenceId) {
        let _ = self.0.set(licence);
    }
}

/// A request that is not answered yet.
pub struct Watch {
    asked: Asked,
    route: Route,
    about: About,
    kept: Kept,
    began: Instant,
}

impl Watch {
    /// None where no request is written down.
    pub fn of(
        kontor: &Kontor,
        request: &Request,
        (info, about): (&RequestInfo, &About),
    ) -> Option<Self> {
        let kept = Kept::of_name(&kontor.config.section::<LicensingConfig>().request_log)?;
        if !kept.errors && kept.every == 0 {
            return None;
        }
        let route = request.extensions().get::<Route>().cloned().unwrap_or_default();
        let asked = Asked {
            request: info.id.clone(),
            method: info.method.to_string(),
            path: String::new(),
            ip: info.ip,
            at: Millis(kontor.clock.now()),
        };
        Some(Self { asked, route, about: about.clone(), kept, began: Instant::now() })
    }

    /// Notes how it was answered, if this is one of those that are kept. The answer is as the handler gave it.
    pub fn end(self, kontor: &Kontor, response: &Response) {
        let code = code_of(response);
        let status = response.status().as_u16();
        if !self.kept.keeps(status, history::next_number(kontor)) {
            return;
        }
        let micros = i64::try_from(self.began.elapsed().as_micros()).unwrap_or(i64::MAX);
        let licence = self.about.0.get().copied();
        // the address as a route says it: what stands in the place of an id may be a key
        let path = self.route.name().unwrap_or("/*").to_owned();
        let asked = Asked { path, ..self.asked };
        history::asked(kontor, asked.ended(Outcome { status, code, licence, micros }));
    }
}

/// The code of what went wrong, if something did.
fn code_of(response: &Response) -> String {
    let extensions = response.extensions();
    if let Some(code) = said_code(extensions) {
        return code;
    }
    let first = |fault: &Fault| fault.errors.first().map(|one| one.code.to_string());
    let code = extensions.get::<Fault>().and_then(first);
    let code =
        code.or_else(|| extensions.get::<Problem>().and_then(|one| first(&Fault::from(one))));
    let failed = response.status().is_client_error() || response.status().is_server_error();
    let usual = || failed.then(|| first(&Fault::of_status(response.status()))).flatten();
    code.or_else(usual).unwrap_or_default()
}
