//! Work for later.

mod privacy;

pub use privacy::{ApplyRules, EraseSubject, WriteExport};

use crate::actions;
use crate::config::AuditConfig;
use anyhow::{Context as _, anyhow};
use axum::http::{HeaderValue, header};
use platform::Cx;
use platform::job::{Failure, Job};
use platform::outbound::{Client, Request};
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::Path;

/// Computes the whole audit chain again, once a day and when someone asks for it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct VerifyAudit {}

impl Job for VerifyAudit {
    const NAME: &'static str = "operations.verify_audit";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(actions::verify_audit(&cx).await?)
    }
}

/// Signs the newest link of the chain, when it is time for it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignHead {
    /// However short ago the last one was signed.
    pub at_once: bool,
}

impl Job for SignHead {
    const NAME: &'static str = "operations.sign_head";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(actions::sign_head(&cx, self.at_once).await?)
    }
}

/// Where a head goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum To {
    File,
    Url,
}

/// Brings a signed head to where it is kept. A head that arrives twice says nothing else than one that arrives once.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShipHead {
    pub to: To,
    pub line: String,
}

impl Job for ShipHead {
    const NAME: &'static str = "operations.ship_head";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let config = cx.kontor.config.section::<AuditConfig>();
        let done = match (self.to, &config.heads_file, &config.heads_url) {
            (To::File, Some(path), _) => append(path.clone(), self.line).await,
            (To::Url, _, Some(url)) => post(&cx, url, self.line).await,
            _ => Ok(()), // the target was taken out of the settings meanwhile
        };
        done.map_err(Failure::Retry)
    }
}

/// Appends a line and waits until the disk has it.
async fn append(path: std::path::PathBuf, line: String) -> anyhow::Result<()> {
    let write = move |path: &Path| {
        let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(format!("{line}\n").as_bytes())?;
        file.sync_all()
    };
    tokio::task::spawn_blocking(move || {
        write(&path).with_context(|| format!("{} cannot be appended to", path.display()))
    })
    .await?
}

async fn post(cx: &Cx, url: &str, line: String) -> anyhow::Result<()> {
    let json = HeaderValue::from_static("application/json");
    let request = Request::post(url, format!("{line}\n")).header(header::CONTENT_TYPE, json);
    let answer = Client::of(cx)?.send(request).await?;
    if answer.status.is_success() { Ok(()) } else { Err(anyhow!("answered {}", answer.status)) }
}
