//! Every query about what is written down of the use of licences.

use super::months::{self, FEATURE_USES, HEARTBEATS, Monthly};
use crate::domain::licence::{Column as LicenceColumn, Entity as Licences};
use crate::domain::month::Month;
use crate::domain::usage::feature::{self, FeatureUse};
use crate::domain::usage::{Column, Entity, Heartbeat, LicenceId, MachineId, ProductId};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{
    ActiveModelTrait, ExprTrait as _, IntoActiveModel, QueryOrder as _, QuerySelect as _,
    QueryTrait,
};
use std::collections::{BTreeMap, HashMap};

/// Rows that are written in one statement.
const LOT: usize = 500;

/// Writes rows into their months, which must be there.
pub(super) async fn insert<E, A>(
    tx: &impl ConnectionTrait,
    table: &Monthly,
    rows: impl Iterator<Item = (Month, A)>,
) -> Result<()>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E>,
{
    let mut by_month: BTreeMap<Month, Vec<A>> = BTreeMap::new();
    for (month, row) in rows {
        by_month.entry(month).or_default().push(row);
    }
    for (month, mut rows) in by_month {
        while !rows.is_empty() {
            let lot: Vec<A> = rows.drain(..rows.len().min(LOT)).collect();
            let mut insert = E::insert_many(lot);
            insert.query().into_table(months::place(tx.get_database_backend(), table, month));
            insert.exec_without_returning(tx).await?;
        }
    }
    Ok(())
}

pub async fn insert_heartbeats(tx: &impl ConnectionTrait, all: &[Heartbeat]) -> Result<()> {
    let rows =
        all.iter().map(|one| (Month::of(one.at.0), one.clone().into_active_model().reset_all()));
    insert(tx, &HEARTBEATS, rows).await
}

pub async fn insert_features(tx: &impl ConnectionTrait, all: &[FeatureUse]) -> Result<()> {
    let rows =
        all.iter().map(|one| (Month::of(one.at.0), one.clone().into_active_model().reset_all()));
    insert(tx, &FEATURE_USES, rows).await
}

/// The products of these licences.
pub async fn products_of(
    db: &impl ConnectionTrait,
    licences: &[LicenceId],
) -> Result<HashMap<LicenceId, ProductId>> {
    let mut found = HashMap::new();
    for lot in licences.chunks(LOT) {
        let those = Licences::find()
            .select_only()
            .columns([LicenceColumn::Id, LicenceColumn::Product])
            .filter(LicenceColumn::Id.is_in(lot.iter().copied()));
        found.extend(those.into_tuple::<(LicenceId, ProductId)>().all(db).await?);
    }
    Ok(found)
}

/// When these machines were heard of, the last time first.
pub async fn heartbeats_of(
    db: &impl Source,
    machines: &[MachineId],
    limit: u64,
) -> Result<Vec<Heartbeat>> {
    let those = Entity::find().filter(Column::Machine.is_in(machines.iter().copied()));
    those.order_by_desc(Column::At).order_by_desc(Column::Id).limit(limit).rows(db).await
}

/// All uses of features of a licence, the first one first.
pub async fn features_of(db: &impl Source, licence: LicenceId) -> Result<Vec<FeatureUse>> {
    let those = feature::Entity::find().filter(feature::Column::Licence.eq(licence));
    those.order_by_asc(feature::Column::At).order_by_asc(feature::Column::Id).rows(db).await
}

/// Takes from the heartbeats of these machines where they came from and with what.
pub async fn forget_networks(tx: &platform::Tx, machines: &[MachineId]) -> Result<()> {
    let backend = tx.get_database_backend();
    let months = match backend {
        sea_orm::DbBackend::Sqlite => months::there(tx, &HEARTBEATS).await?,
        // the table stands for all of them
        _ => vec![Month::of(chrono::DateTime::UNIX_EPOCH)],
    };
    for month in months {
        for lot in machines.chunks(LOT) {
            let mut update = Entity::update_many()
                .col_expr(Column::Network, Expr::value(""))
                .col_expr(Column::Version, Expr::value(""))
                .filter(Expr::col(Column::Machine).is_in(lot.iter().copied()));
            QueryTrait::query(&mut update).table(months::place(backend, &HEARTBEATS, month));
            update.exec(tx).await?;
        }
    }
    Ok(())
}
