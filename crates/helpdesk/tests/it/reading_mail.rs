use crate::world::{World, mail};
use chrono::TimeDelta;
use helpdesk::actions::{NewReply, close_ticket, reply_to_ticket};
use helpdesk::domain::message::{Delivery, Kind};
use helpdesk::domain::ticket::Status;
use helpdesk::{mail as incoming, store};

const OTT: &str = "Jens Ott <ott@halle.example>";

#[tokio::test]
async fn a_customers_mail_is_a_ticket_with_sender_text_and_group() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker druckt leer", "a@halle", "", "Guten Morgen,\n\nseit gestern …"))
        .await;
    let ticket = w.only_ticket().await;
    assert_eq!((ticket.subject.as_str(), ticket.status), ("Drucker druckt leer", Status::New));
    assert_eq!((ticket.number, ticket.group), (1001, w.mailbox.group));
    let person = directory::get_person(w.t.db(), ticket.person).await.unwrap();
    assert_eq!(person.name, "Jens Ott");
    let conversation = w.conversation(&ticket).await;
    assert_eq!(conversation.len(), 1);
    assert_eq!(conversation[0].kind, Kind::Customer);
    assert_eq!(conversation[0].text_new.trim(), "Guten Morgen,\n\nseit gestern …");
}

#[tokio::test]
async fn a_sender_without_brackets_keeps_the_name() {
    let w = World::new().await;
    w.receive(&mail("Jens Ott ott@halle.example", "Drucker", "a@halle", "", "kaputt")).await;
    let ticket = w.only_ticket().await;
    let person = directory::get_person(w.t.db(), ticket.person).await.unwrap();
    assert_eq!(person.name, "Jens Ott");
    assert_eq!(w.conversation(&ticket).await[0].from_address, "ott@halle.example");
}

#[tokio::test]
async fn the_same_mail_is_stored_once_whatever_its_uid_says() {
    let w = World::new().await;
    let raw = mail(OTT, "Einmal", "a@halle", "", "x");
    assert_eq!(w.receive(&raw).await, 1);
    assert_eq!(w.receive(&raw).await, 0);
    w.only_ticket().await;
}

#[tokio::test]
async fn mails_that_share_an_id_or_have_none_are_all_kept() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Eins", "same@halle", "", "eins")).await;
    w.receive(&mail("b@x.example", "Zwei", "same@halle", "", "zwei")).await;
    for n in 0..2 {
        let raw = format!("From: c@y.example\nSubject: Ohne\n\nText {n}\n");
        assert_eq!(w.receive(&raw).await, 1);
    }
    assert_eq!(w.tickets().await.len(), 4);
}

#[tokio::test]
async fn an_answer_to_our_mail_lands_in_its_ticket_and_reopens_it() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "kaputt")).await;
    let ticket = w.only_ticket().await;
    let ada = w.t.agent("Ada").await;
    let reply = NewReply {
        body: "Schon unterwegs".into(),
        to: "ott@halle.example".into(),
        close: true,
        ..NewReply::default()
    };
    let sent = reply_to_ticket(&w.t.cx_of(&ada), ticket.id, reply).await.unwrap();
    assert_eq!(w.only_ticket().await.status, Status::Closed);

    let more = format!("In-Reply-To: <{}>\n", sent.message_id);
    // even from an address that we have never seen: only our mail's reader knows this id
    let from = "j.ott@private.example";
    w.receive(&mail(from, "AW: [Ticket#1001] Drucker", "b@halle", &more, "Danke!")).await;
    let ticket = w.only_ticket().await;
    assert_eq!(ticket.status, Status::Open);
    assert_eq!(w.conversation(&ticket).await.last().unwrap().text_new.trim(), "Danke!");
}

#[tokio::test]
async fn a_guessed_number_opens_no_foreign_ticket() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Geheim", "a@halle", "", "intern")).await;
    let evil = "Mallory <m@evil.example>";
    w.receive(&mail(evil, "Re: [Ticket#1001] Geheim", "m@evil", "", "lass mich rein")).await;
    let more = "References: <a@halle>\n";
    w.receive(&mail(evil, "Re: Geheim", "m2@evil", more, "und jetzt?")).await;
    let tickets = w.tickets().await;
    assert_eq!(w.conversation(&tickets[0]).await.len(), 1);

    // the customer himself may use the number
    w.receive(&mail(OTT, "Re: [Ticket#1001] Geheim", "b@halle", "", "Nachtrag")).await;
    assert_eq!(w.conversation(&tickets[0]).await.len(), 2);
}

#[tokio::test]
async fn a_forward_or_a_new_matter_under_old_references_is_a_new_ticket() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker druckt leer", "a@halle", "", "x")).await;
    let more = "References: <a@halle>\n";
    w.receive(&mail(OTT, "WG: Drucker druckt leer", "b@halle", more, "zur Info")).await;
    w.receive(&mail(OTT, "Rechnung 2231", "c@halle", more, "ist falsch")).await;
    let tickets = w.tickets().await;
    assert_eq!(tickets.len(), 3);
    let notes = w.conversation(&tickets[1]).await;
    assert!(notes.iter().any(|entry| entry.kind == Kind::Note), "it says where it came from");
    let more = "References: <a@halle>\n";
    w.receive(&mail(OTT, "AW: Drucker druckt leer", "d@halle", more, "noch da?")).await;
    assert_eq!(w.tickets().await.len(), 3);
}

#[tokio::test]
async fn a_common_ancestor_that_we_never_saw_still_threads() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Re: Angebot", "b@halle", "References: <never-seen@halle>\n", "x")).await;
    w.receive(&mail(OTT, "Re: Angebot", "c@halle", "In-Reply-To: <never-seen@halle>\n", "y")).await;
    assert_eq!(w.only_ticket().await.message_count, 2);
}

#[tokio::test]
async fn mails_that_come_together_thread_as_if_they_came_one_by_one() {
    let w = World::new().await;
    let first = mail(OTT, "Drucker", "a@halle", "", "kaputt");
    let answer = mail(OTT, "Re: Drucker", "b@halle", "In-Reply-To: <a@halle>\n", "immer noch");
    let other = mail("Eva <eva@werft.example>", "Rechnung", "c@werft", "", "fehlt");
    let by_number = mail(OTT, "Re: [Ticket#1001] Drucker", "d@halle", "", "Nachtrag");
    let evil = mail("m@evil.example", "Re: Drucker", "e@evil", "References: <a@halle>\n", "und?");
    let forward = mail(OTT, "WG: Drucker", "f@halle", "References: <a@halle>\n", "zur Info");
    w.receive_together(&[&first, &answer, &other, &by_number, &evil, &forward]).await;
    let tickets = w.tickets().await;
    let seen: Vec<_> = tickets.iter().map(|ticket| (ticket.number, ticket.message_count)).collect();
    assert_eq!(seen, [(1001, 3), (1002, 1), (1003, 1), (1004, 1)]);
    assert_eq!(w.conversation(&tickets[0]).await.len(), 3);
    let forwarded = w.conversation(&tickets[3]).await;
    let note = forwarded.iter().find(|entry| entry.kind == Kind::Note).unwrap();
    assert!(note.text.contains("1001"), "{}", note.text);
    // the counter goes on where the batch ended
    w.receive(&mail(OTT, "Toner", "g@halle", "", "leer")).await;
    assert_eq!(w.tickets().await.last().unwrap().number, 1005);
}

#[tokio::test]
async fn two_workers_on_the_same_mails_read_each_once() {
    let w = World::new().await;
    let raws: Vec<String> =
        (0..3).map(|n| mail(OTT, &format!("Sache {n}"), &format!("{n}@halle"), "", "x")).collect();
    let ids = w.take(&raws.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let cx = w.t.cx();
    let (all, one) =
        tokio::join!(incoming::read_stored(&cx, &ids), incoming::read_stored(&cx, &ids[1..2]));
    all.and(one).unwrap();
    let mut subjects: Vec<String> =
        w.tickets().await.iter().map(|ticket| ticket.subject.as_str().to_owned()).collect();
    subjects.sort();
    assert_eq!(subjects, ["Sache 0", "Sache 1", "Sache 2"]);
}

#[tokio::test]
async fn machines_get_no_answer_and_reopen_nothing() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "x")).await;
    let ticket = w.only_ticket().await;
    close_ticket(&w.t.cx(), ticket.id, true, None).await.unwrap();
    let more = "Auto-Submitted: auto-replied\nIn-Reply-To: <a@halle>\n";
    w.receive(&mail(OTT, "Abwesend: Drucker", "ooo@halle", more, "Ich bin im Urlaub")).await;
    let ticket = w.only_ticket().await;
    assert_eq!((ticket.status, ticket.message_count), (Status::Closed, 2));

    let more = "Auto-Submitted: auto-generated\n";
    w.receive(&mail("nagios@mon.example", "ALARM", "n@mon", more, "disk full")).await;
    w.t.run_jobs().await;
    let to: Vec<String> = w.outbox().await.iter().map(|m| m.to[0].email.clone()).collect();
    assert_eq!(to, ["ott@halle.example"], "only the person was told the number");
}

#[tokio::test]
async fn the_conversation_names_the_files_that_went_with_it() {
    let w = World::new().await;
    w.receive(
        "From: Ott <ott@halle.example>\nTo: support@kontor.test\nSubject: x\nMessage-ID: <a@x>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nHilfe\n--B\n\
         Content-Type: text/plain; name=liste.txt\nContent-Disposition: attachment; filename=liste.txt\n\nInhalt\n--B--\n",
    )
    .await;
    close_ticket(&w.t.cx(), w.only_ticket().await.id, false, None).await.unwrap();
    w.t.run_jobs().await;
    let sent = w.outbox().await;
    let history = sent.iter().find(|sent| sent.body.text.contains("Hilfe")).expect("it was sent");
    assert!(history.body.text.contains(": liste.txt"), "{}", history.body.text);
}

#[tokio::test]
async fn the_receipt_does_not_name_a_foreign_number() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "x")).await;
    let foreign = mail("b@fremd.example", "Re: [Ticket#1001] Drucker", "b@fremd", "", "ich auch");
    w.receive(&foreign).await;
    w.t.run_jobs().await;
    let subjects: Vec<_> = w.outbox().await.into_iter().map(|sent| sent.subject).collect();
    assert!(subjects.contains(&"Re: [Ticket#1002] Drucker".to_owned()), "{subjects:?}");
}

#[tokio::test]
async fn the_receipt_names_the_number_is_marked_as_automatic_and_has_its_limit() {
    let w = World::new().await;
    for n in 0..6 {
        let subject = format!("Sache {n}");
        w.receive(&mail(OTT, &subject, &format!("{n}@halle"), "", "x")).await;
    }
    w.t.run_jobs().await;
    let sent = w.outbox().await;
    assert_eq!(sent.len(), 3, "one address gets three an hour");
    assert_eq!(sent[0].subject, "Re: [Ticket#1001] Sache 0");
    assert_eq!(sent[0].in_reply_to, ["0@halle"]);
    assert!(sent[0].automatic.forbids_answer());
    for name in ["auto-submitted", "x-auto-response-suppress", "precedence", "x-loop"] {
        assert!(sent[0].headers.has(name), "{name}");
    }
}

#[tokio::test]
async fn our_own_automatic_mail_that_comes_back_is_dropped_but_kept() {
    use sea_orm::EntityTrait;
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "x")).await;
    w.t.run_jobs().await;
    let before = w.only_ticket().await.message_count;
    let row = helpdesk::domain::outgoing::Entity::find().one(w.t.db()).await.unwrap().unwrap();
    let raw = w.t.kontor.files.get(&row.file).await.unwrap();
    assert_eq!(w.receive_at(&raw, w.now()).await, 1);
    assert_eq!(w.only_ticket().await.message_count, before);
}

#[tokio::test]
async fn old_mail_comes_in_closed_and_nobody_is_told() {
    let w = World::with(|form| form.archive_first = true).await;
    let raw = mail(OTT, "Von früher", "old@halle", "", "x").replace('\n', "\r\n");
    w.receive_at(raw.as_bytes(), w.now() - TimeDelta::days(90)).await;
    assert_eq!(w.only_ticket().await.status, Status::Closed);
    w.t.run_jobs().await;
    assert!(w.outbox().await.is_empty());
    w.receive(&mail(OTT, "Von heute", "new@halle", "", "x")).await;
    assert_eq!(w.tickets().await[1].status, Status::New);
}

#[tokio::test]
async fn an_agents_mail_is_an_internal_note_only_when_it_is_proven_to_be_theirs() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "x")).await;
    let ada = w.t.agent("Ada").await;
    let forged = "Authentication-Results: mx.evil.test; dmarc=pass header.from=kontor.test\n";
    let proven = "Authentication-Results: mx.kontor.test; dmarc=pass header.from=kontor.test\n";
    let from = format!("Ada <{}>", ada.email);
    for (n, more) in [forged, proven].into_iter().enumerate() {
        let subject = "Re: [Ticket#1001] Drucker";
        let raw = mail(&from, subject, &format!("ada{n}@kontor.test"), "", "Toner Charge 7");
        w.receive(&format!("{more}{raw}")).await;
    }
    let tickets = w.tickets().await;
    assert_eq!(tickets.len(), 2, "the forged one is a ticket of its own");
    let last = w.conversation(&tickets[0]).await.pop().unwrap();
    assert_eq!((last.kind, last.author), (Kind::Note, Some(ada.id)));
}

#[tokio::test]
async fn garbage_is_a_ticket_too() {
    let w = World::new().await;
    let garbage = [&b""[..], b"\0\xff\xfe", b"From: <<<>>>\r\n\r\n", b"no header at all"];
    for (n, raw) in garbage.iter().enumerate() {
        assert_eq!(w.receive_at(raw, w.now()).await, 1, "{n}");
    }
    assert_eq!(w.tickets().await.len(), 4);
    assert!(store::mail::unread(w.t.db(), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_bounce_is_noted_on_the_mail_that_came_back() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "x")).await;
    let ticket = w.only_ticket().await;
    let ada = w.t.agent("Ada").await;
    let reply =
        NewReply { body: "Hallo".into(), to: "ott@halle.example".into(), ..NewReply::default() };
    let sent = reply_to_ticket(&w.t.cx_of(&ada), ticket.id, reply).await.unwrap();
    let report = format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: support@kontor.test\nSubject: Undelivered Mail\n\
         Message-ID: <dsn@mx>\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n\
         --B\nContent-Type: text/plain\n\nnot delivered\n\
         --B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n\
         Final-Recipient: rfc822; ott@halle.example\nAction: failed\nStatus: 5.1.1\n\n\
         --B\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{}>\nSubject: Re: Drucker\n\n--B--\n",
        sent.message_id
    );
    w.receive(&report).await;
    let ticket = w.only_ticket().await;
    assert_eq!(ticket.status, Status::Waiting, "a bounce reopens nothing");
    let sent = store::message::get(w.t.db(), sent.id).await.unwrap();
    assert_eq!(sent.delivery, Some(Delivery::Bounced));
}

#[tokio::test]
async fn a_mail_left_unread_by_a_crash_is_read_by_the_sweep_exactly_once() {
    let w = World::new().await;
    let cx = w.t.cx();
    let raw = mail(OTT, "Drucker", "a@halle", "", "x").into_bytes();
    let batch = vec![incoming::Fetched { raw, received_at: w.now(), uid: None }];
    incoming::take(&cx, &w.mailbox, "INBOX", batch, None).await.unwrap();
    assert!(w.tickets().await.is_empty());
    assert_eq!(incoming::sweep(&cx).await.unwrap(), 1);
    assert_eq!(incoming::sweep(&cx).await.unwrap(), 0);
    w.only_ticket().await;
}

#[tokio::test]
async fn the_mailbox_that_the_configuration_names_is_made_once() {
    use crate::world::APPS;
    use platform::testing::TestKontor;
    let settings = [
        ("bootstrap.address", "info@firma.example"),
        ("bootstrap.imap_host", "mail.firma.example"),
        ("bootstrap.password", "geheim"),
    ];
    let t = TestKontor::start_with(APPS, &settings).await;
    for _ in 0..2 {
        helpdesk::actions::bootstrap_mailbox(&t.cx()).await.unwrap();
    }
    let all = store::mailbox::all(t.db()).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].smtp_host.as_str(), all[0].smtp_port), ("mail.firma.example", 587));
    assert!(all[0].archive_first, "mail that is there already is old mail");
}

#[tokio::test]
async fn tickets_follow_a_person_who_was_two_entries() {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "x")).await;
    w.receive(&mail("Jens Ott <j.ott@private.example>", "Laptop", "b@p", "", "y")).await;
    let tickets = w.tickets().await;
    let (merged, into) = (tickets[1].person, tickets[0].person);
    directory::merge_persons(&w.t.cx(), merged, into).await.unwrap();
    w.t.run_jobs().await;
    let tickets = w.tickets().await;
    assert!(tickets.iter().all(|ticket| ticket.person == into));
    assert_eq!(w.conversation(&tickets[1]).await[0].person, Some(into));
}
