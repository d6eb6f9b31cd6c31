//! Every query about tokens. The database knows only a keyed hash of each.

use crate::domain::token::{Bearer, Column, Entity, LicenceTokenId, Refused, Token};
use chrono::{DateTime, TimeDelta, Utc};
use platform::Millis;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{Condition, ExprTrait as _, QueryOrder as _, QuerySelect as _};

crate::store::noun::noun!(versioned crate::domain::token, crate::domain::token::LicenceTokenId);

/// The last use is written down at most so often.
const NOTED_EVERY: TimeDelta = TimeDelta::seconds(60);

/// Which tokens a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub bearer: Option<Bearer>,
    /// Whose they are: a product's, a user's, a licence's or an environment's.
    pub of: Option<Uuid>,
    /// Part of the name.
    pub text: String,
    /// Who looks sees no more than this.
    pub seen: Option<Condition>,
}

fn condition(filter: &Filter) -> Condition {
    let text = filter.text.trim().to_lowercase();
    let like = (!text.is_empty()).then(|| {
        let part: String = text.chars().flat_map(escaped).collect();
        let name = Expr::expr(sea_orm::sea_query::Func::lower(Expr::col(Column::Name)));
        name.like(LikeExpr::new(format!("%{part}%")).escape('!'))
    });
    Condition::all()
        .add_option(filter.bearer.map(|bearer| noun_of::COLUMN.bearer.eq(bearer)))
        .add_option(filter.of.map(|of| noun_of::COLUMN.of.eq(of)))
        .add_option(like)
        .add_option(filter.seen.clone())
}

fn escaped(c: char) -> impl Iterator<Item = char> {
    "%_!".contains(c).then_some('!').into_iter().chain([c])
}

/// The newest first, after the one that the page before ended with.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    after: Option<LicenceTokenId>,
    limit: u64,
) -> Result<Vec<Token>> {
    let older = after.map(|id| noun_of::COLUMN.id.lt(id));
    Entity::find()
        .filter(condition(filter).add_option(older))
        .order_by_desc(noun_of::COLUMN.id)
        .limit(limit)
        .rows(db)
        .await
}

/// A page by its number: so many are skipped.
pub async fn page_at(
    db: &impl Source,
    filter: &Filter,
    offset: u64,
    limit: u64,
) -> Result<Vec<Token>> {
    let those = Entity::find().filter(condition(filter)).order_by_desc(noun_of::COLUMN.id);
    those.offset(offset).limit(limit).rows(db).await
}

pub async fn count(db: &impl Source, filter: &Filter) -> Result<u64> {
    Ok(Entity::find().filter(condition(filter)).count(db).await?)
}

/// All tokens of a product, a user, a licence or an environment, which go with it.
pub async fn all_of(db: &impl Source, of: Uuid) -> Result<Vec<Token>> {
    Entity::find().filter(noun_of::COLUMN.of.eq(of)).rows(db).await
}

/// Ends all tokens of a product, a user, a licence or an environment, and counts them.
pub async fn delete_of(tx: &impl ConnectionTrait, of: Uuid) -> Result<u64> {
    let deleted = Entity::delete_many().filter(noun_of::COLUMN.of.eq(of)).exec(tx).await?;
    Ok(deleted.rows_affected)
}

/// Counts a machine that is activated with this token, or says that it may activate no more. The count is in the row, so
/// that no two at once pass the last one.
pub async fn count_activation(tx: &impl ConnectionTrait, id: LicenceTokenId) -> Result<()> {
    let counted = counted(tx, id, Column::Activations, Column::MaxActivations).await?;
    if counted { Ok(()) } else { Err(Refused::ActivationsSpent.into()) }
}

/// Counts a machine that is deactivated with this token, or says that it may deactivate no more.
pub async fn count_deactivation(tx: &impl ConnectionTrait, id: LicenceTokenId) -> Result<()> {
    let counted = counted(tx, id, Column::Deactivations, Column::MaxDeactivations).await?;
    if counted { Ok(()) } else { Err(Refused::DeactivationsSpent.into()) }
}

async fn counted(
    tx: &impl ConnectionTrait,
    id: LicenceTokenId,
    count: Column,
    most: Column,
) -> Result<bool> {
    let room =
        Condition::any().add(Expr::col(most).is_null()).add(Expr::col(count).lt(Expr::col(most)));
    let done = Entity::update_many()
        .col_expr(count, Expr::col(count).add(1))
        .filter(noun_of::COLUMN.id.eq(id))
        .filter(room)
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Whether a use of the token is due to be written down.
pub fn is_note_due(token: &Token, now: DateTime<Utc>) -> bool {
    token.last_used_at.is_none_or(|last| now - last.0 >= NOTED_EVERY)
}

/// Writes down when the token was used, unless that was done a moment ago.
pub async fn note_use(
    tx: &impl ConnectionTrait,
    id: LicenceTokenId,
    now: DateTime<Utc>,
) -> Result<()> {
    let due = Condition::any()
        .add(noun_of::COLUMN.last_used_at.is_null())
        .add(noun_of::COLUMN.last_used_at.lte(Millis(now - NOTED_EVERY)));
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::value(Millis(now)))
        .filter(noun_of::COLUMN.id.eq(id))
        .filter(due)
        .exec(tx)
        .await?;
    Ok(())
}
