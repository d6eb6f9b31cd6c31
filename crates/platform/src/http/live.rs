//! `GET /live`: one event stream per open page. An event is a bare topic; the page asks for its parts again.

use crate::config::SessionConfig;
use crate::live::{Change, Place};
use crate::users::UserId;
use crate::{Cx, Error, Kontor, session};
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use chrono::TimeDelta;
use futures_util::Stream;
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use tokio_stream::StreamExt;

pub(super) const PATH: &str = "/live";

/// How often it is asked whether the session still stands. What is committed about its user is asked about at once.
const LOOK_EVERY: Duration = Duration::from_secs(20);

pub(super) fn routes() -> Router<Kontor> {
    Router::new().route(PATH, get(live))
}

/// Staff only: topics are ids of things that customers have no business with.
async fn live(
    cx: Cx,
    State(kontor): State<Kontor>,
) -> crate::Result<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    if !cx.is_staff() {
        return Err(Error::Forbidden);
    }
    let (Some(user), Some(session)) = (cx.user_id(), cx.session()) else {
        return Err(Error::SignInNeeded);
    };
    let place = kontor.live.place(&session.id)?;
    let open = Open::of(kontor, user, place, LOOK_EVERY);
    let hello = tokio_stream::once(Event::default().retry(Duration::from_secs(3)).comment(""));
    let changes =
        unfold(open, |mut open| async move { open.next().await.map(|event| (event, open)) });
    let stream = hello.chain(changes);
    Ok(Sse::new(stream.map(Ok)).keep_alive(KeepAlive::new().interval(LOOK_EVERY)))
}

fn told(change: Option<Change>) -> Event {
    match change {
        Some(change) => Event::default()
            .event("changed")
            .id(change.seq.to_string())
            .data(change.topics.join(" ")),
        // the page fell behind: everything it shows may be old
        None => Event::default().event("changed").data("*"),
    }
}

/// One open page's stream. It ends with its session.
struct Open {
    kontor: Kontor,
    changes: Receiver<Change>,
    place: Place,
    /// What facts about the user are told under.
    user: String,
    look: Interval,
}

impl Open {
    fn of(kontor: Kontor, user: UserId, place: Place, every: Duration) -> Self {
        let mut look = interval_at(Instant::now() + every, every);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let changes = kontor.live.listen();
        Self { kontor, changes, place, user: format!("user:{user}"), look }
    }

    /// The next change, or that some were missed; none when the session is over or the server stops.
    async fn next(&mut self) -> Option<Event> {
        let stop = self.kontor.stopping();
        loop {
            let change = tokio::select! {
                () = stop.cancelled() => return None,
                _ = self.look.tick() => None,
                change = self.changes.recv() => Some(change),
            };
            let change = match change {
                Some(Ok(change)) if !change.topics.contains(&self.user) => {
                    return Some(told(Some(change)));
                }
                Some(Err(RecvError::Closed)) => return None,
                other => other,
            };
            // where it cannot be known the page asks again, with its cookie
            if !self.stands().await.unwrap_or(false) {
                return None;
            }
            if let Some(change) = change {
                return Some(told(change.ok()));
            }
        }
    }

    async fn stands(&self) -> crate::Result<bool> {
        let kontor = &self.kontor;
        let idle = kontor.config.section::<SessionConfig>().idle_minutes;
        let idle = TimeDelta::minutes(i64::from(idle));
        let (db, now) = (kontor.db.reader(), kontor.clock.now());
        let found = session::find_by_id(db, self.place.session(), now, idle).await?;
        Ok(found.is_some_and(|(_, user)| user.role.is_staff()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::STREAMS;
    use crate::testing::TestKontor;
    use crate::users::{self, Role, User};

    /// Nobody looks by the clock within a test.
    const LONG: Duration = Duration::from_mins(10);

    async fn open(t: &TestKontor, user: &User, every: Duration) -> Open {
        t.sign_in(user).await;
        let session = session::of_user(t.db(), user.id).await.unwrap().remove(0);
        let place = t.kontor.live.place(&session.id).unwrap();
        let mut open = Open::of(t.kontor.clone(), user.id, place, every);
        t.kontor.live.tell(change("ticket:1"));
        assert!(next(&mut open).await.is_some(), "it is open");
        open
    }

    fn change(topic: &str) -> Change {
        Change { seq: 1, name: "toy.changed".into(), topics: vec![topic.into()] }
    }

    async fn next(open: &mut Open) -> Option<Event> {
        tokio::time::timeout(Duration::from_secs(20), open.next()).await.expect("it says something")
    }

    async fn end_sessions(t: &TestKontor, user: &User) {
        let tx = t.kontor.db.begin().await.unwrap();
        session::end_others(&tx, user.id, None).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_stream_ends_at_once_when_the_sessions_of_its_user_are_ended() {
        let t = TestKontor::start(&[]).await;
        let (ada, bob) = (t.agent("Ada").await, t.agent("Bob").await);
        let mut of_ada = open(&t, &ada, LONG).await;
        let mut of_bob = open(&t, &bob, LONG).await;
        end_sessions(&t, &ada).await;
        t.kontor.live.tell(change(&format!("user:{}", ada.id)));
        // what was told when his was opened comes first
        assert!(next(&mut of_ada).await.is_some());
        assert!(next(&mut of_ada).await.is_none(), "hers is over");
        assert!(next(&mut of_bob).await.is_some(), "his is not");
    }

    #[tokio::test]
    async fn a_stream_ends_with_its_session_even_if_nobody_says_so() {
        let t = TestKontor::start(&[]).await;
        let ada = t.agent("Ada").await;
        let mut open = open(&t, &ada, Duration::from_millis(50)).await;
        end_sessions(&t, &ada).await;
        assert!(next(&mut open).await.is_none());
    }

    #[tokio::test]
    async fn who_is_staff_no_more_hears_nothing_more() {
        let t = TestKontor::start(&[]).await;
        let mut ada = t.agent("Ada").await;
        let mut open = open(&t, &ada, LONG).await;
        ada.role = Role::Customer;
        let tx = t.kontor.db.begin().await.unwrap();
        users::save(&tx, &mut ada).await.unwrap();
        tx.commit().await.unwrap();
        t.kontor.live.tell(change(&format!("user:{}", ada.id)));
        assert!(next(&mut open).await.is_none());
    }

    #[tokio::test]
    async fn a_session_has_so_many_streams_and_no_more() {
        let t = TestKontor::start(&[]).await;
        let mut places: Vec<_> =
            (0..STREAMS).map(|_| t.kontor.live.place("ada").unwrap()).collect();
        assert!(matches!(t.kontor.live.place("ada"), Err(Error::TooMany { .. })));
        assert!(t.kontor.live.place("bob").is_ok());
        places.pop();
        assert!(t.kontor.live.place("ada").is_ok(), "a page that was closed makes room");
    }
}
