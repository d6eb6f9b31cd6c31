//! The licences that are there for a visitor of the portal. What is not theirs is not there.

use super::licence_member;
use super::paging::{Cursor, Key, part};
use crate::domain::licence::{COLUMN, Column, Entity, Licence, LicenceId};
use crate::domain::portal::Holder;
use crate::domain::user::of_licence as member;
use crate::store;
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Error, Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, Query, SelectStatement, UnionType};
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};

/// Which of them a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every word stands somewhere in the name.
    pub text: String,
    /// Those whose time is over or not, at this moment.
    pub over: Option<(bool, DateTime<Utc>)>,
}

/// A licence, if it is the visitor's.
pub async fn get(db: &impl Source, holder: &Holder, id: LicenceId) -> Result<Licence> {
    if holder.only.is_some_and(|only| only != id) {
        return Err(Error::NotFound);
    }
    let licence = store::licence::get(db, id).await?;
    let of_organisation = licence.organisation.is_some_and(|id| holder.organisations.contains(&id));
    let owned = holder.user.is_some() && licence.owner == holder.user;
    let theirs = match holder.user {
        _ if of_organisation || owned => true,
        Some(user) => licence_member::is_member(db, id, user).await?,
        None => false,
    };
    if theirs { Ok(licence) } else { Err(Error::NotFound) }
}

/// Whether there is anything for them at all.
pub async fn any(db: &impl Source, holder: &Holder) -> Result<bool> {
    Ok(!page(db, holder, &Filter::default(), None, 1).await?.is_empty())
}

/// One page, the newest first; ask for one more than is shown to know whether there is a next page.
pub async fn page(
    db: &impl Source,
    holder: &Holder,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: u64,
) -> Result<Vec<Licence>> {
    let Some(theirs) = ids(holder) else { return Ok(Vec::new()) };
    let mut query = Entity::find()
        .filter(Column::Id.in_subquery(theirs))
        .filter(Condition::all().add_option(holder.only.map(|id| COLUMN.id.eq(id))))
        .filter(condition(filter));
    if let Some(Cursor { id, key: Key::At(at) }) = after {
        query = query.filter(Column::CreatedAt.lte(*at)).filter(
            Condition::any().add(Column::CreatedAt.lt(*at)).add(COLUMN.id.lt(LicenceId(*id))),
        );
    }
    query.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(limit).rows(db).await
}

/// Where the list goes on behind this licence.
pub fn cursor(last: &Licence) -> Cursor {
    Cursor { id: last.id.0, key: Key::At(last.created_at) }
}

fn condition(filter: &Filter) -> Condition {
    let words = filter.text.split_whitespace().take(8).map(|word| part(&word.to_lowercase()));
    let all = words.fold(Condition::all(), |all, word| {
        all.add(Expr::col(Column::NameKey).like(LikeExpr::new(word).escape('!')))
    });
    let end = Column::ExpiresAt;
    match filter.over {
        None => all,
        Some((true, now)) => all.add(end.lte(Millis(now))),
        Some((false, now)) => all.add(Condition::any().add(end.is_null()).add(end.gt(Millis(now)))),
    }
}

/// The ids of all that is theirs, each way by its own index; none where there is no way.
fn ids(holder: &Holder) -> Option<SelectStatement> {
    let of = |condition: Condition| {
        Query::select().column(Column::Id).from(Entity).cond_where(condition).to_owned()
    };
    let mut ways = Vec::new();
    if let Some(user) = holder.user {
        ways.push(of(Condition::all().add(COLUMN.owner.eq(user))));
        let beside = Query::select()
            .column(member::Column::Licence)
            .from(member::Entity)
            .and_where(member::COLUMN.user.eq(user))
            .to_owned();
        ways.push(beside);
    }
    if !holder.organisations.is_empty() {
        let theirs = COLUMN.organisation.is_in(holder.organisations.iter().copied());
        ways.push(of(Condition::all().add(theirs)));
    }
    let mut ways = ways.into_iter();
    let first = ways.next()?;
    Some(ways.fold(first, |mut all, way| all.union(UnionType::Distinct, way).to_owned()))
}
