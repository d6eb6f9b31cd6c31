//! What is typed and piped into a command.

use anyhow::{Context, ensure};
use platform::keys::Secret;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
use std::io::{BufRead, IsTerminal, Write};

/// A secret: typed unseen where somebody sits there, else the first line of standard input.
pub fn secret(prompt: &str) -> anyhow::Result<Secret> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return line();
    }
    eprint!("{prompt} ");
    std::io::stderr().flush()?;
    let seen = tcgetattr(&input).context("the terminal cannot be asked")?;
    let mut unseen = seen.clone();
    unseen.local_modes.remove(LocalModes::ECHO);
    tcsetattr(&input, OptionalActions::Flush, &unseen)?;
    let typed = line();
    tcsetattr(&input, OptionalActions::Flush, &seen)?;
    eprintln!();
    typed
}

fn line() -> anyhow::Result<Secret> {
    let mut text = String::new();
    let read = std::io::stdin().lock().read_line(&mut text)?;
    ensure!(read > 0, "nothing was given on standard input");
    Ok(Secret::from(text.trim_end_matches(['\n', '\r'])))
}
