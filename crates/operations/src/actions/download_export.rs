use crate::domain::erasure::Refused;
use crate::domain::export::{ExportId, State};
use crate::store;
use events::operations::DataDownloaded;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, event, rights};

/// The bytes of one zip file of an archive, for who asked for it and until it expires.
pub async fn download_export(cx: &Cx, id: ExportId, number: i32) -> Result<Vec<u8>> {
    let me = cx.user()?.clone();
    let export = store::export::get(cx.db(), id).await?;
    if export.asked_by != me.id {
        return Err(Error::NotFound);
    }
    if !export.own {
        cx.require(rights::PRIVACY)?;
    }
    if export.state != State::Ready || export.expires_at.0 <= cx.now {
        return Err(Refused::Gone.into());
    }
    let files = store::export::files(cx.db(), &[id]).await?;
    let file = files.into_iter().find(|file| file.number == number).ok_or(Error::NotFound)?;
    let bytes = cx.kontor.files.get(&file.file).await?;
    let tx = cx.begin().await?;
    let downloaded = DataDownloaded { export: id.to_string(), part: number };
    event::record(&tx, cx, &downloaded).await?;
    cx.commit(tx).await?;
    let who = Who::Known(&me.email);
    cx.kontor.security.write(cx, Event::Export, who, "personal_data_downloaded");
    Ok(bytes)
}
