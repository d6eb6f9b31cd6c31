//! `kontor audit`: whether the record of what happened is whole.

use super::{Call, Failed, wait};
use anyhow::Context as _;
use clap::Subcommand;
use platform::audit::heads::{self, Compared};
use platform::audit::{self, Verified};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum Command {
    Verify {
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
        #[arg(long, value_name = "FILE")]
        heads: Option<PathBuf>,
    },
    Key,
}

/// What was found in the chain, and by comparing it with the heads of a file.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    chain: Verified,
    #[serde(skip_serializing_if = "Option::is_none")]
    heads: Option<Compared>,
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    match command {
        Command::Verify { head, heads } => verify(call, head.as_deref(), heads),
        Command::Key => wait(async {
            let key = heads::public_key(&call.open().await?.keys);
            call.print(&serde_json::json!({ "key": key }), || key.clone())
        }),
    }
}

fn verify(call: &Call, head: Option<&str>, file: Option<PathBuf>) -> Result<(), Failed> {
    if let Some(head) = head.filter(|head| !audit::is_head(head)) {
        return Err(Failed::Usage(call.l.ta("cli-audit-no-head", &[("head", head.into())])));
    }
    let kept = match file {
        Some(file) => {
            let read = std::fs::read_to_string(&file);
            Some(read.with_context(|| file.display().to_string())?)
        }
        None => None,
    };
    wait(async {
        let kontor = call.open().await?;
        let chain = audit::verify(&kontor, head).await?;
        let compared = match &kept {
            Some(lines) => Some(heads::compare(&kontor, lines).await?),
            None => None,
        };
        let found = Found { chain, heads: compared };
        call.print(&found, || text(call, &found))?;
        let heads_hold = found.heads.as_ref().is_none_or(Compared::is_fine);
        if found.chain.broken.is_some() || !heads_hold { Err(Failed::Found) } else { Ok(()) }
    })
}

fn text(call: &Call, found: &Found) -> String {
    let chain = &found.chain;
    let mut said = match &chain.broken {
        Some(broken) => call.l.ta(
            "cli-audit-broken",
            &[("seq", broken.seq.into()), ("reason", broken.reason.to(call.l.lang).into())],
        ),
        None => call.l.ta(
            "cli-audit-whole",
            &[
                ("links", chain.links.into()),
                ("head", chain.head.as_str().into()),
                ("unsealed", chain.unsealed.into()),
                ("erased", chain.erased.into()),
            ],
        ),
    };
    for line in found.heads.iter().flat_map(|heads| heads_text(call, heads)) {
        said.push('\n');
        said.push_str(&line);
    }
    said
}

fn heads_text(call: &Call, found: &Compared) -> Vec<String> {
    let l = &call.l;
    let mut said = Vec::new();
    if !found.foreign.is_empty() {
        let lines: Vec<_> = found.foreign.iter().map(ToString::to_string).collect();
        said.push(l.ta("cli-audit-heads-foreign", &[("lines", lines.join(", ").into())]));
    }
    match (&found.lost, found.holds) {
        (Some(lost), _) => {
            let key = if lost.cut { "cli-audit-heads-cut" } else { "cli-audit-heads-anew" };
            let args = [
                ("from", lost.from.into()),
                ("number", lost.number.into()),
                ("at", lost.at.as_str().into()),
            ];
            said.push(l.ta(key, &args));
        }
        (None, Some(number)) => said.push(l.ta(
            "cli-audit-heads-fine",
            &[("heads", found.heads.into()), ("number", number.into())],
        )),
        (None, None) => said.push(l.t("cli-audit-heads-none")),
    }
    said
}
