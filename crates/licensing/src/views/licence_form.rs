//! The forms of a licence: a new one, what is written down about it, its policy, and whose it is.

use super::elsewhere;
use super::entry::Drawn;
use super::happened::field_label;
use super::licence_filter::policies;
use super::licence_list::{Choices, label};
use crate::domain::licence::Licence;
use crate::domain::licence_facts::LicenceFacts;
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use crate::rights;
use crate::web::Fields;
use crate::web::licence_list::PATH;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::op::OpId;
use platform::{Cx, Locale, Refusal};
use ui::{Button, Choice, Difference, Field, Notice, Page, conflict};

pub(crate) const LIMITS: [&str; 8] = [
    "max_machines",
    "max_users",
    "max_processes",
    "max_cores",
    "max_memory",
    "max_disk",
    "max_uses",
    "max_deactivations",
];

/// A form as it was filled in, what is wrong with it, and the organisations that a name may mean.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    pub fields: Fields,
    pub op: Option<OpId>,
    pub wrong: Vec<Refusal>,
    pub matches: Vec<Choice>,
}

/// A licence whose facts are being changed.
pub(crate) struct Editing {
    pub licence: Licence,
    pub version: i32,
    pub filled: Filled,
    /// What somebody else wrote down meanwhile.
    pub theirs: Option<Fields>,
}

/// A day as `<input type=date>` wants it, in the reader's zone.
pub(crate) fn day(l: &Locale, at: DateTime<Utc>) -> String {
    at.with_timezone(&l.zone).format("%Y-%m-%d").to_string()
}

impl Filled {
    pub fn text(&self, l: &Locale, name: &'static str) -> Field {
        self.fitted(l, name, Field::text(name, field_label(l, name)))
    }

    pub fn fitted(&self, l: &Locale, name: &'static str, field: Field) -> Field {
        field.value(self.fields.text(name)).errors(l, &self.wrong)
    }

    /// What is wrong with no field of the form.
    pub fn unplaced(&self, l: &Locale, here: &[&str]) -> Markup {
        elsewhere(l, &self.wrong, &[here, &LIMITS[..]].concat())
    }

    pub fn policy(&self, l: &Locale, policies: Vec<Choice>) -> Field {
        let none = Choice::new("", l.t("licensing-policy-choose"));
        let all = [none].into_iter().chain(policies);
        let field = Field::select("policy", l.t("licensing-field-policy"), all);
        self.fitted(l, "policy", field).required()
    }

    pub fn organisation(&self, l: &Locale) -> Field {
        let name = self.fields.text("organisation_text");
        let label = l.t("licensing-field-organisation");
        let field = Field::combobox("organisation", label, "/organisations/options", name);
        self.fitted(l, "organisation", field).matches(l, self.matches.clone()).optional(l)
    }

    pub fn owner(&self, l: &Locale) -> Field {
        let field = Field::email("owner", l.t("licensing-field-owner"));
        self.fitted(l, "owner", field).hint(l.t("licensing-owner-hint")).optional(l)
    }

    pub fn group(&self, l: &Locale, choices: &Choices) -> Field {
        let none = Choice::new("", l.t("licensing-group-none"));
        let all = choices.groups.iter().map(|one| Choice::new(one.id.to_string(), &one.name));
        let field =
            Field::select("group", l.t("licensing-field-group"), [none].into_iter().chain(all));
        self.fitted(l, "group", field)
    }

    /// All own limits; blank where the policy's count.
    pub fn limits(&self, l: &Locale) -> Markup {
        let is_set = LIMITS.iter().any(|name| !self.fields.text(name).is_empty());
        let field = |name: &'static str| {
            let field = Field::input("number", name, field_label(l, name));
            self.fitted(l, name, field).attr("min", "1").attr("inputmode", "numeric")
        };
        html! {
            details open[is_set] {
                summary { (l.t("licensing-limits-own")) }
                p.hint { (l.t("licensing-limits-hint")) }
                @for pair in LIMITS.chunks(2) {
                    div.form-row { @for name in pair { (field(name)) } }
                }
            }
        }
    }
}

fn ends(l: &Locale, filled: &Filled, hint: &str) -> Field {
    let field = Field::input("date", "ends", l.t("licensing-field-ends"));
    filled.fitted(l, "ends", field).hint(l.t(hint)).optional(l)
}

/// What is refused of an end that has passed, and the tick by which it is meant.
pub(crate) const PAST: &str = "licensing-ends-past";
pub(crate) const MEANT: &str = "past_meant";

/// Shown only to who gave an end that has passed.
fn past(l: &Locale, filled: &Filled) -> Markup {
    let is_meant = filled.fields.is_on(MEANT);
    let is_asked = filled.wrong.iter().any(|one| one.key == PAST);
    html! {
        @if is_asked || is_meant {
            (Field::check(MEANT, l.t("licensing-ends-past-meant")).checked(is_meant))
        }
    }
}

/// The fields that a new licence and a batch have in common.
pub(crate) fn common(l: &Locale, filled: &Filled, choices: &Choices) -> Markup {
    let environments =
        choices.environments.iter().map(|one| Choice::new(one.id.to_string(), &one.name));
    let none = Choice::new("", l.t("licensing-environment-of-policy"));
    let environment = Field::select(
        "environment",
        l.t("licensing-field-environment"),
        [none].into_iter().chain(environments),
    );
    let endless = Field::check("endless", l.t("licensing-no-end-ever"));
    let is_test = Field::check("is_test", l.t("licensing-licence-test"));
    html! {
        (filled.organisation(l))
        (filled.owner(l))
        div.form-row {
            (ends(l, filled, "licensing-ends-hint"))
            (filled.group(l, choices))
        }
        (past(l, filled))
        (endless.checked(filled.fields.is_on("endless")).errors(l, &filled.wrong))
        (is_test.checked(filled.fields.is_on("is_test")).hint(l.t("licensing-test-hint")))
        @if !choices.environments.is_empty() { (filled.fitted(l, "environment", environment)) }
        (filled.limits(l))
    }
}

/// Without a product there is no policy, and without a policy no licence: said before anything is typed.
pub(crate) fn no_policy(cx: &Cx, choices: &Choices) -> Markup {
    if !choices.policies.is_empty() {
        return html! {};
    }
    if choices.products.is_empty() {
        return no_product(cx);
    }
    comes_first::<Policy>(cx, "licensing-policy-none-yet")
}

/// Policies and releases belong to a product: said before anything is typed.
pub(crate) fn no_product(cx: &Cx) -> Markup {
    comes_first::<Product>(cx, "licensing-product-none-yet")
}

/// What is missing, and the way to it: to make it, for those who may.
fn comes_first<E: Drawn>(cx: &Cx, text: &str) -> Markup {
    let l = &cx.locale;
    let to = if cx.may(rights::MANAGE) {
        Button::new(l.t(E::TEXTS.new)).icon("plus").href(format!("{}/new", E::BASE))
    } else {
        Button::new(l.t(E::TEXTS.list)).href(E::BASE)
    };
    html! { (Notice::warn(l.t(text)).action(to)) }
}

const NEW: &[&str] =
    &["policy", "name", "organisation", "owner", "ends", "endless", "group", "environment", "key"];

pub(crate) fn new(cx: &Cx, filled: &Filled, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-licence-new");
    let op = filled.op.map(|op| op.to_string()).unwrap_or_default();
    let content = html! {
        div.sheet-head {
            div { h1 { (title) } p { (l.t("licensing-licence-new-text")) } }
            (Button::new(l.t("licensing-batch")).icon("list").href("/licences/batch"))
        }
        (no_policy(cx, choices))
        (filled.unplaced(l, NEW))
        form.form method="post" action=(PATH) {
            input type="hidden" name="op" value=(op);
            (filled.policy(l, policies(choices)))
            (filled.text(l, "name").max(LicenceFacts::LONGEST_NAME).optional(l))
            (common(l, filled, choices))
            (filled.fitted(l, "key", Field::text("key", l.t("licensing-key-own"))).mono().optional(l)
                .hint(l.t("licensing-key-own-hint")).attr("autocomplete", "off"))
            div.form-foot {
                (Button::primary(l.t("licensing-licence-issue")).icon("plus"))
                (Button::quiet(l.t("licensing-pages-cancel")).href(PATH))
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("licensing-app"), PATH))
}

/// A form about a licence that is there.
fn about(cx: &Cx, licence: &Licence, title: &str, content: &Markup) -> Markup {
    let l = &cx.locale;
    let name = label(l, licence);
    let title = l.ta(title, &[("name", name.as_str().into())]);
    let content = html! { div.sheet-head { h1 { (title) } } (content) };
    let page = Page::form(title, content).crumb(l.t("licensing-app"), PATH);
    ui::page(cx, page.crumb(name, format!("{PATH}/{}", licence.id)))
}

fn foot(l: &Locale, licence: &Licence) -> Markup {
    html! {
        div.form-foot {
            (Button::primary(l.t("licensing-pages-save")).icon("save"))
            (Button::quiet(l.t("licensing-pages-cancel")).href(format!("{PATH}/{}", licence.id)))
        }
    }
}

pub(crate) fn edit(cx: &Cx, editing: &Editing) -> Markup {
    let (l, filled, licence) = (&cx.locale, &editing.filled, &editing.licence);
    let content = html! {
        @match &editing.theirs {
            Some(theirs) => (conflict(l, &differences(&filled.fields, theirs), |field| said(l, field), &format!("{PATH}/{}/edit", licence.id))),
            None => (filled.unplaced(l, &["name", "organisation", "ends"])),
        }
        form.form method="post" action={ (PATH) "/" (licence.id) } {
            input type="hidden" name="version" value=(editing.version);
            (filled.text(l, "name").max(LicenceFacts::LONGEST_NAME).optional(l).autofocus())
            (ends(l, filled, "licensing-ends-edit-hint"))
            (past(l, filled))
            (filled.organisation(l))
            (filled.limits(l))
            (foot(l, licence))
        }
    };
    about(cx, licence, "licensing-licence-edit", &content)
}

/// Somebody else was faster.
fn differences(mine: &Fields, theirs: &Fields) -> Vec<Difference> {
    let fields = |of: &Fields| {
        let names = ["name", "ends", "organisation_text"].into_iter().chain(LIMITS);
        names.map(|name| (name, of.text(name).to_owned())).collect()
    };
    Difference::all(fields(mine), fields(theirs))
}

fn said(l: &Locale, field: &str) -> String {
    match field {
        "ends" => l.t("licensing-field-ends"),
        "organisation_text" => l.t("licensing-field-organisation"),
        other => field_label(l, other),
    }
}

/// A licence that is to come under another policy.
pub(crate) struct Moving {
    pub licence: Licence,
    pub product: Product,
    /// The others of its product.
    pub policies: Vec<Policy>,
}

pub(crate) fn move_to(cx: &Cx, moving: &Moving, filled: &Filled) -> Markup {
    let (l, licence) = (&cx.locale, &moving.licence);
    let policies = moving.policies.iter();
    let policies = policies.map(|one| Choice::new(one.id.to_string(), &one.name)).collect();
    let content = html! {
        (filled.unplaced(l, &["policy"]))
        @if moving.policies.is_empty() { (nowhere(l, moving)) }
        @else {
            (Notice::info(l.t("licensing-move-text")))
            form.form method="post" action={ (PATH) "/" (licence.id) "/policy" } {
                (filled.policy(l, policies))
                (foot(l, licence))
            }
        }
    };
    about(cx, licence, "licensing-move-title", &content)
}

/// There is no policy to which it could move.
fn nowhere(l: &Locale, moving: &Moving) -> Notice {
    let product = &moving.product;
    let all = format!("{}?product={}", Policy::BASE, product.id);
    let text = l.ta("licensing-move-nowhere", &[("product", product.name.as_str().into())]);
    Notice::warn(text).action(Button::new(l.t("licensing-pages-policies")).href(all))
}

pub(crate) fn assign(cx: &Cx, licence: &Licence, filled: &Filled, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let content = html! {
        (filled.unplaced(l, &["owner", "group"]))
        form.form method="post" action={ (PATH) "/" (licence.id) "/assignment" } {
            (filled.owner(l))
            (filled.group(l, choices))
            (foot(l, licence))
        }
    };
    about(cx, licence, "licensing-assign-title", &content)
}
