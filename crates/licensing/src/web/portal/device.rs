//! Freeing the seat of a device of one's own, so that another can have it.

use super::guest::Guest;
use super::refused::in_own_words;
use crate::actions;
use crate::domain::activation_event::Allowance;
use crate::domain::licence::LicenceId;
use crate::domain::machine::MachineId;
use crate::store;
use crate::views::portal::device as views;
use crate::views::portal::device::Own;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Error, Result};
use ui::{Toast, flash};

/// A device of a licence, both of which are the visitor's. Of a protected licence the vendor alone moves devices.
pub(super) async fn own(guest: &Guest, licence: &str, device: &str) -> Result<Own> {
    let (licence, device): (LicenceId, MachineId) = (id(licence)?, id(device)?);
    let licence = guest.licence(licence).await?;
    let policy = store::policy::get(guest.cx.db(), licence.policy).await?;
    if licence.protected.unwrap_or(policy.settings.protected) {
        return Err(Error::NotFound);
    }
    let device = store::machine::get(guest.cx.db(), device).await?;
    if device.licence != licence.id {
        return Err(Error::NotFound);
    }
    let left = match Allowance::of(&licence.limits, &policy.settings) {
        Some(allowance) => {
            let (db, now) = (guest.cx.db(), guest.cx.now);
            Some((allowance, store::activation_event::left(db, licence.id, &allowance, now).await?))
        }
        None => None,
    };
    Ok(Own { licence, device, left })
}

pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}

pub(super) async fn ask(
    guest: Guest,
    Path((licence, device)): Path<(String, String)>,
) -> Result<Markup> {
    let own = own(&guest, &licence, &device).await?;
    Ok(views::release(guest.frame(), &own, &[]))
}

pub(super) async fn release(
    guest: Guest,
    Path((licence, device)): Path<(String, String)>,
) -> Result<Response> {
    let theirs = own(&guest, &licence, &device).await?;
    match actions::release_own_machine(&guest.acts(), theirs.licence.id, theirs.device.id).await {
        Ok(()) => {
            let name = theirs.device.label().to_owned();
            let said = guest.cx.locale.ta("licensing-portal-did-release", &[("name", name.into())]);
            Ok(([flash(&Toast::ok(said))], Redirect::to(&theirs.back())).into_response())
        }
        Err(Error::Refused(wrong)) => {
            // what is left may have become less meanwhile
            let own = own(&guest, &licence, &device).await?;
            let wrong = in_own_words(wrong);
            let page = views::release(guest.frame(), &own, &wrong);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
