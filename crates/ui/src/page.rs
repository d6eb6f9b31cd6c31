//! A page: what a handler gives to the shell. Whether the whole page or a part of it goes out is decided here.

use crate::parts::{Panes, Toast};
use crate::shell;
use axum::http::{HeaderName, HeaderValue};
use maud::{Markup, html};
use platform::{Cx, Locale};

/// One step of the way to a page; the last one is the page itself.
#[derive(Clone, Debug)]
pub struct Crumb {
    pub label: String,
    pub href: String,
}

#[expect(clippy::large_enum_variant, reason = "one lives for the time of one answer")]
#[derive(Clone, Debug)]
enum Body {
    Sheet { content: Markup, class: &'static str },
    Panes(Panes),
    Plain { content: Markup, wide: bool },
}

/// What a handler gives to `page`.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) title: String,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) brand: Option<String>,
    body: Body,
}

impl Page {
    fn new(title: impl Into<String>, body: Body) -> Self {
        Self { title: title.into(), crumbs: Vec::new(), brand: None, body }
    }

    /// One column of text, forms and tables, at most 1120 px wide. Begin with `sheet-head`.
    pub fn sheet(title: impl Into<String>, content: Markup) -> Self {
        Self::new(title, Body::Sheet { content, class: "" })
    }

    /// The same at 720 px: a form.
    pub fn form(title: impl Into<String>, content: Markup) -> Self {
        Self::new(title, Body::Sheet { content, class: "narrow" })
    }

    /// The same over the whole width: a wide table.
    pub fn wide(title: impl Into<String>, content: Markup) -> Self {
        Self::new(title, Body::Sheet { content, class: "wide" })
    }

    /// List – detail – context.
    pub fn panes(title: impl Into<String>, panes: Panes) -> Self {
        Self::new(title, Body::Panes(panes))
    }

    /// Without rail and bar, for pages before sign-in: one card.
    pub fn plain(title: impl Into<String>, content: Markup) -> Self {
        Self::new(title, Body::Plain { content, wide: false })
    }

    /// A wider card: the setup wizard.
    pub fn plain_wide(title: impl Into<String>, content: Markup) -> Self {
        Self::new(title, Body::Plain { content, wide: true })
    }

    /// Whose page it is, for people outside: stands in the place of the program's own name.
    #[must_use]
    pub fn brand(mut self, name: Option<&str>) -> Self {
        self.brand = name.map(str::to_owned);
        self
    }

    /// A step of the way here; the page's own title comes last by itself.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: href.into() });
        self
    }
}

/// Draws the page: whole for a browser that comes here, the asked pane (`list`, `detail`, `context`) or the content
/// for htmx. `#main` is the target that gets the content.
pub fn page(cx: &Cx, page: Page) -> Markup {
    let request = cx.request.as_deref();
    if let Some(request) = request.filter(|request| request.fragment) {
        let part = match &page.body {
            Body::Panes(panes) => panes.part(&cx.locale, &request.target),
            Body::Sheet { .. } | Body::Plain { .. } => None,
        };
        let content = part.unwrap_or_else(|| inner(&cx.locale, &page));
        return html! { title { (shell::title(&page)) } (content) };
    }
    match &page.body {
        Body::Plain { content, wide } => shell::plain(cx, &page, content, *wide),
        _ => shell::document(cx, &page, &inner(&cx.locale, &page)),
    }
}

fn inner(l: &Locale, page: &Page) -> Markup {
    match &page.body {
        Body::Sheet { content, class } => html! { div.sheet.(class) { (content) } },
        Body::Panes(panes) => panes.whole(l, &page.title),
        Body::Plain { content, .. } => content.clone(),
    }
}

/// `Set-Cookie` that shows a toast on the page that a redirect leads to: `([flash(&toast)], Redirect::to(…))`.
pub fn flash(toast: &Toast) -> (HeaderName, HeaderValue) {
    let text = serde_json::to_string(toast).unwrap_or_default();
    (axum::http::header::SET_COOKIE, platform::http::flash(&text))
}

/// `HX-Trigger` that shows a toast beside a fragment: `([toast_header(&toast)], fragment)`.
pub fn toast_header(toast: &Toast) -> (HeaderName, HeaderValue) {
    let text = serde_json::json!({ "toast": toast }).to_string();
    // headers are ASCII; JSON may write every other letter as an escape
    let ascii: String = text
        .encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        })
        .collect();
    (HeaderName::from_static("hx-trigger"), header_value(&ascii))
}

fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toast_travels_in_ascii() {
        let toast = Toast::ok("Gelöst 🎉").undo("/undo/1");
        let (_, value) = toast_header(&toast);
        assert_eq!(
            value.to_str().unwrap(),
            r#"{"toast":{"text":"Gel\u00f6st \ud83c\udf89","tone":"ok","undo":"/undo/1"}}"#
        );
        let (_, value) = flash(&toast);
        assert!(value.to_str().unwrap().starts_with("kontor-toast=%7B%22text%22%3A%22Gel%C3%B6st"));
    }
}
