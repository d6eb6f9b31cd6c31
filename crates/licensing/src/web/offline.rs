//! The desk for machines without a network: a licence or machine file to carry there.

use crate::domain::check_out::{Refused, Wish, fingerprint_in};
use crate::domain::licence::LicenceId;
use crate::domain::machine::MachineId;
use crate::views::offline::{self as views, Shown, Typed};
use crate::wire::file::{self, File};
use crate::wire::issuer;
use crate::{rights, store};
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
    let machine = machine(cx, id, typed).await?;
    let include = if machine.is_some() { views::WITH_MACHINE } else { views::WITH_LICENCE };
    let include = include.iter().map(|name| (*name).to_owned()).collect();
    let wish = Wish { encrypt: typed.encrypt.is_some(), ttl, include, algorithm: None };
    match machine {
        Some(machine) => Ok((machine.to_string(), file::of_machine(cx, machine, &wish).await?)),
        None => Ok((id.to_string(), file::of_licence(cx, id, &wish).await?)),
    }
}

/// The machine that is meant: by what it wrote down, else the one that was chosen, else none.
async fn machine(cx: &Cx, licence: LicenceId, typed: &Typed) -> Result<Option<MachineId>> {
    if !typed.request.trim().is_empty() {
        let fingerprint = fingerprint_in(&typed.request)?;
        let found = store::check_out::machines(cx.db(), &fingerprint, Some(licence)).await?;
        return Ok(Some(found.first().ok_or(Refused::MachineUnknown)?.id));
    }
    if typed.machine.is_empty() {
        return Ok(None);
    }
    let chosen = store::machine::get(cx.db(), id(&typed.machine)?).await?;
    if chosen.licence == licence { Ok(Some(chosen.id)) } else { Err(Error::NotFound) }
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
