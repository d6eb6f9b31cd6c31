//! Personal data across all apps: what each column holds, and how someone's data leave, are erased, and age.
//!
//! Every app says it for its own tables ([`Privacy`] in `App`); `operations` has the pages and the jobs that ask all apps.

mod class;
mod forget;
pub mod hold;
pub(crate) mod migration;
mod naming;
mod own;
mod rows;

pub use class::{Class, Column, Kind, Purpose, Table, bytes, flag, id, number, text, time};
pub use forget::{PurgeFiles, forget_files};
pub use own::{OWN, facts_about};
pub use rows::{Key, Reading, Rows};

use crate::files::FileId;
use crate::{Cx, Result, UserId};
use chrono::{DateTime, Utc};
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use std::pin::Pin;

/// Whose data it is about: accounts, a person of the directory with what was merged into it, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub users: Vec<UserId>,
    pub persons: Vec<Uuid>,
    /// Where these persons belong; a hold there holds them too.
    pub organisations: Vec<Uuid>,
    pub name: String,
    /// As they are looked up (`users::email_key`).
    pub emails: Vec<String>,
    /// Conversations in which something was said since this moment are business letters and stay; none: nothing stays.
    pub letters_since: Option<DateTime<Utc>>,
    /// The person asks for their own data: what the house noted for itself is left out, until somebody looked at it.
    pub own: bool,
}

impl Subject {
    /// What facts and holds name it by.
    pub fn objects(&self) -> Vec<String> {
        let users = self.users.iter().map(|id| format!("user:{id}"));
        let persons = self.persons.iter().map(|id| format!("person:{id}"));
        users.chain(persons).collect()
    }

    /// The same, and where they belong.
    pub fn held_by(&self) -> Vec<String> {
        let organisations = self.organisations.iter().map(|id| format!("organisation:{id}"));
        self.objects().into_iter().chain(organisations).collect()
    }

    /// With all that the other knows.
    #[must_use]
    pub fn joined(mut self, other: &Self) -> Self {
        other.users.iter().for_each(|id| self.add_user(*id));
        other.persons.iter().for_each(|id| self.add_person(*id));
        other.organisations.iter().for_each(|id| self.add_organisation(Some(*id)));
        other.emails.iter().for_each(|email| self.add_email(email));
        if self.name.is_empty() {
            self.name.clone_from(&other.name);
        }
        self
    }

    pub fn add_email(&mut self, email: &str) {
        let key = crate::users::email_key(email);
        if !key.is_empty() && !self.emails.contains(&key) {
            self.emails.push(key);
        }
    }

    pub fn add_user(&mut self, id: UserId) {
        if !self.users.contains(&id) {
            self.users.push(id);
        }
    }

    pub fn add_person(&mut self, id: Uuid) {
        if !self.persons.contains(&id) {
            self.persons.push(id);
        }
    }

    pub fn add_organisation(&mut self, id: Option<Uuid>) {
        if let Some(id) = id.filter(|id| !self.organisations.contains(id)) {
            self.organisations.push(id);
        }
    }
}

/// Somebody that a search found: `user:<id>`, `person:<id>` or `organisation:<id>`.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub object: String,
    pub name: String,
    pub detail: String,
}

/// A piece of someone's archive.
#[derive(Clone, Debug)]
pub enum Part {
    Rows(Rows),
    /// A stored file, under this name in the archive.
    File {
        name: String,
        id: FileId,
    },
}

/// What an erasure does with something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Deleted,
    /// The row stays, and tells nothing about the person any more.
    Pseudonymised,
    Kept,
    /// Kept as a business letter until its time is over, then erased by itself.
    Letters,
    /// The whole erasure is not to be, for this reason.
    Refused,
}

/// One line of a preview. `noun` and `why` are text keys.
#[derive(Clone, Copy, Debug)]
pub struct Fate {
    pub noun: &'static str,
    pub count: u64,
    pub what: What,
    pub why: &'static str,
}

/// What a rule would do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    pub count: u64,
    /// So many are older and stay, because somebody holds them.
    pub held: u64,
    pub oldest: Option<DateTime<Utc>>,
    /// At most five, as people name them, each with a path or an empty one.
    pub examples: Vec<(String, String)>,
}

/// Something that is not kept for ever. `label` and `text` are text keys.
#[derive(Clone, Copy)]
pub struct Rule {
    /// In addresses, unique in the house.
    pub name: &'static str,
    pub label: &'static str,
    pub text: &'static str,
    /// The setting that says how long, as it stands in the configuration.
    pub setting: &'static str,
    /// What is older than this goes; none: everything is kept.
    pub before: fn(&Cx) -> Option<DateTime<Utc>>,
    pub look: fn(Cx, DateTime<Utc>) -> Later<Due>,
    /// One lot in a transaction of its own; how many went. None left: 0.
    pub apply: fn(Cx, DateTime<Utc>) -> Later<u64>,
}

/// An answer that is waited for.
pub type Later<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

/// What an app says about the personal data in its tables.
#[derive(Clone, Copy)]
pub struct Privacy {
    /// Every table with every column.
    pub tables: &'static [Table],
    /// People that a text finds: names, addresses.
    pub find: fn(Cx, String) -> Later<Vec<Candidate>>,
    /// What this app knows of who it is: addresses, other ids. Asked of all apps until nothing new comes.
    pub widen: fn(Cx, Subject) -> Later<Subject>,
    pub export: fn(Cx, Subject) -> Later<Vec<Part>>,
    /// What `erase` would do, and what it would not.
    pub preview: fn(Cx, Subject) -> Later<Vec<Fate>>,
    /// In short transactions of its own; safe to do again from the beginning.
    pub erase: fn(Cx, Subject) -> Later<()>,
    pub rules: &'static [Rule],
}

impl Privacy {
    /// Of an app that holds nothing.
    pub const NONE: Self = Self {
        tables: &[],
        find: |_, _| Box::pin(async { Ok(Vec::new()) }),
        widen: |_, subject| Box::pin(async { Ok(subject) }),
        export: |_, _| Box::pin(async { Ok(Vec::new()) }),
        preview: |_, _| Box::pin(async { Ok(Vec::new()) }),
        erase: |_, _| Box::pin(async { Ok(()) }),
        rules: &[],
    };
}

/// Who `user:<id>` or `person:<id>` is, as all apps know them; none where nobody knows the name. An `organisation:<id>`
/// is nobody whose data could go, but can be held. An object has one spelling: in another one nobody is found.
pub async fn subject(cx: &Cx, object: &str) -> Result<Option<Subject>> {
    let Some(start) = start(object).filter(|start| start.held_by() == [object]) else {
        return Ok(None);
    };
    let subject = widened(cx, start).await?;
    Ok((!subject.name.is_empty()).then_some(subject))
}

/// What an object says by itself.
fn start(object: &str) -> Option<Subject> {
    let (noun, id) = object.split_once(':')?;
    let id: Uuid = id.parse().ok()?;
    let mut start = Subject::default();
    match noun {
        "user" => start.users.push(UserId(id)),
        "person" => start.persons.push(id),
        "organisation" => start.organisations.push(id),
        _ => return None,
    }
    Some(start)
}

/// With all that the apps know to belong to it.
pub async fn widened(cx: &Cx, mut subject: Subject) -> Result<Subject> {
    // an address leads to an account, the account to a person, the person to more addresses
    for _ in 0..5 {
        let before = subject.clone();
        for privacy in &cx.kontor.privacy {
            subject = (privacy.widen)(cx.clone(), subject).await?;
        }
        if subject == before {
            break;
        }
    }
    Ok(subject)
}
