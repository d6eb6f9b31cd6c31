//! Signed answers: who said this, to which request, and when.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::error::Distrust;
use crate::keys::{PublicKeys, sha256};
use crate::time::Timestamp;
use crate::transport::Response;

const SIGNED_HEADERS: &str = "(request-target) host date digest";

/// An answer with what its signature speaks of. It can be kept and verified again without the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// In lower case.
    pub method: String,
    /// Path and query, as they were sent.
    pub target: String,
    /// As in the `Host` header: with the port where the address has one.
    pub host: String,
    pub date: String,
    pub digest: String,
    /// The whole `Keygen-Signature` header.
    pub signature: String,
    pub body: Vec<u8>,
}

impl Signed {
    /// Gathers what is signed; an answer that lacks any of it is refused. `Keygen-Date` and `Keygen-Digest` go
    /// before `Date` and `Digest`, which proxies rewrite.
    pub fn gather(
        method: &str,
        target: &str,
        host: &str,
        response: &Response,
    ) -> Result<Self, Distrust> {
        let either = |own, common| response.header(own).or_else(|| response.header(common));
        let signature = response.header("keygen-signature");
        let date = either("keygen-date", "date");
        let digest = either("keygen-digest", "digest");
        Ok(Self {
            method: method.to_ascii_lowercase(),
            target: target.to_owned(),
            host: host.to_owned(),
            date: date.ok_or(Distrust::Unsigned("Keygen-Date"))?.to_owned(),
            digest: digest.ok_or(Distrust::Unsigned("Keygen-Digest"))?.to_owned(),
            signature: signature.ok_or(Distrust::Unsigned("Keygen-Signature"))?.to_owned(),
            body: response.body.clone(),
        })
    }

    /// Checks body and signature, and tells when the answer was signed.
    pub fn verify(&self, keys: &PublicKeys) -> Result<Timestamp, Distrust> {
        let given = self.digest.strip_prefix("sha-256=").ok_or(Distrust::Form)?;
        if given != STANDARD.encode(sha256(&[&self.body])) {
            return Err(Distrust::Digest);
        }
        let signature = signature(&self.signature).ok_or(Distrust::Form)?;
        if keys.verify(self.text().as_bytes(), &signature) {
            Timestamp::parse_http(&self.date).ok_or(Distrust::Form)
        } else {
            Err(Distrust::Signature)
        }
    }

    fn text(&self) -> String {
        let Self { method, target, host, date, digest, .. } = self;
        format!("(request-target): {method} {target}\nhost: {host}\ndate: {date}\ndigest: {digest}")
    }

    /// The answer as JSON; an empty body is null.
    pub(crate) fn json(&self) -> serde_json::Result<Value> {
        if self.body.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&self.body) }
    }

    pub(crate) fn to_text(&self) -> String {
        let Self { method, target, host, date, digest, signature, body } = self;
        json!({
            "method": method, "target": target, "host": host, "date": date, "digest": digest,
            "signature": signature, "body": STANDARD.encode(body),
        })
        .to_string()
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let field = |name: &str| value[name].as_str().map(str::to_owned);
        Some(Self {
            method: field("method")?,
            target: field("target")?,
            host: field("host")?,
            date: field("date")?,
            digest: field("digest")?,
            signature: field("signature")?,
            body: STANDARD.decode(field("body")?).ok()?,
        })
    }
}

/// The signature in `keyid="…", algorithm="ed25519", signature="…", headers="…"`. Each part once, nothing else:
/// a signature over fewer headers, or of another kind, is none.
fn signature(header: &str) -> Option<Vec<u8>> {
    let (mut algorithm, mut signature, mut headers, mut keyid) = (None, None, None, None);
    for part in header.split(',') {
        let (name, value) = part.trim_matches(' ').split_once('=')?;
        let value = value.strip_prefix('"')?.strip_suffix('"')?;
        let place = match name {
            "algorithm" => &mut algorithm,
            "signature" => &mut signature,
            "headers" => &mut headers,
            "keyid" => &mut keyid,
            _ => return None,
        };
        if place.replace(value).is_some() {
            return None;
        }
    }
    (algorithm? == "ed25519" && headers? == SIGNED_HEADERS)
        .then(|| STANDARD.decode(signature?).ok())
        .flatten()
}
