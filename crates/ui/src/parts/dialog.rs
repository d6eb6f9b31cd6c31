use super::{Button, Tone, icon};
use maud::{Markup, Render, html};
use platform::Locale;
use serde::Serialize;

/// A modal dialog. In a page, `Button::opens(id)` opens it; as a fragment into `#layer` it opens itself (`now`).
#[derive(Clone, Debug)]
pub struct Dialog {
    id: String,
    title: String,
    body: Markup,
    foot: Option<Markup>,
    wide: bool,
    now: bool,
}

impl Dialog {
    pub fn new(id: impl Into<String>, title: impl Into<String>, body: Markup) -> Self {
        let (id, title) = (id.into(), title.into());
        Self { id, title, body, foot: None, wide: false, now: false }
    }

    /// Buttons at the end; put the main one last.
    #[must_use]
    pub fn foot(mut self, foot: Markup) -> Self {
        self.foot = Some(foot);
        self
    }

    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Opens as soon as it arrives.
    #[must_use]
    pub fn now(mut self) -> Self {
        self.now = true;
        self
    }

    pub fn draw(&self, l: &Locale) -> Markup {
        let title = format!("{}-title", self.id);
        let close = Button::quiet(l.t("ui-close")).icon("x").icon_only().plain();
        html! {
            dialog.dialog.wide[self.wide] #(self.id) aria-labelledby=(title) data-now=[self.now.then_some("")] {
                div.dialog-head {
                    h2 #(title) { (self.title) }
                    (close.attr("data-close", ""))
                }
                div.dialog-body { (self.body) }
                @if let Some(foot) = &self.foot { div.dialog-foot { (foot) } }
            }
        }
    }
}

/// One line of a menu.
#[derive(Clone, Debug)]
pub enum MenuItem {
    Link {
        icon: &'static str,
        label: String,
        href: String,
    },
    /// A button of its own small form: sends `POST action` with one field.
    Post {
        icon: &'static str,
        label: String,
        action: String,
        name: &'static str,
        value: String,
    },
    /// Any line; give its control the class `menu-item`.
    Other(Markup),
}

/// A menu behind a button; works without scripts.
#[derive(Clone, Debug)]
pub struct Menu {
    button: Markup,
    class: &'static str,
    key: Option<&'static str>,
    items: Vec<MenuItem>,
}

impl Menu {
    /// `class` is that of the button: `button quiet`, `button icon-only`, ….
    pub fn new(button: Markup, class: &'static str) -> Self {
        Self { button, class, key: None, items: Vec::new() }
    }

    #[must_use]
    pub fn key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    #[must_use]
    pub fn item(mut self, item: MenuItem) -> Self {
        self.items.push(item);
        self
    }
}

impl Render for Menu {
    fn render(&self) -> Markup {
        html! {
            details.menu data-key=[self.key] {
                summary class=(self.class) { (self.button) }
                ul.menu-list {
                    @for item in &self.items {
                        li { (menu_line(item)) }
                    }
                }
            }
        }
    }
}

fn menu_line(item: &MenuItem) -> Markup {
    html! {
        @match item {
            MenuItem::Link { icon: shape, label, href } =>
                a.menu-item href=(href) { (icon(shape)) (label) },
            MenuItem::Post { icon: shape, label, action, name, value } => form method="post" action=(action) {
                button.menu-item type="submit" name=(name) value=(value) { (icon(shape)) (label) }
            },
            MenuItem::Other(markup) => (markup),
        }
    }
}

/// A short message that something was done. Drawn on the next page, or sent with a fragment (`toast_header`).
#[derive(Clone, Debug, Serialize)]
pub struct Toast {
    text: String,
    tone: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    undo: Option<String>,
}

impl Toast {
    /// `tone` is Ok, Info, Warn or Danger.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        let tone = match tone {
            Tone::Ok => "ok",
            Tone::Warn => "warn",
            Tone::Danger => "danger",
            _ => "info",
        };
        Self { text: text.into(), tone, undo: None }
    }

    pub fn ok(text: impl Into<String>) -> Self {
        Self::new(Tone::Ok, text)
    }

    /// `POST path` takes it back, for eight seconds, also with the key Z.
    #[must_use]
    pub fn undo(mut self, path: impl Into<String>) -> Self {
        self.undo = Some(path.into());
        self
    }

    /// The toast that `flash` sent; none where a stranger wrote something else.
    pub(crate) fn told(text: &str) -> Option<Self> {
        let told: serde_json::Value = serde_json::from_str(text).ok()?;
        let tone = match told["tone"].as_str()? {
            "ok" => Tone::Ok,
            "warn" => Tone::Warn,
            "danger" => Tone::Danger,
            _ => Tone::Info,
        };
        let own = |path: &&str| path.starts_with('/') && !path.starts_with("//");
        let undo = told["undo"].as_str().filter(own).map(str::to_owned);
        Some(Self { undo, ..Self::new(tone, told["text"].as_str()?) })
    }

    pub fn draw(&self, l: &Locale) -> Markup {
        let shape = match self.tone {
            "ok" => "circle-check",
            "warn" => "triangle-alert",
            "danger" => "octagon-alert",
            _ => "info",
        };
        html! {
            div.toast.(self.tone) {
                (icon(shape))
                p { (self.text) }
                @match &self.undo {
                    Some(path) => form method="post" action=(path) { (Button::new(l.t("ui-undo")).key("z")) },
                    None => (Button::quiet(l.t("ui-close")).icon("x").icon_only().plain().attr("data-dismiss", "")),
                }
            }
        }
    }
}
