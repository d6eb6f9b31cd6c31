//! Every query about meters, their limits, and what was counted.

crate::store::noun::noun!(versioned crate::domain::meter, crate::domain::meter::MeterId);

use super::entry::{Asked, stored, with_text};
use crate::domain::meter::event::{self, MeterEvent};
use crate::domain::meter::{
    Column, Entity, LicenceId, Limits, Meter, MeterId, PolicyId, count, limit,
};
use platform::Millis;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder as _, QuerySelect as _, Select};

stored!(MeterId, NameKey = name_key);

/// So many meters stand on a page; nobody has more.
const MOST: u64 = 200;

fn narrowed(mut query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    if let Some(code) = &asked.exactly {
        query = query.filter(Column::Code.eq(code.as_str()));
    }
    with_text(query, [Column::NameKey, Column::Code], asked)
}

pub async fn find_by_code(db: &impl Source, code: &str) -> Result<Option<Meter>> {
    Entity::find().filter(Column::Code.eq(code)).row(db).await
}

/// By name.
pub async fn all(db: &impl Source) -> Result<Vec<Meter>> {
    Entity::find().order_by_asc(Column::NameKey).limit(MOST).rows(db).await
}

/// What was said of these meters for a licence and for its policy.
pub async fn limits(
    db: &impl Source,
    of: (LicenceId, PolicyId),
    meters: &[MeterId],
) -> Result<Vec<limit::Model>> {
    let those = limit::Entity::find()
        .filter(limit::Column::Meter.is_in(meters.iter().copied()))
        .filter(limit::Column::Of.is_in([of.0.0, of.1.0]));
    those.rows(db).await
}

/// All that was said of a meter.
pub async fn limits_of(db: &impl Source, meter: MeterId) -> Result<Vec<limit::Model>> {
    limit::Entity::find().filter(limit::Column::Meter.eq(meter)).limit(MOST).rows(db).await
}

/// Says what a policy's licences, or one licence, may use; nothing where there is no limit of their own.
pub async fn set_limit(
    tx: &impl ConnectionTrait,
    (meter, of): (MeterId, Uuid),
    limits: Option<Limits>,
    now: Millis,
) -> Result<()> {
    limit::Entity::delete_many()
        .filter(limit::Column::Meter.eq(meter))
        .filter(limit::Column::Of.eq(of))
        .exec(tx)
        .await?;
    let Some(Limits { soft, hard }) = limits else { return Ok(()) };
    let row = limit::Model { meter, of, soft, hard, created_at: now };
    limit::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The event that was counted under this key.
pub async fn find_event(
    db: &impl Source,
    (licence, meter): (LicenceId, MeterId),
    key: &str,
) -> Result<Option<MeterEvent>> {
    let those = event::Entity::find()
        .filter(event::Column::Licence.eq(licence))
        .filter(event::Column::Meter.eq(meter))
        .filter(event::Column::Key.eq(key));
    those.row(db).await
}

pub async fn insert_event(tx: &impl ConnectionTrait, row: &MeterEvent) -> Result<()> {
    let row = row.clone().into_active_model().reset_all();
    event::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// What is counted in a period.
pub async fn counted(
    db: &impl Source,
    (licence, meter): (LicenceId, MeterId),
    period: Millis,
) -> Result<i64> {
    let those = count::Entity::find()
        .filter(count::Column::Licence.eq(licence))
        .filter(count::Column::Meter.eq(meter))
        .filter(count::Column::Period.eq(period));
    Ok(those.row(db).await?.map_or(0, |row| row.counted))
}

pub async fn set_counted(
    tx: &impl ConnectionTrait,
    (licence, meter): (LicenceId, MeterId),
    period: Millis,
    counted: i64,
) -> Result<()> {
    let row = count::Model { licence, meter, period, counted };
    let again =
        OnConflict::columns([count::Column::Licence, count::Column::Meter, count::Column::Period])
            .update_column(count::Column::Counted)
            .to_owned();
    let insert = count::Entity::insert(row.into_active_model().reset_all()).on_conflict(again);
    insert.exec_without_returning(tx).await?;
    Ok(())
}

/// The last periods of a licence's meter, the last one first.
pub async fn periods(
    db: &impl Source,
    (licence, meter): (LicenceId, MeterId),
    limit: u64,
) -> Result<Vec<count::Model>> {
    let those = count::Entity::find()
        .filter(count::Column::Licence.eq(licence))
        .filter(count::Column::Meter.eq(meter));
    those.order_by_desc(count::Column::Period).limit(limit).rows(db).await
}

/// Forgets some of the events that were told before this; how many. What they add up to stays.
pub async fn forget_events(tx: &impl ConnectionTrait, before: Millis) -> Result<u64> {
    let old = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .filter(event::Column::CreatedAt.lt(before))
        .order_by_asc(event::Column::CreatedAt)
        .limit(500);
    let old: Vec<Uuid> = old.into_tuple().all(tx).await?;
    if old.is_empty() {
        return Ok(0);
    }
    let gone = event::Entity::delete_many().filter(event::Column::Id.is_in(old)).exec(tx).await?;
    Ok(gone.rows_affected)
}

/// Removes all that was counted on a meter, and all that was said of it.
pub async fn clear(tx: &impl ConnectionTrait, meter: MeterId) -> Result<()> {
    limit::Entity::delete_many().filter(limit::Column::Meter.eq(meter)).exec(tx).await?;
    count::Entity::delete_many().filter(count::Column::Meter.eq(meter)).exec(tx).await?;
    event::Entity::delete_many().filter(event::Column::Meter.eq(meter)).exec(tx).await?;
    Ok(())
}

/// Removes all that was counted for a licence, and all that was said of it.
pub async fn clear_licence(tx: &impl ConnectionTrait, licence: LicenceId) -> Result<()> {
    limit::Entity::delete_many().filter(limit::Column::Of.eq(licence.0)).exec(tx).await?;
    count::Entity::delete_many().filter(count::Column::Licence.eq(licence)).exec(tx).await?;
    event::Entity::delete_many().filter(event::Column::Licence.eq(licence)).exec(tx).await?;
    Ok(())
}
