//! Moving in and out, drawn.

use super::{csv, unplaced};
use crate::actions::begin_import::given;
use crate::domain::import::{Import, Item, Kind, Origin, Outcome, Row, State};
use maud::{Markup, html};
use platform::op::OpId;
use platform::{Cx, Kontor, Locale, Refusal};
use ui::{Badge, Button, Chip, Field, Notice, Page, Tone};

pub const PATH: &str = "/licences/moving";

/// The forms as they were filled in.
pub struct Typed {
    pub op: OpId,
    pub url: String,
    pub account: String,
    pub wrong: Vec<Refusal>,
}

impl Typed {
    pub fn new() -> Self {
        Self { op: OpId::new(), url: String::new(), account: String::new(), wrong: Vec::new() }
    }
}

/// A row with what people know it by.
pub struct Line {
    pub row: Row,
    pub label: String,
}

impl Line {
    pub fn of(kontor: &Kontor, row: Row) -> Self {
        let item = given(kontor, &row).ok().flatten();
        Self { label: item.map(|item| label(&item)).unwrap_or_default(), row }
    }
}

fn label(item: &Item) -> String {
    let named = ["name", "email", "code", "fingerprint", "version", "filename", "url", "kind"];
    named.iter().find_map(|name| item.text(name)).unwrap_or(&item.id).to_owned()
}

/// One import with a page of its rows.
pub struct Shown {
    pub import: Import,
    pub lines: Vec<Line>,
    pub outcome: Option<Outcome>,
    pub more: bool,
    pub wrong: Vec<Refusal>,
}

fn origin_key(origin: Origin) -> &'static str {
    match origin {
        Origin::Csv => "licensing-import-origin-csv",
        Origin::Json => "licensing-import-origin-json",
        Origin::Keygen => "licensing-import-origin-keygen",
    }
}

fn state_badge(l: &Locale, import: &Import) -> Badge {
    let (tone, icon, key) = match import.state {
        State::Fetching => (Tone::Accent, "hourglass", "licensing-import-fetching"),
        State::Checking => (Tone::Accent, "hourglass", "licensing-import-checking"),
        State::Checked if import.is_in_vain() && import.wrong > 0 => {
            (Tone::Danger, "circle-x", "licensing-import-in-vain")
        }
        State::Checked if import.is_in_vain() => {
            (Tone::Plain, "circle-check", "licensing-import-nothing-new")
        }
        State::Checked => (Tone::Warn, "circle-pause", "licensing-import-checked"),
        State::Running => (Tone::Accent, "hourglass", "licensing-import-running"),
        State::Done => (Tone::Ok, "circle-check", "licensing-import-done"),
        State::Failed => (Tone::Danger, "circle-x", "licensing-import-failed"),
    };
    Badge::new(tone, icon, l.t(key))
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting => "licensing-import-waiting",
        Outcome::Ready => "licensing-import-ready",
        Outcome::Known => "licensing-import-known",
        Outcome::Wrong => "licensing-import-wrong",
        Outcome::Left => "licensing-import-left",
        Outcome::Created => "licensing-import-created",
    }
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Environment => "licensing-import-kind-environment",
        Kind::Product => "licensing-import-kind-product",
        Kind::Entitlement => "licensing-import-kind-entitlement",
        Kind::Group => "licensing-import-kind-group",
        Kind::User => "licensing-import-kind-user",
        Kind::Policy => "licensing-import-kind-policy",
        Kind::PolicyEntitlement => "licensing-import-kind-policy-entitlement",
        Kind::Licence => "licensing-import-kind-licence",
        Kind::LicenceEntitlement => "licensing-import-kind-licence-entitlement",
        Kind::LicenceUser => "licensing-import-kind-licence-user",
        Kind::Machine => "licensing-import-kind-machine",
        Kind::Component => "licensing-import-kind-component",
        Kind::Release => "licensing-import-kind-release",
        Kind::ReleaseConstraint => "licensing-import-kind-release-constraint",
        Kind::Artifact => "licensing-import-kind-artifact",
        Kind::Webhook => "licensing-import-kind-webhook",
        Kind::Token => "licensing-import-kind-token",
    }
}

/// Where the entry is that a row became.
fn place(row: &Row) -> Option<String> {
    let id = row.ours.filter(|_| matches!(row.outcome, Outcome::Known | Outcome::Created))?;
    let base = match row.kind {
        Kind::Environment => "/licences/environments",
        Kind::Product => "/licences/products",
        Kind::Entitlement => "/licences/entitlements",
        Kind::Group => "/licences/groups",
        Kind::User => "/licences/users",
        Kind::Policy | Kind::PolicyEntitlement => "/licences/policies",
        Kind::Licence | Kind::LicenceEntitlement | Kind::LicenceUser => "/licences",
        Kind::Machine => "/machines",
        Kind::Release | Kind::ReleaseConstraint => "/licences/releases",
        Kind::Webhook => super::webhook::WEBHOOKS,
        Kind::Component | Kind::Artifact | Kind::Token => return None,
    };
    Some(format!("{base}/{id}"))
}

pub fn list(cx: &Cx, imports: &[Import], more: bool, typed: &Typed) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-moving");
    let next = imports.last().filter(|_| more).map(|last| format!("{PATH}?after={}", last.id));
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("licensing-moving-text")) } } }
        (unplaced(l, &typed.wrong))
        (exports(l))
        (file_form(l, typed))
        (account_form(l, typed))
        section.section {
            h2 { (l.t("licensing-imports")) }
            @if imports.is_empty() { p.meta { (l.t("licensing-imports-none")) } } @else {
                (ui::rows(&l.t("licensing-imports"), html! { @for one in imports { (line(l, one)) } }))
            }
            @if let Some(next) = next {
                nav.pager aria-label=(l.t("licensing-imports")) {
                    (Button::quiet(l.t("licensing-imports-older")).icon("chevron-right").href(next))
                }
            }
        }
    };
    ui::page(cx, Page::wide(title, content).crumb(l.t("licensing-account-admin"), "/admin"))
}

fn line(l: &Locale, import: &Import) -> ui::Row {
    ui::Row::new(format!("{PATH}/{}", import.id), &import.name)
        .shape(state_badge(l, import))
        .whole_page()
        .meta(html! {
            span { (l.t(origin_key(import.origin))) }
            span { (ui::datetime(l, import.created_at.0)) }
        })
}

fn exports(l: &Locale) -> Markup {
    html! {
        section.section {
            h2 { (l.t("licensing-export")) }
            p { (l.t("licensing-export-text")) }
            div.line {
                (Button::new(l.t("licensing-export-json")).icon("download").href(format!("{PATH}/export.json")))
                (Button::quiet(l.t("licensing-export-licences")).icon("download").href("/licences/export.csv"))
                (Button::quiet(l.t("licensing-export-machines")).icon("download").href("/machines/export.csv"))
            }
            form method="post" action={ (PATH) "/keys" } hx-boost="false" {
                p.meta { (l.t("licensing-export-keys-text")) }
                (Button::danger(l.t("licensing-export-keys")).icon("key"))
            }
        }
    }
}

fn file_form(l: &Locale, typed: &Typed) -> Markup {
    html! {
        section.section {
            h2 { (l.t("licensing-import-file")) }
            p { (l.t("licensing-import-file-text")) }
            form.form method="post" action={ (PATH) "/files" } enctype="multipart/form-data" hx-boost="false" {
                input type="hidden" name="op" value=(typed.op);
                (Field::file("file", l.t("licensing-import-file-field"), false).required()
                    .hint(l.t("licensing-import-file-hint")).errors(l, &typed.wrong))
                div.form-foot { (Button::primary(l.t("licensing-import-look")).icon("upload")) }
            }
        }
    }
}

fn account_form(l: &Locale, typed: &Typed) -> Markup {
    html! {
        section.section {
            h2 { (l.t("licensing-import-account")) }
            p { (l.t("licensing-import-account-text")) }
            form.form method="post" action={ (PATH) "/accounts" } {
                input type="hidden" name="op" value=(OpId::new());
                (Field::input("url", "url", l.t("licensing-import-url")).id("import-url").value(&typed.url).required()
                    .placeholder("https://api.keygen.sh").max(500).errors(l, &typed.wrong))
                (Field::text("account", l.t("licensing-import-account-name")).id("import-account").value(&typed.account)
                    .optional(l).max(100).hint(l.t("licensing-import-account-hint")).errors(l, &typed.wrong))
                (Field::input("password", "token", l.t("licensing-import-token")).id("import-token").required()
                    .attr("autocomplete", "off").hint(l.t("licensing-import-token-hint")).errors(l, &typed.wrong))
                div.form-foot { (Button::primary(l.t("licensing-import-look")).icon("search")) }
            }
        }
    }
}

pub fn show(cx: &Cx, shown: &Shown) -> Markup {
    let (l, import) = (&cx.locale, &shown.import);
    let to = format!("{PATH}/{}", import.id);
    let content = html! {
        div.sheet-head {
            div { h1 { (import.name) } (state_badge(l, import)) }
            p.meta { (l.t(origin_key(import.origin))) " · " (ui::datetime(l, import.created_at.0)) }
        }
        (unplaced(l, &shown.wrong))
        (trouble(l, import))
        // who has no scripts asks again by hand
        @if import.is_busy() {
            div hx-get=(to) hx-trigger="every 2s" hx-target="#main" hx-swap="innerMorph" {
                (Notice::info(l.t("licensing-import-busy-text")))
                p { (Button::quiet(l.t("licensing-import-again")).icon("rotate-cw").href(&to)) }
            }
        }
        (figures(l, import))
        @if import.state == State::Checked { (confirmation(l, import, &to)) }
        section.section {
            h2 { (l.t("licensing-import-rows")) }
            (filters(l, shown, &to))
            @if shown.lines.is_empty() { p.meta { (l.t("licensing-import-rows-none")) } } @else { (table(l, shown, &to)) }
            div.line { (Button::quiet(l.t("licensing-import-report")).icon("download").href(format!("{to}/report.csv"))) }
        }
        section.section {
            form method="post" action={ (to) "/removal" } {
                p { (l.t("licensing-import-remove-text")) }
                (Button::danger(l.t("licensing-import-remove")).icon("trash-2"))
            }
        }
    };
    let page =
        Page::wide(import.name.clone(), content).crumb(l.t("licensing-account-admin"), "/admin");
    ui::page(cx, page.crumb(l.t("licensing-moving"), PATH))
}

/// Why it stopped, or why it waits and until when.
fn trouble(l: &Locale, import: &Import) -> Markup {
    let why = ("why", import.trouble.as_str().into());
    html! {
        @match import.again().filter(|_| import.state == State::Fetching) {
            _ if import.trouble.is_empty() => {}
            Some(at) => (Notice::warn(l.ta("licensing-import-again-at", &[why, ("at", l.datetime(at).into())]))),
            None => (Notice::danger(l.ta("licensing-import-trouble", &[why]))),
        }
    }
}

fn figures(l: &Locale, import: &Import) -> Markup {
    let all = [
        (import.total, "licensing-import-total"),
        (import.ready, outcome_key(Outcome::Ready)),
        (import.created, outcome_key(Outcome::Created)),
        (import.known, outcome_key(Outcome::Known)),
        (import.wrong, outcome_key(Outcome::Wrong)),
        (import.left(), outcome_key(Outcome::Left)),
    ];
    ui::figures(html! { @for (n, key) in all { (ui::figure(&l.number(n), &l.t(key))) } })
}

fn confirmation(l: &Locale, import: &Import, to: &str) -> Markup {
    html! {
        section.section {
            @if import.is_in_vain() {
                @if import.wrong > 0 { (Notice::danger(l.t("licensing-import-in-vain-text"))) } @else {
                    (Notice::info(l.t("licensing-import-nothing")))
                }
            } @else {
                form method="post" action={ (to) "/confirmation" } {
                    p { (l.t("licensing-import-confirm-text")) }
                    (Field::check("tells", l.t("licensing-import-tells"))
                        .hint(l.t("licensing-import-tells-hint")))
                    (Button::primary(l.ta("licensing-import-confirm", &[("n", import.ready.into())])).icon("check"))
                }
            }
        }
    }
}

fn filters(l: &Locale, shown: &Shown, to: &str) -> Markup {
    let chip = |one: &Outcome| {
        let on = shown.outcome == Some(*one);
        let word = one.name().to_lowercase();
        let href = if on { to.to_owned() } else { format!("{to}?outcome={word}") };
        Chip::new(l.t(outcome_key(*one)), href, on)
    };
    let all: Vec<_> = Outcome::ALL.iter().map(chip).collect();
    ui::chips(&l.t("licensing-import-rows"), &all)
}

fn table(l: &Locale, shown: &Shown, to: &str) -> Markup {
    let outcome = shown.outcome.map(|one| format!("&outcome={}", one.name().to_lowercase()));
    let outcome = outcome.unwrap_or_default();
    let next = shown.lines.last().filter(|_| shown.more);
    let next = next.map(|last| format!("{to}?after={}{outcome}", last.row.number));
    let table = ui::Table::new(l.t("licensing-import-rows"))
        .columns(
            ["licensing-import-row", "licensing-import-what", "licensing-import-outcome"]
                .map(|key| l.t(key)),
        )
        .rows(shown.lines.iter().map(|line| cells(l, line)));
    html! {
        (table)
        @if let Some(next) = next {
            nav.pager aria-label=(l.t("licensing-import-rows")) {
                (Button::quiet(l.t("licensing-import-rows-more")).icon("chevron-right").href(next))
            }
        }
    }
}

fn cells(l: &Locale, line: &Line) -> Markup {
    let row = &line.row;
    html! {
        th scope="row" { (row.number) }
        td data-label=(l.t("licensing-import-what")) {
            (l.t(kind_key(row.kind)))
            @if !line.label.is_empty() { br; span.meta { (line.label) } }
        }
        td data-label=(l.t("licensing-import-outcome")) {
            @match place(row) {
                Some(to) => a href=(to) { (l.t(outcome_key(row.outcome))) },
                None => (l.t(outcome_key(row.outcome))),
            }
            @for one in row.said() { br; span.meta { (one.say(l)) } }
        }
    }
}

pub fn report_head() -> String {
    format!(
        "{}{}",
        csv::MARK,
        csv::row(&["row", "type", "source", "name", "outcome", "id", "wrong"])
    )
}

pub fn report_line(l: &Locale, line: &Line) -> String {
    let row = &line.row;
    let wrong: Vec<String> = row.said().iter().map(|one| one.say(l)).collect();
    let ours = row.ours.filter(|_| row.outcome != Outcome::Wrong).map(|id| id.to_string());
    csv::row(&[
        &row.number.to_string(),
        row.kind.name(),
        &row.source,
        &line.label,
        &row.outcome.name().to_lowercase(),
        &ours.unwrap_or_default(),
        &wrong.join(" "),
    ])
}
