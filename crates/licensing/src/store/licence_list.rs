//! Lists of licences: filtered, in one of a few orders, page by page, each page read from an index.

use super::paging::{Cursor, Key, World};
use crate::domain::licence::{
    COLUMN, Column, Entity, Licence, LicenceGroupId, LicenceId, LicenceUserId, PolicyId, ProductId,
    Status,
};
use crate::domain::user::{self, Standing, of_licence as member};
use chrono::{DateTime, Utc};
use events::directory::OrganisationId;
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _, Select};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Newest,
    Name,
    /// Whose end comes first; those without an end are not there.
    End,
    /// The same from its other end.
    EndLast,
}

impl Order {
    pub const ALL: [Self; 4] = [Self::Newest, Self::Name, Self::End, Self::EndLast];

    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Name => "name",
            Self::End => "end",
            Self::EndLast => "end_last",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }
}

/// Which licences a list shows; all conditions hold together.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The moment at which statuses are told.
    pub now: DateTime<Utc>,
    pub order: Order,
    pub world: World,
    pub status: Option<Status>,
    pub product: Option<ProductId>,
    pub policy: Option<PolicyId>,
    pub organisation: Option<OrganisationId>,
    pub owner: Option<LicenceUserId>,
    /// Who owns it or is one of its users.
    pub user: Option<LicenceUserId>,
    pub group: Option<LicenceGroupId>,
    pub is_test: Option<bool>,
    pub suspended: Option<bool>,
    /// Whether it has an owner or an organisation.
    pub assigned: Option<bool>,
    /// Whether it runs on any machine.
    pub activated: Option<bool>,
    /// It ends, and not before this moment.
    pub ends_from: Option<DateTime<Utc>>,
    /// It ends, and before this moment.
    pub ends_before: Option<DateTime<Utc>>,
    /// Only these: the hits of a search.
    pub ids: Option<Vec<LicenceId>>,
}

impl Filter {
    /// All licences, as they are at this moment.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { now, ..Self::default() }
    }

    /// Where the list goes on behind this licence.
    pub fn cursor(&self, last: &Licence) -> Cursor {
        let key = match self.order {
            Order::Newest => Key::At(last.created_at),
            Order::Name => Key::Name(last.name_key.clone()),
            Order::End | Order::EndLast => Key::At(last.expires_at.unwrap_or(last.created_at)),
        };
        Cursor { id: last.id.0, key }
    }

    /// The query of a page; a cursor of another order counts for nothing.
    pub fn select(&self, after: Option<&Cursor>) -> Select<Entity> {
        let query = Entity::find().filter(self.condition());
        let id = after.map(|cursor| LicenceId(cursor.id));
        match (self.order, after.map(|cursor| &cursor.key)) {
            (Order::Newest, key) => {
                let column = Column::CreatedAt;
                let query = match (key, id) {
                    (Some(Key::At(at)), Some(id)) => query
                        .filter(column.lte(*at))
                        .filter(Condition::any().add(column.lt(*at)).add(COLUMN.id.lt(id))),
                    _ => query,
                };
                query.order_by_desc(column).order_by_desc(Column::Id)
            }
            (Order::Name, key) => {
                let column = Column::NameKey;
                let query = match (key, id) {
                    (Some(Key::Name(name)), Some(id)) => {
                        let behind = Condition::any().add(column.gt(name.as_str()));
                        query.filter(column.gte(name.as_str())).filter(behind.add(COLUMN.id.gt(id)))
                    }
                    _ => query,
                };
                query.order_by_asc(column).order_by_asc(Column::Id)
            }
            (order, key) => by_end(query, order == Order::End, key.zip(id)),
        }
    }

    fn condition(&self) -> Condition {
        let equal = [
            self.product.map(|id| COLUMN.product.eq(id)),
            self.policy.map(|id| COLUMN.policy.eq(id)),
            self.organisation.map(|id| COLUMN.organisation.eq(id)),
            self.owner.map(|id| COLUMN.owner.eq(id)),
            self.group.map(|id| COLUMN.group.eq(id)),
            self.is_test.map(|is| COLUMN.is_test.eq(is)),
            self.suspended.map(|is| COLUMN.suspended.eq(is)),
            self.activated.map(|is| if is { COLUMN.machines.gt(0) } else { COLUMN.machines.eq(0) }),
            self.ends_from.map(|at| Column::ExpiresAt.gte(Millis(at))),
            self.ends_before.map(|at| Column::ExpiresAt.lt(Millis(at))),
            self.ids.as_ref().map(|ids| COLUMN.id.is_in(ids.iter().copied())),
        ];
        let all = equal.into_iter().flatten().fold(Condition::all(), Condition::add);
        let all = match self.assigned {
            Some(true) => {
                let any = Condition::any().add(Column::Organisation.is_not_null());
                all.add(any.add(Column::Owner.is_not_null()))
            }
            Some(false) => all.add(Column::Organisation.is_null()).add(Column::Owner.is_null()),
            None => all,
        };
        let all = match self.world {
            World::All => all,
            World::Live => all.add(Column::Environment.is_null()),
            World::Isolated(id) => all.add(COLUMN.environment.eq(id)),
            World::Shared(id) => {
                let any = Condition::any().add(Column::Environment.is_null());
                all.add(any.add(COLUMN.environment.eq(id)))
            }
        };
        let all = match self.user {
            Some(id) => all.add(
                Condition::any()
                    .add(COLUMN.owner.eq(id))
                    .add(Column::Id.in_subquery(licences_of(id))),
            ),
            None => all,
        };
        match self.status {
            Some(status) => all.add(stands(status, self.now)),
            None => all,
        }
    }
}

fn by_end(query: Select<Entity>, first: bool, after: Option<(&Key, LicenceId)>) -> Select<Entity> {
    let column = Column::ExpiresAt;
    let query = query.filter(column.is_not_null());
    let query = match after {
        Some((Key::At(at), id)) if first => query
            .filter(column.gte(*at))
            .filter(Condition::any().add(column.gt(*at)).add(COLUMN.id.gt(id))),
        Some((Key::At(at), id)) => query
            .filter(column.lte(*at))
            .filter(Condition::any().add(column.lt(*at)).add(COLUMN.id.lt(id))),
        _ => query,
    };
    if first {
        query.order_by_asc(column).order_by_asc(Column::Id)
    } else {
        query.order_by_desc(column).order_by_desc(Column::Id)
    }
}

fn licences_of(user: LicenceUserId) -> SelectStatement {
    Query::select()
        .column(member::Column::Licence)
        .from(member::Entity)
        .and_where(member::COLUMN.user.eq(user))
        .to_owned()
}

/// The same rule as [`Licence::status`], for the database.
fn stands(status: Status, now: DateTime<Utc>) -> Condition {
    let banned = Query::select()
        .column(user::Column::Id)
        .from(user::Entity)
        .and_where(user::COLUMN.standing.eq(Standing::Banned))
        .to_owned();
    if status == Status::Banned {
        return Condition::all().add(Column::Owner.in_subquery(banned));
    }
    let free =
        Condition::any().add(Column::Owner.is_null()).add(Column::Owner.not_in_subquery(banned));
    let all = Condition::all().add(COLUMN.suspended.eq(status == Status::Suspended)).add(free);
    let end = Column::ExpiresAt;
    let soon = Millis(now + Licence::SOON);
    match status {
        Status::Banned | Status::Suspended => all,
        Status::Expired => all.add(end.lte(Millis(now))),
        Status::Expiring => all.add(end.gt(Millis(now))).add(end.lte(soon)),
        Status::Inactive | Status::Active => {
            let lasts = Condition::any().add(end.is_null()).add(end.gt(soon));
            all.add(lasts).add(was_heard_of(status == Status::Active, now))
        }
    }
}

fn was_heard_of(was: bool, now: DateTime<Utc>) -> Condition {
    let since = Millis(now - Licence::QUIET);
    let signs = [Column::LastValidatedAt, Column::LastCheckedInAt, Column::LastCheckedOutAt];
    if was {
        let any = Condition::any().add(Column::CreatedAt.gt(since));
        return signs.into_iter().fold(any, |any, sign| any.add(sign.gt(since)));
    }
    let all = Condition::all().add(Column::CreatedAt.lte(since));
    signs
        .into_iter()
        .fold(all, |all, sign| all.add(Condition::any().add(sign.is_null()).add(sign.lte(since))))
}

/// One page after the cursor; ask for one more than is shown to know whether there is a next page.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: u64,
) -> Result<Vec<Licence>> {
    filter.select(after).limit(limit).rows(db).await
}

/// A page by its place.
pub async fn page_at(
    db: &impl Source,
    filter: &Filter,
    offset: u64,
    limit: u64,
) -> Result<Vec<Licence>> {
    filter.select(None).offset(offset).limit(limit).rows(db).await
}

/// When one of them was validated last.
pub async fn last_validated(db: &impl Source, filter: &Filter) -> Result<Option<Millis>> {
    let found: Option<Option<Millis>> = Entity::find()
        .select_only()
        .column_as(Column::LastValidatedAt.max(), "last")
        .filter(filter.condition())
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.flatten())
}

/// How many there are, counted no further than `most`.
pub async fn count_up_to(db: &impl Source, filter: &Filter, most: u64) -> Result<u64> {
    Entity::find().filter(filter.condition()).count_up_to(db, most).await
}
