use crate::tag::{Attrs, Tag};
use maud::{Markup, html};
use platform::Locale;

/// A form to write in: kept as a draft on the server while one types, Ctrl+Enter sends it.
/// `Composer::new("/tickets/4711/reply").draft("/drafts/…").internal(false).head(…).text("body", …).foot(…)`
#[derive(Clone, Debug)]
pub struct Composer {
    action: String,
    draft: Option<String>,
    internal: bool,
    head: Option<Markup>,
    text: Option<Text>,
    foot: Option<Markup>,
    attrs: Attrs,
}

#[derive(Clone, Debug)]
struct Text {
    name: String,
    label: String,
    value: String,
    id: String,
    key: Option<&'static str>,
    error: Option<String>,
}

impl Composer {
    pub fn new(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            draft: None,
            internal: false,
            head: None,
            text: None,
            foot: None,
            attrs: Vec::new(),
        }
    }

    /// Where what is written is posted to 800 ms after a pause.
    #[must_use]
    pub fn draft(mut self, path: impl Into<String>) -> Self {
        self.draft = Some(path.into());
        self
    }

    /// A note that no customer sees: on the yellow ground.
    #[must_use]
    pub fn internal(mut self, internal: bool) -> Self {
        self.internal = internal;
        self
    }

    /// Above the text: to whom, from whom.
    #[must_use]
    pub fn head(mut self, head: Markup) -> Self {
        self.head = Some(head);
        self
    }

    /// The text itself; `label` is read and shown as the placeholder, `key` jumps there.
    #[must_use]
    pub fn text(
        mut self,
        name: impl Into<String>,
        label: impl Into<String>,
        value: impl Into<String>,
        key: Option<&'static str>,
    ) -> Self {
        let name = name.into();
        self.text = Some(Text {
            id: format!("c-{name}"),
            name,
            label: label.into(),
            value: value.into(),
            key,
            error: None,
        });
        self
    }

    /// The text's id, where a page has two composers.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        if let Some(text) = &mut self.text {
            text.id = id.into();
        }
        self
    }

    /// What is wrong with the text.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        if let Some(text) = &mut self.text {
            text.error = error;
        }
        self
    }

    /// Below the text: attachments, what happens after, the buttons.
    #[must_use]
    pub fn foot(mut self, foot: Markup) -> Self {
        self.foot = Some(foot);
        self
    }

    /// Any further attribute of the form.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attrs.push((name, value.into()));
        self
    }

    pub fn draw(&self) -> Markup {
        let class = if self.internal { "composer internal" } else { "composer" };
        let content = html! {
            @if let Some(head) = &self.head { (head) }
            @if let Some(text) = &self.text { (text.draw()) }
            @if let Some(foot) = &self.foot { div.composer-foot { (foot) } }
        };
        Tag::new("form")
            .attr("class", class)
            .attr("method", "post")
            .attr("action", &self.action)
            .attr("enctype", "multipart/form-data")
            .maybe("data-draft", self.draft.as_ref())
            .attrs(&self.attrs)
            .holding(&content)
    }
}

impl Text {
    fn draw(&self) -> Markup {
        let id = &self.id;
        let wrong = self.error.as_ref().map(|_| "true");
        html! {
            label.visually-hidden for=(id) { (self.label) }
            textarea #(id) name=(self.name) rows="4" placeholder=(self.label) data-key=[self.key]
                aria-invalid=[wrong] aria-describedby=[wrong.map(|_| format!("{id}-error"))] { "\n" (self.value) }
            @if let Some(error) = &self.error {
                p.field-error #{ (id) "-error" } { (super::icon("circle-alert")) span { (error) } }
            }
        }
    }
}

/// Where a composer says "draft kept 09:15"; put it into its foot.
pub fn draft_status(l: &Locale, kept_at: Option<&str>) -> Markup {
    html! {
        span.draft-status data-draft-status role="status" {
            @if let Some(time) = kept_at { (l.ta("ui-draft-kept", &[("time", time.into())])) }
        }
    }
}
