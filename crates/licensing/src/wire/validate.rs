//! `validate` and `validate-key`: whether a licence is good. The answer is 200 whatever it says.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::bearer::Bearer;
use super::document::Written;
use super::drawn::Drawn;
use super::fault::Fault;
use super::licence::named;
use super::sent::Sent;
use super::words::iso;
use crate::actions::{Validated, validate_known};
use crate::domain::licence::Licence;
use crate::domain::validation::{Scope, Verdict};
use crate::recent::{self, Known};
use crate::{keys, signs};
use axum::Router;
use axum::routing::{get, post};
use platform::Kontor;
use platform::http::address_key;
use platform::keys::Secret;
use platform::limit::Limit;
use serde::Serialize;
use serde_json::{Value, json};

/// So many fingerprints, components or entitlements may be asked about at once.
const MOST_NAMED: usize = 100;
/// Nothing that may be asked about is longer.
const LONGEST: usize = 500;

/// Keys that there are not, per address: a program asks for its own, and a person mistypes it a few times.
const UNKNOWN: Limit = Limit::per_minute("unknown-licence-key", 60, 60);

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/actions/validate-key", post(by_key))
        .route("/licenses/{id}/actions/validate", get(quick).post(full))
}

/// What a request says beside the licence, to be said again in the answer.
struct Asked {
    /// None where nothing is to be checked but the licence itself.
    scope: Option<Scope>,
    said: Value,
    nonce: Option<Value>,
}

/// Everybody who knows a key may ask; whoever says who they are sees what is theirs.
async fn by_key(ask: Ask, mut sent: Sent) -> Answer<Written> {
    let key = sent.text("/meta/key").or(None).map(|key| key.trim().to_owned());
    let asked = asked(&mut sent)?;
    let Some(key) = key.filter(|key| !key.is_empty()) else {
        return Err(Fault::bad("KEY_MISSING", "is missing").at("/meta/key"));
    };
    let hash = keys::hash(&ask.cx.kontor, &key);
    let found = recent::licence_of_key(&ask.cx, &hash).await?;
    let found = match found {
        Some(known) if sees(&ask, &known.licence).await => known,
        _ => {
            missed(&ask, &hash).await?;
            return Ok(answered(&ask, None, Verdict::NOT_FOUND, asked));
        }
    };
    validated(&ask, &found, Secret::new(key), asked).await
}

/// Whoever asks for key after key that there is not is told to wait.
async fn missed(ask: &Ask, hash: &str) -> platform::Result<()> {
    signs::guessed(&ask.cx, hash);
    let from = ask.cx.request.as_ref().map(|request| address_key(request.ip)).unwrap_or_default();
    ask.cx.kontor.limits.check(&UNKNOWN, &from).await
}

async fn full(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer<Written> {
    let licence = reached(&ask, &id).await?;
    let key = keys::open(&ask.cx.kontor, &licence.licence)?;
    let asked = asked(&mut sent)?;
    validated(&ask, &licence, key, asked).await
}

/// Without a scope, and without asking for one.
async fn quick(ask: Ask, At(id): At<String>) -> Answer<Written> {
    let licence = reached(&ask, &id).await?;
    let key = keys::open(&ask.cx.kontor, &licence.licence)?;
    let asked = Asked { scope: None, said: json!({}), nonce: None };
    validated(&ask, &licence, key, asked).await
}

async fn validated(ask: &Ask, known: &Known, key: Secret, asked: Asked) -> Answer<Written> {
    ask.about.is(known.licence.id);
    signs::heard(&ask.cx, &known.licence);
    let done = validate_known(&ask.cx, known, asked.scope.as_ref()).await?;
    let verdict = done.verdict;
    Ok(answered(ask, Some((&done, &key)), verdict, asked))
}

/// What is said beside the licence.
#[derive(Serialize)]
struct Meta<'a> {
    ts: String,
    valid: bool,
    detail: &'a str,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<Value>,
    scope: Value,
}

fn answered(
    ask: &Ask,
    found: Option<(&Validated, &Secret)>,
    verdict: Verdict,
    asked: Asked,
) -> Written {
    metrics::counter!("kontor_licence_validations", "code" => verdict.code.name()).increment(1);
    let mut out = Vec::with_capacity(4_096); // it has not to grow
    out.extend_from_slice(br#"{"data":"#);
    match found {
        Some((done, key)) => {
            let of = (&*done.snapshot, key.expose().as_str());
            ask.cx.kontor.held::<Drawn>().write(&mut out, &ask.issuer, of, ask.now);
        }
        None => out.extend_from_slice(b"null"),
    }
    let meta = Meta {
        ts: iso(ask.now),
        valid: verdict.valid,
        detail: verdict.detail(),
        code: verdict.code.name(),
        nonce: asked.nonce,
        scope: asked.said,
    };
    out.extend_from_slice(br#","meta":"#);
    let _ = serde_json::to_writer(&mut out, &meta); // nothing fails in memory
    out.push(b'}');
    Written(out)
}

/// The scope and the number of a body; all that is wrong with them at once.
fn asked(sent: &mut Sent) -> Result<Asked, Fault> {
    let said = sent.raw("/meta/scope").filter(|scope| !scope.is_null()).cloned();
    if said.as_ref().is_some_and(|scope| !scope.is_object()) {
        return Err(Fault::bad("SCOPE_INVALID", "must be an object").at("/meta/scope"));
    }
    let nonce = sent.raw("/meta/nonce").filter(|nonce| !nonce.is_null()).cloned();
    if nonce.as_ref().is_some_and(|nonce| !nonce.is_number()) {
        return Err(Fault::bad("NONCE_INVALID", "must be a number").at("/meta/nonce"));
    }
    let scope = Scope {
        environment: text(sent, "/meta/scope/environment"),
        product: text(sent, "/meta/scope/product"),
        policy: text(sent, "/meta/scope/policy"),
        user: text(sent, "/meta/scope/user"),
        entitlements: texts(sent, "/meta/scope/entitlements"),
        machine: text(sent, "/meta/scope/machine"),
        fingerprints: fingerprints(sent),
        components: texts(sent, "/meta/scope/components"),
        checksum: text(sent, "/meta/scope/checksum"),
        version: text(sent, "/meta/scope/version"),
    };
    sent.done()?;
    let lists = [&scope.entitlements, &scope.fingerprints, &scope.components];
    if lists.into_iter().flatten().any(|list| list.len() > MOST_NAMED) {
        let detail = format!("may name at most {MOST_NAMED} of a kind");
        return Err(Fault::bad("SCOPE_INVALID", detail).at("/meta/scope"));
    }
    Ok(Asked { scope: Some(scope), said: said.unwrap_or_else(|| json!({})), nonce })
}

fn text(sent: &mut Sent, place: &str) -> Option<String> {
    sent.text(place).or(None).map(storable)
}

fn texts(sent: &mut Sent, place: &str) -> Option<Vec<String>> {
    let all = sent.texts(place).or(None)?;
    Some(all.into_iter().map(storable).collect())
}

/// One, or several.
fn fingerprints(sent: &mut Sent) -> Option<Vec<String>> {
    let one = text(sent, "/meta/scope/fingerprint");
    match texts(sent, "/meta/scope/fingerprints") {
        Some(several) => Some(one.into_iter().chain(several).collect()),
        None => one.map(|one| vec![one]),
    }
}

/// No database stores such characters or such lengths, and one refuses to look for them: they match nothing.
fn storable(text: String) -> String {
    let is_odd = text.chars().count() > LONGEST || text.chars().any(char::is_control);
    if is_odd { "\u{fffd}".to_owned() } else { text }
}

/// The licence that an address names, if whoever asks may validate it.
async fn reached(ask: &Ask, id: &str) -> Answer<Known> {
    ask.permitted("license.validate")?;
    let licence = named(ask, id).await?;
    Ok(Known { licence, generation: None })
}

/// Whether a licence is there for who asks. Whoever knows a key may see what it opens.
async fn sees(ask: &Ask, licence: &Licence) -> bool {
    ask.bearer == Bearer::Nobody || ask.sees_licence(licence).await.is_ok()
}
