//! One machine: its page, its name, and the freeing of its seat.

use super::fields::{Fields, Id, is_beside, refused};
use super::{actors, machine_list, saved_filter};
use crate::actions;
use crate::domain::activation::MachineEdit;
use crate::domain::machine::MachineId;
use crate::domain::saved_filter::Listed;
use crate::store::machine_list::{components, processes};
use crate::views::machine::{self as views, Shown};
use crate::views::machine_list::{List, label};
use crate::{rights, store};
use axum::response::{IntoResponse, Redirect, Response};
use events::licensing::Freed;
use maud::Markup;
use platform::{Cx, Result, event};
use ui::{Toast, flash};

/// More parts and processes than these are not drawn.
const MOST: u64 = 200;

pub(super) async fn show(cx: Cx, Id(id): Id<MachineId>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let shown = shown(&cx, id).await?;
    let saved = saved_filter::seen(&cx, Listed::Machines).await?;
    let address = machine_list::address(&cx).opens_filtered(saved.opening.is_some());
    // beside an open list only the machine is drawn
    let list = if is_beside(&cx) {
        List::default()
    } else {
        List { saved, ..machine_list::read(&cx, &address).await? }
    };
    Ok(views::page(&cx, &address, &list, &shown))
}

async fn shown(cx: &Cx, id: MachineId) -> Result<Shown> {
    let db = cx.db();
    let machine = store::machine::get(db, id).await?;
    let owner = match machine.owner {
        Some(id) => store::user::find(db, id).await?,
        None => None,
    };
    let group = match machine.group {
        Some(id) => store::group::find(db, id).await?,
        None => None,
    };
    let history = event::timeline(db, &events::licensing::machine_object(id)).await?;
    Ok(Shown {
        licence: store::licence::get(db, machine.licence).await?,
        product: store::product::get(db, machine.product).await?,
        components: components(db, id, MOST).await?,
        processes: processes(db, id, MOST).await?,
        actors: actors::of(cx, &history).await?,
        owner,
        group,
        history,
        machine,
    })
}

pub(super) async fn edit(cx: Cx, Id(id): Id<MachineId>) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let machine = store::machine::get(cx.db(), id).await?;
    Ok(views::edit(&cx, &machine, &machine.name, &[]))
}

pub(super) async fn change(cx: Cx, Id(id): Id<MachineId>, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let name = form.text("name");
    let edit = MachineEdit { name: Some(name.to_owned()), ..MachineEdit::default() };
    match actions::change_machine(&cx, id, &edit).await {
        Ok(_) => {
            let toast = Toast::ok(cx.locale.t("licensing-did-save"));
            Ok(([flash(&toast)], Redirect::to(&format!("/machines/{id}"))).into_response())
        }
        Err(error) => {
            let (status, wrong) = refused(error)?;
            let machine = store::machine::get(cx.db(), id).await?;
            Ok((status, views::edit(&cx, &machine, name, &wrong)).into_response())
        }
    }
}

pub(super) async fn ask_to_release(cx: Cx, Id(id): Id<MachineId>) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let machine = store::machine::get(cx.db(), id).await?;
    let licence = store::licence::get(cx.db(), machine.licence).await?;
    Ok(views::release(&cx, &machine, &licence))
}

pub(super) async fn release(cx: Cx, Id(id): Id<MachineId>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let machine = store::machine::get(cx.db(), id).await?;
    actions::deactivate_machine(&cx, id, Freed::Asked).await?;
    let name = label(&machine).to_owned();
    let toast = Toast::ok(cx.locale.ta("licensing-did-release", &[("name", name.into())]));
    let to = format!("/licences/{}", machine.licence);
    Ok(([flash(&toast)], Redirect::to(&to)).into_response())
}
