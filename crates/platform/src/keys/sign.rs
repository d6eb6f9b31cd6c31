//! Signatures (Ed25519, RFC 8032) that others can check without any secret.

use super::Secret;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// Signs for one purpose.
pub struct Signer(Ed25519KeyPair);

impl Signer {
    pub(super) fn of_seed(seed: &Secret<[u8; 32]>) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.expose());
        Self(pair.expect("every 32 bytes are a seed"))
    }

    pub fn public(&self) -> [u8; 32] {
        let public = self.0.public_key().as_ref();
        public.try_into().expect("a public key has 32 bytes (RFC 8032 §5.1.5)")
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature = self.0.sign(message);
        signature.as_ref().try_into().expect("a signature has 64 bytes (RFC 8032 §5.1.6)")
    }
}

/// Whether the owner of the public key signed this message.
pub fn is_signed(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(message, signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032 §7.1, test 2.
    #[test]
    fn a_signature_is_the_one_of_the_standard_and_of_this_message_alone() {
        let bytes = |hex: &str| <[u8; 32]>::try_from(hex::decode(hex).unwrap()).unwrap();
        let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
        let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        let signer = Signer::of_seed(&Secret::new(bytes(seed)));
        assert_eq!(hex::encode(signer.public()), public);
        let signature = signer.sign(b"\x72");
        assert!(hex::encode(signature).starts_with("92a009a9f0d4cab8720e820b5f642540"));
        assert!(is_signed(&bytes(public), b"\x72", &signature));
        assert!(!is_signed(&bytes(public), b"\x73", &signature));
        assert!(!is_signed(&bytes(public), b"\x72", &signature[..63]));
    }
}
