use crate::domain::artifact::{Artifact, ArtifactId, Draft, Refused, Status};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::{EntryChanged, Noun};
use platform::{Cx, Error, Millis, Result, event};

/// Changes what is said about a file. What it is announced to be can change until it is there.
pub async fn change_artifact(cx: &Cx, id: ArtifactId, draft: &Draft) -> Result<Artifact> {
    cx.require(rights::MANAGE)?;
    let mut new = draft.read(Millis(cx.now)).map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let old = store::artifact::get(&tx, id).await?;
    if old.status == Status::Uploaded {
        new.filesize = old.filesize;
    }
    let new = Artifact {
        id: old.id,
        release: old.release,
        product: old.product,
        status: old.status,
        sha256: old.sha256.clone(),
        created_at: old.created_at,
        version: old.version,
        ..new
    };
    let changes = changes(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    if old.filename != new.filename
        && store::artifact::of_name(&tx, old.release, &new.filename).await?.is_some()
    {
        return Err(Refused::FilenameTaken.into());
    }
    let mut new = new;
    store::artifact::save(&tx, &mut new).await?;
    let name = new.filename.clone();
    let fact = EntryChanged { noun: Noun::Artifact, id: id.0, name, changes };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(new)
}

fn changes(old: &Artifact, new: &Artifact) -> Vec<FieldChange> {
    let fields = |one: &Artifact| {
        [
            ("filename", one.filename.clone()),
            ("filetype", one.filetype.clone()),
            ("platform", one.platform.clone()),
            ("arch", one.arch.clone()),
            ("filesize", one.filesize.map(|size| size.to_string()).unwrap_or_default()),
            ("checksum", one.checksum.clone().unwrap_or_default()),
            ("signature", one.signature.clone().unwrap_or_default()),
            ("metadata", one.metadata.to_string()),
        ]
    };
    let pairs = fields(old).into_iter().zip(fields(new)).filter(|(from, to)| from != to);
    pairs
        .map(|((field, from), (_, to))| FieldChange { field: field.to_owned(), from, to })
        .collect()
}
