//! Every query about links into the portal and about visits: of both the database knows only SHA-256 of what is secret.

use crate::domain::licence::LicenceId;
use crate::domain::portal::{Link, Visit, link, visit};
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Cx, Millis, Result};
use sea_orm::Condition;
use sea_orm::entity::prelude::*;

fn id_of_link(token: &str) -> String {
    platform::rng::id_of("kontor/portal-link/v1", token)
}

fn id_of_visit(token: &str) -> String {
    platform::rng::id_of("kontor/portal-visit/v1", token)
}

/// Makes a link and takes back earlier ones of the same address. Returns what it says, which is known to nobody else.
pub async fn issue_link(tx: &impl ConnectionTrait, cx: &Cx, email: &str) -> Result<String> {
    link::Entity::delete_many().filter(link::COLUMN.email.eq(email)).exec(tx).await?;
    let token = platform::rng::token();
    let row = Link {
        id: id_of_link(&token),
        email: email.to_owned(),
        created_at: Millis(cx.now),
        expires_at: Millis(cx.now + Link::LASTS),
        used_at: None,
    };
    let row = link::ActiveModel::from(row).reset_all();
    link::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(token)
}

/// The link, while it is good.
pub async fn find_link(db: &impl Source, token: &str, now: DateTime<Utc>) -> Result<Option<Link>> {
    link::Entity::find_by_id(id_of_link(token))
        .filter(link::COLUMN.used_at.is_null())
        .filter(link::COLUMN.expires_at.gt(Millis(now)))
        .row(db)
        .await
}

/// Uses the link up: of two who use it at the same moment, one gets it.
pub async fn take_link(tx: &impl Source, token: &str, now: DateTime<Utc>) -> Result<Option<Link>> {
    let Some(found) = find_link(tx, token, now).await? else { return Ok(None) };
    let used = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(Millis(now)))
        .filter(link::COLUMN.id.eq(found.id.as_str()))
        .filter(link::COLUMN.used_at.is_null())
        .exec(tx)
        .await?;
    Ok((used.rows_affected == 1).then_some(found))
}

/// Begins a visit and returns the cookie's value.
pub async fn begin_visit(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    email: &str,
    only: Option<LicenceId>,
) -> Result<String> {
    let token = platform::rng::token();
    let request = cx.request.as_ref();
    let row = Visit {
        id: id_of_visit(&token),
        email: email.to_owned(),
        licence: only,
        ip: request.map(|request| request.ip.to_string()).unwrap_or_default(),
        agent: request.map(|one| one.agent.chars().take(200).collect()).unwrap_or_default(),
        created_at: Millis(cx.now),
        expires_at: Millis(cx.now + Visit::LASTS),
    };
    let row = visit::ActiveModel::from(row).reset_all();
    visit::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(token)
}

/// The visit of a cookie, while it lasts.
pub async fn find_visit(
    db: &impl Source,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Visit>> {
    let those = visit::Entity::find_by_id(id_of_visit(token));
    those.filter(visit::COLUMN.expires_at.gt(Millis(now))).row(db).await
}

pub async fn end_visit(tx: &impl ConnectionTrait, id: &str) -> Result<()> {
    visit::Entity::delete_by_id(id.to_owned()).exec(tx).await?;
    Ok(())
}

/// Ends what else was begun with this address in the same way, and counts it.
pub async fn end_other_visits(tx: &impl ConnectionTrait, but: &Visit) -> Result<u64> {
    let alike = match but.licence {
        Some(licence) => Condition::all().add(visit::COLUMN.licence.eq(licence)),
        // a proven mailbox ends those by key as well
        None => Condition::all(),
    };
    let ended = visit::Entity::delete_many()
        .filter(visit::COLUMN.email.eq(but.email.as_str()))
        .filter(visit::COLUMN.id.ne(but.id.as_str()))
        .filter(alike)
        .exec(tx)
        .await?;
    Ok(ended.rows_affected)
}

/// Removes all that leads in with these addresses.
pub async fn forget(tx: &impl ConnectionTrait, emails: &[String]) -> Result<()> {
    let these = || emails.iter().map(String::as_str);
    visit::Entity::delete_many().filter(visit::COLUMN.email.is_in(these())).exec(tx).await?;
    link::Entity::delete_many().filter(link::COLUMN.email.is_in(these())).exec(tx).await?;
    Ok(())
}

pub async fn count_visits(db: &impl Source, emails: &[String]) -> Result<u64> {
    if emails.is_empty() {
        return Ok(0);
    }
    let these = visit::COLUMN.email.is_in(emails.iter().map(String::as_str));
    visit::Entity::find().filter(these).count_up_to(db, 1_000_000).await
}

/// Removes what is over.
pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let visits = visit::Entity::delete_many().filter(visit::COLUMN.expires_at.lt(Millis(now)));
    let links = link::Entity::delete_many().filter(link::COLUMN.expires_at.lt(Millis(now)));
    Ok(visits.exec(tx).await?.rows_affected + links.exec(tx).await?.rows_affected)
}
