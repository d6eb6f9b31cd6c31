//! Finding out whether a licence is good, and what the first time that it is brings about.

use crate::domain::licence::Licence;
use crate::domain::policy::Policy;
use crate::domain::strategy::ExpirationBasis;
use crate::domain::validation::{Scope, Snapshot, Verdict, validate};
use crate::notes::Notes;
use crate::store::validation::Note;
use crate::{recent, rights, store};
use chrono::{DateTime, Utc};
use events::directory::FieldChange;
use events::licensing::LicenceChanged;
use platform::{Cx, Millis, Result, event};

/// A licence that was validated, as it is afterwards.
pub struct Validated {
    pub verdict: Verdict,
    pub snapshot: Snapshot,
}

/// Validates a licence as it was just read. Without a scope nothing is checked but the licence itself.
pub async fn validate_licence(
    cx: &Cx,
    licence: Licence,
    scope: Option<&Scope>,
) -> Result<Validated> {
    cx.require(rights::VIEW)?;
    let policy = recent::policy(cx, licence.policy).await?;
    let policy = Policy::clone(&policy);
    let mut snapshot = store::snapshot::of(cx.db(), licence, policy, scope, cx.now).await?;
    let verdict = validate(&snapshot, scope, cx.now);
    let licence = &mut snapshot.licence;
    let end = end_from_now(licence, &snapshot.policy, cx.now).filter(|_| verdict.valid);
    if let Some(end) = end.filter(|_| !cx.kontor.is_read_only()) {
        begin_term(cx, licence, end).await?;
    }
    // while nothing may be written its time does not begin, so that this was not the first time
    let good = verdict.valid && (end.is_none() || licence.first_validated_at.is_some());
    let at = Millis(cx.now);
    cx.kontor.held::<Notes>().note(Note { licence: licence.id, at, good });
    crate::history::validated(cx, licence.product, verdict.code.name());
    licence.last_validated_at = Some(at);
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
async fn begin_term(cx: &Cx, licence: &mut Licence, end: DateTime<Utc>) -> Result<()> {
    let tx = cx.begin().await?;
    if store::validation::begin_term(&tx, licence.id, Millis(cx.now), Millis(end)).await? {
        let change = FieldChange {
            field: "expires_at".into(),
            from: String::new(),
            to: end.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        };
        let changed = LicenceChanged { licence: licence.id, changes: vec![change] };
        event::record(&tx, cx, &changed).await?;
    }
    *licence = store::licence::get(&tx, licence.id).await?;
    cx.commit(tx).await
}
