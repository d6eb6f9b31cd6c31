//! `kontor bench`: what measuring needs.

use super::{Call, Failed, wait};
use crate::{beating, dropping, fill};
use anyhow::{anyhow, ensure};
use helpdesk::store;
use platform::{Cx, Error};
use serde_json::json;
use std::io::IsTerminal;
use std::time::Instant;

#[derive(clap::Subcommand)]
pub enum Command {
    Fill {
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
        tickets: u32,
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_000_000), default_value_t = 0)]
        licences: u32,
    },
    Beat {
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
        count: u32,
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000), default_value_t = 2_000)]
        at_once: u32,
    },
    DropMonth {
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
        heartbeats: u32,
    },
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    match command {
        Command::Fill { tickets, licences } => fill(call, fill::Count { tickets, licences }),
        Command::Beat { count, at_once } => beat(call, count, at_once),
        Command::DropMonth { heartbeats } => drop_month(call, heartbeats),
    }
}

fn drop_month(call: &Call, count: u32) -> Result<(), Failed> {
    wait(async {
        let kontor = call.open_to_change().await?;
        let dropped = dropping::drop_month(&Cx::system(&kontor), count, progress).await;
        let dropped = dropped.map_err(anyhow::Error::from)?;
        let (took, wait) = (dropped.took.as_secs_f64(), dropped.longest_wait.as_secs_f64());
        let told = json!({ "heartbeats": count, "seconds": took, "longest_wait": wait });
        call.print(&told, || {
            let args = [
                ("n", count.into()),
                ("seconds", format!("{took:.1}").into()),
                ("wait", format!("{:.0}", wait * 1_000.0).into()),
            ];
            call.l.ta("cli-bench-dropped", &args)
        })?;
        kontor.db.clone().close().await;
        Ok(())
    })
}

/// Says on a terminal how far it is.
fn progress(done: u32) {
    if std::io::stderr().is_terminal() {
        eprint!("\r{done} ");
    }
}

fn beat(call: &Call, count: u32, at_once: u32) -> Result<(), Failed> {
    wait(async {
        let kontor = call.open_to_change().await?;
        let took = beating::beat(&Cx::system(&kontor), count, at_once).await;
        let took = took.map_err(|cause| match cause {
            Error::NotFound => anyhow!(call.l.t("cli-bench-not-filled")),
            other => other.into(),
        })?;
        let seconds = took.as_secs_f64();
        call.print(&json!({ "heartbeats": count, "seconds": seconds }), || {
            let args = [("n", count.into()), ("seconds", format!("{seconds:.1}").into())];
            call.l.ta("cli-bench-beaten", &args)
        })?;
        kontor.db.clone().close().await;
        Ok(())
    })
}

fn fill(call: &Call, count: fill::Count) -> Result<(), Failed> {
    let fill::Count { tickets, licences } = count;
    wait(async {
        let kontor = call.open_to_change().await?;
        let cx = Cx::system(&kontor);
        let is_empty = store::ticket::is_empty(cx.db()).await.map_err(anyhow::Error::from)?;
        ensure_empty(call, is_empty)?;
        let began = Instant::now();
        fill::fill(&cx, count, progress).await.map_err(anyhow::Error::from)?;
        let seconds = began.elapsed().as_secs_f64();
        call.print(
            &json!({ "tickets": tickets, "licences": licences, "seconds": seconds }),
            || {
                let args = [
                    ("n", tickets.into()),
                    ("licences", licences.into()),
                    ("seconds", format!("{seconds:.1}").into()),
                ];
                call.l.ta("cli-bench-filled", &args)
            },
        )?;
        kontor.db.clone().close().await;
        Ok(())
    })
}

/// What is there might be real: it is not mixed with what is made up.
fn ensure_empty(call: &Call, is_empty: bool) -> anyhow::Result<()> {
    ensure!(is_empty, call.l.t("cli-bench-not-empty"));
    Ok(())
}
