//! A house with a mailbox, for every test.

use chrono::{DateTime, Utc};
use helpdesk::actions::{GroupForm, MailboxForm, ServerForm, save_group, save_mailbox};
use helpdesk::domain::mail::MailId;
use helpdesk::domain::mailbox::Mailbox;
use helpdesk::domain::message::Message;
use helpdesk::domain::ticket::Ticket;
use helpdesk::mail::{self, Fetched};
use helpdesk::store;
use helpdesk::store::ticket_list::{self, Filter};
use platform::App;
use platform::Lang;
use platform::testing::TestKontor;
use std::sync::atomic::{AtomicU32, Ordering};

pub const APPS: &[App] = &[ui::APP, directory::APP, helpdesk::APP];

pub struct World {
    pub t: TestKontor,
    pub mailbox: Mailbox,
}

static UID: AtomicU32 = AtomicU32::new(1);

impl World {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut MailboxForm)) -> Self {
        Self::within(TestKontor::start(APPS).await, change).await
    }

    pub async fn within(t: TestKontor, change: impl FnOnce(&mut MailboxForm)) -> Self {
        let form = GroupForm { name: "Technik".into(), active: true, ..GroupForm::default() };
        let group = save_group(&t.cx(), None, form).await.unwrap();
        let server = |port: &str| ServerForm {
            host: "127.0.0.1".into(),
            port: port.into(),
            security: "starttls".into(),
            username: String::new(),
            password: "geheim".into(),
        };
        let mut form = MailboxForm {
            address: "support@kontor.test".into(),
            group: Some(group.id),
            sender_name: "Kontor Support".into(),
            signature: "Ihr {agent}".into(),
            lang: Lang::De,
            imap: server("143"),
            smtp: server("587"),
            authserv_id: "mx.kontor.test".into(),
            acknowledge: true,
            active: true,
            ..MailboxForm::default()
        };
        change(&mut form);
        let mailbox = save_mailbox(&t.cx(), None, form).await.unwrap();
        let tx = t.kontor.db.begin().await.unwrap();
        let now = platform::Millis(t.kontor.clock.now());
        store::mailbox::note_connected(&tx, mailbox.id, now).await.unwrap();
        tx.commit().await.unwrap();
        let mailbox = store::mailbox::get(t.db(), mailbox.id).await.unwrap();
        Self { t, mailbox }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.t.kontor.clock.now()
    }

    /// Takes a mail in and reads it; returns how many mails were new.
    pub async fn receive(&self, raw: &str) -> usize {
        self.receive_at(raw.replace('\n', "\r\n").as_bytes(), self.now()).await
    }

    /// Takes several mails in and reads them in one batch.
    pub async fn receive_together(&self, raws: &[&str]) {
        let ids = self.take(raws).await;
        mail::read_stored(&self.t.cx(), &ids).await.unwrap();
    }

    /// Takes mails in without reading them.
    pub async fn take(&self, raws: &[&str]) -> Vec<MailId> {
        let fetched = |raw: &&str| Fetched {
            raw: raw.replace('\n', "\r\n").into_bytes(),
            received_at: self.now(),
            uid: Some((7, UID.fetch_add(1, Ordering::SeqCst))),
        };
        let batch = raws.iter().map(fetched).collect();
        mail::take(&self.t.cx(), &self.mailbox, "INBOX", batch, None).await.unwrap().new
    }

    pub async fn receive_at(&self, raw: &[u8], received_at: DateTime<Utc>) -> usize {
        let cx = self.t.cx();
        let uid = Some((7, UID.fetch_add(1, Ordering::SeqCst)));
        let batch = vec![Fetched { raw: raw.to_vec(), received_at, uid }];
        let taken = mail::take(&cx, &self.mailbox, "INBOX", batch, uid).await.unwrap();
        mail::read_stored(&cx, &taken.new).await.unwrap();
        taken.new.len()
    }

    /// All tickets, oldest first.
    pub async fn tickets(&self) -> Vec<Ticket> {
        let mut all = ticket_list::page(self.t.db(), &Filter::default(), None, 100).await.unwrap();
        all.sort_by_key(|ticket| ticket.number);
        all
    }

    pub async fn only_ticket(&self) -> Ticket {
        let mut all = self.tickets().await;
        let subjects: Vec<_> = all.iter().map(|t| t.subject.as_str().to_owned()).collect();
        assert_eq!(all.len(), 1, "{subjects:?}");
        all.remove(0)
    }

    pub async fn conversation(&self, ticket: &Ticket) -> Vec<Message> {
        store::message::of_ticket(self.t.db(), ticket.id).await.unwrap()
    }

    /// The mails that wait to leave, as they will leave.
    pub async fn outbox(&self) -> Vec<message::Message> {
        use helpdesk::domain::outgoing::{COLUMN, Entity};
        use sea_orm::{EntityTrait, QueryOrder};
        let rows = Entity::find().order_by_asc(COLUMN.id).all(self.t.db()).await.unwrap();
        let mut mails = Vec::new();
        for row in rows {
            let bytes = self.t.kontor.files.get(&row.file).await.unwrap();
            mails.push(message::Message::read(&bytes));
        }
        mails
    }
}

pub fn mail(from: &str, subject: &str, id: &str, more: &str, body: &str) -> String {
    format!(
        "From: {from}\nTo: support@kontor.test\nSubject: {subject}\nMessage-ID: <{id}>\n\
         Date: Sat, 21 Nov 2026 08:00:00 +0100\n{more}Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    )
}
