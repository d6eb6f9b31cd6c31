//! What a transaction knows while it keeps several mails: looked up once for all of them, kept up to date by each,
//! written at the end in a few statements.

use super::keep::Prepared;
use super::{identify, thread};
use crate::domain::attachment::Attachment;
use crate::domain::mailbox::{Mailbox, MailboxId};
use crate::domain::message::Message as Entry;
use crate::domain::ticket::{Ticket, TicketId};
use crate::store;
use crate::store::search::Findable;
use crate::store::ticket::Numbers;
use directory::Person;
use platform::event::{Event, Log};
use platform::{Cx, Error, Result, Tx};
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) struct Batch<'a> {
    pub tx: &'a Tx,
    pub cx: &'a Cx,
    mailboxes: HashMap<MailboxId, Mailbox>,
    own_addresses: HashSet<String>,
    /// By the key of their address.
    people: HashMap<String, Person>,
    /// By the hash of a Message-ID; the newest ticket first.
    knowing: HashMap<String, Vec<TicketId>>,
    tickets: HashMap<TicketId, Ticket>,
    numbers: Numbers,
    opened: Vec<TicketId>,
    changed: BTreeSet<TicketId>,
    entries: Vec<Entry>,
    findable: Vec<Findable>,
    references: Vec<(String, TicketId)>,
    files: Vec<Attachment>,
    log: Log,
}

impl<'a> Batch<'a> {
    /// Looks up what these mails are about.
    pub async fn load(tx: &'a Tx, cx: &'a Cx, mails: &[Prepared]) -> Result<Self> {
        let all = store::mailbox::all(tx).await?;
        let own_addresses = all.iter().map(|mailbox| mailbox.address_key.clone()).collect();
        let mailboxes: HashMap<_, _> =
            all.into_iter().map(|mailbox| (mailbox.id, mailbox)).collect();
        let key = |one: &Prepared| {
            let mailbox = mailboxes.get(&one.mail.mailbox)?;
            Some(identify::address_key(mailbox, &one.message))
        };
        let senders: BTreeSet<String> = mails.iter().filter_map(key).collect();
        let senders: Vec<String> = senders.into_iter().collect();
        let people = directory::persons_with_emails(tx, &senders).await?.into_iter().collect();
        let mut batch = Self {
            tx,
            cx,
            mailboxes,
            own_addresses,
            people,
            knowing: HashMap::new(),
            tickets: HashMap::new(),
            numbers: Numbers::default(),
            opened: Vec::new(),
            changed: BTreeSet::new(),
            entries: Vec::new(),
            findable: Vec::new(),
            references: Vec::new(),
            files: Vec::new(),
            log: Log::default(),
        };
        batch.load_references(mails).await?;
        Ok(batch)
    }

    async fn load_references(&mut self, mails: &[Prepared]) -> Result<()> {
        let ids: BTreeSet<String> =
            mails.iter().flat_map(|one| thread::known_ids(&one.message)).collect();
        let hashes = store::reference::hashes_of(ids.iter().map(String::as_str));
        for (hash, ticket) in store::reference::knowing(self.tx, &hashes).await? {
            self.knowing.entry(hash).or_default().push(ticket);
        }
        Ok(())
    }

    pub async fn mailbox(&self, id: MailboxId) -> Result<Mailbox> {
        match self.mailboxes.get(&id) {
            Some(mailbox) => Ok(mailbox.clone()),
            None => store::mailbox::get(self.tx, id).await,
        }
    }

    pub fn is_own_address(&self, address_key: &str) -> bool {
        self.own_addresses.contains(address_key)
    }

    /// Who has the address, as far as nothing is to be learnt about them.
    pub fn known_person(&self, address_key: &str) -> Option<&Person> {
        self.people.get(address_key).filter(|person| directory::is_settled(person, address_key))
    }

    pub fn remember(&mut self, address_key: &str, person: &Person) {
        self.people.insert(address_key.to_owned(), person.clone());
    }

    /// The tickets that know this Message-ID, the newest first.
    pub fn knowing(&self, message_id: &str) -> Vec<TicketId> {
        let hash = store::reference::hash_of(message_id);
        self.knowing.get(&hash).cloned().unwrap_or_default()
    }

    pub async fn ticket(&mut self, id: TicketId) -> Result<Option<Ticket>> {
        if let Some(ticket) = self.tickets.get(&id) {
            return Ok(Some(ticket.clone()));
        }
        match store::ticket::get(self.tx, id).await {
            Ok(ticket) => {
                self.tickets.insert(id, ticket.clone());
                Ok(Some(ticket))
            }
            Err(Error::NotFound) => Ok(None),
            Err(cause) => Err(cause),
        }
    }

    pub async fn ticket_by_number(&mut self, number: i64) -> Result<Option<Ticket>> {
        if let Some(ticket) = self.tickets.values().find(|ticket| ticket.number == number) {
            return Ok(Some(ticket.clone()));
        }
        let found = store::ticket::find_by_number(self.tx, number).await?;
        if let Some(ticket) = &found {
            self.tickets.insert(ticket.id, ticket.clone());
        }
        Ok(found)
    }

    /// True when the sender wrote in this conversation or is among those whom its mails went to. What a machine
    /// wrote, or a sender in doubt, brings nobody in.
    pub async fn took_part(&self, ticket: TicketId, sender: &identify::Sender) -> Result<bool> {
        let is_one = |to: &str, cc: &str| {
            thread::is_among(&sender.address_key, to) || thread::is_among(&sender.address_key, cc)
        };
        let took_part_now =
            self.entries.iter().filter(|entry| entry.ticket == ticket && entry.counts()).any(
                |entry| {
                    entry.person == Some(sender.person.id)
                        || is_one(&entry.to_addresses, &entry.cc_addresses)
                },
            );
        if took_part_now || store::message::has_written(self.tx, ticket, sender.person.id).await? {
            return Ok(true);
        }
        let mails = store::message::recipients(self.tx, ticket).await?;
        Ok(mails.iter().any(|(to, cc)| is_one(to, cc)))
    }

    pub async fn next_number(&mut self) -> Result<i64> {
        self.numbers.next(self.tx).await
    }

    pub fn open(&mut self, ticket: Ticket) {
        self.opened.push(ticket.id);
        self.tickets.insert(ticket.id, ticket);
    }

    pub fn change(&mut self, ticket: Ticket) {
        if !self.opened.contains(&ticket.id) {
            self.changed.insert(ticket.id);
        }
        self.tickets.insert(ticket.id, ticket);
    }

    /// The ticket knows these Message-IDs.
    pub fn note_references<'b>(&mut self, id: TicketId, ids: impl IntoIterator<Item = &'b str>) {
        for hash in store::reference::hashes_of(ids) {
            let known = self.knowing.entry(hash.clone()).or_default();
            if !known.contains(&id) {
                known.push(id);
                known.sort_unstable_by(|a, b| b.cmp(a));
            }
            self.references.push((hash, id));
        }
    }

    pub fn add(&mut self, entry: Entry, words: Option<String>, files: Vec<Attachment>) {
        if let Some(words) = words {
            self.findable.push(Findable { ticket: entry.ticket, message: entry.id, words });
        }
        self.entries.push(entry);
        self.files.extend(files);
    }

    pub fn record<E: Event>(&mut self, fact: &E) -> Result<()> {
        self.log.add(self.cx, fact)
    }

    /// Everything that was decided, in few statements. The counter comes first: whoever holds a ticket
    /// waits for no number.
    pub async fn write(mut self) -> Result<()> {
        self.numbers.write(self.tx).await?;
        let mut opened = Vec::with_capacity(self.opened.len());
        for id in &self.opened {
            opened.extend(self.tickets.remove(id));
        }
        store::ticket::insert_many(self.tx, opened).await?;
        for id in &self.changed {
            if let Some(ticket) = self.tickets.get_mut(id) {
                store::ticket::save(self.tx, ticket).await?;
            }
        }
        store::search::add_many(self.tx, self.findable).await?;
        store::reference::note_many(self.tx, self.references).await?;
        store::message::insert_many(self.tx, self.entries).await?;
        store::attachment::insert_many(self.tx, self.files).await?;
        self.log.write(self.tx, self.cx).await
    }
}
