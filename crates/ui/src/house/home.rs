//! Home: what every app puts there.

use crate::page::{Page, page};
use crate::parts::{Notice, empty};
use chrono::Timelike;
use maud::{Markup, PreEscaped, html};
use platform::app::Tile;
use platform::{Cx, Result};

pub(super) async fn show(cx: Cx) -> Result<Markup> {
    let l = &cx.locale;
    let tiles: Vec<_> = cx.kontor.apps_on().flat_map(|app| app.tiles).collect();
    let mut drawn = Vec::new();
    for tile in tiles.into_iter().filter(|tile| cx.may(tile.right)) {
        drawn.push(draw(&cx, tile).await);
    }
    let content = html! {
        div.sheet-head {
            div { h1 { (greeting(&cx)?) } p { (l.day(cx.now)) } }
        }
        @if drawn.is_empty() {
            (empty("house", &l.t("ui-home-empty"), None, None))
        } @else {
            div.tiles { @for tile in drawn { (tile) } }
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

/// A tile that fails says so, and the others stand.
async fn draw(cx: &Cx, tile: &Tile) -> Markup {
    let l = &cx.locale;
    let body = match (tile.draw)(cx.clone()).await {
        Ok(body) => PreEscaped(body),
        Err(cause) => {
            tracing::error!(%cause, tile = tile.label, "a tile could not be drawn");
            html! { (Notice::warn(l.t("ui-tile-failed"))) }
        }
    };
    html! { section.tile { h2 { (l.t(tile.label)) } div.tile-body { (body) } } }
}
