//! Lists and counts of users; the rows themselves are the platform's.

use platform::db::{Rows, Source};
use platform::users::{COLUMN, Column, Entity};
use platform::{Result, Role, User, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{Condition, ExprTrait, QueryOrder, QuerySelect};

/// Which users a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the name or the address.
    pub text: String,
    pub role: Option<Role>,
    pub active: Option<bool>,
}

impl Filter {
    /// No database stores control characters in a name, and one refuses to look for them.
    pub fn of_text(text: &str) -> Self {
        let text = text.chars().filter(|c| !c.is_control()).take(100).collect();
        Self { text, ..Self::default() }
    }
}

/// Entries on one page of the list.
pub const PAGE: u64 = 50;

/// One page of the list by name, counted from 0, and whether there is another one.
pub async fn page(db: &impl Source, filter: &Filter, page: u64) -> Result<(Vec<User>, bool)> {
    let mut rows = Entity::find()
        .filter(condition(filter))
        .order_by_asc(COLUMN.name_key)
        .order_by_asc(COLUMN.id)
        .offset(page * PAGE)
        .limit(PAGE + 1)
        .rows(db)
        .await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(50);
    Ok((rows, more))
}

fn condition(filter: &Filter) -> Condition {
    let mut all = Condition::all();
    let text = filter.text.trim().to_lowercase();
    if !text.is_empty() {
        let part = || LikeExpr::new(super::part(&text)).escape('!');
        let either = Condition::any()
            .add(Expr::col(Column::NameKey).like(part()))
            .add(Expr::col(Column::EmailKey).like(part()));
        all = all.add(either);
    }
    if let Some(role) = filter.role {
        all = all.add(COLUMN.role.eq(role));
    }
    if let Some(active) = filter.active {
        all = all.add(COLUMN.active.eq(active));
    }
    all
}

/// Administrators who may sign in, but for these.
pub async fn other_admins(db: &impl Source, but: &[UserId]) -> Result<u64> {
    Ok(Entity::find()
        .filter(COLUMN.role.eq(Role::Admin))
        .filter(COLUMN.active.eq(true))
        .filter(COLUMN.id.is_not_in(but.iter().copied()))
        .count(db)
        .await?)
}

/// How many of these roles may sign in, and how many of them with a second factor.
pub async fn with_second_factor(db: &impl Source, roles: &[Role]) -> Result<(u64, u64)> {
    let all = || {
        let active = Entity::find().filter(COLUMN.active.eq(true));
        active.filter(COLUMN.role.is_in(roles.iter().copied()))
    };
    let has = Condition::any()
        .add(COLUMN.id.in_subquery(super::totp::owners()))
        .add(COLUMN.id.in_subquery(super::passkey::owners()));
    Ok((all().count(db).await?, all().filter(has).count(db).await?))
}

/// Whether anybody ever was an administrator here.
pub async fn has_admin(db: &impl Source) -> Result<bool> {
    Ok(Entity::find().filter(COLUMN.role.eq(Role::Admin)).count(db).await? > 0)
}
