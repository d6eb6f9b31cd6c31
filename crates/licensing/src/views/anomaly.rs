//! What looks like misuse, drawn.

use super::licence_list::label as licence_label;
use super::machine_list::label as machine_label;
use super::nav::nav;
use super::unplaced;
use crate::domain::anomaly::{Anomaly, Kind, Severity};
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::rights;
use crate::web::Address;
use crate::web::anomaly::PATH;
use events::licensing::Noun;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal, User};
use ui::{Badge, Button, Chip, Facts, Field, Page, Pane, Panes, Row, Tone};

/// An anomaly with whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub anomaly: Anomaly,
    pub licence: Option<Licence>,
}

/// One page of the list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub lines: Vec<Line>,
    pub more: Option<String>,
}

/// One of them with all that its page shows.
pub(crate) struct Shown {
    pub anomaly: Anomaly,
    pub licence: Option<Licence>,
    pub machine: Option<Machine>,
    pub resolved_by: Option<User>,
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Clone => "licensing-anomaly-clone",
        Kind::Drift => "licensing-anomaly-drift",
        Kind::UnknownKeys => "licensing-anomaly-unknown-keys",
        Kind::ManyAddresses => "licensing-anomaly-many-addresses",
        Kind::TransfersSpent => "licensing-anomaly-transfers-spent",
        Kind::Surroundings => "licensing-anomaly-surroundings",
        Kind::MeterWarns => "licensing-anomaly-meter-warns",
        Kind::MeterFull => "licensing-anomaly-meter-full",
    }
}

/// What it means, and what may be done.
fn advice_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Clone => "licensing-anomaly-clone-text",
        Kind::Drift => "licensing-anomaly-drift-text",
        Kind::UnknownKeys => "licensing-anomaly-unknown-keys-text",
        Kind::ManyAddresses => "licensing-anomaly-many-addresses-text",
        Kind::TransfersSpent => "licensing-anomaly-transfers-spent-text",
        Kind::Surroundings => "licensing-anomaly-surroundings-text",
        Kind::MeterWarns => "licensing-anomaly-meter-warns-text",
        Kind::MeterFull => "licensing-anomaly-meter-full-text",
    }
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "licensing-severity-low",
        Severity::Medium => "licensing-severity-medium",
        Severity::High => "licensing-severity-high",
    }
}

fn badge(l: &Locale, anomaly: &Anomaly) -> Badge {
    if !anomaly.open {
        return Badge::new(Tone::Ok, "circle-check", l.t("licensing-anomaly-resolved"));
    }
    let text = l.t(severity_key(anomaly.severity));
    match anomaly.severity {
        Severity::High => Badge::new(Tone::Danger, "circle-x", text),
        Severity::Medium => Badge::new(Tone::Warn, "clock-alert", text),
        Severity::Low => Badge::new(Tone::Accent, "activity", text),
    }
}

/// What is seen in the evidence, by names that people read.
fn evidence_label(l: &Locale, name: &str) -> String {
    let key = match name {
        "components" => "licensing-components",
        "address" => "licensing-field-ip",
        "addresses" => "licensing-evidence-addresses",
        "keys" => "licensing-evidence-keys",
        "last" => "licensing-evidence-last",
        "machines" => "licensing-machines",
        "meter" => "licensing-meter",
        "counted" => "licensing-meter-counted",
        "most" => "licensing-evidence-most",
        "warnings" => "licensing-evidence-warnings",
        other => return other.to_owned(),
    };
    l.t(key)
}

pub(crate) fn page(cx: &Cx, address: &Address, list: &List) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-anomalies");
    let body =
        if list.lines.is_empty() { nothing(l, address) } else { ui::rows(&title, lines(cx, list)) };
    let head = html! {
        (nav(l, PATH))
        p.meta { (l.t("licensing-anomalies-text")) }
        (chips(l, address))
    };
    let pane = Pane::new(title.clone(), body).head(head).live(Noun::Anomaly.list(), address.href());
    let panes = Panes::new(PATH).list(pane);
    ui::page(cx, Page::panes(title, panes).crumb(l.t("licensing-app"), "/licences"))
}

fn chips(l: &Locale, address: &Address) -> Markup {
    let chip = |name: &'static str, word: &str, key: &str| {
        let on = address.get(name).is_some_and(|here| here.eq_ignore_ascii_case(word));
        let to = address.with(name, (!on).then_some(word));
        Chip::new(l.t(key), to.href(), on)
    };
    let open = address.get("state").is_none();
    let mut all =
        vec![Chip::new(l.t("licensing-anomalies-open"), address.with("state", None).href(), open)];
    all.push(chip("state", "resolved", "licensing-anomaly-resolved"));
    all.push(chip("state", "all", "licensing-list-all"));
    for one in Severity::ALL {
        all.push(chip("severity", &one.name().to_lowercase(), severity_key(*one)));
    }
    for one in Kind::ALL {
        all.push(chip("kind", &one.name().to_lowercase(), kind_key(*one)));
    }
    if address.get("licence").is_some() {
        all.push(Chip {
            removable: true,
            ..Chip::new(
                l.t("licensing-session-licence"),
                address.with("licence", None).href(),
                true,
            )
        });
    }
    ui::chips(&l.t("licensing-pages-filter"), &all)
}

/// The rows alone: also what `more` gets.
pub(crate) fn lines(cx: &Cx, list: &List) -> Markup {
    html! {
        @for line in &list.lines { (row(cx, line)) }
        (ui::more(&cx.locale, list.more.as_deref()))
    }
}

fn row(cx: &Cx, line: &Line) -> Row {
    let (l, anomaly) = (&cx.locale, &line.anomaly);
    let times = [("n", anomaly.count.into())];
    Row::new(format!("{PATH}/{}", anomaly.id), l.t(kind_key(anomaly.kind)))
        .shape(badge(l, anomaly))
        .meta(html! {
            @if let Some(licence) = &line.licence { span { (licence_label(l, licence)) } }
            @else { @for (_, value) in anomaly.evidence() { span { (value) } } }
            span { (l.ta("licensing-anomaly-times", &times)) }
        })
        .end(html! { (ui::ago(l, anomaly.last_at.0, cx.now)) })
}

fn nothing(l: &Locale, address: &Address) -> Markup {
    if address.is_bare() {
        return ui::empty("circle-check", &l.t("licensing-anomalies-none"), None, None);
    }
    let all = Button::new(l.t("licensing-filter-reset")).href(PATH);
    ui::empty("search", &l.t("licensing-list-none-found"), Some(all), None)
}

/// One of them, and the form of whoever looked at it.
pub(crate) fn show(cx: &Cx, shown: &Shown, (note, wrong): (&str, &[Refusal])) -> Markup {
    let (l, anomaly) = (&cx.locale, &shown.anomaly);
    let title = l.t(kind_key(anomaly.kind));
    let content = html! {
        (nav(l, PATH))
        div.sheet-head {
            h1 { (title) }
            div.line { (badge(l, anomaly).framed()) }
            p { (l.t(advice_key(anomaly.kind))) }
        }
        (facts(l, shown))
        @if anomaly.open && cx.may(rights::WORK) {
            section.section {
                h2 { (l.t("licensing-anomaly-resolve")) }
                (unplaced(l, wrong))
                form.form method="post" action={ (PATH) "/" (anomaly.id) } {
                    (Field::area("note", l.t("licensing-anomaly-note"), 3).value(note).errors(l, wrong).max(1000))
                    div.form-foot {
                        (Button::primary(l.t("licensing-anomaly-resolve")).icon("check"))
                        (Button::quiet(l.t("licensing-cancel")).href(PATH))
                    }
                }
            }
        } @else { (unplaced(l, wrong)) }
        (ui::audit_link(cx, &Noun::Anomaly.object(anomaly.id.0)))
    };
    ui::page(cx, Page::sheet(title, content).crumb(l.t("licensing-anomalies"), PATH))
}

fn facts(l: &Locale, shown: &Shown) -> Markup {
    let anomaly = &shown.anomaly;
    let link = |to: String, text: String| html! { a href=(to) { (text) } };
    let licence = shown.licence.as_ref();
    let licence = licence.map(|one| link(format!("/licences/{}", one.id), licence_label(l, one)));
    let machine = shown.machine.as_ref();
    let machine =
        machine.map(|one| link(format!("/machines/{}", one.id), machine_label(one).to_owned()));
    let resolved = anomaly.resolved_at.map(|at| {
        let by = shown.resolved_by.as_ref().map_or("", |user| user.name.as_str());
        html! { (ui::datetime(l, at.0)) " " (by) }
    });
    let facts = Facts::new()
        .maybe(l.t("licensing-session-licence"), licence)
        .maybe(l.t("licensing-machine"), machine)
        .row(l.t("licensing-anomaly-first"), ui::datetime(l, anomaly.first_at.0))
        .row(l.t("licensing-anomaly-last"), ui::datetime(l, anomaly.last_at.0))
        .row(l.t("licensing-anomaly-count"), html! { (l.number(anomaly.count)) });
    let evidence = anomaly.evidence().into_iter();
    let facts = evidence.fold(facts, |facts, (name, text)| {
        facts.row(evidence_label(l, &name), html! { span.mono { (text) } })
    });
    let note = Some(anomaly.note.clone()).filter(|note| !note.is_empty());
    let facts = facts
        .maybe(l.t("licensing-anomaly-resolved"), resolved)
        .maybe(l.t("licensing-anomaly-note"), note);
    html! { (facts) }
}
