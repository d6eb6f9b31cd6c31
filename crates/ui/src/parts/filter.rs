use super::{Button, count, icon};
use maud::{Markup, html};
use platform::{Cx, Locale};

/// One filter of a list: a link that sets it, or takes it away when it is on.
#[derive(Clone, Debug)]
pub struct Chip {
    pub label: String,
    pub href: String,
    pub on: bool,
    /// True when a cross shows that a click takes it away.
    pub removable: bool,
    /// How many there are, already written.
    pub count: Option<String>,
}

impl Chip {
    pub fn new(label: impl Into<String>, href: impl Into<String>, on: bool) -> Self {
        Self { label: label.into(), href: href.into(), on, removable: false, count: None }
    }
}

/// Filters as links: the address is the filter. `label` says what they filter.
pub fn chips(label: &str, chips: &[Chip]) -> Markup {
    html! {
        ul.chips aria-label=(label) {
            @for chip in chips {
                li {
                    a.chip href=(chip.href) aria-current=[chip.on.then_some("true")] {
                        (chip.label)
                        @if let Some(n) = &chip.count { (count(n)) }
                        @if chip.removable { (icon("x")) }
                    }
                }
            }
        }
    }
}

/// The search box of a list; `/` jumps there. `kept` are other filters that stay, as names and values.
pub fn search(l: &Locale, action: &str, query: &str, kept: &[(&str, &str)]) -> Markup {
    html! {
        form.searchbar role="search" method="get" action=(action) {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            input.input.small type="search" name="q" value=(query) data-key="/" autocomplete="off"
                aria-label=(l.t("ui-search-list")) placeholder=(l.t("ui-search-list"));
            (Button::quiet(l.t("ui-search")).icon("search").icon_only())
        }
    }
}

/// True when `more` asks: the answer is the next rows (`<li>`s) and the next `more`, nothing around them.
pub fn wants_more(cx: &Cx) -> bool {
    cx.request.as_ref().is_some_and(|request| request.fragment && request.target == "more")
}

/// The way to the next 50 of a list by cursor; none at the end. Loads by itself when it comes into view.
pub fn more(l: &Locale, next: Option<&str>) -> Markup {
    html! {
        @if let Some(href) = next {
            li.pager #more {
                a.button.quiet href=(href) hx-get=(href) hx-trigger="revealed, click"
                    hx-target="closest .pager" hx-swap="outerHTML" { (l.t("ui-more")) }
            }
        }
    }
}
