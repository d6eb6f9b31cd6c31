//! Home: what every app puts there.

use crate::page::{Page, page};
use crate::parts::{empty, loading};
use chrono::Timelike;
use maud::{Markup, html};
use platform::app::Tile;
use platform::{Cx, Result};

pub(super) async fn show(cx: Cx) -> Result<Markup> {
    let l = &cx.locale;
    let tiles: Vec<_> = cx.kontor.apps.iter().flat_map(|app| app.tiles).collect();
    let tiles: Vec<_> = tiles.into_iter().filter(|tile| cx.may(tile.right)).collect();
    let content = html! {
        div.sheet-head {
            div { h1 { (greeting(&cx)?) } p { (l.day(cx.now)) } }
        }
        @if tiles.is_empty() {
            (empty("house", &l.t("ui-home-empty"), None, None))
        } @else {
            div.tiles { @for tile in tiles { (draw(&cx, tile)) } }
        }
    };
    Ok(page(&cx, Page::sheet(l.t("ui-home"), content)))
}

/// By the reader's own clock.
fn greeting(cx: &Cx) -> Result<String> {
    let key = match cx.now.with_timezone(&cx.locale.zone).hour() {
        4..11 => "ui-greeting-morning",
        11..18 => "ui-greeting-day",
        _ => "ui-greeting-evening",
    };
    let name = cx.user()?.name.as_str();
    Ok(cx.locale.ta(key, &[("name", name.into())]))
}

fn draw(cx: &Cx, tile: &Tile) -> Markup {
    let l = &cx.locale;
    html! {
        section.tile {
            h2 { (l.t(tile.label)) }
            div.tile-body hx-get=(tile.path) hx-trigger="load" {
                (loading(l))
                noscript { a href=(tile.path) { (l.t("ui-look")) } }
            }
        }
    }
}
