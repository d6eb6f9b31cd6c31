use maud::{Markup, Render, html};
use platform::Locale;

/// Names and values of a thing. `Facts::new().row(l.t("…"), html!{ … })`
#[derive(Clone, Debug, Default)]
pub struct Facts {
    rows: Vec<(String, Markup)>,
    across: bool,
}

impl Facts {
    pub fn new() -> Self {
        Self::default()
    }

    /// In one line that wraps, for the head of an object.
    #[must_use]
    pub fn across(mut self) -> Self {
        self.across = true;
        self
    }

    #[must_use]
    pub fn row(mut self, name: impl Into<String>, value: impl Render) -> Self {
        self.rows.push((name.into(), value.render()));
        self
    }

    /// Leaves out what is not known.
    #[must_use]
    pub fn maybe(self, name: impl Into<String>, value: Option<impl Render>) -> Self {
        match value {
            Some(value) => self.row(name, value),
            None => self,
        }
    }
}

impl Render for Facts {
    fn render(&self) -> Markup {
        html! {
            @if self.across {
                dl.facts.across { @for (name, value) in &self.rows { div { dt { (name) } dd { (value) } } } }
            } @else {
                dl.facts { @for (name, value) in &self.rows { dt { (name) } dd { (value) } } }
            }
        }
    }
}

/// A way between parts of one thing; each has its own address.
#[derive(Clone, Debug)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub active: bool,
    /// A number beside it, already written.
    pub count: Option<String>,
}

/// Tabs are links: `aria-current` marks the open one. `label` says what they are of.
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav aria-label=(label) {
            ul.tabs {
                @for tab in tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.active.then_some("page")] {
                            (tab.label)
                            @if let Some(n) = &tab.count { (super::count(n)) }
                        }
                    }
                }
            }
        }
    }
}

/// How far something is: `part` of `whole`, with a name for screen readers and `said`, which tells it in words.
/// `tone` is empty, `warn` or `danger`.
pub fn progress(label: &str, said: &str, (part, whole): (u64, u64), tone: &'static str) -> Markup {
    html! {
        progress.(tone) aria-label=(label) aria-valuetext=(said) value=(part) max=(whole.max(1)) { (said) }
    }
}

/// "3 of 5".
pub fn part_of(l: &Locale, part: u64, whole: u64) -> String {
    let number = |n: u64| l.number(i64::try_from(n).unwrap_or(i64::MAX));
    l.ta("ui-part-of", &[("part", number(part).into()), ("whole", number(whole).into())])
}

/// A big number with its name below.
pub fn figure(number: &str, name: &str) -> Markup {
    html! { div.figure { b { (number) } span.meta { (name) } } }
}

/// Figures in a line between hairlines.
pub fn figures(content: Markup) -> Markup {
    html! { div.figures { (content) } }
}

/// A framed part of a page with a title.
pub fn tile(title: &str, body: Markup) -> Markup {
    html! { section.tile { h2 { (title) } div.tile-body { (body) } } }
}
