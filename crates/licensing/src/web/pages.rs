//! The addresses of licences and machines, and of what other pages show of them.

use super::fields::Id;
use super::{
    licence, licence_batch, licence_export, licence_form, licence_list, licence_verb, machine,
    machine_export, machine_list, panel, saved_filter,
};
use crate::domain::licence::LicenceId;
use axum::Router;
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use platform::{Error, Kontor};

pub(crate) fn routes() -> Router<Kontor> {
    Router::new()
        .merge(licences())
        .merge(licence_acts())
        .merge(machines())
        .merge(saved_filter::routes())
        .route("/panels/licences/organisation/{id}", get(panel::of_organisation))
        .route("/panels/licences/person/{id}", get(panel::of_person))
}

fn licences() -> Router<Kontor> {
    Router::new()
        .route("/licences", get(licence_list::list).post(licence_form::create))
        .route("/licences/new", get(licence_form::new))
        .route("/licences/batch", get(licence_batch::new).post(licence_batch::create))
        .route("/licences/batches/{id}", get(licence_batch::show))
        .route("/licences/batches/{id}/keys", post(licence_batch::fetch))
        .route("/licences/bulk", post(licence_verb::bulk))
        .route("/licences/export.csv", get(licence_export::export))
        .route("/licences/{id}", get(licence::show).post(licence_form::change))
        .route("/licences/{id}/edit", get(licence_form::edit))
        .route("/licences/{id}/policy", get(licence_form::ask_to_move).post(licence_form::move_to))
        .route(
            "/licences/{id}/assignment",
            get(licence_form::ask_to_assign).post(licence_form::assign),
        )
        .route(
            "/licences/{id}/removal",
            get(licence_verb::ask_to_remove).post(licence_verb::remove),
        )
}

/// What is done to a licence. After a refusal the address stands in the browser: opening it leads back to the licence.
fn licence_acts() -> Router<Kontor> {
    Router::new()
        .route("/licences/{id}/key", post(licence::reveal))
        .route("/licences/{id}/letter", post(licence::send))
        .route("/licences/{id}/suspension", post(licence_verb::suspend))
        .route("/licences/{id}/reinstatement", post(licence_verb::reinstate))
        .route("/licences/{id}/renewal", post(licence_verb::renew))
        .route("/licences/{id}/users", post(licence_verb::attach_user))
        .route("/licences/{id}/users/removal", post(licence_verb::detach_user))
        .route("/licences/{id}/features", post(licence_verb::attach_feature))
        .route("/licences/{id}/features/removal", post(licence_verb::detach_feature))
        .method_not_allowed_fallback(back_to_licence)
}

fn machines() -> Router<Kontor> {
    Router::new()
        .route("/machines", get(machine_list::list))
        .route("/machines/export.csv", get(machine_export::export))
        .route("/machines/{id}", get(machine::show).post(machine::change))
        .route("/machines/{id}/edit", get(machine::edit))
        .route("/machines/{id}/release", get(machine::ask_to_release).post(machine::release))
}

/// From the address of a form to the licence that it was about.
async fn back_to_licence(method: Method, Id(id): Id<LicenceId>) -> Response {
    if method == Method::GET {
        Redirect::to(&format!("/licences/{id}")).into_response()
    } else {
        Error::WrongMethod.into_response()
    }
}
