//! Giving the seat of a device of one's own to another device, in one step.

use super::super::offline::handed;
use super::device::own;
use super::guest::Guest;
use super::limits;
use super::offline::{parts, request_of, ttl, wish};
use super::refused::in_own_words;
use crate::actions;
use crate::domain::activation::MachineDraft;
use crate::domain::check_out::fingerprint_in;
use crate::views::offline::WITH_MACHINE;
use crate::views::portal::device::Own;
use crate::views::portal::transfer as views;
use crate::views::portal::transfer::Typed;
use crate::wire::file;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Error, Refusal, Result};
use std::collections::HashMap;
use ui::{Toast, flash};

pub(super) async fn show(
    guest: Guest,
    Path((licence, device)): Path<(String, String)>,
) -> Result<Markup> {
    let own = own(&guest, &licence, &device).await?;
    Ok(views::page(guest.frame(), &own, (&Typed::default(), &[])))
}

/// Leads back to the licence, or hands the new device's file over: the browser keeps that and stays where it is.
pub(super) async fn make(
    guest: Guest,
    Path((licence, device)): Path<(String, String)>,
    request: Request,
) -> Result<Response> {
    let own = own(&guest, &licence, &device).await?;
    limits::file(&guest.cx, own.licence.id, &guest.visit.email).await?;
    let typed = read(parts(request).await?);
    match made(&guest, &own, &typed).await {
        Ok(answer) => Ok(answer),
        Err(Error::Refused(wrong)) => {
            // what is left may have become less meanwhile
            let own = self::own(&guest, &licence, &device).await?;
            let wrong: Vec<_> = in_own_words(wrong).into_iter().map(placed).collect();
            let page = views::page(guest.frame(), &own, (&typed, &wrong));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn read(mut parts: HashMap<String, String>) -> Typed {
    let request = request_of(&mut parts);
    let mut text = |name| parts.remove(name).unwrap_or_default();
    let offline = !text("offline").is_empty();
    Typed { request, name: text("name"), offline, ttl: text("ttl") }
}

async fn made(guest: &Guest, own: &Own, typed: &Typed) -> Result<Response> {
    let new = MachineDraft {
        fingerprint: Some(fingerprint_in(&typed.request)?),
        name: Some(typed.name.clone()),
        ..MachineDraft::default()
    };
    let wish = if typed.offline { Some(wish(ttl(&typed.ttl)?, WITH_MACHINE)) } else { None };
    let cx = guest.acts();
    let (new, of) = actions::transfer_own_machine(&cx, own.device.id, &new, wish.as_ref()).await?;
    if let (Some(of), Some(wish)) = (of, wish) {
        let name = new.id.to_string();
        return Ok(handed(&name, file::of_new_machine(&cx, new, of, &wish).await?));
    }
    let names = [("name", new.label().into()), ("old", own.device.label().into())];
    let said = guest.cx.locale.ta("licensing-portal-did-move", &names);
    Ok(([flash(&Toast::ok(said))], Redirect::to(&own.back())).into_response())
}

/// What is wrong with the new device is so with its request; what no field of the form is about stands above it.
fn placed(wrong: Refusal) -> Refusal {
    let field = match wrong.field.as_deref() {
        Some("fingerprint" | "request") => Some("request"),
        Some("name") => Some("name"),
        Some("ttl") => Some("ttl"),
        _ => None,
    };
    Refusal { field: field.map(Into::into), ..wrong }
}
