//! The audit chain: every recorded fact gets a number and a keyed hash over the one before it.
//!
//! `h_n = HMAC-SHA256(audit key, SHA-256("kontor/audit/v1" ‖ n ‖ id ‖ at ‖ name ‖ object ‖ actor ‖ digest ‖ h_{n-1}))`.
//! What a key or a program did in somebody's name says so (`v2` and its id stand first).
//! The key comes from the keyring, so whoever can write to the database alone cannot chain anew what they changed.
//! The facts themselves are covered by their salted digest, so erasing a person's data leaves the chain intact.
//! Facts are committed with their change and sealed right after, so writers never wait for one another.

mod erase;
pub mod heads;
pub(crate) mod migration;
mod verify;

pub use erase::{
    Erased, Subject, count_addresses, count_losing, erase, erase_naming, forget_addresses,
};
pub use verify::{Broken, Verified, is_head, verify};

use crate::db::Rows as _;
use crate::event;
use crate::keys::Keys;
use crate::{Kontor, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_chain")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub event: Uuid,
    pub hash: String,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Link;

/// The hash before the first link.
const ROOT: &str = "";
pub(crate) const BATCH: u64 = 500;

fn link_hash(keys: &Keys, seq: i64, event: &event::Recorded, before: &str) -> String {
    let mut hash = Sha256::new();
    let actor = event.actor.map(|id| id.to_string()).unwrap_or_default();
    let (seq, at) = (seq.to_string(), event.at.0.timestamp_millis().to_string());
    let id = event.id.to_string();
    let parts = match &event.via {
        None => vec!["kontor/audit/v1"],
        Some(via) => vec!["kontor/audit/v2", via.as_str()],
    };
    let rest =
        [&seq, &id, &at, &event.name, &event.object, &actor, &event.digest].map(String::as_str);
    for part in parts.into_iter().chain(rest).chain([before]) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(keys.mac("audit", &hash.finalize()))
}

/// The newest link; none on an empty chain.
pub async fn head(db: &impl ConnectionTrait) -> Result<Option<Link>> {
    Ok(Entity::find().order_by_desc(COLUMN.seq).one(db).await?)
}

/// The links after `seq`, oldest first, each with its fact.
pub async fn after(
    db: &impl ConnectionTrait,
    seq: i64,
    limit: u64,
) -> Result<Vec<(Link, Option<event::Recorded>)>> {
    let facts = Entity::belongs_to(event::Entity).from(Column::Event).to(event::Column::Id);
    Ok(Entity::find()
        .filter(COLUMN.seq.gt(seq))
        .order_by_asc(COLUMN.seq)
        .limit(limit)
        .join(sea_orm::JoinType::LeftJoin, facts.into())
        .select_also(event::Entity)
        .all(db)
        .await?)
}

/// The links of these facts; one that is not sealed yet has none.
pub async fn links_of(db: &impl ConnectionTrait, events: &[Uuid]) -> Result<Vec<Link>> {
    Ok(Entity::find().filter(COLUMN.event.is_in(events.iter().copied())).all(db).await?)
}

/// Chains what was committed and is not yet sealed; returns how many facts were sealed.
/// Two nodes at once: the sequence number is the primary key, so one of them fails and tries again later.
pub async fn seal(kontor: &Kontor) -> Result<usize> {
    let waiting = event::Entity::find().filter(event::COLUMN.sealed.eq(false));
    if waiting.clone().row(kontor.db.reader()).await?.is_none() {
        return Ok(0);
    }
    let tx = kontor.db.begin().await?;
    let facts = waiting.order_by_asc(event::COLUMN.id).limit(BATCH).all(&tx).await?;
    let (mut seq, mut hash) = match head(&tx).await? {
        Some(link) => (link.seq, link.hash),
        None => (0, ROOT.to_owned()),
    };
    let mut links = Vec::with_capacity(facts.len());
    for fact in &facts {
        seq += 1;
        hash = link_hash(&kontor.keys, seq, fact, &hash);
        links
            .push(ActiveModel::from(Model { seq, event: fact.id, hash: hash.clone() }).reset_all());
    }
    if links.is_empty() {
        return Ok(0);
    }
    Entity::insert_many(links).exec_without_returning(&tx).await?;
    event::Entity::update_many()
        .col_expr(event::Column::Sealed, Expr::value(true))
        .filter(event::COLUMN.id.is_in(facts.iter().map(|fact| fact.id)))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(facts.len())
}
