//! The desk for machines without a network, drawn.

use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use serde::Deserialize;
use ui::{Button, Choice, Facts, Field, Notice, Page};

/// What a form says where a file is to have no end.
pub const FOR_EVER: &str = "none";
/// What comes along with a licence's file: what a program without a network may want to know.
pub const WITH_LICENCE: &[&str] = &["entitlements", "product", "policy"];
/// What comes along with a machine's.
pub const WITH_MACHINE: &[&str] =
    &["license", "license.entitlements", "license.product", "license.policy", "components"];

const TIMES: [(&str, &str); 5] = [
    ("86400", "licensing-offline-day"),
    ("604800", "licensing-offline-week"),
    ("2592000", "licensing-offline-month"),
    ("31536000", "licensing-offline-year"),
    (FOR_EVER, "licensing-offline-for-ever"),
];

/// The form as it was filled in.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The id of a machine; nothing for the licence itself.
    pub machine: String,
    /// What a machine wrote down.
    pub request: String,
    pub ttl: String,
    pub encrypt: Option<String>,
    /// A machine that is not known yet takes a seat.
    pub register: Option<String>,
}

impl Default for Typed {
    fn default() -> Self {
        let (machine, request) = (String::new(), String::new());
        Self { machine, request, ttl: "604800".into(), encrypt: None, register: None }
    }
}

pub struct Shown<'a> {
    pub licence: Licence,
    pub machines: Vec<Machine>,
    pub public_key: String,
    pub typed: &'a Typed,
    pub wrong: &'a [Refusal],
}

pub fn show(cx: &Cx, shown: &Shown<'_>) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-offline");
    let at = format!("/licences/{}", shown.licence.id);
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("licensing-offline-text")) } } }
        @for one in shown.wrong.iter().filter(|one| one.field.is_none()) { (Notice::danger(one.say(l))) }
        (form(l, shown, &at))
        section.section {
            h2 { (l.t("licensing-offline-check")) }
            p { (l.t("licensing-offline-check-text")) }
            (Facts::new().row(
                l.t("licensing-offline-public-key"),
                html! { span.mono { (shown.public_key) } },
            ))
            (Button::new(l.t("licensing-offline-copy")).icon("copy").plain().attr("data-copy", &shown.public_key))
        }
    };
    let page = Page::form(title, content).crumb(l.t("licensing-app"), "/licences");
    ui::page(cx, page.crumb(shown.licence.name.clone(), at))
}

fn form(l: &Locale, shown: &Shown<'_>, at: &str) -> Markup {
    let (typed, wrong) = (shown.typed, shown.wrong);
    let times = TIMES.map(|(seconds, label)| Choice::new(seconds, l.t(label)));
    html! {
        form.form method="post" action={ (at) "/offline" } {
            (Field::select("machine", l.t("licensing-offline-for"), choices(l, &shown.machines))
                .value(&typed.machine).hint(l.t("licensing-offline-for-hint")))
            (Field::area("request", l.t("licensing-offline-request"), 3).value(&typed.request).mono().optional(l)
                .hint(l.t("licensing-offline-request-hint")).errors(l, wrong))
            (Field::check("register", l.t("licensing-offline-register")).checked(typed.register.is_some())
                .hint(l.t("licensing-offline-register-hint")))
            (Field::select("ttl", l.t("licensing-offline-time"), times).value(&typed.ttl)
                .hint(l.t("licensing-offline-time-hint")).errors(l, wrong))
            (Field::check("encrypt", l.t("licensing-offline-encrypt")).checked(typed.encrypt.is_some())
                .hint(l.t("licensing-offline-encrypt-hint")))
            div.form-foot {
                (Button::primary(l.t("licensing-offline-make")).icon("download"))
                (Button::quiet(l.t("licensing-offline-back")).href(at))
            }
        }
    }
}

/// The licence itself, and each of its machines.
fn choices(l: &Locale, machines: &[Machine]) -> Vec<Choice> {
    let named = |machine: &Machine| {
        let name = if machine.name.is_empty() { &machine.hostname } else { &machine.name };
        let fingerprint = &machine.fingerprint;
        let label =
            if name.is_empty() { fingerprint.clone() } else { format!("{name} – {fingerprint}") };
        Choice::new(machine.id.to_string(), label)
    };
    let licence = Choice::new("", l.t("licensing-offline-licence"));
    std::iter::once(licence).chain(machines.iter().map(named)).collect()
}
