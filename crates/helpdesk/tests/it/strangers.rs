//! Mails that claim more than they prove: they come in, are shown, and get nobody into a foreign conversation.

use crate::browser::Agent;
use crate::world::{World, mail};
use helpdesk::actions::{NewReply, close_ticket, reply_to_ticket};
use helpdesk::domain::message::{Kind, Message};
use helpdesk::domain::ticket::{Status, Ticket};

const OTT: &str = "Jens Ott <ott@halle.example>";
const FAIL: &str = "Authentication-Results: mx.kontor.test; dmarc=fail header.from=halle.example\n";

/// A house in which a customer has got an answer; returns it.
async fn answered() -> (World, Ticket, Message) {
    let w = World::new().await;
    w.receive(&mail(OTT, "Drucker", "a@halle", "", "kaputt")).await;
    let ticket = w.only_ticket().await;
    let ada = w.t.agent("Ada").await;
    let reply = NewReply {
        body: "Schon unterwegs".into(),
        to: "ott@halle.example".into(),
        ..NewReply::default()
    };
    let sent = reply_to_ticket(&w.t.cx_of(&ada), ticket.id, reply).await.unwrap();
    (w, ticket, sent)
}

/// The addresses that the conversation goes to when the ticket is closed.
async fn told_on_closing(w: &World, ticket: &Ticket) -> Vec<String> {
    w.t.run_jobs().await;
    let before = w.outbox().await.len();
    close_ticket(&w.t.cx(), ticket.id, false, None).await.unwrap();
    w.t.run_jobs().await;
    let to = |mail: &message::Message| mail.to[0].email.clone();
    w.outbox().await[before..].iter().map(to).collect()
}

#[tokio::test]
async fn a_forged_bounce_gets_into_no_ticket_and_brings_nobody_in() {
    let (w, ticket, _) = answered().await;
    let before = w.conversation(&ticket).await.len();
    let subject = "Re: [Ticket#1001] Drucker";
    let refer = "References: <a@halle>\nCc: friend@evil.example\n";
    let failed = format!("X-Failed-Recipients: ott@halle.example\n{refer}");
    w.receive(&mail("m@evil.example", subject, "m1@evil", &failed, "x")).await;
    w.receive(&mail("mailer-daemon@evil.example", subject, "m2@evil", refer, "x")).await;
    let report = format!(
        "From: m@evil.example\nTo: support@kontor.test\nSubject: {subject}\nMessage-ID: <m3@evil>\n{refer}\
         MIME-Version: 1.0\nContent-Type: multipart/report; boundary=B\n\n--B\nContent-Type: text/plain\n\nx\n\
         --B\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ott@halle.example\nAction: failed\n\n\
         --B\nContent-Type: text/rfc822-headers\n\nMessage-ID: <a@halle>\n\n--B--\n"
    );
    w.receive(&report).await;
    assert_eq!(w.conversation(&ticket).await.len(), before);
    assert_eq!(w.tickets().await.len(), 4, "each is kept on its own");
    assert_eq!(told_on_closing(&w, &ticket).await, ["ott@halle.example"]);
}

#[tokio::test]
async fn a_bounce_of_our_mail_is_in_its_ticket_and_its_writer_takes_no_part() {
    let (w, ticket, sent) = answered().await;
    close_ticket(&w.t.cx(), ticket.id, true, None).await.unwrap();
    let id = format!(
        "X-Failed-Recipients: ott@halle.example\nIn-Reply-To: <{}>\nCc: friend@evil.example\n",
        sent.message_id
    );
    w.receive(&mail("m@evil.example", "Undelivered", "m1@evil", &id, "x")).await;
    let closed = w.only_ticket().await;
    assert_eq!((closed.status, closed.message_count), (Status::Closed, ticket.message_count + 2));
    assert_eq!(w.conversation(&ticket).await.last().unwrap().automatic, "bounce");
    for from in ["m@evil.example", "friend@evil.example"] {
        let raw =
            mail(from, "Re: [Ticket#1001] Drucker", &format!("2-{from}"), "", "lass mich rein");
        w.receive(&raw).await;
    }
    assert_eq!(w.tickets().await.len(), 3);
}

#[tokio::test]
async fn a_reply_to_makes_nobody_an_agent_or_a_customer_of_an_old_ticket() {
    let (w, ticket, _) = answered().await;
    let ada = w.t.agent("Eva").await;
    let before = w.conversation(&ticket).await.len();
    let pass = "Authentication-Results: mx.kontor.test; dmarc=pass header.from=evil.example\n";
    for (n, victim) in [ada.email.as_str(), "ott@halle.example"].into_iter().enumerate() {
        // the sender writes To himself: that his own domain stands in it means nothing
        let raw = format!(
            "{pass}From: m@evil.example\nReply-To: {victim}\nTo: support@kontor.test, x@evil.example\n\
             Subject: Re: [Ticket#1001] Drucker\nMessage-ID: <{n}@evil>\n\nlass mich rein\n"
        );
        w.receive(&raw).await;
    }
    let nobody = "From: \"\"\nReply-To: ott@halle.example\nSubject: Re: [Ticket#1001] Drucker\n\nund jetzt?\n";
    w.receive(nobody).await;
    assert_eq!(w.conversation(&ticket).await.len(), before);
    let new = w.tickets().await.split_off(1);
    assert_eq!(new.len(), 3);
    let from = w.conversation(&new[0]).await.remove(0);
    assert_eq!((from.kind, from.from_address.as_str()), (Kind::Customer, "m@evil.example"));
}

#[tokio::test]
async fn who_writes_by_our_own_web_form_is_the_customer_and_gets_the_answers() {
    let w = World::new().await;
    let form = |n: u32, verdict: &str| {
        let from = "Webformular <support@kontor.test>";
        let reply = "Reply-To: Jens Ott <ott@halle.example>\n";
        let results = "Authentication-Results: mx.kontor.test; ";
        let raw = mail(from, &format!("Anfrage {n}"), &format!("{n}@web"), reply, "Hilfe");
        format!("{results}dmarc={verdict} header.from=kontor.test\n{raw}")
    };
    w.receive(&form(1, "pass")).await;
    w.receive(&form(2, "fail")).await;
    let tickets = w.tickets().await;
    let customer = directory::get_person(w.t.db(), tickets[0].person).await.unwrap();
    assert_eq!(customer.name, "Jens Ott");
    let first = w.conversation(&tickets[0]).await.remove(0);
    assert_eq!((first.from_name.as_str(), first.automatic.as_str()), ("Jens Ott", ""));
    assert_eq!(first.from_address, "ott@halle.example");
    assert_ne!(tickets[1].person, tickets[0].person, "the forged one is nobody's");
    assert_eq!(told_on_closing(&w, &tickets[0]).await, ["ott@halle.example"]);
    let to: Vec<String> = w.outbox().await.iter().map(|mail| mail.to[0].email.clone()).collect();
    assert_eq!(to, ["ott@halle.example", "ott@halle.example"], "the receipt and the conversation");
}

#[tokio::test]
async fn the_automatic_mail_of_another_kontor_is_kept_and_not_answered() {
    let w = World::new().await;
    let more = "X-Loop: kontor\nAuto-Submitted: auto-replied\nPrecedence: bulk\n";
    let id = "kt.0123456789abcdef0123456789abcdef.00ff.00112233445566778899@other.example";
    w.receive(&mail("support@other.example", "Re: [Ticket#7] Frage", id, more, "Eingegangen"))
        .await;
    let kept = w.only_ticket().await;
    assert_eq!(w.conversation(&kept).await[0].automatic, "auto-reply");
    w.t.run_jobs().await;
    assert!(w.outbox().await.is_empty());
}

#[tokio::test]
async fn a_sender_in_doubt_is_marked_and_does_not_open_what_is_closed() {
    let (w, ticket, sent) = answered().await;
    let more = format!("In-Reply-To: <{}>\nCc: friend@evil.example\n", sent.message_id);
    let raw = |id: &str| format!("{FAIL}{}", mail(OTT, "Re: Drucker", id, &more, "Bitte an mich"));
    w.receive(&raw("f1@evil")).await;
    let marked = w.conversation(&ticket).await.pop().unwrap();
    assert!(marked.unverified && marked.text_new.contains("Bitte an mich"));
    // whom the forged mail names takes no part
    w.receive(&mail("friend@evil.example", "Re: [Ticket#1001] Drucker", "f2@evil", "", "x")).await;
    assert_eq!(w.tickets().await.len(), 2);

    close_ticket(&w.t.cx(), ticket.id, true, None).await.unwrap();
    w.receive(&raw("f3@evil")).await;
    let tickets = w.tickets().await;
    assert_eq!((tickets[0].status, tickets.len()), (Status::Closed, 3));
    assert!(tickets[2].unverified, "it is looked at on its own");
    let said = w.conversation(&tickets[2]).await;
    assert!(said.iter().any(|entry| entry.kind == Kind::Note && entry.text.contains("1001")));
}

#[tokio::test]
async fn the_page_says_which_message_has_a_sender_in_doubt() {
    let (a, ticket) = Agent::with_ticket().await;
    let path = format!("/tickets/{}", ticket.number);
    assert!(!a.page(&path).await.contains("Sender in doubt"));
    let ada = a.w.t.agent("Ada").await;
    let reply =
        NewReply { body: "x".into(), to: "ott@halle.example".into(), ..NewReply::default() };
    let sent = reply_to_ticket(&a.w.t.cx_of(&ada), ticket.id, reply).await.unwrap();
    let more = format!("In-Reply-To: <{}>\n", sent.message_id);
    a.w.receive(&format!("{FAIL}{}", mail(OTT, "Re: Drucker", "f@evil", &more, "y"))).await;
    assert_eq!(a.page(&path).await.matches("Sender in doubt").count(), 1);
}

#[tokio::test]
async fn mails_without_a_sender_are_not_each_others() {
    let w = World::new().await;
    w.receive("Subject: Geheim\nMessage-ID: <a@nobody>\n\nintern\n").await;
    w.receive("Subject: Re: [Ticket#1001] Geheim\nReferences: <a@nobody>\n\nlass mich rein\n")
        .await;
    assert_eq!(w.tickets().await.len(), 2);
}

#[tokio::test]
async fn the_conversation_goes_to_the_customer_whoever_wrote_last() {
    let (w, ticket, sent) = answered().await;
    let more = format!("In-Reply-To: <{}>\nCc: friend@evil.example\n", sent.message_id);
    w.receive(&mail("Max <max@other.example>", "Re: Drucker", "m@other", &more, "ich auch")).await;
    assert_eq!(w.conversation(&ticket).await.last().unwrap().from_address, "max@other.example");
    assert_eq!(told_on_closing(&w, &ticket).await, ["ott@halle.example"]);
}

#[tokio::test]
async fn the_composer_says_when_it_is_not_the_customer_who_wrote_or_is_written_to() {
    let (a, ticket) = Agent::with_ticket().await;
    let path = format!("/tickets/{}", ticket.number);
    let ada = a.w.t.agent("Ada").await;
    let reply =
        NewReply { body: "x".into(), to: "ott@halle.example".into(), ..NewReply::default() };
    let sent = reply_to_ticket(&a.w.t.cx_of(&ada), ticket.id, reply).await.unwrap();
    let page = a.page(&path).await;
    assert!(!page.contains("This reply goes to") && !page.contains("The last to write"));

    let more = format!("In-Reply-To: <{}>\nCc: friend@evil.example\n", sent.message_id);
    a.w.receive(&mail("Max <max@other.example>", "Re: Drucker", "m@other", &more, "ich auch"))
        .await;
    let page = a.page(&path).await;
    assert!(page.contains("name=\"to\" value=\"ott@halle.example\""), "{page}");
    assert!(page.contains("name=\"cc\" value=\"\""), "whom a stranger copied is not written to");
    assert!(page.contains("The last to write was max@other.example"), "{page}");

    let typed = [("body", "Hallo"), ("to", "Max <max@other.example>"), ("cc", "")];
    a.post(&format!("{path}/drafts/reply"), &typed).await;
    let page = a.page(&path).await;
    assert!(page.contains("This reply goes to max@other.example."), "{page}");
}

#[tokio::test]
async fn our_own_mailboxes_are_written_to_by_no_reply() {
    use helpdesk::actions::{Change, change_ticket};
    let (a, ticket) = Agent::with_ticket().await;
    a.w.receive(&mail("Kontor <support@kontor.test>", "Intern", "i@kontor", "", "x")).await;
    let own = a.w.tickets().await.pop().unwrap().person;
    let cx = a.w.t.cx_of(&a.user);
    change_ticket(&cx, ticket.id, Change::Customer(own), None).await.unwrap();
    let page = a.page(&format!("/tickets/{}", ticket.number)).await;
    assert!(page.contains("name=\"to\" value=\"\""), "{page}");
}
