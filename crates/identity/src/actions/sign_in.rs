use super::arrive::{Arrived, arrive};
use super::breached;
use crate::domain::account::Email;
use crate::{device, store};
use chrono::{DateTime, Utc};
use events::identity::{PasswordFoundStolen, SignInLocked};
use platform::keys::Secret;
use platform::password::Checked;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Refuse, Result, Tx, User, UserId, event, users};
use sea_orm::prelude::Uuid;

/// What was typed, and the device's cookie.
pub struct Attempt<'a> {
    pub email: &'a str,
    pub password: &'a str,
    pub device: Option<&'a str>,
}

/// The one answer to all that can be wrong with a name and a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("e-mail address and password do not fit together, or too many attempts were wrong")]
pub struct Refused;

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        "identity-sign-in-refused"
    }
}

/// Where mistakes are counted: for the account on unknown devices, or for a known device alone.
struct Place {
    id: String,
    account: String,
    known: bool,
}

/// What is behind a name that was typed. Every attempt makes the same reads and one Argon2 run.
struct Found {
    user: Option<User>,
    /// The user, if everything is right.
    right: Option<User>,
    /// The hash that the password was checked against.
    stored: Option<String>,
    /// The password hashed anew, where the stored hash is of less cost than today's.
    fresh: Option<String>,
    /// Whether it is among stolen passwords, where that was looked up now.
    stolen: Option<bool>,
}

enum Outcome<T> {
    /// With what the security log is told of it.
    Right(Box<User>, T, Event),
    Wrong,
    Locked,
    NowLocked,
    /// While the password was checked it was replaced, or the user switched off: nothing is decided yet.
    Moved,
}

/// What somebody gets who gave the right password, in the transaction that found it right.
pub(super) trait Enter {
    type Got;
    async fn enter(&self, tx: &Tx, cx: &Cx, user: User) -> Result<(Self::Got, Event)>;
}

/// Through the page: a browser's session, or the wait for the second factor.
struct ByPage;

impl Enter for ByPage {
    type Got = Arrived;

    async fn enter(&self, tx: &Tx, cx: &Cx, user: User) -> Result<(Arrived, Event)> {
        let arrived = arrive(tx, cx, user, "pwd").await?;
        let event = arrived.event();
        Ok((arrived, event))
    }
}

/// Signs in with a password.
pub async fn sign_in(cx: &Cx, attempt: Attempt<'_>) -> Result<Arrived> {
    let (mut arrived, known) = prove_password(cx, &attempt, &ByPage).await?;
    if let (Arrived::In(entered), true) = (&mut arrived, known) {
        // it keeps the cookie that it has, and with it its own count
        attempt.device.unwrap_or_default().clone_into(&mut entered.device);
    }
    Ok(arrived)
}

/// Checks name and password, and lets in whose they are. An unknown name, a wrong password and a locked account get the
/// same answer after the same work. Tells also whether the device is known.
pub(super) async fn prove_password<E: Enter>(
    cx: &Cx,
    attempt: &Attempt<'_>,
    by: &E,
) -> Result<(E::Got, bool)> {
    let email = Email::typed(attempt.email)?;
    let account = device::account(&cx.kontor, email.as_str());
    let known = device::known(&cx.kontor, email.as_str(), attempt.device);
    let id = known.clone().unwrap_or_else(|| account.clone());
    let place = Place { id, account, known: known.is_some() };
    let mut found = look_up(cx, &place, email.as_str(), attempt.password).await?;
    let mut tries = 0;
    let outcome = loop {
        match settle(cx, &place, &found, by).await {
            // someone else made the first mistake for this name at the same moment
            Err(Error::Stale) if tries < 3 => tries += 1,
            Ok(Outcome::Moved) if tries < 3 => {
                tries += 1;
                found = look_up(cx, &place, email.as_str(), attempt.password).await?;
            }
            outcome => break outcome?,
        }
    };
    log(cx, email.as_str(), &found, &outcome);
    match outcome {
        Outcome::Right(_, got, _) => Ok((got, place.known)),
        Outcome::Wrong | Outcome::Locked | Outcome::NowLocked | Outcome::Moved => {
            Err(Refused.into())
        }
    }
}

async fn look_up(cx: &Cx, place: &Place, email: &str, password: &str) -> Result<Found> {
    let user = users::find_by_email(cx.db(), email).await?;
    let id = user.as_ref().map_or(UserId(Uuid::nil()), |user| user.id);
    let row = store::credential::find(cx.db(), id).await?;
    let stored = row.as_ref().map(|row| row.password.clone());
    let passwords = &cx.kontor.passwords;
    let locked = store::guard::get(cx.db(), &place.id).await?.is_locked(cx.now);
    let checked = passwords.check(id, Secret::from(password), stored.as_deref()).await?;
    let right = user.clone().filter(|user| user.active && checked != Checked::Wrong);
    let mut found = Found { user, right, stored, fresh: None, stolen: None };
    // more work for a right password only where it lets in: how long the answer takes would tell who guesses
    if locked || found.right.is_none() {
        return Ok(found);
    }
    if checked == Checked::RightButOld {
        found.fresh = Some(passwords.hash(id, Secret::from(password)).await?);
    }
    if row.is_some_and(|row| row.is_look_due(cx.now)) {
        found.stolen = breached::is_stolen(cx, password).await;
    }
    Ok(found)
}

/// Keeps what was found out about the password on the way in.
async fn keep_found(tx: &Tx, cx: &Cx, user: &User, found: &Found) -> Result<()> {
    if let Some(fresh) = &found.fresh {
        store::credential::rehash(tx, user.id, fresh.clone()).await?;
    }
    if let Some(stolen) = found.stolen {
        store::credential::looked_up(tx, cx, user.id, stolen).await?;
        if stolen {
            event::record(tx, cx, &PasswordFoundStolen { user: user.id }).await?;
        }
    }
    Ok(())
}

/// Counts the mistake, or lets in. The count decides even when the password is right.
async fn settle<E: Enter>(
    cx: &Cx,
    place: &Place,
    found: &Found,
    by: &E,
) -> Result<Outcome<E::Got>> {
    let tx = cx.begin().await?;
    let mut guard = store::guard::hold(&tx, (&place.id, &place.account), cx.now).await?;
    let outcome = if guard.is_locked(cx.now) {
        Outcome::Locked
    } else if let Some(user) = &found.right {
        // the check took its time: what it said counts only for the password and the user of now
        let password = store::credential::hold(&tx, user.id).await?.map(|row| row.password);
        let user = users::get(&tx, user.id).await?;
        if password != found.stored || !user.active {
            return Ok(Outcome::Moved);
        }
        store::guard::forget(&tx, &place.id).await?;
        keep_found(&tx, cx, &user, found).await?;
        let (got, event) = by.enter(&tx, cx, user.clone()).await?;
        Outcome::Right(Box::new(user), got, event)
    } else {
        let locked = guard.fail(cx.now);
        store::guard::save(&tx, &place.id, &guard).await?;
        if let (Some(until), Some(user)) = (locked, &found.user) {
            record_lock(&tx, cx, user, until).await?;
        }
        if locked.is_some() { Outcome::NowLocked } else { Outcome::Wrong }
    };
    cx.commit(tx).await?;
    Ok(outcome)
}

/// What was counted locks the account until then.
pub(super) async fn record_lock(
    tx: &platform::Tx,
    cx: &Cx,
    user: &User,
    until: DateTime<Utc>,
) -> Result<()> {
    let fact = SignInLocked { user: user.id, until_ms: until.timestamp_millis() };
    event::record(tx, cx, &fact).await
}

fn log<T>(cx: &Cx, email: &str, found: &Found, outcome: &Outcome<T>) {
    let log = |event, reason| {
        let who = match &found.user {
            Some(user) => Who::Known(&user.email),
            None => Who::Typed(email),
        };
        cx.kontor.security.write(cx, event, who, reason);
    };
    let wrong = match &found.user {
        None => "unknown_user",
        Some(user) if !user.active => "inactive",
        Some(_) => "bad_password",
    };
    match outcome {
        Outcome::Right(user, _, event) => {
            let who = Who::Known(&user.email);
            if found.stolen == Some(true) && *event != Event::PasswordStolen {
                cx.kontor.security.write(cx, Event::PasswordStolen, who, "found");
            }
            cx.kontor.security.write(cx, *event, who, "password");
        }
        Outcome::Locked => log(Event::LoginFailed, "locked"),
        Outcome::Wrong | Outcome::Moved => log(Event::LoginFailed, wrong),
        Outcome::NowLocked => {
            log(Event::LoginFailed, wrong);
            log(Event::Lockout, "too_many_failures");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::{set_active, set_password};
    use platform::session;
    use platform::testing::TestKontor;

    const OLD: &str = "Elbe-Speicher-Kontorbuch-1888";
    const NEW: &str = "Weser-Kaje-Frachtbrief-1901";

    async fn house() -> (TestKontor, User) {
        let t = TestKontor::start(&[crate::APP, ui::APP]).await;
        let ada = t.agent("Ada").await;
        set_password(&t.cx(), ada.id, OLD).await.unwrap();
        (t, ada)
    }

    fn place(t: &TestKontor, ada: &User) -> Place {
        let account = device::account(&t.kontor, &ada.email);
        Place { id: account.clone(), account, known: false }
    }

    async fn sessions(t: &TestKontor, ada: &User) -> usize {
        session::of_user(t.db(), ada.id).await.unwrap().len()
    }

    #[tokio::test]
    async fn a_password_that_is_replaced_while_it_is_checked_begins_no_session() {
        let (t, ada) = house().await;
        let cx = t.cx();
        let mut found = look_up(&cx, &place(&t, &ada), &ada.email, OLD).await.unwrap();
        assert!(found.right.is_some());
        // as if the hash were of less cost than today's
        found.fresh = found.stored.clone();
        set_password(&cx, ada.id, NEW).await.unwrap();
        let outcome = settle(&cx, &place(&t, &ada), &found, &ByPage).await.unwrap();
        assert!(matches!(outcome, Outcome::Moved));
        assert_eq!(sessions(&t, &ada).await, 0);
        let attempt = |password| Attempt { email: &ada.email, password, device: None };
        assert!(sign_in(&cx, attempt(OLD)).await.is_err(), "the old password is not back");
        sign_in(&cx, attempt(NEW)).await.unwrap();
    }

    #[tokio::test]
    async fn who_is_switched_off_while_the_password_is_checked_is_not_let_in() {
        let (t, ada) = house().await;
        let cx = t.cx();
        let found = look_up(&cx, &place(&t, &ada), &ada.email, OLD).await.unwrap();
        set_active(&cx, ada.id, false).await.unwrap();
        let outcome = settle(&cx, &place(&t, &ada), &found, &ByPage).await.unwrap();
        assert!(matches!(outcome, Outcome::Moved));
        assert_eq!(sessions(&t, &ada).await, 0);
    }

    #[tokio::test]
    async fn a_hash_of_less_cost_is_replaced_on_the_way_in() {
        let (t, ada) = house().await;
        let cx = t.cx();
        let found = look_up(&cx, &place(&t, &ada), &ada.email, OLD).await.unwrap();
        let fresh = Some(cx.kontor.passwords.hash(ada.id, Secret::from(OLD)).await.unwrap());
        let found = Found { fresh: fresh.clone(), ..found };
        let outcome = settle(&cx, &place(&t, &ada), &found, &ByPage).await.unwrap();
        assert!(matches!(outcome, Outcome::Right(..)));
        let now = store::credential::find(t.db(), ada.id).await.unwrap().unwrap().password;
        assert_eq!(Some(now), fresh);
    }
}
