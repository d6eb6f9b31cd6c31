//! The form of a release, and the questions before one is taken back or deleted.

use super::licence_form::no_product;
use super::release::{BASE, channel, label};
use super::unplaced;
use crate::domain::product::Product;
use crate::domain::release::{Channel, Release, ReleaseId};
use maud::{Markup, html};
use platform::op::OpId;
use platform::{Cx, Locale, Refusal};
use ui::{Button, Choice, Difference, Field, Page, conflict};

/// A release as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub product: String,
    pub version: String,
    pub channel: String,
    pub tag: String,
    pub name: String,
    pub description: String,
    pub min_supported: bool,
    /// A day: `2026-11-21`.
    pub backdated: String,
}

/// A form that is being filled in.
#[derive(Default)]
pub struct Editing {
    /// None while it is a new one.
    pub stored: Option<(ReleaseId, String)>,
    pub op: Option<OpId>,
    /// The version that the form was drawn from.
    pub drawn_from: i32,
    pub typed: Typed,
    pub products: Vec<Product>,
    pub refusals: Vec<Refusal>,
    /// What somebody else wrote meanwhile, where it differs.
    pub conflict: Vec<Difference>,
}

impl Editing {
    fn path(&self) -> String {
        self.stored.as_ref().map_or_else(|| BASE.to_owned(), |(id, _)| format!("{BASE}/{id}"))
    }
}

pub fn form(cx: &Cx, editing: &Editing) -> Markup {
    let l = &cx.locale;
    let title = match &editing.stored {
        Some((_, name)) => l.ta("licensing-release-edit-title", &[("name", name.clone().into())]),
        None => l.t("licensing-release-new"),
    };
    let path = editing.path();
    let content = html! {
        div.sheet-head { h1 { (title) } }
        @if editing.stored.is_none() && editing.products.is_empty() { (no_product(cx)) }
        (conflict(l, &editing.conflict, |field| label(l, field), &format!("{path}/edit")))
        (unplaced(l, &editing.refusals))
        form.form method="post" action=(path) {
            @if let Some(op) = editing.op { input type="hidden" name="op" value=(op); }
            @else { input type="hidden" name="drawn_from" value=(editing.drawn_from); }
            (fields(l, editing))
            div.form-foot {
                (Button::primary(l.t("licensing-release-save")).icon("save"))
                (Button::quiet(l.t("licensing-release-cancel")).href(path))
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("licensing-releases"), BASE))
}

fn fields(l: &Locale, editing: &Editing) -> Markup {
    let (typed, wrong) = (&editing.typed, &editing.refusals);
    let text = |name: &'static str, value: &str| {
        Field::text(name, label(l, name)).value(value).attr("autocomplete", "off").errors(l, wrong)
    };
    let products = editing.products.iter().map(|one| Choice::new(one.id.to_string(), &one.name));
    let usual = Choice::new("", l.t("licensing-release-channel-usual"));
    let channels = Channel::ALL.iter().map(|one| Choice::new(one.name(), channel(l, *one)));
    let least = Field::check("min_supported", label(l, "min_supported")).value("true");
    html! {
        @if editing.stored.is_none() {
            (Field::select("product", label(l, "product"), products).value(&typed.product).errors(l, wrong))
            div.form-row {
                (text("version", &typed.version).mono().required().max(100).placeholder("1.2.3")
                    .hint(l.t("licensing-release-version-hint")))
                (Field::select("channel", label(l, "channel"), [usual].into_iter().chain(channels))
                    .value(&typed.channel).errors(l, wrong))
            }
        }
        (text("name", &typed.name).max(200).optional(l))
        (text("tag", &typed.tag).mono().max(100).optional(l).hint(l.t("licensing-release-tag-hint")))
        (Field::area("description", label(l, "description"), 8).value(&typed.description).errors(l, wrong))
        (least.checked(typed.min_supported).hint(l.t("licensing-release-least-text")))
        (Field::input("date", "backdated", label(l, "backdated")).value(&typed.backdated).optional(l)
            .errors(l, wrong).hint(l.t("licensing-release-backdated-hint")))
    }
}

/// What is asked before something is done that cannot be undone.
pub enum Question {
    Yank,
    Remove { files: usize },
}

pub fn question(cx: &Cx, release: &Release, question: &Question) -> Markup {
    let l = &cx.locale;
    let path = format!("{BASE}/{}", release.id);
    let name = [("name", release.label().into())];
    let (title, text, to, button) = match question {
        Question::Yank => (
            l.ta("licensing-release-yank-title", &name),
            l.t("licensing-release-yank-text"),
            format!("{path}/yanking"),
            Button::danger(l.t("licensing-release-yank")).icon("ban"),
        ),
        Question::Remove { files } => (
            l.ta("licensing-release-remove-title", &name),
            l.ta("licensing-release-remove-text", &[("files", (*files).into())]),
            format!("{path}/removal"),
            Button::danger(l.t("licensing-release-remove-do")).icon("trash-2"),
        ),
    };
    let content = html! {
        div.sheet-head { h1 { (title) } }
        p { (text) }
        form.form method="post" action=(to) {
            div.form-foot { (button) (Button::quiet(l.t("licensing-release-cancel")).href(path)) }
        }
    };
    let page = Page::form(title, content).crumb(l.t("licensing-releases"), BASE);
    ui::page(cx, page)
}
