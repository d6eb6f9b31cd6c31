//! What is done with a licence.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::Document;
use super::fault::Fault;
use super::licence::{may_touch, named, placed, show};
use super::sent::Sent;
use crate::actions::{
    Count, check_in, count_uses, reinstate_licence, renew_licence, revoke_licence, suspend_licence,
};
use crate::domain::licence::Licence;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{delete, post};
use platform::Kontor;
use std::sync::Arc;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/{id}/actions/renew", post(renew))
        .route("/licenses/{id}/actions/suspend", post(suspend))
        .route("/licenses/{id}/actions/reinstate", post(reinstate))
        .route("/licenses/{id}/actions/revoke", delete(revoke).post(revoke))
        .route("/licenses/{id}/actions/check-in", post(checked_in))
        .route("/licenses/{id}/actions/increment-usage", post(increment))
        .route("/licenses/{id}/actions/decrement-usage", post(decrement))
        .route("/licenses/{id}/actions/reset-usage", post(reset))
}

/// The licence, if whoever asks sees it and may do this.
async fn asked(ask: &Ask, id: &str, permission: &str) -> Result<Arc<Licence>, Fault> {
    ask.permitted(permission)?;
    named(ask, id).await
}

async fn done(ask: &Ask, result: platform::Result<Licence>) -> Answer {
    Ok(Document::one(show(ask, result.map_err(placed)?).await?))
}

async fn renew(ask: Ask, At(id): At<String>) -> Answer {
    let licence = asked(&ask, &id, "license.renew").await?;
    may_touch(&ask, &licence).await?;
    done(&ask, renew_licence(&ask.cx, licence.id).await).await
}

async fn suspend(ask: Ask, At(id): At<String>) -> Answer {
    let licence = asked(&ask, &id, "license.suspend").await?;
    done(&ask, suspend_licence(&ask.cx, licence.id).await).await
}

async fn reinstate(ask: Ask, At(id): At<String>) -> Answer {
    let licence = asked(&ask, &id, "license.reinstate").await?;
    done(&ask, reinstate_licence(&ask.cx, licence.id).await).await
}

async fn revoke(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    let licence = asked(&ask, &id, "license.revoke").await?;
    may_touch(&ask, &licence).await?;
    revoke_licence(&ask.cx, licence.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn checked_in(ask: Ask, At(id): At<String>) -> Answer {
    let licence = asked(&ask, &id, "license.check-in").await?;
    done(&ask, check_in(&ask.cx, licence.id).await).await
}

async fn increment(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    let licence = asked(&ask, &id, "license.usage.increment").await?;
    let by = sent.number("/meta/increment").or(None).unwrap_or(1);
    sent.done()?;
    done(&ask, count_uses(&ask.cx, licence.id, Count::More(by)).await).await
}

async fn decrement(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    let licence = asked(&ask, &id, "license.usage.decrement").await?;
    let by = sent.number("/meta/decrement").or(None).unwrap_or(1);
    sent.done()?;
    done(&ask, count_uses(&ask.cx, licence.id, Count::Less(by)).await).await
}

async fn reset(ask: Ask, At(id): At<String>) -> Answer {
    let licence = asked(&ask, &id, "license.usage.reset").await?;
    done(&ask, count_uses(&ask.cx, licence.id, Count::Reset).await).await
}
