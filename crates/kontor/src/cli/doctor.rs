//! `kontor doctor`: looks at everything, says what is wrong and what to do about it.

use super::{Call, Failed, wait};
use crate::house::{self, For};
use crate::log;
use platform::config::{Config, DataConfig, DatabaseConfig, Said};
use platform::db::{Db, DbBackend};
use platform::follow;
use platform::health::{self, Check, State};
use serde_json::json;

pub fn run(call: &Call) -> Result<(), Failed> {
    let config = call.config(Vec::new())?;
    log::start_quietly(&config);
    let mut checks = vec![configuration(call, &config)];
    wait(async {
        match look(config, &mut checks).await {
            Ok(()) => {}
            Err(cause) => checks.push(
                Check::ok("database", "cli-doctor-database")
                    .with("cause", Said::of(&cause, call.l.lang))
                    .bad(State::Fail, "platform-health-database-remedy"),
            ),
        }
        Ok(())
    })?;
    tell(call, &checks)
}

fn configuration(call: &Call, config: &Config) -> Check {
    match config.warnings() {
        [] => Check::ok("configuration", "cli-doctor-config"),
        warnings => {
            let said: Vec<_> = warnings.iter().map(|said| said.to(call.l.lang)).collect();
            Check::ok("configuration", "cli-doctor-config-warnings")
                .with("warnings", said.join(" "))
                .bad(State::Warn, "cli-doctor-config-remedy")
        }
    }
}

async fn look(config: Config, checks: &mut Vec<Check>) -> anyhow::Result<()> {
    let file = config.section::<DataConfig>().path.join("kontor.db");
    if config.section::<DatabaseConfig>().url.is_none() && !file.exists() {
        let none = Check::ok("database", "cli-doctor-new").with("path", file.display());
        checks.push(none.bad(State::Warn, "cli-doctor-new-remedy"));
        return Ok(());
    }
    let db = house::connect(&config, For::Command).await?;
    checks.push(server(&db));
    let status = house::migrations().status(&db).await?;
    if !status.unknown.is_empty() || !status.pending.is_empty() {
        let schema = Check::ok("schema", "cli-doctor-schema-other")
            .with("pending", status.pending.len())
            .with("unknown", status.unknown.len());
        checks.push(schema.bad(State::Fail, "cli-doctor-schema-remedy"));
        return Ok(());
    }
    checks.push(Check::ok("schema", "cli-doctor-schema").with("n", status.applied.len()));
    let kontor = house::assemble(config, db).await?;
    follow::catch_up(&kontor).await?;
    checks.push(Check::ok("keys", "cli-doctor-keys"));
    checks.extend(health::checks(&kontor).await);
    Ok(())
}

fn server(db: &Db) -> Check {
    match (db.backend(), db.is_joined()) {
        (DbBackend::Sqlite, true) => Check::ok("server", "cli-doctor-running"),
        (DbBackend::Sqlite, false) => Check::ok("server", "cli-doctor-stopped"),
        _ => Check::ok("server", "cli-doctor-shared"),
    }
}

fn tell(call: &Call, checks: &[Check]) -> Result<(), Failed> {
    let say = |key: &str| if key.is_empty() { String::new() } else { call.l.t(key) };
    let worst = checks.iter().map(|check| check.state).max().unwrap_or(State::Ok);
    let told: Vec<_> = checks
        .iter()
        .map(|check| {
            json!({ "name": check.name, "state": check.state, "text": check.say(&call.l),
                    "remedy": say(&check.remedy) })
        })
        .collect();
    call.print(&json!({ "ok": worst != State::Fail, "checks": told }), || {
        let line = |check: &Check| {
            let mark = match check.state {
                State::Ok => "✓",
                State::Warn => "!",
                State::Fail => "✗",
            };
            let head = format!("{mark} {}: {}", check.name, check.say(&call.l));
            if check.remedy.is_empty() {
                head
            } else {
                format!("{head}\n    → {}", say(&check.remedy))
            }
        };
        checks.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    if worst == State::Fail { Err(Failed::Found) } else { Ok(()) }
}
