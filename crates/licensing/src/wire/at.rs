//! What stands in a resource's address, whether or not the account stands before it.

use super::fault::Fault;
use super::issuer::PARAMETER;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use platform::Kontor;

/// The variable parts of an address, decoded: `At<String>` for one, `At<(String, String)>` for two. An id may be a
/// licence's key too, so that it is text, in which `%2F` became a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T>(pub T);

/// What [`At`] can read.
pub trait OfParts: Sized {
    fn of(parts: impl Iterator<Item = String>) -> Option<Self>;
}

impl OfParts for String {
    fn of(mut parts: impl Iterator<Item = String>) -> Option<Self> {
        parts.next()
    }
}

impl OfParts for (String, String) {
    fn of(mut parts: impl Iterator<Item = String>) -> Option<Self> {
        Some((parts.next()?, parts.next()?))
    }
}

impl<T: OfParts> FromRequestParts<Kontor> for At<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self, Fault> {
        // bytes that are no text name nothing
        let raw = RawPathParams::from_request_parts(parts, kontor).await;
        let raw = raw.map_err(|_| Fault::not_found())?;
        let named = raw.iter().filter(|(name, _)| *name != PARAMETER);
        let named = named.map(|(_, value)| value.to_owned());
        T::of(named).map(Self).ok_or_else(Fault::not_found)
    }
}
