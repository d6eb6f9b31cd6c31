//! Health: named checks, each saying what is wrong and what to do.

use crate::job;
use crate::password::{PasswordConfig, list};
use crate::{Cx, Kontor};
use sea_orm::DbBackend;
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Ok,
    Warn,
    Fail,
}

/// A text inside a text: the name of the argument, and the key and arguments of what it says.
#[derive(Clone, Debug, Serialize)]
pub struct Inner {
    pub name: String,
    pub text: String,
    pub args: Vec<(String, String)>,
}

/// One thing that was looked at. `text` is a text key with its arguments.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    pub name: String,
    pub state: State,
    pub text: String,
    pub args: Vec<(String, String)>,
    /// Arguments that are texts of their own: said in the same language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<Inner>,
    /// What an admin should do, as a text key; empty when all is well.
    pub remedy: String,
}

impl Check {
    pub fn ok(name: impl Into<String>, text: &str) -> Self {
        let (text, remedy) = (text.to_owned(), String::new());
        Self {
            name: name.into(),
            state: State::Ok,
            text,
            args: Vec::new(),
            texts: Vec::new(),
            remedy,
        }
    }

    /// An argument that is a text itself.
    #[must_use]
    pub fn with_text(mut self, name: &str, text: &str, args: Vec<(String, String)>) -> Self {
        self.texts.push(Inner { name: name.to_owned(), text: text.to_owned(), args });
        self
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    #[must_use]
    pub fn bad(mut self, state: State, remedy: &str) -> Self {
        self.state = state;
        remedy.clone_into(&mut self.remedy);
        self
    }

    pub fn say(&self, l: &crate::Locale) -> String {
        // a number is one for the text too, which may say "one mail"
        let value = |v: &str| v.parse::<i64>().map_or_else(|_| v.to_owned().into(), Into::into);
        let mut args: Vec<_> = self.args.iter().map(|(n, v)| (n.as_str(), value(v))).collect();
        for inner in &self.texts {
            let own: Vec<_> = inner.args.iter().map(|(n, v)| (n.as_str(), value(v))).collect();
            args.push((&inner.name, l.ta(&inner.text, &own).into()));
        }
        l.ta(&self.text, &args)
    }
}

/// Whether the nodes count together; nothing is said where there is one.
async fn limits(kontor: &Kontor) -> Option<Check> {
    if !kontor.limits.is_shared() {
        return None;
    }
    Some(match kontor.limits.trouble().await {
        None => Check::ok("limits", "platform-health-limits"),
        Some(cause) => Check::ok("limits", "platform-health-limits-gone")
            .with("cause", cause)
            .bad(State::Warn, "platform-health-limits-remedy"),
    })
}

/// The platform's own checks and every app's.
pub async fn checks(kontor: &Kontor) -> Vec<Check> {
    let mut all = vec![database(kontor).await, disk(kontor), queue(kontor).await];
    all.extend(proxy(kontor));
    all.extend(sweep(kontor));
    all.extend(limits(kontor).await);
    all.extend(stolen(kontor).await);
    all.extend(crate::scan::health(&Cx::system(kontor)).await);
    all.extend(modes(kontor));
    for app in kontor.apps_on() {
        all.extend((app.health)(kontor.clone()).await);
    }
    all
}

/// True when requests can be answered: what `/readyz` says. On a full disk they can: whoever comes is told by the house, and
/// not by the error page of a proxy.
pub async fn is_ready(kontor: &Kontor) -> bool {
    !kontor.stopping().is_cancelled() && database(kontor).await.state == State::Ok
}

async fn database(kontor: &Kontor) -> Check {
    let backend = match kontor.db.backend() {
        DbBackend::Sqlite => "SQLite",
        DbBackend::Postgres => "PostgreSQL",
        _ => "MariaDB",
    };
    match kontor.db.ping().await {
        Ok(()) => Check::ok("database", "platform-health-database").with("backend", backend),
        Err(cause) => Check::ok("database", "platform-health-database-gone")
            .with("cause", cause)
            .bad(State::Fail, "platform-health-database-remedy"),
    }
}

/// Warns below 10 % of free space on the data folder's disk, fails below 5 %.
fn disk(kontor: &Kontor) -> Check {
    let folder = &kontor.config.section::<crate::config::DataConfig>().path;
    let Ok(stat) = rustix::fs::statvfs(folder) else {
        return Check::ok("disk", "platform-health-disk-unknown")
            .bad(State::Warn, "platform-health-disk-remedy");
    };
    if crate::disk::is_full_now(kontor) {
        let check = Check::ok("disk", "platform-health-disk-full");
        return check.bad(State::Fail, "platform-health-disk-remedy");
    }
    let percent = stat.f_bavail * 100 / stat.f_blocks.max(1);
    let check = Check::ok("disk", "platform-health-disk").with("percent", percent);
    match percent {
        0..5 => check.bad(State::Fail, "platform-health-disk-remedy"),
        5..10 => check.bad(State::Warn, "platform-health-disk-remedy"),
        _ => check,
    }
}

/// Warns when a proxy forwards requests that `server.trusted_proxies` does not name.
fn proxy(kontor: &Kontor) -> Option<Check> {
    let address = crate::http::foreign_proxy(kontor)?;
    let check = Check::ok("proxy", "platform-health-proxy").with("address", address);
    Some(check.bad(State::Warn, "platform-health-proxy-remedy"))
}

/// Says what is not as usual: maintenance and read-only mode.
fn modes(kontor: &Kontor) -> Vec<Check> {
    let modes = [
        (kontor.is_under_maintenance(), "platform-health-maintenance"),
        (kontor.is_read_only() && !kontor.is_full(), "platform-health-read-only"),
    ];
    let on = modes.into_iter().filter(|(on, _)| *on);
    let check =
        |text| Check::ok("switches", text).bad(State::Warn, "platform-health-switches-remedy");
    on.map(|(_, text)| check(text)).collect()
}

/// Warns while the sweep of the file store is refused.
fn sweep(kontor: &Kontor) -> Option<Check> {
    let (over, there) = kontor.files.sweep_refused()?;
    let check = Check::ok("files", "platform-health-files").with("over", over).with("there", there);
    Some(check.bad(State::Warn, "platform-health-files-remedy"))
}

/// Warns while nothing can be found in the list of stolen passwords.
async fn stolen(kontor: &Kontor) -> Option<Check> {
    let path = kontor.config.section::<PasswordConfig>().list()?.to_owned();
    let name = path.display().to_string();
    let unfit = tokio::task::spawn_blocking(move || list::check(&path)).await.ok()?.err()?;
    let check = Check::ok("stolen passwords", unfit.key()).with("path", name);
    Some(check.bad(State::Warn, "platform-health-stolen-remedy"))
}

async fn queue(kontor: &Kontor) -> Check {
    match job::counts(kontor.db.reader()).await {
        Ok(counts) => {
            let check = Check::ok("queue", "platform-health-queue")
                .with("waiting", counts.waiting)
                .with("failed", counts.failed + counts.quarantined);
            if counts.failed + counts.quarantined > 0 {
                check.bad(State::Warn, "platform-health-queue-remedy")
            } else {
                check
            }
        }
        Err(cause) => Check::ok("queue", "platform-health-database-gone")
            .with("cause", cause)
            .bad(State::Fail, "platform-health-database-remedy"),
    }
}
