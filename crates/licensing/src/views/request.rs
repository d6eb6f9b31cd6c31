//! What programs asked, drawn.

use super::licence_list::label;
use super::nav::nav;
use crate::domain::licence::Licence;
use crate::domain::request::Request;
use crate::web::Address;
use crate::web::request::{PATH, cursor};
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Badge, Button, Chip, Facts, Page, Row, Tone};

/// One page of the list.
pub(crate) struct List {
    pub found: Vec<Request>,
    pub licences: Vec<Licence>,
    pub more: Option<String>,
    /// Whether requests are written down at all.
    pub is_on: bool,
}

pub(crate) fn page(cx: &Cx, address: &Address, list: &List) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-requests");
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("licensing-requests-about")) } } }
        (nav(l, PATH))
        div.line.spread {
            (filters(l, address))
            (ui::search(l, PATH, address.get("q").unwrap_or_default(), &address.kept()))
        }
        @if list.found.is_empty() { (nothing(l, address, list)) }
        @else { (ui::rows(&title, lines(cx, list))) }
    };
    ui::page(cx, Page::wide(title, content).crumb(l.t("licensing-app"), "/licences"))
}

fn nothing(l: &Locale, address: &Address, list: &List) -> Markup {
    if address.is_bare() {
        let why = if list.is_on { "licensing-requests-none" } else { "licensing-requests-off" };
        return ui::empty("scroll-text", &l.t(why), None, None);
    }
    let all = Button::new(l.t("licensing-filter-reset")).href(PATH);
    ui::empty("search", &l.t("licensing-list-none-found"), Some(all), None)
}

fn filters(l: &Locale, address: &Address) -> Markup {
    let errors = address.get("errors").is_some();
    let to = |value: Option<&str>| address.with("errors", value).href();
    let mut chips = vec![
        Chip::new(l.t("licensing-requests-all"), to(None), !errors),
        Chip::new(l.t("licensing-requests-errors"), to(Some("1")), errors),
    ];
    if address.get("licence").is_some() {
        let mut one = Chip::new(
            l.t("licensing-requests-licence"),
            address.with("licence", None).href(),
            true,
        );
        one.removable = true;
        chips.push(one);
    }
    ui::chips(&l.t("licensing-requests-filter"), &chips)
}

/// The lines of the list and the way to more.
pub(crate) fn lines(cx: &Cx, list: &List) -> Markup {
    let l = &cx.locale;
    html! {
        @for one in &list.found {
            @let licence = list.licences.iter().find(|licence| Some(licence.id) == one.licence);
            (Row::new(format!("{PATH}/{}", cursor(one)), format!("{} {}", one.method, one.path))
                .shape(badge(l, one)).whole_page()
                .meta(html! {
                    span { (one.status) }
                    @if !one.code.is_empty() { span.mono { (one.code) } }
                    @if let Some(licence) = licence { span { (label(l, licence)) } }
                    span { (one.network) }
                })
                .end(html! { (ui::datetime(l, one.at.0)) }))
        }
        (ui::more(l, list.more.as_deref()))
    }
}

fn badge(l: &Locale, one: &Request) -> Badge {
    match one.status {
        500.. => Badge::new(Tone::Danger, "circle-x", l.t("licensing-request-failed")),
        400.. => Badge::new(Tone::Warn, "circle-slash", l.t("licensing-request-refused")),
        _ => Badge::new(Tone::Ok, "circle-check", l.t("licensing-request-answered")),
    }
}

/// One request with all that is known of it.
pub(crate) fn show(cx: &Cx, one: &Request, licence: Option<&Licence>) -> Markup {
    let l = &cx.locale;
    let title = format!("{} {}", one.method, one.path);
    let all_of = |licence: &Licence| format!("{PATH}?licence={}", licence.id);
    let facts = Facts::new()
        .row(l.t("licensing-request-at"), ui::datetime(l, one.at.0))
        .row(l.t("licensing-request-status"), one.status)
        .maybe(l.t("licensing-request-code"), Some(&one.code).filter(|code| !code.is_empty()))
        .maybe(
            l.t("licensing-licence"),
            licence.map(|licence| {
                html! {
                    a href={ "/licences/" (licence.id) } { (label(l, licence)) } " · "
                    a href=(all_of(licence)) { (l.t("licensing-requests-of")) }
                }
            }),
        )
        .row(l.t("licensing-request-network"), html! { span.mono { (one.network) } })
        .row(
            l.t("licensing-request-took"),
            l.ta("licensing-request-micros", &[("n", l.number(one.micros).into())]),
        )
        .row(l.t("licensing-request-id"), html! { span.mono { (one.request) } });
    let content = html! {
        div.sheet-head { div { h1.mono { (title) } (badge(l, one).framed()) } }
        (facts)
    };
    ui::page(cx, Page::sheet(title, content).crumb(l.t("licensing-requests"), PATH))
}
