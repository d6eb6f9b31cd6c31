//! Every query about until when heartbeats were looked after, and about making up for the time in which they were not.

use crate::domain::{machine, process, told};
use chrono::{DateTime, TimeDelta, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, Set};

const HEARTBEATS: &str = "heartbeats";

/// Until when somebody looked after the heartbeats; none where nobody ever did.
pub async fn until(db: &impl Source) -> Result<Option<DateTime<Utc>>> {
    let row = told::Entity::find_by_id(HEARTBEATS.to_owned()).row(db).await?;
    Ok(row.and_then(|row| DateTime::from_timestamp_millis(row.seq)))
}

/// Notes that somebody looks after them now; false where another was faster.
pub async fn note(
    tx: &impl ConnectionTrait,
    before: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let seq = now.timestamp_millis();
    let Some(before) = before else {
        let row = told::ActiveModel { name: Set(HEARTBEATS.into()), seq: Set(seq) };
        return match told::Entity::insert(row).exec_without_returning(tx).await {
            Ok(_) => Ok(true),
            Err(cause) if platform::db::is_taken(&cause) => Ok(false),
            Err(cause) => Err(cause.into()),
        };
    };
    let moved = told::Entity::update_many()
        .col_expr(told::Column::Seq, Expr::value(seq))
        .filter(told::COLUMN.name.eq(HEARTBEATS))
        .filter(told::COLUMN.seq.eq(before.timestamp_millis()))
        .exec(tx)
        .await?;
    Ok(moved.rows_affected == 1)
}

/// Whatever lived then has so much more, or less, to live; says how many that are.
pub async fn shift(tx: &impl ConnectionTrait, then: DateTime<Utc>, by: TimeDelta) -> Result<u64> {
    let millis = by.num_milliseconds();
    // what lives for ever stays within what a time can be
    let most = Millis(DateTime::<Utc>::MAX_UTC - by.abs());
    let machines = machine::Entity::update_many()
        .col_expr(machine::Column::DiesAt, Expr::col(machine::Column::DiesAt).add(millis))
        .filter(machine::COLUMN.died_at.is_null())
        .filter(machine::Column::DiesAt.between(Millis(then), most));
    let processes = process::Entity::update_many()
        .col_expr(process::Column::DiesAt, Expr::col(process::Column::DiesAt).add(millis))
        .filter(process::COLUMN.died_at.is_null())
        .filter(process::Column::DiesAt.between(Millis(then), most));
    let (machines, processes) = (machines.exec(tx).await?, processes.exec(tx).await?);
    Ok(machines.rows_affected + processes.rows_affected)
}
