//! What licensing shows on pages of others: the licences of an organisation or a person, and what is due on the home page.

use super::fields::Id;
use super::licence_list::{COUNTED, bare, lines};
use crate::domain::licence::Status;
use crate::domain::machine::Heartbeat;
use crate::rights;
use crate::store::licence_list::{self, Filter, Order};
use crate::store::{choices, licence_search, machine_list};
use crate::views::panel::{self as views, Stats, Today};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use events::directory::{OrganisationId, PersonId};
use platform::{Cx, Result};

const SHOWN: u64 = 10;
/// So many of what ends next stand on the home page.
const NEXT: u64 = 5;

pub(super) async fn of_organisation(cx: Cx, Id(id): Id<OrganisationId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let all = bare().with("organisation", Some(&id.to_string())).href();
    let filter = Filter { organisation: Some(id), ..Filter::at(cx.now) };
    let new = Some(format!("/licences/new?organisation={id}"));
    panel(&cx, &filter, &all, new).await
}

/// Those of the person's organisation, and those that belong to one of the person's addresses.
pub(super) async fn of_person(cx: Cx, Id(id): Id<PersonId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let person = directory::get_person(cx.db(), id).await?;
    let organisation = person.organisation;
    let theirs: Vec<_> = organisation.into_iter().collect();
    let mut ids = licence_search::of_organisations(cx.db(), &theirs).await?;
    let mut owner = None;
    for email in directory::addresses_of(cx.db(), id).await? {
        let Some(user) = choices::user_by_email(cx.db(), &email).await? else { continue };
        ids.extend(licence_search::of_owner(cx.db(), user.id).await?);
        ids.extend(licence_search::of_member(cx.db(), user.id).await?);
        owner = owner.or(Some(user));
    }
    ids.sort_unstable();
    ids.dedup();
    let all = match (organisation, &owner) {
        (Some(id), _) => bare().with("organisation", Some(&id.to_string())),
        (None, Some(owner)) => bare().with("owner", Some(&owner.id.to_string())),
        (None, None) => bare(),
    };
    let filter = Filter { ids: Some(ids), ..Filter::at(cx.now) };
    let new = organisation.map(|id| format!("/licences/new?organisation={id}"));
    panel(&cx, &filter, &all.href(), new).await
}

/// The panel within another page; who follows it as a link, without scripts, gets the list itself.
async fn panel(cx: &Cx, filter: &Filter, all: &str, new: Option<String>) -> Result<Response> {
    if !cx.request.as_ref().is_some_and(|request| request.fragment) {
        return Ok(Redirect::to(all).into_response());
    }
    let found = licence_list::page(cx.db(), filter, None, SHOWN).await?;
    let lines = lines(cx, found).await?;
    let stats = stats(cx, filter).await?;
    Ok(views::licences(cx, (&lines, &stats), all, new).into_response())
}

/// How these licences stand together.
async fn stats(cx: &Cx, filter: &Filter) -> Result<Stats> {
    let count = async |of: Filter| licence_list::count_up_to(cx.db(), &of, COUNTED).await;
    let mut active = 0;
    for status in [Status::Active, Status::Expiring, Status::Inactive] {
        active += count(Filter { status: Some(status), ..filter.clone() }).await?;
    }
    Ok(Stats {
        active,
        all: count(filter.clone()).await?,
        on_devices: count(Filter { activated: Some(true), ..filter.clone() }).await?,
        last: licence_list::last_validated(cx.db(), filter).await?,
    })
}

/// What is due, as HTML for the home page.
pub(crate) async fn tile(cx: Cx) -> Result<String> {
    cx.require(rights::VIEW)?;
    let at = || Filter::at(cx.now);
    let active = Filter { status: Some(Status::Active), ..at() };
    let ending = Filter {
        ends_from: Some(cx.now),
        ends_before: Some(cx.now + TimeDelta::days(30)),
        suspended: Some(false),
        order: Order::End,
        ..at()
    };
    let mut dead = machine_list::Filter::at(cx.now);
    dead.heartbeat = Some(Heartbeat::Dead);
    let next = licence_list::page(cx.db(), &ending, None, NEXT).await?;
    let today = Today {
        active: licence_list::count_up_to(cx.db(), &active, COUNTED).await?,
        ending: licence_list::count_up_to(cx.db(), &ending, COUNTED).await?,
        dead: machine_list::count_up_to(cx.db(), &dead, COUNTED).await?,
        anomalies: super::anomaly::open(&cx).await?,
        next: lines(&cx, next).await?,
    };
    Ok(views::tile(&cx, &today).into_string())
}
