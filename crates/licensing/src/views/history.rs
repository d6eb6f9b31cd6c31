//! What happened to an entry of the catalogue, as sentences.

use super::actor::{Actors, actor};
use super::entry::label;
use events::licensing::{EntryChanged, EntryCreated, EntryMarked};
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, Locale};
use ui::Moment;

/// What was recorded, and who acted.
#[derive(Default)]
pub struct History {
    pub facts: Vec<Recorded>,
    pub actors: Actors,
}

/// The newest first.
pub fn timeline(cx: &Cx, history: &History) -> Markup {
    let l = &cx.locale;
    let moment = |fact: &Recorded| {
        let (icon, said) = said(l, fact)?;
        let text = html! { b { (actor(cx, fact, &history.actors)) } " " (said) };
        Some(Moment { icon, text, at: fact.at.0 })
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
