//! Heartbeats of sessions with what they tell of use, written down together as [`crate::beats`] writes those of machines: once
//! one is answered, it is on disk, and so is what it told.

use crate::domain::network::network;
use crate::domain::process::{Process, ProcessId};
use crate::domain::session;
use crate::domain::usage::feature::FeatureUse;
use crate::domain::usage::{Heartbeat, ProductId, Used};
use crate::lots::Lots;
use crate::store::months::{FEATURE_USES, HEARTBEATS};
use crate::{LicensingConfig, months, store};
use platform::{Cx, Error, Kontor, Millis, Result, Tx};
use sea_orm::prelude::Uuid;
use std::collections::HashSet;
use tokio::sync::oneshot;

/// So many go into one transaction.
const LOT: usize = 500;

/// A session that was heard of.
#[derive(Clone, Debug)]
pub struct SessionBeat {
    pub process: ProcessId,
    rows: Rows,
}

#[derive(Clone, Debug, Default)]
struct Rows {
    heartbeat: Option<Heartbeat>,
    features: Vec<FeatureUse>,
}

impl SessionBeat {
    /// What is written of it; of a house that keeps no history, nothing but that it lives.
    pub fn of(cx: &Cx, process: &Process, product: ProductId, used: Used) -> Self {
        if cx.kontor.config.section::<LicensingConfig>().heartbeat_months == 0 {
            return Self { process: process.id, rows: Rows::default() };
        }
        let (at, licence) = (Millis(cx.now), process.licence);
        let id = Uuid::now_v7;
        let version = process.metadata.get("version").and_then(|text| text.as_str());
        let heartbeat = Heartbeat {
            at,
            id: id(),
            licence,
            product,
            machine: process.machine,
            process: Some(process.id),
            network: cx.request.as_ref().map(|one| network(one.ip)).unwrap_or_default(),
            version: version.unwrap_or_default().chars().take(100).collect(),
            users: used.users,
        };
        let counted = used.features.into_iter().filter(|(_, uses)| *uses > 0);
        let feature =
            |(feature, uses)| FeatureUse { at, id: id(), licence, product, feature, uses };
        let features = counted.map(feature).collect();
        Self { process: process.id, rows: Rows { heartbeat: Some(heartbeat), features } }
    }
}

/// Writes down that a session lives on; whether it still lived, said once that is durable.
pub async fn beat(cx: &Cx, beat: SessionBeat) -> Result<bool> {
    let (told, answer) = oneshot::channel();
    let (lots, kontor) = (cx.kontor.held_or(|| Lots::of(LOT)), cx.kontor.clone());
    lots.put((beat, told), move |lot| write_all(kontor.clone(), lot));
    answer.await.unwrap_or(Err(Error::Unavailable("heartbeats")))
}

type One = (SessionBeat, oneshot::Sender<Result<bool>>);

async fn write_all(kontor: Kontor, lot: Vec<One>) {
    let (beats, told): (Vec<_>, Vec<_>) = lot.into_iter().unzip();
    let mut outcome = write(&kontor, &beats).await;
    if outcome.is_err() {
        // two nodes may have waited for each other; one of them was sent away
        outcome = write(&kontor, &beats).await;
    }
    if let Err(cause) = &outcome {
        tracing::error!(%cause, count = beats.len(), "heartbeats of sessions could not be written");
    }
    for (beat, told) in beats.iter().zip(told) {
        let lived = outcome.as_ref().map(|lived| lived.contains(&beat.process));
        let lived = lived.map_err(|_| Error::Unavailable("heartbeats"));
        told.send(lived).ok(); // who hung up need not know
    }
}

/// Those that lived.
async fn write(kontor: &Kontor, beats: &[SessionBeat]) -> Result<HashSet<ProcessId>> {
    let cx = Cx::system(kontor);
    let heartbeats = beats.iter().filter_map(|one| one.rows.heartbeat.as_ref());
    months::ensure(&cx, &HEARTBEATS, heartbeats.map(|one| one.at)).await?;
    let features = beats.iter().flat_map(|one| &one.rows.features);
    months::ensure(&cx, &FEATURE_USES, features.map(|one| one.at)).await?;
    let tx = cx.begin().await?;
    let lived = live_on(&tx, &cx, beats).await?;
    let told: Vec<_> = beats.iter().filter(|one| lived.contains(&one.process)).collect();
    let heartbeats: Vec<_> = told.iter().filter_map(|one| one.rows.heartbeat.clone()).collect();
    let features: Vec<_> = told.iter().flat_map(|one| one.rows.features.clone()).collect();
    store::usage::insert_heartbeats(&tx, &heartbeats).await?;
    store::usage::insert_features(&tx, &features).await?;
    tx.commit().await?; // nothing was told, so nobody is woken
    Ok(lived)
}

async fn live_on(tx: &Tx, cx: &Cx, beats: &[SessionBeat]) -> Result<HashSet<ProcessId>> {
    let times = (cx.now, session::lives_until(cx.now));
    let all: HashSet<_> = beats.iter().map(|one| one.process).collect();
    let ids: Vec<_> = all.iter().copied().collect();
    if store::process::live_on(tx, &ids, times).await? == ids.len() as u64 {
        return Ok(all);
    }
    // one of them ended: each is asked by itself
    let mut lived = HashSet::new();
    for id in ids {
        if store::process::live_on(tx, &[id], times).await? == 1 {
            lived.insert(id);
        }
    }
    Ok(lived)
}
