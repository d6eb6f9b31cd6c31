//! What validations leave behind on licences.

use crate::domain::licence::{COLUMN, Column, Entity, LicenceId};
use chrono::DateTime;
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use std::collections::BTreeMap;

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

/// Writes notes down, to the second: those of one second are one statement. The first good validation is written only where none
/// was. The versions stay: nobody who changes one of these licences meanwhile is kept from it.
pub async fn note(tx: &impl ConnectionTrait, notes: &[Note]) -> Result<()> {
    let mut seconds: BTreeMap<(i64, bool), Vec<LicenceId>> = BTreeMap::new();
    for note in notes {
        seconds.entry((note.at.0.timestamp(), note.good)).or_default().push(note.licence);
    }
    for ((second, good), licences) in seconds {
        let Some(at) = DateTime::from_timestamp(second, 0).map(Millis) else { continue };
        let mut update = Entity::update_many()
            .col_expr(Column::LastValidatedAt, Expr::value(at))
            .filter(COLUMN.id.is_in(licences));
        if good {
            let first = Expr::col(Column::FirstValidatedAt).if_null(at);
            update = update.col_expr(Column::FirstValidatedAt, first);
        }
        update.exec(tx).await?;
    }
    Ok(())
}
