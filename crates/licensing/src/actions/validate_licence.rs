//! Finding out whether a licence is good, and what the first time that it is brings about.

use crate::domain::licence::{Licence, LicenceId};
use crate::domain::policy::Policy;
use crate::domain::strategy::ExpirationBasis;
use crate::domain::validation::{Scope, Snapshot, Verdict, validate};
use crate::notes::Notes;
use crate::recent::{self, Known};
use crate::store::validation::Note;
use crate::{rights, store};
use chrono::{DateTime, Utc};
use events::directory::FieldChange;
use events::licensing::LicenceChanged;
use platform::{Cx, Millis, Result, event};
use std::sync::Arc;

/// A licence that was validated, as it is afterwards.
pub struct Validated {
    pub verdict: Verdict,
    pub snapshot: Arc<Snapshot>,
}

/// Validates a licence as it was just read. Without a scope nothing is checked but the licence itself.
pub async fn validate_licence(
    cx: &Cx,
    licence: Licence,
    scope: Option<&Scope>,
) -> Result<Validated> {
    let known = Known { licence: Arc::new(licence), generation: None };
    validate_known(cx, &known, scope).await
}

/// The same with a licence that is known to be as it was read for as long as nothing is committed.
pub(crate) async fn validate_known(
    cx: &Cx,
    known: &Known,
    scope: Option<&Scope>,
) -> Result<Validated> {
    cx.require(rights::VIEW)?;
    let mut snapshot = recent::snapshot(cx, known, scope).await?;
    let verdict = validate(&snapshot, scope, cx.now);
    let end = end_from_now(&snapshot.licence, &snapshot.policy, cx.now);
    let end = end.filter(|_| verdict.valid);
    if let Some(end) = end.filter(|_| !cx.kontor.is_read_only()) {
        let licence = begin_term(cx, snapshot.licence.id, end).await?;
        Arc::make_mut(&mut snapshot).licence = Arc::new(licence);
    }
    let licence = &snapshot.licence;
    // while nothing may be written its time does not begin, so that this was not the first time
    let good = verdict.valid && (end.is_none() || licence.first_validated_at.is_some());
    cx.kontor.held::<Notes>().note(Note { licence: licence.id, at: Millis(cx.now), good });
    crate::history::validated(cx, licence.product, verdict.code.name());
    Ok(Validated { verdict, snapshot })
}

/// When a licence ends whose time runs from its first validation, and which was never validated.
fn end_from_now(licence: &Licence, policy: &Policy, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let settings = &policy.settings;
    let waits = settings.expiration_basis == ExpirationBasis::FirstValidation
        && licence.expires_at.is_none()
        && licence.first_validated_at.is_none();
    settings.end_from(now).filter(|_| waits)
}

/// Lets its time run. Of several at once one does it, and all answer with the end that counts.
async fn begin_term(cx: &Cx, id: LicenceId, end: DateTime<Utc>) -> Result<Licence> {
    let tx = cx.begin().await?;
    if store::validation::begin_term(&tx, id, Millis(cx.now), Millis(end)).await? {
        let change = FieldChange {
            field: "expires_at".into(),
            from: String::new(),
            to: end.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        };
        let changed = LicenceChanged { licence: id, changes: vec![change] };
        event::record(&tx, cx, &changed).await?;
    }
    let licence = store::licence::get(&tx, id).await?;
    cx.commit(tx).await?;
    Ok(licence)
}
