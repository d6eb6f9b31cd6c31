//! Help and usage errors in the reader's language: the words are put into clap's commands before they are used.

use super::Failed;
use crate::{APPS, MESSAGES};
use clap::error::{ContextKind, Error, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use platform::i18n::Texts;
use platform::{Lang, Locale};
use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

/// `--lang`, else `LC_ALL`, `LC_MESSAGES`, `LANG`; English where none of them says something we speak.
pub fn language(args: &[OsString]) -> Lang {
    let words: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let after = |i: usize| words.get(i + 1).map(AsRef::as_ref);
    let flag = words.iter().enumerate().find_map(|(i, word)| match word.as_ref() {
        "--lang" => after(i).and_then(Lang::of_tag),
        word => word.strip_prefix("--lang=").and_then(Lang::of_tag),
    });
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
    // the first that is set decides, as everywhere else
    let environment = set.map(|value| value.to_string_lossy().into_owned()).find(|v| !v.is_empty());
    flag.or_else(|| environment.as_deref().and_then(Lang::of_tag)).unwrap_or(Lang::En)
}

/// The words of the command line, the platform and all apps.
pub fn locale(lang: Lang) -> Locale {
    let mut all = vec![platform::i18n::MESSAGES, MESSAGES];
    all.extend(APPS.iter().map(|app| app.messages));
    let texts = Texts::new(&all).expect("the tests start every app's texts");
    Locale::new(Arc::new(texts), lang, chrono_tz::Tz::UTC)
}

/// The command with all its help in the reader's language.
pub fn translated<C: CommandFactory>(l: &Locale) -> Command {
    let root = C::command().after_help(l.t("cli-exit-codes")).subcommand_required(true);
    let mut root = worded(root, l, &[]);
    root.build(); // so that each knows the words that lead to it
    usage(root, l)
}

/// The line that shows how a command is called: clap's own, but for the word that stands in it for all options.
fn usage(mut command: Command, l: &Locale) -> Command {
    let shown = command.render_usage().to_string();
    let line = shown.strip_prefix("Usage: ").unwrap_or(&shown);
    let line = line.replace("[OPTIONS]", &format!("[{}]", l.t("cli-usage-options")));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().into()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| usage(sub, l));
    }
    command.override_usage(line)
}

fn worded(command: Command, l: &Locale, path: &[&str]) -> Command {
    let about = match path.join("-") {
        root if root.is_empty() => l.t("cli-about"),
        path => l.t(&format!("cli-{path}")),
    };
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().into()).collect();
    let mut command = command
        .about(about)
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
            l.t("cli-usage")
        ))
        .subcommand_help_heading(l.t("cli-commands"))
        .subcommand_value_name(l.t("cli-usage-command"))
        .arg_required_else_help(!names.is_empty() && path != ["migrate"])
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|arg| worded_arg(arg, l, path))
        .arg(asking("help", 'h', ArgAction::Help, l));
    if path.is_empty() {
        command = command.arg(asking("version", 'V', ArgAction::Version, l));
    }
    for name in names {
        let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
        command = command.mut_subcommand(&name, |sub| worded(sub, l, &path));
    }
    command
}

fn worded_arg(arg: Arg, l: &Locale, path: &[&str]) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let key = match path.join("-") {
        root if root.is_empty() => format!("cli-arg-{id}"),
        path => format!("cli-arg-{path}-{id}"),
    };
    let heading = if arg.is_positional() { "cli-arguments" } else { "cli-options" };
    // options of every command come after the command's own
    let order = if path.is_empty() { 900 } else { 0 };
    let arg = match value_name(&arg) {
        Some(name) => arg.value_name(l.t(name)),
        None => arg,
    };
    arg.help(l.t(&key)).help_heading(l.t(heading)).display_order(order)
}

/// The text key of the word that stands for an option's value, where German has another word than English.
fn value_name(arg: &Arg) -> Option<&'static str> {
    let set = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let name = set.unwrap_or_else(|| arg.get_id().as_str().to_ascii_uppercase());
    let key = match name.as_str() {
        "FILE" => "cli-value-file",
        "DIR" => "cli-value-folder",
        "KEY" => "cli-value-key",
        "KEY=VALUE" => "cli-value-setting",
        "ADDR" | "ADDRESS" => "cli-value-address",
        "EMAIL" => "cli-value-email",
        "ROLE" => "cli-value-role",
        _ => return None,
    };
    arg.get_action().takes_values().then_some(key)
}

fn asking(name: &'static str, short: char, action: ArgAction, l: &Locale) -> Arg {
    let help = l.t(&format!("cli-arg-{name}"));
    let arg = Arg::new(name).short(short).long(name).action(action);
    arg.help(help).help_heading(l.t("cli-options")).display_order(990)
}

/// Prints help where it was asked for; else says what was wrong with the words, in one sentence.
pub fn tell(l: &Locale, told: &Error, json: bool) -> ExitCode {
    let failed = Failed::Usage(String::new()).code();
    match told.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = told.print(); // a reader that went away needs no help
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !json => {
            let _ = told.print();
            failed.into()
        }
        _ if json => {
            let said = serde_json::json!({ "error": sentence(l, told), "exit": failed });
            let _ = super::call::put(&said.to_string()); // a reader that went away needs no answer
            failed.into()
        }
        _ => {
            eprintln!("kontor: {}\n{}", sentence(l, told), l.t("cli-see-help"));
            failed.into()
        }
    }
}

/// The kinds that people meet have a sentence in both languages; the others are said in clap's words.
fn sentence(l: &Locale, told: &Error) -> String {
    let word = |kind| told.get(kind).map(ToString::to_string).unwrap_or_default();
    let arg = word(ContextKind::InvalidArg).replace('\n', ", ");
    let text = match told.kind() {
        ErrorKind::UnknownArgument => l.ta("cli-wrong-argument", &[("arg", arg.into())]),
        ErrorKind::InvalidSubcommand => {
            l.ta("cli-wrong-command", &[("arg", word(ContextKind::InvalidSubcommand).into())])
        }
        ErrorKind::MissingRequiredArgument => l.ta("cli-missing-argument", &[("arg", arg.into())]),
        ErrorKind::MissingSubcommand => l.t("cli-missing-command"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = word(ContextKind::InvalidValue);
            l.ta("cli-wrong-value", &[("arg", arg.into()), ("value", value.into())])
        }
        ErrorKind::ArgumentConflict => l.ta("cli-twice", &[("arg", arg.into())]),
        _ => told.to_string().lines().next().unwrap_or_default().to_owned(),
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| told.get(kind))
        .map(|meant| l.ta("cli-meant", &[("name", meant.to_string().into())]));
    [Some(text), meant].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
