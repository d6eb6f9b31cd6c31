//! The list of machines, and its filter.

use super::address::{Address, unknown};
use super::licence_list::COUNTED;
use super::saved_filter;
use crate::domain::machine::{Heartbeat, Machine};
use crate::domain::saved_filter::{Listed, Saved};
use crate::store::machine_list::{self, Filter};
use crate::store::{self, choices, licence_search, machine_search};
use crate::views::machine_list::{self as views, Line, List};
use crate::{keys, rights};
use axum::response::{IntoResponse as _, Redirect, Response};
use platform::{Cx, Result};
use std::collections::HashMap;

pub(crate) const PATH: &str = "/machines";

pub(super) const NAMES: &[&str] = &["heartbeat", "product", "licence", "owner", "group", "q"];

/// Rows of one page.
const PAGE: u64 = 50;

pub(crate) fn address(cx: &Cx) -> Address {
    Address::of(cx, PATH, NAMES)
}

pub(super) async fn list(cx: Cx) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let saved = saved_filter::seen(&cx, Listed::Machines).await?;
    if let Some(to) = saved_filter::opens(&cx, &saved).await {
        return Ok(Redirect::to(&to).into_response());
    }
    let address = address(&cx).opens_filtered(saved.opening.is_some());
    let list = List { saved, ..read(&cx, &address).await? };
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &address, &list, None).into_response());
    }
    Ok(views::page(&cx, &address, &list).into_response())
}

/// One page of the list with what its lines show.
pub(super) async fn read(cx: &Cx, address: &Address) -> Result<List> {
    let filter = resolve(cx, address).await?;
    let mut found = machine_list::page(cx.db(), &filter, address.after.as_ref(), PAGE + 1).await?;
    let more = found.len() as u64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(Filter::cursor);
    let licence = match filter.licence {
        Some(id) => store::licence::find(cx.db(), id).await?,
        None => None,
    };
    Ok(List {
        count: machine_list::count_up_to(cx.db(), &filter, COUNTED).await?,
        lines: lines(cx, found).await?,
        more: next.map(|next| address.next(next).href()),
        licence,
        products: choices::products(cx.db()).await?,
        saved: Saved::default(),
    })
}

pub(super) async fn lines(cx: &Cx, machines: Vec<Machine>) -> Result<Vec<Line>> {
    let licences: Vec<_> = machines.iter().map(|one| one.licence).collect();
    let licences = store::licence::with_ids(cx.db(), &licences).await?;
    let licences: HashMap<_, _> = licences.into_iter().map(|one| (one.id, one)).collect();
    let line = |machine: Machine| {
        let licence = licences.get(&machine.licence).cloned();
        Line { machine, licence }
    };
    Ok(machines.into_iter().map(line).collect())
}

/// What the database is asked.
pub(super) async fn resolve(cx: &Cx, address: &Address) -> Result<Filter> {
    let heartbeat = match address.get("heartbeat") {
        None => None,
        Some(word) => {
            let known = Heartbeat::of_name(&word.to_uppercase());
            Some(known.ok_or_else(|| unknown("heartbeat"))?)
        }
    };
    let ids = match address.get("q") {
        None => None,
        Some(text) => {
            let hash = keys::hash(&cx.kontor, text);
            let licences = licence_search::ids(cx.db(), text, &hash).await?;
            Some(machine_search::ids(cx.db(), text, &licences).await?)
        }
    };
    Ok(Filter {
        heartbeat,
        product: address.parsed("product")?,
        licence: address.parsed("licence")?,
        owner: address.parsed("owner")?,
        group: address.parsed("group")?,
        ids,
        ..Filter::at(cx.now)
    })
}
