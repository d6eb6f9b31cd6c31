//! The audit trail: what happened, by whom, and whether the chain over it is whole.

use super::audit_export::export;
use super::{PAGE, only};
use crate::config::AuditConfig;
use crate::views::audit::{self as views, Asked, Chain, Heads, Shown};
use crate::{actions, domain, health, jobs};
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use platform::event::{self, Filter};
use platform::http::proof::proven;
use platform::job::{self, Job, State};
use platform::{Cx, Kontor, Refusal, Result, audit, rights, users};

pub fn routes() -> Router<Kontor> {
    let export = Router::new().route("/admin/audit/export", post(export));
    Router::new()
        .route("/admin/audit", get(list))
        .route("/admin/audit/verification", post(verify))
        .merge(export.route_layer(from_fn(proven)))
}

/// The filter that the address asks for, or everything that is wrong with it.
pub fn filter(cx: &Cx, asked: &Asked) -> Result<Filter, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let days = domain::days(cx.locale.zone, &asked.from, &asked.to).map(Some);
    let (from, until) = or(&mut wrong, days).unwrap_or_default();
    let filter = Filter {
        name: or(&mut wrong, domain::word("name", &asked.name)),
        object: or(&mut wrong, domain::word("object", &asked.object)),
        actor: or(&mut wrong, domain::actor(&asked.actor)),
        ip: or(&mut wrong, domain::address(&asked.ip)),
        request: or(&mut wrong, domain::word("request", &asked.request)),
        via: or(&mut wrong, domain::word("via", &asked.via)),
        before: or(&mut wrong, domain::cursor(&asked.before)),
        from,
        until,
    };
    if wrong.is_empty() { Ok(filter) } else { Err(wrong) }
}

/// Nothing where it was refused; why goes with the others.
fn or<T>(wrong: &mut Vec<Refusal>, read: Result<Option<T>, Refusal>) -> Option<T> {
    read.unwrap_or_else(|refusal| {
        wrong.push(refusal);
        None
    })
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let chain = chain(&cx).await?;
    if only(&cx, "chain") {
        return Ok(views::chain(&cx, &chain).into_response());
    }
    let (filter, wrong) = match filter(&cx, &asked) {
        Ok(filter) => (Some(filter), Vec::new()),
        Err(wrong) => (None, wrong),
    };
    let mut facts = match &filter {
        Some(filter) => event::page(cx.db(), filter, PAGE as u64 + 1).await?,
        None => Vec::new(),
    };
    let more = facts.len() > PAGE;
    facts.truncate(PAGE);
    let mut actors: Vec<_> = facts.iter().filter_map(|fact| fact.actor).collect();
    actors.extend(filter.and_then(|filter| filter.actor));
    actors.sort();
    actors.dedup();
    let actors = users::with_ids(cx.db(), &actors).await?;
    let staff = users::active_staff(cx.db()).await?;
    let names = event::names(cx.db()).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = Shown { asked, wrong, facts, more, actors, staff, names, chain };
    Ok((status, views::page(&cx, &shown)).into_response())
}

/// How the chain stands: its length, its newest check, and the one that is under way.
async fn chain(cx: &Cx) -> Result<Chain> {
    let named = |state| job::Filter {
        name: Some(jobs::VerifyAudit::NAME.into()),
        state: Some(state),
        ..job::Filter::default()
    };
    Ok(Chain {
        last_check: health::last_check(cx.db()).await?,
        sealed: audit::head(cx.db()).await?.map(|link| link.seq),
        running: job::page(cx.db(), &named(State::Running), 1).await?.pop(),
        waiting: job::page(cx.db(), &named(State::Ready), 1).await?.pop(),
        failed: job::page(cx.db(), &named(State::Failed), 1).await?.pop(),
        heads: Heads {
            ship: cx.kontor.config.section::<AuditConfig>().ships(),
            key: audit::heads::public_key(&cx.kontor.keys),
            last: health::last_head(cx.db()).await?,
            stuck: health::stuck_head(cx.db()).await?,
        },
    })
}

async fn verify(cx: Cx) -> Result<Response> {
    actions::ask_to_verify_audit(&cx).await?;
    let toast = ui::Toast::ok(cx.locale.t("operations-audit-asked"));
    Ok(([ui::flash(&toast)], Redirect::to("/admin/audit")).into_response())
}
