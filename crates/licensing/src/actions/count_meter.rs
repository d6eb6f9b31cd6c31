use crate::domain::licence::Licence;
use crate::domain::meter::event::MeterEvent;
use crate::domain::meter::{LicenceId, Limits, Meter, MeterId, Reached, Refused, limit};
use crate::{rights, store};
use chrono::{DateTime, Utc};
use events::licensing::LicenceMeterReached;
use platform::db::Source;
use platform::{Cx, Error, Millis, Result, event};
use sea_orm::prelude::Uuid;

/// So much of something, once for each key.
#[derive(Clone, Debug)]
pub struct MeterUse {
    /// The meter's code.
    pub meter: String,
    pub quantity: i64,
    pub key: String,
    /// Now, where nothing else is said.
    pub at: Option<DateTime<Utc>>,
}

/// How a licence's meter stands.
#[derive(Clone, Debug)]
pub struct MeterState {
    pub meter: Meter,
    pub limits: Limits,
    pub counted: i64,
    pub resets_at: Option<Millis>,
}

impl MeterState {
    pub fn reached(&self) -> Option<Reached> {
        self.limits.reached(self.counted)
    }
}

/// What became of a count.
#[derive(Clone, Debug)]
pub struct Metered {
    pub event: MeterEvent,
    pub state: MeterState,
    /// It was counted before.
    pub known: bool,
}

/// Counts on a licence's meter. The same key counts once, also where several ask at once; over the limit that stops nothing is
/// counted. `NotFound` for a meter that there is not.
pub async fn count_meter(cx: &Cx, id: LicenceId, used: &MeterUse) -> Result<Metered> {
    cx.require(rights::WORK)?;
    let at = used.at.unwrap_or(cx.now);
    let is_key = (1..=Meter::LONGEST_KEY).contains(&used.key.chars().count());
    if !is_key || used.key.chars().any(char::is_control) {
        return Err(Refused::Key.into());
    }
    Meter::takes(at, cx.now)?;
    let tx = cx.begin().await?;
    let licence = store::licence::lock(&tx, id).await?;
    let meter = store::meter::find_by_code(&tx, &used.meter).await?;
    // a meter of another environment is none
    let meter =
        meter.filter(|one| one.environment.is_none() || one.environment == licence.environment);
    let meter = meter.ok_or(Error::NotFound)?;
    let of = (licence.id, meter.id);
    if let Some(event) = store::meter::find_event(&tx, of, &used.key).await? {
        let state = state(&tx, &licence, meter, event.at.0).await?;
        return Ok(Metered { event, state, known: true });
    }
    let mut state = state(&tx, &licence, meter, at).await?;
    let before = state.reached();
    let counted = state.limits.count(state.counted, used.quantity)?;
    let event = MeterEvent {
        id: Uuid::now_v7(),
        licence: licence.id,
        meter: of.1,
        key: used.key.clone(),
        quantity: used.quantity,
        at: Millis(at),
        created_at: Millis(cx.now),
    };
    store::meter::insert_event(&tx, &event).await?;
    let (period, _) = state.meter.period(at);
    store::meter::set_counted(&tx, of, period, counted).await?;
    state.counted = counted;
    match state.reached().filter(|reached| Some(*reached) != before) {
        None => tx.commit().await?, // nothing was told, so nobody is woken
        Some(reached) => {
            let (limit, code) = (reached.name().to_owned(), state.meter.code.clone());
            let (meter, period) = (of.1, period.0.date_naive().to_string());
            let fact =
                LicenceMeterReached { licence: licence.id, meter, code, limit, counted, period };
            event::record(&tx, cx, &fact).await?;
            cx.commit(tx).await?;
        }
    }
    Ok(Metered { event, state, known: false })
}

async fn state(
    db: &impl Source,
    licence: &Licence,
    meter: Meter,
    at: DateTime<Utc>,
) -> Result<MeterState> {
    let of = (licence.id, licence.policy);
    let said = store::meter::limits(db, of, &[meter.id]).await?;
    state_of(db, licence, meter, (at, &said)).await
}

async fn state_of(
    db: &impl Source,
    licence: &Licence,
    meter: Meter,
    (at, said): (DateTime<Utc>, &[limit::Model]),
) -> Result<MeterState> {
    let (period, resets_at) = meter.period(at);
    let counted = store::meter::counted(db, (licence.id, meter.id), period).await?;
    let limits = limits(said, licence, &meter);
    Ok(MeterState { meter, limits, counted, resets_at })
}

/// What counts: what is said of the licence, else of its policy, else of the meter.
fn limits(said: &[limit::Model], licence: &Licence, meter: &Meter) -> Limits {
    let of = |id: Uuid| said.iter().find(|one| one.meter == meter.id && one.of == id);
    let found = of(licence.id.0).or_else(|| of(licence.policy.0));
    found.map_or(meter.limits(), |one| Limits { soft: one.soft, hard: one.hard })
}

/// How all meters of a licence stand now, by name.
pub async fn meters_of(cx: &Cx, licence: &Licence) -> Result<Vec<MeterState>> {
    cx.require(rights::VIEW)?;
    let db = cx.db();
    let mut meters = store::meter::all(db).await?;
    meters.retain(|one| one.environment.is_none() || one.environment == licence.environment);
    let ids: Vec<MeterId> = meters.iter().map(|one| one.id).collect();
    let said = store::meter::limits(db, (licence.id, licence.policy), &ids).await?;
    let mut all = Vec::with_capacity(meters.len());
    for meter in meters {
        all.push(state_of(db, licence, meter, (cx.now, &said)).await?);
    }
    Ok(all)
}
