//! Who uses licences now, drawn.

use super::licence_list::label as licence_label;
use super::machine_list::label as machine_label;
use super::nav::nav;
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::domain::process::Process;
use crate::domain::product::Product;
use crate::rights;
use crate::web::Address;
use crate::web::session::PATH;
use events::licensing::Noun;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Badge, Button, Facts, Notice, Page, Pane, Panes, Row, Tone};

/// A process that lives, and what it runs on and for.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub process: Process,
    pub machine: Machine,
    pub licence: Licence,
    pub product: Product,
}

/// One page of the list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub lines: Vec<Line>,
    pub more: Option<String>,
}

pub(crate) fn page(cx: &Cx, address: &Address, list: &List) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-sessions");
    let body =
        if list.lines.is_empty() { nothing(l, address) } else { ui::rows(&title, lines(cx, list)) };
    let head = html! {
        h2 { (title) }
        (nav(l, PATH))
        p.meta { (l.t("licensing-sessions-text")) }
        (ui::search(l, PATH, address.get("q").unwrap_or_default(), &[]))
    };
    let pane = Pane::new(title.clone(), body).head(head).live(Noun::Process.list(), address.href());
    let panes = Panes::new(PATH).list(pane);
    ui::page(cx, Page::panes(title, panes).crumb(l.t("licensing-app"), "/licences"))
}

/// The rows alone: also what `more` gets.
pub(crate) fn lines(cx: &Cx, list: &List) -> Markup {
    html! {
        @for line in &list.lines { (row(cx, line)) }
        (ui::more(&cx.locale, list.more.as_deref()))
    }
}

fn row(cx: &Cx, line: &Line) -> Row {
    let l = &cx.locale;
    Row::new(format!("{PATH}/{}", line.process.id), licence_label(l, &line.licence))
        .shape(Badge::new(Tone::Ok, "activity", l.t("licensing-session-alive")))
        .meta(html! {
            span { (line.product.name) }
            span { (machine_label(&line.machine)) }
        })
        .end(html! { (ui::ago(l, line.process.last_beat_at.0, cx.now)) })
}

fn nothing(l: &Locale, address: &Address) -> Markup {
    if address.is_bare() {
        return ui::empty("activity", &l.t("licensing-sessions-none"), None, None);
    }
    let all = Button::new(l.t("licensing-filter-reset")).href(PATH);
    ui::empty("search", &l.t("licensing-list-none-found"), Some(all), None)
}

/// One of them, and the question whether it is to end.
pub(crate) fn show(cx: &Cx, line: &Line) -> Markup {
    let l = &cx.locale;
    let Line { process: running, machine, licence, product } = line;
    let title = l.ta("licensing-session-of", &[("licence", licence_label(l, licence).into())]);
    let to_page = |to: String, text: String| html! { a href=(to) { (text) } };
    let facts = Facts::new()
        .row(
            l.t("licensing-session-licence"),
            to_page(format!("/licences/{}", licence.id), licence_label(l, licence)),
        )
        .row(l.t("licensing-field-product"), html! { (product.name) })
        .row(
            l.t("licensing-machine"),
            to_page(format!("/machines/{}", machine.id), machine_label(machine).to_owned()),
        )
        .row(l.t("licensing-session-since"), ui::datetime(l, running.created_at.0))
        .row(l.t("licensing-field-last-beat"), ui::datetime(l, running.last_beat_at.0))
        .row(l.t("licensing-field-pid"), html! { span.mono { (running.pid) } });
    let content = html! {
        (nav(l, PATH))
        div.sheet-head { h1 { (title) } }
        (facts)
        @if cx.may(rights::WORK) {
            (Notice::warn(l.t("licensing-session-end-text")))
            form.form method="post" action={ (PATH) "/" (running.id) } {
                div.form-foot {
                    (Button::danger(l.t("licensing-session-end")).icon("circle-x"))
                    (Button::quiet(l.t("licensing-cancel")).href(PATH))
                }
            }
        }
    };
    ui::page(cx, Page::sheet(title, content).crumb(l.t("licensing-sessions"), PATH))
}
