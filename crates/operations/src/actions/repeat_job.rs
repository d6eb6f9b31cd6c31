use events::operations::JobRepeated;
use platform::{Cx, Result, event, job, rights};
use uuid::Uuid;

/// Queues a job again from the beginning that was given up or waits.
pub async fn repeat_job(cx: &Cx, id: Uuid) -> Result<()> {
    cx.require(rights::OPERATE)?;
    let tx = cx.begin().await?;
    let name = job::find(&tx, id).await?.name;
    job::repeat(&tx, id, cx.now).await?;
    event::record(&tx, cx, &JobRepeated { job: id.to_string(), name }).await?;
    cx.commit(tx).await
}
