//! Who asks, as they are known here.

use super::Answer;
use super::ask::Ask;
use super::bearer::Bearer as Asker;
use super::document::{Document, Resource};
use super::entry::Resourced as _;
use super::fault::Fault;
use super::{licence, token};
use crate::domain::environment::EnvironmentId;
use crate::domain::licence::LicenceId;
use crate::domain::product::ProductId;
use crate::domain::token::Bearer;
use crate::domain::user::LicenceUserId;
use crate::store;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/me", get(show))
}

/// A licence, a product, a user or an environment. Who stands for the account itself is told of the token.
async fn show(ask: Ask) -> Answer {
    let db = ask.cx.db();
    let drawn = match ask.bearer {
        Asker::Nobody => return Err(Fault::of_status(StatusCode::UNAUTHORIZED)),
        Asker::Licence(id) => licence(&ask, id).await?,
        Asker::Token { kind, of: Some(of), .. } if !kind.is_of_account() => match kind {
            Bearer::Product => store::product::get(db, ProductId(of)).await?.resource(&ask.issuer),
            Bearer::User => store::user::get(db, LicenceUserId(of)).await?.resource(&ask.issuer),
            Bearer::Environment => {
                let environment = store::environment::get(db, EnvironmentId(of)).await?;
                environment.resource(&ask.issuer)
            }
            _ => licence(&ask, LicenceId(of)).await?,
        },
        Asker::Token { id, .. } => {
            let token = store::token::get(db, id).await?;
            token::drawn(&ask.issuer, &token, None)
        }
    };
    Ok(Document::one(drawn))
}

async fn licence(ask: &Ask, id: LicenceId) -> Result<Resource, Fault> {
    let licence = store::licence::get(ask.cx.db(), id).await?;
    licence::show(ask, licence).await
}
