//! Entries of the catalogue: their list, the page of one, and the question before one goes. All kinds are drawn alike.

use super::history::{self, History};
use super::nav::nav;
use crate::domain::draft::attribute::kebab;
use crate::domain::entitlement::Entitlement;
use crate::domain::entry::Entry;
use crate::domain::environment::{Environment, EnvironmentId};
use crate::domain::group::Group;
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use crate::rights;
use crate::web::entry::Asked;
use crate::web::meter::Typed;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Badge, Button, Facts, Notice, Page, Row, Tone};

/// The keys of a kind's texts.
pub struct Texts {
    pub list: &'static str,
    /// What such entries are for.
    pub about: &'static str,
    pub new: &'static str,
    pub none: &'static str,
    /// What goes along when one is removed.
    pub removal: &'static str,
}

/// A kind of entry as people see it.
pub trait Drawn: Entry {
    const BASE: &'static str;
    const ICON: &'static str;
    const TEXTS: Texts;

    /// Below its name in the list.
    fn meta(&self, l: &Locale, around: &Around) -> Markup;
    fn facts(&self, l: &Locale, around: &Around) -> Markup;
    /// Below the facts.
    fn more(&self, _: &Cx, _: &Around) -> Markup {
        html! {}
    }
    /// The buttons beside its name, for those who may change it.
    fn verbs(&self, _: &Locale) -> Markup {
        html! {}
    }
    /// What must be there before a new one can be, said above its form.
    fn first(_: &Cx, _: &Around) -> Markup {
        html! {}
    }
    /// The list of what cannot do without it.
    fn kept_by_list(&self) -> Option<String> {
        None
    }
    fn badge(&self, _: &Locale) -> Option<Badge> {
        None
    }
    fn form(form: &super::entry_form::Form<'_>) -> Markup;
}

/// What stands around entries: what a form chooses from, and what a page counts.
#[derive(Default)]
pub struct Around {
    pub environments: Vec<Environment>,
    pub products: Vec<Product>,
    pub groups: Vec<Group>,
    /// What the licences of a policy have.
    pub has: Vec<Entitlement>,
    /// What they could have.
    pub entitlements: Vec<Entitlement>,
    /// What policies say of a meter, and which there are.
    pub limits: Vec<PolicyLimit>,
    pub policies: Vec<Policy>,
    /// The form that limits a meter for a policy, as it was filled in.
    pub limiting: Typed,
    /// Keys of texts, how many there are, and where.
    pub counts: Vec<(&'static str, u64, String)>,
}

/// What the licences of a policy may use of a meter.
pub struct PolicyLimit {
    pub policy: Policy,
    pub soft: Option<i64>,
    pub hard: Option<i64>,
}

impl Around {
    pub fn environment(&self, id: Option<EnvironmentId>) -> Option<&str> {
        let found = self.environments.iter().find(|one| Some(one.id) == id)?;
        Some(&found.name)
    }
}

/// One page of a list.
pub struct Start<E> {
    pub found: Vec<E>,
    pub around: Around,
    pub more: bool,
    pub asked: Asked,
}

/// One entry with all that its page shows.
pub struct Shown<E> {
    pub entry: E,
    pub around: Around,
    pub history: History,
}

pub fn list<E: Drawn>(cx: &Cx, start: &Start<E>) -> Markup {
    let l = &cx.locale;
    let here = start.asked.address(E::BASE, "");
    let kept = [("product", &start.asked.product), ("group", &start.asked.group)];
    let kept: Vec<_> = kept.iter().filter(|(_, value)| !value.is_empty()).collect();
    let kept: Vec<_> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t(E::TEXTS.list)) } p { (l.t(E::TEXTS.about)) } }
            @if cx.may(rights::MANAGE) && !start.found.is_empty() { (new::<E>(l)) }
        }
        (nav(l, E::BASE))
        (ui::search(l, E::BASE, &start.asked.q, &kept))
        div data-live=(E::NOUN.list()) hx-get=(here) hx-trigger="live" hx-target="#main" hx-swap="innerMorph" {
            @if start.found.is_empty() { (nothing::<E>(cx, start)) }
            @else { (ui::rows(&l.t(E::TEXTS.list), lines(cx, start))) }
        }
    };
    ui::page(cx, Page::sheet(l.t(E::TEXTS.list), content).crumb(l.t("licensing-app"), "/licences"))
}

fn new<E: Drawn>(l: &Locale) -> Button {
    let new = Button::primary(l.t(E::TEXTS.new)).icon("plus").key("c");
    new.href(format!("{}/new", E::BASE))
}

fn nothing<E: Drawn>(cx: &Cx, start: &Start<E>) -> Markup {
    let l = &cx.locale;
    if start.asked.is_narrow() {
        let all = Button::new(l.t("licensing-show-all")).href(E::BASE);
        return ui::empty("search", &l.t("licensing-nothing-found"), Some(all), None);
    }
    if cx.may(rights::MANAGE) {
        return ui::empty(E::ICON, &l.t(E::TEXTS.none), Some(new::<E>(l)), Some("C"));
    }
    ui::empty(E::ICON, &l.t(E::TEXTS.none), None, None)
}

/// The lines of the list and the way to more.
pub fn lines<E: Drawn>(cx: &Cx, start: &Start<E>) -> Markup {
    let l = &cx.locale;
    let next = start.found.last().filter(|_| start.more);
    let next = next.map(|last| start.asked.address(E::BASE, &last.id().to_string()));
    html! {
        @for entry in &start.found {
            @let shape = entry.badge(l).unwrap_or_else(|| Badge::new(Tone::Accent, E::ICON, l.t(E::TEXTS.list)));
            (Row::new(format!("{}/{}", E::BASE, entry.id()), entry.label())
                .shape(shape).whole_page().meta(entry.meta(l, &start.around)))
        }
        (ui::more(l, next.as_deref()))
    }
}

pub fn show<E: Drawn>(cx: &Cx, shown: &Shown<E>) -> Markup {
    let (l, entry) = (&cx.locale, &shown.entry);
    let path = format!("{}/{}", E::BASE, entry.id());
    let object = E::NOUN.object(entry.id());
    let content = html! {
        div.sheet-head {
            h1 { (entry.label()) }
            @if cx.may(rights::MANAGE) {
                (ui::buttons(html! {
                    (Button::new(l.t("licensing-edit")).icon("pencil").href(format!("{path}/edit")).key("e"))
                    (entry.verbs(l))
                    (Button::quiet(l.t("licensing-remove")).icon("trash-2").href(format!("{path}/removal")))
                }))
            }
        }
        // what was typed and refused is not drawn over by itself
        @let live = shown.around.limiting.wrong.is_empty().then_some(&object);
        div.stack data-live=[live] hx-get=(path) hx-trigger="live" hx-target="#main" hx-swap="innerMorph" {
            @if let Some(badge) = entry.badge(l) { div.line { (badge.framed()) } }
            (counts(l, &shown.around))
            section.section { h2 { (l.t("licensing-facts")) } (entry.facts(l, &shown.around)) }
            (entry.more(cx, &shown.around))
            section.section {
                h2 { (l.t("licensing-history")) }
                (history::timeline(cx, &shown.history))
                (ui::audit_link(cx, &object))
            }
        }
    };
    ui::page(cx, crumbs::<E>(l, Page::sheet(entry.label(), content)))
}

pub fn crumbs<E: Drawn>(l: &Locale, page: Page) -> Page {
    page.crumb(l.t("licensing-app"), "/licences").crumb(l.t(E::TEXTS.list), E::BASE)
}

fn counts(l: &Locale, around: &Around) -> Markup {
    let number = |n: u64| l.number(i64::try_from(n).unwrap_or(i64::MAX));
    html! {
        @if !around.counts.is_empty() {
            (ui::figures(html! {
                @for (key, n, href) in &around.counts {
                    a href=(href) { (ui::figure(&number(*n), &l.t(key))) }
                }
            }))
        }
    }
}

/// What every kind has: where it belongs, its id and what is noted about it.
pub fn common<E: Entry>(l: &Locale, facts: Facts, entry: &E, environment: Option<&str>) -> Facts {
    let metadata = entry.fields().into_iter().find(|(field, _)| *field == "metadata");
    let metadata = metadata.map(|(_, text)| text).filter(|text| !text.is_empty());
    facts
        .maybe(label(l, "environment"), environment)
        .row(l.t("licensing-id"), html! { span.mono { (entry.id()) } })
        .maybe(label(l, "metadata"), metadata.map(|text| html! { pre.mono { (text) } }))
}

/// A field's name as people read it.
pub fn label(l: &Locale, field: &str) -> String {
    l.t(&format!("licensing-field-{}", kebab(field)))
}

/// A word of a strategy as people read it.
pub fn word(l: &Locale, word: &str) -> String {
    l.t(&format!("licensing-word-{}", kebab(word)))
}

/// The question before an entry goes; where `refused` says why it cannot, the way to what keeps it instead.
pub fn removal<E: Drawn>(cx: &Cx, entry: &E, refused: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let path = format!("{}/{}", E::BASE, entry.id());
    let title = l.ta("licensing-remove-title", &[("name", entry.label().into())]);
    let content = html! {
        div.sheet-head { h1 { (title) } }
        @for refusal in refused { (Notice::danger(refusal.say(l))) }
        @if refused.is_empty() {
            p { (l.t(E::TEXTS.removal)) }
            p { (l.t("licensing-remove-final")) }
            form.form method="post" action={ (path) "/removal" } {
                div.form-foot {
                    (Button::danger(l.t("licensing-remove-do")).icon("trash-2"))
                    (Button::quiet(l.t("licensing-cancel")).href(path))
                }
            }
        } @else {
            div.form-foot {
                @if let Some(list) = entry.kept_by_list() {
                    (Button::new(l.t("licensing-remove-blocked")).icon("list").href(list))
                }
                (Button::quiet(l.t("licensing-back")).href(path))
            }
        }
    };
    ui::page(cx, crumbs::<E>(l, Page::form(title, content)))
}
