//! `kontor licence export` and `import`: the licence server's data as files.

use super::{Call, Failed};
use anyhow::Context;
use licensing::domain::import::{Import as Moved, ImportId, Outcome, file};
use licensing::store::import::Asked;
use licensing::{actions, export as document, store};
use platform::{Cx, Error, Kontor};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Export {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long)]
    keys: bool,
}

#[derive(clap::Args)]
pub struct Import {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    run: bool,
    #[arg(long, requires = "run")]
    tell: bool,
}

/// Rows that are told of at once.
const LOT: u64 = 500;

pub async fn export(kontor: &Kontor, args: Export) -> Result<(), Failed> {
    let mut out: Box<dyn Write + Send> = match &args.file {
        Some(path) => {
            let made = File::create(path);
            let made = made.with_context(|| format!("{} cannot be written", path.display()))?;
            Box::new(BufWriter::new(made))
        }
        None => Box::new(std::io::stdout()),
    };
    let put = |piece: &str| out.write_all(piece.as_bytes());
    document::write(Cx::system(kontor), args.keys, put).await?;
    out.flush().map_err(anyhow::Error::from)?;
    Ok(())
}

pub async fn import(call: &Call, kontor: &Kontor, args: Import) -> Result<(), Failed> {
    let cx = Cx::system(kontor);
    let unreadable = || format!("{} cannot be read", args.file.display());
    let bytes = std::fs::read(&args.file).with_context(unreadable)?;
    let (origin, given) = file::read(&bytes, &cx.locale).map_err(Error::from)?;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let id = actions::begin_import(&cx, None, (origin, &name), given).await?.id;
    to_its_end(async || actions::check_import(&cx, id).await).await?;
    if args.run {
        actions::confirm_import(&cx, id, args.tell).await?;
        to_its_end(async || actions::run_import(&cx, id).await).await?;
    }
    let import = store::import::get(cx.db(), id).await?;
    told(call, &cx, &import).await
}

/// A server that runs works on the same rows: then one of both is slower and tries again.
async fn to_its_end(step: impl AsyncFn() -> platform::Result<bool>) -> Result<(), Failed> {
    loop {
        match step().await {
            Ok(true) | Err(Error::Stale) => {}
            Ok(false) => return Ok(()),
            Err(cause) => return Err(cause.into()),
        }
    }
}

async fn told(call: &Call, cx: &Cx, import: &Moved) -> Result<(), Failed> {
    let wrong = wrong(call, cx, import.id).await?;
    let counts = [
        ("total", import.total),
        ("created", import.created),
        ("ready", import.ready),
        ("known", import.known),
        ("wrong", import.wrong),
        ("left", import.left()),
    ];
    let data = json!({
        "id": import.id, "total": import.total, "created": import.created, "ready": import.ready,
        "known": import.known, "left": import.left(), "wrong": wrong.iter().map(|(row, why)| json!({ "row": row, "why": why })).collect::<Vec<_>>(),
    });
    call.print(&data, || {
        let args = counts.map(|(name, n)| (name, n.into()));
        let mut lines = vec![call.l.ta("cli-licence-import-counts", &args)];
        lines.extend(wrong.iter().map(|(row, why)| {
            let args = [("row", (*row).into()), ("why", why.as_str().into())];
            call.l.ta("cli-licence-import-row", &args)
        }));
        lines.join("\n")
    })?;
    if wrong.is_empty() { Ok(()) } else { Err(Failed::Found) }
}

async fn wrong(call: &Call, cx: &Cx, id: ImportId) -> Result<Vec<(i64, String)>, Failed> {
    let (mut all, mut after) = (Vec::new(), i64::MIN);
    loop {
        let asked = Asked { outcome: Some(Outcome::Wrong), after, ..Asked::default() };
        let rows = store::import::rows(cx.db(), id, asked, LOT).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        after = last.number;
        for row in &rows {
            let why: Vec<_> = row.said().iter().map(|one| one.say(&call.l)).collect();
            all.push((row.number, why.join(" ")));
        }
    }
}
