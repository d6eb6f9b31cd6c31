//! How a request reaches the server: a trait of one method, and the HTTP client behind the feature `http`.

use crate::Result;

/// A request, complete: nothing is to be added but what HTTP itself needs. The signature of the answer covers
/// method, path, query and host as they stand here.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Vec<u8>>,
}

/// An answer. Redirects are not followed, and a body that was compressed on the way is given unpacked.
#[derive(Clone, Debug, Default)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    /// A header's value, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| &**value)
    }
}

/// Carries a request to the server and its answer back; `Error::Unreachable` when none came.
pub trait Transport: Send + Sync {
    fn send(&self, request: &Request) -> Result<Response>;
}

#[cfg(feature = "http")]
pub use over_http::Http;

#[cfg(feature = "http")]
mod over_http {
    use std::time::Duration;

    use super::{Request, Response, Transport};
    use crate::{Error, Result};

    /// Answers are small; a longer one is not from a licence server.
    const LONGEST: u64 = 4 * 1024 * 1024;

    /// A server that takes no connection for this long is not there.
    const CONNECT: Duration = Duration::from_secs(5);

    /// HTTP/1.1 over rustls, through the proxy that the environment names. Certificates are checked against Mozilla's
    /// roots, with the feature `system-roots` against the machine's: those of companies that look into TLS are there.
    pub struct Http {
        agent: ureq::Agent,
    }

    impl Http {
        /// `within` is the time for a whole call.
        pub fn new(within: Duration) -> Self {
            let config = ureq::Agent::config_builder()
                .timeout_global(Some(within))
                .timeout_connect(Some(within.min(CONNECT)))
                .http_status_as_error(false)
                // what the other side closed in the meantime is not written to
                .max_idle_age(Duration::from_secs(3))
                .max_redirects(0)
                .max_redirects_will_error(false);
            #[cfg(feature = "system-roots")]
            let config = config.tls_config(
                ureq::tls::TlsConfig::builder()
                    .root_certs(ureq::tls::RootCerts::PlatformVerifier)
                    .build(),
            );
            Self { agent: config.build().new_agent() }
        }
    }

    impl Transport for Http {
        fn send(&self, request: &Request) -> Result<Response> {
            let mut building =
                ureq::http::Request::builder().method(request.method).uri(&request.url);
            for (name, value) in &request.headers {
                building = building.header(*name, value);
            }
            let body = request.body.clone().unwrap_or_default();
            let building = building
                .body(body)
                .map_err(|error| Error::Setting(format!("no such request can be made: {error}")))?;
            let silent = |error: ureq::Error| Error::Unreachable(error.to_string());
            let mut answer = self.agent.run(building).map_err(silent)?;
            let headers = answer.headers().iter().map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            });
            Ok(Response {
                status: answer.status().as_u16(),
                headers: headers.collect(),
                body: answer
                    .body_mut()
                    .with_config()
                    .limit(LONGEST)
                    .read_to_vec()
                    .map_err(silent)?,
            })
        }
    }
}
