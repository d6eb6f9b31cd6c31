//! The log: readable lines for people or JSON for collectors, on standard error.

use platform::config::{Config, LogConfig, LogFormat};
use std::io::IsTerminal;
use std::sync::OnceLock;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;
use tracing_subscriber::{Registry, reload};

/// Through this the level is changed while the server runs.
static LEVELS: OnceLock<reload::Handle<Targets, Registry>> = OnceLock::new();

/// Starts logging as `[log]` says; a panic is a line of the log as well.
pub fn start(config: &Config) {
    let log = config.section::<LogConfig>();
    init(log, levels(log));
}

/// The same for a command, which prints its own outcome: only what is at least a warning.
pub fn start_quietly(config: &Config) {
    init(config.section::<LogConfig>(), Targets::new().with_default(LevelFilter::WARN));
}

/// As `log.level` says. The migration library tells of every step twice; unless it is asked for, that is left out.
fn levels(log: &LogConfig) -> Targets {
    let quiet = [("sea_orm_migration", LevelFilter::WARN)];
    let said: Targets = log.level.parse().unwrap_or_default();
    if log.level.contains("sea_orm") { said } else { said.with_targets(quiet) }
}

fn init(log: &LogConfig, levels: Targets) {
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = match log.format {
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).boxed(),
    };
    let (levels, handle) = reload::Layer::new(levels);
    let registry = tracing_subscriber::registry().with(lines.with_filter(levels));
    if registry.try_init().is_ok() {
        let _ = LEVELS.set(handle); // the first log is the only one
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            let text = panic.payload_as_str().unwrap_or("without a reason");
            tracing::error!(place, "A part of Kontor panicked: {text}");
        }));
    }
}

/// From now on as `log.level` says.
pub fn set_level(config: &Config) {
    let level = levels(config.section::<LogConfig>());
    if let Some(Err(why)) = LEVELS.get().map(|levels| levels.reload(level)) {
        tracing::warn!(%why, "The level of the log could not be changed");
    }
}
