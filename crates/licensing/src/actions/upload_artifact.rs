use crate::domain::artifact::{Arrived, Artifact, ArtifactId, Part, Refused};
use crate::{LicensingConfig, rights, store};
use axum::body::Bytes;
use events::licensing::{EntryMarked, Noun};
use futures_util::{Stream, StreamExt as _};
use platform::scan::{self, Verdict};
use platform::{Cx, Error, Millis, Result, event};
use sha2::{Digest as _, Sha256, Sha512};

/// So much is held in memory of a file, and is kept as one piece of it.
const PIECE: usize = 8 * 1024 * 1024;

/// Keeps the file of an artifact as it comes, piece by piece, and takes it if it is what was announced. What broke off
/// or was refused leaves nothing but pieces that are swept.
pub async fn upload_artifact<E>(
    cx: &Cx,
    id: ArtifactId,
    body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Artifact> {
    cx.require(rights::MANAGE)?;
    let artifact = store::artifact::get(cx.db(), id).await?;
    artifact.may_be_sent()?;
    let (parts, arrived) = Arriving::new(cx, id).take(body).await?;
    let tx = cx.begin().await?;
    let mut artifact = store::artifact::get(&tx, id).await?;
    artifact.may_be_sent()?;
    let taken = artifact.arrive(&arrived);
    artifact.updated_at = Millis(cx.now);
    store::artifact::save(&tx, &mut artifact).await?;
    if taken.is_ok() {
        store::artifact::replace_parts(&tx, id, &parts).await?;
    }
    let mark = if taken.is_ok() { "uploaded" } else { "failed" }.to_owned();
    let name = artifact.filename.clone();
    event::record(&tx, cx, &EntryMarked { noun: Noun::Artifact, id: id.0, name, mark }).await?;
    cx.commit(tx).await?;
    taken?;
    Ok(artifact)
}

/// A file while it comes.
struct Arriving<'a> {
    cx: &'a Cx,
    of: ArtifactId,
    held: Vec<u8>,
    parts: Vec<Part>,
    size: u64,
    sha256: Sha256,
    sha512: Sha512,
}

impl<'a> Arriving<'a> {
    fn new(cx: &'a Cx, of: ArtifactId) -> Self {
        let (held, parts) = (Vec::new(), Vec::new());
        Self { cx, of, held, parts, size: 0, sha256: Sha256::new(), sha512: Sha512::new() }
    }

    async fn take<E>(
        mut self,
        mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<(Vec<Part>, Arrived)> {
        let most = self.cx.kontor.config.section::<LicensingConfig>().max_artifact_bytes;
        while let Some(bytes) = body.next().await {
            let bytes = bytes.map_err(|_| Refused::BrokenOff)?;
            self.size += bytes.len() as u64;
            if self.size > most {
                return Err(Error::TooLarge { limit_bytes: most });
            }
            self.sha256.update(&bytes);
            self.sha512.update(&bytes);
            self.hold(&bytes).await?;
        }
        if self.size == 0 {
            return Err(Refused::FileMissing.into());
        }
        if !self.held.is_empty() {
            self.keep().await?;
        }
        let arrived = Arrived {
            size: i64::try_from(self.size).map_err(anyhow::Error::from)?,
            sha256: self.sha256.finalize().into(),
            sha512: self.sha512.finalize().into(),
        };
        Ok((self.parts, arrived))
    }

    /// Takes some of it; whatever fills a piece is kept.
    async fn hold(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PIECE - self.held.len()));
            self.held.extend_from_slice(now);
            bytes = later;
            if self.held.len() == PIECE {
                self.keep().await?;
            }
        }
        Ok(())
    }

    /// Puts what is held on the disk, if the scanner finds nothing in it.
    async fn keep(&mut self) -> Result<()> {
        let bytes = std::mem::take(&mut self.held);
        if let Verdict::Infected(_) = scan::look(self.cx, &bytes).await? {
            return Err(Refused::Infected.into());
        }
        let size = i64::try_from(bytes.len()).map_err(anyhow::Error::from)?;
        let position = i32::try_from(self.parts.len()).map_err(anyhow::Error::from)?;
        let file = self.cx.kontor.files.put(bytes).await?;
        self.parts.push(Part { artifact: self.of, position, file, size });
        Ok(())
    }
}
