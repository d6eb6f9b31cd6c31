//! A database full of tickets and licences to measure on, the same on every run: 30 % of the tickets open, two messages
//! each, 5,000 customers of 500 firms; each licence with one machine.

mod licences;

use chrono::{DateTime, TimeDelta, Utc};
use directory::{
    Kind as FirmKind, Organisation, OrganisationFacts, OrganisationId, Person, PersonFacts,
    PersonId,
};
use helpdesk::domain::group::{Group, GroupId};
use helpdesk::domain::mailbox::{AfterFetch, Mailbox, MailboxId, Security};
use helpdesk::domain::message::{Kind, Message, MessageId};
use helpdesk::domain::ticket::{Channel, Priority, Status, Subject, Ticket, TicketId};
use helpdesk::store;
use helpdesk::store::search::Findable;
use licensing::domain::machine::MachineId;
use platform::users::{self, User, UserId};
use platform::{Cx, Lang, Millis, Result, Role, Tx};
use sea_orm::prelude::Uuid;

const CUSTOMERS: u32 = 5_000;
const FIRMS: u32 = 500;
const AGENTS: u32 = 12;
const GROUPS: u32 = 4;
const ADDRESS: &str = "support@kontor.test";
const FIRST: &str = "Guten Morgen, seit gestern kommen nur weiße Blätter heraus. Wir haben den Toner schon gewechselt und das Gerät neu gestartet. Können Sie bitte heute noch jemanden schicken? Mit freundlichen Grüßen";
const ANSWER: &str = "Guten Tag, bitte prüfen Sie die Charge der Kartusche: Charge 7 ist fehlerhaft. Eine neue ist unterwegs. Mit freundlichen Grüßen";
/// Tickets in one transaction.
const TOGETHER: u32 = 2_000;

/// What the rows belong to; the tickets come one a minute, the last of them at noon on 20 November 2026: recent, so
/// that pages show the ages that people see, and no later on another day, so that every run is alike.
struct Filling<'a> {
    cx: &'a Cx,
    tickets: u32,
    newest: DateTime<Utc>,
}

/// A `UUIDv7` of a moment, so that ids are in the order of time as all of ours are.
fn uuid(kind: u16, n: u32, at: Option<DateTime<Utc>>) -> Uuid {
    let ms = at.map_or(0, |at| u128::try_from(at.timestamp_millis()).unwrap_or(0));
    let head = (ms << 80) | (7 << 76) | (u128::from(kind & 0xFFF) << 64);
    Uuid::from_u128(head | (2 << 62) | u128::from(n))
}

/// When the newest is from.
fn newest() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_176_000, 0).unwrap_or_default()
}

/// The machine of the licence with this number.
pub fn machine(n: u32) -> MachineId {
    licences::machine_id(n, newest())
}

/// So much is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    pub tickets: u32,
    pub licences: u32,
}

/// Fills an empty house. `done` is told how many tickets, then licences, there are after each step.
pub async fn fill(cx: &Cx, Count { tickets, licences }: Count, done: impl Fn(u32)) -> Result<()> {
    let filling = Filling { cx, tickets, newest: newest() };
    let tx = cx.begin().await?;
    filling.people(&tx).await?;
    filling.desk(&tx).await?;
    tx.commit().await?;
    let mut next = 1;
    while next <= tickets {
        let last = tickets.min(next + TOGETHER - 1);
        let tx = cx.begin().await?;
        filling.conversations(&tx, next, last).await?;
        store::ticket::start_after(&tx, last.into()).await?;
        tx.commit().await?;
        done(last);
        next = last + 1;
    }
    if licences > 0 {
        filling.sell(licences, &done).await?;
    }
    filling.analyze().await
}

impl Filling<'_> {
    fn at(&self, n: u32) -> DateTime<Utc> {
        self.newest - TimeDelta::minutes((self.tickets - n).into())
    }

    async fn people(&self, tx: &Tx) -> Result<()> {
        for n in 0..FIRMS {
            let facts = OrganisationFacts {
                name: format!("Firma {n}"),
                domains: vec![format!("firma{n}.example")],
                ..OrganisationFacts::default()
            };
            let firm = Organisation {
                id: OrganisationId(uuid(1, n, None)),
                name: facts.name.clone(),
                name_key: format!("firma {n}"),
                kind: FirmKind::Customer,
                notes: String::new(),
                lang: None,
                active: true,
                created_at: Millis(self.newest),
                version: 0,
            };
            directory::insert_organisation(tx, &firm, &facts).await?;
        }
        for n in 0..CUSTOMERS {
            let emails = vec![format!("kunde{n}@firma{}.example", n % FIRMS)];
            let facts =
                PersonFacts { name: format!("Kunde {n}"), emails, ..PersonFacts::default() };
            let person = Person {
                id: PersonId(uuid(2, n, None)),
                name: facts.name.clone(),
                name_key: format!("kunde {n}"),
                organisation: Some(OrganisationId(uuid(1, n % FIRMS, None))),
                job_title: String::new(),
                lang: None,
                notes: String::new(),
                active: true,
                merged_into: None,
                created_at: Millis(self.newest),
                version: 0,
            };
            directory::insert_person(tx, &person, &facts).await?;
        }
        Ok(())
    }

    async fn desk(&self, tx: &Tx) -> Result<()> {
        for n in 0..AGENTS {
            let (name, email) = (format!("Agentin {n}"), format!("a{n}@kontor.test"));
            let agent = User {
                id: UserId(uuid(4, n, None)),
                name_key: users::name_key(&name),
                name,
                email_key: email.clone(),
                email,
                role: Role::Agent,
                level: level(n),
                lang: Lang::De,
                theme: String::new(),
                single_keys: true,
                active: true,
                created_at: Millis(self.newest),
                version: 0,
            };
            users::insert(tx, agent).await?;
        }
        for n in 0..GROUPS {
            let (name, name_key) = (format!("Gruppe {n}"), format!("gruppe {n}"));
            let (id, created_at) = (GroupId(uuid(5, n, None)), Millis(self.newest));
            let group =
                Group { id, name, name_key, active: true, reserved: false, created_at, version: 0 };
            store::group::insert(tx, group).await?;
        }
        store::mailbox::insert(tx, self.mailbox()).await
    }

    /// Nobody watches it: its server is nowhere.
    fn mailbox(&self) -> Mailbox {
        Mailbox {
            id: MailboxId(uuid(6, 1, None)),
            name: "Support".into(),
            address: ADDRESS.into(),
            address_key: ADDRESS.into(),
            group: GroupId(uuid(5, 0, None)),
            sender_name: "Support".into(),
            signature: String::new(),
            lang: Lang::De,
            imap_host: "imap.kontor.test".into(),
            imap_port: 993,
            imap_security: Security::Tls,
            imap_username: String::new(),
            imap_password: Vec::new(),
            folder: "INBOX".into(),
            after_fetch: AfterFetch::Leave,
            move_to: String::new(),
            smtp_host: "smtp.kontor.test".into(),
            smtp_port: 465,
            smtp_security: Security::Tls,
            smtp_username: String::new(),
            smtp_password: Vec::new(),
            authserv_id: String::new(),
            acknowledge: false,
            active: false,
            archive_first: false,
            connected_at: None,
            trouble: String::new(),
            trouble_since: None,
            last_fetch_at: None,
            created_at: Millis(self.newest),
            version: 0,
        }
    }

    async fn conversations(&self, tx: &Tx, first: u32, last: u32) -> Result<()> {
        let tickets: Vec<Ticket> = (first..=last).map(|n| self.ticket(n)).collect();
        let messages: Vec<Message> =
            (first..=last).flat_map(|n| [self.question(n), self.answer(n)]).collect();
        let numbers = (first..=last).flat_map(|n| [n, n]);
        let findable = messages.iter().zip(numbers).map(|(message, n)| Findable {
            ticket: message.ticket,
            message: message.id,
            words: format!("{n} {} {} {}", message.subject, message.from_name, message.text),
        });
        store::search::add_many(tx, findable.collect()).await?;
        store::ticket::insert_many(tx, tickets).await?;
        store::message::insert_many(tx, messages).await
    }

    fn ticket(&self, n: u32) -> Ticket {
        let status = match n % 10 {
            0 | 1 => Status::Open,
            2 => Status::New,
            3 => Status::Waiting,
            _ => Status::Closed,
        };
        let (at, person) = (self.at(n), customer(n));
        let later = Millis(at + TimeDelta::minutes(5));
        Ticket {
            id: TicketId(uuid(7, n, Some(at))),
            number: n.into(),
            subject: Subject::of_mail(&subject(n), "–"),
            status,
            open: status.is_open(),
            priority: [Priority::LOW, Priority::NORMAL, Priority::HIGH][(n % 3) as usize],
            channel: Channel::Mail,
            group: GroupId(uuid(5, n % GROUPS, None)),
            category: None,
            assignee: (!n.is_multiple_of(3)).then(|| UserId(uuid(4, n % AGENTS, None))),
            level: level(n),
            person: PersonId(uuid(2, person, None)),
            organisation: Some(OrganisationId(uuid(1, person % FIRMS, None))),
            mailbox: Some(MailboxId(uuid(6, 1, None))),
            lang: Lang::De,
            unverified: false,
            message_count: 2,
            created_at: Millis(at),
            updated_at: later,
            last_customer_at: Some(Millis(at)),
            last_agent_at: Some(later),
            closed_at: (!status.is_open()).then_some(later),
            version: 1,
        }
    }

    fn question(&self, n: u32) -> Message {
        let (at, person) = (self.at(n), customer(n));
        Message {
            person: Some(PersonId(uuid(2, person, None))),
            from_name: format!("Kunde {person}"),
            from_address: format!("kunde{person}@firma{}.example", person % FIRMS),
            to_addresses: ADDRESS.into(),
            ..message(8, n, (self.at(n), at), (Kind::Customer, FIRST))
        }
    }

    fn answer(&self, n: u32) -> Message {
        let at = self.at(n) + TimeDelta::minutes(5);
        Message {
            author: Some(UserId(uuid(4, n % AGENTS, None))),
            from_name: format!("Agentin {}", n % AGENTS),
            from_address: ADDRESS.into(),
            ..message(9, n, (self.at(n), at), (Kind::Agent, ANSWER))
        }
    }

    /// So many new rows change which way through the tables is the shortest.
    async fn analyze(&self) -> Result<()> {
        use sea_orm::ConnectionTrait;
        let tx = self.cx.begin().await?;
        let tables = ["tickets", "messages", "persons", "licences", "machines"];
        for table in tables {
            let word = if self.cx.kontor.db.backend() == platform::db::DbBackend::MySql {
                "ANALYZE TABLE"
            } else {
                "ANALYZE"
            };
            tx.execute_unprepared(&format!("{word} {table}")).await?;
        }
        Ok(tx.commit().await?)
    }
}

fn message(
    id: u16,
    n: u32,
    (opened, at): (DateTime<Utc>, DateTime<Utc>),
    (kind, text): (Kind, &str),
) -> Message {
    Message {
        id: MessageId(uuid(id, n, Some(at))),
        subject: subject(n),
        message_id: format!("bench-{n}-{id}@kontor.test"),
        ..Message::plain(TicketId(uuid(7, n, Some(opened))), kind, text, Millis(at))
    }
}

fn subject(n: u32) -> String {
    format!("Drucker in Halle {} druckt nur weiße Seiten ({n})", n % 40)
}

/// Neighbouring tickets are of different customers.
fn customer(n: u32) -> u32 {
    u32::try_from(u64::from(n) * 7919 % u64::from(CUSTOMERS)).unwrap_or(0)
}

fn level(n: u32) -> i16 {
    i16::try_from(1 + n % 4).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::{Count, fill};
    use crate::APPS;
    use helpdesk::store;
    use helpdesk::store::ticket_list::{self, Filter};
    use platform::testing::TestKontor;

    /// On every database; the servers are given by `scripts/test`.
    #[tokio::test]
    async fn a_filled_house_is_found_and_goes_on_counting() {
        let t = TestKontor::start(APPS).await;
        assert!(store::ticket::is_empty(t.db()).await.unwrap());
        fill(&t.cx(), Count { tickets: 130, licences: 70 }, |_| {}).await.unwrap();
        let hash = licensing::keys::hash(&t.kontor, "BENCH-00000070");
        let licence =
            licensing::store::licence::find_by_hash(t.db(), &hash).await.unwrap().unwrap();
        let machines = licensing::store::machine::of_licence(t.db(), licence.id).await.unwrap();
        assert_eq!(machines.len(), 1);
        let all = |open| Filter { open, ..Filter::default() };
        assert_eq!(ticket_list::count_up_to(t.db(), &all(None), 1000).await.unwrap(), 130);
        let open = ticket_list::count_up_to(t.db(), &all(Some(true)), 1000).await.unwrap();
        assert_eq!(open, 52, "new, open and waiting: four of ten");
        let first = store::ticket::by_number(t.db(), 1).await.unwrap();
        assert_eq!(store::message::of_ticket(t.db(), first.id).await.unwrap().len(), 2);
        assert!(!store::search::tickets(t.db(), "toner", &[]).await.unwrap().is_empty());
        let tx = t.kontor.db.begin().await.unwrap();
        assert_eq!(store::ticket::next_number(&tx).await.unwrap(), 131);
        tx.rollback().await.unwrap();
    }
}
