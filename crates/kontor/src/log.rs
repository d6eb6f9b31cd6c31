//! The log: readable lines for people or JSON for collectors, on standard error.

use platform::config::{Config, LogConfig, LogFormat};
use std::io::IsTerminal;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

/// Starts logging as `[log]` says; a panic is a line of the log as well.
pub fn start(config: &Config) {
    let log = config.section::<LogConfig>();
    init(log, log.level.parse().unwrap_or_default());
}

/// The same for a command, which prints its own outcome: only what is at least a warning.
pub fn start_quietly(config: &Config) {
    init(config.section::<LogConfig>(), Targets::new().with_default(LevelFilter::WARN));
}

fn init(log: &LogConfig, levels: Targets) {
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = match log.format {
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).boxed(),
    };
    let registry = tracing_subscriber::registry().with(lines.with_filter(levels));
    if registry.try_init().is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            let text = panic.payload_as_str().unwrap_or("without a reason");
            tracing::error!(place, "A part of Kontor panicked: {text}");
        }));
    }
}
