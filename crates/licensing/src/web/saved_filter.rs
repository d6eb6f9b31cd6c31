//! Filters that people keep: saved from a list, named, shared, opened with and removed on one page.

use super::address::{Address, unknown};
use super::fields::{Fields, Id, refused};
use super::{licence_list, machine_list};
use crate::domain::saved_filter::{FilterDraft, Listed, Saved, SavedFilter, SavedFilterId};
use crate::views::saved_filter::{self as views, PATH, Typed};
use crate::{actions, rights, store};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use platform::app::Hit;
use platform::{Cx, Kontor, Refusal, Result};
use ui::{Toast, flash};

/// So many stand among the palette's hits.
const HITS: usize = 4;

pub(super) fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/filters", get(page).post(save))
        .route("/licences/filters/{id}", post(change))
        .route("/licences/filters/{id}/removal", post(remove))
}

/// What somebody sees; nothing where nobody is signed in.
pub(super) async fn seen(cx: &Cx, list: Listed) -> Result<Saved> {
    match cx.user_id() {
        Some(user) => store::saved_filter::of(cx.db(), user, list).await,
        None => Ok(Saved::default()),
    }
}

/// A filter as its list's address: only what the list knows is left of it.
fn address(list: Listed, query: &str) -> Address {
    match list {
        Listed::Licences => Address::of_query(query, licence_list::PATH, licence_list::NAMES),
        Listed::Machines => Address::of_query(query, machine_list::PATH, machine_list::NAMES),
    }
}

/// Whether the list can be asked for what is set.
async fn is_understood(cx: &Cx, list: Listed, address: &Address) -> Result<()> {
    match list {
        Listed::Licences => licence_list::resolve(cx, address).await.map(drop),
        Listed::Machines => machine_list::resolve(cx, address).await.map(drop),
    }
}

/// Where the bare address of a list leads to. A filter that the list does not understand any more leads nowhere.
pub(super) async fn opens(cx: &Cx, saved: &Saved) -> Option<String> {
    let request = cx.request.as_ref()?;
    if !request.query.is_empty() || request.fragment || request.background {
        return None;
    }
    let filter = saved.opening()?;
    let address = address(filter.list, &filter.query);
    is_understood(cx, filter.list, &address).await.ok()?;
    (!address.is_bare()).then(|| address.href())
}

/// Those whose name has all that was typed.
pub(super) async fn hits(cx: &Cx, text: &str) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    let text = text.to_lowercase();
    for list in Listed::ALL {
        let named = |one: &SavedFilter| {
            let name = one.name.to_lowercase();
            text.split_whitespace().all(|word| name.contains(word))
        };
        let found = seen(cx, *list).await?.all.into_iter().filter(named);
        hits.extend(found.map(|one| Hit {
            icon: "funnel",
            detail: cx.locale.t(views::list_key(one.list)),
            path: address(one.list, &one.query).href(),
            label: one.name,
        }));
    }
    hits.truncate(HITS);
    Ok(hits)
}

async fn page(cx: Cx) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    draw(&cx, &Typed::default()).await
}

async fn draw(cx: &Cx, typed: &Typed) -> Result<Markup> {
    let mut all = Vec::new();
    for list in Listed::ALL {
        let saved = seen(cx, *list).await?;
        let href = |one: &SavedFilter| address(*list, &one.query).href();
        let lines = saved.all.iter().map(|one| (one.clone(), href(one))).collect();
        all.push((*list, views::Lines { lines, opening: saved.opening }));
    }
    Ok(views::page(cx, &all, typed))
}

fn draft(form: &Fields) -> FilterDraft {
    FilterDraft {
        name: form.text("name").to_owned(),
        shared: form.is_on("shared"),
        opens: form.is_on("opens"),
    }
}

/// The page again, with what was typed and why it was not taken.
async fn again(cx: &Cx, error: platform::Error, typed: Typed) -> Result<Response> {
    let (status, wrong) = refused(error)?;
    Ok((status, draw(cx, &Typed { wrong, ..typed }).await?).into_response())
}

fn back(cx: &Cx, said: &str, to: &str) -> Response {
    let toast = Toast::ok(cx.locale.t(said));
    ([flash(&toast)], Redirect::to(to)).into_response()
}

async fn save(cx: Cx, form: Fields) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let list = Listed::of_name(form.text("list")).ok_or_else(|| -> Refusal { unknown("list") })?;
    let address = address(list, form.text("query"));
    is_understood(&cx, list, &address).await?;
    let draft = draft(&form);
    match actions::save_filter(&cx, list, &address.saved(), &draft).await {
        Ok(_) => Ok(back(&cx, "licensing-filters-did-save", &address.href())),
        Err(error) => {
            let new = Some((list, address.saved()));
            again(&cx, error, Typed { new, draft, ..Typed::default() }).await
        }
    }
}

async fn change(cx: Cx, Id(id): Id<SavedFilterId>, form: Fields) -> Result<Response> {
    let draft = draft(&form);
    match actions::change_filter(&cx, id, form.version(), &draft).await {
        Ok(_) => Ok(back(&cx, "licensing-filters-did-change", PATH)),
        Err(error) => again(&cx, error, Typed { of: Some(id), draft, ..Typed::default() }).await,
    }
}

async fn remove(cx: Cx, Id(id): Id<SavedFilterId>) -> Result<Response> {
    actions::remove_filter(&cx, id).await?;
    Ok(back(&cx, "licensing-filters-did-remove", PATH))
}
