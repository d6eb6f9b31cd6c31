//! The one HTTP client: guarded addresses, few redirects, small answers, short waits.

use super::{Guard, OutboundError, Purpose, TlsClient, tls_client};
use crate::Cx;
use crate::config::OutboundConfig;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use bytes::{Bytes, BytesMut};
use std::net::SocketAddr;
use std::time::Duration;
use url::Url;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    pub body: Bytes,
    /// How many redirects are followed, at most [`Client::MAX_REDIRECTS`]; only GET follows any.
    pub redirects: u8,
}

impl Request {
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            url: url.into(),
            headers: Vec::new(),
            body: Bytes::new(),
            redirects: Client::MAX_REDIRECTS,
        }
    }

    pub fn post(url: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self { method: Method::POST, body: body.into(), redirects: 0, ..Self::get(url) }
    }

    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// Where it came from after redirects.
    pub url: Url,
}

/// Asks other servers, never through a proxy of the environment. Answers are asked for uncompressed, so none can unfold.
#[derive(Clone, Debug)]
pub struct Client {
    guard: Guard,
    tls: TlsClient,
    timeout: Duration,
}

impl Client {
    pub const MAX_REDIRECTS: u8 = 3;
    /// The largest answer: 10 MiB.
    pub const MAX_BYTES: usize = 10 * 1024 * 1024;
    /// For name, connection, redirects and answer together.
    pub const TIMEOUT: Duration = Duration::from_secs(10);

    pub fn new(guard: Guard, tls: TlsClient) -> Self {
        Self { guard, tls, timeout: Self::TIMEOUT }
    }

    /// With the settings' rules, for what `cx` does.
    pub fn of(cx: &Cx) -> anyhow::Result<Self> {
        let section = cx.kontor.config.section::<OutboundConfig>();
        Ok(Self::new(Guard::of(cx), tls_client(section.extra_ca_file.as_deref())?))
    }

    /// The same client with another limit of time.
    #[must_use]
    pub fn within(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    pub async fn send(&self, request: Request) -> Result<Answer, OutboundError> {
        let sent = tokio::time::timeout(self.timeout, self.follow(request));
        sent.await.unwrap_or(Err(OutboundError::Timeout))
    }

    async fn follow(&self, mut request: Request) -> Result<Answer, OutboundError> {
        let allowed = request.redirects.min(Self::MAX_REDIRECTS);
        let mut left = allowed;
        let mut url = checked_url(&request.url)?;
        loop {
            let answer = self.once(&request, url.clone()).await?;
            let Some(next) = redirect(&answer, request.method == Method::GET && allowed > 0) else {
                return read(answer, url).await;
            };
            left = left.checked_sub(1).ok_or(OutboundError::Redirects(allowed))?;
            let next = url.join(&next).map_err(|_| OutboundError::Url(next))?;
            let next = checked_url(next.as_str())?;
            if url.scheme() == "https" && next.scheme() != "https" {
                return Err(OutboundError::Downgraded);
            }
            if url.origin() != next.origin() {
                // a key meant for one server is not shown to the next
                request.headers.retain(|(name, _)| name == header::ACCEPT);
            }
            url = next;
        }
    }

    async fn once(&self, request: &Request, url: Url) -> Result<reqwest::Response, OutboundError> {
        let host = url.host_str().ok_or_else(|| OutboundError::Url(url.to_string()))?.to_owned();
        let port = url.port_or_known_default().unwrap_or(443);
        let addresses = self.guard.resolve(&host, port, Purpose::Web).await?;
        let mut asked = self.dialler(&host, &addresses)?.request(request.method.clone(), url);
        for (name, value) in &request.headers {
            asked = asked.header(name, value);
        }
        asked
            .header(header::ACCEPT_ENCODING, "identity")
            .body(request.body.clone())
            .send()
            .await
            .map_err(OutboundError::Http)
    }

    /// A client that knows one host and dials only these addresses for it.
    #[expect(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        reason = "this is the one HTTP client"
    )]
    fn dialler(
        &self,
        host: &str,
        addresses: &[SocketAddr],
    ) -> Result<reqwest::Client, OutboundError> {
        reqwest::Client::builder()
            .tls_backend_preconfigured((*self.tls).clone())
            .no_proxy()
            .no_gzip()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .user_agent(concat!("kontor/", env!("CARGO_PKG_VERSION")))
            .resolve_to_addrs(host, addresses)
            .build()
            .map_err(OutboundError::Http)
    }
}

/// http or https, with a host, and nobody's name and password in it.
fn checked_url(text: &str) -> Result<Url, OutboundError> {
    let wrong = || OutboundError::Url(text.to_owned());
    let url = Url::parse(text).map_err(|_| wrong())?;
    let plain = url.username().is_empty() && url.password().is_none();
    if matches!(url.scheme(), "http" | "https") && url.host().is_some() && plain {
        Ok(url)
    } else {
        Err(wrong())
    }
}

/// Where the answer sends us, if it does and we go.
fn redirect(answer: &reqwest::Response, follow: bool) -> Option<String> {
    let moved = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let target = answer.headers().get(header::LOCATION).filter(|_| moved && follow)?;
    target.to_str().ok().map(str::to_owned)
}

async fn read(mut answer: reqwest::Response, url: Url) -> Result<Answer, OutboundError> {
    let encoding = answer.headers().get(header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(OutboundError::Compressed);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = answer.chunk().await.map_err(OutboundError::Http)? {
        if body.len() + chunk.len() > Client::MAX_BYTES {
            return Err(OutboundError::TooLarge(Client::MAX_BYTES));
        }
        body.extend_from_slice(&chunk);
    }
    let (status, headers) = (answer.status(), answer.headers().clone());
    Ok(Answer { status, headers, body: body.freeze(), url })
}
