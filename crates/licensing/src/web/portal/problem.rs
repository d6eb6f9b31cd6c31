//! What went wrong, told to visitors of the portal: nothing of the house stands there, and the way leads to their licences.

use super::refused::in_own_words;
use crate::flags;
use crate::views::portal::way_back;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use platform::error::Problem;
use platform::{Cx, house_name};

/// Draws it for nobody, whoever of the house may look.
pub(crate) async fn problem(cx: &Cx, what: &Problem) -> Response {
    if what.status == StatusCode::UNAUTHORIZED {
        return Redirect::to("/portal").into_response();
    }
    let mut nobody = Cx::nobody(&cx.kontor);
    (nobody.locale, nobody.request) = (cx.locale.clone(), cx.request.clone());
    // whoever is kept out costs the database nothing
    let is_blocked = what.kind == Some("blocked");
    let vendor = if is_blocked { None } else { house_name(&nobody).await };
    let way = (!is_blocked && nobody.flag(&flags::PORTAL)).then(|| way_back(&nobody));
    let told = Problem { refusals: in_own_words(what.refusals.clone()), ..what.clone() };
    ui::problem_outside(&nobody, &told, vendor.as_deref(), way)
}
