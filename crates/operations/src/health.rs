//! What this app knows about the health of the server: whether the audit chain was whole when last checked.

use crate::config::AuditConfig;
use crate::jobs::ShipHead;
use events::operations::{AuditVerified, HeadSigned};
use platform::db::Source;
use platform::event::{self, Event, Filter};
use platform::health::{Check, State};
use platform::job::{self, Job};
use platform::{Kontor, Millis, Result};

async fn newest<E: Event>(db: &impl Source) -> Result<Option<(E, Millis)>> {
    let filter = Filter { name: Some(E::NAME.into()), ..Filter::default() };
    let newest = event::page(db, &filter, 1).await?.pop();
    Ok(newest.and_then(|fact| Some((fact.facts()?, fact.at))))
}

/// The newest check of the chain, and when it was.
pub async fn last_check(db: &impl Source) -> Result<Option<(AuditVerified, Millis)>> {
    newest(db).await
}

/// The newest signed head, and when it was signed.
pub async fn last_head(db: &impl Source) -> Result<Option<(HeadSigned, Millis)>> {
    newest(db).await
}

/// A head that could not be brought to where it is kept: given up, or tried again.
pub async fn stuck_head(db: &impl Source) -> Result<Option<job::Row>> {
    for state in [job::State::Failed, job::State::Ready] {
        let name = Some(ShipHead::NAME.into());
        let filter = job::Filter { name, state: Some(state), ..job::Filter::default() };
        let mut rows = job::page(db, &filter, 10).await?;
        rows.retain(|row| row.attempts > 0);
        if let Some(row) = rows.pop() {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

pub async fn checks(kontor: Kontor) -> Vec<Check> {
    let check = match last_check(kontor.db.reader()).await {
        Ok(Some((found, _))) => match found.broken {
            None => Check::ok("audit", "operations-health-audit").with("links", found.links),
            Some(_) => Check::ok("audit", "operations-health-audit-broken")
                .with("seq", found.links + 1)
                .bad(State::Fail, "operations-health-audit-remedy"),
        },
        Ok(None) => Check::ok("audit", "operations-health-audit-never"),
        // the platform's own check says that the database is gone
        Err(_) => return Vec::new(),
    };
    let mut checks = vec![check];
    if kontor.config.section::<AuditConfig>().ships()
        && let Ok(Some(row)) = stuck_head(kontor.db.reader()).await
    {
        let cause = row.last_error.unwrap_or_default();
        let check = Check::ok("audit_heads", "operations-health-heads").with("cause", cause);
        checks.push(check.bad(State::Warn, "operations-health-heads-remedy"));
    }
    checks
}
