//! `kontor audit`: whether the record of what happened is whole.

use super::{Call, Failed, wait};
use clap::Subcommand;
use platform::audit::{self, Verified};

#[derive(Subcommand)]
pub enum Command {
    Verify {
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    let Command::Verify { head } = command;
    if let Some(head) = head.as_deref().filter(|head| !audit::is_head(head)) {
        return Err(Failed::Usage(call.l.ta("cli-audit-no-head", &[("head", head.into())])));
    }
    wait(async {
        let kontor = call.open().await?;
        let found = audit::verify(&kontor, head.as_deref()).await?;
        call.print(&found, || text(call, &found))?;
        if found.broken.is_some() { Err(Failed::Found) } else { Ok(()) }
    })
}

fn text(call: &Call, found: &Verified) -> String {
    match &found.broken {
        Some(broken) => call.l.ta(
            "cli-audit-broken",
            &[("seq", broken.seq.into()), ("reason", broken.reason.to(call.l.lang).into())],
        ),
        None => call.l.ta(
            "cli-audit-whole",
            &[
                ("links", found.links.into()),
                ("head", found.head.as_str().into()),
                ("unsealed", found.unsealed.into()),
                ("erased", found.erased.into()),
            ],
        ),
    }
}
