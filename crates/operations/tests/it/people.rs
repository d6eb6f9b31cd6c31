//! An app that knows people, and does with their data what a test wants.

use platform::db::Tx;
use platform::i18n::Messages;
use platform::privacy::{Due, Fate, Part, Privacy, Rule, Subject, What};
use platform::{App, Cx, Result};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard};
use uuid::Uuid;

/// What is known of somebody, by the id of their entry.
#[expect(clippy::struct_excessive_bools, reason = "each is something else that a test wants")]
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub name: String,
    /// The account, while it is there.
    pub user: Option<Uuid>,
    /// Kept when business letters are.
    pub letters: u64,
    pub erased: bool,
    /// While another app erases this one, more comes in.
    pub more_comes: bool,
    /// Named in what others have, who are under a hold.
    pub named_by_held: bool,
    /// Erasing this one fails.
    pub stubborn: bool,
    /// Erasing this one fails in another app, after this one.
    pub stubborn_late: bool,
    /// The accounts that the other app was told of.
    pub told: Vec<Uuid>,
    /// While an archive is being written, the person is erased.
    pub erased_meanwhile: bool,
}

static ALL: LazyLock<Mutex<HashMap<Uuid, Known>>> = LazyLock::new(Mutex::default);

fn all() -> MutexGuard<'static, HashMap<Uuid, Known>> {
    ALL.lock().unwrap()
}

/// Somebody new; returns `person:<id>`.
pub fn add(known: Known) -> String {
    let id = Uuid::now_v7();
    all().insert(id, known);
    format!("person:{id}")
}

fn id(object: &str) -> Uuid {
    object.strip_prefix("person:").unwrap().parse().unwrap()
}

pub fn get(object: &str) -> Known {
    all()[&id(object)].clone()
}

pub fn change(object: &str, change: impl FnOnce(&mut Known)) {
    change(all().get_mut(&id(object)).unwrap());
}

fn widen(mut subject: Subject) -> Subject {
    let of_users = |known: &Known| subject.users.iter().any(|id| known.user == Some(id.0));
    let theirs: Vec<Uuid> =
        all().iter().filter(|(_, known)| of_users(known)).map(|(id, _)| *id).collect();
    for id in theirs {
        subject.add_person(id);
    }
    for id in subject.persons.clone() {
        if let Some(known) = all().get(&id) {
            subject.name.clone_from(&known.name);
            if let Some(user) = known.user {
                subject.add_user(platform::UserId(user));
            }
        }
    }
    subject
}

fn preview(subject: &Subject) -> Vec<Fate> {
    let fate = |count, what| Fate { noun: "platform-privacy-jobs", count, what, why: "" };
    let all = all();
    let theirs = subject.persons.iter().filter_map(|id| all.get(id));
    let letters = theirs.filter(|known| !known.erased).map(|known| known.letters).sum();
    let kept = subject.letters_since.is_some();
    let held = subject.persons.iter().any(|id| all.get(id).is_some_and(|one| one.named_by_held));
    vec![
        fate(letters, if kept { What::Letters } else { What::Deleted }),
        fate(u64::from(held && !kept), What::Refused),
    ]
}

fn erase(subject: &Subject) -> Result<()> {
    let mut all = all();
    for id in &subject.persons {
        let Some(known) = all.get_mut(id) else { continue };
        if known.stubborn {
            return Err(anyhow::anyhow!("this one does not go").into());
        }
        known.user = None;
        known.erased = subject.letters_since.is_none();
        known.name = "Erased person".into();
    }
    Ok(())
}

async fn export(cx: Cx, subject: Subject) -> Result<Vec<Part>> {
    let meanwhile = subject.persons.iter().any(|id| all()[id].erased_meanwhile);
    if meanwhile {
        (operations::APP.privacy.erase)(cx, subject).await?;
    }
    Ok(Vec::new())
}

pub const PEOPLE: App = App {
    privacy: Privacy {
        widen: |_, subject| Box::pin(async { Ok(widen(subject)) }),
        export: |cx, subject| Box::pin(export(cx, subject)),
        preview: |_, subject| Box::pin(async move { Ok(preview(&subject)) }),
        erase: |_, subject| Box::pin(async move { erase(&subject) }),
        ..Privacy::NONE
    },
    ..App::new("people", Messages { de: "", en: "" })
};

/// An app that comes after [`PEOPLE`] and takes its time.
pub const LATE: App = App {
    privacy: Privacy {
        erase: |_, subject| {
            Box::pin(async move {
                for (_, known) in all().iter_mut().filter(|(id, _)| subject.persons.contains(id)) {
                    let more = std::mem::take(&mut known.more_comes);
                    known.erased &= !more;
                    if known.stubborn_late {
                        return Err(anyhow::anyhow!("this one does not go either").into());
                    }
                    known.told = subject.users.iter().map(|id| id.0).collect();
                }
                Ok(())
            })
        },
        ..Privacy::NONE
    },
    ..App::new("late", Messages { de: "", en: "" })
};

/// An app whose rule never works.
pub const BROKEN: App = App {
    privacy: Privacy {
        rules: &[Rule {
            name: "broken",
            label: "",
            text: "",
            setting: "",
            before: |cx| Some(cx.now),
            look: |_, _| Box::pin(async { Ok(Due::default()) }),
            apply: |_, _| Box::pin(async { Err(anyhow::anyhow!("no such thing").into()) }),
        }],
        ..Privacy::NONE
    },
    ..App::new("broken", Messages { de: "", en: "" })
};

/// Changes something in a transaction of its own.
pub async fn write(cx: &Cx, change: impl AsyncFnOnce(&Tx)) {
    let tx = cx.begin().await.unwrap();
    change(&tx).await;
    cx.commit(tx).await.unwrap();
}
