//! Licence keys: random ones, and signed ones that a program can check without the server.

use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::algorithm::{Frame, Scheme};
use super::pair::Pair;

/// A key of policies without a scheme, of 120 random bits: `C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3`.
pub(crate) fn unsigned(chance: [u8; 15]) -> String {
    let mut key = String::with_capacity(37);
    for group in chance.chunks(3) {
        key.push_str(&hex::encode_upper(group));
        key.push('-');
    }
    key.push_str("V3");
    key
}

/// Why a dataset cannot be signed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotSigned {
    #[error("the dataset of a JSON Web Token is a JSON object")]
    NoObject,
    /// RFC 7519 §4.1; libraries refuse tokens with another `exp`.
    #[error("{0} of a JSON Web Token is a number of seconds since 1970")]
    NoNumber(&'static str),
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

/// A key that carries its dataset and our signature.
pub(crate) fn signed(scheme: Scheme, dataset: &str, pair: &Pair) -> Result<String, NotSigned> {
    let sign = |bytes: &[u8]| pair.sign(scheme.algorithm(), bytes);
    Ok(match scheme.frame() {
        Frame::Prefixed => {
            let signed = format!("key/{}", URL_SAFE.encode(dataset));
            let signature = URL_SAFE.encode(sign(signed.as_bytes())?);
            format!("{signed}.{signature}")
        }
        Frame::Bare => {
            let signature = URL_SAFE.encode(sign(dataset.as_bytes())?);
            format!("{}.{signature}", URL_SAFE.encode(dataset))
        }
        Frame::Jwt => {
            check_claims(dataset)?;
            let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","typ":"JWT"}"#);
            let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode(dataset));
            let signature = URL_SAFE_NO_PAD.encode(sign(signed.as_bytes())?);
            format!("{signed}.{signature}")
        }
    })
}

fn check_claims(dataset: &str) -> Result<(), NotSigned> {
    let claims: Map<String, Value> =
        serde_json::from_str(dataset).map_err(|_| NotSigned::NoObject)?;
    for name in ["exp", "nbf", "iat"] {
        if claims.get(name).is_some_and(|claim| !claim.is_number()) {
            return Err(NotSigned::NoNumber(name));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::algorithm::Algorithm;
    use super::super::public::Public;
    use super::super::testing::pair;
    use super::*;

    const DATASET: &str = r#"{"licence":"ü?~","seats":5}"#;

    fn make(scheme: Scheme, dataset: &str) -> Result<String, NotSigned> {
        signed(scheme, dataset, pair(scheme.algorithm().kind()))
    }

    fn is_signed(algorithm: Algorithm, bytes: &[u8], signature: &[u8]) -> bool {
        let pair = pair(algorithm.kind());
        Public::read(pair.kind(), pair.public()).unwrap().verify(algorithm, bytes, signature)
    }

    #[test]
    fn an_unsigned_key_is_five_groups_of_six_and_its_version() {
        let chance = [
            0xc1, 0xb6, 0xde, 0x39, 0xa6, 0xe3, 0xde, 0x15, 0x29, 0x85, 0x59, 0xa0, 0x4a, 0xf5,
            0x93,
        ];
        assert_eq!(unsigned(chance), "C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3");
        assert_eq!(unsigned([0; 15]), "000000-000000-000000-000000-000000-V3");
    }

    #[test]
    fn keys_of_the_newer_schemes_are_prefixed_and_signed_as_they_stand() {
        for (scheme, algorithm) in [
            (Scheme::Ed25519, Algorithm::Ed25519),
            (Scheme::EcdsaP256, Algorithm::EcdsaP256),
            (Scheme::RsaPkcs1V2, Algorithm::RsaSha256),
            (Scheme::RsaPssV2, Algorithm::RsaPssSha256),
        ] {
            let key = make(scheme, DATASET).unwrap();
            let (signed, signature) = key.split_once('.').unwrap();
            assert_eq!(signed, "key/eyJsaWNlbmNlIjoiw7w_fiIsInNlYXRzIjo1fQ==");
            let signature = URL_SAFE.decode(signature).unwrap();
            assert!(is_signed(algorithm, signed.as_bytes(), &signature), "{scheme:?}");
        }
    }

    #[test]
    fn keys_of_the_older_schemes_sign_the_dataset_itself() {
        for (scheme, algorithm) in
            [(Scheme::RsaPkcs1, Algorithm::RsaSha256), (Scheme::RsaPss, Algorithm::RsaPssSha256)]
        {
            let key = make(scheme, DATASET).unwrap();
            let (dataset, signature) = key.split_once('.').unwrap();
            assert_eq!(dataset, "eyJsaWNlbmNlIjoiw7w_fiIsInNlYXRzIjo1fQ==");
            let signature = URL_SAFE.decode(signature).unwrap();
            assert!(is_signed(algorithm, DATASET.as_bytes(), &signature), "{scheme:?}");
        }
    }

    #[test]
    fn a_token_has_three_parts_without_padding() {
        let key = make(Scheme::RsaJwt, DATASET).unwrap();
        let [header, claims, signature] = key.split('.').collect::<Vec<_>>()[..] else {
            panic!("{key}")
        };
        assert_eq!(header, "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9");
        assert_eq!(URL_SAFE_NO_PAD.decode(claims).unwrap(), DATASET.as_bytes());
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let signed = format!("{header}.{claims}");
        assert!(is_signed(Algorithm::RsaSha256, signed.as_bytes(), &signature));
    }

    #[test]
    fn a_token_carries_an_object_whose_instants_are_numbers() {
        for dataset in ["", "text", "[1]", "\"text\"", "{", "{} {}"] {
            assert!(matches!(make(Scheme::RsaJwt, dataset), Err(NotSigned::NoObject)), "{dataset}");
        }
        let refused = make(Scheme::RsaJwt, r#"{"exp":"2027-03-22T13:30:17.892Z"}"#);
        assert!(matches!(refused, Err(NotSigned::NoNumber("exp"))));
        assert!(make(Scheme::RsaJwt, r#"{"exp":1805722217}"#).is_ok());
        assert!(make(Scheme::Ed25519, "text").is_ok());
    }

    #[test]
    fn a_scheme_needs_its_kind_of_key() {
        use super::super::pair::Kind;
        let made = signed(Scheme::RsaPssV2, DATASET, pair(Kind::Ed25519));
        assert!(matches!(made, Err(NotSigned::Failed(_))));
    }
}
