//! The command line: one file per command, help and errors in German and English.

mod admin;
mod audit;
mod bench;
mod blocked;
mod call;
mod config;
mod doctor;
mod failed;
mod help;
mod import;
mod keys;
mod licence;
mod mail;
mod migrate;
mod moving;
mod privacy;
mod serve;
mod setup;
mod switch;

pub use call::{Call, wait};
pub use failed::Failed;

use clap::{Args, FromArgMatches, Parser, Subcommand};
use platform::Lang;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// What is said here in words stands in `i18n/`, under `cli-<command>` and `cli-arg-<command>-<option>`.
#[derive(Parser)]
#[command(name = "kontor", version)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub struct Global {
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    #[arg(long, global = true)]
    json: bool,
    #[arg(long, global = true, value_name = "de|en", value_parser = language)]
    lang: Option<Lang>,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Args),
    Setup,
    Doctor,
    #[command(subcommand)]
    Config(config::Command),
    Migrate(migrate::Args),
    #[command(subcommand)]
    Admin(admin::Command),
    #[command(subcommand)]
    Keys(keys::Command),
    #[command(subcommand)]
    Licence(licence::Command),
    #[command(subcommand)]
    Mail(mail::Command),
    Import(import::Args),
    #[command(subcommand)]
    Audit(audit::Command),
    #[command(subcommand)]
    Blocked(blocked::Command),
    #[command(subcommand)]
    Privacy(privacy::Command),
    #[command(subcommand)]
    Switch(switch::Command),
    #[command(subcommand)]
    Bench(bench::Command),
}

/// Reads the arguments, does what they say, and ends with one of the codes of `Failed`.
pub fn main(args: Vec<OsString>) -> ExitCode {
    let l = help::locale(help::language(&args));
    // also where the arguments cannot be read
    let json = args.iter().any(|arg| arg == "--json");
    let parsed = help::translated::<Cli>(&l)
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(told) => return help::tell(&l, &told, json),
    };
    let call = Call { l, global: cli.global };
    match run(&call, cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            call.complain(&failed);
            failed.code().into()
        }
    }
}

fn run(call: &Call, command: Command) -> Result<(), Failed> {
    match command {
        Command::Serve(args) => serve::run(call, args),
        Command::Setup => setup::run(call),
        Command::Doctor => doctor::run(call),
        Command::Config(command) => config::run(call, command),
        Command::Migrate(args) => migrate::run(call, args),
        Command::Admin(command) => admin::run(call, command),
        Command::Keys(command) => keys::run(call, command),
        Command::Licence(command) => licence::run(call, command),
        Command::Mail(command) => mail::run(call, command),
        Command::Import(args) => import::run(call, args),
        Command::Audit(command) => audit::run(call, command),
        Command::Blocked(command) => blocked::run(call, command),
        Command::Privacy(command) => privacy::run(call, command),
        Command::Switch(command) => switch::run(call, command),
        Command::Bench(command) => bench::run(call, command),
    }
}

fn setting(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(key, _)| !key.trim().is_empty());
    pair.map(|(key, value)| (key.trim().into(), value.into())).ok_or_else(|| "KEY=VALUE".into())
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::of_tag(text).ok_or_else(|| "de, en".into())
}
