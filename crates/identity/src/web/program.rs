use super::account::done;
use crate::actions;
use crate::domain::program::SignIn;
use crate::store;
use axum::Router;
use axum::extract::Path;
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::post;
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Result};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/account/programs/end", post(end_all))
        .route("/account/programs/{program}/end", post(end_one))
        .route_layer(from_fn(proven))
}

/// The programs that are signed in for whoever looks.
pub async fn mine(cx: &Cx) -> Result<Vec<SignIn>> {
    let mut all = store::program::of_user(cx.db(), cx.user()?.id).await?;
    all.retain(|program| program.expires_at.0 > cx.now);
    Ok(all)
}

async fn end_all(cx: Cx) -> Result<Response> {
    actions::end_programs(&cx).await?;
    Ok(done(&cx, "identity-programs-ended"))
}

/// An address that names none of one's own is not there.
async fn end_one(cx: Cx, Path(program): Path<String>) -> Result<Response> {
    let id = program.parse().map_err(|_| Error::NotFound)?;
    actions::end_program(&cx, id).await?;
    Ok(done(&cx, "identity-program-ended"))
}
