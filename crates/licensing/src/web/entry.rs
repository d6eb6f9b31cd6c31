//! Entries of the catalogue: lists, pages and forms, which are alike for all kinds.

use super::actors;
use crate::actions::entry::Kept;
use crate::domain::draft::{Given, Pen};
use crate::domain::environment::Environment;
use crate::store::entry as store;
use crate::views::entry::{self as views, Around, Drawn, Shown, Start};
use crate::views::entry_form::{self, Editing};
use crate::views::history::History;
use crate::{actions, rights};
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::op::OpId;
use platform::{Cx, Error, Refusal, Result, event};
use sea_orm::prelude::Uuid;
use serde::Deserialize;
use ui::{Difference, Toast};

/// Rows of one page of a list.
const PAGE: usize = 50;

/// A kind of entry with pages.
pub trait Served: Kept + Drawn {
    /// What stands around these entries; `counted` where a page is about one of them.
    fn around(
        cx: &Cx,
        entries: &[Self],
        counted: bool,
    ) -> impl Future<Output = Result<Around>> + Send;

    /// What the form of a new one chooses from.
    fn choices(cx: &Cx) -> impl Future<Output = Result<Around>> + Send;
}

/// What a list's address says; the address is the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    /// Those of one product or group, by its id.
    pub product: String,
    pub group: String,
    /// The id of the last row that was seen.
    pub after: String,
}

impl Asked {
    pub fn is_narrow(&self) -> bool {
        [&self.q, &self.product, &self.group, &self.after].iter().any(|text| !text.is_empty())
    }

    /// The list's address with these filters, behind `after`.
    pub fn address(&self, base: &str, after: &str) -> String {
        let all = [("q", &*self.q), ("product", &*self.product), ("group", &*self.group)];
        let said: Vec<_> = all
            .into_iter()
            .chain([("after", after)])
            .filter(|(_, text)| !text.is_empty())
            .collect();
        match serde_urlencoded::to_string(said) {
            Ok(query) if !query.is_empty() => format!("{base}?{query}"),
            _ => base.to_owned(),
        }
    }

    fn read(&self) -> Result<store::Asked> {
        // more than anybody types is cut
        let text = self.q.trim().chars().take(200).collect();
        let (product, group) = (filter(&self.product)?, filter(&self.group)?);
        Ok(store::Asked { text, product, group, ..store::Asked::default() })
    }
}

/// An id in a filter; one that is none finds nothing.
fn filter<T: std::str::FromStr>(text: &str) -> Result<Option<T>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Error::NotFound)
}

/// An id out of an address; anything else is an address where nothing is.
pub fn id(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| Error::NotFound)
}

pub async fn stored<E: Served>(cx: &Cx, path: &str) -> Result<E> {
    E::find(cx.db(), id(path)?).await?.ok_or(Error::NotFound)
}

type Pairs = Form<Vec<(String, String)>>;

pub async fn list<E: Served>(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let after = filter(&asked.after)?;
    let mut found = E::by_name(cx.db(), &asked.read()?, after, PAGE as u64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let around = E::around(&cx, &found, false).await?;
    let start = Start { found, around, more, asked };
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &start));
    }
    Ok(views::list(&cx, &start))
}

pub async fn show<E: Served>(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    Ok(views::show(&cx, &shown::<E>(&cx, &path).await?))
}

/// All that the page of an entry shows.
pub async fn shown<E: Served>(cx: &Cx, path: &str) -> Result<Shown<E>> {
    let entry: E = stored(cx, path).await?;
    let around = E::around(cx, std::slice::from_ref(&entry), true).await?;
    let facts = event::timeline(cx.db(), &E::NOUN.object(entry.id())).await?;
    let actors = actors::of(cx, &facts).await?;
    Ok(Shown { entry, around, history: History { facts, actors } })
}

pub async fn new<E: Served>(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let blank = E::blank(platform::Millis(cx.now));
    let mut values = Editing::of(&blank).values;
    // a link from a product or a group has chosen it already
    for (name, chosen) in [("product", asked.product), ("group", asked.group)] {
        let place = values.iter_mut().find(|(field, _)| field == name);
        if let Some((_, value)) = place.filter(|_| !chosen.is_empty()) {
            *value = chosen;
        }
    }
    let around = E::choices(&cx).await?;
    let editing = Editing { op: Some(OpId::new()), values, around, ..Editing::default() };
    Ok(entry_form::form::<E>(&cx, &editing))
}

pub async fn create<E: Served>(cx: Cx, Form(pairs): Pairs) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let op = one(&pairs, "op").parse().unwrap_or_else(|_| OpId::new());
    match actions::create_entry::<E>(&cx, Some(op), &given::<E>(&pairs)).await {
        Ok(entry) => Ok(saved::<E>(&cx, entry.id())),
        Err(error) => {
            let refusals = refused(error)?;
            let around = E::choices(&cx).await?;
            let editing =
                Editing { op: Some(op), values: pairs, refusals, around, ..Editing::default() };
            Ok(again(entry_form::form::<E>(&cx, &editing)))
        }
    }
}

pub async fn edit<E: Served>(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let entry: E = stored(&cx, &path).await?;
    let editing = Editing { around: E::choices(&cx).await?, ..Editing::of(&entry) };
    Ok(entry_form::form::<E>(&cx, &editing))
}

pub async fn change<E: Served>(
    cx: Cx,
    Path(path): Path<String>,
    Form(pairs): Pairs,
) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let id = id(&path)?;
    // a version that nobody has is an old one
    let version = one(&pairs, "version").parse().unwrap_or(-1);
    let given = given::<E>(&pairs);
    let Err(error) = actions::change_entry::<E>(&cx, id, Some(version), &given).await else {
        return Ok(saved::<E>(&cx, id));
    };
    let theirs: E = stored(&cx, &path).await?;
    let mut editing = Editing { around: E::choices(&cx).await?, ..Editing::of(&theirs) };
    editing.values = pairs;
    if matches!(error, Error::Stale) {
        let mut mine = theirs.clone();
        mine.read(&mut Pen::new(&given));
        editing.conflict = Difference::all(mine.fields(), theirs.fields());
        return Ok((StatusCode::CONFLICT, entry_form::form::<E>(&cx, &editing)).into_response());
    }
    editing.version = version;
    editing.refusals = refused(error)?;
    Ok(again(entry_form::form::<E>(&cx, &editing)))
}

pub async fn ask<E: Served>(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let entry: E = stored(&cx, &path).await?;
    let used = entry.in_use(cx.db()).await?;
    Ok(views::removal(&cx, &entry, &used.map(Refusal::from).into_iter().collect::<Vec<_>>()))
}

/// One that others stand on stays, and the page says so.
pub async fn remove<E: Served>(cx: Cx, Path(path): Path<String>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let entry: E = stored(&cx, &path).await?;
    match actions::remove_entry::<E>(&cx, entry.id()).await {
        Ok(()) => {
            let name = entry.label();
            let said = cx.locale.ta("licensing-removed", &[("name", name.into())]);
            Ok(([ui::flash(&Toast::ok(said))], Redirect::to(E::BASE)).into_response())
        }
        Err(error) => Ok(again(views::removal(&cx, &entry, &refused(error)?))),
    }
}

/// The first entries of a kind by name, to choose from; longer lists help nobody.
pub async fn first<E: Kept>(cx: &Cx) -> Result<Vec<E>> {
    E::by_name(cx.db(), &store::Asked::default(), None, 500).await
}

pub async fn environments(cx: &Cx) -> Result<Vec<Environment>> {
    first(cx).await
}

fn one<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text)
}

fn given<E: Served>(pairs: &[(String, String)]) -> Given {
    Given::form::<E>(pairs.iter().cloned())
}

/// What was refused; any other error goes on.
pub fn refused(error: Error) -> Result<Vec<Refusal>> {
    match error {
        Error::Refused(refusals) => Ok(refusals),
        other => Err(other),
    }
}

/// The form again, with what is wrong with it.
pub fn again(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The page of an entry that was changed just now.
pub fn saved<E: Served>(cx: &Cx, id: Uuid) -> Response {
    let toast = Toast::ok(cx.locale.t("licensing-saved"));
    ([ui::flash(&toast)], Redirect::to(&format!("{}/{id}", E::BASE))).into_response()
}
