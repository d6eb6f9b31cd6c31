use super::icon;
use crate::tag::{Attrs, Tag};
use maud::{Markup, Render, html};

/// A button, or a link that looks like one. Without `plain`, `href` or `opens` it sends its form.
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own")]
#[derive(Clone, Debug, Default)]
pub struct Button {
    label: String,
    kind: &'static str,
    icon: Option<&'static str>,
    icon_only: bool,
    wide: bool,
    href: Option<String>,
    plain: bool,
    disabled: bool,
    pressed: Option<bool>,
    key: Option<&'static str>,
    attrs: Attrs,
}

impl Button {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// The one main action of a form or page.
    pub fn primary(label: impl Into<String>) -> Self {
        Self { kind: "primary", ..Self::new(label) }
    }

    /// Destroys something; its label names what.
    pub fn danger(label: impl Into<String>) -> Self {
        Self { kind: "danger", ..Self::new(label) }
    }

    /// No border: toolbars and rows.
    pub fn quiet(label: impl Into<String>) -> Self {
        Self { kind: "quiet", ..Self::new(label) }
    }

    /// Looks like a link in running text.
    pub fn link(label: impl Into<String>) -> Self {
        Self { kind: "link", ..Self::new(label) }
    }

    #[must_use]
    pub fn icon(mut self, name: &'static str) -> Self {
        self.icon = Some(name);
        self
    }

    /// Shows only the icon; the label is its accessible name and tooltip.
    #[must_use]
    pub fn icon_only(mut self) -> Self {
        self.icon_only = true;
        self
    }

    /// As wide as what it stands in.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// A link to this address.
    #[must_use]
    pub fn href(mut self, address: impl Into<String>) -> Self {
        self.href = Some(address.into());
        self
    }

    /// `type=button`: only for scripts and popovers.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Opens the dialog with this id; combine with `href` for those without scripts.
    #[must_use]
    pub fn opens(self, dialog: impl Into<String>) -> Self {
        Self { plain: self.href.is_none(), ..self }.attr("data-open", dialog.into())
    }

    /// Sends the form to another address.
    #[must_use]
    pub fn action(self, address: impl Into<String>) -> Self {
        self.attr("formaction", address.into())
    }

    /// What the form sends when this button is pressed.
    #[must_use]
    pub fn value(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attr("name", name.into()).attr("value", value.into())
    }

    /// The single key that presses it, such as `r` or `R` (shift); shown at wide screens by `?` only.
    #[must_use]
    pub fn key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    /// A switch that is on or off.
    #[must_use]
    pub fn pressed(mut self, pressed: bool) -> Self {
        self.pressed = Some(pressed);
        self
    }

    /// Any further attribute, such as `hx-get`.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attrs.push((name, value.into()));
        self
    }

    fn class(&self) -> String {
        let mut class = "button".to_owned();
        for (name, on) in
            [(self.kind, !self.kind.is_empty()), ("icon-only", self.icon_only), ("wide", self.wide)]
        {
            if on {
                class.push(' ');
                class.push_str(name);
            }
        }
        class
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let content = html! {
            @if let Some(name) = self.icon { (icon(name)) }
            @if self.icon_only { span.visually-hidden { (self.label) } } @else { (self.label) }
        };
        let tag = match &self.href {
            Some(href) => Tag::new("a").attr("href", href),
            None => Tag::new("button").attr("type", if self.plain { "button" } else { "submit" }),
        };
        tag.attr("class", self.class())
            .maybe("title", self.icon_only.then_some(&self.label))
            .maybe("data-key", self.key)
            .maybe("aria-keyshortcuts", self.key)
            .maybe("aria-pressed", self.pressed)
            .flag("disabled", self.disabled && self.href.is_none())
            .attrs(&self.attrs)
            .holding(&content)
    }
}

/// Buttons in a line that wraps.
pub fn buttons(content: Markup) -> Markup {
    html! { div.buttons { (content) } }
}
