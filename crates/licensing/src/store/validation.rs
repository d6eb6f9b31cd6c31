//! What validations leave behind on licences.

use crate::domain::licence::{COLUMN, Column, Entity, LicenceId};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait as _, SimpleExpr};

/// Lets the time of a licence run from now on, unless it runs already. Whoever is first is told so, nobody else.
pub async fn begin_term(
    tx: &impl ConnectionTrait,
    id: LicenceId,
    now: Millis,
    end: Millis,
) -> Result<bool> {
    let begun = Entity::update_many()
        .col_expr(Column::FirstValidatedAt, Expr::value(now))
        .col_expr(Column::ExpiresAt, Expr::value(end))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.first_validated_at.is_null())
        .filter(COLUMN.expires_at.is_null())
        .exec(tx)
        .await?;
    Ok(begun.rows_affected > 0)
}

/// When a licence was last validated, and whether it was good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    pub licence: LicenceId,
    pub at: Millis,
    pub good: bool,
}

/// Writes notes down; the first good validation is written only where none was. The versions stay: nobody who changes one of
/// these licences meanwhile is kept from it.
pub async fn note(tx: &impl ConnectionTrait, notes: &[Note]) -> Result<()> {
    let those = COLUMN.id.is_in(notes.iter().map(|note| note.licence));
    let mut update = Entity::update_many().filter(those);
    if let Some(last) = at(notes.iter(), Column::LastValidatedAt) {
        update = update.col_expr(Column::LastValidatedAt, last);
    }
    let good = notes.iter().filter(|note| note.good);
    if let Some(first) = at(good, Column::FirstValidatedAt) {
        let first = Expr::col(Column::FirstValidatedAt).if_null(first);
        update = update.col_expr(Column::FirstValidatedAt, first);
    }
    if !notes.is_empty() {
        update.exec(tx).await?;
    }
    Ok(())
}

/// The time that was noted for each of these; none where there are none.
fn at<'a>(notes: impl Iterator<Item = &'a Note>, otherwise: Column) -> Option<SimpleExpr> {
    let mut notes = notes.peekable();
    notes.peek()?;
    let each = notes.fold(CaseStatement::new(), |each, note| {
        each.case(COLUMN.id.eq(note.licence), Expr::value(note.at))
    });
    Some(each.finally(Expr::col(otherwise)).into())
}
