//! The list of licences: what it shows, the rows, and what can be done to several at once.

use super::licence_filter;
use super::{badge, nav, saved_filter};
use crate::domain::environment::Environment;
use crate::domain::group::Group;
use crate::domain::licence::{Licence, LicenceId, Status};
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use crate::domain::saved_filter::{Listed, Saved};
use crate::rights;
use crate::web::Address;
use crate::web::licence_list::{COUNTED, PATH};
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Button, Page, Pane, Panes, Row};

/// One licence with the names that its row shows.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub licence: Licence,
    pub status: Status,
    pub policy: String,
    /// So many machines it may run on; none without a limit.
    pub seats: Option<u64>,
    /// Its organisation, or its owner.
    pub whose: Option<String>,
}

/// One page of the list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub more: Option<String>,
    pub count: u64,
    /// The names behind the ids in the filter, such as `organisation` and `owner`; none of what is gone.
    pub names: Vec<(&'static str, String)>,
}

/// What the filter's form offers.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    pub products: Vec<Product>,
    pub policies: Vec<Policy>,
    pub groups: Vec<Group>,
    pub environments: Vec<Environment>,
    pub saved: Saved,
}

/// What a licence is called: its name, or the end of its key where it has none.
pub(crate) fn label(l: &Locale, licence: &Licence) -> String {
    if licence.name.is_empty() {
        let hint = licence.key_hint.as_str();
        return l.ta("licensing-licence-nameless", &[("hint", hint.into())]);
    }
    licence.name.clone()
}

/// `12`, or `999+`.
pub(crate) fn counted(l: &Locale, n: u64) -> String {
    if n >= COUNTED {
        return format!("{}+", COUNTED - 1);
    }
    l.number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The list with no licence chosen.
pub(crate) fn page(cx: &Cx, address: &Address, list: &List, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let vacant = if list.lines.is_empty() {
        ui::empty("key-round", &l.t("licensing-list-nothing"), None, None)
    } else {
        ui::empty("key-round", &l.t("licensing-list-choose"), None, Some("J"))
    };
    let panes = Panes::new(address.href())
        .list(pane(cx, address, list, Some(choices), None))
        .detail(Pane::new(l.t("licensing-licence"), vacant).vacant());
    let title = licence_filter::title(l, address);
    ui::page(cx, Page::panes(title, panes).crumb(l.t("licensing-app"), PATH))
}

/// The list pane; `chosen` is the licence that is open beside it.
pub(crate) fn pane(
    cx: &Cx,
    address: &Address,
    list: &List,
    choices: Option<&Choices>,
    chosen: Option<LicenceId>,
) -> Pane {
    let l = &cx.locale;
    let title = licence_filter::title(l, address);
    let body = html! {
        @if list.lines.is_empty() { (nothing(cx, address, list)) }
        @else {
            form method="post" action=(address.at("/licences/bulk")) {
                (ui::rows(&title, lines(cx, address, list, chosen)))
                @if cx.may(rights::WORK) { (bulk_bar(cx)) }
            }
        }
    };
    let new = Button::quiet(l.t("licensing-licence-new")).icon("plus").icon_only().key("c");
    let head = html! {
        h2 { (title) " " (ui::count(&counted(l, list.count))) }
        @if cx.may(rights::WORK) { (new.href("/licences/new")) }
        (nav::nav(l, PATH))
        (ui::search(l, PATH, address.get("q").unwrap_or_default(), &address.kept()))
        @if let Some(choices) = choices {
            (saved_filter::chips(l, address, &choices.saved))
            (licence_filter::chips(cx, address, list))
            (licence_filter::form(cx, address, choices))
            (saved_filter::form(cx, (Listed::Licences, address), &choices.saved))
        }
    };
    Pane::new(l.t("licensing-list"), body)
        .head(head)
        .live(events::licensing::LICENCES, address.href())
}

/// The rows alone: also what `more` gets.
pub(crate) fn lines(cx: &Cx, address: &Address, list: &List, chosen: Option<LicenceId>) -> Markup {
    html! {
        @for line in &list.lines { (row(cx, address, line, chosen)) }
        (ui::more(&cx.locale, list.more.as_deref()))
    }
}

fn row(cx: &Cx, address: &Address, line: &Line, chosen: Option<LicenceId>) -> Row {
    let l = &cx.locale;
    let licence = &line.licence;
    let name = label(l, licence);
    let row = Row::new(address.at(&format!("{PATH}/{}", licence.id)), &name)
        .shape(badge::status(l, line.status))
        .open(chosen == Some(licence.id))
        .meta(html! {
            span { (line.policy) }
            @if let Some(whose) = &line.whose { span { (whose) } }
        })
        .end(html! {
            @if licence.is_test { (badge::test(l).bare()) " " }
            @if let Some(end) = licence.expires_at { (ui::date(l, end.0)) }
        })
        .below(html! { (seats(l, licence.machines, line.seats)) });
    if !cx.may(rights::WORK) {
        return row;
    }
    row.pick("licence", licence.id.to_string(), name)
}

/// "3 of 5 seats", or "3 seats" where there is no limit.
pub(crate) fn seats(l: &Locale, taken: i64, most: Option<u64>) -> String {
    let taken = l.number(taken);
    match most {
        Some(most) => {
            let most = l.number(i64::try_from(most).unwrap_or(i64::MAX));
            l.ta("licensing-seats-of", &[("taken", taken.into()), ("most", most.into())])
        }
        None => l.ta("licensing-seats", &[("taken", taken.into())]),
    }
}

fn bulk_bar(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let button = |label: &str, icon, action: &str| {
        Button::new(l.t(label)).icon(icon).value("action", action)
    };
    ui::bulk(
        l,
        html! {
            (button("licensing-renew", "refresh-cw", "renew"))
            (button("licensing-suspend", "pause", "suspend"))
            (button("licensing-reinstate", "play", "reinstate"))
            @if cx.may(rights::MANAGE) {
                (Button::danger(l.t("licensing-bulk-delete")).icon("trash-2").value("action", "delete"))
            }
        },
    )
}

/// An empty list says why it is empty, and what to do.
fn nothing(cx: &Cx, address: &Address, list: &List) -> Markup {
    let l = &cx.locale;
    if address.is_bare() {
        let new = Button::primary(l.t("licensing-licence-new")).icon("plus");
        let new = cx.may(rights::WORK).then(|| new.href("/licences/new"));
        return ui::empty("key-round", &l.t("licensing-list-none"), new, Some("C"));
    }
    let all = Button::new(l.t("licensing-filter-reset")).href(address.whole());
    let gone = licence_filter::names_gone(address, list);
    let said = if gone { "licensing-filter-gone-text" } else { "licensing-list-none-found" };
    ui::empty("search", &l.t(said), Some(all), None)
}
