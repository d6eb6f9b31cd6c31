//! A file for a device without a network, for those whose device it is.

use super::super::fields::Id;
use super::super::offline::{Meant, file_for, handed, meant};
use super::guest::Guest;
use super::limits;
use super::refused::in_own_words;
use crate::domain::check_out::{Refused, Wish};
use crate::domain::licence::{Licence, LicenceId};
use crate::store;
use crate::views::portal::offline as views;
use crate::views::portal::offline::{Shown, TIMES, Typed};
use crate::wire::file::File;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use platform::http::is_too_long;
use platform::{Error, Refusal, Result};
use std::collections::HashMap;

/// So many devices can be chosen from; the others are named by their requests.
const CHOICES: u64 = 200;

pub(super) async fn show(guest: Guest, Id(id): Id<LicenceId>) -> Result<Markup> {
    let licence = guest.licence(id).await?;
    draw(&guest, licence, &Typed::default(), &[]).await
}

async fn draw(guest: &Guest, licence: Licence, typed: &Typed, wrong: &[Refusal]) -> Result<Markup> {
    let db = guest.cx.db();
    let devices = store::check_out::machines_of(db, licence.id, CHOICES).await?;
    let policy = store::policy::get(db, licence.policy).await?;
    let takes_devices = !licence.protected.unwrap_or(policy.settings.protected);
    let shown = Shown { licence, devices, takes_devices, typed, wrong };
    Ok(views::page(guest.frame(), &shown))
}

/// Hands the file over: no page follows, for the browser keeps it and stays where it is.
pub(super) async fn make(
    guest: Guest,
    Id(id): Id<LicenceId>,
    request: Request,
) -> Result<Response> {
    let licence = guest.licence(id).await?;
    limits::file(&guest.cx, id, &guest.visit.email).await?;
    let typed = read(parts(request).await?);
    match made(&guest, &licence, &typed).await {
        Ok((name, file)) => Ok(handed(&name, file)),
        Err(Error::Refused(wrong)) => {
            let wrong = in_own_words(wrong);
            let page = draw(&guest, licence, &typed, &wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The fields of a form that may have files, by name.
pub(super) async fn parts(request: Request) -> Result<HashMap<String, String>> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Error::NotFound)?;
    let mut parts = HashMap::new();
    while let Some(part) = form.next_field().await.map_err(|cause| broken(&cause))? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|cause| broken(&cause))?;
        parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    Ok(parts)
}

/// What was pasted counts before what was uploaded.
pub(super) fn request_of(parts: &mut HashMap<String, String>) -> String {
    let pasted = parts.remove("request").filter(|text| !text.trim().is_empty());
    pasted.or_else(|| parts.remove("upload")).unwrap_or_default()
}

fn read(mut parts: HashMap<String, String>) -> Typed {
    let request = request_of(&mut parts);
    let mut text = |name| parts.remove(name).unwrap_or_default();
    let register = !text("register").is_empty();
    Typed { device: text("device"), request, ttl: text("ttl"), register }
}

fn broken(cause: &MultipartError) -> Error {
    if is_too_long(cause) {
        return Error::TooLarge { limit_bytes: 0 };
    }
    Refusal::new("licensing-form-unreadable", "the form could not be read").into()
}

async fn made(guest: &Guest, licence: &Licence, typed: &Typed) -> Result<(String, File)> {
    let ttl = ttl(&typed.ttl)?;
    let meant = meant(&guest.cx, licence.id, (&typed.request, &typed.device)).await?;
    if matches!(meant, Meant::Unknown(_)) {
        let policy = store::policy::get(guest.cx.db(), licence.policy).await?;
        if licence.protected.unwrap_or(policy.settings.protected) {
            let text =
                "no device of this licence has this fingerprint, and the vendor alone adds one";
            return Err(Refusal::new("licensing-portal-device-kept", text).on("request").into());
        }
        if !typed.register {
            return Err(Refused::MachineUnknown.into());
        }
    }
    file_for(&guest.acts(), licence.id, meant, wish(ttl, &[])).await
}

/// For how long a file is good: nobody makes one here that is good for longer than is offered.
pub(super) fn ttl(typed: &str) -> Result<u64, Refused> {
    let chosen = TIMES.iter().find(|(seconds, _)| seconds.to_string() == typed);
    chosen.map(|(seconds, _)| *seconds).ok_or(Refused::Ttl)
}

pub(super) fn wish(ttl: u64, include: &[&str]) -> Wish {
    let include = include.iter().map(|name| (*name).to_owned()).collect();
    Wish { encrypt: false, ttl: Some(ttl), include, algorithm: None }
}
