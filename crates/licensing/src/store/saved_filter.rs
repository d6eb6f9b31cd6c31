//! Every query about saved filters, and about what lists open with.

crate::store::noun::noun!(versioned crate::domain::saved_filter, crate::domain::saved_filter::SavedFilterId);

use crate::domain::saved_filter::{
    COLUMN, Column, Entity, Listed, Saved, SavedFilter, SavedFilterId, opening,
};
use platform::UserId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{Condition, QuerySelect as _};

/// More are there of no list: two quotas, and some that came at the same moment.
const MOST: u64 = 120;

/// A list's filters that somebody sees, and with which of them it opens.
pub async fn of(db: &impl Source, user: UserId, list: Listed) -> Result<Saved> {
    let of_list = || Entity::find().filter(COLUMN.list.eq(list)).limit(MOST);
    let own = Condition::all().add(COLUMN.user.eq(user)).add(COLUMN.shared.eq(false));
    let mut all = of_list().filter(own).rows(db).await?;
    all.extend(of_list().filter(COLUMN.shared.eq(true)).rows(db).await?);
    let opening = opening::Entity::find_by_id((user, list.name().to_owned())).row(db).await?;
    Ok(Saved::of(all, opening.map(|one| one.filter)))
}

/// One that somebody sees; the others are not there.
pub async fn get_seen(db: &impl Source, id: SavedFilterId, user: UserId) -> Result<SavedFilter> {
    let found = find(db, id).await?.filter(|one| one.is_seen_by(user));
    found.ok_or(Error::NotFound)
}

/// The list opens with this filter from now on, or with all that it has.
pub async fn set_opening(
    tx: &impl Source,
    (user, list): (UserId, Listed),
    filter: Option<SavedFilterId>,
) -> Result<()> {
    let list = list.name().to_owned();
    let Some(filter) = filter else {
        opening::Entity::delete_by_id((user, list)).exec(tx).await?;
        return Ok(());
    };
    let again = OnConflict::columns([opening::Column::User, opening::Column::List])
        .update_column(opening::Column::Filter)
        .to_owned();
    let row = opening::Model { user, list, filter }.into_active_model().reset_all();
    opening::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Nobody's list opens with this filter any more but that of one who still sees it.
pub async fn close_for_others(
    tx: &impl ConnectionTrait,
    id: SavedFilterId,
    but: Option<UserId>,
) -> Result<()> {
    let mut those = Condition::all().add(opening::COLUMN.filter.eq(id));
    if let Some(user) = but {
        those = those.add(opening::COLUMN.user.ne(user));
    }
    opening::Entity::delete_many().filter(those).exec(tx).await?;
    Ok(())
}

fn own(users: &[UserId]) -> Condition {
    let theirs = COLUMN.user.is_in(users.iter().copied());
    Condition::all().add(theirs).add(COLUMN.shared.eq(false))
}

/// How many filters these people keep for themselves.
pub async fn count_own(db: &impl Source, users: &[UserId]) -> Result<u64> {
    if users.is_empty() {
        return Ok(0);
    }
    Entity::find().filter(own(users)).count_up_to(db, 1000).await
}

/// Removes what these people kept for themselves; of what they shared nobody knows any more by whom it is.
pub async fn forget(tx: &impl ConnectionTrait, users: &[UserId]) -> Result<()> {
    if users.is_empty() {
        return Ok(());
    }
    let theirs = opening::COLUMN.user.is_in(users.iter().copied());
    opening::Entity::delete_many().filter(theirs).exec(tx).await?;
    Entity::delete_many().filter(own(users)).exec(tx).await?;
    Entity::update_many()
        .col_expr(Column::User, Expr::value(Option::<Uuid>::None))
        .filter(COLUMN.user.is_in(users.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
