//! Persons: the list, and the lines of an autocomplete field.

use super::{list_address, show_chips};
use crate::domain::organisation::Organisation;
use crate::domain::person::{Person, PersonId};
use crate::rights;
use crate::web::Asked;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Badge, Button, Page, Pane, Panes, Row, Tone};

pub(super) const BASE: &str = "/people";

/// One page of the list.
#[derive(Default)]
pub struct Start {
    pub found: Vec<Person>,
    pub emails: Vec<(PersonId, String)>,
    pub organisations: Vec<Organisation>,
    pub more: bool,
    pub asked: Asked,
}

pub fn list(cx: &Cx, start: &Start) -> Markup {
    let l = &cx.locale;
    let choose = ui::empty("users", &l.t("directory-choose-person"), None, Some("J"));
    let panes = Panes::new(BASE)
        .list(list_pane(cx, start, None))
        .detail(Pane::new(l.t("directory-person"), choose).vacant());
    ui::page(cx, Page::panes(l.t("directory-people"), panes))
}

pub(super) fn list_pane(cx: &Cx, start: &Start, open: Option<PersonId>) -> Pane {
    let l = &cx.locale;
    let title = l.t("directory-people");
    let new = Button::quiet(l.t("directory-new-person")).icon("user-plus").icon_only().key("c");
    let kept = [("show", start.asked.show.as_str())];
    let kept = if start.asked.show.is_empty() { &kept[..0] } else { &kept[..] };
    let head = html! {
        h2 { (title) }
        @if cx.may(rights::EDIT) { (new.href("/people/new")) }
        (ui::search(l, BASE, &start.asked.q, kept))
        (show_chips(l, BASE, &start.asked))
    };
    let body = if start.found.is_empty() {
        nothing(cx, start)
    } else {
        ui::rows(&title, lines(cx, start, open))
    };
    let here = list_address(BASE, &start.asked, None);
    Pane::new(title, body).head(head).live(events::directory::PEOPLE, here)
}

fn nothing(cx: &Cx, start: &Start) -> Markup {
    let l = &cx.locale;
    if start.asked.q.is_empty() && start.asked.show.is_empty() {
        let new = Button::primary(l.t("directory-new-person")).icon("user-plus");
        let new = cx.may(rights::EDIT).then(|| new.href("/people/new"));
        return ui::empty("users", &l.t("directory-no-people"), new, Some("C"));
    }
    let all = Button::new(l.t("directory-show-everything")).href("/people?show=all");
    ui::empty("search", &l.t("directory-nothing-found"), Some(all), None)
}

/// The lines of the list and the way to more.
pub fn lines(cx: &Cx, start: &Start, open: Option<PersonId>) -> Markup {
    let l = &cx.locale;
    let next = start.found.last().filter(|_| start.more);
    let next = next.map(|last| list_address(BASE, &start.asked, Some(last.id.to_string())));
    html! {
        @for person in &start.found {
            @let organisation = start.organisations.iter().find(|o| Some(o.id) == person.organisation);
            @let email = start.emails.iter().find(|(id, _)| *id == person.id);
            (Row::new(format!("{BASE}/{}", person.id), &person.name)
                .shape(shape(l, person))
                .open(open == Some(person.id))
                .meta(html! {
                    @if let Some(organisation) = organisation { span { (organisation.name) } }
                    @if let Some((_, email)) = email { span { (email) } }
                }))
        }
        (ui::more(l, next.as_deref()))
    }
}

fn shape(l: &Locale, person: &Person) -> Badge {
    if person.active {
        Badge::new(Tone::Accent, "user-round", l.t("directory-active"))
    } else {
        Badge::new(Tone::Quiet, "archive", l.t("directory-inactive"))
    }
}

/// What a combobox shows while someone types.
pub fn options(found: &[Person], emails: &[(PersonId, String)]) -> Markup {
    html! {
        @for person in found {
            @let email = emails.iter().find(|(id, _)| *id == person.id);
            li role="option" aria-selected="false" data-value=(person.id) data-label=(person.name) {
                (person.name) @if let Some((_, email)) = email { " " span.meta { (email) } }
            }
        }
    }
}
