//! `verify`: whether a licence is good on this machine. The answer to a key that there is says so with 200.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::origin::Origin;
use super::super::words::iso;
use super::activate::shown;
use super::case::Case;
use super::hardware::Hardware;
use super::said::Said;
use super::told::Told;
use super::update::Update;
use crate::actions::validate_known;
use crate::domain::surroundings::Surroundings;
use crate::domain::validation::{Scope, Verdict};
use crate::store;
use serde_json::{Map, Value, json};

pub async fn verify(ask: Ask, origin: Origin, told: Told) -> Answer<Said> {
    let case = Case::open(ask, &told, "license.validate").await?;
    let hardware = Hardware::of(&case.ask.cx.kontor, &case.licence, &told)?;
    let asked = told.texts("features")?;
    let version = told.text("app_version")?;
    let fingerprint = fingerprint(&case, hardware.as_ref()).await?;
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
    let done = validate_known(&case.ask.cx, &case.known(), Some(&scope)).await?;
    let case = Case { licence: done.snapshot.licence.clone(), ..case };
    crate::signs::heard(&case.ask.cx, &case.licence);
    let update = Update::of(&case, (&told, &origin), version.as_deref()).await?;
    let surroundings = hardware.map(|hardware| hardware.surroundings).unwrap_or_default();
    let (valid, code, detail) = said(&case, done.verdict, (&update, &surroundings));
    let features = case.features().await?;
    let mut body = json!({
        "valid": valid,
        "code": code,
        "detail": detail,
        "warnings": surroundings.warnings(&case.policy.settings),
        "license": shown(&case, &features),
        "grace": grace(&case, valid),
        "update": update.json(),
    });
    if let Some(asked) = asked {
        let granted = asked.into_iter().map(|code| {
            let has = valid && features.contains(&code);
            (code, Value::Bool(has))
        });
        body["features"] = Value::Object(granted.collect::<Map<_, _>>());
    }
    Ok(Said::ok(body))
}

/// Of the machine that this is known to be; else what it would be known by.
async fn fingerprint(case: &Case, hardware: Option<&Hardware>) -> Answer<Option<String>> {
    let Some(hardware) = hardware else { return Ok(None) };
    let known = hardware.known(&case.ask.cx, &case.licence).await?;
    Ok(Some(known.map_or_else(|| hardware.fingerprint.clone(), |one| one.fingerprint)))
}

/// What a program is told: the verdict, unless it is too old for a policy that looks at versions, or runs where it may not.
fn said(
    case: &Case,
    verdict: Verdict,
    (update, surroundings): (&Update, &Surroundings),
) -> (bool, &'static str, String) {
    let settings = &case.policy.settings;
    if !verdict.valid {
        return (false, verdict.code.name(), verdict.detail().to_string());
    }
    if let Some(refused) = surroundings.refused(settings).first() {
        return (false, refused.name(), refused.to_string());
    }
    if update.required && settings.require_version_scope {
        return (false, Update::CODE, Update::DETAIL.to_owned());
    }
    (true, verdict.code.name(), verdict.detail().to_string())
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
