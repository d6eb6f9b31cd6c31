//! Lists and tickets as a browser sees them.

use super::browser::{Agent, hidden};
use super::world::{APPS, World, mail};
use helpdesk::domain::ticket::Status;
use platform::app::{About, Panel};
use platform::i18n::Messages;
use platform::testing::TestKontor;
use platform::{App, Role};

#[tokio::test]
async fn the_list_shows_who_waits_and_keeps_its_filter_in_every_link() {
    let (a, ticket) = Agent::with_ticket().await;

    let page = a.page("/tickets?assignee=none").await;

    assert!(page.contains("class=\"row unread picks\""), "it is our turn");
    assert!(page.contains(&format!("href=\"/tickets/{}?assignee=none\"", ticket.number)));
    assert!(page.contains("Drucker druckt leer") && page.contains("Herbert Ott"));
    assert!(page.contains("action=\"/tickets/bulk?assignee=none\""));
    let mine = a.page("/tickets?assignee=me").await;
    assert!(mine.contains("Nothing is waiting for you.") && !mine.contains("Drucker"));
}

#[tokio::test]
async fn every_filter_finds_its_tickets_and_can_be_taken_away() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    a.done(&format!("{at}/properties"), &[("tags", "VPN, Halle 2"), ("priority", "4")]).await;
    let group = ticket.group.to_string();
    let person = ticket.person.to_string();
    let hits = [
        "status=new",
        "status=all",
        "status=unclosed",
        "assignee=none",
        "priority=4",
        "level=1",
        "tag=halle%202",
        "q=drucker",
        "q=%231001",
        "q=ott",
        &format!("group={group}"),
        &format!("person={person}"),
    ];
    for query in hits {
        let page = a.page(&format!("/tickets?{query}")).await;
        assert!(page.contains("Drucker druckt leer"), "{query}");
    }
    for query in ["status=closed", "assignee=me", "priority=1", "level=3", "tag=x", "q=zebra"] {
        let page = a.page(&format!("/tickets?{query}")).await;
        assert!(!page.contains("Drucker druckt leer"), "{query}");
    }
    let page = a.page(&format!("/tickets?priority=4&group={group}")).await;
    assert!(page.contains("Priority: urgent") && page.contains("Group: Technik"));
    assert!(page.contains("href=\"/tickets?priority=4\""), "the group's chip takes the group away");
}

#[tokio::test]
async fn a_filter_that_means_nothing_is_refused_by_name() {
    let a = Agent::new().await;
    for field in
        ["status", "assignee", "group", "category", "priority", "level", "person", "organisation"]
    {
        let answer = a.get(&format!("/tickets?{field}=%00%ff")).await;
        assert_eq!(answer.status.as_u16(), 422, "{field}");
        assert!(answer.body.contains(field), "{}", answer.body);
    }
    assert_eq!(a.get("/tickets?after=x&unknown=1&q=%22%27*%00").await.status.as_u16(), 200);
    for number in ["0", "-1", "9999999999999999999", "x", "1001%20"] {
        assert_eq!(a.get(&format!("/tickets/{number}")).await.status.as_u16(), 404, "{number}");
    }
}

#[tokio::test]
async fn a_long_list_comes_in_pages_that_neither_skip_nor_repeat() {
    let a = Agent::new().await;
    for n in 0..53 {
        let raw =
            mail("ott@halle.example", &format!("Sache {n:02}"), &format!("{n}@x.example"), "", "x");
        a.w.receive(&raw).await;
    }
    let first = a.page("/tickets").await;
    assert_eq!(first.matches("class=\"row ").count(), 50);
    assert!(first.contains(">53<"), "the count");
    let more = first.split("id=\"more\"").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let more = more.split('"').next().unwrap().replace("&amp;", "&");

    let rest = a.part(&more, "more").await;

    assert_eq!(rest.matches("class=\"row ").count(), 3);
    assert!(!rest.contains("id=\"more\"") && !rest.contains("<html"));
    for n in 0..53 {
        let subject = format!("Sache {n:02}<");
        assert_eq!(
            first.matches(&subject).count() + rest.matches(&subject).count(),
            1,
            "{subject}"
        );
    }
}

#[tokio::test]
async fn htmx_gets_the_ticket_with_its_context_and_no_list() {
    let (a, ticket) = Agent::with_ticket().await;
    let path = format!("/tickets/{}", ticket.number);

    let detail = a.part(&path, "detail").await;

    assert!(
        detail.contains("id=\"detail\"") && detail.contains("<hx-partial hx-target=\"#context\"")
    );
    assert!(!detail.contains("id=\"list\""));
    assert!(detail.contains(&format!("data-live=\"ticket:{}\"", ticket.id)));
    let whole = a.page(&path).await;
    assert!(whole.contains("id=\"list\"") && whole.contains("aria-current=\"true\""));
}

#[tokio::test]
async fn what_happened_stands_between_the_messages_in_words() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    a.done(&format!("{at}/assignment"), &[("agent", "me")]).await;
    a.done(&format!("{at}/properties"), &[("priority", "3")]).await;
    a.done(&format!("{at}/level"), &[("level", "2"), ("reason", "Firmware <b>")]).await;
    a.done(&format!("{at}/notes"), &[("body", "Charge 7")]).await;
    a.done(&format!("{at}/status"), &[("status", "closed"), ("silent", "on")]).await;

    let page = a.page(&at).await;

    for said in [
        "Maria Behrens took the ticket",
        "Maria Behrens: Priority from “normal” to “high”",
        "Maria Behrens: level L1 → L2, “Firmware &lt;b&gt;”",
        "Maria Behrens closed the ticket without a mail",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let conversation =
        page.split("<ol class=\"conversation\">").nth(1).unwrap().split("</ol>").next().unwrap();
    let order = ["Hilfe.", "took the ticket", "L1 → L2", "Charge 7", "closed the ticket"];
    let places: Vec<_> = order.iter().map(|text| conversation.find(text).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("class=\"article internal\""));
}

#[tokio::test]
async fn the_properties_change_together_and_lead_back_to_the_list() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let version = hidden(&a.page(&at).await, "version");
    let me = a.user.id.to_string();

    let to = a
        .done(
            &format!("{at}/properties?status=open"),
            &[("agent", &me), ("priority", "3"), ("tags", "vpn, halle"), ("version", &version)],
        )
        .await;

    assert_eq!(to, format!("{at}?status=open"));
    let stale =
        a.post(&format!("{at}/properties"), &[("priority", "4"), ("version", &version)]).await;
    assert_eq!(stale.status.as_u16(), 409, "someone else was faster");
    let page = a.page(&at).await;
    for said in ["took the ticket", "Priority from “normal” to “high”", "value=\"halle, vpn\""]
    {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("Category from"), "what was not sent stays as it is");
    let buttons = page.matches("<noscript>").count();
    assert_eq!(buttons, 1, "without scripts one button saves all");
    a.done(&format!("{at}/subject"), &[("subject", "  Neuer\r\nBetreff ")]).await;
    let (_, toast) = (a.done(&format!("{at}/status"), &[("status", "closed")]).await, ());
    let () = toast;
    let ticket = a.w.only_ticket().await;
    assert_eq!((ticket.status, ticket.assignee), (Status::Closed, Some(a.user.id)));
    assert_eq!(ticket.subject.as_str(), "Neuer Betreff");
    a.done(&format!("{at}/reopening"), &[]).await;
    assert_eq!(a.w.only_ticket().await.status, Status::Open, "undo");
}

#[tokio::test]
async fn several_tickets_change_at_once_and_what_could_not_is_named() {
    let (a, first) = Agent::with_ticket().await;
    a.w.receive(&mail("ahlers@nord.example", "VPN", "b@nord.example", "", "x")).await;
    let second = a.w.tickets().await.pop().unwrap();
    let numbers = [first.number.to_string(), second.number.to_string()];
    let both = [("ticket", numbers[0].as_str()), ("ticket", numbers[1].as_str())];
    a.done(&format!("/tickets/{}/status", second.number), &[("status", "closed")]).await;

    let form: Vec<_> = both.into_iter().chain([("action", "take")]).collect();
    let answer = a.post("/tickets/bulk?status=all", &form).await;

    assert_eq!(answer.location(), "/tickets?status=all");
    let toast = answer.headers["set-cookie"].to_str().unwrap();
    assert!(toast.contains(&format!("%23{}", second.number)), "{toast}");
    assert_eq!(a.w.tickets().await[0].assignee, Some(a.user.id));
}

#[tokio::test]
async fn a_draft_comes_back_and_others_see_who_writes() {
    let (a, ticket) = Agent::with_ticket().await;
    let at = format!("/tickets/{}", ticket.number);
    let form =
        [("body", "Guten Tag Herr <Ott>,"), ("to", "ott@halle.example"), ("cc", "x@halle.example")];
    assert_eq!(a.post(&format!("{at}/drafts/reply"), &form).await.status.as_u16(), 204);

    let page = a.page(&at).await;
    assert!(page.contains("Guten Tag Herr &lt;Ott&gt;,") && page.contains("x@halle.example"));
    assert!(page.contains("Draft saved"), "and when");

    let anna = a.w.t.agent("Anna Roth").await;
    let cookie = a.w.t.sign_in(&anna).await;
    let hers = a.w.t.get(&cookie, &at).await.body;
    assert!(hers.contains("Maria Behrens is writing") && !hers.contains("Guten Tag Herr"));
    assert_eq!(a.post(&format!("{at}/drafts/poem"), &form).await.status.as_u16(), 404);
}

#[tokio::test]
async fn panels_and_the_tile_show_tickets_on_other_pages() {
    let (a, ticket) = Agent::with_ticket().await;
    let of_person = format!("/panels/tickets/person/{}", ticket.person);
    let panel = a.part(&of_person, "x").await;
    assert!(panel.contains("Drucker druckt leer") && !panel.contains("<html"));
    let nobody = platform::users::UserId::new();
    let of_nobody = format!("/panels/tickets/organisation/{nobody}");
    assert!(a.part(&of_nobody, "x").await.contains("No tickets yet."));
    // without scripts both are there as well: the list behind the link, the tile on the page
    let list = format!("/tickets?status=all&person={}", ticket.person);
    assert_eq!(a.get(&of_person).await.location(), list);
    let home = a.page("/").await;
    assert!(home.contains("Unassigned") && home.contains("Drucker druckt leer"), "{home}");
}

/// An app that knows something about people and their organisations.
const NEIGHBOUR: App = App {
    panels: &[
        Panel {
            about: About::Person,
            label: "helpdesk-customer",
            path: "/panels/neighbour/person/",
            right: helpdesk::rights::VIEW,
        },
        Panel {
            about: About::Organisation,
            label: "helpdesk-customer",
            path: "/panels/neighbour/organisation/",
            right: helpdesk::rights::VIEW,
        },
    ],
    ..App::new("neighbour", Messages { de: "", en: "" })
};

#[tokio::test]
async fn beside_a_ticket_stands_what_other_apps_know_of_its_customer() {
    let apps: Vec<App> = APPS.iter().copied().chain([NEIGHBOUR]).collect();
    let w = World::within(TestKontor::start(&apps).await, |_| {}).await;
    let a = Agent::of(w, Role::Agent).await;
    let raw = mail("ott@halle.example", "Drucker", "a@halle.example", "", "Hilfe.");
    a.w.receive(&raw).await;
    let ticket = a.w.only_ticket().await;
    let page = a.page(&format!("/tickets/{}", ticket.number)).await;
    let panel = format!("/panels/neighbour/person/{}", ticket.person);
    assert!(page.contains(&panel), "{page}");
    // the tickets of the customer are there already, and so is what the organisation has
    assert!(
        !page.contains("/panels/tickets/") && !page.contains("/panels/neighbour/organisation/")
    );
}

#[tokio::test]
async fn a_search_stays_within_the_list_and_shows_the_way_to_all_tickets() {
    let (a, ticket) = Agent::with_ticket().await;
    let raw = mail("ott@halle.example", "Drucker zwei", "b@halle.example", "", "Noch einer.");
    a.w.receive(&raw).await;
    a.done(&format!("/tickets/{}/status", ticket.number), &[("status", "closed")]).await;

    let open = a.page("/tickets?q=drucker").await;
    assert!(open.contains("Drucker zwei") && !open.contains("Drucker druckt leer"));
    let all = "href=\"/tickets?status=all&amp;q=drucker\"";
    assert!(open.contains(all) && open.contains("Search all tickets (2)"), "{open}");

    let mine = a.page("/tickets?assignee=me&q=drucker").await;
    assert!(!mine.contains("Drucker zwei") && mine.contains("Search all tickets (2)"), "{mine}");
    assert!(mine.contains("In this list nothing was found"), "{mine}");

    // a number leads there, wherever the ticket is
    assert!(
        a.page(&format!("/tickets?q=%23{}", ticket.number))
            .await
            .contains("Search all tickets (1)")
    );

    let everywhere = a.page("/tickets?status=all&q=drucker").await;
    assert!(everywhere.contains("Drucker zwei") && everywhere.contains("Drucker druckt leer"));
    assert!(!everywhere.contains("Search all tickets"), "this is all of them");
    let none = a.page("/tickets?status=all&q=zebra").await;
    assert!(none.contains("Nothing found.") && !none.contains("Search all tickets"), "{none}");
}

#[tokio::test]
async fn a_customer_is_found_by_the_name_that_the_lists_show() {
    let (a, ticket) = Agent::with_ticket().await;
    // the mails come under other names than the one that is in the directory
    let from = "Werkstatt Halle 2 <ott@halle.example>";
    a.w.receive(&mail(from, "Toner leer", "b@halle.example", "", "Bitte Toner.")).await;
    let found = async |text: &str| {
        let page = a.page(&format!("/tickets?status=all&q={text}")).await;
        page.matches("Toner leer").count() > 0
    };
    for text in ["werkstatt", "herbert", "ott+toner"] {
        assert!(found(text).await, "{text}");
    }
    assert!(!found("zimmermann").await);
    let db = a.w.t.db();
    let person = directory::get_person(db, ticket.person).await.unwrap();
    let facts = directory::person_facts(db, &person).await.unwrap();
    let draft = directory::PersonDraft { name: "Herbert Zimmermann".into(), ..facts.into() };
    let (at, cx) = ((person.id, person.version), a.w.t.cx_of(&a.user));
    directory::change_person(&cx, at, None, &draft).await.unwrap();
    assert!(found("zimmermann").await, "and by a name that was corrected later");
}

#[tokio::test]
async fn what_is_folded_is_called_what_it_is() {
    let a = Agent::new().await;
    let from = "Herbert Ott <ott@halle.example>";
    let signed = "Bitte Toner.\n\n-- \nHerbert Ott\nHalle 2";
    a.w.receive(&mail(from, "Eins", "a@halle.example", "", signed)).await;
    let page = a.page("/tickets/1001").await;
    assert!(page.contains("Show signature") && !page.contains("Show quoted text"), "{page}");
    let quoting =
        "Bitte Toner.\n\nOn Fri, 20 Nov 2026 at 10:00, Anna <anna@x.example> wrote:\n> Was fehlt?";
    a.w.receive(&mail(from, "Zwei", "b@halle.example", "", quoting)).await;
    let page = a.page("/tickets/1002").await;
    assert!(page.contains("Show quoted text") && !page.contains("Show signature"), "{page}");
}

#[tokio::test]
async fn a_ticket_that_may_belong_to_another_leads_there() {
    let (a, _) = Agent::with_ticket().await;
    let raw = mail("anna@x.example", "Re: [Ticket#1001] Drucker", "b@x.example", "", "Ich auch.");
    a.w.receive(&raw).await;
    let page = a.page("/tickets/1002").await;
    assert!(page.contains("<a href=\"/tickets/1001\">#1001</a>"), "{page}");
}
