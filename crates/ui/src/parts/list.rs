use super::{Badge, Button, icon};
use maud::{Markup, Render, html};
use platform::Locale;

/// A line of a list pane. The whole line is the link; with scripts the detail opens beside it.
/// `Row::new(href, subject).shape(badge).meta(html!{…}).end(html!{…}).below(html!{…})`
#[derive(Clone, Debug)]
pub struct Row {
    href: String,
    title: String,
    shape: Option<Badge>,
    meta: Option<Markup>,
    end: Option<Markup>,
    below: Option<Markup>,
    pick: Option<(String, String, String)>,
    open: bool,
    unread: bool,
    detail: bool,
}

impl Row {
    pub fn new(href: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            title: title.into(),
            shape: None,
            meta: None,
            end: None,
            below: None,
            pick: None,
            open: false,
            unread: false,
            detail: true,
        }
    }

    /// The status at its left, drawn as the bare shape.
    #[must_use]
    pub fn shape(mut self, badge: Badge) -> Self {
        self.shape = Some(badge.bare());
        self
    }

    /// The second line: `span`s; the first one never shrinks.
    #[must_use]
    pub fn meta(mut self, meta: Markup) -> Self {
        self.meta = Some(meta);
        self
    }

    /// At the right of the first line, usually a time.
    #[must_use]
    pub fn end(mut self, end: Markup) -> Self {
        self.end = Some(end);
        self
    }

    /// At the right of the second line, usually who has it.
    #[must_use]
    pub fn below(mut self, below: Markup) -> Self {
        self.below = Some(below);
        self
    }

    /// A tick for bulk actions: the field's name, its value, and what screen readers say.
    #[must_use]
    pub fn pick(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        self.pick = Some((name.into(), value.into(), label.into()));
        self
    }

    /// The one whose detail is shown.
    #[must_use]
    pub fn open(mut self, open: bool) -> Self {
        self.open = open;
        self
    }

    #[must_use]
    pub fn unread(mut self, unread: bool) -> Self {
        self.unread = unread;
        self
    }

    /// Opens as a page of its own, not in the pane beside.
    #[must_use]
    pub fn whole_page(mut self) -> Self {
        self.detail = false;
        self
    }
}

impl Row {
    /// Names the line by what it leads to: a refresh must move a tick with its line, not leave it to another.
    fn id(&self) -> String {
        let path = self.href.split(['?', '#']).next().unwrap_or_default();
        format!("row-{}", path.rsplit('/').next().unwrap_or_default())
    }
}

impl Render for Row {
    fn render(&self) -> Markup {
        html! {
            li.row.unread[self.unread].picks[self.pick.is_some()] #(self.id()) {
                @if let Some((name, value, label)) = &self.pick {
                    input.tick type="checkbox" name=(name) value=(value) aria-label=(label);
                }
                span.row-shape { @if let Some(badge) = &self.shape { (badge) } }
                div.row-main {
                    a href=(self.href) aria-current=[self.open.then_some("true")]
                        hx-get=[self.detail.then_some(&self.href)] hx-target=[self.detail.then_some("#detail")]
                        hx-swap=[self.detail.then_some("outerHTML")] hx-push-url=[self.detail.then_some("true")]
                        hx-sync=[self.detail.then_some("closest .rows:replace")] { (self.title) }
                    @if let Some(meta) = &self.meta { div.row-meta { (meta) } }
                }
                div.row-end {
                    span { @if let Some(end) = &self.end { (end) } }
                    @if let Some(below) = &self.below { span { (below) } }
                }
            }
        }
    }
}

/// A list that J and K walk through; `label` names it.
pub fn rows(label: &str, content: Markup) -> Markup {
    html! { ul.rows data-list aria-label=(label) { (content) } }
}

/// The bar of bulk actions at the foot of a form around `rows`; it shows while something is ticked.
pub fn bulk(l: &Locale, actions: Markup) -> Markup {
    html! {
        div.bulk role="toolbar" aria-label=(l.t("ui-bulk")) {
            span { b data-picked { "0" } " " (l.t("ui-picked")) }
            (actions)
        }
    }
}

/// An empty place: one sentence, one action, one key.
pub fn empty(shape: &str, text: &str, action: Option<Button>, key: Option<&str>) -> Markup {
    html! {
        div.empty {
            (icon(shape))
            p { (text) }
            @if let Some(action) = action { (action) }
            @if let Some(key) = key { p.hint { kbd { (key) } } }
        }
    }
}

/// Where something will be in a moment.
pub fn loading(l: &Locale) -> Markup {
    html! {
        div.loading role="status" {
            span.visually-hidden { (l.t("ui-loading")) }
            @for _ in 0..6 { span {} }
        }
    }
}
