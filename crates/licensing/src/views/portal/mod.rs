//! The customers' portal, drawn: pages without the house around them.

pub mod device;
pub mod download;
pub mod entrance;
pub mod licence;
pub mod offline;
pub mod transfer;

use crate::domain::portal::Visit;
use maud::{Markup, html};
use platform::{Cx, Lang};
use ui::{Button, Page};

/// For whom a page of the portal is drawn, and in whose name.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pub cx: &'a Cx,
    pub visit: Option<&'a Visit>,
    /// Whose licences these are.
    pub vendor: Option<&'a str>,
}

/// The languages as those call them who speak them.
const LANGUAGES: [(Lang, &str); 2] = [(Lang::De, "Deutsch"), (Lang::En, "English")];

/// A page of the portal: what it shows, below who is there, above the languages.
fn page(frame: Frame<'_>, title: String, content: &Markup) -> Markup {
    let Frame { cx, visit, vendor } = frame;
    let whole = html! {
        div.stack.loose {
            @if let Some(visit) = visit { (who(cx, visit)) }
            (content)
            hr;
            (languages(cx))
        }
    };
    let page =
        if visit.is_some() { Page::plain_wide(title, whole) } else { Page::plain(title, whole) };
    ui::page(cx, page.brand(vendor))
}

/// Back to one's own licences, else to the way in.
pub fn way_back(cx: &Cx) -> Button {
    Button::new(cx.locale.t("licensing-portal-home")).href(licence::PATH)
}

fn who(cx: &Cx, visit: &Visit) -> Markup {
    let l = &cx.locale;
    html! {
        nav.line.spread aria-label=(l.t("licensing-portal")) {
            div.line {
                a href=(licence::PATH) { (l.t("licensing-portal-licences")) }
                span.meta.truncate { (visit.email) }
            }
            div.line {
                form method="post" action="/portal/visits/end-others" {
                    (Button::quiet(l.t("licensing-portal-end-others")).icon("shield"))
                }
                form method="post" action="/portal/visits/end" {
                    (Button::quiet(l.t("licensing-portal-end")).icon("log-out"))
                }
            }
        }
    }
}

/// Back to the same page in the other language; from the answer to a form to the beginning.
fn languages(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let here = cx.request.as_ref().filter(|request| request.method.is_safe());
    let here = here.map_or_else(|| "/portal".to_owned(), |request| request.address());
    html! {
        form.line method="post" action="/portal/language" {
            span.visually-hidden { (l.t("licensing-portal-language")) }
            input type="hidden" name="to" value=(here);
            @for (lang, name) in LANGUAGES {
                span lang=(lang.tag()) {
                    (Button::quiet(name).value("lang", lang.tag()).pressed(l.lang == lang))
                }
            }
        }
    }
}
