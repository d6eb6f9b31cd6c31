//! `usage`: so much of something was used, counted once for each key.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::fault::Fault;
use super::super::words::{iso, time_of};
use super::case::Case;
use super::said::Said;
use super::session::running;
use super::told::{Told, invalid, missing};
use crate::actions::{self, MeterUse, Metered};
use crate::domain::licence::LicenceId;
use crate::domain::meter::Reached;
use axum::http::StatusCode;
use platform::Error;
use serde_json::json;

const PERMISSION: &str = "license.usage.increment";

pub async fn count(ask: Ask, told: Told) -> Answer<Said> {
    let (ask, licence) = licence(ask, &told).await?;
    let at = match told.text("at")? {
        None => None,
        Some(text) => {
            let wrong = || invalid("at", "must be a time such as 2026-11-21T08:00:00.000Z");
            Some(time_of(&text).ok_or_else(wrong)?)
        }
    };
    let quantity = match told.raw("quantity") {
        None => 1,
        Some(value) => value.as_i64().ok_or_else(|| invalid("quantity", "must be a number"))?,
    };
    let key = told.need("idempotency_key")?;
    let used = MeterUse { meter: told.need("meter")?, quantity, key, at };
    match actions::count_meter(&ask.cx, licence, &used).await {
        Ok(metered) => Ok(Said::ok(said(&metered))),
        Err(Error::NotFound) => {
            let detail = "There is no meter with this code";
            Err(Fault::new(StatusCode::NOT_FOUND, "METER_NOT_FOUND", detail))
        }
        Err(error) => Err(error.into()),
    }
}

/// The licence whose session or whose key is told.
async fn licence(ask: Ask, told: &Told) -> Answer<(Ask, LicenceId)> {
    if told.raw("session_token").is_some() {
        let (ask, process) = running(ask, told, PERMISSION).await?;
        return Ok((ask, process.licence));
    }
    if told.raw("license_key").is_none() && told.noted.key().is_none() {
        return Err(missing("license_key"));
    }
    let case = Case::open(ask, told, PERMISSION).await?;
    case.usable()?;
    Ok((case.ask, case.licence.id))
}

fn said(metered: &Metered) -> serde_json::Value {
    let state = &metered.state;
    json!({
        "success": true,
        "meter": state.meter.code,
        "unit": state.meter.unit,
        "quantity": metered.event.quantity,
        "duplicate": metered.known,
        "counted": state.counted,
        "limits": { "soft": state.limits.soft, "hard": state.limits.hard },
        "reached": state.reached().map(Reached::name),
        "resets_at": state.resets_at.map(|at| iso(at.0)),
    })
}
