//! The list of machines.

use super::licence_list::{counted, label as licence_label};
use super::{badge, nav, saved_filter};
use crate::domain::licence::Licence;
use crate::domain::machine::{Heartbeat, Machine, MachineId};
use crate::domain::product::Product;
use crate::domain::saved_filter::{Listed, Saved};
use crate::web::Address;
use crate::web::machine_list::PATH;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Button, Chip, Choice, Field, Page, Pane, Panes, Row};

/// One machine with the licence that it runs under.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub machine: Machine,
    pub licence: Option<Licence>,
}

/// One page of the list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub more: Option<String>,
    pub count: u64,
    /// The licence whose machines these are, where only one's are shown.
    pub licence: Option<Licence>,
    pub products: Vec<Product>,
    pub saved: Saved,
}

/// What a machine is called: its name, its host, or what it is known by.
pub(crate) fn label(machine: &Machine) -> &str {
    let names = [&machine.name, &machine.hostname, &machine.fingerprint];
    names.into_iter().find(|name| !name.is_empty()).map_or("–", String::as_str)
}

/// The list with no machine chosen.
pub(crate) fn page(cx: &Cx, address: &Address, list: &List) -> Markup {
    let l = &cx.locale;
    let vacant = ui::empty("monitor", &l.t("licensing-machines-choose"), None, Some("J"));
    let panes = Panes::new(address.href())
        .list(pane(cx, address, list, None))
        .detail(Pane::new(l.t("licensing-machine"), vacant).vacant());
    let title = l.t("licensing-machines");
    ui::page(cx, Page::panes(title, panes).crumb(l.t("licensing-app"), "/licences"))
}

/// The list pane; `chosen` is the machine that is open beside it.
pub(crate) fn pane(cx: &Cx, address: &Address, list: &List, chosen: Option<MachineId>) -> Pane {
    let l = &cx.locale;
    let title = l.t("licensing-machines");
    let body = if list.lines.is_empty() {
        nothing(l, address)
    } else {
        ui::rows(&title, lines(cx, address, list, chosen))
    };
    let head = html! {
        h2 { (title) " " (ui::count(&counted(l, list.count))) }
        (nav::nav(l, PATH))
        (ui::search(l, PATH, address.get("q").unwrap_or_default(), &address.kept()))
        (saved_filter::chips(l, address, &list.saved))
        (chips(l, address, list))
        (form(l, address, list))
        (saved_filter::form(cx, (Listed::Machines, address), &list.saved))
    };
    Pane::new(l.t("licensing-machines"), body)
        .head(head)
        .live(events::licensing::MACHINES, address.href())
}

/// How they live as ready-made lists, and the licence whose machines these are.
fn chips(l: &Locale, address: &Address, list: &List) -> Markup {
    let here = address.get("heartbeat").map(str::to_uppercase);
    let mut all = vec![Chip::new(
        l.t("licensing-list-all"),
        address.with("heartbeat", None).href(),
        here.is_none(),
    )];
    all.extend(Heartbeat::ALL.iter().map(|one| {
        let word = one.name().to_lowercase();
        let to = address.with("heartbeat", Some(&word)).href();
        Chip::new(l.t(badge::heartbeat_key(*one)), to, here.as_deref() == Some(one.name()))
    }));
    if let Some(licence) = &list.licence {
        all.push(Chip {
            removable: true,
            ..Chip::new(licence_label(l, licence), address.with("licence", None).href(), true)
        });
    }
    ui::chips(&l.t("licensing-pages-filter"), &all)
}

fn form(l: &Locale, address: &Address, list: &List) -> Markup {
    let any = Choice::new("", l.t("licensing-filter-any"));
    let products = list.products.iter().map(|one| Choice::new(one.id.to_string(), &one.name));
    let product =
        Field::select("product", l.t("licensing-field-product"), [any].into_iter().chain(products));
    html! {
        details.filter {
            summary { (ui::icon("sliders-horizontal")) (l.t("licensing-pages-filter")) }
            form.form method="get" action=(PATH) {
                @for (name, value) in [("q", address.get("q")), ("licence", address.get("licence")), ("heartbeat", address.get("heartbeat"))] {
                    @if let Some(value) = value { input type="hidden" name=(name) value=(value); }
                }
                (product.id("filter-product").value(address.get("product").unwrap_or_default()))
                div.form-foot {
                    (Button::new(l.t("licensing-filter-apply")).icon("funnel"))
                    (Button::quiet(l.t("licensing-filter-reset")).href(address.whole()))
                }
            }
        }
    }
}

/// The rows alone: also what `more` gets.
pub(crate) fn lines(cx: &Cx, address: &Address, list: &List, chosen: Option<MachineId>) -> Markup {
    html! {
        @for line in &list.lines { (row(cx, address, line, chosen)) }
        (ui::more(&cx.locale, list.more.as_deref()))
    }
}

fn row(cx: &Cx, address: &Address, line: &Line, chosen: Option<MachineId>) -> Row {
    let l = &cx.locale;
    let machine = &line.machine;
    Row::new(address.at(&format!("{PATH}/{}", machine.id)), label(machine))
        .shape(badge::heartbeat(l, machine.heartbeat(cx.now)))
        .open(chosen == Some(machine.id))
        .meta(html! {
            @if let Some(licence) = &line.licence { span { (licence_label(l, licence)) } }
            @if !machine.platform.is_empty() { span { (machine.platform) } }
        })
        .end(html! {
            @match machine.last_beat_at {
                Some(heard) => (ui::ago(l, heard.0, cx.now)),
                None => { (l.t("licensing-machines-activated")) " " (ui::ago(l, machine.created_at.0, cx.now)) }
            }
        })
}

fn nothing(l: &Locale, address: &Address) -> Markup {
    if address.is_bare() {
        return ui::empty("monitor", &l.t("licensing-machines-none"), None, None);
    }
    let all = Button::new(l.t("licensing-filter-reset")).href(address.whole());
    ui::empty("search", &l.t("licensing-list-none-found"), Some(all), None)
}
