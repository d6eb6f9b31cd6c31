//! Known devices: a signed cookie that remembers who signed in here before, so that nobody else's wrong guesses lock
//! this device out (OWASP, "Slow down online guessing attacks with device cookies").

use platform::{Kontor, rng, users};
use subtle::ConstantTimeEq;

/// The cookie's name, before `__Host-`.
pub const COOKIE: &str = "kontor-dev";
/// As long as browsers keep any cookie.
pub const COOKIE_SECONDS: u32 = 400 * 24 * 3600;

/// The keyed hash under which an account is guarded, whether it exists or not.
pub fn account(kontor: &Kontor, email: &str) -> String {
    hex::encode(kontor.keys.mac("identity/account", users::email_key(email).as_bytes()))
}

/// The value of a new device's cookie: `nonce.signature`.
pub fn remember(kontor: &Kontor, account: &str) -> String {
    let nonce = rng::token();
    let signature = hex::encode(sign(kontor, account, &nonce));
    format!("{nonce}.{signature}")
}

/// The key of the device's own guard, if the cookie is ours and for this account.
fn recognise(kontor: &Kontor, account: &str, cookie: &str) -> Option<String> {
    let (nonce, signature) = cookie.split_once('.')?;
    let given = hex::decode(signature).ok()?;
    let right: bool = sign(kontor, account, nonce).as_slice().ct_eq(&given).into();
    right.then(|| hex::encode(kontor.keys.mac("identity/device-guard", nonce.as_bytes())))
}

/// The key of a known device's guard for the account of this address; none without its cookie.
pub fn known(kontor: &Kontor, email: &str, cookie: Option<&str>) -> Option<String> {
    recognise(kontor, &account(kontor, email), cookie?)
}

/// The key under which mistakes with the second factor are counted, apart from those with the password.
pub fn second(kontor: &Kontor, place: &str) -> String {
    hex::encode(kontor.keys.mac("identity/second-factor", place.as_bytes()))
}

fn sign(kontor: &Kontor, account: &str, nonce: &str) -> [u8; 32] {
    kontor.keys.mac("identity/device", format!("{account}.{nonce}").as_bytes())
}
