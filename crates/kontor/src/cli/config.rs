//! `kontor config`: what is set, where it came from, and what is wrong with it.

use super::call::put;
use super::{Call, Failed};
use clap::Subcommand;
use platform::Lang;
use platform::config::{Config, Explained};
use serde_json::{Value, json};

#[derive(Subcommand)]
pub enum Command {
    Check,
    Print {
        #[arg(long)]
        redacted: bool,
    },
    Explain {
        #[arg(value_name = "KEY")]
        key: String,
    },
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    let config = call.config(Vec::new())?;
    match command {
        Command::Check => check(call, &config),
        // secrets are hidden with and without the flag: there is no way to print them
        Command::Print { redacted: _ } => print(call, &config),
        Command::Explain { key } => explain(call, &config, &key),
    }
}

fn check(call: &Call, config: &Config) -> Result<(), Failed> {
    let warnings: Vec<_> = config.warnings().iter().map(|said| said.to(call.l.lang)).collect();
    let told = json!({ "ok": true, "file": config.file(), "warnings": warnings });
    call.print(&told, || {
        let file = config
            .file()
            .map_or_else(|| call.l.t("cli-config-no-file"), |f| f.display().to_string());
        let mut lines = vec![call.l.ta("cli-config-good", &[("file", file.into())])];
        lines.extend(warnings.iter().map(|warning| format!("! {warning}")));
        lines.join("\n")
    })
}

fn print(call: &Call, config: &Config) -> Result<(), Failed> {
    if !call.global.json {
        return put(config.print().trim_end());
    }
    let mut all = serde_json::Map::new();
    for (section, name) in config.keys() {
        let key = format!("{section}.{name}");
        if let Ok(told) = config.explain(&key) {
            all.insert(key, json!({ "value": told.value, "origin": told.origin.to_string() }));
        }
    }
    put(&Value::Object(all).to_string())
}

fn explain(call: &Call, config: &Config, key: &str) -> Result<(), Failed> {
    let told = config.explain(key).map_err(|nearest| {
        let unknown = call.l.ta("cli-config-unknown", &[("key", key.into())]);
        let meant = nearest.map(|name| call.l.ta("cli-meant", &[("name", name.into())]));
        Failed::Usage([Some(unknown), meant].into_iter().flatten().collect::<Vec<_>>().join(" "))
    })?;
    call.print(&told, || text(call, &told))
}

fn text(call: &Call, told: &Explained) -> String {
    let meaning = if call.l.lang == Lang::De { told.meaning_de } else { told.meaning_en };
    let mut lines = vec![told.key.clone(), format!("  {meaning}")];
    let mut line = |key: &str, value: String| lines.push(format!("  {} {value}", call.l.t(key)));
    let shown = |value: &Value| match value {
        Value::Null => "–".to_owned(),
        value => value.to_string(),
    };
    line("cli-config-value", format!("{} ({})", shown(&told.value), told.origin.say(call.l.lang)));
    line("cli-config-default", shown(&told.default));
    line("cli-config-variable", told.variable.clone());
    if !told.aliases.is_empty() {
        line("cli-config-aliases", told.aliases.join(", "));
    }
    lines.join("\n")
}
