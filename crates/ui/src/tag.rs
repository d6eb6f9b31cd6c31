//! An element whose attributes are only known at run time; `maud::html!` wants their names in the source.

use maud::{Escaper, Markup, PreEscaped};
use std::fmt::Write;

pub(crate) struct Tag {
    name: &'static str,
    out: String,
}

/// Attributes that a caller adds to a component, such as `hx-get`.
pub(crate) type Attrs = Vec<(&'static str, String)>;

impl Tag {
    pub fn new(name: &'static str) -> Self {
        Self { name, out: format!("<{name}") }
    }

    /// `name="value"`, the value escaped.
    pub fn attr(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        write!(Escaper::new(&mut self.out), "{value}").expect("a string takes all text");
        self.out.push('"');
        self
    }

    pub fn maybe(self, name: &str, value: Option<impl std::fmt::Display>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute without value, such as `disabled`.
    pub fn flag(mut self, name: &str, on: bool) -> Self {
        if on {
            self.out.push(' ');
            self.out.push_str(name);
        }
        self
    }

    pub fn attrs(self, attrs: &Attrs) -> Self {
        attrs.iter().fold(self, |tag, (name, value)| tag.attr(name, value))
    }

    /// The element around its content.
    pub fn holding(mut self, content: &Markup) -> Markup {
        self.out.push('>');
        self.out.push_str(&content.0);
        self.out.push_str("</");
        self.out.push_str(self.name);
        self.out.push('>');
        PreEscaped(self.out)
    }

    /// An element that has no content, such as `input`.
    pub fn void(mut self) -> Markup {
        self.out.push('>');
        PreEscaped(self.out)
    }
}
