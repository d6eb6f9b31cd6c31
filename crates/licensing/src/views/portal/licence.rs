//! One's own licences, drawn: the list, and one of them.

use super::{Frame, page as framed};
use crate::domain::licence::{Licence, Status};
use crate::domain::machine::Machine;
use crate::domain::resource::Resource;
use crate::views::badge;
use crate::views::licence::Feature;
use crate::views::licence_list::label;
use crate::views::resource::one_key;
use crate::web::Address;
use maud::{Markup, html};
use platform::keys::Secret;
use platform::{Cx, Locale};
use ui::{Button, Chip, Column, Facts, Row, Table};

pub const PATH: &str = "/portal/licences";

pub(crate) struct Line {
    pub licence: Licence,
    pub status: Status,
    pub product: String,
}

/// One page of the list.
pub(crate) struct List {
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub more: Option<String>,
}

pub(crate) fn page(frame: Frame<'_>, address: &Address, list: &List) -> Markup {
    let cx = frame.cx;
    let l = &cx.locale;
    let title = l.t("licensing-portal-licences");
    let content = html! {
        h1 { (title) }
        @if !(list.lines.is_empty() && address.is_bare()) {
            div.stack.tight {
                (ui::search(l, PATH, address.get("q").unwrap_or_default(), &address.kept()))
                (chips(l, address))
            }
        }
        @if list.lines.is_empty() { (nothing(l, address)) }
        @else { (ui::rows(&title, lines(cx, list))) }
    };
    framed(frame, title.clone(), &content)
}

/// The rows alone: also what `more` gets.
pub(crate) fn lines(cx: &Cx, list: &List) -> Markup {
    html! {
        @for line in &list.lines { (row(&cx.locale, line)) }
        (ui::more(&cx.locale, list.more.as_deref()))
    }
}

fn row(l: &Locale, line: &Line) -> Row {
    let licence = &line.licence;
    Row::new(format!("{PATH}/{}", licence.id), label(l, licence))
        .shape(badge::status(l, line.status))
        .meta(html! {
            span { (line.product) }
            span { (l.t(badge::status_key(line.status))) }
        })
        .end(html! { @if let Some(end) = licence.expires_at { (ui::date(l, end.0)) } })
        .whole_page()
}

fn chips(l: &Locale, address: &Address) -> Markup {
    let now = address.get("over");
    let chip = |key: &str, value: Option<&str>| {
        Chip::new(l.t(key), address.with("over", value).href(), now == value)
    };
    let all = [
        chip("licensing-portal-all", None),
        chip("licensing-portal-good", Some("no")),
        chip("licensing-portal-over", Some("yes")),
    ];
    ui::chips(&l.t("licensing-portal-licences"), &all)
}

fn nothing(l: &Locale, address: &Address) -> Markup {
    if address.is_bare() {
        return ui::empty("key-round", &l.t("licensing-portal-none"), None, None);
    }
    let all = Button::new(l.t("licensing-filter-reset")).href(PATH);
    ui::empty("search", &l.t("licensing-list-none-found"), Some(all), None)
}

/// One licence with all that its holder sees.
pub(crate) struct Shown {
    pub licence: Licence,
    pub status: Status,
    pub product: String,
    pub features: Vec<Feature>,
    pub devices: Vec<Machine>,
    pub resources: Vec<Resource>,
    /// So many devices it may run on; none without a limit.
    pub seats: Option<u64>,
    /// The vendor alone takes devices in and away.
    pub keeps_devices: bool,
    /// Letters can be sent.
    pub writes: bool,
    pub help: Option<String>,
    /// The key in clear, where it was asked for.
    pub key: Option<Secret>,
}

impl Shown {
    fn path(&self) -> String {
        format!("{PATH}/{}", self.licence.id)
    }
}

pub(crate) fn show(frame: Frame<'_>, shown: &Shown) -> Markup {
    let cx = frame.cx;
    let l = &cx.locale;
    let title = label(l, &shown.licence);
    let path = shown.path();
    let content = html! {
        div.stack.tight {
            h1 { (title) }
            div.line {
                (badge::status(l, shown.status).framed())
                @if shown.licence.is_test { (badge::test(l).framed()) }
                span.meta { (shown.product) }
            }
        }
        section.section { h2 { (l.t("licensing-key")) } (key(l, shown)) }
        section.section { h2 { (l.t("licensing-pages-facts")) } (facts(l, shown)) }
        section.section { h2 { (l.t("licensing-portal-devices")) } (devices(cx, shown)) }
        @if !shown.features.is_empty() {
            section.section { h2 { (l.t("licensing-features")) } (features(l, shown)) }
        }
        @if !shown.resources.is_empty() {
            section.section { h2 { (l.t("licensing-resources")) } (resources(l, shown)) }
        }
        div.buttons {
            (Button::new(l.t("licensing-portal-downloads")).icon("download").href(format!("{path}/downloads")))
            (Button::new(l.t("licensing-portal-file")).icon("file").href(format!("{path}/file")))
            @if let Some(help) = &shown.help {
                (Button::quiet(l.t("licensing-portal-help")).icon("mail").href(format!("mailto:{help}")))
            }
        }
    };
    framed(frame, title.clone(), &content)
}

fn key(l: &Locale, shown: &Shown) -> Markup {
    let path = shown.path();
    html! {
        @if let Some(key) = &shown.key {
            p { code.mono.pre { (key.expose()) } }
            div.line {
                (Button::new(l.t("licensing-key-copy")).icon("copy").plain().attr("data-copy", key.expose().as_str()))
                (Button::quiet(l.t("licensing-key-hide")).icon("eye-off").href(&path))
            }
        } @else {
            div.line {
                code.mono { "•••• " (shown.licence.key_hint) }
                form method="post" action={ (path) "/key" } {
                    (Button::quiet(l.t("licensing-key-show")).icon("eye"))
                }
                @if shown.writes {
                    form method="post" action={ (path) "/letter" } {
                        (Button::quiet(l.t("licensing-portal-letter")).icon("send"))
                    }
                }
            }
        }
    }
}

fn facts(l: &Locale, shown: &Shown) -> Markup {
    let licence = &shown.licence;
    let end = html! {
        @if let Some(end) = licence.expires_at { (ui::datetime(l, end.0)) } @else { (l.t("licensing-no-end")) }
    };
    let taken = l.number(licence.machines);
    let seats = match shown.seats {
        None => l.ta("licensing-taken", &[("taken", taken.into())]),
        Some(most) => {
            let most = l.number(i64::try_from(most).unwrap_or(i64::MAX));
            l.ta("licensing-taken-of", &[("taken", taken.into()), ("most", most.into())])
        }
    };
    let seen = licence.last_validated_at.map(|at| ui::datetime(l, at.0));
    let facts = Facts::new()
        .row(l.t("licensing-field-ends"), end)
        .row(l.t("licensing-portal-devices"), seats)
        .row(l.t("licensing-field-created"), ui::date(l, licence.created_at.0))
        .maybe(l.t("licensing-field-last-validated"), seen);
    html! { (facts) }
}

fn devices(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    if shown.devices.is_empty() {
        return html! { p.meta { (l.t("licensing-portal-devices-none")) } };
    }
    let row = |device: &Machine| {
        let at = format!("{}/devices/{}", shown.path(), device.id);
        let said = |key| l.ta(key, &[("name", device.label().into())]);
        html! {
            th.sentence scope="row" { (device.label()) }
            td data-label=(l.t("licensing-portal-last-sign")) {
                @match device.last_beat_at {
                    Some(at) => (ui::ago(l, at.0, cx.now)),
                    None => (l.t("licensing-portal-no-sign")),
                }
                // a file is fetched for a device, and nothing is heard of it by that
                @if let Some(at) = device.last_checked_out_at {
                    div.meta { (l.t("licensing-portal-file-made")) " " (ui::date(l, at.0)) }
                }
            }
            td data-label=(l.t("licensing-field-activated")) { (ui::date(l, device.created_at.0)) }
            td.actions {
                @if !shown.keeps_devices {
                    (Button::quiet(l.t("licensing-portal-move-short")).icon("forward").href(format!("{at}/transfer"))
                        .attr("aria-label", said("licensing-portal-move-named")))
                    (Button::quiet(l.t("licensing-machine-release")).icon("unlink").href(format!("{at}/release"))
                        .attr("aria-label", said("licensing-portal-release-named")))
                }
            }
        }
    };
    let table = Table::new(l.t("licensing-portal-devices"))
        .cards()
        .columns([
            l.t("licensing-portal-device"),
            l.t("licensing-portal-last-sign"),
            l.t("licensing-field-activated"),
        ])
        .column(Column::hidden(l.t("licensing-pages-actions")))
        .rows(shown.devices.iter().map(row));
    html! {
        (table)
        @if shown.keeps_devices { p.hint { (l.t("licensing-portal-kept")) } }
    }
}

fn features(l: &Locale, shown: &Shown) -> Markup {
    html! {
        ul.plain-list {
            @for feature in &shown.features {
                li.line {
                    span { (feature.entitlement.name) }
                    @if let Some(value) = &feature.value { (ui::tag(value)) }
                    @if let Some(end) = feature.ends {
                        span.meta { (l.t("licensing-field-ends")) " " (ui::date(l, end.0)) }
                    }
                }
            }
        }
    }
}

fn resources(l: &Locale, shown: &Shown) -> Markup {
    html! {
        ul.plain-list {
            @for one in &shown.resources {
                li.line { span.mono { (one.value) } span.meta { (l.t(one_key(one.kind))) } }
            }
        }
    }
}
