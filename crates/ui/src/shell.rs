//! The house around every page: head, rail, bar, and the dialogs that are always there.

use crate::assets;
use crate::page::Page;
use crate::parts::{Button, Dialog, Menu, MenuItem, Toast, avatar, icon};
use crate::standing;
use crate::theme::{Theme, switch};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use platform::app::RailEntry;
use platform::config::SessionConfig;
use platform::{Cx, rights};

/// The program's own name, where a page is nobody's else.
const KONTOR: &str = "Kontor";

pub(crate) fn title(page: &Page) -> String {
    format!("{} · {}", page.title, page.brand.as_deref().unwrap_or(KONTOR))
}

/// How htmx is set up: no injected style, no code in attributes, and a form that is being written in stays.
const HTMX: &str = r#"{"extensions":"guard","includeIndicatorCSS":false,"defaultTimeout":30000,"defaultSettleDelay":0,"morphSkip":"[hx-morph-skip],[data-dirty]","morphIgnore":["data-htmx-powered","open"]}"#;

fn head(cx: &Cx, page: &Page) -> Markup {
    let nonce = cx.request.as_ref().map(|request| request.nonce.as_str());
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f4ee";
            meta name="theme-color" media="(prefers-color-scheme: dark)" content="#12161b";
            meta name="htmx-config" content=(HTMX);
            title { (title(page)) }
            link rel="icon" type="image/svg+xml" href=(assets::path(assets::FAVICON));
            link rel="preload" as="font" type="font/woff2" crossorigin href=(assets::path(assets::FONT));
            link rel="stylesheet" href=(assets::path(assets::CSS));
            script defer nonce=[nonce] src=(assets::path(assets::JS)) {}
        }
    }
}

/// The frame of every document.
fn frame(cx: &Cx, page: &Page, body: &Markup) -> Markup {
    let theme = Theme::of(cx).name();
    let idle = cx.user.as_ref().map(|_| {
        let minutes = cx.kontor.config.section::<SessionConfig>().idle_minutes;
        u64::from(minutes) * 60
    });
    html! {
        (DOCTYPE)
        html lang=(cx.locale.lang.tag()) data-theme=[theme] {
            (head(cx, page))
            body data-sprite=(assets::path(assets::ICONS)) data-idle=[idle]
                data-events=[cx.is_staff().then_some("/live")]
                data-keys=[cx.user.as_ref().is_some_and(|user| !user.single_keys).then_some("off")] {
                a.skip href="#main" { (cx.locale.t("ui-skip")) }
                (body)
                div.visually-hidden #live aria-live="polite" {}
                div.toasts #toasts role="log" aria-live="polite" aria-label=(cx.locale.t("ui-toasts")) { (said(cx)) }
                div #layer {}
                (PreEscaped(standing::texts(&cx.locale)))
                @if cx.user.is_some() { (PreEscaped(standing::dialogs(&cx.locale))) }
            }
        }
    }
}

/// What an action said on the way to this page.
fn said(cx: &Cx) -> Markup {
    let told = cx.request.as_ref().and_then(|request| Toast::told(request.flash.as_deref()?));
    html! { @if let Some(toast) = told { (toast.draw(&cx.locale)) } }
}

/// A page before sign-in, or for people from outside.
pub(crate) fn plain(cx: &Cx, page: &Page, content: &Markup, wide: bool) -> Markup {
    let body = html! {
        div.plain {
            main.plain-card.wide[wide] #main tabindex="-1" {
                div.plain-brand {
                    @match &page.brand { Some(name) => (name), None => { (icon("mark")) (KONTOR) } }
                }
                div.ledger { (content) }
            }
            footer.plain-foot { (switch(cx)) }
        }
    };
    frame(cx, page, &body)
}

/// A page of someone who is signed in.
pub(crate) fn document(cx: &Cx, page: &Page, content: &Markup) -> Markup {
    let modes = modes(cx);
    let body = html! {
        div.shell.told[modes.is_some()] {
            (top(cx, page))
            @if let Some(modes) = modes { (modes) }
            (rail(cx))
            main.main #main tabindex="-1" { (content) }
        }
        (keys(cx))
    };
    frame(cx, page, &body)
}

/// What is not as usual, on every page: read-only mode for everyone, maintenance for those who work on.
fn modes(cx: &Cx) -> Option<Markup> {
    let (l, kontor) = (&cx.locale, &cx.kontor);
    let modes = [
        (kontor.is_under_maintenance() && cx.may(rights::OPERATE), "ui-mode-maintenance"),
        (kontor.is_full(), "ui-mode-disk-full"),
        (kontor.is_read_only() && !kontor.is_full(), "ui-mode-read-only"),
    ];
    let told: Vec<_> = modes.into_iter().filter(|(on, _)| *on).collect();
    (!told.is_empty()).then(|| {
        html! {
            aside.modes aria-label=(l.t("ui-modes")) {
                @for (_, key) in told { p { (icon("triangle-alert")) (l.t(key)) } }
                @if cx.may(rights::OPERATE) { a href="/admin/switches" { (l.t("ui-mode-switches")) } }
            }
        }
    })
}

fn top(cx: &Cx, page: &Page) -> Markup {
    let l = &cx.locale;
    html! {
        header.top {
            a.brand href="/" title="Kontor" { (icon("mark")) span.visually-hidden { "Kontor" } }
            nav.crumbs aria-label=(l.t("ui-crumbs")) {
                ol {
                    @for crumb in &page.crumbs { li { a href=(crumb.href) { (crumb.label) } } }
                    li { span aria-current="page" { (page.title) } }
                }
            }
            a.seek href="/palette" data-open="palette" aria-keyshortcuts="Control+K" {
                (icon("search")) span { (l.t("ui-palette-hint")) } kbd data-mod { (l.t("ui-key-ctrl")) " K" }
            }
            div.top-end { (user_menu(cx)) }
        }
    }
}

fn user_menu(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let Some(user) = &cx.user else {
        return html! { (Button::new(l.t("ui-sign-in")).href("/sign-in")) };
    };
    let button = html! {
        (avatar(&user.name)) span.visually-hidden { (l.ta("ui-user-menu", &[("name", user.name.as_str().into())])) }
    };
    let link = |icon, label: &str, href: &str| MenuItem::Link {
        icon,
        label: l.t(label),
        href: href.into(),
    };
    html! {
        (Menu::new(button, "button quiet icon-only")
            .item(MenuItem::Other(html! { div.menu-head { b { (user.name) } br; span.meta { (user.email) } } }))
            .item(link("user-cog", "ui-account", "/account"))
            .item(MenuItem::Other(html! {
                a.menu-item href="/help/keys" data-open="keys" { (icon("keyboard")) (l.t("ui-keys")) kbd { "?" } }
            }))
            .item(MenuItem::Other(html! {
                button.menu-item type="button" data-open="toast-log" { (icon("bell")) (l.t("ui-toasts")) }
            }))
            .item(MenuItem::Other(switch(cx)))
            .item(MenuItem::Post {
                icon: "log-out", label: l.t("ui-sign-out"), action: "/sign-out".into(), name: "all", value: String::new(),
            }))
    }
}

/// The rail's places that this user may go to: home, the apps, the directory, Administration.
fn places(cx: &Cx) -> Vec<RailEntry> {
    let rail = cx.kontor.apps_on().flat_map(|app| app.rail);
    let all = rail.filter(|entry| crate::house::may_go(cx, entry));
    let mut places: Vec<_> = all.copied().collect();
    places.sort_by_key(|entry| match (entry.path, entry.hue) {
        ("/", _) => 0,
        ("/admin", _) => 3,
        (_, "people") => 2,
        _ => 1,
    });
    places
}

/// The place that an address belongs to: the longest that begins it.
fn current(places: &[RailEntry], path: &str) -> Option<&'static str> {
    let begins = |place: &str| {
        path == place
            || (place != "/" && path.starts_with(place) && path[place.len()..].starts_with('/'))
    };
    places
        .iter()
        .map(|entry| entry.path)
        .filter(|place| begins(place))
        .max_by_key(|place| place.len())
}

fn rail(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let places = places(cx);
    let here = cx.request.as_ref().and_then(|request| current(&places, &request.path));
    html! {
        nav.rail aria-label=(l.t("ui-rail")) {
            ul {
                @for entry in &places {
                    li {
                        a.rail-link href=(entry.path) data-hue=(entry.hue) data-chord=(entry.chord)
                            aria-current=[(here == Some(entry.path)).then_some("page")] {
                            (icon(entry.icon))
                            span.rail-label { (l.t(entry.label)) kbd { "G " (entry.chord.to_ascii_uppercase()) } }
                        }
                    }
                }
            }
            ul.rail-end {
                li {
                    a.rail-link href="/help/keys" data-open="keys" {
                        (icon("circle-help")) span.rail-label { (l.t("ui-keys")) kbd { "?" } }
                    }
                }
            }
        }
    }
}

/// The keyboard map: what is on every page, and the places.
pub(crate) fn key_map(cx: &Cx) -> Markup {
    let l = &cx.locale;
    html! {
        div.keys {
            (PreEscaped(standing::keys(l)))
            section {
                h2 { (l.t("ui-keys-places")) }
                dl {
                    @for entry in places(cx) {
                        dt { kbd { "g" } " " kbd { (entry.chord) } }
                        dd { (l.t(entry.label)) }
                    }
                }
            }
        }
    }
}

fn keys(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let switch = html! {
        (key_map(cx))
        hr;
        div.check {
            input type="checkbox" #keys-switch data-keys-switch checked[cx.user.as_ref().is_none_or(|user| user.single_keys)];
            label for="keys-switch" { (l.t("ui-keys-switch")) span.hint { (l.t("ui-keys-switch-hint")) } }
        }
        p.meta { a href="/help/licences" { (l.t("ui-licences")) } }
    };
    Dialog::new("keys", l.t("ui-keys"), switch).wide().draw(l)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn place(path: &'static str) -> RailEntry {
        RailEntry { icon: "house", label: "x", path, chord: 'x', right: None, hue: "admin" }
    }

    #[test]
    fn the_rail_marks_the_place_that_an_address_lies_in() {
        let places = [place("/"), place("/tickets"), place("/admin")];
        assert_eq!(current(&places, "/tickets/4711"), Some("/tickets"));
        assert_eq!(current(&places, "/ticketsale"), None);
        assert_eq!(current(&places, "/"), Some("/"));
    }
}
