//! What programs asked: the list, and one of them.

use super::address::Address;
use crate::domain::licence::Licence;
use crate::domain::request::Request;
use crate::store::paging::{Cursor, Key};
use crate::store::request::Filter;
use crate::views::request::{self as views, List};
use crate::{LicensingConfig, rights, store};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use maud::Markup;
use platform::{Cx, Error, Kontor, Millis, Result};
use sea_orm::prelude::Uuid;

pub(crate) const PATH: &str = "/licences/requests";
/// `q` is a code; `errors` shows those that failed alone.
const NAMES: &[&str] = &["licence", "errors", "q"];
const PAGE: usize = 50;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/licences/requests", get(list)).route("/licences/requests/{id}", get(show))
}

async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let address = Address::of(&cx, PATH, NAMES);
    let filter = Filter {
        licence: address.parsed("licence")?,
        code: address.get("q").unwrap_or_default().to_uppercase().replace(' ', "_"),
        errors: address.get("errors").is_some(),
        after: address.after.as_ref().and_then(behind),
    };
    let mut found = store::request::page(cx.db(), &filter, PAGE as u64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(cursor);
    let more = next.map(|next| address.next(next).href());
    let list = List { licences: licences(&cx, &found).await?, found, more, is_on: is_on(&cx) };
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &list));
    }
    Ok(views::page(&cx, &address, &list))
}

/// Whether requests are written down at all.
fn is_on(cx: &Cx) -> bool {
    cx.kontor.config.section::<LicensingConfig>().request_log != "off"
}

pub(crate) fn cursor(last: &Request) -> Cursor {
    Cursor { id: last.id, key: Key::At(last.at) }
}

fn behind(cursor: &Cursor) -> Option<(Millis, Uuid)> {
    match cursor.key {
        Key::At(at) => Some((at, cursor.id)),
        Key::Name(_) => None,
    }
}

async fn licences(cx: &Cx, found: &[Request]) -> Result<Vec<Licence>> {
    let ids: Vec<_> = found.iter().filter_map(|one| one.licence).collect();
    store::licence::with_ids(cx.db(), &ids).await
}

/// One is found by its moment and its id, for it lies in a month.
async fn show(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let cursor: Cursor = path.parse().map_err(|()| Error::NotFound)?;
    let (at, id) = behind(&cursor).ok_or(Error::NotFound)?;
    let found = store::request::find(cx.db(), at, id).await?.ok_or(Error::NotFound)?;
    let licence = licences(&cx, std::slice::from_ref(&found)).await?.pop();
    Ok(views::show(&cx, &found, licence.as_ref()))
}
