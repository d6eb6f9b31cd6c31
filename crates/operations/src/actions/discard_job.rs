use events::operations::JobDiscarded;
use platform::{Cx, Result, event, job, rights};
use uuid::Uuid;

/// Forgets a job; what it would have done is not done. A running one cannot be discarded.
pub async fn discard_job(cx: &Cx, id: Uuid) -> Result<()> {
    cx.require(rights::OPERATE)?;
    let tx = cx.begin().await?;
    let name = job::find(&tx, id).await?.name;
    job::discard(&tx, id).await?;
    event::record(&tx, cx, &JobDiscarded { job: id.to_string(), name }).await?;
    cx.commit(tx).await
}
