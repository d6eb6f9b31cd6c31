//! Pairs of keys: made once, kept sealed as PKCS#8, read once and then cheap to sign with.
//!
//! Every answer is signed with Ed25519, so that comes from `aws-lc-rs`, which takes 8 µs where `ring` takes 20. ECDSA and
//! RSA come from `ring`, except RSA-PSS: Keygen's salt is as long as fits (222 bytes), and verifiers of
//! its clients demand exactly that (Python's `PSS.MAX_LENGTH`, Bouncy Castle with a length worked out); `ring` can only
//! sign with a salt as long as the digest. `rsa` signs so, with blinding, since its arithmetic alone does not promise to
//! take the same time for every key.

use std::convert::Infallible;

use anyhow::{Result, anyhow, bail};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use platform::rng;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use rsa::RsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use rsa::pss::BlindedSigningKey;
use rsa::rand_core::{CryptoRng, TryCryptoRng, TryRng};
use rsa::signature::{RandomizedSigner, SignatureEncoding};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::algorithm::Algorithm;
use super::public::{SALT, point_pem, spki_pem};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Ed25519,
    EcdsaP256,
    Rsa2048,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Ed25519, Self::EcdsaP256, Self::Rsa2048];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::EcdsaP256 => "ecdsa-p256",
            Self::Rsa2048 => "rsa-2048",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A pair as it is kept.
pub(crate) struct Made {
    /// PKCS#8 in DER.
    pub(crate) secret: Zeroizing<Vec<u8>>,
    /// As clients are given it: Ed25519 as 64 hexadecimal digits, the others as PEM.
    pub(crate) public: String,
}

/// Makes a pair. One of RSA takes a tenth of a second or several, so not in a thread that others wait for.
pub(crate) fn make(kind: Kind) -> Result<Made> {
    let secret = match kind {
        Kind::Ed25519 => {
            let made = ring::signature::Ed25519KeyPair::generate_pkcs8(&SystemRandom::new());
            Zeroizing::new(
                made.map_err(|_| anyhow!("no Ed25519 key could be made"))?.as_ref().into(),
            )
        }
        Kind::EcdsaP256 => {
            let how = &ECDSA_P256_SHA256_ASN1_SIGNING;
            let made = EcdsaKeyPair::generate_pkcs8(how, &SystemRandom::new());
            Zeroizing::new(made.map_err(|_| anyhow!("no ECDSA key could be made"))?.as_ref().into())
        }
        Kind::Rsa2048 => make_rsa(&mut Chance)?,
    };
    let public = Pair::read(kind, &secret)?.public;
    Ok(Made { secret, public })
}

/// `ring` reads keys of RSA, but makes none.
pub(super) fn make_rsa(chance: &mut impl CryptoRng) -> Result<Zeroizing<Vec<u8>>> {
    let key = RsaPrivateKey::new(chance, 2048)?;
    Ok(Zeroizing::new(key.to_pkcs8_der()?.as_bytes().to_vec()))
}

/// A pair that signs.
pub(crate) struct Pair {
    secret: Secret,
    public: String,
}

enum Secret {
    Ed25519(Box<Ed25519KeyPair>),
    EcdsaP256(Box<EcdsaKeyPair>),
    Rsa2048(Box<Rsa>),
}

/// One key, read twice: for each padding by the one who signs with it.
struct Rsa {
    pkcs1: RsaKeyPair,
    pss: BlindedSigningKey<Sha256>,
}

impl Pair {
    pub(crate) fn read(kind: Kind, pkcs8: &[u8]) -> Result<Self> {
        let not = |why: String| anyhow!("this is no {} key: {why}", kind.name());
        let (secret, public) = match kind {
            Kind::Ed25519 => {
                let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8);
                let pair = pair.map_err(|why| not(why.to_string()))?;
                let public = hex::encode(pair.public_key());
                (Secret::Ed25519(Box::new(pair)), public)
            }
            Kind::EcdsaP256 => {
                let how = &ECDSA_P256_SHA256_ASN1_SIGNING;
                let pair = EcdsaKeyPair::from_pkcs8(how, pkcs8, &SystemRandom::new());
                let pair = pair.map_err(|why| not(why.to_string()))?;
                let public = point_pem(pair.public_key().as_ref());
                (Secret::EcdsaP256(Box::new(pair)), public)
            }
            Kind::Rsa2048 => {
                let pkcs1 = RsaKeyPair::from_pkcs8(pkcs8).map_err(|why| not(why.to_string()))?;
                if pkcs1.public().modulus_len() != 256 {
                    bail!("this RSA key has not 2048 bits");
                }
                let key = RsaPrivateKey::from_pkcs8_der(pkcs8)?;
                let public = spki_pem(key.to_public_key().to_public_key_der()?.as_bytes());
                let pss = BlindedSigningKey::new_with_salt_len(key, SALT);
                (Secret::Rsa2048(Box::new(Rsa { pkcs1, pss })), public)
            }
        };
        Ok(Self { secret, public })
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.secret {
            Secret::Ed25519(_) => Kind::Ed25519,
            Secret::EcdsaP256(_) => Kind::EcdsaP256,
            Secret::Rsa2048(_) => Kind::Rsa2048,
        }
    }

    /// As clients are given it.
    pub(crate) fn public(&self) -> &str {
        &self.public
    }

    /// Signs; ECDSA as a sequence in DER. An algorithm of another kind of key is an error.
    pub(crate) fn sign(&self, algorithm: Algorithm, bytes: &[u8]) -> Result<Vec<u8>> {
        let failed = |_| anyhow!("{} could not sign", algorithm.name());
        match (&self.secret, algorithm) {
            (Secret::Ed25519(pair), Algorithm::Ed25519) => {
                let signature = pair.try_sign(bytes);
                let signature = signature.map_err(|_| anyhow!("ed25519 could not sign"))?;
                Ok(signature.as_ref().to_vec())
            }
            (Secret::EcdsaP256(pair), Algorithm::EcdsaP256) => {
                let signature = pair.sign(&SystemRandom::new(), bytes).map_err(failed)?;
                Ok(signature.as_ref().to_vec())
            }
            (Secret::Rsa2048(rsa), Algorithm::RsaSha256) => {
                let mut signature = vec![0; rsa.pkcs1.public().modulus_len()];
                let chance = SystemRandom::new();
                rsa.pkcs1
                    .sign(&RSA_PKCS1_SHA256, &chance, bytes, &mut signature)
                    .map_err(failed)?;
                Ok(signature)
            }
            (Secret::Rsa2048(rsa), Algorithm::RsaPssSha256) => {
                Ok(rsa.pss.try_sign_with_rng(&mut Chance, bytes)?.to_vec())
            }
            _ => bail!("{} does not sign with a key of {}", algorithm.name(), self.kind().name()),
        }
    }
}

/// The house's chance, as `rsa` asks for it.
struct Chance;

impl TryRng for Chance {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(rng::bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(rng::bytes()))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for part in out.chunks_mut(32) {
            let bytes = Zeroizing::new(rng::bytes::<32>());
            part.copy_from_slice(&bytes[..part.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Chance {}

#[cfg(test)]
mod tests {
    use super::super::public::Public;
    use super::super::testing::pair;
    use super::*;

    /// RFC 8032 §7.1, test 3.
    #[test]
    fn ed25519_signs_as_the_standard_does() {
        let mut pkcs8 = hex::decode("302e020100300506032b657004220420").unwrap();
        let seed = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7";
        pkcs8.extend(hex::decode(seed).unwrap());
        let pair = Pair::read(Kind::Ed25519, &pkcs8).unwrap();
        assert_eq!(
            pair.public(),
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
        );
        assert_eq!(
            hex::encode(pair.sign(Algorithm::Ed25519, b"\xaf\x82").unwrap()),
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
             18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        );
    }

    #[test]
    fn what_one_key_signed_its_public_key_alone_confirms() {
        for algorithm in Algorithm::ALL {
            let pair = pair(algorithm.kind());
            let public = Public::read(pair.kind(), pair.public()).unwrap();
            let mut signature = pair.sign(algorithm, b"what is said").unwrap();
            assert!(public.verify(algorithm, b"what is said", &signature), "{algorithm:?}");
            assert!(!public.verify(algorithm, b"what is Said", &signature), "{algorithm:?}");
            let others = Algorithm::ALL.into_iter().filter(|other| *other != algorithm);
            for other in others {
                assert!(!public.verify(other, b"what is said", &signature), "{other:?}");
            }
            let last = signature.len() - 1;
            signature[last] ^= 1;
            assert!(!public.verify(algorithm, b"what is said", &signature), "{algorithm:?}");
        }
    }

    #[test]
    fn every_name_leads_back_to_its_kind() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::of_name("rsa"), None);
    }

    #[test]
    fn a_key_signs_only_with_algorithms_of_its_kind() {
        for kind in Kind::ALL {
            for algorithm in Algorithm::ALL {
                let signed = pair(kind).sign(algorithm, b"");
                assert_eq!(signed.is_ok(), algorithm.kind() == kind, "{kind:?} {algorithm:?}");
            }
        }
    }

    #[test]
    fn a_made_pair_is_read_again_and_never_made_twice() {
        for kind in [Kind::Ed25519, Kind::EcdsaP256] {
            let (one, other) = (make(kind).unwrap(), make(kind).unwrap());
            assert_eq!(Pair::read(kind, &one.secret).unwrap().public(), one.public);
            assert_ne!(one.public, other.public);
        }
        let made = make(Kind::Rsa2048).unwrap();
        assert_ne!(made.public, pair(Kind::Rsa2048).public());
        assert_eq!(Pair::read(Kind::Rsa2048, &made.secret).unwrap().public(), made.public);
    }

    #[test]
    fn public_keys_look_as_clients_expect_them() {
        let ed25519 = pair(Kind::Ed25519).public();
        assert!(ed25519.len() == 64 && ed25519.bytes().all(|c| c.is_ascii_hexdigit()));
        for (kind, begin) in
            [(Kind::EcdsaP256, "MFkwEwYHKoZIzj0C"), (Kind::Rsa2048, "MIIBIjANBgkqhkiG")]
        {
            let pem = pair(kind).public();
            assert!(pem.starts_with(&format!("-----BEGIN PUBLIC KEY-----\n{begin}")), "{pem}");
            assert!(pem.ends_with("\n-----END PUBLIC KEY-----\n"), "{pem}");
            assert!(pem.lines().all(|line| line.len() <= 64), "{pem}");
        }
    }

    #[test]
    fn what_is_no_key_is_an_error() {
        for kind in Kind::ALL {
            assert!(Pair::read(kind, b"").is_err());
            assert!(Pair::read(kind, b"-----BEGIN PRIVATE KEY-----").is_err());
        }
        let secret = make(Kind::Ed25519).unwrap().secret;
        assert!(Pair::read(Kind::EcdsaP256, &secret).is_err());
        assert!(Pair::read(Kind::Rsa2048, &secret).is_err());
    }
}
