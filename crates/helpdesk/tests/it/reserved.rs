//! Groups that are only for some roles: for everyone else their tickets are not there.

use super::browser::Agent;
use super::world::{World, mail};
use helpdesk::actions::{
    self, Access, Change, GroupForm, NewReply, NewTicket, Properties, assign_ticket, change_ticket,
    save_group,
};
use helpdesk::domain::group::{Group, GroupId};
use helpdesk::domain::message::{Delivery, Kind, MessageId};
use helpdesk::domain::outgoing::Entity as Outgoing;
use helpdesk::domain::ticket::Ticket;
use helpdesk::rights::{MANAGE, VIEW, WORK};
use helpdesk::store;
use platform::testing::TestKontor;
use platform::users::{Role, User};
use platform::{Error, RoleId};
use sea_orm::EntityTrait;

async fn reserved(t: &TestKontor, name: &str, roles: &[RoleId]) -> Group {
    let access = Some(Access { reserved: true, roles: roles.to_vec() });
    let form = GroupForm { name: name.into(), active: true, access, ..GroupForm::default() };
    save_group(&t.cx(), None, form).await.unwrap()
}

/// An agent with a ticket that was put into a group reserved for the role `Staff`.
async fn kept_apart() -> (Agent, Ticket, Group, RoleId) {
    let (a, ticket) = Agent::with_ticket().await;
    let role = a.w.t.role("Staff", &[VIEW, WORK]).await;
    let group = reserved(&a.w.t, "Staff matters", &[role]).await;
    let change = Change::Group(group.id);
    let ticket = change_ticket(&a.w.t.cx(), ticket.id, change, None).await.unwrap();
    (a, ticket, group, role)
}

async fn with(t: &TestKontor, name: &str, roles: &[RoleId]) -> (User, String) {
    let user = t.agent(name).await;
    t.give(&user, roles).await;
    let cookie = t.sign_in(&user).await;
    (user, cookie)
}

/// Everything that shows tickets, and what of it names this one.
async fn places_that_show(a: &Agent, ticket: &Ticket, cookie: &str) -> Vec<String> {
    let organisation = "/tickets?status=all&q=Drucker";
    let mut places = vec![
        "/".to_owned(),
        "/tickets".into(),
        "/tickets?status=all".into(),
        organisation.into(),
        format!("/tickets?status=all&q=%23{}", ticket.number),
        format!("/tickets?status=all&q={}", ticket.number),
        format!("/tickets?status=all&person={}", ticket.person),
        format!("/tickets?status=all&group={}", ticket.group),
        "/palette?q=Drucker".into(),
        format!("/palette?q={}", ticket.number),
    ];
    let mut shown = Vec::new();
    let subject = ticket.subject.as_str();
    for place in places.drain(..) {
        let page = a.w.t.get(cookie, &place).await;
        assert_eq!(page.status, 200, "{place}");
        shown.extend(page.body.contains(subject).then_some(place));
    }
    let panel = format!("/panels/tickets/person/{}", ticket.person);
    let fragment = [("hx-request", "true")];
    let get = axum::http::Method::GET;
    let page = a.w.t.send(get, &panel, cookie, &fragment, axum::body::Body::empty()).await;
    shown.extend(page.body.contains(subject).then_some(panel));
    shown
}

#[tokio::test]
async fn who_has_none_of_its_roles_finds_a_reserved_ticket_nowhere() {
    let (a, ticket, _, role) = kept_apart().await;
    let t = &a.w.t;
    let other = t.role("Desk", &[VIEW, WORK, MANAGE]).await;
    let (_, desk) = with(t, "Dora", &[other]).await;
    for cookie in [&a.cookie, &desk] {
        assert!(places_that_show(&a, &ticket, cookie).await.is_empty());
        let list = t.get(cookie, "/tickets?status=all&q=Drucker").await.body;
        assert!(!list.contains("1001"), "not even how many there are: {list}");
    }
    let (_, staff) = with(t, "Stella", &[role, other]).await;
    let admin = t.sign_in(&t.admin("Ada").await).await;
    for cookie in [staff, admin] {
        let shown = places_that_show(&a, &ticket, &cookie).await;
        assert!(shown.len() > 9, "{shown:?}");
    }
}

#[tokio::test]
async fn whatever_hangs_on_a_reserved_ticket_is_not_there_either() {
    let (a, ticket, group, role) = kept_apart().await;
    let t = &a.w.t;
    let message = a.w.conversation(&ticket).await.remove(0);
    let (stella, staff) = with(t, "Stella", &[role]).await;
    let noted = t.post(&staff, "/tickets/1001/notes", "body=Only+for+us").await;
    assert_eq!(noted.status, 303, "{}", noted.body);
    let paths = [
        "/tickets/1001".to_owned(),
        format!("/messages/{}/frame", message.id),
        format!("/messages/{}/raw", message.id),
    ];
    for path in &paths {
        assert_eq!(a.get(path).await.status, 404, "{path}");
        assert_ne!(t.get(&staff, path).await.status, 404, "{path}");
    }
    for verb in [
        "reply",
        "notes",
        "drafts/reply",
        "assignment",
        "status",
        "reopening",
        "properties",
        "subject",
        "customer",
        "level",
    ] {
        let form = [("body", "x"), ("to", "a@b.de"), ("subject", "x"), ("status", "closed")];
        let answer = a.post(&format!("/tickets/1001/{verb}"), &form).await;
        assert_eq!(answer.status, 404, "{verb}");
    }
    let cx = t.cx_of(&a.user);
    let properties = Properties { priority: Some(4), ..Properties::default() };
    let tried = [
        actions::set_properties(&cx, ticket.id, properties, None).await.map(drop),
        assign_ticket(&cx, ticket.id, Some(a.user.id), None).await.map(drop),
        actions::close_ticket(&cx, ticket.id, true, None).await.map(drop),
        actions::tag_ticket(&cx, ticket.id, "mine", None).await.map(drop),
        actions::escalate_ticket(&cx, ticket.id, 2, "mine", None).await.map(drop),
        actions::open_ticket(&cx, call(group.id)).await.map(drop),
    ];
    for (n, tried) in tried.into_iter().enumerate() {
        assert!(matches!(tried, Err(Error::NotFound)), "{n}: {tried:?}");
    }
    let hers = t.cx_with_roles(&stella).await;
    actions::open_ticket(&hers, call(group.id)).await.unwrap();
}

fn call(group: GroupId) -> NewTicket {
    NewTicket {
        subject: "Sick leave".into(),
        body: "Called in.".into(),
        email: "kim@kontor.example".into(),
        group: Some(group),
        ..NewTicket::default()
    }
}

#[tokio::test]
async fn in_a_reserved_group_each_role_counts_with_its_own_rights() {
    let (a, ticket, group, _) = kept_apart().await;
    let t = &a.w.t;
    let (reads, works) = (t.role("Reads", &[VIEW]).await, t.role("Works", &[VIEW, WORK]).await);
    let form = GroupForm {
        name: group.name.clone(),
        active: true,
        access: Some(Access { reserved: true, roles: vec![reads] }),
        ..GroupForm::default()
    };
    save_group(&t.cx(), Some(group.id), form).await.unwrap();
    // Works gives the right to work, but is no role of this group
    let (rita, cookie) = with(t, "Rita", &[reads, works]).await;
    let page = t.get(&cookie, "/tickets/1001").await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("/tickets/1001/reply") && !page.body.contains("/subject"));
    let note = t.post(&cookie, "/tickets/1001/notes", "body=x").await;
    assert_eq!(note.status, 403, "it is there, and not hers to change");
    let taken = assign_ticket(&t.cx(), ticket.id, Some(rita.id), None).await;
    assert!(matches!(taken, Err(Error::Refused(_))), "{taken:?}");
}

#[tokio::test]
async fn tickets_are_in_the_hands_of_those_who_work_in_their_group() {
    let (a, ticket) = Agent::with_ticket().await;
    let t = &a.w.t;
    let staff = t.role("Staff", &[VIEW, WORK]).await;
    let keys = t.role("Keys", &[]).await;
    let group = reserved(t, "Staff matters", &[staff]).await;
    let (stella, _) = with(t, "Stella", &[staff]).await;
    let (karl, _) = with(t, "Karl", &[keys]).await;
    let cx = t.cx();
    let karls = assign_ticket(&cx, ticket.id, Some(karl.id), None).await;
    assert!(matches!(karls, Err(Error::Refused(_))), "he works on no tickets at all");
    assign_ticket(&cx, ticket.id, Some(a.user.id), None).await.unwrap();
    let moved = change_ticket(&cx, ticket.id, Change::Group(group.id), None).await.unwrap();
    assert_eq!(moved.assignee, None, "who had it is not let in there");
    let page = t.get(&t.sign_in(&t.admin("Ada").await).await, "/tickets/1001").await.body;
    assert!(page.contains("Stella</option>") && !page.contains("Karl</option>"), "{page}");
    assert!(!page.contains(&format!("value=\"{}\"", a.user.id)), "{page}");
    let wanted = Properties {
        assignee: Some(Some(stella.id)),
        group: Some(group.id),
        ..Properties::default()
    };
    let both = actions::set_properties(&cx, ticket.id, wanted, None).await.unwrap();
    assert_eq!(both.assignee, Some(stella.id));
    let away = t.cx_of(&a.user);
    let into = change_ticket(&away, ticket.id, Change::Group(group.id), None).await;
    assert!(matches!(into, Err(Error::NotFound)));
}

#[tokio::test]
async fn nobody_is_told_by_mail_of_tickets_that_they_do_not_see() {
    let (a, ..) = kept_apart().await;
    let t = &a.w.t;
    t.run_jobs().await;
    let before = a.w.outbox().await.len();
    let answer = mail(
        "Herbert Ott <ott@halle.example>",
        "Re: [#1001] Drucker druckt leer",
        "b@halle.example",
        "In-Reply-To: <a@halle.example>\n",
        "Noch da?",
    );
    a.w.receive(&answer).await;
    t.run_jobs().await;
    let told: Vec<String> =
        a.w.outbox().await.drain(before..).map(|m| format!("{:?}", m.to)).collect();
    assert!(!told.iter().any(|to| to.contains("maria.behrens")), "{told:?}");
}

#[tokio::test]
async fn the_channel_in_teams_hears_of_no_reserved_ticket() {
    // an address of this machine, which is asked and refused
    let channel = [("notifications.teams_webhook_url", "https://127.0.0.1:9/hook")];
    let t = TestKontor::start_with(super::world::APPS, &channel).await;
    let w = World::within(t, |_| {}).await;
    let group = reserved(&w.t, "Staff matters", &[]).await;
    let tried = async || {
        w.t.run_jobs().await;
        let log = std::fs::read_to_string(w.t.folder().join("security.log")).unwrap_or_default();
        log.matches("SSRF_BLOCKED").count()
    };
    actions::open_ticket(&w.t.cx(), call(group.id)).await.unwrap();
    assert_eq!(tried().await, 0);
    actions::open_ticket(&w.t.cx(), call(w.mailbox.group)).await.unwrap();
    assert_eq!(tried().await, 1, "others it does hear of");
}

const OTT: &str = "Herbert Ott <ott@halle.example>";
const PASS: &str = "Authentication-Results: mx.kontor.test; dmarc=pass header.from=kontor.test\n";
const FAIL: &str = "Authentication-Results: mx.kontor.test; dmarc=fail header.from=halle.example\n";

const POST: &str = "Mail Delivery System <MAILER-DAEMON@halle.example>";
const BOUNCE: &str =
    "Return-Path: <>\nAuto-Submitted: auto-replied\nX-Failed-Recipients: ott@halle.example\n";

#[tokio::test]
async fn what_comes_out_of_a_reserved_ticket_opens_in_its_group() {
    let (a, ticket, group, _) = kept_apart().await;
    let reply =
        NewReply { body: "Hallo".into(), to: "ott@halle.example".into(), ..NewReply::default() };
    let sent = actions::reply_to_ticket(&a.w.t.cx(), ticket.id, reply).await.unwrap();
    actions::close_ticket(&a.w.t.cx(), ticket.id, true, None).await.unwrap();
    let ours = format!("In-Reply-To: <{}>\n", sent.message_id);
    let theirs = "In-Reply-To: <a@halle.example>\n";
    let quoted = "Sie schrieben: Hilfe.";
    let stranger = "x@evil.example";
    for raw in [
        // another matter by its subject, a forward, and three that are not let in
        mail(OTT, "Krankmeldung", "b1@halle.example", &ours, quoted),
        mail(OTT, "Fwd: Krankmeldung", "b2@halle.example", theirs, quoted),
        format!("{FAIL}{}", mail(OTT, "Re: Drucker", "b3@halle.example", &ours, quoted)),
        format!("{FAIL}{}", mail(OTT, "Re: Drucker", "b4@halle.example", theirs, quoted)),
        mail(stranger, "Re: [Ticket#1001] Drucker", "b5@evil.example", "", quoted),
        // of an answer that somebody sent past us
        mail(POST, "Undeliverable: [Ticket#1001] Drucker", "b6@halle.example", BOUNCE, quoted),
        mail(POST, "Undeliverable", "b7@halle.example", &format!("{BOUNCE}{theirs}"), quoted),
    ] {
        a.w.receive(&raw).await;
        let new = a.w.tickets().await.pop().unwrap();
        assert_ne!(new.id, ticket.id, "{raw}");
        assert_eq!(new.group, group.id, "{raw}");
    }
    a.w.receive(&mail(OTT, "Ganz neu", "c@halle.example", "", "x")).await;
    assert_eq!(a.w.tickets().await.pop().unwrap().group, a.w.mailbox.group);
}

#[tokio::test]
async fn one_of_us_who_does_not_work_there_writes_as_anybody_does() {
    let (a, ticket, group, role) = kept_apart().await;
    let t = &a.w.t;
    let (nora, _) = with(t, "Nora", &[t.role("Guests", &[]).await]).await;
    let (stella, _) = with(t, "Stella", &[role]).await;
    let before = a.w.conversation(&ticket).await.len();
    let write = async |user: &User, subject: &str, id: &str| {
        let from = format!("{} <{}>", user.name, user.email);
        a.w.receive(&format!("{PASS}{}", mail(&from, subject, id, "", "Das geht so."))).await;
    };
    for (user, id) in [(&a.user, "m@kontor.test"), (&nora, "n@kontor.test")] {
        write(user, "Re: [Ticket#1001] Drucker", id).await;
        assert_eq!(a.w.conversation(&ticket).await.len(), before, "{}", user.name);
        let new = a.w.tickets().await.pop().unwrap();
        let said = a.w.conversation(&new).await.remove(0);
        assert_eq!((said.kind, said.author), (Kind::Customer, None), "{}", user.name);
        assert_eq!(new.group, group.id);
    }
    write(&stella, "Re: [Ticket#1001] Drucker", "s@kontor.test").await;
    let said = a.w.conversation(&ticket).await.pop().unwrap();
    assert_eq!((said.kind, said.author), (Kind::Note, Some(stella.id)));
    // in an open group it is the right to work that makes a colleague
    for (user, id, author) in
        [(&nora, "n2@kontor.test", None), (&a.user, "m2@kontor.test", Some(a.user.id))]
    {
        write(user, "Neue Sache", id).await;
        let new = a.w.tickets().await.pop().unwrap();
        assert_eq!(a.w.conversation(&new).await[0].author, author, "{}", user.name);
    }
}

/// What a page says to its reader, without its tags.
fn words_of(page: &str) -> String {
    page.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect()
}

#[tokio::test]
async fn many_hidden_hits_hide_no_others() {
    let (a, ticket, group, _) = kept_apart().await;
    let t = &a.w.t;
    a.w.receive(&mail(OTT, "Drucker im Lager", "l@halle.example", "", "x")).await;
    let seen = a.w.tickets().await.pop().unwrap();
    let hidden = |_| store::search::Findable {
        ticket: ticket.id,
        message: MessageId::new(),
        words: "drucker".into(),
    };
    let tx = t.kontor.db.begin().await.unwrap();
    let newer = (0..store::search::MOST_HITS).map(hidden).collect();
    store::search::add_many(&tx, newer).await.unwrap();
    tx.commit().await.unwrap();
    let all = store::search::tickets(t.db(), "Drucker", &[]).await.unwrap();
    assert_eq!(all, [ticket.id], "the newest hits leave no room for the other");
    for place in ["/tickets?q=Drucker", "/palette?q=Drucker"] {
        assert!(a.get(place).await.body.contains("Drucker im Lager"), "{place}");
    }
    // numbers in tags are ids and keys, which chance writes
    let list = words_of(&a.get("/tickets?q=Drucker").await.body);
    assert!(!list.contains("500"), "how many are hidden is not told: {list}");
    t.kontor.clock.advance(chrono::TimeDelta::hours(1));
    actions::tag_ticket(&t.cx(), ticket.id, "neu", None).await.unwrap();
    let newest = async |but: &[GroupId]| {
        store::ticket::ids_of_persons(t.db(), &[ticket.person], but, 1).await.unwrap()
    };
    assert_eq!((newest(&[]).await, newest(&[group.id]).await), (vec![ticket.id], vec![seen.id]));
}

#[tokio::test]
async fn many_hidden_mails_hide_no_others() {
    let (a, ticket, group, _) = kept_apart().await;
    let t = &a.w.t;
    a.w.receive(&mail(OTT, "Drucker im Lager", "l@halle.example", "", "x")).await;
    let seen = a.w.tickets().await.pop().unwrap();
    for id in [seen.id, ticket.id] {
        let to = "ott@halle.example".into();
        let reply = NewReply { body: "Hallo".into(), to, ..NewReply::default() };
        actions::reply_to_ticket(&t.cx(), id, reply).await.unwrap();
    }
    let tx = t.kontor.db.begin().await.unwrap();
    for mut mail in Outgoing::find().all(t.db()).await.unwrap() {
        mail.state = Delivery::Failed;
        store::outgoing::save(&tx, &mut mail).await.unwrap();
    }
    tx.commit().await.unwrap();
    let newest = async |but: &[GroupId]| {
        let mails = store::outgoing::undecided(t.db(), but, 1).await.unwrap();
        mails[0].ticket
    };
    assert_eq!(newest(&[]).await, Some(ticket.id));
    assert_eq!(newest(&[group.id]).await, Some(seen.id));
    let page = a.get("/admin/outgoing").await.body;
    assert!(page.contains("/tickets/1002") && !page.contains("/tickets/1001"), "{page}");
}

#[tokio::test]
async fn only_administrators_say_whom_a_group_is_for() {
    let (a, ticket, group, role) = kept_apart().await;
    let t = &a.w.t;
    let managers = t.role("Managers", &[VIEW, WORK, MANAGE]).await;
    let (mona, cookie) = with(t, "Mona", &[managers]).await;
    let path = format!("/admin/groups/{}", group.id);
    let page = t.get(&cookie, &path).await.body;
    assert!(page.contains("Staff") && !page.contains("name=\"reserved\""), "{page}");
    // whatever she sends, the group stays reserved for whom it was
    let sent = format!("name=Staff+matters&active=on&version=0&role={managers}");
    assert_eq!(t.post(&cookie, &path, &sent).await.status, 303);
    assert_eq!(t.get(&cookie, "/tickets/1001").await.status, 404);
    let form =
        GroupForm { name: "Mine".into(), access: Some(Access::default()), ..GroupForm::default() };
    let hers = save_group(&t.cx_with_roles(&mona).await, None, form).await;
    assert!(matches!(hers, Err(Error::Forbidden)));

    let admin = t.sign_in(&t.user("Ada", Role::Admin).await).await;
    let page = t.get(&admin, &path).await.body;
    let chosen = page.split(&format!("value=\"{role}\"")).nth(1).unwrap();
    assert!(chosen.split('>').next().unwrap().contains("checked"), "{page}");
    let sent = format!("name=Staff+matters&active=on&version=1&reserved=on&role={managers}");
    assert_eq!(t.post(&admin, &path, &sent).await.status, 303);
    assert_eq!(t.get(&cookie, "/tickets/1001").await.status, 200);
    let open = "name=Staff+matters&active=on&version=2";
    assert_eq!(t.post(&admin, &path, open).await.status, 303);
    assert_eq!(a.get(&format!("/tickets/{}", ticket.number)).await.status, 200);
}

#[test]
fn pages_and_programs_get_a_ticket_through_its_reach_alone() {
    let rooms = ["src/web", "src/api"]
        .map(|room| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(room));
    let (mut open, mut read): (Vec<_>, usize) = (rooms.into(), 0);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        read += 1;
        for past in ["ticket::get(", "ticket::by_number(", "ticket_at("] {
            assert!(!text.contains(past), "{}: {past}", path.display());
        }
    }
    assert!(read > 20, "{read} files");
}
