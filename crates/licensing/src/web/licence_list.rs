//! The list of licences, and its filter.

use super::address::{Address, unknown};
use super::saved_filter;
use crate::domain::licence::{Licence, LicenceId, Status};
use crate::domain::saved_filter::{Listed, Saved};
use crate::domain::user::User;
use crate::store::licence_list::{self, Filter, Order};
use crate::store::{self, choices, licence_search, paging::World};
use crate::views::licence_list::{self as views, Choices, Line, List};
use crate::{keys, rights};
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use events::directory::OrganisationId;
use platform::{Cx, Result};
use std::collections::HashMap;

pub(crate) const PATH: &str = "/licences";

pub(super) const NAMES: &[&str] = &[
    "status",
    "product",
    "policy",
    "organisation",
    "owner",
    "group",
    "environment",
    "test",
    "assigned",
    "ends",
    "from",
    "until",
    "sort",
    "q",
];

/// Rows of one page.
const PAGE: u64 = 50;
/// Counted no further: "999+" says enough.
pub(crate) const COUNTED: u64 = 1000;
/// So many organisations of a name are looked at.
const MOST_ORGANISATIONS: u64 = 50;

pub(crate) fn address(cx: &Cx) -> Address {
    Address::of(cx, PATH, NAMES)
}

/// The address of all licences with one thing in common.
pub(crate) fn bare() -> Address {
    Address::of_query("", PATH, NAMES)
}

pub(super) async fn list(cx: Cx) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let saved = saved_filter::seen(&cx, Listed::Licences).await?;
    if let Some(to) = saved_filter::opens(&cx, &saved).await {
        return Ok(Redirect::to(&to).into_response());
    }
    let address = address(&cx).opens_filtered(saved.opening.is_some());
    let list = read(&cx, &address).await?;
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &address, &list, None).into_response());
    }
    let choices = Choices { saved, ..offered(&cx).await? };
    Ok(views::page(&cx, &address, &list, &choices).into_response())
}

/// What the filter's form offers.
pub(super) async fn offered(cx: &Cx) -> Result<Choices> {
    Ok(Choices {
        products: choices::products(cx.db()).await?,
        policies: choices::policies(cx.db()).await?,
        groups: choices::groups(cx.db()).await?,
        environments: choices::environments(cx.db()).await?,
        saved: Saved::default(),
    })
}

/// One page of the list with what its lines show.
pub(super) async fn read(cx: &Cx, address: &Address) -> Result<List> {
    let filter = resolve(cx, address).await?;
    let mut found = licence_list::page(cx.db(), &filter, address.after.as_ref(), PAGE + 1).await?;
    let more = found.len() as u64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(|last| filter.cursor(last));
    let count = licence_list::count_up_to(cx.db(), &filter, COUNTED).await?;
    let mut names = named(cx, &filter).await?;
    if let Some(id) = filter.organisation {
        let organisation = directory::find_organisation(cx.db(), id).await?;
        names.extend(organisation.map(|organisation| ("organisation", organisation.name)));
    }
    if let Some(id) = filter.owner {
        let owner = store::user::find(cx.db(), id).await?;
        names.extend(owner.map(|owner| ("owner", owner.label())));
    }
    Ok(List {
        lines: lines(cx, found).await?,
        more: next.map(|next| address.next(next).href()),
        count,
        names,
    })
}

/// The names behind the entries of the catalogue that a filter asks for; of those that are gone there is none.
async fn named(cx: &Cx, filter: &Filter) -> Result<Vec<(&'static str, String)>> {
    let mut names = Vec::new();
    if let Some(id) = filter.product {
        names.extend(store::product::find(cx.db(), id).await?.map(|one| ("product", one.name)));
    }
    if let Some(id) = filter.policy {
        names.extend(store::policy::find(cx.db(), id).await?.map(|one| ("policy", one.name)));
    }
    if let Some(id) = filter.group {
        names.extend(store::group::find(cx.db(), id).await?.map(|one| ("group", one.name)));
    }
    if let World::Isolated(id) = filter.world {
        let found = store::environment::find(cx.db(), id).await?;
        names.extend(found.map(|one| ("environment", one.name)));
    }
    Ok(names)
}

/// Licences with the names that their rows show.
pub(crate) async fn lines(cx: &Cx, licences: Vec<Licence>) -> Result<Vec<Line>> {
    let policies: Vec<_> = licences.iter().map(|one| one.policy).collect();
    let policies = store::policy::with_ids(cx.db(), &policies).await?;
    let policies: HashMap<_, _> = policies.into_iter().map(|one| (one.id, one)).collect();
    let owners: Vec<_> = licences.iter().filter_map(|one| one.owner).collect();
    let owners = store::user::with_ids(cx.db(), &owners).await?;
    let owners: HashMap<_, _> = owners.into_iter().map(|one| (one.id, one)).collect();
    let organisations: Vec<_> = licences.iter().filter_map(|one| one.organisation).collect();
    let organisations = directory::organisations_with_ids(cx.db(), &organisations).await?;
    let organisations: HashMap<_, _> =
        organisations.into_iter().map(|one| (one.id, one.name)).collect();
    let line = |licence: Licence| {
        let owner = licence.owner.and_then(|id| owners.get(&id));
        let policy = policies.get(&licence.policy);
        let whose = licence.organisation.and_then(|id| organisations.get(&id)).cloned();
        Line {
            status: licence.status(owner.is_some_and(User::is_banned), cx.now),
            policy: policy.map(|policy| policy.name.clone()).unwrap_or_default(),
            seats: policy.and_then(|policy| licence.limits.over(&policy.settings).max_machines),
            whose: whose.or_else(|| owner.map(User::label)),
            licence,
        }
    };
    Ok(licences.into_iter().map(line).collect())
}

/// What the database is asked.
pub(crate) async fn resolve(cx: &Cx, address: &Address) -> Result<Filter> {
    let ends = address.parsed::<u16>("ends")?;
    let status = match address.get("status") {
        None => None,
        Some(word) => {
            let status = Status::of_name(&word.to_uppercase());
            Some(status.ok_or_else(|| unknown("status"))?)
        }
    };
    let by_end = ends.is_some() || status == Some(Status::Expiring);
    let order = match address.get("sort") {
        None if by_end => Order::End,
        None if status == Some(Status::Expired) => Order::EndLast,
        None => Order::Newest,
        Some(name) => Order::of_name(name).ok_or_else(|| unknown("sort"))?,
    };
    let soon = ends.map(|days| cx.now + TimeDelta::days(days.into()));
    let until = day(cx, address, "until")?.map(|day| day + TimeDelta::days(1));
    Ok(Filter {
        order,
        world: match address.get("environment") {
            None => World::All,
            Some("none") => World::Live,
            Some(id) => World::Isolated(id.parse().map_err(|_| unknown("environment"))?),
        },
        status,
        product: address.parsed("product")?,
        policy: address.parsed("policy")?,
        organisation: address.parsed("organisation")?,
        owner: address.parsed("owner")?,
        group: address.parsed("group")?,
        is_test: yes_or_no(address, "test")?,
        // what was switched off needs no reminder of its end
        suspended: ends.map(|_| false),
        assigned: yes_or_no(address, "assigned")?,
        ends_from: day(cx, address, "from")?.or(ends.map(|_| cx.now)),
        ends_before: until.or(soon),
        ids: match address.get("q") {
            None => None,
            Some(text) => Some(search(cx, text).await?),
        },
        ..Filter::at(cx.now)
    })
}

fn yes_or_no(address: &Address, name: &'static str) -> Result<Option<bool>> {
    match address.get(name) {
        None => Ok(None),
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some(_) => Err(unknown(name).into()),
    }
}

/// The beginning of a day in the reader's zone.
fn day(cx: &Cx, address: &Address, name: &'static str) -> Result<Option<DateTime<Utc>>> {
    let Some(text) = address.get(name) else { return Ok(None) };
    let wrong = || unknown(name);
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| wrong())?;
    if !(1970..=9999).contains(&chrono::Datelike::year(&day)) {
        return Err(wrong().into());
    }
    let begin = cx.locale.zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
    Ok(Some(begin.ok_or_else(wrong)?.with_timezone(&Utc)))
}

/// By name, key and machine; by who has them, as the directory and the vendor's programs call them.
pub(crate) async fn search(cx: &Cx, text: &str) -> Result<Vec<LicenceId>> {
    let hash = keys::hash(&cx.kontor, text);
    let mut ids = licence_search::ids(cx.db(), text, &hash).await?;
    let organisations = directory::search_organisations(cx.db(), text, MOST_ORGANISATIONS).await?;
    let organisations: Vec<OrganisationId> = organisations.iter().map(|one| one.id).collect();
    ids.extend(licence_search::of(cx.db(), &organisations, text).await?);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}
