//! The end of an account. Its rows in other tables go with it, by their foreign keys.

use platform::db::Source;
use platform::{Result, UserId, users};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, Query};

/// Where it stands by what somebody proves who they are, here or elsewhere.
const PROOFS: [&str; 7] = [
    "api_keys",
    "credentials",
    "linked_sign_ins",
    "passkeys",
    "program_sign_ins",
    "recovery_codes",
    "totp_secrets",
];

/// How many rows prove who the person is.
pub async fn count_proofs(db: &impl Source, users: &[UserId]) -> Result<u64> {
    let mut all = 0;
    for table in PROOFS {
        let owner = Expr::col(Alias::new("user"));
        let count = Query::select()
            .expr(owner.clone().count())
            .from(Alias::new(table))
            .and_where(owner.is_in(users.iter().map(|id| id.0)))
            .to_owned();
        let row = db.query_one(&count).await?;
        let found: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
        all += u64::try_from(found).unwrap_or_default();
    }
    Ok(all)
}

pub async fn delete_user(tx: &impl ConnectionTrait, user: UserId) -> Result<()> {
    users::Entity::delete_many().filter(users::COLUMN.id.eq(user)).exec(tx).await?;
    Ok(())
}
