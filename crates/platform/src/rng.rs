//! The one place that asks the kernel for chance, and how the database knows what was made of it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// `N` bytes that nobody can guess.
#[expect(clippy::disallowed_methods, reason = "this is where chance is asked for")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the kernel gives random bytes once it has started");
    bytes
}

/// A name that nobody can guess: 256 bits as 43 characters of base64url.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// What the database knows of a secret that nobody can guess: SHA-256 in hex, with what it is for in front.
pub fn id_of(purpose: &str, secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(purpose.as_bytes());
    hash.update(secret.as_bytes());
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    #[test]
    fn tokens_are_43_characters_and_never_the_same() {
        let (a, b) = (super::token(), super::token());
        assert_eq!(a.len(), 43);
        assert_ne!(a, b);
        assert!(a.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_'));
    }
}
