//! The conversation with the server: every answer is verified before anything in it is looked at.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use crate::address::{Address, piece};
use crate::config::Config;
use crate::error::Distrust;
use crate::keys::sha256;
use crate::licence::Licence;
use crate::store::{Store, usual_folders};
use crate::time::Timestamp;
use crate::transport::{Request, Transport};
use crate::verify::Signed;
use crate::wire;
use crate::{Error, Result};

const MEDIA: &str = "application/vnd.api+json";
const API: &str = "1.7";

/// A program's side of one licence server. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) config: Config,
    address: Address,
    transport: Arc<dyn Transport>,
    /// Where the state is, and the second place of the clock's mark.
    pub(crate) state: Store,
    pub(crate) second: Option<Store>,
}

/// One call, before the address and the headers that all have.
pub(crate) struct Call<'a> {
    pub(crate) method: &'static str,
    /// Pieces of the path after `/v1`, escaped here.
    pub(crate) path: &'a [&'a str],
    pub(crate) query: &'a str,
    pub(crate) body: Option<Value>,
    /// The licence key that speaks, if any.
    pub(crate) key: Option<&'a str>,
}

/// A verified answer.
pub(crate) struct Answer {
    pub(crate) value: Value,
    /// When the server signed it.
    pub(crate) at: Timestamp,
    pub(crate) signed: Signed,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("host", &self.inner.address.host).finish_non_exhaustive()
    }
}

impl Client {
    pub fn new(config: Config) -> Result<Self> {
        let address = Address::parse(&config.url, config.plain)?;
        if config.product.is_empty() {
            return Err(Error::Setting("the product's id is empty".into()));
        }
        let said = [&config.environment, &config.version].into_iter().flatten();
        if said.into_iter().any(|text| text.bytes().any(|byte| !(b' '..=b'~').contains(&byte))) {
            return Err(Error::Setting("environment and version are plain ASCII".into()));
        }
        let transport = match &config.transport {
            Some(transport) => transport.clone(),
            None => built_in(&config).ok_or_else(|| {
                Error::Setting("built without the feature http: give a Config::transport".into())
            })?,
        };
        let name = format!("kontor-license-{}", short(&config.product));
        let [state, second] = usual_folders(&*config.sources);
        let below = |folder: Option<PathBuf>| folder.map(|folder| folder.join(&name));
        let state = config.state.clone().or_else(|| below(state)).ok_or_else(|| {
            Error::Setting(
                "there is no folder for the state; say one by Config::state_folder".into(),
            )
        })?;
        // a state folder that was chosen does not get a second place that nobody chose
        let second = match (&config.second, &config.state) {
            (Some(folder), _) => Some(folder.clone()),
            (None, Some(_)) => None,
            (None, None) => below(second),
        };
        let (state, second) = (Store::new(state), second.map(Store::new));
        Ok(Self { inner: Arc::new(Inner { config, address, transport, state, second }) })
    }

    /// A licence by its key. Reads who this machine is; sends nothing yet.
    pub fn licence(&self, key: &str) -> Result<Licence> {
        Licence::open(self.inner.clone(), key)
    }

    /// Whether the server answers, and with the right key: useful to tell a wrong address from a wrong licence.
    pub fn ping(&self) -> Result<Timestamp> {
        let call = Call { method: "GET", path: &["ping"], query: "", body: None, key: None };
        self.inner.call(&call).map(|answer| answer.at)
    }
}

impl Inner {
    pub(crate) fn now(&self) -> Timestamp {
        self.config.clock.now()
    }

    pub(crate) fn salt(&self) -> &[u8] {
        self.config.salt.as_deref().unwrap_or(self.config.product.as_bytes())
    }

    /// Sends, verifies, and tells a signed refusal from a signed answer.
    pub(crate) fn call(&self, call: &Call<'_>) -> Result<Answer> {
        let target = self.target(call);
        let request = Request {
            method: call.method,
            url: self.address.url(&target),
            headers: self.headers(call),
            body: call.body.as_ref().map(|body| body.to_string().into_bytes()),
        };
        let response = self.transport.send(&request)?;
        let signed = Signed::gather(call.method, &target, &self.address.host, &response);
        let signed = signed.map_err(Error::Untrusted)?;
        let at = signed.verify(&self.config.keys).map_err(Error::Untrusted)?;
        let now = self.now();
        if at.plus(self.config.drift) < now {
            return Err(Error::Untrusted(Distrust::Old { signed: at, now }));
        }
        let value = signed.json().map_err(|error| Error::Shape(error.to_string()))?;
        // the status itself is not signed: what the body says counts as well
        match wire::refusal(response.status, &value) {
            Some(refusal) => Err(Error::Refused(refusal)),
            None => Ok(Answer { value, at, signed }),
        }
    }

    fn target(&self, call: &Call<'_>) -> String {
        let mut path = String::from("/v1");
        if let Some(account) = &self.config.account {
            path.push_str("/accounts/");
            path.push_str(&piece(account));
        }
        for part in call.path {
            path.push('/');
            path.push_str(&piece(part));
        }
        if !call.query.is_empty() {
            path.push('?');
            path.push_str(call.query);
        }
        self.address.target(&path)
    }

    fn headers(&self, call: &Call<'_>) -> Vec<(&'static str, String)> {
        let version = self.config.version.as_deref().unwrap_or("-");
        let mut headers = vec![
            ("Accept", MEDIA.to_owned()),
            ("Keygen-Version", API.to_owned()),
            ("Keygen-Accept-Signature", "algorithm=\"ed25519\"".to_owned()),
            ("User-Agent", format!("kontor-license/{} ({version})", env!("CARGO_PKG_VERSION"))),
        ];
        if call.body.is_some() {
            headers.push(("Content-Type", MEDIA.to_owned()));
        }
        if let Some(code) = &self.config.environment {
            headers.push(("Keygen-Environment", code.clone()));
        }
        if let Some(key) = call.key {
            headers.push(("Authorization", format!("License {key}")));
        }
        headers
    }
}

/// A short name for something that may have any length and any characters.
pub(crate) fn short(text: &str) -> String {
    hex::encode(&sha256(&[text.as_bytes()])[..8])
}

#[cfg_attr(not(feature = "http"), expect(unused_variables, reason = "there is none to set up"))]
fn built_in(config: &Config) -> Option<Arc<dyn Transport>> {
    #[cfg(feature = "http")]
    let built: Option<Arc<dyn Transport>> =
        Some(Arc::new(crate::transport::Http::new(config.within)));
    #[cfg(not(feature = "http"))]
    let built = None;
    built
}
