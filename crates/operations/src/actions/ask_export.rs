use crate::config::PrivacyConfig;
use crate::domain::erasure::Refused;
use crate::domain::export::{Export, ExportId, State};
use crate::jobs::WriteExport;
use crate::store;
use chrono::TimeDelta;
use events::operations::DataExportAsked;
use platform::job::{self, Queued};
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Millis, Result, Tx, event, privacy, rights};

/// Queues an archive of a person's data, one at a time for each who asks. Everybody may ask for their own.
pub async fn ask_export(cx: &Cx, object: &str, own: bool) -> Result<ExportId> {
    let me = cx.user()?.clone();
    if own && object != format!("user:{}", me.id) {
        return Err(Error::Forbidden);
    }
    if !own {
        cx.require(rights::PRIVACY)?;
    }
    privacy::subject(cx, object).await?.ok_or(Error::NotFound)?;
    let days = cx.kontor.config.section::<PrivacyConfig>().export_days;
    let export = Export {
        id: ExportId::new(),
        object: object.to_owned(),
        own,
        asked_by: me.id,
        state: State::Waiting,
        done: 0,
        whole: 0,
        created_at: Millis(cx.now),
        expires_at: Millis(cx.now + TimeDelta::days(days.into())),
    };
    let id = export.id;
    let tx = cx.begin().await?;
    refuse_another(&tx, &export).await?;
    store::export::insert(&tx, export).await?;
    job::enqueue(&tx, cx, Queued::of(&WriteExport { export: id })?).await?;
    let asked = DataExportAsked { export: id.to_string(), object: object.to_owned() };
    event::record(&tx, cx, &asked).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::Export, Who::Known(&me.email), "personal_data");
    Ok(id)
}

/// One whose job was given up or discarded does not count.
async fn refuse_another(tx: &Tx, export: &Export) -> Result<()> {
    let waiting = store::export::waiting(tx, &export.object, export.asked_by).await?;
    let objects: Vec<String> = waiting.into_iter().map(WriteExport::object).collect();
    let jobs = job::about::<WriteExport>(tx, &objects).await?;
    if jobs.values().any(|job| job.state.goes_on()) {
        return Err(Refused::Waiting.into());
    }
    Ok(())
}
