//! The server's side of the cryptography, written for the tests from the description of the formats.

use aes_gcm::aead::Aead;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use ed25519_dalek::{Signer as _, SigningKey};
use kontor_license::verify::file::Kind;
use kontor_license::{PublicKeys, Timestamp};
use sha2::{Digest, Sha256};

use super::Chance;

pub struct Signer(SigningKey);

impl Signer {
    pub fn new(seed: u8) -> Self {
        Self(SigningKey::from_bytes(&[seed; 32]))
    }

    pub fn public_hex(&self) -> String {
        hex::encode(self.0.verifying_key().as_bytes())
    }

    pub fn public(&self) -> PublicKeys {
        PublicKeys::new(&self.public_hex()).unwrap()
    }

    pub fn key(&self, dataset: &[u8]) -> String {
        let signed = format!("key/{}", URL_SAFE.encode(dataset));
        let signature = self.0.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE.encode(signature.to_bytes()))
    }

    /// A file in 60 columns. With a secret it is encrypted.
    pub fn file(
        &self,
        kind: Kind,
        json: &[u8],
        secret: Option<&str>,
        chance: &mut Chance,
    ) -> String {
        let (enc, alg) = match secret {
            None => (STANDARD.encode(json), "base64+ed25519"),
            Some(secret) => {
                let mut iv = [0; 12];
                iv[..8].copy_from_slice(&chance.number().to_le_bytes());
                let key: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
                let sealed = Aes256Gcm::new(&key.into()).encrypt(&Nonce::from(iv), json).unwrap();
                let (text, tag) = sealed.split_at(sealed.len() - 16);
                let parts = [text, &iv, tag].map(|part| STANDARD.encode(part));
                (parts.join("."), "aes-256-gcm+ed25519")
            }
        };
        self.envelope(kind, &enc, alg)
    }

    pub fn envelope(&self, kind: Kind, enc: &str, alg: &str) -> String {
        let (prefix, title) = match kind {
            Kind::Licence => ("license/", "LICENSE FILE"),
            Kind::Machine => ("machine/", "MACHINE FILE"),
        };
        let sig = STANDARD.encode(self.0.sign(format!("{prefix}{enc}").as_bytes()).to_bytes());
        wrapped(title, &serde_json::json!({"enc": enc, "sig": sig, "alg": alg}).to_string())
    }

    /// The headers of a signed answer.
    pub fn headers(
        &self,
        request: &[&str; 3],
        body: &[u8],
        at: Timestamp,
    ) -> Vec<(String, String)> {
        let [method, target, host] = request;
        let date = at.to_http();
        let digest = format!("sha-256={}", STANDARD.encode(Sha256::digest(body)));
        let method = method.to_lowercase();
        let text = format!(
            "(request-target): {method} {target}\nhost: {host}\ndate: {date}\ndigest: {digest}"
        );
        let signature = STANDARD.encode(self.0.sign(text.as_bytes()).to_bytes());
        let signature = format!(
            "keyid=\"0193b0de-0000-7000-8000-000000000001\", algorithm=\"ed25519\", signature=\"{signature}\", headers=\"(request-target) host date digest\""
        );
        let pairs = [
            ("Date", date.clone()),
            ("Digest", digest.clone()),
            ("Keygen-Date", date),
            ("Keygen-Digest", digest),
            ("Keygen-Signature", signature),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value)).to_vec()
    }
}

pub fn wrapped(title: &str, json: &str) -> String {
    let text = STANDARD.encode(json);
    let lines: Vec<_> =
        text.as_bytes().chunks(60).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {title}-----\n{}\n-----END {title}-----\n", lines.join("\n"))
}
