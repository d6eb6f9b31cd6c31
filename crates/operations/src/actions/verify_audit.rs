use crate::jobs::VerifyAudit;
use events::operations::AuditVerified;
use platform::job::{self, Queued};
use platform::{Cx, Result, audit, event, rights};

/// Queues a check of the whole chain, unless one waits already: on a long chain it takes a while.
pub async fn ask_to_verify_audit(cx: &Cx) -> Result<()> {
    cx.require(rights::OPERATE)?;
    let tx = cx.begin().await?;
    let check = Queued::of(&VerifyAudit {})?.once("operations.verify_audit");
    job::enqueue(&tx, cx, check).await?;
    cx.commit(tx).await
}

/// Computes the chain again and writes down what was found.
pub async fn verify_audit(cx: &Cx) -> Result<()> {
    let found = audit::verify(&cx.kontor, None).await?;
    let broken = found.broken.map(|broken| broken.reason.en);
    if let Some(reason) = &broken {
        tracing::error!(link = found.links + 1, reason, "The audit chain is broken");
    }
    let tx = cx.begin().await?;
    let verified = AuditVerified { links: found.links, head: found.head, broken };
    event::record(&tx, cx, &verified).await?;
    cx.commit(tx).await
}
