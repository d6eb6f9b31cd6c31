//! The form of an entry, new or changed.

use super::entry::{Around, Drawn, crumbs, label, word};
use crate::domain::draft::attribute::kebab;
use crate::domain::entry::Entry;
use maud::{Markup, html};
use platform::op::OpId;
use platform::{Cx, Locale, Refusal};
use sea_orm::prelude::Uuid;
use ui::{Button, Choice, Difference, Field, Notice, Page, conflict};

/// A form that is being filled in.
#[derive(Default)]
pub struct Editing {
    /// None while it is a new one.
    pub stored: Option<(Uuid, String)>,
    pub op: Option<OpId>,
    pub version: i32,
    pub values: Vec<(String, String)>,
    pub refusals: Vec<Refusal>,
    pub conflict: Vec<Difference>,
    pub around: Around,
}

impl Editing {
    pub fn of<E: Entry>(entry: &E) -> Self {
        let fields = entry.fields().into_iter();
        Self {
            stored: Some((entry.id(), entry.label())),
            version: entry.version(),
            values: fields.map(|(field, text)| (field.to_owned(), text)).collect(),
            ..Self::default()
        }
    }

    fn value(&self, field: &str) -> &str {
        self.values.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }

    /// Where the form is sent to, and where its subject is.
    fn path(&self, base: &str) -> String {
        self.stored.as_ref().map_or_else(|| base.to_owned(), |(id, _)| format!("{base}/{id}"))
    }
}

/// Draws fields with what was typed and what is wrong with it.
pub struct Form<'a> {
    pub l: &'a Locale,
    pub editing: &'a Editing,
    /// Hints are found by it.
    noun: &'static str,
}

impl Form<'_> {
    fn wired(&self, field: Field, name: &str) -> Field {
        let hint = format!("licensing-hint-{}-{}", self.noun, kebab(name));
        let field = if self.l.has(&hint) { field.hint(self.l.t(&hint)) } else { field };
        field.errors(self.l, &self.editing.refusals)
    }

    pub fn text(&self, name: &'static str) -> Field {
        let field = Field::text(name, label(self.l, name)).value(self.editing.value(name));
        self.wired(field.attr("autocomplete", "off"), name)
    }

    pub fn number(&self, name: &'static str) -> Field {
        let field = Field::input("number", name, label(self.l, name));
        self.wired(field.value(self.editing.value(name)).attr("min", "1"), name)
    }

    pub fn area(&self, name: &'static str, rows: u8) -> Field {
        let field = Field::area(name, label(self.l, name), rows);
        self.wired(field.value(self.editing.value(name)), name)
    }

    pub fn check(&self, name: &'static str) -> Field {
        let on = !matches!(self.editing.value(name), "" | "false");
        self.wired(Field::check(name, label(self.l, name)).value("true").checked(on), name)
    }

    pub fn words(&self, name: &'static str, words: &[&str], maybe: bool) -> Field {
        let none = maybe.then(|| Choice::new("", self.l.t("licensing-choice-none")));
        let words = words.iter().map(|one| Choice::new(*one, word(self.l, one)));
        self.choice(name, none.into_iter().chain(words).collect())
    }

    pub fn choice(&self, name: &'static str, mut choices: Vec<Choice>) -> Field {
        // what is chosen stays chosen, also where it is not among the first
        let chosen = self.editing.value(name);
        if !chosen.is_empty() && choices.iter().all(|choice| choice.value != chosen) {
            choices.push(Choice::new(chosen, chosen));
        }
        let field = Field::select(name, label(self.l, name), choices);
        self.wired(field.value(self.editing.value(name)), name)
    }

    /// To be chosen once; afterwards it is sent along as it is.
    pub fn environment(&self) -> Markup {
        let around = &self.editing.around;
        if self.editing.stored.is_some() || around.environments.is_empty() {
            return self.kept("environment");
        }
        let live = Choice::new("", self.l.t("licensing-live"));
        let all = around.environments.iter().map(|one| Choice::new(one.id.to_string(), &one.name));
        html! { (self.choice("environment", [live].into_iter().chain(all).collect())) }
    }

    /// A value that is not changed here, with what is wrong with it.
    pub fn kept(&self, name: &'static str) -> Markup {
        let wrong = self.editing.refusals.iter().filter(|r| r.field.as_deref() == Some(name));
        html! {
            input type="hidden" name=(name) value=(self.editing.value(name));
            @for refusal in wrong { (Notice::danger(refusal.say(self.l))) }
        }
    }

    pub fn metadata(&self) -> Field {
        self.area("metadata", 4).mono().attr("spellcheck", "false")
    }
}

pub fn form<E: Drawn>(cx: &Cx, editing: &Editing) -> Markup {
    let l = &cx.locale;
    let title = match &editing.stored {
        Some((_, name)) => l.ta("licensing-edit-title", &[("name", name.as_str().into())]),
        None => l.t(E::TEXTS.new),
    };
    let path = editing.path(E::BASE);
    let form = Form { l, editing, noun: E::NOUN.name() };
    let content = html! {
        div.sheet-head { h1 { (title) } }
        @if editing.stored.is_none() { (E::first(cx, &editing.around)) }
        (conflict(l, &editing.conflict, |field| label(l, field), &format!("{path}/edit")))
        @for refusal in editing.refusals.iter().filter(|r| r.field.is_none()) {
            (Notice::danger(refusal.say(l)))
        }
        form.form method="post" action=(path) {
            @if let Some(op) = editing.op { input type="hidden" name="op" value=(op); }
            @else { input type="hidden" name="version" value=(editing.version); }
            (E::form(&form))
            div.form-foot {
                (Button::primary(l.t("licensing-save")).icon("save"))
                (Button::quiet(l.t("licensing-cancel")).href(path))
            }
        }
    };
    ui::page(cx, crumbs::<E>(l, Page::form(title, content)))
}
