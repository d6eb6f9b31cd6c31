use super::ask_erasure::{may_be_erased, preview_erasure, subject_of};
use super::begun;
use super::faults::Faults;
use crate::domain::erasure::{self, Erasure, ErasureId, State};
use crate::store;
use anyhow::anyhow;
use events::operations::{DataErased, ErasureRefused};
use platform::privacy::{Privacy, Subject, What};
use platform::{Cx, Error, Millis, Refusal, Result, event};

/// Lets every app erase a person's data, one after the other. Done twice it finds nothing the second time. Refused only
/// now, by a hold that came in between, it has ended.
pub async fn erase_subject(cx: &Cx, id: ErasureId, subject: Subject) -> Result<()> {
    let row = store::erasure::get(cx.db(), id).await?;
    match row.state {
        State::Done | State::Stopped => Ok(()),
        State::Kept => erase(cx, row, subject).await,
        State::Running => match erase(cx, row.clone(), subject).await {
            Err(Error::Refused(why)) => stop(cx, row, &why).await,
            other => other,
        },
    }
}

async fn erase(cx: &Cx, row: Erasure, mut subject: Subject) -> Result<()> {
    may_be_erased(cx, &subject).await?;
    let fates = preview_erasure(cx, &subject).await?;
    if !fates.iter().any(|fate| fate.what == What::Letters) {
        subject.letters_since = None; // none is left that had to be kept
        may_be_erased(cx, &subject).await?; // more goes than was asked about
    }
    begun::note(cx, row.id, &subject).await?;
    for privacy in in_turn(&cx.kontor.privacy) {
        (privacy.erase)(cx.clone(), subject.clone()).await?;
    }
    let kept = subject.letters_since.is_some();
    let due = erasure::next_turn(cx.now, cx.kontor.zone).map(Millis).filter(|_| kept);
    let state = if kept { State::Kept } else { State::Done };
    let tx = cx.begin().await?;
    store::erasure::set_state(&tx, row.id, state, (due, Some(Millis(cx.now)))).await?;
    store::erasure::forget_subjects(&tx, row.id, &subject.objects()).await?;
    let erased = DataErased { erasure: row.id.to_string(), object: row.object };
    event::record(&tx, cx, &erased).await?;
    cx.commit(tx).await
}

/// The apps twice: a mail that comes while one of them is at work finds what another is yet to erase. The platform last,
/// which knows who it is about by what they say.
fn in_turn(all: &[Privacy]) -> impl Iterator<Item = &Privacy> {
    let (_platform, apps) = all.split_last().expect("the platform erases as well");
    apps.iter().chain(all)
}

async fn stop(cx: &Cx, row: Erasure, why: &[Refusal]) -> Result<()> {
    let tx = cx.begin().await?;
    let now = Some(Millis(cx.now));
    store::erasure::set_state(&tx, row.id, State::Stopped, (None, now)).await?;
    let why = why.first().map(|refusal| refusal.key.to_string()).unwrap_or_default();
    let refused = ErasureRefused { erasure: row.id.to_string(), object: row.object, why };
    event::record(&tx, cx, &refused).await?;
    cx.commit(tx).await
}

/// Goes on with erasures whose next letters are over. One that is refused, as by a hold, waits for another night; one
/// that fails keeps no other from its turn.
pub async fn erase_letters(cx: &Cx) -> Result<()> {
    let mut faults = Faults::default();
    for row in store::erasure::due(cx.db(), cx.now).await? {
        match go_on(cx, &row).await {
            Err(Error::Refused(why)) => {
                let why = why.first().map(|refusal| &refusal.key);
                tracing::info!(erasure = %row.id, ?why, "Letters whose time is over stay for now");
            }
            other => faults.note(&format!("erasure {}", row.id), other),
        }
    }
    faults.end()
}

async fn go_on(cx: &Cx, row: &Erasure) -> Result<()> {
    let subject = subject_of(cx, &row.object, true).await.map_err(|error| match error {
        // an erasure that is done finds the person, without a name: who is not found was not erased
        Error::NotFound => anyhow!("nobody knows {}, whose letters were kept", row.object).into(),
        other => other,
    })?;
    erase_subject(cx, row.id, subject).await
}
