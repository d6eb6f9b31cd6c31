//! Who is erased goes out of conversations with others, and nothing else does.

use crate::sending::House;
use crate::world::{World, mail};
use chrono::TimeDelta;
use directory::PersonId;
use helpdesk::actions::{
    Change, NewNote, NewReply, NewTicket, add_note, change_ticket, close_ticket, open_ticket,
    reply_to_ticket,
};
use helpdesk::domain::message::{Kind, Message};
use helpdesk::domain::outgoing::{Delivery, Outgoing};
use helpdesk::domain::ticket::{Ticket, TicketId};
use helpdesk::store;
use platform::privacy::{Part, Rule, Subject, What, hold, subject};
use platform::users::User;
use platform::{Cx, Error, Millis, Result};
use sea_orm::{ConnectionTrait, EntityTrait};

const EVA: &str = "Eva <eva@firma.example>";

/// Who is known in the directory by this address.
async fn known(w: &World, email: &str) -> Subject {
    let person = directory::find_person_by_email(w.t.db(), email).await.unwrap().unwrap();
    found(w, person.id).await
}

async fn found(w: &World, person: PersonId) -> Subject {
    subject(&w.t.cx(), &format!("person:{person}")).await.unwrap().unwrap()
}

fn account(user: &User) -> Subject {
    let mut subject =
        Subject { users: vec![user.id], name: user.name.clone(), ..Subject::default() };
    subject.add_email(&user.email);
    subject
}

async fn try_to_erase(w: &World, who: &Subject) -> Result<()> {
    (helpdesk::APP.privacy.erase)(w.t.cx(), who.clone()).await
}

async fn erase(w: &World, who: &Subject) {
    try_to_erase(w, who).await.unwrap();
}

async fn refused(w: &World, who: &Subject) -> bool {
    let fates = (helpdesk::APP.privacy.preview)(w.t.cx(), who.clone()).await.unwrap();
    fates.iter().any(|fate| fate.what == What::Refused)
}

async fn finds(w: &World, words: &str) -> Vec<TicketId> {
    let mut found = store::search::tickets(w.t.db(), words, &[]).await.unwrap();
    found.sort();
    found
}

async fn reply(cx: &Cx, ticket: &Ticket, to: &str, cc: &str) -> Message {
    let reply = NewReply {
        body: "Kommt heute".into(),
        to: to.into(),
        cc: cc.into(),
        ..NewReply::default()
    };
    reply_to_ticket(cx, ticket.id, reply).await.unwrap()
}

async fn ticket_of(w: &World, email: &str) -> Ticket {
    let person = directory::find_person_by_email(w.t.db(), email).await.unwrap().unwrap().id;
    w.tickets().await.into_iter().find(|ticket| ticket.person == person).unwrap()
}

#[tokio::test]
async fn whose_address_only_holds_the_erased_ones_loses_nothing() {
    let w = World::new().await;
    w.receive(&mail(EVA, "Drucker", "a@firma", "", "Eva schreibt")).await;
    for (n, from) in ["geva@firma.example", "a.eva@firma.example", "eva@firma.example.org"]
        .into_iter()
        .enumerate()
    {
        w.receive(&mail(from, &format!("Anderes {n}"), &format!("{n}@b"), "", "bleibt")).await;
        let cx = w.t.cx_of(&w.t.agent(&format!("Ada {n}")).await);
        reply(&cx, &ticket_of(&w, from).await, from, "bert@firma.example").await;
    }
    let others: Vec<Ticket> =
        w.tickets().await.into_iter().filter(|ticket| ticket.number > 1001).collect();
    let mut before = Vec::new();
    for ticket in &others {
        before.push(w.conversation(ticket).await);
    }
    let eva = known(&w, "eva@firma.example").await;
    let parts = (helpdesk::APP.privacy.export)(w.t.cx(), eva.clone()).await.unwrap();
    let rows = parts.iter().filter_map(|part| match part {
        Part::Rows(rows) if rows.table.name == "messages" => Some(rows.key.len()),
        _ => None,
    });
    let own = w.conversation(&ticket_of(&w, "eva@firma.example").await).await;
    assert_eq!(rows.sum::<usize>(), own.len(), "an archive has nobody else's messages");

    erase(&w, &eva).await;

    for (ticket, before) in others.iter().zip(before) {
        assert_eq!(w.conversation(ticket).await, before);
        for entry in before.iter().filter_map(|entry| entry.mail) {
            assert_ne!(store::mail::get(w.t.db(), entry).await.unwrap().file, "");
        }
    }
    let left = w.conversation(&ticket_of(&w, "eva@firma.example").await).await;
    assert!(left.iter().all(|entry| entry.text != "Eva schreibt" && entry.to_addresses.is_empty()));
}

#[tokio::test]
async fn the_search_finds_nobody_by_a_name_or_an_address_that_was_erased() {
    let w = World::new().await;
    let ada = w.t.agent("Ada Xylobrandt").await;
    let cx = w.t.cx_of(&ada);
    w.receive(&mail("bert@firma.example", "Monitor", "b@firma", "", "flimmert")).await;
    let berts = ticket_of(&w, "bert@firma.example").await;
    reply(&cx, &berts, "bert@firma.example, Eva <EVA@Firma.example>", "").await;
    add_note(&cx, berts.id, NewNote { body: "Ersatz".into(), ..NewNote::default() }).await.unwrap();
    // a call of Eva's that turned out to be Bert's
    let new = NewTicket {
        name: "Eva Quittenbaum".into(),
        email: "eva@firma.example".into(),
        subject: "Anruf".into(),
        body: "Rückruf".into(),
        ..NewTicket::default()
    };
    let called = open_ticket(&cx, new).await.unwrap();
    let eva = known(&w, "eva@firma.example").await;
    let answer = reply(&cx, &called, "bert@firma.example", "").await;
    change_ticket(&cx, called.id, Change::Customer(berts.person), None).await.unwrap();
    assert_eq!(finds(&w, "Xylobrandt Ersatz").await, [berts.id]);
    assert_eq!(finds(&w, "eva monitor").await, [berts.id]);
    assert_eq!(finds(&w, "quittenbaum").await, [called.id]);

    erase(&w, &eva).await;
    assert!(finds(&w, "eva").await.is_empty() && finds(&w, "quittenbaum").await.is_empty());
    assert_eq!(finds(&w, "bert monitor kommt").await, [berts.id]);
    let there = store::message::get(w.t.db(), answer.id).await.unwrap();
    assert_eq!((&*there.from_name, there.text.trim()), ("Ada Xylobrandt", "Kommt heute"));
    let call = w.conversation(&called).await.remove(0);
    assert!(!call.from_name.contains("Quittenbaum") && call.text != "Rückruf", "{call:?}");

    erase(&w, &account(&ada)).await;
    assert!(finds(&w, "xylobrandt").await.is_empty());
    assert_eq!(finds(&w, "ersatz").await, [berts.id]);
    assert_eq!(finds(&w, "bert kommt").await, [berts.id, called.id]);
}

#[tokio::test]
async fn what_an_erased_account_noted_down_for_a_customer_keeps_the_customers_name() {
    let w = World::new().await;
    let ada = w.t.agent("Ada").await;
    let new = NewTicket {
        name: "Bert Other".into(),
        subject: "Anruf".into(),
        body: "Rückruf".into(),
        ..NewTicket::default()
    };
    let ticket = open_ticket(&w.t.cx_of(&ada), new).await.unwrap();
    erase(&w, &account(&ada)).await;
    assert_eq!(w.conversation(&ticket).await[0].from_name, "Bert Other");
}

#[tokio::test]
async fn a_note_that_came_by_mail_keeps_its_text_and_loses_who_sent_it() {
    let w = World::new().await;
    let ada = w.t.agent("Ada Xylobrandt").await;
    w.receive(&mail("bert@firma.example", "Monitor", "b@firma", "", "flimmert")).await;
    let ticket = w.only_ticket().await;
    let proven = format!(
        "Authentication-Results: mx.kontor.test; dmarc=pass header.from={}\nReferences: <b@firma>\n",
        ada.email.split_once('@').unwrap().1
    );
    let from = format!("{} <{}>", ada.name, ada.email);
    w.receive(&mail(&from, "Re: Monitor", "n@kontor", &proven, "Das Netzteil")).await;
    let note = w.conversation(&ticket).await.pop().unwrap();
    assert_eq!((note.kind, note.author), (Kind::Note, Some(ada.id)));
    assert_eq!(note.from_address, ada.email);
    let raw = store::mail::get(w.t.db(), note.mail.unwrap()).await.unwrap().file;
    assert_ne!(raw, "");

    let mut who = known(&w, &ada.email).await;
    who.users = vec![ada.id];
    erase(&w, &who).await;

    let note = store::message::get(w.t.db(), note.id).await.unwrap();
    assert_eq!(note.text.trim(), "Das Netzteil", "it is the house's");
    assert_eq!(note.from_address, "");
    assert!(!note.from_name.contains("Xylobrandt"));
    assert_eq!(store::mail::get(w.t.db(), note.mail.unwrap()).await.unwrap().file, "");
    assert_eq!(finds(&w, "netzteil").await, [ticket.id]);
    assert!(finds(&w, "xylobrandt").await.is_empty() && finds(&w, "ada").await.is_empty());
}

fn rule() -> &'static Rule {
    helpdesk::APP.privacy.rules.iter().find(|rule| rule.name == "closed-tickets").unwrap()
}

#[tokio::test]
async fn a_rule_comes_to_an_end_whatever_is_done_while_it_runs() {
    let w = World::new().await;
    w.receive(&mail(EVA, "Drucker", "a@firma", "", "Hilfe")).await;
    let ticket = w.only_ticket().await;
    let agent = w.t.agent("Ada").await;
    close_ticket(&w.t.cx_of(&agent), ticket.id, true, None).await.unwrap();
    w.t.kontor.clock.advance(TimeDelta::days(400));
    let job = w.t.cx(); // begins now
    w.t.kontor.clock.advance(TimeDelta::hours(1));
    let note = NewNote { body: "Akte gezogen".into(), ..NewNote::default() };
    add_note(&w.t.cx_of(&agent), ticket.id, note).await.unwrap();
    let before = job.now - TimeDelta::days(30);
    assert_eq!((rule().apply)(job.clone(), before).await.unwrap(), 1);
    assert_eq!((rule().apply)(job.clone(), before).await.unwrap(), 0, "it would go on for ever");
    assert_eq!((rule().look)(w.t.cx(), before).await.unwrap().count, 0);
    // what is said later is due again
    w.t.kontor.clock.advance(TimeDelta::hours(1));
    let note = NewNote { body: "Noch etwas".into(), ..NewNote::default() };
    add_note(&w.t.cx_of(&agent), ticket.id, note).await.unwrap();
    assert_eq!((rule().look)(w.t.cx(), before).await.unwrap().count, 1);
}

async fn put_hold(w: &World, object: &str) {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    let (reason, at) = ("Lawsuit".to_owned(), Millis(cx.now));
    let row = hold::Hold { object: object.to_owned(), reason, by: None, at };
    hold::put(&tx, row).await.unwrap();
    cx.commit(tx).await.unwrap();
}

async fn lift(w: &World, object: &str) {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    assert!(hold::lift(&tx, object).await.unwrap());
    cx.commit(tx).await.unwrap();
}

async fn is_due(w: &World) -> (u64, u64) {
    let due = (rule().look)(w.t.cx(), w.now() + TimeDelta::days(9999)).await.unwrap();
    (due.count, due.held)
}

#[tokio::test]
async fn a_hold_goes_along_with_whoever_is_merged_and_stays_with_whom_the_tickets_were_of() {
    let w = World::new().await;
    w.receive(&mail(EVA, "Drucker", "a@firma", "", "Hilfe")).await;
    w.receive(&mail("eva.alt@firma.example", "Monitor", "b@firma", "", "Hilfe")).await;
    for ticket in w.tickets().await {
        close_ticket(&w.t.cx(), ticket.id, true, None).await.unwrap();
    }
    let eva = ticket_of(&w, "eva@firma.example").await.person;
    let old = ticket_of(&w, "eva.alt@firma.example").await.person;
    assert_eq!(is_due(&w).await, (2, 0));
    put_hold(&w, &format!("person:{old}")).await;
    assert_eq!(is_due(&w).await, (1, 1));
    directory::merge_persons(&w.t.cx(), old, eva).await.unwrap();
    w.t.run_jobs().await;
    assert_eq!(is_due(&w).await, (0, 2), "both are one person, who is held");
    let who = found(&w, eva).await;
    assert!(hold::on(&w.t.cx(), &who).await.unwrap().is_some() && refused(&w, &who).await);
    lift(&w, &format!("person:{old}")).await;
    assert_eq!(is_due(&w).await, (2, 0));
    assert!(hold::on(&w.t.cx(), &who).await.unwrap().is_none() && !refused(&w, &who).await);
}

#[tokio::test]
async fn nothing_is_erased_out_of_a_conversation_that_is_held() {
    let w = World::new().await;
    w.receive(&mail("bert@firma.example", "Monitor", "b@firma", "", "flimmert")).await;
    let berts = w.only_ticket().await;
    let cx = w.t.cx_of(&w.t.agent("Ada").await);
    reply(&cx, &berts, "bert@firma.example", "eva@firma.example").await;
    w.receive(&mail(EVA, "Drucker", "e@firma", "", "Hilfe")).await;
    let who = known(&w, "eva@firma.example").await;
    assert!(!refused(&w, &who).await);
    let bert = format!("person:{}", berts.person);
    put_hold(&w, &bert).await;
    assert!(refused(&w, &who).await, "Bert's conversation names her");
    lift(&w, &bert).await;

    // Eva's closed ticket is her former organisation's
    let halle = crate::organisations::organisation(&w, "Halle").await;
    let theirs = ticket_of(&w, "eva@firma.example").await;
    crate::organisations::moves(&w, &theirs, Some(halle.id)).await;
    close_ticket(&w.t.cx(), theirs.id, true, None).await.unwrap();
    crate::organisations::moves(&w, &theirs, None).await;
    put_hold(&w, &format!("organisation:{}", halle.id)).await;
    let who = known(&w, "eva@firma.example").await;
    assert!(who.organisations.is_empty() && refused(&w, &who).await);
}

#[tokio::test]
async fn an_object_has_one_spelling() {
    let w = World::new().await;
    w.receive(&mail(EVA, "Drucker", "a@firma", "", "Hilfe")).await;
    let id = w.only_ticket().await.person.to_string();
    let cx = w.t.cx();
    assert!(subject(&cx, &format!("person:{id}")).await.unwrap().is_some());
    let plain = id.replace('-', "");
    for odd in [id.to_uppercase(), plain.clone(), format!("{{{id}}}"), format!("urn:uuid:{id}")] {
        assert!(subject(&cx, &format!("person:{odd}")).await.unwrap().is_none(), "{odd}");
    }
}

#[tokio::test]
async fn our_own_mail_that_came_back_is_forgotten_after_a_week() {
    let w = World::new().await;
    w.receive(&mail(EVA, "Drucker", "a@firma", "", "Hilfe")).await;
    w.t.run_jobs().await;
    let sent = helpdesk::domain::outgoing::Entity::find().all(w.t.db()).await.unwrap().remove(0);
    let raw = w.t.kontor.files.get(&sent.file).await.unwrap();
    assert_eq!(w.receive_at(&raw, w.now()).await, 1);
    let dropped = async || {
        let all = helpdesk::domain::mail::Entity::find().all(w.t.db()).await.unwrap();
        all.into_iter().find(|mail| mail.state == helpdesk::domain::mail::State::Dropped).unwrap()
    };
    let file = dropped().await.file;
    w.t.kontor.clock.advance(TimeDelta::days(6));
    crate::sending::queue(&w, &crate::sending::ForgetOld {}).await;
    w.t.run_jobs().await;
    assert_eq!(dropped().await.file, file);
    w.t.kontor.clock.advance(TimeDelta::days(2));
    crate::sending::queue(&w, &crate::sending::ForgetOld {}).await;
    w.t.run_jobs().await;
    assert_eq!(dropped().await.file, "");
    assert_eq!(w.receive_at(&raw, w.now()).await, 0, "it does not come twice");
}

async fn set_state(h: &House, state: Delivery) -> Outgoing {
    let mut mail = h.mail().await;
    mail.state = state;
    let tx = h.cx.begin().await.unwrap();
    store::outgoing::save(&tx, &mut mail).await.unwrap();
    tx.commit().await.unwrap();
    mail
}

#[tokio::test]
async fn a_mail_that_waits_goes_to_the_others_and_names_the_erased_nowhere() {
    let h = House::new().await;
    h.w.receive(&mail("cleo@kunde.example", "Eigenes", "c@kunde", "", "Hilfe")).await;
    let cleo = known(&h.w, "cleo@kunde.example").await;
    // while it is handed over nobody touches it
    let busy = set_state(&h, Delivery::HandingOver).await;
    assert!(matches!(try_to_erase(&h.w, &cleo).await, Err(Error::Stale)));
    assert_eq!(h.mail().await, busy);
    for state in [Delivery::Failed, Delivery::Queued] {
        set_state(&h, state).await;
        erase(&h.w, &cleo).await;
        assert_eq!(h.mail().await.state, state);
        assert_eq!(h.mail().await.waiting(), ["ada@kunde.example", "bob@kunde.example"]);
    }
    let raw = h.w.t.kontor.files.get(&h.mail().await.file).await.unwrap();
    let text = String::from_utf8(raw).unwrap();
    assert!(!text.contains("cleo") && text.contains("bob@kunde.example"), "{text}");
    h.run().await;
    assert_eq!((h.copies("cleo"), h.copies("bob"), h.copies("ada")), (0, 1, 1));
    assert_eq!(h.mail().await.state, Delivery::Sent);
}

#[tokio::test]
async fn a_mail_that_was_for_the_erased_alone_does_not_leave() {
    let w = World::new().await;
    w.receive(&mail("bert@firma.example", "Monitor", "b@firma", "", "flimmert")).await;
    let berts = w.only_ticket().await;
    let cx = w.t.cx_of(&w.t.agent("Ada").await);
    let only = reply(&cx, &berts, "eva@firma.example", "").await;
    w.receive(&mail(EVA, "Drucker", "e@firma", "", "Hilfe")).await;
    let eva = known(&w, "eva@firma.example").await;
    let jobs_are = async |state: &str| {
        let sql = format!("update jobs set state = '{state}' where name = 'helpdesk.send_mail'");
        let tx = cx.begin().await.unwrap();
        tx.execute_unprepared(&sql).await.unwrap();
        tx.commit().await.unwrap();
    };
    jobs_are("running").await;
    assert!(matches!(try_to_erase(&w, &eva).await, Err(Error::Stale)), "it may leave just now");
    jobs_are("ready").await;
    erase(&w, &eva).await;
    assert!(store::outgoing::of_messages(w.t.db(), &[only.id]).await.unwrap().is_empty());
    let entry = store::message::get(w.t.db(), only.id).await.unwrap();
    assert_eq!((entry.delivery, &*entry.to_addresses), (None, ""));
    assert_eq!(entry.text.trim(), "Kommt heute");
}

#[tokio::test]
async fn a_mail_whose_file_is_lost_keeps_nobody_from_being_erased() {
    let h = House::new().await;
    h.w.receive(&mail("cleo@kunde.example", "Eigenes", "c@kunde", "", "Hilfe")).await;
    let sent = set_state(&h, Delivery::Failed).await.message.unwrap();
    std::fs::remove_dir_all(h.w.t.folder().join("files")).unwrap();
    erase(&h.w, &known(&h.w, "cleo@kunde.example").await).await;
    assert!(store::outgoing::of_messages(h.w.t.db(), &[sent]).await.unwrap().is_empty());
    let entry = store::message::get(h.w.t.db(), sent).await.unwrap();
    assert!(!entry.cc_addresses.contains("cleo"), "{}", entry.cc_addresses);
}

#[tokio::test]
async fn what_somebody_who_is_held_wrote_stays_in_conversations_of_others() {
    let w = World::new().await;
    w.receive(&mail("bert@firma.example", "Monitor", "b@firma", "", "flimmert")).await;
    let berts = w.only_ticket().await;
    let ada = w.t.agent("Ada").await;
    let cx = w.t.cx_of(&ada);
    let answer = reply(&cx, &berts, "bert@firma.example", "eva@firma.example").await;
    let refers = format!("In-Reply-To: <{}>\n", answer.message_id);
    w.receive(&mail(EVA, "Re: Monitor", "e@firma", &refers, "Eva schreibt")).await;
    let eva = w.conversation(&berts).await.pop().unwrap();
    assert_eq!((eva.kind, eva.ticket), (Kind::Customer, berts.id));
    let eva = eva.person.unwrap();
    assert_ne!(eva, berts.person);
    w.receive(&mail("cleo@firma.example", "Maus", "c@firma", "", "klickt nicht")).await;
    for ticket in w.tickets().await {
        close_ticket(&cx, ticket.id, true, None).await.unwrap();
    }
    let bert = known(&w, "bert@firma.example").await;
    let before = w.conversation(&berts).await;
    for object in [format!("person:{eva}"), format!("user:{}", ada.id)] {
        assert!(is_due(&w).await == (2, 0) && !refused(&w, &bert).await);
        put_hold(&w, &object).await;
        assert_eq!(is_due(&w).await, (1, 1), "{object}");
        assert!(refused(&w, &bert).await, "{object}");
        lift(&w, &object).await;
    }
    put_hold(&w, &format!("person:{eva}")).await;
    let all = w.now() + TimeDelta::days(9999);
    assert_eq!((rule().apply)(w.t.cx(), all).await.unwrap(), 1, "Cleo's");
    assert_eq!(w.conversation(&berts).await, before);
}

#[tokio::test]
async fn who_answered_in_a_conversation_that_is_held_is_not_erased() {
    let w = World::new().await;
    w.receive(&mail("bert@firma.example", "Monitor", "b@firma", "", "flimmert")).await;
    let berts = w.only_ticket().await;
    let ada = w.t.agent("Ada").await;
    let mut who = account(&ada);
    let bert = format!("person:{}", berts.person);
    put_hold(&w, &bert).await;
    assert!(!refused(&w, &who).await);
    let note = NewNote { body: "Ersatz".into(), ..NewNote::default() };
    add_note(&w.t.cx_of(&ada), berts.id, note).await.unwrap();
    assert!(refused(&w, &who).await);
    who.letters_since = Some(w.now());
    assert!(refused(&w, &who).await, "the name would go all the same");
    lift(&w, &bert).await;
    assert!(!refused(&w, &who).await);
}
