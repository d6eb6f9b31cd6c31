//! The one source of random numbers: the system's.

use crate::{Error, Result};

#[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut all = [0; N];
    getrandom::fill(&mut all).map_err(|_| Error::NoChance)?;
    Ok(all)
}

/// A number to recognise the answer by: positive, and exact in every JSON reader (below 2⁵³).
pub(crate) fn nonce() -> Result<i64> {
    Ok(i64::from_le_bytes(bytes()?) & ((1 << 53) - 1))
}
