//! The audit trail: what happened, by whom, and whether the chain over it is whole.

use super::{PAGE, only};
use crate::views::audit::{self as views, Asked, Shown};
use crate::{actions, domain, health};
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use platform::event::{self, Filter};
use platform::{Cx, Kontor, Result, audit, rights, users};

pub fn routes() -> Router<Kontor> {
    Router::new().route("/admin/audit", get(list)).route("/admin/audit/verification", post(verify))
}

fn filter(asked: &Asked) -> Result<Filter> {
    Ok(Filter {
        name: domain::word("name", &asked.name)?,
        object: domain::word("object", &asked.object)?,
        actor: domain::actor(&asked.actor)?,
        before: domain::before(&asked.before)?,
    })
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::OPERATE)?;
    let filter = filter(&asked)?;
    let last_check = health::last_check(cx.db()).await?;
    let sealed = audit::head(cx.db()).await?.map(|link| link.seq);
    if only(&cx, "chain") {
        return Ok(views::chain(&cx, last_check.as_ref(), sealed));
    }
    let mut facts = event::page(cx.db(), &filter, PAGE as u64 + 1).await?;
    let more = facts.len() > PAGE;
    facts.truncate(PAGE);
    let mut actors: Vec<_> = facts.iter().filter_map(|fact| fact.actor).collect();
    actors.extend(filter.actor);
    actors.sort();
    actors.dedup();
    let actors = users::with_ids(cx.db(), &actors).await?;
    let staff = users::active_staff(cx.db()).await?;
    let shown = Shown { asked, facts, more, actors, staff, last_check, sealed };
    Ok(views::page(&cx, &shown))
}

async fn verify(cx: Cx) -> Result<Response> {
    actions::ask_to_verify_audit(&cx).await?;
    let toast = ui::Toast::ok(cx.locale.t("operations-audit-asked"));
    Ok(([ui::flash(&toast)], Redirect::to("/admin/audit")).into_response())
}
