//! What a command is given: the options of all commands, the reader's language, and where to print.

use super::{Failed, Global};
use crate::{apps, house, log};
use house::For;
use platform::config::{Config, Said, Sources};
use platform::{Error, Kontor, Locale, disk, follow};
use serde::Serialize;
use serde_json::json;
use std::future::Future;
use std::io::Write;

pub struct Call {
    pub l: Locale,
    pub global: Global,
}

impl Call {
    /// The configuration, with `flags` on top of everything.
    pub fn config(&self, flags: Vec<(String, String)>) -> Result<Config, Failed> {
        Config::load(&self.sources(flags), &apps::sections()).map_err(Failed::Configuration)
    }

    /// Where the configuration comes from, with `flags` on top of everything.
    pub fn sources(&self, flags: Vec<(String, String)>) -> Sources {
        let mut all = self.global.set.clone();
        if let Some(data) = &self.global.data {
            all.push(("data.path".into(), data.display().to_string()));
        }
        all.extend(flags);
        Sources::of_process(all, self.global.config.clone())
    }

    /// The house for a command: its schema up to date, its log on standard error (from `warn` on).
    pub async fn open(&self) -> Result<Kontor, Failed> {
        let config = self.config(Vec::new())?;
        log::start_quietly(&config);
        open(config, For::Command).await.map_err(Failed::Database)
    }

    /// The same for a command that changes something: refused in read-only mode, as the pages refuse it.
    pub async fn open_to_change(&self) -> Result<Kontor, Failed> {
        let kontor = self.open().await?;
        if let Err(refused) = kontor.may_change() {
            kontor.db.clone().close().await;
            return Err(anyhow::Error::from(refused).into());
        }
        Ok(kontor)
    }

    /// Prints the outcome: one JSON document, or what `text` says in the reader's language.
    pub fn print(
        &self,
        data: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failed> {
        let line = if self.global.json {
            serde_json::to_string(data).map_err(anyhow::Error::from)?
        } else {
            text()
        };
        put(&line)
    }

    /// Says why a command failed: a JSON document on standard output, or text on standard error.
    pub fn complain(&self, failed: &Failed) {
        if matches!(failed, Failed::Found) {
            return;
        }
        let lines = self.sentences(failed);
        if self.global.json {
            let mut said = json!({ "error": lines.join("\n"), "exit": failed.code() });
            if let Failed::Configuration(problems) = failed {
                said["problems"] = json!(problems);
            }
            let _ = put(&said.to_string()); // a reader that went away needs no answer
            return;
        }
        for line in lines {
            eprintln!("kontor: {line}");
        }
    }

    fn sentences(&self, failed: &Failed) -> Vec<String> {
        match failed {
            Failed::Undone(cause) => vec![self.sentence(cause)],
            Failed::Database(cause) => vec![Said::of(cause, self.l.lang)],
            Failed::Usage(text) => vec![text.clone()],
            Failed::Configuration(problems) => {
                let count = [("n", problems.len().into())];
                let mut lines = vec![self.l.ta("cli-config-wrong", &count)];
                lines.extend(
                    problems.iter().map(|problem| format!("  {}", problem.say(self.l.lang))),
                );
                lines
            }
            Failed::Found => Vec::new(),
        }
    }

    fn sentence(&self, cause: &anyhow::Error) -> String {
        match cause.downcast_ref::<Error>() {
            Some(Error::Refused(refusals)) => {
                refusals.iter().map(|refusal| refusal.say(&self.l)).collect::<Vec<_>>().join("\n")
            }
            Some(Error::Closed(closed)) => closed.refusal.say(&self.l),
            _ => Said::of(cause, self.l.lang),
        }
    }
}

/// Opens the house: connects, brings the schema up to date, joins the apps.
pub async fn open(config: Config, who: For) -> anyhow::Result<Kontor> {
    let db = house::connect(&config, who).await?;
    house::migrate(&db).await?;
    let kontor = house::assemble(config, db).await?;
    disk::look(&kontor);
    follow::catch_up(&kontor).await?;
    house::release_claims(&kontor).await?;
    Ok(kontor)
}

/// Runs a command that waits for others.
pub fn wait<T>(work: impl Future<Output = Result<T, Failed>>) -> Result<T, Failed> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(work);
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    done
}

/// One line on standard output; a reader that went away (`| head`) is no failure of ours.
pub fn put(line: &str) -> Result<(), Failed> {
    match writeln!(std::io::stdout().lock(), "{line}") {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => Err(cause.into()),
        _ => Ok(()),
    }
}
