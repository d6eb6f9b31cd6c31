//! `kontor switch`: what of the house is on, for who stands at the machine.

use super::{Call, Failed, wait};
use clap::Subcommand;
use operations::actions;
use platform::switch::{self, Kind, Switch, Wanted};
use platform::{Cx, Kontor};
use serde::Serialize;
use serde_json::json;

#[derive(Subcommand)]
pub enum Command {
    List,
    On {
        name: String,
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        text_de: String,
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        text_en: String,
    },
    Off {
        name: String,
    },
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    wait(async {
        let kontor = call.open().await?;
        match command {
            Command::List => list(call, &kontor),
            Command::On { name, text_de, text_en } => {
                turn(call, &kontor, &name, Wanted { on: true, text_de, text_en }).await
            }
            Command::Off { name } => turn(call, &kontor, &name, Wanted::default()).await,
        }
    })
}

#[derive(Serialize)]
struct Line {
    name: &'static str,
    kind: Kind,
    on: bool,
    /// Off in the configuration.
    fixed: bool,
}

fn list(call: &Call, kontor: &Kontor) -> Result<(), Failed> {
    let all = switch::all(kontor);
    let lines: Vec<Line> = all
        .iter()
        .map(|Switch { name, kind, on, fixed, .. }| Line {
            name,
            kind: *kind,
            on: *on,
            fixed: *fixed,
        })
        .collect();
    call.print(&json!({ "switches": lines }), || {
        let state = |line: &Line| match (line.fixed, line.on) {
            (true, _) => "operations-switch-fixed-badge",
            (false, true) => "operations-switch-on",
            (false, false) => "operations-switch-off",
        };
        let text = |line: &Line| format!("{:<20} {}", line.name, call.l.t(state(line)));
        lines.iter().map(text).collect::<Vec<_>>().join("\n")
    })
}

async fn turn(call: &Call, kontor: &Kontor, name: &str, wanted: Wanted) -> Result<(), Failed> {
    let on = wanted.on;
    if name != switch::READ_ONLY {
        kontor.may_change().map_err(anyhow::Error::from)?;
    }
    let changed = actions::turn_switch(&Cx::system(kontor), name, wanted).await?;
    call.print(&json!({ "name": name, "on": on, "changed": changed }), || {
        let key = if on { "cli-switch-is-on" } else { "cli-switch-is-off" };
        call.l.ta(key, &[("name", name.into())])
    })
}
