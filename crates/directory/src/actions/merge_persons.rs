use crate::domain::draft::MOST_ROWS;
use crate::domain::person::{Person, PersonId};
use crate::domain::refused::Refused;
use crate::{rights, store};
use events::directory::PersonMerged;
use platform::{Cx, Refusal, Result, event};

/// Makes two entries one: addresses and phones move to `into`, empty facts are filled, the notes are joined;
/// `merged` stays as a signpost.
pub async fn merge_persons(cx: &Cx, merged: PersonId, into: PersonId) -> Result<Person> {
    cx.require(rights::EDIT)?;
    if merged == into {
        return Err(Refusal::from(Refused::MergedWithItself).on("into").into());
    }
    let tx = cx.begin().await?;
    let mut gone = store::person::get(&tx, merged).await?;
    let mut kept = store::person::find(&tx, into)
        .await?
        .ok_or_else(|| Refusal::from(Refused::PersonUnknown).on("into"))?;
    if gone.merged_into.is_some() || kept.merged_into.is_some() {
        return Err(Refusal::from(Refused::MergedAlready).on("into").into());
    }
    let mut from = store::person::facts(&tx, &gone).await?;
    let mut facts = store::person::facts(&tx, &kept).await?;
    if facts.emails.len() + from.emails.len() > MOST_ROWS
        || facts.phones.len() + from.phones.len() > MOST_ROWS
    {
        return Err(Refusal::from(Refused::TooMany).on("into").into());
    }
    let addresses = std::mem::take(&mut from.emails);
    facts.emails.extend(addresses.iter().cloned());
    let phones = std::mem::take(&mut from.phones);
    facts
        .phones
        .extend(phones.into_iter().filter(|p| !kept_has(&facts.phones, p)).collect::<Vec<_>>());
    fill(&mut kept, &gone);
    (gone.active, gone.merged_into) = (false, Some(into));
    store::person::save(&tx, &mut gone).await?;
    // the moved addresses are unique: taken away first, then given
    store::person::replace_rows(&tx, merged, &from).await?;
    store::person::save(&tx, &mut kept).await?;
    store::person::replace_rows(&tx, into, &facts).await?;
    event::record(&tx, cx, &PersonMerged { merged, into, addresses }).await?;
    cx.commit(tx).await?;
    Ok(kept)
}

fn kept_has(phones: &[String], phone: &str) -> bool {
    let digits = crate::domain::contact::digits;
    phones.iter().any(|p| digits(p) == digits(phone))
}

/// What the kept entry does not know, the other one may.
fn fill(kept: &mut Person, gone: &Person) {
    kept.organisation = kept.organisation.or(gone.organisation);
    kept.lang = kept.lang.or(gone.lang);
    kept.active |= gone.active;
    if kept.job_title.is_empty() {
        kept.job_title.clone_from(&gone.job_title);
    }
    if !gone.notes.is_empty() && kept.notes != gone.notes {
        let both = [kept.notes.as_str(), &gone.notes];
        kept.notes = both.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
}
