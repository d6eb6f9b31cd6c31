use super::{Button, icon};
use maud::{Markup, html};
use platform::Locale;

/// What a pane listens to: topics as `ticket:0190…`, separated by blanks, and the address that draws it again.
#[derive(Clone, Debug)]
pub struct Live {
    pub topics: String,
    pub href: String,
}

/// One of list, detail, context: a head that stays, a body that scrolls, a foot that stays.
#[derive(Clone, Debug)]
pub struct Pane {
    label: String,
    head: Option<Markup>,
    body: Markup,
    foot: Option<Markup>,
    padded: bool,
    vacant: bool,
    live: Option<Live>,
}

impl Pane {
    /// `label` names the landmark.
    pub fn new(label: impl Into<String>, body: Markup) -> Self {
        Self {
            label: label.into(),
            head: None,
            body,
            foot: None,
            padded: false,
            vacant: false,
            live: None,
        }
    }

    #[must_use]
    pub fn head(mut self, head: Markup) -> Self {
        self.head = Some(head);
        self
    }

    #[must_use]
    pub fn foot(mut self, foot: Markup) -> Self {
        self.foot = Some(foot);
        self
    }

    /// With margins, for anything but rows and panels.
    #[must_use]
    pub fn padded(mut self) -> Self {
        self.padded = true;
        self
    }

    /// Nothing is chosen yet: a phone shows the list.
    #[must_use]
    pub fn vacant(mut self) -> Self {
        self.vacant = true;
        self
    }

    /// Draws itself again when one of the topics changes.
    #[must_use]
    pub fn live(mut self, topics: impl Into<String>, href: impl Into<String>) -> Self {
        self.live = Some(Live { topics: topics.into(), href: href.into() });
        self
    }

    fn draw(&self, id: &'static str, head_extra: &Markup) -> Markup {
        let live = self.live.as_ref();
        let content = html! {
            @if self.head.is_some() || !head_extra.0.is_empty() {
                header.pane-head { (head_extra) @if let Some(head) = &self.head { (head) } }
            }
            div.pane-body.padded[self.padded] { (self.body) }
            @if let Some(foot) = &self.foot { footer.pane-foot { (foot) } }
        };
        html! {
            section.pane.{ "pane-" (id) } #(id) tabindex="-1" aria-label=(self.label)
                data-live=[live.map(|l| &l.topics)] hx-get=[live.map(|l| &l.href)]
                hx-trigger=[live.map(|_| "live")] hx-target=[live.map(|_| "this")]
                hx-swap=[live.map(|_| "outerMorph")] { (content) }
        }
    }
}

/// The working place: list – detail – context; each but one may be missing.
#[derive(Clone, Debug, Default)]
pub struct Panes {
    list: Option<Pane>,
    detail: Option<Pane>,
    context: Option<Pane>,
    list_href: String,
}

impl Panes {
    /// `list_href` is the list's own address, where the way back from a detail leads on a phone.
    pub fn new(list_href: impl Into<String>) -> Self {
        Self { list_href: list_href.into(), ..Self::default() }
    }

    #[must_use]
    pub fn list(mut self, pane: Pane) -> Self {
        self.list = Some(pane);
        self
    }

    #[must_use]
    pub fn detail(mut self, pane: Pane) -> Self {
        self.detail = Some(pane);
        self
    }

    #[must_use]
    pub fn context(mut self, pane: Pane) -> Self {
        // nobody has a panel about it: no empty column
        self.context = (!pane.body.0.trim().is_empty()).then_some(pane);
        self
    }

    fn draw_list(&self) -> Markup {
        self.list.as_ref().map(|pane| pane.draw("list", &html! {})).unwrap_or_default()
    }

    fn draw_detail(&self, l: &Locale) -> Markup {
        let Some(pane) = &self.detail else { return Markup::default() };
        let toggle = |which, key, label: &str, shape| {
            Button::quiet(l.t(label))
                .icon(shape)
                .icon_only()
                .plain()
                .attr("data-pane", which)
                .attr("aria-keyshortcuts", key)
                .attr("aria-expanded", "true")
        };
        let back = (self.list.is_some() && !pane.vacant).then(|| {
            html! {
                a.button.quiet.icon-only.back href=(self.list_href) title=(l.t("ui-back-to-list")) {
                    (icon("arrow-left")) span.visually-hidden { (l.t("ui-back-to-list")) }
                }
            }
        });
        let head = html! {
            @if let Some(back) = back { (back) }
            @if let Some(head) = &pane.head { (head) }
            @if self.context.is_some() && !pane.vacant {
                span.push { (toggle("context", "]", "ui-context-toggle", "panel-right")) }
            }
        };
        let pane = Pane { head: None, ..pane.clone() };
        pane.draw("detail", &head)
    }

    fn draw_context(&self) -> Markup {
        if let Some(pane) = &self.context {
            return pane.draw("context", &html! {});
        }
        // the place stays, so that the next detail can bring one
        html! { section.pane.pane-context #context hidden {} }
    }

    /// All panes, for a whole page. While nothing is chosen the page's title is its heading.
    pub(crate) fn whole(&self, l: &Locale, title: &str) -> Markup {
        let vacant = self.detail.as_ref().is_none_or(|pane| pane.vacant);
        let show = if self.list.is_some() && vacant { "list" } else { "detail" };
        html! {
            @if vacant { h1.visually-hidden { (title) } }
            div.panes data-show=(show) {
                (self.draw_list())
                (self.draw_detail(l))
                (self.draw_context())
            }
        }
    }

    /// The pane that htmx asks for; a new detail brings its context along.
    pub(crate) fn part(&self, l: &Locale, target: &str) -> Option<Markup> {
        match target {
            "list" => Some(self.draw_list()),
            "detail" => Some(html! {
                (self.draw_detail(l))
                // <hx-partial> is htmx's element for a second target
                (maud::PreEscaped("<hx-partial hx-target=\"#context\" hx-swap=\"outerMorph\">"))
                (self.draw_context())
                (maud::PreEscaped("</hx-partial>"))
            }),
            "context" => Some(self.draw_context()),
            _ => None,
        }
    }
}

/// A part of the context pane that folds. Give `href` to fill it from another app's address when it is shown.
pub fn panel(
    l: &Locale,
    title: &str,
    count: Option<&str>,
    body: Option<Markup>,
    href: Option<&str>,
) -> Markup {
    html! {
        details.panel open {
            summary { (title) @if let Some(n) = count { (super::count(n)) } }
            @match (body, href) {
                (Some(body), _) => div.panel-body { (body) },
                (None, Some(href)) => div.panel-body hx-get=(href) hx-trigger="load" { (super::loading(l)) },
                (None, None) => {}
            }
        }
    }
}
