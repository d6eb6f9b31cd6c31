//! A file for a device without a network, for those whose device it is.

use super::super::fields::Id;
use super::super::offline::handed;
use super::device::id;
use super::guest::Guest;
use super::limits;
use crate::domain::activation::MachineDraft;
use crate::domain::check_out::{Refused, Wish, fingerprint_in};
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::machine::MachineId;
use crate::views::offline::{WITH_LICENCE, WITH_MACHINE};
use crate::views::portal::offline as views;
use crate::views::portal::offline::{Shown, TIMES, Typed};
use crate::wire::file::{self, File};
use crate::{actions, store};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
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
    Ok(views::page(&guest.cx, &guest.visit, &shown))
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
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| broken())?;
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

fn broken() -> Error {
    Refusal::new("licensing-form-unreadable", "the form could not be read").into()
}

async fn made(guest: &Guest, licence: &Licence, typed: &Typed) -> Result<(String, File)> {
    let ttl = ttl(&typed.ttl)?;
    let device = device(guest, licence, typed).await?;
    let include = if device.is_some() { WITH_MACHINE } else { WITH_LICENCE };
    let wish = wish(ttl, include);
    let cx = guest.acts();
    match device {
        Some(device) => Ok((device.to_string(), file::of_machine(&cx, device, &wish).await?)),
        None => Ok((licence.id.to_string(), file::of_licence(&cx, licence.id, &wish).await?)),
    }
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

/// The device that is meant: by what it wrote down, else the one that was chosen, else none.
async fn device(guest: &Guest, licence: &Licence, typed: &Typed) -> Result<Option<MachineId>> {
    let db = guest.cx.db();
    if !typed.request.trim().is_empty() {
        let fingerprint = fingerprint_in(&typed.request)?;
        let found = store::check_out::machines(db, &fingerprint, Some(licence.id)).await?;
        return match found.first() {
            Some(known) => Ok(Some(known.id)),
            None if typed.register => register(guest, licence, fingerprint).await.map(Some),
            None => Err(Refused::MachineUnknown.into()),
        };
    }
    if typed.device.is_empty() {
        return Ok(None);
    }
    let chosen = store::machine::get(db, id(&typed.device)?).await?;
    if chosen.licence == licence.id { Ok(Some(chosen.id)) } else { Err(Error::NotFound) }
}

/// Takes a seat for a device that cannot do so itself.
async fn register(guest: &Guest, licence: &Licence, fingerprint: String) -> Result<MachineId> {
    let policy = store::policy::get(guest.cx.db(), licence.policy).await?;
    if licence.protected.unwrap_or(policy.settings.protected) {
        return Err(Refused::MachineUnknown.into());
    }
    let draft = MachineDraft { fingerprint: Some(fingerprint), ..MachineDraft::default() };
    match actions::activate_machine(&guest.acts(), licence.id, &draft).await {
        Ok(machine) => Ok(machine.id),
        Err(Error::Refused(all)) => {
            // whatever is wrong with the device, its request is the only field there
            let on_request =
                all.into_iter().map(|one| Refusal { field: Some("request".into()), ..one });
            Err(Error::Refused(on_request.collect()))
        }
        Err(error) => Err(error),
    }
}
