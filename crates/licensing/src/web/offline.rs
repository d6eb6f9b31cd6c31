//! The desk for machines without a network: a licence or machine file to carry there.

use crate::domain::activation::MachineDraft;
use crate::domain::check_out::{Refused, Wish, fingerprint_in};
use crate::domain::licence::LicenceId;
use crate::domain::machine::MachineId;
use crate::views::offline::{self as views, Shown, Typed};
use crate::wire::file::{self, File};
use crate::wire::issuer;
use crate::{actions, rights, store};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use maud::Markup;
use platform::{Cx, Error, Kontor, Refusal, Result};

/// So many machines can be chosen from; the others are named by their fingerprints.
const CHOICES: u64 = 200;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/licences/{id}/offline", get(show).post(make))
}

async fn show(cx: Cx, Path(text): Path<String>) -> Result<Markup> {
    cx.require(rights::WORK)?;
    draw(&cx, id(&text)?, &Typed::default(), &[]).await
}

async fn draw(cx: &Cx, id: LicenceId, typed: &Typed, wrong: &[Refusal]) -> Result<Markup> {
    let licence = store::licence::get(cx.db(), id).await?;
    let machines = store::check_out::machines_of(cx.db(), id, CHOICES).await?;
    let issuer = issuer::of(&cx.kontor).await?;
    let public_key = issuer.public_key().to_owned();
    Ok(views::show(cx, &Shown { licence, machines, public_key, typed, wrong }))
}

/// Hands the file over: no page follows, for the browser keeps it and stays where it is.
async fn make(cx: Cx, Path(text): Path<String>, Form(typed): Form<Typed>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let id = id(&text)?;
    match made(&cx, id, &typed).await {
        Ok((name, file)) => Ok(handed(&name, file)),
        Err(Error::Refused(wrong)) => {
            let page = draw(&cx, id, &typed, &wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn made(cx: &Cx, id: LicenceId, typed: &Typed) -> Result<(String, File)> {
    let ttl = match typed.ttl.as_str() {
        views::FOR_EVER => None,
        seconds => Some(seconds.parse().map_err(|_| Refused::Ttl)?),
    };
    let meant = meant(cx, id, (&typed.request, &typed.machine)).await?;
    if matches!(meant, Meant::Unknown(_)) && typed.register.is_none() {
        return Err(Refused::MachineUnknown.into());
    }
    file_for(cx, id, meant, Wish { encrypt: typed.encrypt.is_some(), ttl, ..Wish::default() }).await
}

/// What a file is to be for.
pub(super) enum Meant {
    Licence,
    Machine(MachineId),
    /// One that has no seat of the licence yet, by its fingerprint.
    Unknown(String),
}

/// The machine that is meant: by what it wrote down, else the one that was chosen, else none.
pub(super) async fn meant(
    cx: &Cx,
    licence: LicenceId,
    (request, machine): (&str, &str),
) -> Result<Meant> {
    if !request.trim().is_empty() {
        let fingerprint = fingerprint_in(request)?;
        let found = store::check_out::machines(cx.db(), &fingerprint, Some(licence)).await?;
        return Ok(match found.first() {
            Some(known) => Meant::Machine(known.id),
            None => Meant::Unknown(fingerprint),
        });
    }
    if machine.is_empty() {
        return Ok(Meant::Licence);
    }
    let chosen = store::machine::get(cx.db(), id(machine)?).await?;
    if chosen.licence == licence { Ok(Meant::Machine(chosen.id)) } else { Err(Error::NotFound) }
}

/// The file with its name; a machine that has no seat yet takes one.
pub(super) async fn file_for(
    cx: &Cx,
    licence: LicenceId,
    meant: Meant,
    wish: Wish,
) -> Result<(String, File)> {
    let included = match meant {
        Meant::Licence => views::WITH_LICENCE,
        _ => views::WITH_MACHINE,
    };
    let include = included.iter().map(|name| (*name).to_owned()).collect();
    let wish = Wish { include, ..wish };
    match meant {
        Meant::Licence => Ok((licence.to_string(), file::of_licence(cx, licence, &wish).await?)),
        Meant::Machine(id) => Ok((id.to_string(), file::of_machine(cx, id, &wish).await?)),
        Meant::Unknown(fingerprint) => {
            let draft = MachineDraft { fingerprint: Some(fingerprint), ..MachineDraft::default() };
            let made = actions::activate_offline(cx, licence, &draft, &wish).await;
            let (machine, of) = made.map_err(on_request)?;
            let name = machine.id.to_string();
            Ok((name, file::of_new_machine(cx, machine, of, &wish).await?))
        }
    }
}

/// Whatever is wrong with a machine, its request is the only field there; what is wrong with its file has its own.
fn on_request(error: Error) -> Error {
    let placed = |one: Refusal| {
        let of_file = one.key.starts_with("licensing-file-");
        if of_file { one } else { Refusal { field: Some("request".into()), ..one } }
    };
    match error {
        Error::Refused(all) => Error::Refused(all.into_iter().map(placed).collect()),
        other => other,
    }
}

pub(super) fn handed(name: &str, file: File) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.lic\"")),
    ];
    (headers, file.certificate).into_response()
}

/// An id out of an address or a form; anything else names nothing.
fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}
