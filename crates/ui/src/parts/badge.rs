use super::icon;
use maud::{Markup, Render, html};

/// What a colour means; never the only sign of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Accent,
    Ok,
    Warn,
    Danger,
    Info,
    /// Money, deadlines, seals.
    Brass,
    Quiet,
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Accent => "tone-accent",
            Self::Ok => "tone-ok",
            Self::Warn => "tone-warn",
            Self::Danger => "tone-danger",
            Self::Info => "tone-info",
            Self::Brass => "tone-brass",
            Self::Quiet => "tone-quiet",
        }
    }
}

/// A status: shape, word and colour. `Badge::new(Tone::Ok, "circle-check", "gelöst")`.
#[derive(Clone, Debug)]
pub struct Badge {
    tone: Tone,
    shape: &'static str,
    word: String,
    framed: bool,
    bare: bool,
}

impl Badge {
    pub fn new(tone: Tone, shape: &'static str, word: impl Into<String>) -> Self {
        Self { tone, shape, word: word.into(), framed: false, bare: false }
    }

    /// With a hairline around it, for headers.
    #[must_use]
    pub fn framed(mut self) -> Self {
        self.framed = true;
        self
    }

    /// The shape alone; the word is its tooltip and what screen readers say. For narrow lists.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }
}

impl Render for Badge {
    fn render(&self) -> Markup {
        html! {
            @if self.bare {
                span.badge.(self.tone.class()) title=(self.word) {
                    (icon(self.shape)) span.visually-hidden { (self.word) }
                }
            } @else {
                span.badge.(self.tone.class()).framed[self.framed] { (icon(self.shape)) (self.word) }
            }
        }
    }
}

/// A number beside a word, already written in the reader's language.
pub fn count(n: &str) -> Markup {
    html! { span.count { (n) } }
}

/// A word that people gave a thing.
pub fn tag(word: &str) -> Markup {
    html! { span.tag { (word) } }
}

/// The brass seal: signed licence, approved time sheet, verified audit chain, and nothing else.
pub fn seal(word: &str) -> Markup {
    html! { span.badge.seal { (icon("seal")) (word) } }
}
