//! What happened to an organisation or a person, as sentences.

use super::field_label;
use events::directory::{
    FieldChange, OrganisationChanged, OrganisationCreated, PersonChanged, PersonCreated,
    PersonMerged,
};
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, Locale, User};
use ui::Moment;

/// The newest first.
pub fn timeline(cx: &Cx, history: &[Recorded], actors: &[User]) -> Markup {
    let l = &cx.locale;
    let moments: Vec<_> = history
        .iter()
        .rev()
        .filter_map(|fact| {
            let (icon, said) = said(l, fact)?;
            let text = html! { b { (actor(l, fact, actors)) } " " (said) };
            Some(Moment { icon, text, at: fact.at.0 })
        })
        .collect();
    ui::timeline(l, &moments, cx.now)
}

fn actor(l: &Locale, fact: &Recorded, actors: &[User]) -> String {
    let user = fact.actor.and_then(|id| actors.iter().find(|user| user.id == id));
    user.map_or_else(|| l.t("directory-by-system"), |user| user.name.clone())
}

fn said(l: &Locale, fact: &Recorded) -> Option<(&'static str, String)> {
    if fact.facts::<OrganisationCreated>().is_some() {
        return Some(("plus", l.t("directory-happened-created")));
    }
    if let Some(created) = fact.facts::<PersonCreated>() {
        let key =
            if created.by_mail { "directory-happened-wrote" } else { "directory-happened-created" };
        return Some(("plus", l.t(key)));
    }
    if fact.facts::<PersonMerged>().is_some() {
        return Some(("merge", l.t("directory-happened-merged")));
    }
    let changes = fact
        .facts::<OrganisationChanged>()
        .map(|changed| changed.changes)
        .or_else(|| fact.facts::<PersonChanged>().map(|changed| changed.changes))?;
    Some(("pencil", changed(l, &changes)))
}

fn changed(l: &Locale, changes: &[FieldChange]) -> String {
    if let [FieldChange { field, to, .. }] = changes
        && field == "active"
    {
        let on = to == "true";
        return l.t(if on { "directory-happened-on" } else { "directory-happened-off" });
    }
    let fields: Vec<_> = changes.iter().map(|change| field_label(l, &change.field)).collect();
    l.ta("directory-happened-changed", &[("fields", fields.join(", ").into())])
}
