//! Every query that is asked of all kinds of entries alike: by name for people, the newest first for programs.

use crate::domain::entry::Entry;
use crate::domain::environment::EnvironmentId;
use crate::domain::group::LicenceGroupId;
use crate::domain::product::ProductId;
use crate::domain::reach::Reach;
use crate::domain::user::Standing;
use platform::db::Source;
use platform::{Result, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _, Select};

/// Which entries are looked for; where a kind has no such column, that is left aside.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Part of a name, a code or an address.
    pub text: String,
    /// Those that a credential reaches; all where people look.
    pub reach: Option<Reach>,
    /// The environment that whoever asks is in.
    pub environment: Option<EnvironmentId>,
    pub product: Option<ProductId>,
    pub group: Option<LicenceGroupId>,
    pub standing: Option<Standing>,
    /// A whole code or address.
    pub exactly: Option<String>,
    /// What the text was found to mean, where a kind keeps words ([`Stored::look_up`]).
    pub ids: Option<Vec<Uuid>>,
}

/// A part of a list whose newest come first.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Those that are older than this one.
    pub before: Option<Uuid>,
    pub offset: u64,
    pub limit: u64,
}

/// An entry as a table keeps it.
pub trait Stored: Entry {
    fn find(db: &impl Source, id: Uuid) -> impl Future<Output = Result<Option<Self>>> + Send;
    fn insert(&self, tx: &Tx) -> impl Future<Output = Result<()>> + Send;
    /// Saves it, unless someone else saved it since it was read.
    fn save(&mut self, tx: &Tx) -> impl Future<Output = Result<()>> + Send;
    fn delete(tx: &Tx, id: Uuid) -> impl Future<Output = Result<()>> + Send;
    /// Finds what the text means, where a kind keeps words.
    fn look_up(_: &impl Source, asked: &Asked) -> impl Future<Output = Result<Asked>> + Send {
        std::future::ready(Ok(asked.clone()))
    }
    /// By name, those after this one.
    fn by_name(
        db: &impl Source,
        asked: &Asked,
        after: Option<Uuid>,
        limit: u64,
    ) -> impl Future<Output = Result<Vec<Self>>> + Send;
    /// The newest first.
    fn newest(
        db: &impl Source,
        asked: &Asked,
        part: Part,
    ) -> impl Future<Output = Result<Vec<Self>>> + Send;
    fn count(db: &impl Source, asked: &Asked) -> impl Future<Output = Result<u64>> + Send;
}

/// Makes what `noun!` wrote for a table a [`Stored`]: its list is sorted by `$key`, which is a field too, and `narrowed` is the
/// function beside it that looks for what is asked. What else is said is a part of it.
macro_rules! stored {
    ($id:ident, $key:ident = $field:ident $(, $($more:tt)*)?) => {
        /// The list by name, behind the row with this key and id.
        pub fn listed(
            asked: &crate::store::entry::Asked,
            last: Option<(String, Uuid)>,
            limit: u64,
        ) -> Select<noun_of::Entity> {
            let columns = (noun_of::Column::$key, noun_of::Column::Id);
            let query = narrowed(noun_of::Entity::find(), asked);
            crate::store::entry::behind(query, columns, last, limit)
        }

        impl crate::store::entry::Stored for noun_of::Model {
            $($($more)*)?

            async fn find(db: &impl Source, id: Uuid) -> Result<Option<Self>> {
                find(db, $id(id)).await
            }

            async fn insert(&self, tx: &platform::Tx) -> Result<()> {
                match insert(tx, self).await {
                    // another took the code since it was looked up
                    Err(Error::Internal(cause)) if crate::store::entry::is_taken(&cause) => {
                        Err(Error::Stale)
                    }
                    other => other,
                }
            }

            async fn save(&mut self, tx: &platform::Tx) -> Result<()> {
                match save(tx, self).await {
                    Err(Error::Internal(cause)) if crate::store::entry::is_taken(&cause) => {
                        Err(Error::Stale)
                    }
                    other => other,
                }
            }

            async fn delete(tx: &platform::Tx, id: Uuid) -> Result<()> {
                delete(tx, $id(id)).await
            }

            async fn by_name(
                db: &impl Source,
                asked: &crate::store::entry::Asked,
                after: Option<Uuid>,
                limit: u64,
            ) -> Result<Vec<Self>> {
                let last = match after {
                    Some(after) => find(db, $id(after)).await?,
                    None => None,
                };
                let last = last.map(|row| (row.$field, row.id.0));
                let asked = Self::look_up(db, asked).await?;
                listed(&asked, last, limit).rows(db).await
            }

            async fn newest(
                db: &impl Source,
                asked: &crate::store::entry::Asked,
                part: crate::store::entry::Part,
            ) -> Result<Vec<Self>> {
                let asked = Self::look_up(db, asked).await?;
                let query = narrowed(noun_of::Entity::find(), &asked);
                crate::store::entry::part_of(query, noun_of::Column::Id, part).rows(db).await
            }

            async fn count(db: &impl Source, asked: &crate::store::entry::Asked) -> Result<u64> {
                let asked = Self::look_up(db, asked).await?;
                let query = narrowed(noun_of::Entity::find(), &asked);
                query.count_up_to(db, crate::store::entry::COUNTED).await
            }
        }
    };
}

pub(crate) use stored;

/// No list is counted further.
pub const COUNTED: u64 = 1_000_000;

/// Whether a row was refused because another has the same code.
pub fn is_taken(cause: &anyhow::Error) -> bool {
    cause.downcast_ref::<DbErr>().is_some_and(platform::db::is_taken)
}

/// By a key, behind the row with this key and id.
pub fn behind<E: EntityTrait>(
    mut query: Select<E>,
    (key, id): (E::Column, E::Column),
    last: Option<(String, Uuid)>,
    limit: u64,
) -> Select<E> {
    if let Some((name, last)) = last {
        let behind = key.gt(name.as_str()).or(id.gt(last));
        query = query.filter(key.gte(name)).filter(behind);
    }
    query.order_by_asc(key).order_by_asc(id).limit(limit)
}

/// The newest first: ids are made in the order of time.
pub fn part_of<E: EntityTrait>(mut query: Select<E>, id: E::Column, part: Part) -> Select<E> {
    if let Some(before) = part.before {
        query = query.filter(id.lt(before));
    }
    if part.offset > 0 {
        query = query.offset(part.offset);
    }
    query.order_by_desc(id).limit(part.limit)
}

/// Those that whoever asks reaches.
pub fn reached<E: EntityTrait>(
    query: Select<E>,
    asked: &Asked,
    those: impl Fn(&Reach) -> Condition,
) -> Select<E> {
    match &asked.reach {
        Some(reach) => query.filter(those(reach)),
        None => query,
    }
}

/// Those that have the text in one of these columns.
pub fn with_text<E: EntityTrait, const N: usize>(
    query: Select<E>,
    columns: [E::Column; N],
    asked: &Asked,
) -> Select<E> {
    if asked.text.is_empty() {
        return query;
    }
    let pattern = part(&asked.text.to_lowercase());
    let any = columns.into_iter().fold(Condition::any(), |any, column| {
        let like = LikeExpr::new(pattern.as_str()).escape('!');
        any.add(Func::lower(Expr::col((column.entity_name(), column))).like(like))
    });
    query.filter(any)
}

/// A pattern for all texts that have this one somewhere; its escape is `!`.
fn part(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
