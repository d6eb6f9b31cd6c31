//! Repeated fields with buttons that add and remove a row, without scripts too.

use maud::{Markup, html};
use platform::{Locale, Refusal};
use ui::{Button, Field, icon};

/// Rows of one kind: `email.0`, `email.1`, ….
pub struct Rows<'a> {
    /// The field's name; `input` is its HTML type.
    pub name: &'static str,
    pub input: &'static str,
    /// Text keys: of the group, of one row, and of the button that adds one.
    pub legend: &'static str,
    pub label: &'static str,
    pub add: &'static str,
    pub values: &'a [String],
}

/// Sends the form when Enter is pressed in a field; otherwise the first row's button would.
pub fn default_button() -> Markup {
    html! { button.visually-hidden type="submit" tabindex="-1" aria-hidden="true" {} }
}

pub fn add_button(l: &Locale, name: &str, label: &str) -> Markup {
    let button = Button::quiet(l.t(label)).icon("plus").value("row", format!("add.{name}"));
    html! { (button.attr("formnovalidate", "")) }
}

pub fn remove_button(l: &Locale, name: &str, number: usize, what: &str) -> Markup {
    let label = l.ta("directory-remove-row", &[("what", what.into()), ("n", (number + 1).into())]);
    let button = Button::quiet(label).icon("x").icon_only().attr("formnovalidate", "");
    html! { (button.value("row", format!("remove.{name}.{number}"))) }
}

/// What is wrong with all rows together.
pub fn group_error(l: &Locale, name: &str, refusals: &[Refusal]) -> Markup {
    html! {
        @for refusal in refusals.iter().filter(|r| r.field.as_deref() == Some(name)) {
            p.field-error role="alert" { (icon("circle-alert")) span { (refusal.say(l)) } }
        }
    }
}

impl Rows<'_> {
    /// `added`: the kind that just got a new row, which then has the focus.
    pub fn draw(&self, l: &Locale, refusals: &[Refusal], added: Option<&str>) -> Markup {
        let label = l.t(self.label);
        html! {
            fieldset.fieldset {
                legend { (l.t(self.legend)) }
                (group_error(l, self.name, refusals))
                @for (i, value) in self.values.iter().enumerate() {
                    @let name = format!("{}.{i}", self.name);
                    @let field = Field::input(self.input, name, format!("{label} {}", i + 1))
                        .value(value.as_str()).hide_label().errors(l, refusals);
                    @let new = added == Some(self.name) && i + 1 == self.values.len();
                    div.repeat {
                        @if new { (field.autofocus()) } @else { (field) }
                        (remove_button(l, self.name, i, &label))
                    }
                }
                (add_button(l, self.name, self.add))
            }
        }
    }
}
