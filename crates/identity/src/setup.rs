//! The setup of a new house, behind a one-time token that only who runs the server can see.

use crate::actions::{self, FirstAdmin};
use crate::config::FirstAdminConfig;
use crate::domain::link::Purpose;
use crate::store;
use anyhow::Context;
use platform::config::DataConfig;
use platform::db::Source;
use platform::{Cx, Error, Kontor, Result};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// True until the first administrator is there, and never again.
pub async fn is_needed(db: &impl Source) -> Result<bool> {
    let finished = store::setup::get(db).await?.finished_at.is_some();
    Ok(!finished && !store::user::has_admin(db).await?)
}

/// The company's name as given in the setup; empty when none was.
pub async fn company(db: &impl Source) -> Result<String> {
    Ok(store::setup::get(db).await?.company)
}

/// Makes the administrator of `[first_admin]` while there is none; true if this call did. Refused is what a form would
/// refuse: the message names the key.
pub async fn from_config(cx: &Cx) -> Result<bool> {
    let config = cx.kontor.config.section::<FirstAdminConfig>();
    let (Some(email), Some(password)) = (&config.email, &config.password) else { return Ok(false) };
    if !is_needed(cx.db()).await? {
        return Ok(false);
    }
    let name = config.name.as_deref().unwrap_or_else(|| email.split('@').next().unwrap_or(email));
    let lang = cx.kontor.default_lang.tag();
    let who = (name, email.as_str());
    let admin = FirstAdmin::new(actions::min_length(cx), who, password.expose(), "", lang)?;
    Ok(actions::make_first_admin(cx, admin).await?.is_some())
}

/// Makes a token for `/setup?token=…` that is good for 60 minutes, and voids earlier ones. It is also written to
/// `setup-token` in the data folder, readable for the owner only. `Forbidden` once the setup is done.
pub async fn begin(cx: &Cx) -> Result<String> {
    let tx = cx.begin().await?;
    if !is_needed(&tx).await? {
        return Err(Error::Forbidden);
    }
    let token = store::link::issue(&tx, cx, None, Purpose::Setup).await?;
    cx.commit(tx).await?;
    write_file(&cx.kontor, &token)?;
    Ok(token)
}

fn path(kontor: &Kontor) -> PathBuf {
    kontor.config.section::<DataConfig>().path.join("setup-token")
}

fn write_file(kontor: &Kontor, token: &str) -> anyhow::Result<()> {
    let path = path(kontor);
    // a new file, so that its mode is ours and nobody holds it open already
    match std::fs::remove_file(&path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(cause),
        _ => std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path),
    }
    .and_then(|mut file| writeln!(file, "{token}"))
    .with_context(|| format!("the setup's token cannot be written to {}", path.display()))
}

/// Removes the token's file; the token itself is void already.
pub(crate) fn forget_file(kontor: &Kontor) {
    let path = path(kontor);
    if let Err(cause) = std::fs::remove_file(&path)
        && cause.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%cause, path = %path.display(), "The used setup token's file could not be removed");
    }
}
