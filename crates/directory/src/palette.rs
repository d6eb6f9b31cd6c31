//! What the palette finds here: organisations and people.

use crate::{rights, store};
use platform::app::{Found, Hit};
use platform::{Cx, Result};

const MOST: u64 = 4;

pub fn find(cx: Cx, typed: String) -> Found {
    Box::pin(async move { hits(&cx, &typed).await })
}

async fn hits(cx: &Cx, typed: &str) -> Result<Vec<Hit>> {
    if !cx.may(rights::VIEW) || typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let organisations = store::organisation_search::search(cx.db(), typed, MOST).await?;
    let people = store::person_search::search(cx.db(), typed, MOST).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let emails = store::person::first_addresses(cx.db(), &ids).await?;
    let organisations = organisations.into_iter().map(|o| Hit {
        icon: "building-2",
        label: o.name,
        detail: cx.locale.t(o.kind.key()),
        path: format!("/organisations/{}", o.id),
    });
    let people = people.into_iter().map(|person| Hit {
        icon: "user-round",
        detail: emails
            .iter()
            .find(|(id, _)| *id == person.id)
            .map(|(_, e)| e.clone())
            .unwrap_or_default(),
        label: person.name,
        path: format!("/people/{}", person.id),
    });
    Ok(organisations.chain(people).collect())
}
