//! The palette: one box for every place, command and thing; each hit is an address, with the rights of who asks.

use crate::page::{Page, page};
use crate::parts::{Field, icon};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use maud::{Markup, html};
use platform::app::Hit;
use platform::{Cx, Kontor, Locale, Result};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().route("/palette", get(palette)).route("/help/keys", get(keys))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

/// At most this many hits of one app.
const PER_APP: usize = 8;

async fn palette(cx: Cx, Query(Asked { q }): Query<Asked>) -> Result<Markup> {
    let q: String = q.trim().chars().take(100).collect();
    let mut groups: Vec<(String, Vec<Hit>)> = Vec::new();
    for app in cx.kontor.apps_on() {
        let mut hits = (app.palette)(cx.clone(), q.clone()).await?;
        hits.truncate(PER_APP);
        for hit in hits {
            let label = place_of(&cx, &hit.path);
            match groups.iter_mut().find(|(of, _)| *of == label) {
                Some((_, hits)) => hits.push(hit),
                None => groups.push((label, vec![hit])),
            }
        }
    }
    let places = places(&cx, &q);
    if !places.is_empty() {
        groups.insert(0, (cx.locale.t("ui-palette-places"), places));
    }
    if cx.request.as_ref().is_some_and(|request| request.fragment) {
        return Ok(draw(&cx, &groups));
    }
    let l = &cx.locale;
    Ok(page(
        &cx,
        Page::form(
            l.t("ui-palette"),
            html! {
                div.sheet-head { h1 { (l.t("ui-palette")) } }
                form method="get" action="/palette" {
                    (Field::input("search", "q", l.t("ui-palette-hint")).value(&q).hide_label().autofocus())
                }
                (plain(&cx, &groups))
            },
        ),
    ))
}

/// The keyboard map as a page, for those without scripts.
async fn keys(cx: Cx) -> Markup {
    let title = cx.locale.t("ui-keys");
    let body = html! { div.sheet-head { h1 { (title) } } (crate::shell::key_map(&cx)) };
    page(&cx, Page::sheet(title, body))
}

/// The name of the place that an address lies in: people stand below "People", users below "Users".
fn place_of(cx: &Cx, path: &str) -> String {
    let rail = cx.kontor.apps_on().flat_map(|app| app.rail).map(|entry| (entry.path, entry.label));
    let admin =
        cx.kontor.apps_on().flat_map(|app| app.admin).map(|entry| (entry.path, entry.label));
    let holds = |place: &str| place != "/" && path.starts_with(place);
    let place = rail.chain(admin).filter(|(place, _)| holds(place));
    let label = place.max_by_key(|(place, _)| place.len()).map_or("ui-home", |(_, label)| label);
    name(&cx.locale, label)
}

/// A place's name on one line; the rail of a phone may break it.
fn name(l: &Locale, label: &str) -> String {
    l.t(label).replace('\u{ad}', "")
}

/// The places of the rail and of Administration whose name, in either language, contains every typed word.
fn places(cx: &Cx, q: &str) -> Vec<Hit> {
    let l = &cx.locale;
    let rail = cx
        .kontor
        .apps_on()
        .flat_map(|app| app.rail)
        .filter(|entry| crate::house::may_go(cx, entry));
    let rail = rail.map(|entry| {
        (entry.icon, entry.label, format!("G {}", entry.chord.to_ascii_uppercase()), entry.path)
    });
    let admin = cx.kontor.apps_on().flat_map(|app| app.admin).filter(|entry| cx.may(entry.right));
    let admin = admin.map(|entry| (entry.icon, entry.label, l.t(entry.hint), entry.path));
    rail.chain(admin)
        .filter(|(_, label, _, _)| names_it(cx, label, q))
        .map(|(icon, label, detail, path)| Hit {
            icon,
            label: name(l, label),
            detail,
            path: path.to_owned(),
        })
        .collect()
}

/// Whether a text, in either language, contains every typed word: a command is found by its name.
pub fn names_it(cx: &Cx, label: &str, q: &str) -> bool {
    platform::Lang::ALL.into_iter().any(|lang| {
        let text = name(&cx.locale.in_lang(lang), label).to_lowercase();
        q.to_lowercase().split_whitespace().all(|word| text.contains(word))
    })
}

/// The hits as a page, for those without scripts.
fn plain(cx: &Cx, groups: &[(String, Vec<Hit>)]) -> Markup {
    html! {
        @for (label, hits) in groups {
            section.section {
                h2 { (label) }
                ul.stack.tight {
                    @for hit in hits {
                        li { a.hit href=(hit.path) { (icon(hit.icon)) span.label { (hit.label) } span.meta { (hit.detail) } } }
                    }
                }
            }
        }
        @if groups.is_empty() { p { (cx.locale.t("ui-palette-none")) } }
    }
}

/// The hits as the options of the palette's list.
fn draw(cx: &Cx, groups: &[(String, Vec<Hit>)]) -> Markup {
    html! {
        @for (label, hits) in groups {
            div role="group" aria-label=(label) {
                h3 role="presentation" { (label) }
                @for hit in hits {
                    a.hit role="option" aria-selected="false" tabindex="-1" href=(hit.path) {
                        (icon(hit.icon)) span.label { (hit.label) } span.meta { (hit.detail) }
                    }
                }
            }
        }
        @if groups.is_empty() { p.empty { (cx.locale.t("ui-palette-none")) } }
    }
}
