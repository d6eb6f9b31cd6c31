//! Many licences at once, and their keys as a file.

use super::export::file_headers;
use super::fields::{Fields, Id, or_wrong, refused};
use super::licence::note_export;
use super::licence_form::{ask_about_past, policy, prefilled, read};
use super::licence_list::offered;
use crate::actions;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_draft::LicenceDraft;
use crate::views::csv;
use crate::views::licence_batch as views;
use crate::views::licence_form::Filled;
use crate::{keys, rights, store};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::SecondsFormat;
use maud::Markup;
use platform::op::{self, OpId};
use platform::{Cx, Error, Refusal, Result};

/// So many are read at once.
const LOT: usize = 500;

pub(super) async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let fields = prefilled(&cx).await?;
    let filled = Filled { fields, op: Some(OpId::new()), ..Filled::default() };
    Ok(views::new(&cx, &filled, &offered(&cx).await?))
}

pub(super) async fn create(cx: Cx, fields: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let op = fields.text("op").parse().unwrap_or_else(|_| OpId::new());
    let mut read = read(&cx, &fields).await?;
    ask_about_past(&cx, &fields, &mut read);
    let policy = or_wrong(&mut read.wrong, policy(&fields));
    let count = or_wrong(&mut read.wrong, count(&fields).map(Some));
    let issued = match (policy, count) {
        (Some(policy), Some(count)) if read.wrong.is_empty() => {
            let drafts = drafts(&read.draft, count);
            actions::issue_licences(&cx, Some(op), policy, &drafts).await
        }
        _ => Err(Error::Refused(read.wrong)),
    };
    match issued {
        Ok(_) => Ok(Redirect::to(&format!("/licences/batches/{op}")).into_response()),
        Err(error) => {
            let (status, wrong) = refused(error)?;
            let wrong = wrong.into_iter().map(unnumbered).collect();
            let filled = Filled { fields, op: Some(op), wrong, matches: read.matches };
            let page = views::new(&cx, &filled, &offered(&cx).await?);
            Ok((status, page).into_response())
        }
    }
}

fn count(fields: &Fields) -> Result<usize, Refusal> {
    let count = fields.text("count").trim().parse().ok();
    if let Some(count) = count.filter(|count| (1..=LicenceDraft::MOST).contains(count)) {
        return Ok(count);
    }
    let no = Refusal::new("licensing-batch-count-wrong", "a batch has at least one licence");
    Err(no.with("most", LicenceDraft::MOST).on("count"))
}

/// The same draft many times; `#` in its name becomes its number.
fn drafts(draft: &LicenceDraft, count: usize) -> Vec<LicenceDraft> {
    let width = count.to_string().len();
    let name = |n: usize| draft.name.replace('#', &format!("{n:0width$}"));
    (1..=count).map(|n| LicenceDraft { name: name(n), ..draft.clone() }).collect()
}

/// All licences of a batch are drawn as one form, so its fields bear no number.
fn unnumbered(refusal: Refusal) -> Refusal {
    let field = refusal.field.as_deref().unwrap_or_default();
    match field.strip_prefix("licences.").and_then(|rest| rest.split_once('.')) {
        Some((_, field)) => {
            let field = field.to_owned();
            refusal.on(field)
        }
        None => refusal,
    }
}

/// What a batch issued; none once it is so old that nothing is known of its form any more.
async fn issued(cx: &Cx, id: OpId) -> Result<Vec<LicenceId>> {
    op::find(cx.db(), cx, id).await?.ok_or(Error::NotFound)?;
    let ids = store::batch::licences(cx.db(), id.0).await?;
    // the number of another form leads to no licences
    if ids.is_empty() { Err(Error::NotFound) } else { Ok(ids) }
}

pub(super) async fn show(cx: Cx, Id(id): Id<OpId>) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let ids = issued(&cx, id).await?;
    let first = store::licence::with_ids(cx.db(), &ids[..ids.len().min(views::SHOWN)]).await?;
    if first.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(views::done(&cx, &first, ids.len(), id))
}

/// The keys in clear, as a table. Who fetched them stands in the security log.
pub(super) async fn fetch(cx: Cx, Id(id): Id<OpId>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let ids = issued(&cx, id).await?;
    note_export(&cx, &format!("licence_keys:{}", ids.len()));
    let head = csv::row(&["id", "name", "key", "ends"]);
    let mut table = format!("{}{head}", csv::MARK);
    for some in ids.chunks(LOT) {
        let mut licences = store::licence::with_ids(cx.db(), some).await?;
        licences.sort_by_key(|licence| licence.id);
        for licence in &licences {
            table.push_str(&row(&cx, licence)?);
        }
    }
    let name = format!("kontor-licence-keys-{}.csv", cx.now.format("%Y-%m-%d"));
    Ok((file_headers(&name), table).into_response())
}

fn row(cx: &Cx, licence: &Licence) -> Result<String> {
    let end = licence.expires_at.map(|end| end.0.to_rfc3339_opts(SecondsFormat::Secs, true));
    let key = keys::open(&cx.kontor, licence)?;
    let end = end.unwrap_or_default();
    Ok(csv::row(&[&licence.id.to_string(), &licence.name, key.expose(), &end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_licence_of_a_batch_has_its_number() {
        let draft = LicenceDraft { name: "Seat #".into(), ..LicenceDraft::default() };
        let names: Vec<_> = drafts(&draft, 10).into_iter().map(|one| one.name).collect();
        assert_eq!((names[0].as_str(), names[9].as_str()), ("Seat 01", "Seat 10"));
        let refusal = Refusal::new("x", "x").on("licences.7.max_users");
        assert_eq!(unnumbered(refusal).field.as_deref(), Some("max_users"));
    }
}
