//! `kontor keys`: which keys there are, a new one, and a new root key.

use super::{Call, Failed, wait};
use crate::house::{self, For};
use crate::log;
use anyhow::Context;
use clap::Subcommand;
use platform::keys::{self, Cursor, KeyStatus, RootKey, SealedColumn};
use platform::security_log::{Event, Who};
use platform::{Cx, Kontor, db};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Subcommand)]
pub enum Command {
    Status,
    Rotate,
    Retire {
        #[arg(value_name = "ID")]
        key: Option<uuid::Uuid>,
    },
    Rewrap {
        #[arg(long, value_name = "FILE")]
        new_root_file: PathBuf,
    },
}

/// Within this time every running server has learnt a new key (see `serve`), so values may be sealed with it.
const LEARNT_WITHIN: Duration = Duration::from_secs(super::serve::LEARN_KEYS_EVERY.as_secs() * 2);
const BATCH: u32 = 200;

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    match command {
        Command::Status => wait(status(call)),
        Command::Rotate => wait(rotate(call)),
        Command::Retire { key } => wait(retire(call, key)),
        Command::Rewrap { new_root_file } => wait(rewrap(call, &new_root_file)),
    }
}

fn columns() -> Vec<SealedColumn> {
    // also of apps that are off: their values are sealed with the same keys
    crate::APPS.iter().flat_map(|app| app.sealed.iter().copied()).collect()
}

async fn status(call: &Call) -> Result<(), Failed> {
    let kontor = call.open().await?;
    let keys = kontor.keys.status(kontor.db.reader(), &columns()).await;
    let keys = keys.map_err(anyhow::Error::from)?;
    call.print(&keys, || {
        let mut lines: Vec<_> = keys.iter().map(|key| line(call, key)).collect();
        lines.push(call.l.t("cli-keys-uncounted"));
        lines.join("\n")
    })
}

fn line(call: &Call, key: &KeyStatus) -> String {
    let state = match (key.newest, key.retired) {
        (true, _) => "cli-keys-newest",
        (_, true) => "cli-keys-retired",
        _ => "cli-keys-old",
    };
    let values = key
        .values
        .map_or_else(|| "–".to_owned(), |n| call.l.ta("cli-keys-values", &[("n", n.into())]));
    format!("{:7} v{} {} {} ({values})", key.purpose, key.version, key.id, call.l.t(state))
}

/// Adds a key, waits until every server knows it, then seals all old values anew, a batch per transaction.
async fn rotate(call: &Call) -> Result<(), Failed> {
    let kontor = call.open_to_change().await?;
    let tx = kontor.db.begin().await?;
    let id = kontor.keys.rotate(&tx, kontor.clock.now().timestamp_millis()).await;
    let id = id.map_err(anyhow::Error::from)?;
    commit(tx).await?;
    kontor.keys.refresh(kontor.db.reader()).await.map_err(anyhow::Error::from)?;
    if kontor.db.is_joined() || kontor.db.backend() != db::DbBackend::Sqlite {
        eprintln!("{}", call.l.ta("cli-keys-wait", &[("seconds", LEARNT_WITHIN.as_secs().into())]));
        tokio::time::sleep(LEARNT_WITHIN).await;
    }
    let (resealed, unreadable) = reseal(&kontor).await?;
    log(&kontor, "rotated");
    let told = json!({ "key": id, "resealed": resealed, "unreadable": unreadable });
    call.print(&told, || {
        let counts = [("resealed", resealed.into()), ("unreadable", unreadable.len().into())];
        let mut lines = vec![call.l.ta("cli-keys-rotated", &counts)];
        lines.extend(unreadable.iter().map(|place| format!("  {place}")));
        lines.join("\n")
    })?;
    if unreadable.is_empty() { Ok(()) } else { Err(Failed::Found) }
}

async fn reseal(kontor: &Kontor) -> Result<(u64, Vec<String>), Failed> {
    let (columns, mut cursor) = (columns(), Cursor::default());
    let (mut resealed, mut unreadable) = (0, Vec::new());
    loop {
        let tx = kontor.db.begin().await?;
        let step = kontor.keys.rotate_step(&tx, &columns, &mut cursor, BATCH).await;
        let step = step.map_err(anyhow::Error::from)?;
        commit(tx).await?;
        resealed += step.resealed;
        unreadable.extend(step.unreadable);
        if step.done {
            return Ok((resealed, unreadable));
        }
    }
}

/// Takes one old column key out of service, or all of them: they open nothing any more. Refused while a value needs
/// one, and while a running server may not know the newest yet and so may still seal with an old one.
async fn retire(call: &Call, wanted: Option<uuid::Uuid>) -> Result<(), Failed> {
    let kontor = call.open_to_change().await?;
    let (columns, tx) = (columns(), kontor.db.begin().await?);
    let all = kontor.keys.status(&tx, &columns).await.map_err(anyhow::Error::from)?;
    let column = |key: &&KeyStatus| key.purpose == keys::Purpose::Field.name();
    let newest = all.iter().filter(column).find(|key| key.newest);
    let age = newest.map(|key| kontor.clock.now().timestamp_millis() - key.created_at_ms);
    let learnt = i64::try_from(LEARNT_WITHIN.as_millis()).unwrap_or(i64::MAX);
    if age.is_some_and(|age| age < learnt) {
        return Err(anyhow::anyhow!(call.l.t("cli-keys-too-new")).into());
    }
    let old = |key: &&KeyStatus| wanted.map_or(!key.newest && !key.retired, |id| key.id == id);
    let mut retired = Vec::new();
    for key in all.iter().filter(|key| wanted.is_some() || column(key)).filter(old) {
        if key.newest || !column(&key) {
            let id = [("id", key.id.to_string().into())];
            return Err(anyhow::anyhow!(call.l.ta("cli-keys-needed", &id)).into());
        }
        if let Some(values) = key.values.filter(|values| *values > 0) {
            let args = [("id", key.id.to_string().into()), ("values", values.into())];
            return Err(anyhow::anyhow!(call.l.ta("cli-keys-in-use", &args)).into());
        }
        kontor.keys.retire(&tx, &columns, key.id).await.map_err(anyhow::Error::from)?;
        retired.push(key.id);
    }
    if let Some(id) = wanted.filter(|_| retired.is_empty()) {
        let id = [("id", id.to_string().into())];
        return Err(anyhow::anyhow!(call.l.ta("cli-keys-unknown", &id)).into());
    }
    commit(tx).await?;
    log(&kontor, "retired");
    call.print(&json!({ "retired": retired }), || {
        call.l.ta("cli-keys-now-retired", &[("n", retired.len().into())])
    })
}

/// Puts the keyring under a new root key; the server must be stopped, and must get the new file afterwards.
async fn rewrap(call: &Call, file: &Path) -> Result<(), Failed> {
    let config = call.config(Vec::new())?;
    log::start_quietly(&config);
    let db = house::connect(&config, For::Alone).await.map_err(Failed::Database)?;
    house::migrate(&db).await.map_err(Failed::Database)?;
    let old = RootKey::find(&config).map_err(anyhow::Error::from)?;
    let new = RootKey::in_file(file).map_err(anyhow::Error::from)?;
    let tx = db.begin().await?;
    let wrapped = keys::rewrap(&tx, &old, &new).await.map_err(anyhow::Error::from)?;
    commit(tx).await?;
    let path = file.display().to_string();
    call.print(&json!({ "rewrapped": wrapped, "root_file": path }), || {
        call.l.ta("cli-keys-rewrapped", &[("n", wrapped.into()), ("path", path.as_str().into())])
    })
}

fn log(kontor: &Kontor, reason: &str) {
    kontor.security.write(&Cx::system(kontor), Event::KeyRotated, Who::Nobody, reason);
}

async fn commit(tx: platform::Tx) -> anyhow::Result<()> {
    tx.commit().await.context("the change could not be committed")
}
