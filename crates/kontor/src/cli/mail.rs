//! `kontor mail`: what Kontor makes of a mail, for people who have one that went wrong.

use super::call::put;
use super::{Call, Failed, import, wait};
use anyhow::Context;
use clap::Subcommand;
use message::Message;
use message::inspect::Report;
use platform::Cx;
use platform::mail::Step;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum Command {
    Inspect {
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    Trim {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Check {
        #[arg(value_name = "ADDRESS")]
        mailbox: Option<String>,
    },
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    match command {
        Command::Inspect { files } => inspect(&files),
        Command::Trim { file } => trim(&file),
        Command::Check { mailbox } => wait(check(call, mailbox.as_deref())),
    }
}

/// One JSON object per file, in their order, whatever is in them.
fn inspect(files: &[PathBuf]) -> Result<(), Failed> {
    let mut unread = 0;
    for file in files {
        let name = file.display().to_string();
        let report = match read(file) {
            Ok(raw) => Report::of(&name, Message::read(&raw)),
            Err(cause) => {
                unread += 1;
                Report::unread(&name, format!("{cause:#}"))
            }
        };
        put(&serde_json::to_string(&report).context("a report is plain data")?)?;
    }
    if unread > 0 { Err(Failed::Found) } else { Ok(()) }
}

/// A text in any charset: what is no UTF-8 is shown as it best can be.
fn trim(file: &Path) -> Result<(), Failed> {
    put(&message::trim::plain(&String::from_utf8_lossy(&read(file)?)))
}

/// Tries to receive and to send with a mailbox's settings, and says where it fails. Nothing is sent.
async fn check(call: &Call, address: Option<&str>) -> Result<(), Failed> {
    let kontor = call.open().await?;
    let cx = Cx::system(&kontor);
    let mailbox = import::mailbox(call, &cx, address).await?;
    let steps = helpdesk::actions::test_mailbox(&cx, mailbox.id).await?;
    let say = |step: &Step| {
        let args: Vec<_> = step.args.iter().map(|(n, v)| (*n, v.as_str().into())).collect();
        call.l.ta(step.explanation, &args)
    };
    let told: Vec<_> = steps
        .iter()
        .map(|step| json!({ "step": call.l.t(step.what), "ok": step.ok, "text": say(step) }))
        .collect();
    let ok = steps.iter().all(|step| step.ok);
    call.print(&json!({ "mailbox": mailbox.address, "ok": ok, "steps": told }), || {
        let line = |step: &Step| {
            let mark = if step.ok { "✓" } else { "✗" };
            format!("{mark} {}: {}", call.l.t(step.what), say(step))
        };
        steps.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    if ok { Ok(()) } else { Err(Failed::Found) }
}

/// `-` is standard input.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut raw = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut raw)?;
        return Ok(raw);
    }
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}
