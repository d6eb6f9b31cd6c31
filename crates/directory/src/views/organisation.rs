//! Organisations: the list, one of them beside it, and the lines of an autocomplete field.

use super::panels::panels;
use super::{history, lang_name, list_address, show_chips};
use crate::domain::country;
use crate::domain::draft::{Address, OrganisationFacts};
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::person::{Person, PersonId};
use crate::rights;
use crate::web::Asked;
use maud::{Markup, html};
use platform::app::About;
use platform::event::Recorded;
use platform::{Cx, Locale, User};
use ui::{Badge, Button, Facts, Page, Pane, Panes, Row, Toast, Tone};

const BASE: &str = "/organisations";

/// One page of the list.
#[derive(Default)]
pub struct Start {
    pub found: Vec<Organisation>,
    pub domains: Vec<(OrganisationId, String)>,
    pub more: bool,
    pub asked: Asked,
}

/// One organisation with all that its page shows.
pub struct Shown {
    pub organisation: Organisation,
    pub facts: OrganisationFacts,
    pub people: Vec<Person>,
    pub emails: Vec<(PersonId, String)>,
    pub history: Vec<Recorded>,
    pub actors: Vec<User>,
}

pub fn list(cx: &Cx, start: &Start) -> Markup {
    let l = &cx.locale;
    let choose = ui::empty("building-2", &l.t("directory-choose-organisation"), None, Some("J"));
    let panes = Panes::new(BASE)
        .list(list_pane(cx, start, None))
        .detail(Pane::new(l.t("directory-organisation"), choose).vacant());
    ui::page(cx, Page::panes(l.t("directory-organisations"), panes))
}

fn list_pane(cx: &Cx, start: &Start, open: Option<OrganisationId>) -> Pane {
    let l = &cx.locale;
    let title = l.t("directory-organisations");
    let new = Button::quiet(l.t("directory-new-organisation")).icon("plus").icon_only().key("c");
    let kept = [("show", start.asked.show.as_str())];
    let kept = if start.asked.show.is_empty() { &kept[..0] } else { &kept[..] };
    let head = html! {
        h2 { (title) }
        @if cx.may(rights::EDIT) { (new.href("/organisations/new")) }
        (ui::search(l, BASE, &start.asked.q, kept))
        (show_chips(l, BASE, &start.asked))
    };
    let body = if start.found.is_empty() {
        nothing(cx, start)
    } else {
        ui::rows(&title, lines(cx, start, open))
    };
    let here = list_address(BASE, &start.asked, None);
    Pane::new(title, body).head(head).live(events::directory::ORGANISATIONS, here)
}

fn nothing(cx: &Cx, start: &Start) -> Markup {
    let l = &cx.locale;
    if start.asked.q.is_empty() && start.asked.show.is_empty() {
        let new = Button::primary(l.t("directory-new-organisation")).icon("plus");
        let new = cx.may(rights::EDIT).then(|| new.href("/organisations/new"));
        return ui::empty("building-2", &l.t("directory-no-organisations"), new, Some("C"));
    }
    let all = Button::new(l.t("directory-show-everything")).href("/organisations?show=all");
    ui::empty("search", &l.t("directory-nothing-found"), Some(all), None)
}

/// The lines of the list and the way to more.
pub fn lines(cx: &Cx, start: &Start, open: Option<OrganisationId>) -> Markup {
    let l = &cx.locale;
    let next = start.found.last().filter(|_| start.more);
    let next = next.map(|last| list_address(BASE, &start.asked, Some(last.id.to_string())));
    html! {
        @for organisation in &start.found {
            @let domain = start.domains.iter().find(|(id, _)| *id == organisation.id);
            (Row::new(format!("{BASE}/{}", organisation.id), &organisation.name)
                .shape(shape(l, organisation))
                .open(open == Some(organisation.id))
                .meta(html! {
                    span { (l.t(organisation.kind.key())) }
                    @if let Some((_, domain)) = domain { span { (domain) } }
                }))
        }
        (ui::more(l, next.as_deref()))
    }
}

fn shape(l: &Locale, organisation: &Organisation) -> Badge {
    if organisation.active {
        Badge::new(Tone::Accent, "building-2", l.t("directory-active"))
    } else {
        Badge::new(Tone::Quiet, "archive", l.t("directory-inactive"))
    }
}

pub fn show(cx: &Cx, start: &Start, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let o = &shown.organisation;
    let topics = events::directory::organisation_object(o.id);
    let path = format!("{BASE}/{}", o.id);
    let detail = Pane::new(l.t("directory-organisation"), body(cx, shown))
        .head(head(cx, o))
        .padded()
        .live(topics, path);
    let context = Pane::new(l.t("directory-more"), panels(cx, About::Organisation, o.id));
    let panes =
        Panes::new(BASE).list(list_pane(cx, start, Some(o.id))).detail(detail).context(context);
    ui::page(cx, Page::panes(&o.name, panes).crumb(l.t("directory-organisations"), BASE))
}

fn head(cx: &Cx, o: &Organisation) -> Markup {
    let l = &cx.locale;
    let (icon, label) = if o.active {
        ("archive", "directory-switch-off")
    } else {
        ("rotate-ccw", "directory-switch-on")
    };
    html! {
        h1 { (o.name) }
        div.line {
            (Badge::new(Tone::Plain, "building-2", l.t(o.kind.key())).framed())
            @if !o.active { (Badge::new(Tone::Quiet, "archive", l.t("directory-inactive")).framed()) }
            @if cx.may(rights::EDIT) {
                (Button::new(l.t("directory-edit")).icon("pencil").href(format!("{BASE}/{}/edit", o.id)).key("e"))
                (Button::new(l.t("directory-new-person")).icon("user-plus").href(format!("/people/new?organisation={}", o.id)))
                form method="post" action={ (BASE) "/" (o.id) "/activity" } {
                    (Button::quiet(l.t(label)).icon(icon).value("active", (!o.active).to_string()))
                }
            }
        }
    }
}

fn body(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    html! {
        section.section { h2 { (l.t("directory-facts")) } (facts(l, &shown.facts)) }
        section.section { h2 { (l.t("directory-people")) } (people(l, shown)) }
        section.section { h2 { (l.t("directory-history")) } (history::timeline(cx, &shown.history, &shown.actors)) (ui::audit_link(cx, &events::directory::organisation_object(shown.organisation.id))) }
    }
}

fn lines_of(values: &[String], draw: impl Fn(&str) -> Markup) -> Option<Markup> {
    let list = html! { ul.plain-list { @for value in values { li { (draw(value)) } } } };
    (!values.is_empty()).then_some(list)
}

pub(super) fn phones(values: &[String]) -> Option<Markup> {
    lines_of(values, |number| {
        let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        html! { a href={ "tel:" (dialled) } { (number) } }
    })
}

pub(super) fn emails(values: &[String]) -> Option<Markup> {
    lines_of(values, |email| html! { a href={ "mailto:" (email) } { (email) } })
}

fn facts(l: &Locale, facts: &OrganisationFacts) -> Markup {
    let websites = lines_of(&facts.websites, |url| {
        html! { a href=(url) rel="noopener noreferrer nofollow" target="_blank" { (url) } }
    });
    let domains = lines_of(&facts.domains, |domain| html! { span.mono { (domain) } });
    let addresses = facts.addresses.iter().map(|a| address(l, a)).collect::<Vec<_>>();
    let addresses = (!addresses.is_empty()).then(|| html! { @for a in &addresses { (a) } });
    let notes = (!facts.notes.is_empty()).then(|| html! { span.pre { (facts.notes) } });
    let drawn = Facts::new()
        .maybe(l.t("directory-phones"), phones(&facts.phones))
        .maybe(l.t("directory-emails"), emails(&facts.emails))
        .maybe(l.t("directory-websites"), websites)
        .maybe(l.t("directory-addresses"), addresses)
        .maybe(l.t("directory-domains"), domains)
        .maybe(l.t("directory-lang"), facts.lang.map(|lang| html! { (lang_name(l, lang)) }))
        .maybe(l.t("directory-notes"), notes);
    let nothing = OrganisationFacts {
        name: facts.name.clone(),
        kind: facts.kind,
        ..OrganisationFacts::default()
    };
    html! { @if *facts == nothing { p.meta { (l.t("directory-no-facts")) } } @else { (drawn) } }
}

fn address(l: &Locale, a: &Address) -> Markup {
    let town = format!("{} {}", a.zip, a.city);
    html! {
        address.plain-list {
            @for line in [a.street.as_str(), town.trim(), country::name(&a.country, l.lang)] {
                @if !line.is_empty() { div { (line) } }
            }
        }
    }
}

fn people(l: &Locale, shown: &Shown) -> Markup {
    if shown.people.is_empty() {
        return html! { p.meta { (l.t("directory-no-people-here")) } };
    }
    let table = ui::Table::new(l.t("directory-people"))
        .cards()
        .columns([l.t("directory-name"), l.t("directory-job-title"), l.t("directory-email")])
        .rows(shown.people.iter().map(|person| {
            let email = shown.emails.iter().find(|(id, _)| *id == person.id);
            html! {
                th scope="row" {
                    a href={ "/people/" (person.id) } { (person.name) }
                    @if !person.active { " " (Badge::new(Tone::Quiet, "archive", l.t("directory-inactive"))) }
                }
                td data-label=(l.t("directory-job-title")) { (person.job_title) }
                td data-label=(l.t("directory-email")) {
                    @if let Some((_, email)) = email { a href={ "mailto:" (email) } { (email) } }
                }
            }
        }));
    html! { (table) }
}

pub fn switched(cx: &Cx, o: &Organisation) -> Toast {
    let key = if o.active { "directory-switched-on" } else { "directory-switched-off" };
    Toast::ok(cx.locale.ta(key, &[("name", o.name.as_str().into())]))
}

/// What a combobox shows while someone types.
pub fn options(found: &[Organisation]) -> Markup {
    html! {
        @for o in found {
            li role="option" aria-selected="false" data-value=(o.id) data-label=(o.name) { (o.name) }
        }
    }
}
