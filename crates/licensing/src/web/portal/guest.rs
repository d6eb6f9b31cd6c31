//! Who comes to the portal. Nothing of a session of the house reaches these pages, and their own cookie opens no other.

use crate::domain::licence::{Licence, LicenceId};
use crate::domain::portal::Visit;
use crate::portal::{LANGUAGE, Reach};
use crate::views::portal::Frame;
use crate::{flags, store};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use platform::config::ServerConfig;
use platform::http::{RequestInfo, host_cookie, may_carry_session, set_host_cookie};
use platform::{Cx, Error, Kontor, Lang, Result, Visitor, house_name};

const VISIT: &str = "kontor-portal";
const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// Somebody at the portal, whoever it is; where the portal is switched off, nobody is anywhere.
pub struct Outside {
    pub cx: Cx,
    pub visit: Option<Visit>,
    /// Whose portal it is.
    pub vendor: Option<String>,
}

impl Outside {
    /// A page for nobody in particular.
    pub fn frame(&self) -> Frame<'_> {
        Frame { cx: &self.cx, visit: None, vendor: self.vendor.as_deref() }
    }
}

/// A visitor, with what is theirs at this moment.
pub struct Guest {
    /// Draws pages, with no right at all.
    pub cx: Cx,
    pub visit: Visit,
    pub reach: Reach,
    /// Whose portal it is.
    pub vendor: Option<String>,
}

impl Guest {
    pub fn frame(&self) -> Frame<'_> {
        Frame { cx: &self.cx, visit: Some(&self.visit), vendor: self.vendor.as_deref() }
    }

    /// A licence of theirs; everything else is not there.
    pub async fn licence(&self, id: LicenceId) -> Result<Licence> {
        store::portal_reach::get(self.cx.db(), &self.reach.holder, id).await
    }

    /// Acts for the visitor once it is known that the object is theirs: by the server, in the visitor's name.
    pub fn acts(&self) -> Cx {
        let mut cx = Cx::system(&self.cx.kontor);
        cx.locale = self.cx.locale.clone();
        cx.request.clone_from(&self.cx.request);
        cx.via = self.reach.via();
        cx
    }
}

impl FromRequestParts<Kontor> for Outside {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self> {
        let Visitor(cx) = Visitor::from_request_parts(parts, kontor).await?;
        if !cx.flag(&flags::PORTAL) {
            return Err(Error::NotFound);
        }
        let cx = of(cx, &parts.headers)?;
        let (request, config) = (request(&cx)?, kontor.config.section::<ServerConfig>());
        let token = host_cookie(&parts.headers, request, config, VISIT);
        let token = token.filter(|_| may_carry_session(request, config));
        let visit = match token {
            Some(token) => store::portal::find_visit(cx.db(), &token, cx.now).await?,
            None => None,
        };
        let vendor = house_name(&cx).await;
        Ok(Self { cx, visit, vendor })
    }
}

impl FromRequestParts<Kontor> for Guest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self, Response> {
        let outside = Outside::from_request_parts(parts, kontor).await;
        let Outside { cx, visit, vendor } = outside.map_err(IntoResponse::into_response)?;
        let Some(visit) = visit else { return Err(Redirect::to("/portal").into_response()) };
        let reach = Reach::of(cx.db(), &visit.email, visit.licence).await;
        let reach = reach.map_err(IntoResponse::into_response)?;
        Ok(Self { cx, visit, reach, vendor })
    }
}

/// The same request as nobody's, in the language that was chosen here, else in the browser's.
fn of(cx: Cx, headers: &HeaderMap) -> Result<Cx> {
    let (info, config) = (request(&cx)?, cx.kontor.config.section::<ServerConfig>());
    let chosen = host_cookie(headers, info, config, LANGUAGE);
    let lang = chosen.and_then(|tag| Lang::of_tag(&tag));
    let lang = lang.or_else(|| Lang::accepted(&info.accept_language));
    let locale = cx.kontor.locale(lang.unwrap_or(cx.kontor.default_lang));
    let mut nobody = Cx::nobody(&cx.kontor);
    (nobody.locale, nobody.request) = (locale, cx.request);
    Ok(nobody)
}

fn request(cx: &Cx) -> Result<&RequestInfo> {
    let request = cx.request.as_deref();
    request.ok_or_else(|| Error::Internal(anyhow::anyhow!("this is only done by a request")))
}

/// `Set-Cookie` for a visit that begins.
pub fn began(cx: &Cx, token: &str) -> Result<HeaderValue> {
    let seconds = u32::try_from(Visit::LASTS.num_seconds()).unwrap_or(0);
    cookie(cx, (VISIT, token), seconds)
}

/// `Set-Cookie` for a visit that ended.
pub fn ended(cx: &Cx) -> Result<HeaderValue> {
    cookie(cx, (VISIT, ""), 0)
}

pub fn speaks(cx: &Cx, lang: Lang) -> Result<HeaderValue> {
    cookie(cx, (LANGUAGE, lang.tag()), A_YEAR)
}

fn cookie(cx: &Cx, named: (&str, &str), seconds: u32) -> Result<HeaderValue> {
    let config = cx.kontor.config.section::<ServerConfig>();
    Ok(set_host_cookie(request(cx)?, config, named, Some(seconds)))
}

/// Whether the cookie of a visit may be given on this request: elsewhere everyone on the way could take it.
pub fn may_enter(cx: &Cx) -> Result<bool> {
    Ok(may_carry_session(request(cx)?, cx.kontor.config.section::<ServerConfig>()))
}
