//! Every query about imports and their rows.

crate::store::noun::noun!(versioned crate::domain::import, crate::domain::import::ImportId);

use crate::domain::import::row::{self, COLUMN, Column};
use crate::domain::import::{Import, ImportId, Kind, Outcome, Row};
use platform::Millis;
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};

/// Rows of one statement.
const LOT: usize = 500;

/// The newest first, those before this one.
pub async fn page(
    db: &impl Source,
    after: Option<(Millis, ImportId)>,
    limit: u64,
) -> Result<Vec<Import>> {
    let mut query = noun_of::Entity::find();
    if let Some((at, id)) = after {
        let before = Condition::any().add(noun_of::COLUMN.created_at.lt(at));
        let before = before.add(noun_of::COLUMN.id.lt(id));
        query = query.filter(noun_of::COLUMN.created_at.lte(at)).filter(before);
    }
    let query = query.order_by_desc(noun_of::COLUMN.created_at);
    query.order_by_desc(noun_of::COLUMN.id).limit(limit).rows(db).await
}

/// Those that were begun before.
pub async fn begun_before(db: &impl Source, before: Millis, limit: u64) -> Result<Vec<Import>> {
    let those = noun_of::Entity::find().filter(noun_of::COLUMN.created_at.lt(before));
    those.order_by_asc(noun_of::COLUMN.created_at).limit(limit).rows(db).await
}

pub async fn insert_rows(tx: &impl ConnectionTrait, rows: &[Row]) -> Result<()> {
    for some in rows.chunks(LOT) {
        let some = some.iter().map(|row| row.clone().into_active_model().reset_all());
        row::Entity::insert_many(some).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Which rows are looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    pub outcome: Option<Outcome>,
    pub kind: Option<Kind>,
    /// Those behind this number.
    pub after: i64,
}

/// In the order of their numbers.
pub async fn rows(
    db: &impl Source,
    import: ImportId,
    asked: Asked,
    limit: u64,
) -> Result<Vec<Row>> {
    let mut query = row::Entity::find().filter(COLUMN.import.eq(import));
    if let Some(outcome) = asked.outcome {
        query = query.filter(COLUMN.outcome.eq(outcome));
    }
    if let Some(kind) = asked.kind {
        query = query.filter(COLUMN.kind.eq(kind));
    }
    let query = query.filter(COLUMN.number.gt(asked.after));
    query.order_by_asc(COLUMN.number).limit(limit).rows(db).await
}

/// The first row that is named so.
pub async fn row_from(
    db: &impl Source,
    import: ImportId,
    kind: Kind,
    source: &str,
) -> Result<Option<Row>> {
    let of = row::Entity::find().filter(COLUMN.import.eq(import)).filter(COLUMN.kind.eq(kind));
    of.filter(COLUMN.source.eq(source)).order_by_asc(COLUMN.number).row(db).await
}

/// Which of these names rows have already.
pub async fn known_sources(
    db: &impl Source,
    import: ImportId,
    kind: Kind,
    sources: &[String],
) -> Result<Vec<String>> {
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    let of = row::Entity::find().filter(COLUMN.import.eq(import)).filter(COLUMN.kind.eq(kind));
    let those = COLUMN.source.is_in(sources.iter().map(String::as_str));
    let found: Vec<Row> = of.filter(those).rows(db).await?;
    Ok(found.into_iter().map(|row| row.source).collect())
}

/// A row before this one that is the same entry.
pub async fn earlier(db: &impl Source, of: &Row) -> Result<Option<Row>> {
    let Some(alike) = &of.alike else { return Ok(None) };
    let same = row::Entity::find().filter(COLUMN.import.eq(of.import));
    let same = same.filter(COLUMN.alike.eq(alike.as_str())).filter(COLUMN.number.lt(of.number));
    same.order_by_asc(COLUMN.number).row(db).await
}

/// Writes down what became of a row.
pub async fn settle(tx: &impl ConnectionTrait, row: &Row) -> Result<()> {
    row::Entity::update_many()
        .col_expr(Column::Outcome, Expr::value(row.outcome))
        .col_expr(Column::Ours, Expr::value(row.ours))
        .col_expr(Column::Wrong, Expr::value(row.wrong.as_str()))
        .col_expr(Column::Raw, Expr::value(row.raw.clone()))
        .filter(COLUMN.id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes rows of an import, at most so many; how many went.
pub async fn delete_rows(tx: &impl Source, import: ImportId, limit: u64) -> Result<u64> {
    let asked = Asked { after: i64::MIN, ..Asked::default() };
    let some = rows(tx, import, asked, limit).await?;
    if some.is_empty() {
        return Ok(0);
    }
    let those = COLUMN.id.is_in(some.iter().map(|row| row.id));
    Ok(row::Entity::delete_many().filter(those).exec(tx).await?.rows_affected)
}
