//! The public keys that a program trusts: one, or two while the account's key is being exchanged.

use std::fmt;

use ed25519_dalek::{Signature, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{Error, Result};

/// Ed25519 public keys. Build them into the program; a file that users can write is no anchor of trust.
#[derive(Clone)]
pub struct PublicKeys {
    present: VerifyingKey,
    next: Option<VerifyingKey>,
}

impl PublicKeys {
    /// The account's public key as the server shows it: 64 hexadecimal digits.
    pub fn new(hex: &str) -> Result<Self> {
        Ok(Self { present: read(hex)?, next: None })
    }

    /// A second key that is trusted too: the one to come, or the one of before.
    pub fn or(mut self, hex: &str) -> Result<Self> {
        self.next = Some(read(hex)?);
        Ok(self)
    }

    /// Whether one of the keys made this signature. Strict (RFC 8032 with cofactor 1, no small-order keys).
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        let mut keys = std::iter::once(&self.present).chain(&self.next);
        keys.any(|key| key.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Debug for PublicKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = std::iter::once(&self.present).chain(&self.next);
        f.debug_list().entries(all.map(|key| hex::encode(key.as_bytes()))).finish()
    }
}

fn read(text: &str) -> Result<VerifyingKey> {
    let wrong = |why: &str| Error::Setting(format!("the public key {why}"));
    let mut bytes = [0; 32];
    hex::decode_to_slice(text.trim(), &mut bytes)
        .map_err(|_| wrong("is not 64 hexadecimal digits"))?;
    let key = VerifyingKey::from_bytes(&bytes).map_err(|_| wrong("is no Ed25519 key"))?;
    if key.is_weak() { Err(wrong("is a weak one that fits anything")) } else { Ok(key) }
}

pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// HMAC-SHA256 over the parts, one after the other.
pub(crate) fn keyed(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032 §7.1: public key, message, signature.
    const VECTORS: [[&str; 3]; 3] = [
        [
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
    ];

    #[test]
    fn the_vectors_of_rfc_8032_verify_and_each_of_their_bits_counts() {
        for [key, message, signature] in VECTORS {
            let keys = PublicKeys::new(key).unwrap();
            let message = hex::decode(message).unwrap();
            let signature = hex::decode(signature).unwrap();
            assert!(keys.verify(&message, &signature));
            for bit in 0..signature.len() * 8 {
                let mut wrong = signature.clone();
                wrong[bit / 8] ^= 1 << (bit % 8);
                assert!(!keys.verify(&message, &wrong), "bit {bit}");
            }
            assert!(!keys.verify(&[&message[..], b"x"].concat(), &signature));
            assert!(!keys.verify(&message, &signature[..63]));
        }
    }

    #[test]
    fn while_keys_are_exchanged_both_are_trusted_and_no_third() {
        let [first, second, third] = VECTORS;
        let keys = PublicKeys::new(first[0]).unwrap().or(second[0]).unwrap();
        let verify = |[_, message, signature]: [&str; 3]| {
            keys.verify(&hex::decode(message).unwrap(), &hex::decode(signature).unwrap())
        };
        assert!(verify(first) && verify(second));
        assert!(!verify(third));
    }

    #[test]
    fn what_is_no_key_is_refused_with_the_reason() {
        let zero = "00".repeat(32);
        let not_on_curve = "02".repeat(32);
        for (text, why) in
            [("abc", "64 hexadecimal"), (&*zero, "weak"), (&*not_on_curve, "no Ed25519")]
        {
            let error = PublicKeys::new(text).unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }

    #[test]
    fn the_keyed_hash_is_that_of_rfc_4231() {
        let mac = keyed(b"Jefe", &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(
            hex::encode(mac.finalize().into_bytes()),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
