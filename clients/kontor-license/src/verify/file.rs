//! Licence and machine files: `-----BEGIN LICENSE FILE-----`, base64 of `{enc, sig, alg}`, the end. The signature is
//! checked before anything inside is read.

use aes_gcm::aead::Aead;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::error::FileFault;
use crate::keys::{PublicKeys, sha256};
use crate::time::{SLACK, Timestamp};

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Licence,
    Machine,
}

impl Kind {
    fn title(self) -> &'static str {
        match self {
            Self::Licence => "LICENSE FILE",
            Self::Machine => "MACHINE FILE",
        }
    }

    /// What the signed text begins with, so that no file passes for the other kind.
    fn prefix(self) -> &'static str {
        match self {
            Self::Licence => "license/",
            Self::Machine => "machine/",
        }
    }
}

/// A genuine file, opened: a JSON:API document and the time that it is good for.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub data: Value,
    pub included: Vec<Value>,
    pub issued: Timestamp,
    /// None: as long as the licence.
    pub expiry: Option<Timestamp>,
}

impl Document {
    /// Refuses a file whose time is over, or not come yet: then the clock is behind.
    pub fn check_time(&self, now: Timestamp) -> Result<(), FileFault> {
        match self.expiry {
            Some(end) if now > end => Err(FileFault::Expired(end)),
            _ if self.issued > now.plus(SLACK) => Err(FileFault::Future(self.issued)),
            _ => Ok(()),
        }
    }
}

/// Verifies and opens a file. `secret` is what encrypted files are locked with: the licence key, for a machine file
/// followed by the machine's fingerprint.
pub fn open(
    text: &str,
    kind: Kind,
    keys: &PublicKeys,
    secret: &[&str],
) -> Result<Document, FileFault> {
    let [enc, sig, alg] = envelope(text, kind)?;
    let encrypted = match &*alg {
        "aes-256-gcm+ed25519" => true,
        "base64+ed25519" => false,
        _ => return Err(FileFault::Algorithm(alg)),
    };
    let sig = STANDARD.decode(sig).map_err(|_| FileFault::NotGenuine)?;
    if !keys.verify(format!("{}{enc}", kind.prefix()).as_bytes(), &sig) {
        return Err(FileFault::NotGenuine);
    }
    let json = if encrypted {
        decrypt(&enc, secret).ok_or(FileFault::Locked)?
    } else {
        STANDARD.decode(enc).map_err(|_| FileFault::Form("its content is not base64"))?
    };
    read(&json).ok_or(FileFault::Form("its content is no licence document"))
}

fn envelope(text: &str, kind: Kind) -> Result<[String; 3], FileFault> {
    let lines = [' ', '\r', '\n'];
    let inside = text
        .trim_matches(lines)
        .strip_prefix(&format!("-----BEGIN {}-----", kind.title()))
        .and_then(|rest| rest.strip_suffix(&format!("-----END {}-----", kind.title())))
        .ok_or(FileFault::Form("it has not the first and last line of such a file"))?;
    let inside: String = inside.chars().filter(|c| !lines.contains(c)).collect();
    let inside = STANDARD.decode(inside).map_err(|_| FileFault::Form("it is not whole base64"))?;
    let inside: Value =
        serde_json::from_slice(&inside).map_err(|_| FileFault::Form("it is not whole"))?;
    let field = |name: &str| {
        let text = inside[name].as_str().map(str::to_owned);
        text.ok_or(FileFault::Form("it lacks content, signature or algorithm"))
    };
    Ok([field("enc")?, field("sig")?, field("alg")?])
}

/// `ciphertext.iv.tag`, AES-256-GCM under the SHA-256 of the secret, no additional data.
fn decrypt(enc: &str, secret: &[&str]) -> Option<Vec<u8>> {
    let [text, iv, tag] = enc.split('.').collect::<Vec<_>>()[..] else { return None };
    let (mut text, tag) = (STANDARD.decode(text).ok()?, STANDARD.decode(tag).ok()?);
    let iv: [u8; 12] = STANDARD.decode(iv).ok()?.try_into().ok()?;
    if tag.len() != 16 {
        return None;
    }
    text.extend(tag);
    let secret: Vec<&[u8]> = secret.iter().map(|part| part.as_bytes()).collect();
    let cipher = Aes256Gcm::new(&sha256(&secret).into());
    cipher.decrypt(&Nonce::from(iv), &*text).ok()
}

fn read(json: &[u8]) -> Option<Document> {
    let mut value: Value = serde_json::from_slice(json).ok()?;
    let meta = &value["meta"];
    let expiry = match &meta["expiry"] {
        Value::Null => None,
        text => Some(Timestamp::parse(text.as_str()?)?),
    };
    let issued = Timestamp::parse(meta["issued"].as_str()?)?;
    let included = match value["included"].take() {
        Value::Null => Vec::new(),
        Value::Array(all) => all,
        _ => return None,
    };
    let data = value["data"].take();
    data.is_object().then_some(Document { data, included, issued, expiry })
}
