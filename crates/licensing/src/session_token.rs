//! What a program proves with that a session is its own: the session's id under a keyed hash. Nothing of it is kept.

use crate::domain::process::ProcessId;
use platform::Kontor;
use platform::keys::Secret;
use sea_orm::prelude::Uuid;

/// By which people and scanners of secrets know it.
const PREFIX: &str = "sess-";

pub fn of(kontor: &Kontor, id: ProcessId) -> Secret {
    let id = id.0.simple().to_string();
    let mac = hex::encode(kontor.keys.mac("licensing.session", id.as_bytes()));
    Secret::new(format!("{PREFIX}{id}{mac}"))
}

/// The session that a token was made for; none where nobody here made it.
pub fn read(kontor: &Kontor, token: &str) -> Option<ProcessId> {
    let id = token.strip_prefix(PREFIX)?.get(..32)?;
    let id = ProcessId(Uuid::try_parse(id).ok()?);
    // secrets are compared in constant time
    (of(kontor, id) == Secret::new(token.to_owned())).then_some(id)
}
