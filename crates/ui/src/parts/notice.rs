use super::{Tone, icon};
use maud::{Markup, Render, html};

/// Something to know, on the page itself. `Notice::warn(text).with(html!{ … })`
#[derive(Clone, Debug)]
pub struct Notice {
    tone: Tone,
    text: String,
    more: Option<Markup>,
    action: Option<Markup>,
}

impl Notice {
    fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), more: None, action: None }
    }

    pub fn info(text: impl Into<String>) -> Self {
        Self::new(Tone::Info, text)
    }

    pub fn ok(text: impl Into<String>) -> Self {
        Self::new(Tone::Ok, text)
    }

    pub fn warn(text: impl Into<String>) -> Self {
        Self::new(Tone::Warn, text)
    }

    pub fn danger(text: impl Into<String>) -> Self {
        Self::new(Tone::Danger, text)
    }

    /// More below the sentence.
    #[must_use]
    pub fn with(mut self, more: impl Render) -> Self {
        self.more = Some(more.render());
        self
    }

    /// A button or link at the end.
    #[must_use]
    pub fn action(mut self, action: impl Render) -> Self {
        self.action = Some(action.render());
        self
    }
}

impl Render for Notice {
    fn render(&self) -> Markup {
        let (class, shape, role) = match self.tone {
            Tone::Ok => ("ok", "circle-check", "status"),
            Tone::Warn => ("warn", "triangle-alert", "note"),
            Tone::Danger => ("danger", "octagon-alert", "alert"),
            _ => ("", "info", "note"),
        };
        html! {
            div.notice.(class) role=(role) {
                (icon(shape))
                div {
                    p { (self.text) }
                    @if let Some(more) = &self.more { (more) }
                }
                @if let Some(action) = &self.action { div { (action) } }
            }
        }
    }
}

/// A notice of one sentence.
pub fn notice(text: &str) -> Markup {
    Notice::info(text).render()
}
