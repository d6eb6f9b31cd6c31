use super::ask_erasure::{may_be_erased, preview_erasure, subject_of};
use crate::domain::erasure::{self, ErasureId, State};
use crate::store;
use events::operations::DataErased;
use platform::privacy::{Subject, What};
use platform::{Cx, Millis, Result, event};

/// Lets every app erase a person's data, one after the other. Done twice it finds nothing the second time.
pub async fn erase_subject(cx: &Cx, id: ErasureId, mut subject: Subject) -> Result<()> {
    let row = store::erasure::get(cx.db(), id).await?;
    if row.state == State::Done {
        return Ok(());
    }
    may_be_erased(cx, &subject).await?;
    let fates = preview_erasure(cx, &subject).await?;
    if !fates.iter().any(|fate| fate.what == What::Letters) {
        subject.letters_since = None; // none is left that had to be kept
    }
    for privacy in &cx.kontor.privacy {
        (privacy.erase)(cx.clone(), subject.clone()).await?;
    }
    let kept = subject.letters_since.is_some();
    let due = erasure::next_turn(cx.now, cx.kontor.zone).map(Millis).filter(|_| kept);
    let state = if kept { State::Kept } else { State::Done };
    let tx = cx.begin().await?;
    store::erasure::set_state(&tx, id, state, (due, Some(Millis(cx.now)))).await?;
    let erased = DataErased { erasure: id.to_string(), object: row.object };
    event::record(&tx, cx, &erased).await?;
    cx.commit(tx).await
}

/// Goes on with erasures whose next letters are over.
pub async fn erase_letters(cx: &Cx) -> Result<()> {
    for row in store::erasure::due(cx.db(), cx.now).await? {
        match subject_of(cx, &row.object, true).await {
            Ok(subject) => erase_subject(cx, row.id, subject).await?,
            Err(platform::Error::NotFound) => {
                let tx = cx.begin().await?;
                let done = (None, Some(Millis(cx.now)));
                store::erasure::set_state(&tx, row.id, State::Done, done).await?;
                cx.commit(tx).await?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
