//! `activate`: a machine takes a seat of a licence, or has it already.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::fault::Fault;
use super::super::file;
use super::super::machine::by;
use super::super::origin::Origin;
use super::super::words::iso;
use super::case::{Case, GRACE_SECONDS};
use super::hardware::Hardware;
use super::said::Said;
use super::told::Told;
use super::update::Update;
use crate::domain::activation::MachineDraft;
use crate::domain::check_out::Wish;
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::domain::metadata::Metadata;
use crate::domain::surroundings::Surroundings;
use crate::{actions, store};
use axum::http::StatusCode;
use platform::Error;
use serde_json::{Value, json};
use std::sync::Arc;

/// What comes along in the file of a machine.
const INCLUDED: [&str; 5] =
    ["license", "license.entitlements", "license.product", "license.policy", "components"];

/// A machine with its seat, and whether it is new.
pub struct Seat {
    pub machine: Machine,
    pub status: StatusCode,
}

pub async fn activate(ask: Ask, origin: Origin, told: Told) -> Answer<Said> {
    let case = Case::open(ask, &told, "machine.create").await?;
    case.ask.permitted("machine.check-out")?;
    fits(&case, &told)?;
    let update = Update::of(&case, (&told, &origin), told.text("app_version")?.as_deref()).await?;
    if update.required {
        return Ok(update.refusal());
    }
    let hardware = Hardware::needed(&case.ask.cx.kontor, &case.licence, &told)?;
    let seat = seat(&case, &told, &hardware).await?;
    answered(case, (&told, &update), seat).await
}

/// Whether the licence may be used now, and by this program.
pub fn fits(case: &Case, told: &Told) -> Answer<()> {
    case.usable()?;
    if case.licence.is_test && told.flag("allow_test")? == Some(false) {
        let detail = "A test license is of no use to this program";
        return Err(Fault::forbidden("TEST_NOT_ALLOWED", detail));
    }
    Ok(())
}

/// What a program is told whose machine has a seat: with a file that is good on this machine alone.
pub async fn answered(
    mut case: Case,
    (told, update): (&Told, &Update),
    Seat { machine, status }: Seat,
) -> Answer<Said> {
    let wish = Wish {
        encrypt: told.flag("encrypt")?.unwrap_or_default(),
        ttl: Some(GRACE_SECONDS),
        include: INCLUDED.map(str::to_owned).to_vec(),
        algorithm: None,
    };
    let cx = &case.ask.cx;
    let file = file::of_machine(cx, machine.id, &wish).await.map_err(file::fault)?;
    case.licence = Arc::new(store::licence::get(cx.db(), case.licence.id).await?);
    let surroundings = Surroundings::of(&machine.metadata);
    let body = json!({
        "success": true,
        "activation_id": machine.id,
        "fingerprint": machine.fingerprint,
        "low_confidence": surroundings.vague,
        "warnings": surroundings.warnings(&case.policy.settings),
        "license": shown(&case, &case.features().await?),
        "offline_until": iso(case.offline_until()),
        "license_file": file.certificate,
        "update": update.json(),
    });
    Ok(Said::with(status, body))
}

/// The machine as it is told.
pub fn draft(case: &Case, told: &Told, hardware: &Hardware) -> Answer<MachineDraft> {
    Ok(MachineDraft {
        fingerprint: Some(hardware.fingerprint.clone()),
        name: told.text("machine_name")?,
        ip: case.ask.cx.request.as_ref().map(|request| request.ip.to_string()),
        hostname: told.text("hostname")?,
        platform: told.text("os")?,
        components: hardware.components(),
        metadata: hardware.surroundings.within(&Metadata::default()),
        ..MachineDraft::default()
    })
}

async fn seat(case: &Case, told: &Told, hardware: &Hardware) -> Answer<Seat> {
    let cx = &case.ask.cx;
    if let Some(machine) = hardware.known(cx, &case.licence).await? {
        return Ok(Seat { machine, status: StatusCode::OK });
    }
    let draft = draft(case, told, hardware)?;
    match actions::activate_machine_by(cx, case.licence.id, &draft, by(&case.ask)).await {
        Ok(machine) => Ok(Seat { machine, status: StatusCode::CREATED }),
        // the same machine asked twice at once
        Err(error @ Error::Refused(_)) => match hardware.known(cx, &case.licence).await? {
            Some(machine) => Ok(Seat { machine, status: StatusCode::OK }),
            None => Err(error.into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// The licence as programs are told of it.
pub fn shown(case: &Case, features: &[String]) -> Value {
    let Licence { limits, machines, expires_at, is_test, .. } = &*case.licence;
    json!({
        "key": case.key.expose(),
        "type": if expires_at.is_some() { "timed" } else { "perpetual" },
        "policy": case.policy.name,
        "is_test": is_test,
        "status": case.status().name(),
        "valid_until": expires_at.map(|end| iso(end.0)),
        "max_devices": limits.over(&case.policy.settings).max_machines,
        "devices_used": machines,
        "features": features,
    })
}
