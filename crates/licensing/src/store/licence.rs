//! Every query about a licence.

crate::store::noun::noun!(versioned crate::domain::licence, crate::domain::licence::LicenceId);

use crate::domain::licence::{Column, Licence, LicenceId};
use crate::domain::seats::Seats;
use platform::Millis;
use platform::db::DbBackend;
use sea_orm::sea_query::{Expr, ExprTrait as _};

/// The licence, held until the transaction ends: whoever counts its seats waits for whoever counted before.
pub async fn lock(tx: &impl Source, id: LicenceId) -> Result<Licence> {
    lock_all(tx, &[id]).await?;
    get(tx, id).await
}

/// The same for many at once, without reading them.
pub async fn lock_all(tx: &impl Source, ids: &[LicenceId]) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        return Ok(()); // who writes at all is alone
    }
    noun_of::Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version))
        .filter(noun_of::COLUMN.id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Adds to what a licence's machines are together; below nothing where they become fewer. Whoever calls this holds the licence
/// by [`lock`]. The version counts on, so that what was read of it before is known to be old.
pub async fn occupy(tx: &impl Source, id: LicenceId, more: Seats, now: Millis) -> Result<()> {
    let plus = |column: Column, n: i64| Expr::col(column).add(n);
    noun_of::Entity::update_many()
        .col_expr(Column::Machines, plus(Column::Machines, more.machines))
        .col_expr(Column::Cores, plus(Column::Cores, more.cores))
        .col_expr(Column::Memory, plus(Column::Memory, more.memory))
        .col_expr(Column::Disk, plus(Column::Disk, more.disk))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now.0.timestamp_millis()))
        .filter(noun_of::COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The one with the key of this hash ([`crate::keys::hash`]).
pub async fn find_by_hash(db: &impl Source, hash: &str) -> Result<Option<Licence>> {
    noun_of::Entity::find().filter(noun_of::COLUMN.key_hash.eq(hash)).row(db).await
}

/// Sets the end of a licence that has none.
pub async fn set_end(tx: &impl Source, id: LicenceId, end: Millis) -> Result<()> {
    noun_of::Entity::update_many()
        .col_expr(Column::ExpiresAt, Expr::value(end.0.timestamp_millis()))
        .filter(noun_of::COLUMN.id.eq(id))
        .filter(noun_of::COLUMN.expires_at.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
