use crate::config::HelpdeskConfig;
use crate::domain::attachment::{Attachment, AttachmentId};
use crate::domain::message::Refused;
use crate::{rights, store};
use platform::db::Source;
use platform::scan::{self, Verdict};
use platform::{Cx, Error, Millis, Result};

/// A file that was chosen in a composer.
#[derive(Debug)]
pub struct Upload {
    pub name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

pub(super) const MOST_FILES: usize = 20;

/// Keeps a file for a message that is still being written.
pub async fn add_upload(cx: &Cx, upload: Upload) -> Result<Attachment> {
    cx.require(rights::WORK)?;
    let most = cx.kontor.config.section::<HelpdeskConfig>().max_attachment_bytes;
    if upload.bytes.len() as u64 > most {
        return Err(Refused::AttachmentsTooLarge(most).into());
    }
    let name = message::attachment::clean(&upload.name);
    if let Verdict::Infected(found) = scan::look(cx, &upload.bytes).await? {
        return Err(Refused::AttachmentInfected(name, found).into());
    }
    let attachment = Attachment {
        id: AttachmentId::new(),
        message: None,
        uploader: Some(cx.user_id().ok_or(Error::Forbidden)?),
        size: i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX),
        file: cx.kontor.files.put(upload.bytes).await?,
        name: if name.is_empty() { "file".into() } else { crate::mail::cut(&name, 255) },
        mime: crate::mail::cut(&upload.mime, 255),
        content_id: String::new(),
        inline: false,
        position: 0,
        created_at: Millis(cx.now),
    };
    let tx = cx.begin().await?;
    store::attachment::insert_many(&tx, vec![attachment.clone()]).await?;
    cx.commit(tx).await?;
    Ok(attachment)
}

/// The uploads of this user for a message that is sent now, within the limits; refuses when one of them cannot go
/// with it, so that none is left out unsaid.
pub(super) async fn claim(
    db: &impl Source,
    cx: &Cx,
    ids: &[AttachmentId],
) -> Result<Vec<Attachment>> {
    let Some(user) = cx.user_id() else { return Ok(Vec::new()) };
    if ids.len() > MOST_FILES {
        return Err(Refused::TooManyAttachments.into());
    }
    let files = store::attachment::unsent(db, user, ids).await?;
    if let Some(lost) = ids.iter().find(|id| !files.iter().any(|file| file.id == **id)) {
        return Err(match store::attachment::get(db, *lost).await {
            Ok(file) if file.uploader == Some(user) => Refused::AttachmentSent(file.name).into(),
            // another's file is as good as none
            Ok(_) | Err(Error::NotFound) => Refused::AttachmentGone.into(),
            Err(other) => other,
        });
    }
    let most = cx.kontor.config.section::<HelpdeskConfig>().max_attachment_bytes;
    let total: i64 = files.iter().map(|file| file.size).sum();
    if u64::try_from(total).unwrap_or(u64::MAX) > most {
        return Err(Refused::AttachmentsTooLarge(most).into());
    }
    Ok(files)
}
