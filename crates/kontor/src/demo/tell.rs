//! Telling the stories: mails come in as from a mailbox, agents do what agents do, each at its time.

use super::desk::Desk;
use super::story::{Step, Story};
use super::{stories_de, stories_en};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use helpdesk::actions::{self, Change, NewNote, NewReply};
use helpdesk::domain::mailbox::Mailbox;
use helpdesk::domain::message::{Delivery, MessageId};
use helpdesk::domain::ticket::TicketId;
use helpdesk::mail::{Fetched, read_stored, take};
use helpdesk::store;
use platform::mail::compose::{self, Draft, File, compose};
use platform::{Cx, Millis, Result, User};
use std::sync::Arc;

/// All stories, the oldest first, so that the numbers rise with time.
pub async fn all(cx: &Cx, desk: &Desk, agents: &[Arc<User>]) -> Result<()> {
    let german = stories_de::ALL.iter().map(|story| (story, &desk.german));
    let english = stories_en::ALL.iter().map(|story| (story, &desk.english));
    let mut all: Vec<_> = german.chain(english).collect();
    all.sort_by_key(|(story, _)| -story.age);
    for (story, mailbox) in all {
        let at = cx.now - TimeDelta::minutes(story.age);
        let mut telling = Telling::begin(cx, (desk, mailbox), story, at).await?;
        for (after, step) in story.steps {
            telling.at += TimeDelta::minutes(*after);
            telling.step(step, agents).await?;
        }
    }
    Ok(())
}

struct Telling<'a> {
    cx: &'a Cx,
    story: &'a Story,
    mailbox: &'a Mailbox,
    ticket: TicketId,
    /// The Message-ID of the newest mail, and how many there were.
    last: String,
    mails: usize,
    at: DateTime<Utc>,
}

impl<'a> Telling<'a> {
    async fn begin(
        cx: &'a Cx,
        (desk, mailbox): (&Desk, &'a Mailbox),
        story: &'a Story,
        at: DateTime<Utc>,
    ) -> Result<Self> {
        let (ticket, last) = (TicketId::new(), String::new());
        let mut telling = Self { cx, story, mailbox, ticket, last, mails: 0, at };
        telling.comes(story.text, None).await?;
        let known = store::reference::tickets_knowing(cx.db(), &telling.last).await?;
        telling.ticket = known.first().copied().context("a demo mail made no ticket")?;
        let cx = telling.system();
        let category = desk.categories.get(story.category).copied();
        for change in [Change::Category(category), Change::Priority(story.priority)] {
            actions::change_ticket(&cx, telling.ticket, change, None).await?;
        }
        actions::tag_ticket(&cx, telling.ticket, story.tags, None).await?;
        Ok(telling)
    }

    async fn step(&mut self, step: &Step, agents: &[Arc<User>]) -> Result<()> {
        let ticket = self.ticket;
        match step {
            Step::Writes(text) => self.comes(text, None).await,
            Step::Sends(text, file) => self.comes(text, Some(file)).await,
            Step::Assign(agent) => {
                let agent = &agents[*agent];
                actions::assign_ticket(&self.cx_of(agent).await?, ticket, Some(agent.id), None)
                    .await
                    .map(drop)
            }
            Step::Note(agent, text) => {
                let note = NewNote { body: (*text).into(), ..NewNote::default() };
                actions::add_note(&self.cx_of(&agents[*agent]).await?, ticket, note).await.map(drop)
            }
            Step::Level(agent, level, reason) => {
                let cx = self.cx_of(&agents[*agent]).await?;
                actions::escalate_ticket(&cx, ticket, *level, reason, None).await.map(drop)
            }
            Step::Close(agent) => {
                let cx = self.cx_of(&agents[*agent]).await?;
                actions::close_ticket(&cx, ticket, false, None).await.map(drop)
            }
            Step::Reply(agent, text) => self.goes(&agents[*agent], text).await,
        }
    }

    /// A mail of the customer arrives and is read.
    async fn comes(&mut self, text: &str, file: Option<&(&str, &str, &str)>) -> Result<()> {
        self.mails += 1;
        let customer = self.customer().address;
        let domain = customer.split('@').nth(1).unwrap_or("kunde.example");
        let id = format!("{}-{}-{}@{domain}", self.story.age, self.mails, self.at.timestamp());
        let answers = (!self.last.is_empty()).then(|| self.last.clone());
        let prefix = if answers.is_some() { "Re: " } else { "" };
        let raw = compose(&Draft {
            from: self.customer(),
            to: vec![compose::Mailbox {
                name: String::new(),
                address: self.mailbox.address.clone(),
            }],
            subject: format!("{prefix}{}", self.story.subject),
            date: self.at,
            message_id: id.clone(),
            references: answers.iter().cloned().collect(),
            in_reply_to: answers,
            text: text.into(),
            attachments: file.map(attachment).into_iter().collect(),
            ..Draft::default()
        })?;
        self.last = id;
        let cx = self.system();
        let fetched = Fetched { raw, received_at: self.at, uid: None };
        let taken = take(&cx, self.mailbox, "INBOX", vec![fetched], None).await?;
        read_stored(&cx, &taken.new).await
    }

    /// An agent's reply, which the demo says has left.
    async fn goes(&mut self, agent: &Arc<User>, text: &str) -> Result<()> {
        let cx = self.cx_of(agent).await?;
        let reply =
            NewReply { body: text.into(), to: self.story.from.into(), ..NewReply::default() };
        let message = actions::reply_to_ticket(&cx, self.ticket, reply).await?;
        self.last.clone_from(&message.message_id);
        has_left(&cx, message.id).await
    }

    /// `Name <address>`, or the address of somebody whom the directory knows.
    fn customer(&self) -> compose::Mailbox {
        let (name, address) = self.story.from.split_once(" <").unwrap_or(("", self.story.from));
        compose::Mailbox { name: name.into(), address: address.trim_end_matches('>').into() }
    }

    fn system(&self) -> Cx {
        let mut cx = self.cx.clone();
        cx.now = self.at;
        cx
    }

    async fn cx_of(&self, agent: &Arc<User>) -> Result<Cx> {
        let mut cx = Cx::of_user(&self.cx.kontor, self.cx.db(), agent.clone()).await?;
        cx.now = self.at;
        Ok(cx)
    }
}

async fn has_left(cx: &Cx, message: MessageId) -> Result<()> {
    let tx = cx.begin().await?;
    if let Some(mut outgoing) = store::outgoing::of_messages(&tx, &[message]).await?.pop() {
        outgoing.state = Delivery::Sent;
        outgoing.sent_at = Some(Millis(cx.now));
        store::outgoing::save(&tx, &mut outgoing).await?;
    }
    store::message::set_delivery(&tx, message, Delivery::Sent).await?;
    cx.commit(tx).await
}

fn attachment((name, mime, content): &(&str, &str, &str)) -> File {
    File {
        name: (*name).into(),
        mime: (*mime).into(),
        bytes: content.as_bytes().to_vec(),
        content_id: None,
    }
}
