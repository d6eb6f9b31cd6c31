//! Public keys as clients are given them, and what they say of a signature.

use anyhow::{Context, Result, bail};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
};
use rsa::RsaPublicKey;
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::pkcs8::DecodePublicKey;
use rsa::pss::{Signature, VerifyingKey};
use rsa::signature::Verifier;
use rsa::traits::PublicKeyParts;
use sha2::Sha256;

use super::algorithm::Algorithm;
use super::armour::{armour, unarmour};
use super::pair::Kind;

/// The longest salt that fits under 2048 bits: 256 bytes less the digest and two more (RFC 8017 §9.1.1).
pub(super) const SALT: usize = 256 - 32 - 2;

const TITLE: &str = "PUBLIC KEY";

/// What stands before the 65 bytes of a point of P-256 (RFC 5480 §2).
const POINT: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

pub(super) fn spki_pem(der: &[u8]) -> String {
    armour(TITLE, der, 64)
}

pub(super) fn point_pem(point: &[u8]) -> String {
    spki_pem(&[&POINT, point].concat())
}

/// A public key, read from its text.
pub(crate) enum Public {
    Ed25519([u8; 32]),
    EcdsaP256([u8; 65]),
    Rsa2048 { pkcs1: Vec<u8>, pss: Box<VerifyingKey<Sha256>> },
}

impl Public {
    pub(crate) fn read(kind: Kind, text: &str) -> Result<Self> {
        if kind == Kind::Ed25519 {
            let mut bytes = [0; 32];
            hex::decode_to_slice(text.trim_ascii(), &mut bytes)
                .context("an Ed25519 key has 64 hexadecimal digits")?;
            return Ok(Self::Ed25519(bytes));
        }
        let der = unarmour(TITLE, text).context("this is no public key in PEM")?;
        if kind == Kind::EcdsaP256 {
            let point = der.strip_prefix(&POINT).context("this is no point of P-256")?;
            return Ok(Self::EcdsaP256(point.try_into().context("a point has 65 bytes")?));
        }
        let key = RsaPublicKey::from_public_key_der(&der)?;
        if key.size() != 256 {
            bail!("this RSA key has not 2048 bits");
        }
        let pkcs1 = key.to_pkcs1_der()?.as_bytes().to_vec();
        let pss = Box::new(VerifyingKey::new_with_salt_len(key, SALT));
        Ok(Self::Rsa2048 { pkcs1, pss })
    }

    /// Whether the owner of this key signed these bytes in this way.
    pub(crate) fn verify(&self, algorithm: Algorithm, bytes: &[u8], signature: &[u8]) -> bool {
        match (self, algorithm) {
            (Self::Ed25519(key), Algorithm::Ed25519) => {
                UnparsedPublicKey::new(&ED25519, key).verify(bytes, signature).is_ok()
            }
            (Self::EcdsaP256(key), Algorithm::EcdsaP256) => {
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key);
                key.verify(bytes, signature).is_ok()
            }
            (Self::Rsa2048 { pkcs1, .. }, Algorithm::RsaSha256) => {
                let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pkcs1);
                key.verify(bytes, signature).is_ok()
            }
            (Self::Rsa2048 { pss, .. }, Algorithm::RsaPssSha256) => {
                Signature::try_from(signature).is_ok_and(|given| pss.verify(bytes, &given).is_ok())
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::pair;
    use super::*;

    #[test]
    fn the_text_of_one_kind_is_no_key_of_another() {
        for kind in Kind::ALL {
            for other in Kind::ALL {
                let read = Public::read(other, pair(kind).public());
                assert_eq!(read.is_ok(), kind == other, "{kind:?} read as {other:?}");
            }
            assert!(Public::read(kind, "").is_err());
        }
    }

    /// Clients that work the length out refuse every other one.
    #[test]
    fn the_salt_of_pss_is_as_long_as_fits() {
        let pair = pair(Kind::Rsa2048);
        let signature = pair.sign(Algorithm::RsaPssSha256, b"salted").unwrap();
        let signature = Signature::try_from(&*signature).unwrap();
        let der = unarmour(TITLE, pair.public()).unwrap();
        let key = RsaPublicKey::from_public_key_der(&der).unwrap();
        for (length, fits) in [(222, true), (32, false), (221, false)] {
            let key = VerifyingKey::<Sha256>::new_with_salt_len(key.clone(), length);
            assert_eq!(key.verify(b"salted", &signature).is_ok(), fits, "{length}");
        }
        assert!(
            VerifyingKey::<Sha256>::new_with_auto_salt_len(key)
                .verify(b"salted", &signature)
                .is_ok()
        );
    }
}
