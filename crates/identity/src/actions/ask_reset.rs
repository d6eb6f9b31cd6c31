use crate::domain::account::Email;
use crate::jobs::SendReset;
use platform::job::{self, Queued};
use platform::{Cx, Result};

/// Somebody says that a password is forgotten. Whether there is such an account is found out later, out of sight: the
/// answer and the work are the same for every address.
pub async fn ask_reset(cx: &Cx, email: &str) -> Result<()> {
    let email = Email::typed(email)?;
    let job = SendReset::of(cx, email.as_str())?;
    let tx = cx.begin().await?;
    job::enqueue(&tx, cx, Queued::of(&job)?).await?;
    cx.commit(tx).await
}
