//! One person, beside the list.

use super::organisation::{emails, phones};
use super::panels::panels;
use super::people::{BASE, Start, list_pane};
use super::{history, lang_name};
use crate::domain::draft::PersonFacts;
use crate::domain::organisation::Organisation;
use crate::domain::person::Person;
use crate::rights;
use maud::{Markup, html};
use platform::app::About;
use platform::event::Recorded;
use platform::{Cx, Locale, User};
use ui::{Badge, Button, Facts, Page, Pane, Panes, Toast, Tone};

/// One person with all that their page shows.
pub struct Shown {
    pub person: Person,
    pub facts: PersonFacts,
    pub organisation: Option<Organisation>,
    pub history: Vec<Recorded>,
    pub actors: Vec<User>,
}

pub fn show(cx: &Cx, start: &Start, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let person = &shown.person;
    let body = html! {
        section.section { h2 { (l.t("directory-facts")) } (facts(l, shown)) }
        section.section { h2 { (l.t("directory-history")) } (history::timeline(cx, &shown.history, &shown.actors)) (ui::audit_link(cx, &events::directory::person_object(shown.person.id))) }
    };
    let detail = Pane::new(l.t("directory-person"), body)
        .head(head(cx, person))
        .padded()
        .live(events::directory::person_object(person.id), format!("{BASE}/{}", person.id));
    let context = Pane::new(l.t("directory-more"), panels(cx, About::Person, person.id));
    let panes = Panes::new(BASE)
        .list(list_pane(cx, start, Some(person.id)))
        .detail(detail)
        .context(context);
    ui::page(cx, Page::panes(&person.name, panes).crumb(l.t("directory-people"), BASE))
}

fn head(cx: &Cx, person: &Person) -> Markup {
    let l = &cx.locale;
    let path = format!("{BASE}/{}", person.id);
    let (icon, label) = if person.active {
        ("archive", "directory-switch-off")
    } else {
        ("rotate-ccw", "directory-switch-on")
    };
    html! {
        h1 { (person.name) }
        div.line {
            @if !person.active { (Badge::new(Tone::Quiet, "archive", l.t("directory-inactive")).framed()) }
            @if cx.may(rights::EDIT) {
                (Button::new(l.t("directory-edit")).icon("pencil").href(format!("{path}/edit")).key("e"))
                (Button::new(l.t("directory-merge")).icon("merge").href(format!("{path}/merge")))
                form method="post" action={ (path) "/activity" } {
                    (Button::quiet(l.t(label)).icon(icon).value("active", (!person.active).to_string()))
                }
            }
        }
    }
}

fn facts(l: &Locale, shown: &Shown) -> Markup {
    let facts = &shown.facts;
    let organisation = shown.organisation.as_ref();
    let notes = (!facts.notes.is_empty()).then(|| html! { span.pre { (facts.notes) } });
    let nothing = PersonFacts { name: facts.name.clone(), ..PersonFacts::default() };
    if *facts == nothing && organisation.is_none() {
        return html! { p.meta { (l.t("directory-no-facts")) } };
    }
    let drawn = Facts::new()
        .maybe(
            l.t("directory-organisation"),
            organisation.map(|o| html! { a href={ "/organisations/" (o.id) } { (o.name) } }),
        )
        .maybe(
            l.t("directory-job-title"),
            (!facts.job_title.is_empty()).then(|| html! { (facts.job_title) }),
        )
        .maybe(l.t("directory-emails"), emails(&facts.emails))
        .maybe(l.t("directory-phones"), phones(&facts.phones))
        .maybe(l.t("directory-lang"), facts.lang.map(|lang| html! { (lang_name(l, lang)) }))
        .maybe(l.t("directory-notes"), notes);
    html! { (drawn) }
}

pub fn switched(cx: &Cx, person: &Person) -> Toast {
    let key = if person.active { "directory-switched-on" } else { "directory-switched-off" };
    Toast::ok(cx.locale.ta(key, &[("name", person.name.as_str().into())]))
}
