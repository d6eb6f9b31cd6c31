//! What keeps mail from coming or leaving is said where it is looked for, in the language of whoever looks.

use super::browser::Agent;
use super::sending::House;
use chrono::TimeDelta;
use events::operations::JobRepeated;
use helpdesk::domain::outgoing::Delivery;
use helpdesk::store;
use platform::health::{self, State};
use platform::{Lang, event, job, users};
use sea_orm::ConnectionTrait;

async fn reader(h: &House, lang: Lang) -> String {
    let name = format!("Agent {}", lang.tag());
    let mut user = h.w.t.agent(&name).await;
    user.lang = lang;
    let tx = h.w.t.kontor.db.begin().await.unwrap();
    users::save(&tx, &mut user).await.unwrap();
    tx.commit().await.unwrap();
    h.w.t.sign_in(&user).await
}

#[tokio::test]
async fn a_reply_that_cannot_leave_says_why_and_when_it_is_tried_again_and_can_be_tried_at_once() {
    let h = House::new().await;
    for who in ["ada", "bob", "cleo"] {
        h.says(who, "451 4.7.1 greylisted, come back", 1);
    }
    let (german, english) = (reader(&h, Lang::De).await, reader(&h, Lang::En).await);
    let at = format!("/tickets/{}", h.w.only_ticket().await.number);
    let before = h.w.t.get(&english, &at).await.body;
    assert!(!before.contains("Try now"), "it leaves within a moment");

    h.w.t.run_jobs().await;
    let page = h.w.t.get(&english, &at).await.body;
    assert!(page.contains("This mail could not leave yet"), "{page}");
    assert!(page.contains("127.0.0.1 takes nothing at the moment"), "{page}");
    assert!(page.contains("greylisted, come back") && page.contains("Next attempt: 21 Nov 2026"));
    let page = h.w.t.get(&german, &at).await.body;
    assert!(page.contains("Diese Mail konnte noch nicht hinaus"), "{page}");
    assert!(page.contains("Nächster Versuch: 21.11.2026"), "{page}");
    let all = h.w.t.get(&english, "/admin/outgoing").await.body;
    assert!(all.contains("Still being tried") && all.contains("greylisted"), "{all}");

    let attempt = format!("/outgoing/{}/attempt", h.mail().await.id);
    let answer = h.w.t.post(&english, &attempt, "").await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, at.as_str()));
    let all = event::page(h.w.t.db(), &event::Filter::default(), 20).await.unwrap();
    assert!(
        all.iter().any(|fact| fact.facts::<JobRepeated>().is_some()),
        "who tried it is recorded"
    );
    h.w.t.run_jobs().await;
    assert_eq!(h.mail().await.state, Delivery::Sent, "the clock did not move");
    assert_eq!((h.copies("ada"), h.copies("bob"), h.copies("cleo")), (1, 1, 1));
    let late = h.w.t.post(&english, &attempt, "").await;
    assert_eq!(late.status.as_u16(), 422);
    assert!(late.body.contains("waiting to be sent"), "{}", late.body);
}

#[tokio::test]
async fn a_mail_whose_job_is_gone_is_not_said_to_be_tried() {
    let h = House::new().await;
    let id = h.mail().await.id;
    let jobs = job::page(h.w.t.db(), &job::Filter::default(), 99).await.unwrap();
    let job = jobs.iter().find(|job| job.payload.contains(&id.to_string())).unwrap();
    let tx = h.w.t.kontor.db.begin().await.unwrap();
    job::discard(&tx, job.id).await.unwrap();
    tx.commit().await.unwrap();
    let english = reader(&h, Lang::En).await;
    let answer = h.w.t.post(&english, &format!("/outgoing/{id}/attempt"), "").await;
    assert_eq!(answer.status.as_u16(), 422);
}

#[tokio::test]
async fn what_becomes_of_a_waiting_mail_is_said_as_its_job_stands() {
    let h = House::new().await;
    h.says("ada", "451 4.7.1 greylisted, come back", 9);
    h.w.t.run_jobs().await;
    assert_eq!((h.mail().await.state, h.mail().await.attempts), (Delivery::Queued, 1));
    let (german, english) = (reader(&h, Lang::De).await, reader(&h, Lang::En).await);
    let at = format!("/tickets/{}", h.w.only_ticket().await.number);
    let now = "UPDATE jobs SET state = 'STATE' WHERE name = 'helpdesk.send_mail'";
    let gone = "DELETE FROM jobs WHERE name = 'helpdesk.send_mail'".to_owned();
    let set = |state: &str| now.replace("STATE", state);
    for (sql, de, en, may_try) in [
        (set("ready"), "Nächster Versuch: 21.11.2026", "Next attempt: 21 Nov 2026", true),
        (set("running"), "Gerade wird sie versucht", "It is being tried right now", false),
        (set("failed"), "mit einem Fehler liegen geblieben", "was given up after a fault", true),
        (set("quarantined"), "fünfmal zum Absturz", "brought down five times", false),
        (gone, "Niemand versucht sie mehr", "Nobody is trying it any more", false),
    ] {
        let tx = h.w.t.kontor.db.begin().await.unwrap();
        tx.execute_unprepared(&sql).await.unwrap();
        tx.commit().await.unwrap();
        let seen = [at.as_str(), "/admin/outgoing"]
            .map(|path| [(path, &german, de), (path, &english, en)]);
        for (path, reader, said) in seen.concat() {
            let page = h.w.t.get(reader, path).await.body;
            assert!(page.contains(said), "{sql} {path}: {page}");
            assert_eq!(page.contains("/attempt\""), may_try, "{sql} {path}");
            let trying = page.contains("right now") || page.contains("Gerade wird");
            assert_eq!(trying, sql == set("running"), "{sql} {path}");
            let goes_on = page.contains("by itself, for about a day");
            assert!(!goes_on || sql == set("ready") || sql == set("running"), "{sql}");
        }
    }
}

#[tokio::test]
async fn mails_that_wait_longer_than_they_should_are_told_by_the_health_page() {
    let h = House::new().await;
    let check = async || {
        let checks = health::checks(&h.w.t.kontor).await;
        checks.into_iter().find(|check| check.name == "waiting mails").unwrap()
    };
    assert_eq!(check().await.state, State::Ok);
    h.w.t.kontor.clock.advance(TimeDelta::minutes(16));
    let found = check().await;
    assert_eq!(found.state, State::Warn);
    let l = h.w.t.kontor.locale(Lang::En);
    assert!(found.say(&l).starts_with("One mail has waited"), "{}", found.say(&l));
}

#[tokio::test]
async fn the_trouble_of_a_mailbox_is_said_in_the_readers_language() {
    let a = Agent::admin().await;
    let tx = a.w.t.kontor.db.begin().await.unwrap();
    let now = platform::Millis(a.w.now());
    let stored = "LoginRefused: NO [AUTHENTICATIONFAILED] falsch";
    store::mailbox::note_state(&tx, a.w.mailbox.id, now, Some(stored)).await.unwrap();
    tx.commit().await.unwrap();

    let mut user = a.user.clone();
    for (lang, said) in [
        (Lang::En, "127.0.0.1 refuses the sign-in as support@kontor.test"),
        (Lang::De, "127.0.0.1 lehnt die Anmeldung als support@kontor.test ab"),
    ] {
        user.lang = lang;
        let tx = a.w.t.kontor.db.begin().await.unwrap();
        users::save(&tx, &mut user).await.unwrap();
        tx.commit().await.unwrap();
        for path in ["/admin/mailboxes", &format!("/admin/mailboxes/{}", a.w.mailbox.id)] {
            let page = a.page(path).await;
            assert!(page.contains(said) && page.contains("falsch"), "{path}: {page}");
        }
        let checks = health::checks(&a.w.t.kontor).await;
        let l = a.w.t.kontor.locale(lang);
        let told: Vec<String> = checks.iter().map(|check| check.say(&l)).collect();
        assert!(told.iter().any(|told| told.contains(said)), "{told:?}");
    }
}
