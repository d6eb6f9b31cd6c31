//! Signed tokens of identity providers (JWS compact serialisation, RFC 7515) and the keys that they are signed with.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Why a token is not believed. The words stand in the security log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbelievable {
    #[error("malformed")]
    Malformed,
    /// None at all, a secret that both sides know, or one that is not spoken here.
    #[error("bad_algorithm")]
    Algorithm,
    #[error("unknown_key")]
    UnknownKey,
    #[error("bad_signature")]
    Signature,
    #[error("wrong_kind")]
    Kind,
    #[error("wrong_issuer")]
    Issuer,
    #[error("wrong_audience")]
    Audience,
    #[error("expired")]
    Expired,
    #[error("not_yet_valid")]
    Early,
    #[error("wrong_nonce")]
    Nonce,
    #[error("no_subject")]
    Subject,
    #[error("wrong_access_token")]
    AccessToken,
    #[error("used_before")]
    Used,
}

/// How a token may be signed: by a key of which the other half is with the provider alone (RFC 7518 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Algorithm {
    Rs256,
    Es256,
}

impl Algorithm {
    fn of(name: &str) -> Result<Self, Unbelievable> {
        match name {
            "RS256" => Ok(Self::Rs256),
            "ES256" => Ok(Self::Es256),
            _ => Err(Unbelievable::Algorithm),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }
}

/// No provider's token is longer.
const LONGEST: usize = 64 * 1024;

/// A token that was taken apart and not believed yet.
pub struct Token<'a> {
    algorithm: Algorithm,
    key: Option<String>,
    /// What the token says it is, such as `logout+jwt`.
    kind: Option<String>,
    signed: &'a str,
    signature: Vec<u8>,
    claims: Map<String, Value>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    /// Extensions that must be understood: none is.
    crit: Option<Value>,
}

impl<'a> Token<'a> {
    pub fn read(text: &'a str) -> Result<Self, Unbelievable> {
        let text = text.trim();
        let (signed, signature) = text.rsplit_once('.').ok_or(Unbelievable::Malformed)?;
        let (header, claims) = signed.split_once('.').ok_or(Unbelievable::Malformed)?;
        if text.len() > LONGEST || claims.contains('.') {
            return Err(Unbelievable::Malformed);
        }
        let header: Header = part(header)?;
        if header.crit.is_some() {
            return Err(Unbelievable::Algorithm);
        }
        Ok(Self {
            algorithm: Algorithm::of(&header.alg)?,
            key: header.kid,
            kind: header.typ,
            signed,
            signature: decoded(signature)?,
            claims: part(claims)?,
        })
    }

    /// Whether one of the keys could have signed it: else newer ones are worth asking for.
    pub fn has_key_in(&self, keys: &KeySet) -> bool {
        self.key_in(keys).is_some()
    }

    fn key_in<'k>(&self, keys: &'k KeySet) -> Option<&'k Key> {
        let mut fitting = keys.keys.iter().filter(|key| key.fits(self.algorithm));
        match &self.key {
            Some(id) => fitting.find(|key| key.kid.as_ref() == Some(id)),
            // without a name it can only be the one
            None => fitting.next().filter(|_| fitting.next().is_none()),
        }
    }

    /// What the token says, once a key of the provider is known to have signed it.
    pub fn verified(self, keys: &KeySet) -> Result<Believed, Unbelievable> {
        let key = self.key_in(keys).ok_or(Unbelievable::UnknownKey)?;
        key.verify(self.algorithm, self.signed.as_bytes(), &self.signature)?;
        Ok(Believed { claims: self.claims, kind: self.kind, key_issuer: key.issuer.clone() })
    }
}

/// What a provider signed. For whom and for how long it is meant is still to be looked at.
#[derive(Debug)]
pub struct Believed {
    pub claims: Map<String, Value>,
    pub kind: Option<String>,
    /// The issuer that the key is kept for, where a provider has several (Microsoft).
    pub key_issuer: Option<String>,
}

fn decoded(text: &str) -> Result<Vec<u8>, Unbelievable> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Unbelievable::Malformed)
}

fn part<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Unbelievable> {
    serde_json::from_slice(&decoded(text)?).map_err(|_| Unbelievable::Malformed)
}

/// The public keys of a provider (RFC 7517 §5). Kinds that are not spoken here are skipped.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct KeySet {
    #[serde(deserialize_with = "readable")]
    keys: Vec<Key>,
}

/// One key that nobody can read spoils none of the others.
fn readable<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Key>, D::Error> {
    let all = Vec::<Value>::deserialize(from)?;
    Ok(all.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect())
}

#[derive(Clone, Debug, Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    issuer: Option<String>,
}

impl Key {
    fn fits(&self, algorithm: Algorithm) -> bool {
        let kind = match algorithm {
            Algorithm::Rs256 => self.kty == "RSA",
            Algorithm::Es256 => self.kty == "EC" && self.crv.as_deref() == Some("P-256"),
        };
        kind && self.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
            && self.alg.as_deref().is_none_or(|name| name == algorithm.name())
    }

    fn verify(&self, by: Algorithm, signed: &[u8], signature: &[u8]) -> Result<(), Unbelievable> {
        let number = |text: &Option<String>| decoded(text.as_deref().unwrap_or_default());
        let checked = match by {
            Algorithm::Rs256 => {
                // leading noughts are no part of a number
                let trimmed = |bytes: Vec<u8>| -> Vec<u8> {
                    bytes.into_iter().skip_while(|byte| *byte == 0).collect()
                };
                let (n, e) = (trimmed(number(&self.n)?), trimmed(number(&self.e)?));
                let key = RsaPublicKeyComponents { n, e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
            }
            Algorithm::Es256 => {
                let point = [vec![4], number(&self.x)?, number(&self.y)?].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature)
            }
        };
        checked.map_err(|_| Unbelievable::Signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

    /// Made with another library (Node's), to be read by this one.
    const RS256: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIn0.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUifQ.pK-gjYDVyODOrSXxuOZD7\
         a47HYUp2Bo8lCnwqsE-1dyVN8Om9Y_IJAj4nGEh1RAV8s_jTirSlVXaO-Gu5MBAY3q-Swaxil17EqYqlk13YorActB6htRY6nuSk\
         P6AqFMww5yYjU92wWt7j5qVhA8OQIj9fJqA2NphqEZzKVwr9RlWICXucqJm5_Q8WNR8nCf8iZizJpXCu23Q46fz1E-gGLH9Fs1lS\
         r7N1WN8XHAeFTMcA_QNXVW6qlGLKzM5VYFB5fvya2fFNy0NXIjU3WLEiaQO1EZyeIfqz3ne6Jc8WV-ncq4Ry3z9lFqelSGlbSbMJ\
         qlZK8jCSSBo1aEQfOrZ1A";
    const MODULUS: &str = "scfxR_icKBpfruAnWIwhOjzFa0r03yA1xLypJXHjEnWT9jMUALSI-rsn0-Gk5Tl3lRCKpVuDgPLPUShjY8OAkp-HMe_OvGZwVwJ6\
         j9hu2w0mFoBPxrX01Zk4I0oAR2rvp7Mh7G6VZ7eW7gr6JDtT19KUQm3c7xlKYAFWx3Jdgw-slchgrno8EEl6Xc7TJI6nqsEezoEt\
         SjNgNbRdJXOiRNUcubVZjkQ5j2Cx7AhYdVPA16i0nlWy2oQGb7Mt-WjWURuvBXM5IfRp6s6vkGCk0bqMRIhVnTwyumePi-p08AWs\
         QSkulcZuzryVOlTM1z6K0KXFvX8F-qScFMbEqwwucw";

    fn rsa(more: &str) -> KeySet {
        let set = format!(r#"{{"keys":[{{"kty":"RSA","n":"{MODULUS}","e":"AQAB"{more}}}]}}"#);
        serde_json::from_str(&set).unwrap()
    }

    fn encoded(text: &str) -> String {
        URL_SAFE_NO_PAD.encode(text)
    }

    /// Why the token is refused.
    fn refused(token: &str, keys: &KeySet) -> Unbelievable {
        Token::read(token).and_then(|token| token.verified(keys)).unwrap_err()
    }

    #[test]
    fn a_token_that_the_providers_key_signed_is_believed() {
        let believed = Token::read(RS256).unwrap().verified(&rsa(r#","kid":"r1""#)).unwrap();
        assert_eq!(believed.claims["iss"], "https://login.example");
    }

    #[test]
    fn a_token_that_was_changed_by_one_letter_is_not() {
        let keys = rsa(r#","kid":"r1""#);
        let (head, signature) = RS256.rsplit_once('.').unwrap();
        let (header, _) = head.split_once('.').unwrap();
        let other =
            format!("{header}.{}.{signature}", encoded(r#"{"iss":"https://login.exempla"}"#));
        assert_eq!(refused(&other, &keys), Unbelievable::Signature);
        let flipped = signature.replacen('A', "B", 1);
        assert_eq!(refused(&format!("{head}.{flipped}"), &keys), Unbelievable::Signature);
        assert_eq!(refused(&format!("{head}."), &keys), Unbelievable::Signature);
    }

    #[test]
    fn no_signature_and_one_by_a_shared_or_public_secret_are_refused_by_name() {
        let keys = rsa("");
        for alg in ["none", "None", "HS256", "hs256", "RS512", "PS256", "ES384", "EdDSA", ""] {
            let head = encoded(&format!(r#"{{"alg":"{alg}","kid":"r1"}}"#));
            for signature in ["", "AAAA"] {
                let token = format!("{head}.{}.{signature}", encoded("{}"));
                assert_eq!(refused(&token, &keys), Unbelievable::Algorithm, "{alg}");
            }
        }
        let head = encoded(r#"{"alg":"RS256","crit":["exp"],"exp":1}"#);
        let token = format!("{head}.{}.AAAA", encoded("{}"));
        assert_eq!(refused(&token, &keys), Unbelievable::Algorithm);
    }

    #[test]
    fn a_key_counts_only_for_what_it_is_for() {
        let unknown = Unbelievable::UnknownKey;
        for other in
            [r#","kid":"r2""#, r#","kid":"r1","use":"enc""#, r#","kid":"r1","alg":"RS512""#]
        {
            assert_eq!(refused(RS256, &rsa(other)), unknown, "{other}");
        }
        let curve = r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"r1","x":"AAAA","y":"AAAA"}]}"#;
        assert_eq!(refused(RS256, &serde_json::from_str(curve).unwrap()), unknown);
        assert_eq!(refused(RS256, &KeySet::default()), unknown);
        let strange = format!(
            r#"{{"keys":[{{"kty":7}},"x",{{"kty":"OKP","crv":"Ed25519","x":"AAAA"}},
            {{"kty":"RSA","n":"{MODULUS}","e":"AQAB","kid":"r1"}}]}}"#
        );
        let strange: KeySet = serde_json::from_str(&strange).unwrap();
        assert!(Token::read(RS256).unwrap().verified(&strange).is_ok(), "others spoil nothing");
    }

    #[test]
    fn a_token_without_a_keys_name_needs_the_only_key() {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pair.as_ref(), &random);
        let pair = pair.unwrap();
        let point = pair.public_key().as_ref();
        let key = format!(
            r#"{{"kty":"EC","crv":"P-256","x":"{}","y":"{}"}}"#,
            URL_SAFE_NO_PAD.encode(&point[1..33]),
            URL_SAFE_NO_PAD.encode(&point[33..])
        );
        let set = |keys: &str| {
            serde_json::from_str::<KeySet>(&format!(r#"{{"keys":[{keys}]}}"#)).unwrap()
        };
        let signed = format!("{}.{}", encoded(r#"{"alg":"ES256"}"#), encoded(r#"{"sub":"x"}"#));
        let signature = pair.sign(&random, signed.as_bytes()).unwrap();
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()));
        assert!(Token::read(&token).unwrap().verified(&set(&key)).is_ok());
        let two = set(&format!("{key},{key}"));
        assert_eq!(refused(&token, &two), Unbelievable::UnknownKey);
    }

    #[test]
    fn garbage_is_no_token() {
        let long = format!("{}.{}.{}", encoded("{}"), "A".repeat(LONGEST), "A");
        for garbage in ["", ".", "..", "a.b", "a.b.c.d", "\0.\0.\0", "e30.e30.", "....", &long] {
            assert!(Token::read(garbage).is_err(), "{garbage:.20}");
        }
    }
}
