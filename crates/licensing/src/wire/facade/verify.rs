//! `verify`: whether a licence is good on this machine. The answer to a key that there is says so with 200.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::words::iso;
use super::activate::shown;
use super::case::Case;
use super::hardware::Hardware;
use super::said::Said;
use super::told::Told;
use super::update::Update;
use crate::actions::validate_licence;
use crate::domain::validation::Scope;
use crate::store;
use serde_json::{Map, Value, json};

pub async fn verify(ask: Ask, told: Told) -> Answer<Said> {
    let case = Case::open(ask, &told, "license.validate").await?;
    let hardware = Hardware::of(&case.ask.cx.kontor, &case.licence, &told)?;
    let asked = told.texts("features")?;
    let version = told.text("app_version")?;
    let fingerprint = match &hardware {
        None => None,
        Some(hardware) => {
            let known = hardware.known(&case.ask.cx, &case.licence).await?;
            Some(known.map_or_else(|| hardware.fingerprint.clone(), |one| one.fingerprint))
        }
    };
    let (settings, licence) = (&case.policy.settings, &case.licence);
    // whoever has the key means its product and its policy
    let environment = match licence.environment {
        Some(id) => store::environment::find(case.ask.cx.db(), id).await?.map(|one| one.code),
        None => None,
    };
    let scope = Scope {
        environment,
        product: Some(told.text("product")?.unwrap_or_else(|| licence.product.to_string())),
        policy: Some(licence.policy.to_string()),
        fingerprints: fingerprint.map(|one| vec![one]),
        components: components(hardware.as_ref(), settings.require_components_scope),
        version: version.clone().filter(|_| settings.require_version_scope),
        ..Scope::default()
    };
    let done = validate_licence(&case.ask.cx, licence.clone(), Some(&scope)).await?;
    let case = Case { licence: done.snapshot.licence, ..case };
    let features = case.features().await?;
    let mut body = json!({
        "valid": done.verdict.valid,
        "code": done.verdict.code.name(),
        "detail": done.verdict.detail(),
        "license": shown(&case, &features),
        "grace": grace(&case, done.verdict.valid),
        "update": Update::of(&case, version.as_deref()).json(),
    });
    if let Some(asked) = asked {
        let granted = asked.into_iter().map(|code| {
            let has = done.verdict.valid && features.contains(&code);
            (code, Value::Bool(has))
        });
        body["features"] = Value::Object(granted.collect::<Map<_, _>>());
    }
    Ok(Said::ok(body))
}

/// The parts count where the policy wants them to.
fn components(hardware: Option<&Hardware>, required: bool) -> Option<Vec<String>> {
    let hardware = hardware.filter(|_| required)?;
    Some(hardware.parts.iter().map(|(_, hash)| hash.clone()).collect())
}

/// Until when the program may go on without asking, and whether the licence lives on beyond its end.
fn grace(case: &Case, valid: bool) -> Value {
    let until = valid.then(|| iso(case.offline_until()));
    json!({ "active": valid && case.licence.is_expired(case.now()), "until": until })
}
