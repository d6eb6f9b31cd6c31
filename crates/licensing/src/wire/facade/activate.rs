//! `activate`: a machine takes a seat of a licence, or has it already.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::fault::Fault;
use super::super::file;
use super::super::machine::by;
use super::super::words::iso;
use super::case::{Case, GRACE_SECONDS};
use super::hardware::Hardware;
use super::said::Said;
use super::told::Told;
use crate::domain::activation::MachineDraft;
use crate::domain::check_out::Wish;
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::{actions, store};
use axum::http::StatusCode;
use platform::Error;
use serde_json::{Value, json};

pub async fn activate(ask: Ask, told: Told) -> Answer<Said> {
    let mut case = Case::open(ask, &told, "machine.create").await?;
    case.ask.permitted("license.check-out")?;
    case.usable()?;
    if case.licence.is_test && told.flag("allow_test")? == Some(false) {
        let detail = "A test license is of no use to this program";
        return Err(Fault::forbidden("TEST_NOT_ALLOWED", detail));
    }
    let hardware = Hardware::needed(&case.ask.cx.kontor, &case.licence, &told)?;
    let (machine, status) = seat(&case, &told, &hardware).await?;
    let wish = Wish {
        encrypt: told.flag("encrypt")?.unwrap_or_default(),
        ttl: Some(GRACE_SECONDS),
        include: ["entitlements", "product", "policy"].map(str::to_owned).to_vec(),
        algorithm: None,
    };
    let file = file::of_licence(&case.ask.cx, case.licence.id, &wish).await.map_err(file::fault)?;
    case.licence = store::licence::get(case.ask.cx.db(), case.licence.id).await?;
    let body = json!({
        "success": true,
        "activation_id": machine.id,
        "fingerprint": machine.fingerprint,
        "license": shown(&case, &case.features().await?),
        "offline_until": iso(case.offline_until()),
        "license_file": file.certificate,
    });
    Ok(Said::with(status, body))
}

/// The machine's seat, and whether it is new.
async fn seat(case: &Case, told: &Told, hardware: &Hardware) -> Answer<(Machine, StatusCode)> {
    if let Some(known) = hardware.known(&case.ask.cx, &case.licence).await? {
        return Ok((known, StatusCode::OK));
    }
    let draft = MachineDraft {
        fingerprint: Some(hardware.fingerprint.clone()),
        name: told.text("machine_name")?,
        ip: case.ask.cx.request.as_ref().map(|request| request.ip.to_string()),
        hostname: told.text("hostname")?,
        platform: told.text("os")?,
        components: hardware.components(),
        ..MachineDraft::default()
    };
    match actions::activate_machine_by(&case.ask.cx, case.licence.id, &draft, by(&case.ask)).await {
        Ok(machine) => Ok((machine, StatusCode::CREATED)),
        // the same machine asked twice at once
        Err(error @ Error::Refused(_)) => {
            let known = hardware.known(&case.ask.cx, &case.licence).await?;
            known.map(|known| (known, StatusCode::OK)).ok_or_else(|| error.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// The licence as programs are told of it.
pub fn shown(case: &Case, features: &[String]) -> Value {
    let Licence { limits, machines, expires_at, is_test, .. } = &case.licence;
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
