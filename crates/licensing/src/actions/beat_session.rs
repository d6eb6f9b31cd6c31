use crate::domain::process::Process;
use crate::domain::usage::{ProductId, Used};
use crate::rights;
use crate::session_beats::{SessionBeat, beat};
use platform::{Cx, Result};

/// Lets a session live on and writes down what it says of its use; whether it still lived. Once this is answered both are
/// durable. Its time is its own, whatever the policy says of processes.
pub async fn beat_session(
    cx: &Cx,
    process: &Process,
    product: ProductId,
    used: Used,
) -> Result<bool> {
    cx.require(rights::WORK)?;
    beat(cx, SessionBeat::of(cx, process, product, used)).await
}
