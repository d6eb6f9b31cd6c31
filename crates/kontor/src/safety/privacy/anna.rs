//! Anna, a customer of whom the house knows everything that it can know of anybody.

use super::WORD;
use crate::garbage::House;
use chrono::TimeDelta;
use directory::{PersonDraft, PersonId};
use helpdesk::actions::{self, DraftKind, NewNote, NewReply, NewTicket, Upload, Written};
use helpdesk::domain::ticket::{GroupId, Ticket};
use helpdesk::mail::{Fetched, read_stored, take};
use helpdesk::store;
use platform::op::OpId;
use platform::privacy::{Class, Kind};
use platform::testing::TestKontor;
use platform::{Cx, Role, User};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};

pub(super) struct Anna {
    pub(super) user: User,
    /// Another account, with another address of the same entry.
    pub(super) second: User,
    pub(super) person: PersonId,
    pub(super) object: String,
    pub(super) ticket: Ticket,
    /// Somebody else's, in which Anna wrote.
    pub(super) other: Ticket,
}

async fn receive(house: &House, from: &str, subject: &str, more: &str) {
    let cx = house.t.cx();
    let mailbox = store::mailbox::all(cx.db()).await.unwrap().remove(0);
    let id = uuid::Uuid::now_v7();
    let raw = format!(
        "From: {from}\nTo: {}\nSubject: {subject}\nMessage-ID: <{id}@{WORD}.example>\n\
         MIME-Version: 1.0\n{more}Content-Type: multipart/mixed; boundary=B\n\n--B\n\
         Content-Type: text/plain\n\nThis is {WORD}.\n--B\nContent-Type: text/plain\n\
         Content-Disposition: attachment; filename={WORD}.txt\n\nFile of {WORD}\n--B--\n",
        mailbox.address
    );
    let raw = raw.replace('\n', "\r\n").into_bytes();
    let fetched = vec![Fetched { raw, received_at: cx.now, uid: None }];
    let new = take(&cx, &mailbox, "INBOX", fetched, None).await.unwrap().new;
    assert_eq!(new.len(), 1);
    read_stored(&cx, &new).await.unwrap();
}

async fn newest(house: &House) -> Ticket {
    use sea_orm::{EntityTrait, QueryOrder};
    let all = helpdesk::domain::ticket::Entity::find()
        .order_by_desc(helpdesk::domain::ticket::COLUMN.number);
    all.one(house.t.db()).await.unwrap().unwrap()
}

/// A customer with an account, of whom everything is there that can be there.
pub(super) async fn anna(house: &House) -> Anna {
    let t = &house.t;
    let user = t.user(&format!("Anna {WORD}"), Role::Customer).await;
    t.sign_in(&user).await;
    let second = t.user(&format!("Second {WORD}"), Role::Customer).await;
    t.sign_in(&second).await;
    let draft = PersonDraft {
        name: format!("Anna {WORD}"),
        job_title: format!("{WORD} tester"),
        lang: String::new(),
        notes: "none yet".into(),
        emails: vec![user.email.clone(), second.email.clone(), format!("anna@{WORD}.example")],
        phones: vec!["+49 30 5550199".into()],
    };
    let agent = t.cx_of(&t.agent("Ada").await);
    let person = directory::create_person(&agent, OpId::new(), None, &draft).await.unwrap();
    let version = directory::get_person(t.db(), person).await.unwrap().version;
    let draft = PersonDraft { notes: format!("{WORD} is kind"), ..draft };
    directory::change_person(&agent, (person, version), None, &draft).await.unwrap();
    receive(house, &user.email, &format!("About {WORD}"), "").await;
    let ticket = newest(house).await;
    assert_eq!(ticket.person, person);
    let note = NewNote { body: format!("{WORD} called"), ..NewNote::default() };
    actions::add_note(&agent, ticket.id, note).await.unwrap();
    actions::tag_ticket(&agent, ticket.id, WORD, None).await.unwrap();
    let reply =
        NewReply { body: format!("Dear {WORD}"), to: user.email.clone(), ..NewReply::default() };
    actions::reply_to_ticket(&agent, ticket.id, reply).await.unwrap();
    let file = Upload { name: format!("{WORD}.txt"), mime: String::new(), bytes: vec![1, 2] };
    let file = actions::add_upload(&agent, file).await.unwrap();
    let written = Written {
        body: format!("Draft for {WORD}"),
        to: user.email.clone(),
        cc: String::new(),
        uploads: vec![file.id],
    };
    actions::keep_draft(&agent, ticket.id, DraftKind::Reply, written).await.unwrap();
    let other = berts(&agent, &user.email, ticket.group).await;
    give(house, other.id, &user.email).await;
    fill(t, &user).await;
    fill(t, &second).await;
    t.run_jobs().await;
    sent(house).await;
    let object = format!("person:{person}");
    Anna { user, second, person, object, ticket, other }
}

/// Whatever an agent does for a caller. Returns the ticket, and the text of their note.
pub(super) async fn work_of(agent: &Cx) -> (Ticket, String) {
    let groups = store::group::all(agent.db()).await.unwrap();
    let ticket = berts(agent, "carl@other.example", groups[0].id).await;
    let body = "What the house knows".to_owned();
    let note = NewNote { body: body.clone(), ..NewNote::default() };
    actions::add_note(agent, ticket.id, note).await.unwrap();
    (ticket, body)
}

/// A conversation with somebody else, in which Anna is written to.
async fn berts(agent: &Cx, email: &str, group: GroupId) -> Ticket {
    let new = NewTicket {
        name: "Bert Other".into(),
        email: "bert@other.example".into(),
        subject: "Not hers".into(),
        body: "Bert's own words".into(),
        group: Some(group),
        ..NewTicket::default()
    };
    let other = actions::open_ticket(agent, new).await.unwrap();
    let reply = NewReply {
        body: "To both of you".into(),
        to: "bert@other.example".into(),
        cc: email.into(),
        ..NewReply::default()
    };
    actions::reply_to_ticket(agent, other.id, reply).await.unwrap();
    other
}

/// As if our mails had left.
async fn sent(house: &House) {
    let cx = house.t.cx();
    let tx = cx.begin().await.unwrap();
    let sent = Query::update()
        .table(Alias::new("outgoing_mails"))
        .value(Alias::new("state"), "sent")
        .to_owned();
    tx.execute(&sent).await.unwrap();
    cx.commit(tx).await.unwrap();
}

/// Anna's answer in another one's conversation.
async fn give(house: &House, ticket: helpdesk::domain::ticket::TicketId, email: &str) {
    receive(house, email, "Re: Not hers", "").await;
    let stray = newest(house).await;
    let entry = store::message::of_ticket(house.t.db(), stray.id).await.unwrap().remove(0);
    let cx = house.t.cx();
    let tx = cx.begin().await.unwrap();
    let moved = Query::update()
        .table(Alias::new("messages"))
        .value(Alias::new("ticket"), ticket.0)
        .and_where(Expr::col(Alias::new("id")).eq(entry.id.0))
        .to_owned();
    tx.execute(&moved).await.unwrap();
    cx.commit(tx).await.unwrap();
}

/// A row in every table of identity that a user can have one in, with the word wherever it may stand.
async fn fill(t: &TestKontor, user: &User) {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    for table in identity::APP.privacy.tables {
        let own = table.columns.iter().any(|column| column.name == "user");
        if !own {
            continue;
        }
        let mut insert = Query::insert();
        insert.into_table(Alias::new(table.name));
        insert.columns(table.columns.iter().map(|column| Alias::new(column.name)));
        let values = table.columns.iter().map(|column| {
            let personal = matches!(column.class, Class::Contact | Class::Content | Class::Usage);
            match column.kind {
                Kind::Id if column.name == "user" => Expr::val(user.id.0),
                Kind::Id => Expr::val(uuid::Uuid::now_v7()),
                Kind::Text if personal => Expr::val(WORD),
                Kind::Text => Expr::val(platform::rng::token().chars().take(8).collect::<String>()),
                Kind::Bytes => Expr::val(vec![1_u8]),
                Kind::Flag => Expr::val(true),
                Kind::Number => Expr::val(1),
                Kind::Time => Expr::val((cx.now + TimeDelta::hours(1)).timestamp_millis()),
            }
        });
        insert.values_panic(values.collect::<Vec<_>>());
        tx.execute(&insert).await.unwrap_or_else(|cause| panic!("{}: {cause}", table.name));
    }
    cx.commit(tx).await.unwrap();
}
