//! `kontor import`: old mail becomes tickets, from a Maildir, an mbox file or single files.

use super::{Call, Failed, wait};
use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use helpdesk::actions;
use helpdesk::domain::mail::MailId;
use helpdesk::domain::mailbox::Mailbox;
use helpdesk::mail::{Fetched, read_stored, take};
use helpdesk::store;
use platform::{Cx, Millis, disk};
use serde_json::json;
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use tokio::task::JoinHandle;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    from: From,
    #[arg(long, global = true, value_name = "ADDRESS")]
    mailbox: Option<String>,
    #[arg(long, global = true)]
    open: bool,
}

#[derive(clap::Subcommand)]
pub enum From {
    Maildir {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    Mbox {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Eml {
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// Mails that are taken in at once: they wait for the disk together.
const BATCH: usize = 400;
/// Bytes of mails that are in memory together, and one mail more.
const BATCH_BYTES: usize = 16 * 1024 * 1024;
/// Folders of mails in the database: imported mails have no UID of a server.
const FOLDER: &str = "import";

#[derive(Default)]
struct Sum {
    new: usize,
    known: usize,
    unread: Vec<String>,
}

pub fn run(call: &Call, args: Args) -> Result<(), Failed> {
    wait(async {
        let kontor = call.open_to_change().await?;
        let cx = Cx::system(&kontor);
        let mailbox = mailbox(call, &cx, args.mailbox.as_deref()).await?;
        let mailbox = as_archive(mailbox, !args.open, cx.now);
        let sum = import(&cx, &mailbox, &args.from).await?;
        let told = json!({ "new": sum.new, "known": sum.known, "unread": sum.unread });
        call.print(&told, || {
            let counts = [("new", sum.new.into()), ("known", sum.known.into())];
            let mut lines = vec![call.l.ta("cli-import-done", &counts)];
            lines.extend(sum.unread.iter().map(|why| format!("  {why}")));
            lines.join("\n")
        })?;
        kontor.db.clone().close().await;
        if sum.unread.is_empty() { Ok(()) } else { Err(Failed::Found) }
    })
}

/// The mailbox with this address; the only one where none is named.
pub async fn mailbox(call: &Call, cx: &Cx, address: Option<&str>) -> Result<Mailbox, Failed> {
    // on a new house the server has not made it yet
    actions::bootstrap_mailbox(cx).await?;
    let all = store::mailbox::all(cx.db()).await?;
    let found = match (address, all.as_slice()) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(address), all) => {
            let key = address.trim().to_lowercase();
            all.iter().find(|mailbox| mailbox.address_key == key || mailbox.name == address)
        }
    };
    found.cloned().ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|mailbox| mailbox.address.as_str()).collect();
        let args = [("known", known.join(", ").into())];
        anyhow::anyhow!(call.l.ta("cli-mailbox-unknown", &args)).into()
    })
}

/// Archived mails come in closed and nobody is answered; others are as if they arrived now. What is imported is older
/// than the mailbox, whatever the file's own time says: copying made that, not receiving.
fn as_archive(mailbox: Mailbox, archive: bool, now: DateTime<Utc>) -> Mailbox {
    let created_at = Millis(now + TimeDelta::days(1));
    Mailbox { archive_first: archive, created_at, ..mailbox }
}

/// What runs meanwhile: the batch before is read while the next one is taken in.
struct Importing<'a> {
    cx: &'a Cx,
    mailbox: &'a Mailbox,
    reading: Option<JoinHandle<platform::Result<()>>>,
    sum: Sum,
}

async fn import(cx: &Cx, mailbox: &Mailbox, from: &From) -> Result<Sum, Failed> {
    let mut importing = Importing { cx, mailbox, reading: None, sum: Sum::default() };
    let mut batch = Vec::with_capacity(BATCH);
    let mut bytes = 0;
    for mail in mails(from)? {
        match mail {
            Ok(mail) => {
                bytes += mail.raw.len();
                batch.push(mail);
            }
            Err(why) => importing.sum.unread.push(format!("{why:#}")),
        }
        if batch.len() == BATCH || bytes > BATCH_BYTES {
            importing.keep(std::mem::take(&mut batch)).await?;
            bytes = 0;
        }
    }
    importing.keep(batch).await?;
    importing.wait().await?;
    Ok(importing.sum)
}

impl Importing<'_> {
    async fn keep(&mut self, batch: Vec<Fetched>) -> Result<(), Failed> {
        disk::look(&self.cx.kontor);
        self.cx.kontor.may_change().map_err(anyhow::Error::from)?;
        let taken = take(self.cx, self.mailbox, FOLDER, batch, None).await?;
        self.sum.new += taken.new.len();
        self.sum.known += taken.known;
        self.read(taken.new).await?;
        if std::io::stderr().is_terminal() {
            eprint!("\r{} ", self.sum.new + self.sum.known);
        }
        Ok(())
    }

    /// Waits for the batch before, then begins to read this one.
    async fn read(&mut self, ids: Vec<MailId>) -> Result<(), Failed> {
        self.wait().await?;
        let cx = self.cx.clone();
        self.reading = Some(tokio::spawn(async move { read_stored(&cx, &ids).await }));
        Ok(())
    }

    async fn wait(&mut self) -> Result<(), Failed> {
        if let Some(reading) = self.reading.take() {
            reading.await.map_err(anyhow::Error::from)??;
        }
        Ok(())
    }
}

type Mails = Box<dyn Iterator<Item = anyhow::Result<Fetched>>>;

fn mails(from: &From) -> anyhow::Result<Mails> {
    Ok(match from {
        From::Maildir { folder } => Box::new(maildir(folder)?.into_iter().map(|file| read(&file))),
        From::Mbox { file } => Box::new(mbox(file)?),
        From::Eml { files } => Box::new(files.clone().into_iter().map(|file| read(&file))),
    })
}

/// The mails of `cur` and `new`, in the order in which they were delivered.
fn maildir(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = 0;
    for name in ["cur", "new"] {
        let Ok(entries) = std::fs::read_dir(folder.join(name)) else { continue };
        folders += 1;
        for entry in entries {
            found.push(entry?.path());
        }
    }
    ensure!(folders > 0, "{} is no Maildir: it has neither cur nor new", folder.display());
    found.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    Ok(found)
}

fn read(file: &Path) -> anyhow::Result<Fetched> {
    let raw = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(Fetched { raw, received_at: written(file)?, uid: None })
}

fn written(file: &Path) -> anyhow::Result<DateTime<Utc>> {
    Ok(DateTime::from(std::fs::metadata(file)?.modified()?))
}

/// The mails of an mbox file (RFC 4155): each begins with a `From ` line after a blank one, and a quoted
/// `>From ` loses one quote.
fn mbox(file: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Fetched>> + use<>> {
    let received_at = written(file)?;
    let opened = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut lines = BufReader::new(opened);
    let mut line = Vec::new();
    lines.read_until(b'\n', &mut line)?;
    ensure!(line.starts_with(b"From "), "{} is no mbox file: it begins otherwise", file.display());
    let mut ended = false;
    Ok(std::iter::from_fn(move || {
        let mut raw = Vec::new();
        while !ended {
            line.clear();
            match lines.read_until(b'\n', &mut line) {
                Err(why) => {
                    ended = true;
                    return Some(Err(why.into()));
                }
                Ok(0) => ended = true,
                Ok(_) if line.starts_with(b"From ") && after_blank(&raw) => break,
                Ok(_) => raw.extend_from_slice(unquoted(&line)),
            }
        }
        (!raw.is_empty()).then_some(Ok(Fetched { raw, received_at, uid: None }))
    }))
}

fn after_blank(raw: &[u8]) -> bool {
    raw.is_empty() || raw.ends_with(b"\n\n") || raw.ends_with(b"\n\r\n")
}

fn unquoted(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|byte| **byte == b'>').count();
    if quotes > 0 && line[quotes..].starts_with(b"From ") { &line[1..] } else { line }
}
