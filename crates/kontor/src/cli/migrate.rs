//! `kontor migrate`: where the schema stands, forward and back.

use super::{Call, Failed, wait};
use crate::house::{self, For};
use crate::log;
use clap::Subcommand;
use platform::clock::Clock;
use platform::db::Db;
use platform::db::migrate::Status;
use serde_json::json;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long)]
    dry_run: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
pub enum Command {
    Status,
    Up,
    Down {
        #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        steps: u32,
    },
}

pub fn run(call: &Call, args: Args) -> Result<(), Failed> {
    let command = match args.command {
        _ if args.dry_run => Command::Status,
        None => Command::Up,
        Some(command) => command,
    };
    let config = call.config(Vec::new())?;
    log::start_quietly(&config);
    let who = if matches!(command, Command::Status) { For::Command } else { For::Alone };
    wait(async {
        let db = house::connect(&config, who).await.map_err(Failed::Database)?;
        let done = perform(call, &db, command).await;
        db.close().await;
        done
    })
}

async fn perform(call: &Call, db: &Db, command: Command) -> Result<(), Failed> {
    let (steps, clock) = (house::migrations(), Clock::system());
    match command {
        Command::Status => {
            let status = steps.status(db).await.map_err(Failed::Database)?;
            call.print(&status, || text(call, &status))
        }
        Command::Up => {
            let before = steps.migrate(db, &clock).await.map_err(Failed::Database)?;
            call.print(&json!({ "applied": before.pending }), || match before.pending.len() {
                0 => call.l.t("cli-migrate-nothing"),
                n => call.l.ta("cli-migrate-applied", &[("n", n.into())]),
            })
        }
        Command::Down { steps: n } => {
            steps.revert(db, &clock, n).await.map_err(Failed::Database)?;
            call.print(&json!({ "reverted": n }), || {
                call.l.ta("cli-migrate-reverted", &[("n", n.into())])
            })
        }
    }
}

fn text(call: &Call, status: &Status) -> String {
    let counts =
        [("applied", status.applied.len().into()), ("pending", status.pending.len().into())];
    let mut lines = vec![call.l.ta("cli-migrate-counts", &counts)];
    lines.extend(status.pending.iter().map(|name| format!("  + {name}")));
    if !status.unknown.is_empty() {
        lines.push(call.l.t("cli-migrate-newer"));
        lines.extend(status.unknown.iter().map(|name| format!("  ? {name}")));
    }
    lines.join("\n")
}
