use super::begun;
use crate::config::PrivacyConfig;
use crate::domain::erasure::{self, Erasure, ErasureId, Refused, State};
use crate::jobs::EraseSubject;
use crate::store;
use events::operations::ErasureAsked;
use platform::job::{self, Queued, Sealed};
use platform::privacy::{self, Fate, Subject, What, hold};
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Millis, Result, Tx, event, rights};

/// Whose data they are, with business letters kept or not. Where an erasure has begun and not ended, what it knew belongs to
/// them too: the account and the addresses may be gone by now that lead to the rest.
pub async fn subject_of(cx: &Cx, object: &str, letters: bool) -> Result<Subject> {
    let now = privacy::subject(cx, object).await?.unwrap_or_default();
    let objects = [now.objects(), vec![object.to_owned()]].concat();
    let mut found = Subject::default();
    for row in store::erasure::begun(cx.db(), &objects).await? {
        found = found.joined(&begun::open(cx, &row)?);
    }
    found = found.joined(&now); // what goes by the name of nobody had another before
    if found.name.is_empty() {
        return Err(Error::NotFound);
    }
    let name = found.name.clone();
    let found = Subject { name, ..privacy::widened(cx, found).await? };
    let years = cx.kontor.config.section::<PrivacyConfig>().letter_years;
    let since = erasure::letters_since(cx.now, cx.kontor.zone, years);
    Ok(Subject { letters_since: since.filter(|_| letters), ..found })
}

/// What an erasure would do, asked of every app.
pub async fn preview_erasure(cx: &Cx, subject: &Subject) -> Result<Vec<Fate>> {
    cx.require(rights::PRIVACY)?;
    let mut fates = Vec::new();
    for privacy in &cx.kontor.privacy {
        fates.extend((privacy.preview)(cx.clone(), subject.clone()).await?);
    }
    fates.retain(|fate| fate.count > 0);
    Ok(fates)
}

/// Refuses what must not be erased.
pub async fn may_be_erased(cx: &Cx, subject: &Subject) -> Result<()> {
    if let Some(hold) = hold::on(cx, subject).await? {
        return Err(Refused::Held(hold.reason).into());
    }
    let fates = preview_erasure(cx, subject).await?;
    match fates.iter().find(|fate| fate.what == What::Refused) {
        Some(fate) => Err(Refused::NotTo(fate.why).into()),
        None => Ok(()),
    }
}

/// Queues the erasure of a person's data, when the name or an address was `typed`.
pub async fn ask_erasure(cx: &Cx, object: &str, typed: &str, letters: bool) -> Result<ErasureId> {
    cx.require(rights::PRIVACY)?;
    let me = cx.user()?.clone();
    let subject = subject_of(cx, object, letters).await?;
    let object = erasure::lasting(&subject).ok_or(Error::NotFound)?;
    may_be_erased(cx, &subject).await?;
    if !erasure::is_confirmed(&subject, typed) {
        return Err(Refused::NotConfirmed.into());
    }
    let tx = cx.begin().await?;
    end_the_lost(&tx, cx, &subject).await?;
    let row = Erasure {
        id: ErasureId::new(),
        object: object.clone(),
        asked_by: me.id,
        state: State::Running,
        due: None,
        created_at: Millis(cx.now),
        done_at: None,
        subject: None,
    };
    let id = row.id;
    store::erasure::insert(&tx, row).await?;
    // the job knows the addresses that are gone when it is half done
    let sealed = Sealed::of(cx, &serde_json::to_string(&subject)?)?;
    job::enqueue(&tx, cx, Queued::of(&EraseSubject { erasure: id, subject: sealed })?).await?;
    let asked = ErasureAsked { erasure: id.to_string(), object, letters };
    event::record(&tx, cx, &asked).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::Erase, Who::Known(&me.email), "personal_data");
    Ok(id)
}

/// Refused while one runs. One whose job was given up or discarded would run for ever: it ends here.
async fn end_the_lost(tx: &Tx, cx: &Cx, subject: &Subject) -> Result<()> {
    let open = store::erasure::open(tx, &subject.objects()).await?;
    for one in open.into_iter().filter(|one| one.state == State::Running) {
        let object = [EraseSubject::object(one.id)];
        match job::about::<EraseSubject>(tx, &object).await?.into_values().next() {
            Some(job) if job.state.goes_on() => return Err(Refused::Running.into()),
            Some(job) => job::discard(tx, job.id).await?,
            None => {}
        }
        let now = Some(Millis(cx.now));
        store::erasure::set_state(tx, one.id, State::Stopped, (None, now)).await?;
    }
    Ok(())
}

/// Erasures as they stand: one whose job was given up or discarded runs no more.
pub async fn as_they_stand(cx: &Cx, mut all: Vec<Erasure>) -> Result<Vec<Erasure>> {
    let running = all.iter().filter(|one| one.state == State::Running);
    let objects: Vec<String> = running.map(|one| EraseSubject::object(one.id)).collect();
    let jobs = job::about::<EraseSubject>(cx.db(), &objects).await?;
    for one in all.iter_mut().filter(|one| one.state == State::Running) {
        let job = jobs.get(&EraseSubject::object(one.id));
        if !job.is_some_and(|job| job.state.goes_on()) {
            one.state = State::Stopped;
        }
    }
    Ok(all)
}
