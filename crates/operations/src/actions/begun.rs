//! What an erasure knows of its person from its first step until its end.

use crate::domain::erasure::{Erasure, ErasureId};
use crate::store;
use platform::keys::Aad;
use platform::privacy::Subject;
use platform::{Cx, Result};

fn place(id: ErasureId) -> Aad {
    Aad::new("erasures", "subject", &id.0)
}

/// Writes it down, sealed, before anything goes: who asks again would not find it by what is left.
pub(super) async fn note(cx: &Cx, id: ErasureId, subject: &Subject) -> Result<()> {
    let text = serde_json::to_string(subject)?;
    let sealed = cx.kontor.keys.seal_text(&place(id), &text).map_err(anyhow::Error::from)?;
    let tx = cx.begin().await?;
    store::erasure::set_subject(&tx, id, sealed).await?;
    cx.commit(tx).await
}

pub(super) fn open(cx: &Cx, row: &Erasure) -> Result<Subject> {
    let Some(sealed) = &row.subject else { return Ok(Subject::default()) };
    let text = cx.kontor.keys.unseal_text(&place(row.id), sealed).map_err(anyhow::Error::from)?;
    Ok(serde_json::from_str(text.expose())?)
}
