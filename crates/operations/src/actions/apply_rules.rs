use super::faults::Faults;
use crate::jobs::ApplyRules;
use chrono::{DateTime, Utc};
use events::operations::{RetentionApplied, RetentionAsked};
use platform::job::{self, Queued};
use platform::privacy::Rule;
use platform::{Cx, Error, Result, event, rights};

/// Every rule of every app.
pub fn rules(cx: &Cx) -> Vec<&'static Rule> {
    cx.kontor.privacy.iter().flat_map(|privacy| privacy.rules).collect()
}

/// Lets one rule act now, in a job.
pub async fn ask_to_apply(cx: &Cx, name: &str) -> Result<()> {
    cx.require(rights::PRIVACY)?;
    let rule = rules(cx).into_iter().find(|rule| rule.name == name).ok_or(Error::NotFound)?;
    (rule.before)(cx).ok_or(Error::NotFound)?;
    let tx = cx.begin().await?;
    let apply = ApplyRules { only: Some(rule.name.to_owned()) };
    let once = format!("operations.apply_rules.{}", rule.name);
    job::enqueue(&tx, cx, Queued::of(&apply)?.once(once)).await?;
    event::record(&tx, cx, &RetentionAsked { rule: rule.name.to_owned() }).await?;
    cx.commit(tx).await
}

/// Lets the rules act that have a limit, in small lots, until nothing is due. One that fails keeps no other from its turn.
pub async fn apply_rules(cx: &Cx, only: Option<&str>) -> Result<()> {
    let mut faults = Faults::default();
    for rule in rules(cx) {
        let Some(before) = (rule.before)(cx) else { continue };
        if only.is_none_or(|name| name == rule.name) {
            faults.note(rule.name, apply_rule(cx, rule, before).await);
        }
    }
    faults.end()
}

/// What went is written down once, also when the rule failed after some of it.
async fn apply_rule(cx: &Cx, rule: &Rule, before: DateTime<Utc>) -> Result<()> {
    let mut count = 0;
    let ended = loop {
        match (rule.apply)(cx.clone(), before).await {
            Ok(0) => break Ok(()),
            Ok(gone) => count += gone,
            Err(error) => break Err(error),
        }
    };
    if count > 0 {
        let tx = cx.begin().await?;
        let (rule, before) = (rule.name.to_owned(), before.to_rfc3339());
        event::record(&tx, cx, &RetentionApplied { rule, count, before }).await?;
        cx.commit(tx).await?;
    }
    ended
}
