//! `kontor blocked`: the addresses that are refused, for who is locked out themselves.

use super::{Call, Failed, wait};
use clap::Subcommand;
use operations::actions;
use operations::domain::blocked::Draft;
use platform::block::{self, Block, Filter};
use platform::config::Cidr;
use platform::{Cx, Error, Kontor, Locale};
use serde::Serialize;
use serde_json::json;

#[derive(Subcommand)]
pub enum Command {
    List,
    Add(New),
    Remove { address: String },
}

#[derive(clap::Args)]
pub struct New {
    address: String,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    #[arg(long, value_name = "N")]
    minutes: Option<u32>,
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    wait(async {
        let kontor = match &command {
            // whoever is locked out gets in again in every mode
            Command::List | Command::Remove { .. } => call.open().await?,
            Command::Add(_) => call.open_to_change().await?,
        };
        match command {
            Command::List => list(call, &kontor).await,
            Command::Add(new) => add(call, &kontor, new).await,
            Command::Remove { address } => remove(call, &kontor, &address).await,
        }
    })
}

/// More than a terminal shows; the page has all of them.
const MOST: u64 = 1000;

#[derive(Serialize)]
struct Line {
    address: String,
    reason: String,
    automatic: bool,
    /// RFC 3339; null for good.
    until: Option<String>,
    hits: i64,
}

impl Line {
    fn of(block: Block) -> Self {
        Self {
            until: block.until.map(|until| until.0.to_rfc3339()),
            address: block.address,
            reason: block.reason,
            automatic: block.automatic,
            hits: block.hits,
        }
    }

    fn text(&self, l: &Locale) -> String {
        let until = self.until.clone().unwrap_or_else(|| l.t("operations-blocked-for-good"));
        let by = if self.automatic {
            "operations-blocked-automatic"
        } else {
            "operations-blocked-by-hand"
        };
        format!("{}  {until}  {}  {}", self.address, l.t(by), self.reason).trim_end().to_owned()
    }
}

async fn list(call: &Call, kontor: &Kontor) -> Result<(), Failed> {
    let filter = Filter { in_force: Some(true), ..Filter::default() };
    let now = kontor.clock.now();
    let found = block::page(kontor.db.reader(), &filter, now, MOST).await?;
    let lines: Vec<Line> = found.into_iter().map(Line::of).collect();
    call.print(&json!({ "blocked": lines }), || {
        if lines.is_empty() {
            return call.l.t("operations-blocked-empty");
        }
        lines.iter().map(|line| line.text(&call.l)).collect::<Vec<_>>().join("\n")
    })
}

async fn add(call: &Call, kontor: &Kontor, new: New) -> Result<(), Failed> {
    let cx = Cx::system(kontor);
    let length = new.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let New { address, reason, .. } = new;
    let draft = Draft { address, reason, length, confirmed: true };
    let wanted = draft.read(cx.now).map_err(Error::Refused)?;
    actions::block_address(&cx, &wanted).await?;
    let address = wanted.range.to_string();
    call.print(&json!({ "blocked": address }), || {
        call.l.ta("cli-blocked-added", &[("address", address.as_str().into())])
    })
}

async fn remove(call: &Call, kontor: &Kontor, address: &str) -> Result<(), Failed> {
    let unknown = || {
        let text = call.l.ta("cli-blocked-unknown", &[("address", address.into())]);
        Failed::from(anyhow::anyhow!(text))
    };
    let range: Cidr = address.parse().map_err(|_| unknown())?;
    let found = block::find(kontor.db.reader(), range).await?.ok_or_else(unknown)?;
    actions::unblock_address(&Cx::system(kontor), found.id).await?;
    call.print(&json!({ "unblocked": found.address }), || {
        call.l.ta("cli-blocked-removed", &[("address", found.address.as_str().into())])
    })
}
