use crate::jobs::ApplyRules;
use events::operations::RetentionApplied;
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
    cx.commit(tx).await
}

/// Lets the rules act that have a limit, in small lots, until nothing is due. What went is written down once.
pub async fn apply_rules(cx: &Cx, only: Option<&str>) -> Result<()> {
    for rule in rules(cx) {
        let Some(before) = (rule.before)(cx) else { continue };
        if only.is_some_and(|name| name != rule.name) {
            continue;
        }
        let mut count = 0;
        loop {
            let gone = (rule.apply)(cx.clone(), before).await?;
            if gone == 0 {
                break;
            }
            count += gone;
        }
        if count > 0 {
            let tx = cx.begin().await?;
            let (rule, before) = (rule.name.to_owned(), before.to_rfc3339());
            event::record(&tx, cx, &RetentionApplied { rule, count, before }).await?;
            cx.commit(tx).await?;
        }
    }
    Ok(())
}
