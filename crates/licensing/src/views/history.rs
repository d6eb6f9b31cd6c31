//! What happened to an entry of the catalogue, as sentences.

use super::entry::label;
use events::licensing::{EntryChanged, EntryCreated, EntryMarked};
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, Locale, User};
use ui::Moment;

/// What was recorded, and who acted.
#[derive(Default)]
pub struct History {
    pub facts: Vec<Recorded>,
    pub actors: Vec<User>,
}

/// The newest first.
pub fn timeline(cx: &Cx, history: &History) -> Markup {
    let l = &cx.locale;
    let moment = |fact: &Recorded| {
        let (icon, said) = said(l, fact)?;
        let user = fact.actor.and_then(|id| history.actors.iter().find(|user| user.id == id));
        let actor = user.map_or_else(|| l.t("licensing-by-system"), |user| user.name.clone());
        Some(Moment { icon, text: html! { b { (actor) } " " (said) }, at: fact.at.0 })
    };
    let moments: Vec<_> = history.facts.iter().rev().filter_map(moment).collect();
    ui::timeline(l, &moments, cx.now)
}

fn said(l: &Locale, fact: &Recorded) -> Option<(&'static str, String)> {
    if fact.facts::<EntryCreated>().is_some() {
        return Some(("plus", l.t("licensing-entry-created")));
    }
    if let Some(changed) = fact.facts::<EntryChanged>() {
        let fields: Vec<_> = changed.changes.iter().map(|one| label(l, &one.field)).collect();
        let fields = fields.join(", ");
        return Some(("pencil", l.ta("licensing-entry-changed", &[("fields", fields.into())])));
    }
    let marked = fact.facts::<EntryMarked>()?;
    let (icon, key) = match marked.mark.as_str() {
        "banned" => ("ban", "licensing-entry-banned"),
        "unbanned" => ("user-check", "licensing-entry-unbanned"),
        "entitlements_attached" => ("plus", "licensing-entry-attached"),
        "entitlements_detached" => ("unlink", "licensing-entry-detached"),
        "pool_filled" => ("key", "licensing-entry-pool-filled"),
        "pool_popped" => ("key", "licensing-entry-pool-popped"),
        _ => return None,
    };
    Some((icon, l.t(key)))
}
