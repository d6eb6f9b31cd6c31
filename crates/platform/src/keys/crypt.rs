//! The primitives: HKDF-SHA256 (RFC 5869), HMAC-SHA256 and XChaCha20-Poly1305, bound to where a value stands.

use super::{KeyError, Secret};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sea_orm::prelude::Uuid;
use sha2::Sha256;
use std::fmt::Display;

pub(super) type Key = Secret<[u8; 32]>;

/// First byte of every sealed value.
pub(super) const VERSION: u8 = 1;
pub(super) const NONCE: usize = 24;
/// Version, key id and nonce stand before the ciphertext.
pub(super) const HEAD: usize = 1 + 16 + NONCE;

/// Where a sealed value stands; it opens nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aad(String);

impl Aad {
    /// `kontor:<table>:<column>:<row id>`
    pub fn new(table: &str, column: &str, id: &impl Display) -> Self {
        Self(format!("kontor:{table}:{column}:{id}"))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A key for one purpose only, from which the root cannot be found.
pub(super) fn derive(root: &Key, purpose: &str) -> Key {
    let mut out = [0; 32];
    Hkdf::<Sha256>::new(None, root.expose())
        .expand(purpose.as_bytes(), &mut out)
        .expect("32 bytes are fewer than the 8160 that HKDF-SHA256 can give");
    Secret::new(out)
}

/// 32 bytes from a text that somebody chose at random.
pub(super) fn stretch(text: &str) -> Key {
    let mut out = [0; 32];
    Hkdf::<Sha256>::new(None, text.as_bytes())
        .expand(b"kontor/root/v1", &mut out)
        .expect("32 bytes are fewer than the 8160 that HKDF-SHA256 can give");
    Secret::new(out)
}

pub(super) fn mac(key: &Key, data: &[u8]) -> [u8; 32] {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.expose()).expect("HMAC takes a key of any length");
    mac.update(data);
    mac.finalize().into_bytes().into()
}

/// `nonce | ciphertext`
pub(super) fn encrypt(
    key: &Key,
    nonce: [u8; NONCE],
    aad: &Aad,
    plain: &[u8],
) -> Result<Vec<u8>, KeyError> {
    let payload = Payload { msg: plain, aad: aad.bytes() };
    let secret =
        cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| KeyError::TooLarge)?;
    Ok([&nonce[..], &secret].concat())
}

/// What `encrypt` gave, if it was made with this key for this place.
pub(super) fn decrypt(key: &Key, aad: &Aad, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
    let (nonce, secret) = sealed.split_first_chunk::<NONCE>().ok_or(KeyError::Tampered)?;
    let payload = Payload { msg: secret, aad: aad.bytes() };
    cipher(key).decrypt(&XNonce::from(*nonce), payload).map_err(|_| KeyError::Tampered)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

/// `version | key id | nonce | ciphertext`
pub(super) fn seal(
    id: Uuid,
    key: &Key,
    nonce: [u8; NONCE],
    aad: &Aad,
    plain: &[u8],
) -> Result<Vec<u8>, KeyError> {
    Ok([&[VERSION][..], id.as_bytes(), &encrypt(key, nonce, aad, plain)?].concat())
}

/// The key's id, and what `decrypt` reads.
pub(super) fn split(sealed: &[u8]) -> Result<(Uuid, &[u8]), KeyError> {
    match sealed.split_first() {
        Some((&VERSION, rest)) if sealed.len() >= HEAD + 16 => {
            let (id, rest) = rest.split_first_chunk::<16>().ok_or(KeyError::Tampered)?;
            Ok((Uuid::from_bytes(*id), rest))
        }
        _ => Err(KeyError::Tampered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5869, test case 3 gives the same function with an empty salt and info.
    #[test]
    fn deriving_is_hkdf_sha256_of_rfc_5869() {
        let mut out = [0; 42];
        Hkdf::<Sha256>::new(None, &[0x0b; 22]).expand(b"", &mut out).unwrap();
        assert_eq!(
            hex::encode(out),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        );
    }

    /// draft-irtf-cfrg-xchacha-03, A.3.1.
    #[test]
    fn encrypting_is_xchacha20_poly1305_of_the_draft() {
        let key: [u8; 32] = std::array::from_fn(|i| 0x80 + u8::try_from(i).unwrap());
        let nonce: [u8; 24] = std::array::from_fn(|i| 0x40 + u8::try_from(i).unwrap());
        let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
            sunscreen would be it.";
        let aad = hex::decode("50515253c0c1c2c3c4c5c6c7").unwrap();
        let cipher = cipher(&Secret::new(key));
        let sealed =
            cipher.encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &aad }).unwrap();
        let (secret, tag) = sealed.split_at(text.len());
        assert_eq!(hex::encode(&secret[..16]), "bd6d179d3e83d43b9576579493c0e939");
        assert_eq!(hex::encode(tag), "c0875924c1c7987947deafd8780acf49");
    }

    /// Values that are in databases must stay readable: this one was written by the first version.
    #[test]
    fn a_value_of_the_first_version_still_opens() {
        let (root, id) = (stretch("a root key of 32 characters or more"), Uuid::from_u128(7));
        let key = derive(&root, "kontor/wrap/v1/field");
        let aad = Aad::new("mailboxes", "imap_password", &Uuid::from_u128(1));
        let sealed = seal(id, &key, [9; NONCE], &aad, b"geheim").unwrap();
        assert_eq!(hex::encode(&sealed), FIRST);
        let (found, rest) = split(&sealed).unwrap();
        assert_eq!((found, decrypt(&key, &aad, rest).unwrap()), (id, b"geheim".to_vec()));
    }

    const FIRST: &str = "0100000000000000000000000000000007090909090909090909090909090909090909090909090909d61f2d049f0df441c4f97555be055e083b5a3f26d8ba";
}
