use crate::archive::Archive;
use crate::domain::export::{Export, ExportId, State, file};
use crate::store;
use crate::views::{archive as views, audit_export};
use platform::privacy::{self, Part, Reading, Rows, Subject, forget_files};
use platform::{Cx, Error, Locale, Result, users};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// From so many bytes on, rows of a table go on in another file.
const PIECE: usize = 8 << 20;
/// After so many parts it is said how far it is.
const OFTEN: usize = 20;

/// Asks every app what it has, and writes it into zip files of the file store. Whoever did half of it before begins anew.
pub async fn write_export(cx: &Cx, id: ExportId) -> Result<()> {
    match store::export::find(cx.db(), id).await? {
        Some(export) if export.state == State::Waiting => {
            let written = write(cx, &export).await;
            // taken away meanwhile, with the person or by its rule: then nothing is left to do
            if store::export::find(cx.db(), id).await?.is_none() { Ok(()) } else { written }
        }
        _ => Ok(()),
    }
}

async fn write(cx: &Cx, export: &Export) -> Result<()> {
    let id = export.id;
    let asker = users::get(cx.db(), export.asked_by).await?;
    let found = privacy::subject(cx, &export.object).await?.ok_or(Error::NotFound)?;
    let subject = if export.own { own(found, export) } else { found };
    begin_anew(cx, id).await?;
    let mut parts = Vec::new();
    for privacy in &cx.kontor.privacy {
        parts.extend((privacy.export)(cx.clone(), subject.clone()).await?);
    }
    let mut writing = Writing::begin(cx, export, cx.kontor.locale(asker.lang), &subject).await?;
    let whole = parts.len();
    for (done, part) in parts.into_iter().enumerate() {
        writing.part(part).await?;
        if (done + 1) % OFTEN == 0 {
            progress(cx, id, State::Waiting, (done + 1, whole)).await?;
        }
    }
    writing.end_volume().await?;
    progress(cx, id, State::Ready, (whole, whole)).await
}

/// Who asks for their own data gets the data of the account that they are signed in with, and of no other that has an
/// address of the same entry.
fn own(found: Subject, export: &Export) -> Subject {
    Subject { own: true, users: vec![export.asked_by], ..found }
}

async fn begin_anew(cx: &Cx, id: ExportId) -> Result<()> {
    let old = store::export::files(cx.db(), &[id]).await?;
    if old.is_empty() {
        return Ok(());
    }
    let tx = cx.begin().await?;
    store::export::forget_files(&tx, &[id]).await?;
    forget_files(&tx, cx, old.into_iter().map(|row| row.file).collect()).await?;
    cx.commit(tx).await
}

async fn progress(cx: &Cx, id: ExportId, state: State, of: (usize, usize)) -> Result<()> {
    let tx = cx.begin().await?;
    if store::export::hold(&tx, &[id]).await?.is_empty() {
        return Err(Error::NotFound);
    }
    store::export::set_progress(&tx, id, state, of).await?;
    cx.commit(tx).await
}

struct Writing<'a> {
    cx: &'a Cx,
    id: ExportId,
    archive: Option<Archive>,
    volumes: i32,
    /// How many files of each table there are.
    tables: HashMap<&'static str, usize>,
}

impl<'a> Writing<'a> {
    async fn begin(
        cx: &'a Cx,
        export: &Export,
        l: Locale,
        subject: &Subject,
    ) -> Result<Writing<'a>> {
        let mut this =
            Writing { cx, id: export.id, archive: None, volumes: 0, tables: HashMap::new() };
        let about = views::about(&l, subject, cx.now);
        this.file("README.txt".into(), about.into_bytes()).await?;
        let record = views::record(&l, &cx.kontor.privacy);
        this.file("processing.txt".into(), record.into_bytes()).await?;
        Ok(this)
    }

    async fn file(&mut self, name: String, bytes: Vec<u8>) -> Result<()> {
        let archive = self.archive.take().unwrap_or_else(Archive::new);
        let archive = archive.add(name, bytes).await?;
        let full = archive.is_full();
        self.archive = Some(archive);
        if full { self.end_volume().await } else { Ok(()) }
    }

    async fn end_volume(&mut self) -> Result<()> {
        let Some(archive) = self.archive.take() else { return Ok(()) };
        let bytes = archive.finish()?;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let file = self.cx.kontor.files.put(bytes).await?;
        self.volumes += 1;
        let tx = self.cx.begin().await?;
        if store::export::hold(&tx, &[self.id]).await?.is_empty() {
            forget_files(&tx, self.cx, vec![file]).await?;
            self.cx.commit(tx).await?;
            return Err(Error::NotFound);
        }
        let row = file::Model { export: self.id, number: self.volumes, file, size };
        store::export::add_file(&tx, row).await?;
        self.cx.commit(tx).await
    }

    async fn part(&mut self, part: Part) -> Result<()> {
        match part {
            Part::Rows(rows) => self.rows(rows).await,
            Part::File { name, id } => {
                // a file that is lost does not keep the rest from its owner
                match self.cx.kontor.files.get(&id).await {
                    Ok(bytes) => self.file(name, bytes).await,
                    Err(cause) => {
                        tracing::warn!(%cause, "A file is missing in an archive of personal data");
                        self.file(format!("{name}.missing.txt"), Vec::new()).await
                    }
                }
            }
        }
    }

    async fn rows(&mut self, rows: Rows) -> Result<()> {
        let mut piece = Piece::default();
        let mut reading = Reading::of(&rows);
        while let Some(page) = reading.next(self.cx.db()).await? {
            for row in page {
                piece.add(&rows, &row)?;
            }
            if piece.json.len() > PIECE {
                self.piece(&rows, std::mem::take(&mut piece)).await?;
            }
        }
        self.piece(&rows, piece).await
    }

    async fn piece(&mut self, rows: &Rows, piece: Piece) -> Result<()> {
        if piece.json.is_empty() {
            return Ok(());
        }
        let table = rows.table.name;
        let n = self.tables.entry(table).and_modify(|n| *n += 1).or_insert(1);
        let name = if *n == 1 { format!("tables/{table}") } else { format!("tables/{table}-{n}") };
        let heads: Vec<&str> = rows.shown().map(|column| column.name).collect();
        let csv = format!("\u{feff}{}{}", audit_export::row(&heads), piece.csv);
        self.file(format!("{name}.json"), format!("[\n{}\n]\n", piece.json).into_bytes()).await?;
        self.file(format!("{name}.csv"), csv.into_bytes()).await
    }
}

/// Rows on their way into a file.
#[derive(Default)]
struct Piece {
    json: String,
    csv: String,
}

impl Piece {
    fn add(&mut self, rows: &Rows, row: &Map<String, Value>) -> Result<()> {
        if !self.json.is_empty() {
            self.json.push_str(",\n");
        }
        self.json.push_str(&serde_json::to_string(row)?);
        let cells = rows.shown().map(|column| row.get(column.name).map(cell).unwrap_or_default());
        let cells: Vec<String> = cells.collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        self.csv.push_str(&audit_export::row(&cells));
        Ok(())
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
