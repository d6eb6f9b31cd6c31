//! Legal holds: what must not be erased, and does not age, until somebody lifts the hold (Art. 17 (3) e GDPR).

use super::Subject;
use crate::db::{Rows, Source};
use crate::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_holds")]
pub struct Model {
    /// `person:<id>`, `user:<id>` or `organisation:<id>`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub object: String,
    pub reason: String,
    pub by: Option<UserId>,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Hold;

/// A reason has at most so many characters.
pub const LONGEST: usize = 500;

/// All of them, the newest first.
pub async fn all(db: &impl Source) -> Result<Vec<Hold>> {
    Entity::find().order_by_desc(COLUMN.at).rows(db).await
}

/// Who and what is held: what a hold lies on, and the accounts and entries that belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub users: Vec<UserId>,
    pub persons: Vec<Uuid>,
    /// Only those that a hold lies on itself: somebody's hold does not hold their colleagues.
    pub organisations: Vec<Uuid>,
}

impl Held {
    /// Whether an erasure of these data would take something that is held.
    pub fn holds(&self, subject: &Subject) -> bool {
        subject.users.iter().any(|id| self.users.contains(id))
            || subject.persons.iter().any(|id| self.persons.contains(id))
            || subject.organisations.iter().any(|id| self.organisations.contains(id))
    }
}

/// What one hold holds. An entry that was merged since, or an account of the same address, is held as well.
async fn of(cx: &Cx, one: &Hold) -> Result<Held> {
    let mut held = Held::default();
    let Some(start) = super::start(&one.object) else { return Ok(held) };
    held.organisations.clone_from(&start.organisations);
    let found = super::widened(cx, start).await?;
    (held.users, held.persons) = (found.users, found.persons);
    Ok(held)
}

/// What all holds hold together.
pub async fn held(cx: &Cx) -> Result<Held> {
    let mut all_held = Held::default();
    for hold in all(cx.db()).await? {
        let one = of(cx, &hold).await?;
        all_held.users.extend(one.users);
        all_held.persons.extend(one.persons);
        all_held.organisations.extend(one.organisations);
    }
    Ok(all_held)
}

/// The hold that these data are under: sooner their own than that of what they belong to.
pub async fn on(cx: &Cx, subject: &Subject) -> Result<Option<Hold>> {
    let own = subject.objects();
    let mut holds = all(cx.db()).await?;
    holds.sort_by_key(|hold| !own.contains(&hold.object));
    for hold in holds {
        if of(cx, &hold).await?.holds(subject) {
            return Ok(Some(hold));
        }
    }
    Ok(None)
}

/// Puts a hold on something, or gives the one that lies on it another reason.
pub async fn put(tx: &impl ConnectionTrait, hold: Hold) -> Result<()> {
    lift(tx, &hold.object).await?;
    let row = hold.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// False when there was none.
pub async fn lift(tx: &impl ConnectionTrait, object: &str) -> Result<bool> {
    let gone = Entity::delete_many().filter(COLUMN.object.eq(object)).exec(tx).await?;
    Ok(gone.rows_affected > 0)
}
