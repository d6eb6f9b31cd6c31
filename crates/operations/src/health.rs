//! What this app knows about the health of the server: whether the audit chain was whole when last checked.

use events::operations::AuditVerified;
use platform::db::Source;
use platform::event::{self, Event, Filter};
use platform::health::{Check, State};
use platform::{Kontor, Millis, Result};

/// The newest check of the chain, and when it was.
pub async fn last_check(db: &impl Source) -> Result<Option<(AuditVerified, Millis)>> {
    let filter = Filter { name: Some(AuditVerified::NAME.into()), ..Filter::default() };
    let newest = event::page(db, &filter, 1).await?.pop();
    Ok(newest.and_then(|fact| Some((fact.facts()?, fact.at))))
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
    vec![check]
}
