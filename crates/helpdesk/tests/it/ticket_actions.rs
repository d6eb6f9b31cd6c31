use crate::world::{World, mail};
use helpdesk::actions::{
    Change, Decision, NewNote, NewReply, NewTicket, add_note, assign_ticket, change_ticket,
    close_ticket, decide_outgoing, escalate_ticket, open_ticket, reply_to_ticket, tag_ticket,
};
use helpdesk::domain::message::Delivery;
use helpdesk::domain::ticket::{Status, Ticket};
use helpdesk::store;
use platform::op::OpId;
use platform::{Error, event};

async fn one(w: &World) -> Ticket {
    w.receive(&mail("Ott <ott@halle.example>", "Drucker", "a@halle", "", "kaputt")).await;
    w.only_ticket().await
}

#[tokio::test]
async fn assigning_opens_the_ticket_and_the_same_again_changes_nothing() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let ada = w.t.agent("Ada").await;
    let cx = w.t.cx_of(&ada);
    for _ in 0..2 {
        assign_ticket(&cx, ticket.id, Some(ada.id), None).await.unwrap();
    }
    let ticket = w.only_ticket().await;
    assert_eq!((ticket.status, ticket.assignee), (Status::Open, Some(ada.id)));
    let facts = event::timeline(w.t.db(), &events::helpdesk::object(ticket.id)).await.unwrap();
    let assigned = facts.iter().filter(|fact| fact.name == "helpdesk.ticket_assigned").count();
    assert_eq!(assigned, 1);
    assert!(w.t.audit_is_whole().await);
}

#[tokio::test]
async fn a_form_drawn_from_an_older_reading_is_stale() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let cx = w.t.cx();
    let old = Some(ticket.version);
    change_ticket(&cx, ticket.id, Change::Priority(3), old).await.unwrap();
    let late = change_ticket(&cx, ticket.id, Change::Priority(4), old).await;
    assert!(matches!(late, Err(Error::Stale)));
}

#[tokio::test]
async fn a_reply_is_sent_once_however_often_its_form_comes() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let ada = w.t.agent("Ada").await;
    let cx = w.t.cx_of(&ada);
    let reply = NewReply {
        body: "Hallo Herr Ott".into(),
        to: "ott@halle.example".into(),
        op: Some(OpId::new()),
        ..NewReply::default()
    };
    let first = reply_to_ticket(&cx, ticket.id, reply.clone()).await.unwrap();
    let again = reply_to_ticket(&cx, ticket.id, reply).await.unwrap();
    assert_eq!(first.id, again.id);
    let sent = w.outbox().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].subject, "Re: [Ticket#1001] Drucker");
    assert_eq!(sent[0].in_reply_to, ["a@halle"]);
    let text = sent[0].body.text.replace("\r\n", "\n");
    assert!(text.starts_with("Hallo Herr Ott\n"), "{text}");
    assert!(text.contains("\nIhr Ada") && text.contains("> kaputt"), "{text}");
    let ticket = w.only_ticket().await;
    assert_eq!((ticket.status, ticket.assignee), (Status::Waiting, Some(ada.id)));
}

#[tokio::test]
async fn everything_wrong_with_a_reply_is_said_at_once() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let (to, cc) = ("nonsense".into(), "a@".into());
    let reply = NewReply { body: " ".into(), to, cc, ..NewReply::default() };
    let Err(Error::Refused(wrong)) = reply_to_ticket(&w.t.cx(), ticket.id, reply).await else {
        panic!("should be refused")
    };
    let fields: Vec<_> = wrong.iter().filter_map(|refusal| refusal.field.as_deref()).collect();
    assert_eq!(fields, ["body", "to", "cc"]);
    assert!(w.outbox().await.is_empty());
}

#[tokio::test]
async fn closing_sends_the_conversation_without_internal_notes() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let ada = w.t.agent("Ada").await;
    let cx = w.t.cx_of(&ada);
    let note = NewNote { body: "Kunde nervt".into(), ..NewNote::default() };
    add_note(&cx, ticket.id, note).await.unwrap();
    close_ticket(&cx, ticket.id, false, None).await.unwrap();
    w.t.run_jobs().await;
    let history = w.outbox().await.into_iter().find(|mail| mail.body.text.contains("kaputt"));
    let history = history.expect("the customer gets the history");
    assert_eq!(history.to[0].email, "ott@halle.example");
    assert!(!history.body.text.contains("Kunde nervt"));
    assert!(history.automatic.forbids_answer());
}

#[tokio::test]
async fn an_escalation_needs_its_reason_and_frees_the_agent() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let ada = w.t.agent("Ada").await;
    let cx = w.t.cx_of(&ada);
    assign_ticket(&cx, ticket.id, Some(ada.id), None).await.unwrap();
    assert!(matches!(escalate_ticket(&cx, ticket.id, 2, " ", None).await, Err(Error::Refused(_))));
    escalate_ticket(&cx, ticket.id, 2, "braucht Netzwerk", None).await.unwrap();
    let ticket = w.only_ticket().await;
    assert_eq!((ticket.level, ticket.assignee), (2, None));
}

#[tokio::test]
async fn a_ticket_is_opened_on_the_phone_with_its_customer_and_tags() {
    let w = World::new().await;
    let cx = w.t.cx_of(&w.t.agent("Ada").await);
    let new = NewTicket {
        email: "neu@kunde.example".into(),
        name: "Neue Kundin".into(),
        subject: "Rückruf".into(),
        body: "bittet um Rückruf".into(),
        tags: "VPN, rückruf ,vpn".into(),
        op: Some(OpId::new()),
        ..NewTicket::default()
    };
    let ticket = open_ticket(&cx, new.clone()).await.unwrap();
    assert_eq!(open_ticket(&cx, new).await.unwrap().id, ticket.id);
    assert_eq!(store::ticket::tags(w.t.db(), ticket.id).await.unwrap(), ["rückruf", "vpn"]);
    let empty = open_ticket(&cx, NewTicket::default()).await;
    let Err(Error::Refused(wrong)) = empty else { panic!() };
    assert_eq!(wrong.len(), 3);
    tag_ticket(&cx, ticket.id, "vpn, neu", None).await.unwrap();
    assert_eq!(store::ticket::tags(w.t.db(), ticket.id).await.unwrap(), ["neu", "vpn"]);
}

#[tokio::test]
async fn search_finds_words_by_their_beginning_however_umlauts_are_spelt() {
    let w = World::new().await;
    let body = "Das Gerät in Halle 2 heißt Prüfstand und meldet for foo_bar.com nichts";
    w.receive(&mail("Ott <ott@halle.example>", "Drucker", "a@halle", "", body)).await;
    w.receive(&mail("b@x.example", "Anderes", "b@x", "", "leer")).await;
    for text in [
        "prüfst",
        "Prufstand",
        "gerat halle",
        "ott",
        "1001",
        "druck",
        "und for",
        "nichts com",
        "heisst",
        "heißt",
        "geraet",
        "pruefstand",
    ] {
        assert_eq!(store::search::tickets(w.t.db(), text, &[]).await.unwrap().len(), 1, "{text}");
    }
    let muenchen = "Gruesse aus Muenchen von Frau Gross";
    w.receive(&mail("c@x.example", "Brief", "c@x", "", muenchen)).await;
    for text in ["münchen", "grüße", "groß", "muenchen", "Gruesse"] {
        assert_eq!(store::search::tickets(w.t.db(), text, &[]).await.unwrap().len(), 1, "{text}");
    }
    for text in ["\"; DROP TABLE", "* ( \" '", "", "kein einziges"] {
        assert_eq!(store::search::tickets(w.t.db(), text, &[]).await.unwrap().len(), 0, "{text}");
    }
}

#[tokio::test]
async fn a_mail_of_unknown_outcome_waits_for_a_person() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let cx = w.t.cx_of(&w.t.agent("Ada").await);
    let reply =
        NewReply { body: "Hallo".into(), to: "ott@halle.example".into(), ..NewReply::default() };
    let sent = reply_to_ticket(&cx, ticket.id, reply).await.unwrap();
    let mut mail = store::outgoing::of_messages(w.t.db(), &[sent.id]).await.unwrap().pop().unwrap();
    let refused = decide_outgoing(&cx, mail.id, Decision::Resend).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "it is still on its way");
    mail.state = Delivery::Uncertain;
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::outgoing::save(&tx, &mut mail).await.unwrap();
    tx.commit().await.unwrap();
    let again = decide_outgoing(&cx, mail.id, Decision::Resend).await.unwrap();
    assert_eq!((again.state, again.message_id), (Delivery::Queued, mail.message_id));
}

#[tokio::test]
async fn customers_may_do_nothing_here() {
    let w = World::new().await;
    let ticket = one(&w).await;
    let cx = w.t.cx_of(&w.t.user("Kunde", platform::Role::Customer).await);
    assert!(matches!(assign_ticket(&cx, ticket.id, None, None).await, Err(Error::Forbidden)));
    let note = NewNote { body: "x".into(), ..NewNote::default() };
    assert!(matches!(add_note(&cx, ticket.id, note).await, Err(Error::Forbidden)));
}
