//! Licence keys at rest: sealed in their rows, and found by a keyed hash.

use crate::domain::licence::{Licence, LicenceId};
use crate::domain::pool_key::{PoolKey, PoolKeyId};
use platform::held::Held;
use platform::keys::{Aad, Hasher, Secret};
use platform::{Kontor, Result};

/// So many characters of a key people know it again by.
const HINT: usize = 6;

/// By what a licence or a waiting key is found whose key is known.
pub fn hash(kontor: &Kontor, key: &str) -> String {
    hex::encode(kontor.held::<KeyHasher>().0.mac(key.as_bytes()))
}

/// Each validation hashes a key.
struct KeyHasher(Hasher);

impl Held for KeyHasher {
    fn new(kontor: &Kontor) -> Self {
        Self(kontor.keys.hasher("licensing.key"))
    }
}

/// The key of a licence, as its row holds it.
pub fn seal(kontor: &Kontor, id: LicenceId, key: &str) -> Result<Vec<u8>> {
    sealed(kontor, &of_licence(id), key)
}

pub fn open(kontor: &Kontor, licence: &Licence) -> Result<Secret> {
    opened(kontor, &of_licence(licence.id), &licence.key)
}

/// A key that waits in a pool, as its row holds it.
pub fn seal_waiting(kontor: &Kontor, id: PoolKeyId, key: &str) -> Result<Vec<u8>> {
    sealed(kontor, &of_pool(id), key)
}

pub fn open_waiting(kontor: &Kontor, waiting: &PoolKey) -> Result<Secret> {
    opened(kontor, &of_pool(waiting.id), &waiting.key)
}

/// The end of a key without what ends all of them, and never more than a quarter of it.
pub fn hint(key: &str) -> String {
    let own = key.trim_end_matches('=');
    let own = own.strip_suffix("-V3").unwrap_or(own);
    let count = own.chars().count();
    own.chars().skip(count - HINT.min(count / 4)).collect()
}

fn of_licence(id: LicenceId) -> Aad {
    Aad::new("licences", "key", &id)
}

fn of_pool(id: PoolKeyId) -> Aad {
    Aad::new("pool_keys", "key", &id)
}

fn sealed(kontor: &Kontor, place: &Aad, key: &str) -> Result<Vec<u8>> {
    Ok(kontor.keys.seal(place, key.as_bytes()).map_err(anyhow::Error::from)?)
}

fn opened(kontor: &Kontor, place: &Aad, sealed: &[u8]) -> Result<Secret> {
    // as everywhere, an empty value is none
    if sealed.is_empty() {
        return Ok(Secret::default());
    }
    let plain = kontor.keys.unseal(place, sealed).map_err(anyhow::Error::from)?;
    Ok(Secret::new(String::from_utf8(plain).map_err(anyhow::Error::from)?))
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn a_hint_is_the_end_of_a_key_and_little_of_a_short_one() {
        for (key, end) in [
            ("C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3", "4AF593"),
            ("key/eyJhIjoxfQ==.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw==", "bG9uZw"),
            ("SECRET-7", "-7"),
            ("ÄÖÜäöüßx", "ßx"),
            ("abc", ""),
            ("", ""),
        ] {
            assert_eq!(hint(key), end, "{key}");
        }
    }
}
