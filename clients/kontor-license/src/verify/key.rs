//! Signed licence keys, scheme `ED25519_SIGN`: `key/<base64url(dataset)>.<base64url(signature)>`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;

use crate::keys::PublicKeys;
use crate::{Error, Result};

/// The dataset that a signed licence key carries, if one of the keys signed it. Needs no server and no file,
/// and says nothing about whether the licence is still good.
pub fn signed_key(key: &str, keys: &PublicKeys) -> Result<Vec<u8>> {
    let (signed, signature) =
        key.split_once('.').ok_or(Error::Key("it has no signature; is it an unsigned one?"))?;
    let dataset = signed.strip_prefix("key/").ok_or(Error::Key("it does not begin with key/"))?;
    let dataset = URL_SAFE.decode(dataset).map_err(|_| Error::Key("its dataset is mistyped"))?;
    let signature =
        URL_SAFE.decode(signature).map_err(|_| Error::Key("its signature is mistyped"))?;
    if keys.verify(signed.as_bytes(), &signature) {
        Ok(dataset)
    } else {
        Err(Error::Key("its signature fits no public key of this program"))
    }
}
