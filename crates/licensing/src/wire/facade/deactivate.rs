//! `deactivate` and `transfer`: a machine gives its seat back, or to another one. A policy says how often a licence's own
//! programs may do so.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::fault::Fault;
use super::super::machine::by;
use super::super::origin::Origin;
use super::activate::{Seat, answered, draft, fits};
use super::case::Case;
use super::hardware::Hardware;
use super::said::Said;
use super::told::Told;
use super::update::Update;
use crate::domain::machine::{Machine, MachineId};
use crate::{actions, store};
use axum::http::StatusCode;
use events::licensing::Freed;
use serde_json::json;

pub async fn deactivate(ask: Ask, told: Told) -> Answer<Said> {
    let case = Case::open(ask, &told, "machine.delete").await?;
    let machine = named(&case, &told, "activation_id").await?;
    let machine = if machine.is_some() {
        machine
    } else {
        let hardware = Hardware::needed(&case.ask.cx.kontor, &case.licence, &told)?;
        hardware.known(&case.ask.cx, &case.licence).await?
    };
    let machine = machine.ok_or_else(not_activated)?;
    let by = by(&case.ask);
    actions::deactivate_machine_by(&case.ask.cx, machine.id, Freed::Asked, by).await?;
    Ok(Said::ok(json!({ "success": true, "activation_id": machine.id })))
}

pub async fn transfer(ask: Ask, origin: Origin, told: Told) -> Answer<Said> {
    let case = Case::open(ask, &told, "machine.create").await?;
    for permission in ["machine.delete", "machine.check-out"] {
        case.ask.permitted(permission)?;
    }
    fits(&case, &told)?;
    let update = Update::of(&case, (&told, &origin), told.text("app_version")?.as_deref()).await?;
    if update.required {
        return Ok(update.refusal());
    }
    let cx = &case.ask.cx;
    let hardware = Hardware::needed(&cx.kontor, &case.licence, &told)?;
    if let Some(machine) = hardware.known(cx, &case.licence).await? {
        let seat = Seat { machine, status: StatusCode::OK };
        return answered(case, (&told, &update), seat).await;
    }
    let old = named(&case, &told, "from").await?.ok_or_else(not_activated)?;
    let draft = draft(&case, &told, &hardware)?;
    let machine = actions::transfer_machine(cx, old.id, &draft, by(&case.ask)).await?;
    let seat = Seat { machine, status: StatusCode::CREATED };
    answered(case, (&told, &update), seat).await
}

/// The machine of the licence that was activated with this answer.
async fn named(case: &Case, told: &Told, name: &str) -> Answer<Option<Machine>> {
    let Some(named) = told.text(name)? else { return Ok(None) };
    let Ok(id) = named.parse::<MachineId>() else { return Err(not_activated()) };
    let machine = store::machine::find(case.ask.cx.db(), id).await?;
    let machine = machine.filter(|machine| machine.licence == case.licence.id);
    machine.map(Some).ok_or_else(not_activated)
}

pub fn not_activated() -> Fault {
    Fault::new(StatusCode::NOT_FOUND, "NOT_ACTIVATED", "This machine is not activated")
}
