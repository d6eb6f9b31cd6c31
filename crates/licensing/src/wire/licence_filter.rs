//! Which licences a list shows, as the query says it.

use super::ask::Ask;
use super::fault::Fault;
use super::page::Found as Pages;
use super::query::{Paging, Query};
use crate::domain::licence::{Licence, LicenceId, Status};
use crate::domain::span::span;
use crate::store::licence_find::{self as find, Activations, Also};
use crate::store::licence_list::Filter;
use crate::{keys, store};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use platform::db::Source;
use serde_json::Value;

/// So many licences are looked through for what is noted about them, which no index knows.
const LOOKED_THROUGH: usize = 20_000;
/// And so many at once.
const LOT: u64 = 500;
/// Nobody counts further.
const MOST: u64 = 1_000_000;

pub(super) struct Wanted {
    filter: Filter,
    also: Also,
    metadata: Vec<(String, String)>,
}

/// A page of a list.
pub(super) struct Found {
    pub(super) rows: Vec<Licence>,
    pub(super) found: Pages,
}

pub(super) async fn read(ask: &Ask, query: &mut Query) -> Result<Wanted, Fault> {
    let mut filter = Filter {
        status: query.word("status", |word| Status::of_name(&word.to_uppercase())),
        product: query.id("product"),
        policy: query.id("policy"),
        owner: query.id("owner"),
        user: query.id("user"),
        group: query.id("group"),
        suspended: query.flag("suspended"),
        assigned: query.flag("assigned").or(query.flag("unassigned").map(|none| !none)),
        activated: query.flag("activated"),
        ..Filter::at(ask.now)
    };
    if query.flag("expiring") == Some(true) {
        (filter.ends_from, filter.ends_before) = (Some(ask.now), Some(ask.now + Licence::SOON));
    }
    ends(ask.now, query, &mut filter);
    if let Some(machine) = query.text("machine") {
        filter.ids = Some(of_machine(ask.cx.db(), &machine).await?);
    }
    if let Some(key) = query.text("key") {
        let hash = keys::hash(&ask.cx.kontor, &key);
        let found = store::licence::find_by_hash(ask.cx.db(), &hash).await?;
        filter.ids = Some(found.map(|one| one.id).into_iter().collect());
    }
    let also = Also {
        reach: ask.reach,
        activations: activations(query),
        heard_since: moment(query, "activity[inside]", ask.now),
        silent_since: moment(query, "activity[outside]", ask.now),
    };
    Ok(Wanted { filter, also, metadata: query.metadata() })
}

/// `expires[in]`, `[within]`, `[before]`, `[after]` and `[on]`.
fn ends(now: DateTime<Utc>, query: &mut Query, filter: &mut Filter) {
    for name in ["expires[in]", "expires[within]"] {
        if let Some(length) = length(query, name) {
            (filter.ends_from, filter.ends_before) = (Some(now), now.checked_add_signed(length));
        }
    }
    if let Some(at) = query.time("expires[before]") {
        filter.ends_before = Some(at);
    }
    if let Some(at) = query.time("expires[after]") {
        filter.ends_from = Some(at);
    }
    let Some(text) = query.text("expires[on]") else { return };
    let day = text.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
    match day.zip(day.and_then(|day| day.checked_add_days(Days::new(1)))) {
        Some((day, next)) => {
            let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
            (filter.ends_from, filter.ends_before) = (Some(midnight(day)), Some(midnight(next)));
        }
        None => query.refuse("expires[on]", "must be a day such as 2026-11-21"),
    }
}

fn length(query: &mut Query, name: &str) -> Option<TimeDelta> {
    let text = query.text(name)?;
    let read = span(&text);
    if read.is_none() {
        query.refuse(name, "must be a length of time such as P30D, 30d or 3600");
    }
    read
}

/// So long ago.
fn moment(query: &mut Query, name: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    now.checked_sub_signed(length(query, name)?)
}

type Of = fn(i64) -> Activations;

fn activations(query: &mut Query) -> Vec<Activations> {
    let mut all = Vec::new();
    let kinds: [(&str, Of); 5] = [
        ("activations[gt]", Activations::More),
        ("activations[gte]", |n| Activations::More(n.saturating_sub(1))),
        ("activations[lt]", Activations::Fewer),
        ("activations[lte]", |n| Activations::Fewer(n.saturating_add(1))),
        ("activations[eq]", Activations::Exactly),
    ];
    for (name, of) in kinds {
        all.extend(query.number(name).map(of));
    }
    all
}

/// The licences of a machine, by its id or its fingerprint.
async fn of_machine(db: &impl Source, named: &str) -> Result<Vec<LicenceId>, Fault> {
    if let Ok(id) = named.parse() {
        let found = store::machine::find(db, id).await?;
        return Ok(found.map(|one| one.licence).into_iter().collect());
    }
    Ok(find::with_fingerprint(db, named).await?)
}

impl Wanted {
    pub(super) async fn page(self, ask: &Ask, paging: &Paging) -> Result<Found, Fault> {
        if !self.metadata.is_empty() {
            return self.looked_through(ask, paging).await;
        }
        let db = ask.cx.db();
        if let Paging::Numbered { .. } = paging {
            let count = find::count(db, &self.filter, &self.also, MOST).await?;
            let (offset, size) = (paging.offset(), paging.size());
            let rows = find::page_at(db, &self.filter, &self.also, (offset, size)).await?;
            return Ok(Found { rows, found: Pages::Counted(count) });
        }
        let after = after(paging)?;
        let more = paging.size() + 1;
        let rows = find::page(db, &self.filter, &self.also, (after.as_ref(), more)).await?;
        Ok(self.cut(rows, paging))
    }

    /// A page, of which one row too many may have been read.
    fn cut(&self, mut rows: Vec<Licence>, paging: &Paging) -> Found {
        let size = usize::try_from(paging.size()).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        let next = rows.last().filter(|_| more).map(|last| self.filter.cursor(last).to_string());
        Found { rows, found: Pages::Next(next) }
    }

    /// What is noted about licences is compared here, since no database is asked for what stands within JSON.
    async fn looked_through(self, ask: &Ask, paging: &Paging) -> Result<Found, Fault> {
        let (db, mut after) = (ask.cx.db(), after(paging)?);
        let offset = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
        let enough = usize::try_from(paging.size()).unwrap_or(usize::MAX);
        let enough = enough.saturating_add(offset).saturating_add(1);
        let (mut rows, mut seen) = (Vec::new(), 0);
        while seen < LOOKED_THROUGH {
            let lot = find::page(db, &self.filter, &self.also, (after.as_ref(), LOT)).await?;
            seen += lot.len();
            after = lot.last().map(|last| self.filter.cursor(last));
            let ended = (lot.len() as u64) < LOT;
            rows.extend(lot.into_iter().filter(|one| self.is_noted(one)));
            if ended || (rows.len() >= enough && !matches!(paging, Paging::Numbered { .. })) {
                break;
            }
        }
        if let Paging::Numbered { .. } = paging {
            let (rows, found) = super::licence::part(rows, paging);
            return Ok(Found { rows, found });
        }
        Ok(self.cut(rows, paging))
    }

    fn is_noted(&self, licence: &Licence) -> bool {
        let noted = licence.metadata.as_object();
        let is = |value: &Value, wanted: &str| match value {
            Value::String(text) => text == wanted,
            other => {
                let text = other.to_string(); // `7` is sent as it is written
                text == wanted
            }
        };
        self.metadata.iter().all(|(name, wanted)| {
            noted.iter().any(|(own, value)| {
                super::words::camel(own).as_ref() == name.as_str() && is(value, wanted)
            })
        })
    }
}

/// Where a page begins.
fn after(paging: &Paging) -> Result<Option<store::paging::Cursor>, Fault> {
    let Paging::After { cursor: Some(text), .. } = paging else { return Ok(None) };
    let read = text.parse().map_err(|()| {
        let source = super::fault::Source::Parameter("page[cursor]".into());
        Fault::bad("PAGE_CURSOR_INVALID", "must be one that was given").about(source)
    });
    read.map(Some)
}
