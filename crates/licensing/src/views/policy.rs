//! Policies: their settings in sections, what their licences have, and their pools.

use super::entry::{Around, Drawn, Texts, common, crumbs, label, word};
use super::entry_form::Form;
use super::licence_form::no_product;
use crate::domain::draft::attribute::{Attribute, Kind, SECTIONS, Section, object};
use crate::domain::draft::setting;
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use crate::rights;
use crate::web::licence_list::PATH;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use serde_json::Value;
use ui::{Badge, Button, Choice, Facts, Field, Page, Tone};

fn product<'a>(policy: &Policy, around: &'a Around) -> Option<&'a Product> {
    around.products.iter().find(|product| product.id == policy.product)
}

impl Drawn for Policy {
    const BASE: &'static str = "/licences/policies";
    const ICON: &'static str = "sliders-horizontal";
    const TEXTS: Texts = Texts {
        list: "licensing-policies",
        about: "licensing-policies-about",
        new: "licensing-policy-new",
        none: "licensing-policies-none",
        removal: "licensing-policy-removal",
    };

    fn meta(&self, l: &Locale, around: &Around) -> Markup {
        html! {
            span { (product(self, around).map_or("", |product| &product.name)) }
            span { (seats(l, self)) }
            span { (setting(self, "duration").unwrap_or_else(|| l.t("licensing-for-ever"))) }
            @if let Some(environment) = around.environment(self.environment) { span { (environment) } }
        }
    }

    fn facts(&self, l: &Locale, around: &Around) -> Markup {
        let product = product(self, around).map(|product| {
            html! { a href={ "/licences/products/" (product.id) } { (product.name) } }
        });
        let facts = Facts::new().maybe(label(l, "product"), product);
        html! {
            (common(l, facts, self, around.environment(self.environment)))
            @for section in SECTIONS {
                h3 { (heading(l, section)) }
                (settings(l, self, section))
            }
        }
    }

    fn more(&self, cx: &Cx, around: &Around) -> Markup {
        html! {
            section.section {
                h2 { (cx.locale.t("licensing-entitlements")) }
                (entitlements(cx, self, around))
            }
        }
    }

    fn verbs(&self, l: &Locale) -> Markup {
        let pool = Button::new(l.t("licensing-pool")).icon("key");
        html! { @if self.settings.use_pool { (pool.href(format!("{}/{}/pool", Self::BASE, self.id))) } }
    }

    fn first(cx: &Cx, around: &Around) -> Markup {
        html! { @if around.products.is_empty() { (no_product(cx)) } }
    }

    fn kept_by_list(&self) -> Option<String> {
        Some(format!("{}?policy={}", PATH, self.id))
    }

    fn form(form: &Form<'_>) -> Markup {
        let products = form.editing.around.products.iter();
        let products = products.map(|product| Choice::new(product.id.to_string(), &product.name));
        html! {
            (form.text("name").max(200).required())
            @if form.editing.stored.is_some() { (form.kept("product")) }
            @else { (form.choice("product", products.collect()).required()) }
            (form.environment())
            @for section in SECTIONS {
                fieldset.fieldset {
                    legend { (heading(form.l, section)) }
                    p.hint { (form.l.t(&format!("licensing-section-{}-about", section.name))) }
                    @for attribute in section.attributes { (field(form, attribute)) }
                }
            }
            (form.metadata().optional(form.l))
        }
    }
}

fn heading(l: &Locale, section: &Section) -> String {
    l.t(&format!("licensing-section-{}", section.name))
}

/// How many machines a licence may have, in short.
fn seats(l: &Locale, policy: &Policy) -> String {
    match policy.settings.most_machines() {
        Some(n) => l.ta("licensing-policy-seats", &[("n", n.into())]),
        None => l.t("licensing-policy-seats-any"),
    }
}

fn field(form: &Form<'_>, attribute: &Attribute) -> Field {
    match attribute.kind {
        Kind::Flag => form.check(attribute.name),
        Kind::Limit => form.number(attribute.name),
        Kind::Seconds(_) => form.text(attribute.name),
        Kind::Word(words) => form.words(attribute.name, words, false),
        Kind::MaybeWord(words) => form.words(attribute.name, words, true),
    }
}

/// What is set; what is off or has no limit is left out.
fn settings(l: &Locale, policy: &Policy, section: &Section) -> Markup {
    let values = object(&policy.settings);
    let said = |attribute: &Attribute| {
        let value = values.get(attribute.name)?;
        match (attribute.kind, value) {
            (Kind::Flag, Value::Bool(true)) => Some(l.t("licensing-yes")),
            (Kind::Seconds(_), _) => setting(policy, attribute.name),
            (_, Value::Number(n)) => n.as_i64().map(|n| l.number(n)),
            (_, Value::String(text)) => Some(word(l, text)),
            _ => None,
        }
    };
    let facts = section.attributes.iter().fold(Facts::new(), |facts, attribute| {
        facts.maybe(label(l, attribute.name), said(attribute))
    });
    let any = section.attributes.iter().any(|attribute| said(attribute).is_some());
    html! { @if any { (facts) } @else { p.meta { (l.t("licensing-section-nothing")) } } }
}

fn entitlements(cx: &Cx, policy: &Policy, around: &Around) -> Markup {
    let l = &cx.locale;
    let path = format!("{}/{}/entitlements", Policy::BASE, policy.id);
    let free = around.entitlements.iter().filter(|one| around.has.iter().all(|h| h.id != one.id));
    let free: Vec<_> = free.map(|one| Choice::new(one.id.to_string(), &one.name)).collect();
    let may = cx.may(rights::MANAGE);
    html! {
        @if around.has.is_empty() { p.meta { (l.t("licensing-policy-no-entitlements")) } }
        ul.plain-list {
            @for one in &around.has {
                li.line {
                    a href={ "/licences/entitlements/" (one.id) } { (one.name) }
                    span.mono { (one.code) }
                    @if may {
                        form method="post" action=(path) {
                            input type="hidden" name="attach" value="false";
                            (Button::quiet(l.ta("licensing-policy-detach", &[("name", one.name.as_str().into())]))
                                .icon("x").icon_only().value("entitlement", one.id.to_string()))
                        }
                    }
                }
            }
        }
        @if may && !free.is_empty() {
            form.form method="post" action=(path) {
                input type="hidden" name="attach" value="true";
                (Field::select("entitlement", l.t("licensing-policy-attach-which"), free))
                div.form-foot { (Button::new(l.t("licensing-policy-attach")).icon("plus")) }
            }
        }
    }
}

/// The pool of a policy as it is filled.
pub struct Pool {
    pub waiting: u64,
    /// What was typed and not taken.
    pub typed: String,
    pub refusals: Vec<Refusal>,
}

pub fn pool(cx: &Cx, policy: &Policy, pool: &Pool) -> Markup {
    let l = &cx.locale;
    let path = format!("{}/{}", Policy::BASE, policy.id);
    let waiting = l.ta("licensing-pool-waiting", &[("n", pool.waiting.into())]);
    let title = l.ta("licensing-pool-title", &[("name", policy.name.as_str().into())]);
    let keys = Field::area("key", l.t("licensing-pool-keys"), 10).value(&pool.typed);
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("licensing-pool-about")) } } }
        p { (Badge::new(Tone::Info, "key", waiting).framed()) }
        @for refusal in pool.refusals.iter().filter(|r| r.field.as_deref() != Some("key")) {
            (ui::Notice::danger(refusal.say(l)))
        }
        form.form method="post" action={ (path) "/pool" } {
            (keys.mono().hint(l.t("licensing-pool-hint")).errors(l, &pool.refusals).required())
            div.form-foot {
                (Button::primary(l.t("licensing-pool-add")).icon("plus"))
                (Button::quiet(l.t("licensing-back")).href(&path))
            }
        }
    };
    let page = crumbs::<Policy>(l, Page::form(title, content));
    ui::page(cx, page.crumb(&policy.name, path))
}
