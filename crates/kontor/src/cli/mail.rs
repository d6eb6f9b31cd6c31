//! `kontor mail`: what Kontor makes of a mail, for people who have one that went wrong.

use super::call::put;
use super::{Call, Failed};
use anyhow::Context;
use clap::Subcommand;
use message::Message;
use message::inspect::Report;
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
}

pub fn run(_: &Call, command: Command) -> Result<(), Failed> {
    match command {
        Command::Inspect { files } => inspect(&files),
        Command::Trim { file } => trim(&file),
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
                let nothing = Report::of(&name, Message::read(&[]));
                Report { error: Some(format!("{cause:#}")), ..nothing }
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

/// `-` is standard input.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut raw = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut raw)?;
        return Ok(raw);
    }
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}
