//! Replies, notes, files and new tickets through their forms, as without scripts.

use super::browser::{Agent, hidden};
use super::world::mail;
use helpdesk::domain::ticket::Status;

#[tokio::test]
async fn a_reply_with_a_file_leaves_once_without_any_script() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let page = a.page(&at).await;
    let op = hidden(&page, "op");
    assert!(page.contains("name=\"to\" value=\"ott@halle.example\""), "prefilled");
    let form = [
        ("op", op.as_str()),
        ("to", "ott@halle.example"),
        ("cc", ""),
        ("body", "Kommt heute."),
        ("after", "wait"),
    ];
    let file = [("Anleitung.pdf", "application/pdf", b"%PDF-1.7 x".as_slice())];

    for _ in 0..2 {
        let answer = a.post_files(&format!("{at}/reply"), &form, &file).await;
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (303, at.as_str()),
            "{}",
            answer.body
        );
    }

    let replies: Vec<_> =
        a.w.outbox().await.into_iter().filter(|m| !m.attachments.is_empty()).collect();
    assert_eq!(replies.len(), 1, "sent twice, it leaves once");
    assert_eq!(replies[0].attachments[0].filename, "Anleitung.pdf");
    assert_eq!(a.w.only_ticket().await.status, Status::Waiting);
    let page = a.page(&at).await;
    assert!(page.contains("Kommt heute.") && page.contains("waiting to be sent"));
    assert!(page.contains("Anleitung%2Epdf"), "the file is in the conversation");
}

#[tokio::test]
async fn a_reply_that_is_refused_comes_back_with_everything_that_was_typed() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let form = [
        ("op", "garbage"),
        ("to", "ott@halle"),
        ("cc", "<script>@x"),
        ("body", "Mein langer Text"),
        ("attachment", "garbage"),
    ];
    let file = [("plan.txt", "text/plain", b"hello".as_slice())];

    let answer = a.post_files(&format!("{at}/reply"), &form, &file).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("Mein langer Text") && answer.body.contains("plan.txt"));
    assert!(
        answer.body.contains("value=\"ott@halle\"")
            && answer.body.contains("value=\"&lt;script&gt;@x\"")
    );

    let form = [("to", "ott@halle"), ("cc", "<script>@x"), ("body", " ")];
    let answer = a.post(&format!("{at}/reply"), &form).await;
    assert_eq!(answer.status.as_u16(), 422);
    for id in ["reply-to-error", "reply-cc-error", "c-body-error"] {
        assert!(answer.body.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(answer.body.contains("“ott@halle” is not a mail address."));
    assert_eq!(a.w.conversation(&ticket).await.len(), 1, "nothing was sent or kept");
}

#[tokio::test]
async fn too_many_bytes_are_refused_and_the_text_stays() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}/reply", ticket.number);
    let big = vec![b'x'; 21 * 1024 * 1024];
    let form = [("to", "ott@halle.example"), ("body", "Mein Text")];

    let answer = a.post_files(&at, &form, &[("big.bin", "", &big)]).await;

    assert_eq!(answer.status.as_u16(), 422, "{}", &answer.body[..200.min(answer.body.len())]);
    assert!(answer.body.contains("Mein Text") && answer.body.contains("larger than 20 MB"));
}

#[tokio::test]
async fn a_note_stays_in_the_house() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let before = a.w.outbox().await.len();
    a.done(&format!("{at}/notes"), &[("body", "Charge 7 ist zurückgerufen")]).await;
    assert!(a.page(&at).await.contains("Charge 7 ist zurückgerufen"));
    assert_eq!(a.w.outbox().await.len(), before);

    let wrong = a.post(&format!("{at}/notes"), &[("body", "\u{0}\n ")]).await;
    assert_eq!(wrong.status.as_u16(), 422);
    assert!(
        wrong.body.contains("id=\"c-note-error\"") && !wrong.body.contains("id=\"c-body-error\"")
    );
}

#[tokio::test]
async fn copies_go_to_the_others_but_never_to_ourselves() {
    let a = Agent::new().await;
    let more = "Cc: support@kontor.test, Eva <eva@halle.example>\n";
    a.w.receive(&mail("ott@halle.example", "Frage", "c@halle.example", more, "x")).await;
    let page = a.page(&format!("/tickets/{}", a.w.only_ticket().await.number)).await;
    let cc =
        page.split("name=\"cc\" value=\"").nth(1).unwrap().split(" autocomplete").next().unwrap();
    assert!(cc.contains("eva@halle.example") && !cc.contains("support@kontor.test"), "{cc}");
}

#[tokio::test]
async fn a_file_goes_up_alone_and_belongs_to_who_sent_it() {
    let (a, ticket) = Agent::with_ticket().await;
    let path = format!("/tickets/{}/files", ticket.number);
    let answer = a.post_files(&path, &[], &[("a<b>.txt", "text/plain", b"x")]).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(answer.body.starts_with("<li class=\"attached\">") && !answer.body.contains("<b>"));
    let link = answer.body.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(a.get(link).await.status.as_u16(), 200);

    let anna = a.w.t.agent("Anna Roth").await;
    let hers = a.w.t.sign_in(&anna).await;
    assert_eq!(a.w.t.get(&hers, link).await.status.as_u16(), 404, "it is not sent yet");
    assert_eq!(a.post_files(&path, &[], &[]).await.status.as_u16(), 422);
}

#[tokio::test]
async fn a_file_that_is_up_comes_back_with_its_draft() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let line = a.post_files(&format!("{at}/files"), &[], &[("plan.txt", "text/plain", b"x")]).await;
    let file = line.body.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let draft = format!("{at}/drafts/note");

    // a file alone is worth keeping, and belongs to this composer only
    let form = [("body", ""), ("attachment", file.as_str())];
    assert_eq!(a.post(&draft, &form).await.status.as_u16(), 204);
    assert_eq!(
        a.page(&at).await.matches("plan.txt").count(),
        line.body.matches("plan.txt").count()
    );

    // nobody gets another's file by naming it
    let anna = a.w.t.agent("Anna Roth").await;
    let hers = a.w.t.sign_in(&anna).await;
    let stolen = format!("body=x&attachment={file}");
    assert_eq!(a.w.t.post(&hers, &draft, &stolen).await.status.as_u16(), 204);
    assert!(!a.w.t.get(&hers, &at).await.body.contains("plan.txt"));

    assert_eq!(a.post(&draft, &[("body", "")]).await.status.as_u16(), 204);
    assert!(!a.page(&at).await.contains("plan.txt"), "without its tick it is gone");
}

#[tokio::test]
async fn a_ticket_is_opened_on_the_phone() {
    let a = Agent::new().await;
    let op = hidden(&a.page("/tickets/new").await, "op");
    let form = [
        ("op", op.as_str()),
        ("person", ""),
        ("person_text", ""),
        ("email", "li@wei.example"),
        ("name", "Li Wei"),
        ("subject", "Passwort"),
        ("body", "Vergessen"),
        ("priority", "3"),
        ("tags", "konto"),
        ("category", ""),
    ];

    let to = a.done("/tickets", &form).await;
    assert_eq!(a.done("/tickets", &form).await, to, "sent twice, it is one ticket");

    let page = a.page(&to).await;
    assert!(page.contains("Li Wei") && page.contains("Vergessen") && page.contains("Phone"));
    assert!(page.contains("value=\"konto\""));
}

#[tokio::test]
async fn everything_wrong_with_a_new_ticket_is_said_at_its_field_and_nothing_is_lost() {
    let a = Agent::new().await;
    let form = [
        ("email", "kein@"),
        ("name", "Nora"),
        ("subject", " "),
        ("body", ""),
        ("tags", "eins, zwei"),
    ];
    let answer = a.post("/tickets", &form).await;
    assert_eq!(answer.status.as_u16(), 422);
    for id in ["f-email-error", "f-subject-error", "f-body-error"] {
        assert!(answer.body.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(answer.body.contains("value=\"eins, zwei\"") && answer.body.contains("value=\"Nora\""));

    let form = [
        ("subject", "Sehr wichtig"),
        ("body", "Text"),
        ("person", "x"),
        ("group", "x"),
        ("category", "x"),
        ("priority", "x"),
        ("assignee", "x"),
        ("op", "x"),
    ];
    let answer = a.post("/tickets", &form).await;
    assert_eq!(answer.status.as_u16(), 422);
    for field in ["person", "group", "category", "priority", "assignee", "op"] {
        assert!(answer.body.contains(&format!("(field “{field}”)")), "{field}");
    }
    assert!(answer.body.contains("Sehr wichtig"));
    assert!(a.w.tickets().await.is_empty());
}

#[tokio::test]
async fn garbage_in_any_small_form_names_the_field_and_changes_nothing() {
    let (a, ticket) = Agent::with_ticket().await;
    let forms = [
        ("assignment", "agent"),
        ("status", "status"),
        ("properties", "agent"),
        ("properties", "priority"),
        ("properties", "group"),
        ("properties", "category"),
        ("customer", "person"),
        ("level", "level"),
    ];
    for (what, field) in forms {
        for value in ["\u{0}\u{fffd}", "99999999999", "'; DROP TABLE tickets; --"] {
            let answer =
                a.post(&format!("/tickets/{}/{what}", ticket.number), &[(field, value)]).await;
            assert_eq!(answer.status.as_u16(), 422, "{what}");
            assert!(
                answer.body.contains(field) || answer.body.contains(what),
                "{what}: {}",
                answer.body
            );
        }
    }
    for what in ["assignment", "properties", "subject", "status"] {
        let path = format!("/tickets/{}/{what}", ticket.number);
        let form = [("version", "x"), ("priority", "1"), ("subject", "s"), ("status", "closed")];
        let answer = a.post(&path, &form).await;
        assert_eq!(answer.status.as_u16(), 422, "{what}");
        assert!(answer.body.contains("version"), "{what}");
    }
    assert_eq!(a.w.only_ticket().await.version, ticket.version);
}

#[tokio::test]
async fn a_file_that_was_sent_already_is_named_and_nothing_leaves_without_it() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let line = a.post_files(&format!("{at}/files"), &[], &[("plan.txt", "text/plain", b"x")]).await;
    let file = line.body.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    a.done(&format!("{at}/notes"), &[("body", "Plan"), ("attachment", &file)]).await;
    let before = a.w.conversation(&ticket).await.len();

    for what in ["notes", "reply"] {
        let form = [("to", "ott@halle.example"), ("body", "Mein Text"), ("attachment", &*file)];
        let answer = a.post(&format!("{at}/{what}"), &form).await;
        assert_eq!(answer.status.as_u16(), 422, "{what}");
        assert!(answer.body.contains("“plan.txt” was sent already"), "{what}: {}", answer.body);
        assert!(answer.body.contains("Mein Text"), "{what}");
    }

    let unknown = helpdesk::domain::attachment::AttachmentId::new().to_string();
    let form = [("body", "Mein Text"), ("attachment", unknown.as_str())];
    let answer = a.post(&format!("{at}/notes"), &form).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("is no longer there"), "{}", answer.body);
    assert_eq!(a.w.conversation(&ticket).await.len(), before);
}

#[tokio::test]
async fn a_reply_quotes_what_the_customer_wrote_and_no_machine_and_nobody_in_doubt() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let reply = [("to", "ott@halle.example"), ("body", "Kommt heute.")];
    a.done(&format!("{at}/reply"), &reply).await;
    let sent = a.w.conversation(&ticket).await.pop().unwrap();
    let refer = format!("In-Reply-To: <{}>\n", sent.message_id);
    let from = "Herbert Ott <ott@halle.example>";
    let away = format!("{refer}Auto-Submitted: auto-replied\n");
    a.w.receive(&mail(from, "Re: Drucker", "away@halle", &away, "Bin im Urlaub")).await;
    let doubt = "Authentication-Results: mx.kontor.test; dmarc=fail header.from=halle.example\n";
    let forged = mail(from, "Re: Drucker", "f@evil", &refer, "Neue IBAN");
    a.w.receive(&format!("{doubt}{forged}")).await;
    assert_eq!(a.w.conversation(&ticket).await.len(), 4, "both are in the ticket");

    a.done(&format!("{at}/reply"), &reply).await;

    let left = a.w.outbox().await.pop().unwrap();
    let text = &left.body.text;
    assert!(text.contains("> Hilfe."), "{text}");
    assert!(!text.contains("Urlaub") && !text.contains("IBAN"), "{text}");
    assert_eq!(left.in_reply_to, ["a@halle.example"]);
}

#[tokio::test]
async fn who_answers_a_free_ticket_takes_it_and_the_history_says_so() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let reply = [("to", "ott@halle.example"), ("body", "Kommt heute.")];
    for _ in 0..2 {
        a.done(&format!("{at}/reply"), &reply).await;
    }
    assert_eq!(a.w.only_ticket().await.assignee, Some(a.user.id));
    let object = events::helpdesk::object(ticket.id);
    let facts = platform::event::timeline(a.w.t.db(), &object).await.unwrap();
    let taken: Vec<_> = facts
        .iter()
        .filter_map(platform::event::Recorded::facts::<events::helpdesk::TicketAssigned>)
        .collect();
    assert_eq!(taken.len(), 1, "once, with the first answer");
    assert_eq!((taken[0].from, taken[0].to), (None, Some(a.user.id)));
    assert!(a.page(&at).await.contains("Maria Behrens took the ticket"));
}
