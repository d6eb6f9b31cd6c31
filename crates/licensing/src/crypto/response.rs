//! Signatures over messages: of our answers, and with the method `post` of webhooks.

use anyhow::Result;
use axum::http::{HeaderName, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};

use super::algorithm::Algorithm;
use super::pair::Pair;

const DIGEST: &str = "sha-256=";

const DIGEST_HEADER: HeaderName = HeaderName::from_static("digest");
const KEYGEN_DATE: HeaderName = HeaderName::from_static("keygen-date");
const KEYGEN_DIGEST: HeaderName = HeaderName::from_static("keygen-digest");
const KEYGEN_SIGNATURE: HeaderName = HeaderName::from_static("keygen-signature");

/// The value of `Digest` for a body as it is before it is compressed; one without content has a digest too.
pub(crate) fn body_digest(body: &[u8]) -> String {
    let mut text = String::with_capacity(DIGEST.len() + 44);
    text.push_str(DIGEST);
    STANDARD.encode_string(digest(&SHA256, body), &mut text);
    text
}

/// A moment as HTTP writes it (RFC 9110 5.6.7).
pub(crate) fn http_date(at: DateTime<Utc>) -> String {
    httpdate::fmt_http_date(at.into())
}

/// What a signature speaks of (draft-cavage-http-signatures-08).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'a> {
    /// Of the request, in whatever case.
    pub(crate) method: &'a str,
    /// Path and query as they were sent.
    pub(crate) target: &'a str,
    /// The `Host` header as it came: where an address has a port, clients verify with it.
    pub(crate) host: &'a str,
    /// `Date` and `Keygen-Date`, byte for byte.
    pub(crate) date: &'a str,
    /// `Digest` and `Keygen-Digest`: see [`body_digest`].
    pub(crate) digest: &'a str,
}

impl Message<'_> {
    /// What a signed message carries; each client reads another spelling of date and digest.
    pub(crate) fn headers<'a>(&'a self, signature: &'a str) -> [(HeaderName, &'a str); 5] {
        [
            (header::DATE, self.date),
            (KEYGEN_DATE, self.date),
            (DIGEST_HEADER, self.digest),
            (KEYGEN_DIGEST, self.digest),
            (KEYGEN_SIGNATURE, signature),
        ]
    }

    fn text(&self) -> String {
        let Self { method, target, host, date, digest } = *self;
        let length = method.len() + target.len() + host.len() + date.len() + digest.len();
        let mut text = String::with_capacity(length + 48);
        text.push_str("(request-target): ");
        let start = text.len();
        text.push_str(method);
        text[start..].make_ascii_lowercase();
        text.extend([" ", target, "\nhost: ", host, "\ndate: ", date, "\ndigest: ", digest]);
        text
    }

    /// The value of `Keygen-Signature`. The key's id is the account's.
    pub(crate) fn signature(
        &self,
        key_id: &str,
        algorithm: Algorithm,
        pair: &Pair,
    ) -> Result<String> {
        let signature = pair.sign(algorithm, self.text().as_bytes())?;
        let mut text = String::with_capacity(140 + key_id.len() + signature.len() * 4 / 3);
        text.extend([r#"keyid=""#, key_id, r#"", algorithm=""#, algorithm.name()]);
        text.push_str(r#"", signature=""#);
        STANDARD.encode_string(&signature, &mut text);
        text.push_str(r#"", headers="(request-target) host date digest""#);
        Ok(text)
    }
}

/// How a client wants our answer signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wish<'a> {
    /// Whose key; none is the account's that is asked.
    pub(crate) key_id: Option<&'a str>,
    pub(crate) algorithm: Algorithm,
}

/// Why a `Keygen-Accept-Signature` cannot be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadWish {
    #[error("it is not written as keyid=\"…\", algorithm=\"…\"")]
    Form,
    #[error("it names no algorithm")]
    NoAlgorithm,
    #[error("there is no such algorithm")]
    Unknown,
}

/// Reads the value of `Keygen-Accept-Signature`: `[keyid="…",] algorithm="…"`.
pub(crate) fn wish(header: &str) -> Result<Wish<'_>, BadWish> {
    let (mut key_id, mut algorithm) = (None, None);
    for part in header.split(',') {
        let (name, value) = part.trim_ascii().split_once('=').ok_or(BadWish::Form)?;
        let place = match name {
            "keyid" => &mut key_id,
            "algorithm" => &mut algorithm,
            _ => return Err(BadWish::Form),
        };
        let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        if place.replace(value.ok_or(BadWish::Form)?).is_some() {
            return Err(BadWish::Form);
        }
    }
    let algorithm = algorithm.ok_or(BadWish::NoAlgorithm)?;
    let algorithm = Algorithm::of_name(algorithm).ok_or(BadWish::Unknown)?;
    Ok(Wish { key_id, algorithm })
}

#[cfg(test)]
mod tests {
    use super::super::public::Public;
    use super::super::testing::pair;
    use super::*;

    const EMPTY: &str = "sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const ACCOUNT: &str = "1fddcec8-8dd3-4d8d-9b16-215cac0f9b52";

    const MESSAGE: Message = Message {
        method: "GET",
        target: "/v1/accounts/acme/licenses?limit=1",
        host: "localhost:3000",
        date: "Wed, 09 Jun 2021 16:08:15 GMT",
        digest: EMPTY,
    };

    #[test]
    fn the_digest_is_of_the_body_and_an_empty_one_has_one_too() {
        assert_eq!(body_digest(b""), EMPTY);
        assert_eq!(
            body_digest(b"{\"hello\": \"world\"}"),
            "sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="
        );
    }

    #[test]
    fn what_is_signed_is_four_lines_without_an_end() {
        assert_eq!(
            MESSAGE.text(),
            "(request-target): get /v1/accounts/acme/licenses?limit=1\n\
             host: localhost:3000\n\
             date: Wed, 09 Jun 2021 16:08:15 GMT\n\
             digest: sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        let target = "/v1/licenses/key%2Fab.c=/actions/validate";
        let text = Message { method: "post", target, ..MESSAGE }.text();
        assert!(
            text.starts_with("(request-target): post /v1/licenses/key%2Fab.c=/actions/validate\n")
        );
    }

    #[test]
    fn the_header_names_key_and_algorithm_and_its_signature_is_over_the_text() {
        for algorithm in Algorithm::ALL {
            let pair = pair(algorithm.kind());
            let header = MESSAGE.signature(ACCOUNT, algorithm, pair).unwrap();
            let begin =
                format!(r#"keyid="{ACCOUNT}", algorithm="{}", signature=""#, algorithm.name());
            let signature = header
                .strip_prefix(&begin)
                .and_then(|rest| {
                    rest.strip_suffix(r#"", headers="(request-target) host date digest""#)
                })
                .unwrap();
            let signature = STANDARD.decode(signature).unwrap();
            let public = Public::read(pair.kind(), pair.public()).unwrap();
            assert!(public.verify(algorithm, MESSAGE.text().as_bytes(), &signature), "{header}");
            for other in [
                Message { method: "post", ..MESSAGE },
                Message { target: "/v1/accounts/acme/licenses?limit=2", ..MESSAGE },
                Message { host: "localhost", ..MESSAGE },
                Message { date: "Wed, 09 Jun 2021 16:08:16 GMT", ..MESSAGE },
                Message { digest: "sha-256=", ..MESSAGE },
            ] {
                assert!(!public.verify(algorithm, other.text().as_bytes(), &signature));
            }
        }
    }

    #[test]
    fn a_wish_names_an_algorithm_and_perhaps_a_key() {
        for algorithm in Algorithm::ALL {
            let header = format!(r#"algorithm="{}""#, algorithm.name());
            assert_eq!(wish(&header), Ok(Wish { key_id: None, algorithm }));
        }
        let algorithm = Algorithm::EcdsaP256;
        let both = Ok(Wish { key_id: Some(ACCOUNT), algorithm });
        assert_eq!(wish(&format!(r#"keyid="{ACCOUNT}", algorithm="ecdsa-p256""#)), both);
        assert_eq!(wish(&format!(r#" algorithm="ecdsa-p256" ,keyid="{ACCOUNT}""#)), both);
    }

    #[test]
    fn a_wish_that_is_written_badly_is_none() {
        for header in [
            "",
            "ed25519",
            "algorithm",
            "algorithm=ed25519",
            r#"algorithm=""#,
            r#"algorithm="ed25519","#,
            r#"algorithm="ed25519" keyid="a""#,
            r#"algorithm="ed25519", algorithm="ed25519""#,
            r#"algorithm="ed25519", headers="date""#,
        ] {
            assert!(matches!(wish(header), Err(BadWish::Form | BadWish::Unknown)), "{header}");
        }
        assert_eq!(wish(r#"keyid="a""#), Err(BadWish::NoAlgorithm));
        assert_eq!(wish(r#"algorithm="hs2019""#), Err(BadWish::Unknown));
        assert_eq!(wish(r#"algorithm="ED25519""#), Err(BadWish::Unknown));
    }
}
