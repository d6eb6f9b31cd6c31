//! Groups and who belongs to them.

use super::fields::{Fields, Id, refused, refused_into};
use crate::actions::{self, Access, GroupForm};
use crate::domain::group::GroupId;
use crate::views::group::Filled;
use crate::{rights, store, views};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Cx, Error, Result, roles, users};
use ui::{Toast, flash};

pub(super) async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let groups = store::group::all(cx.db()).await?;
    let mut rows = Vec::with_capacity(groups.len());
    for group in groups {
        let ids = store::group::members(cx.db(), group.id).await?;
        let mut names: Vec<String> =
            users::with_ids(cx.db(), &ids).await?.into_iter().map(|user| user.name).collect();
        names.sort_unstable();
        rows.push((group, names));
    }
    Ok(views::group::list(&cx, &rows))
}

pub(super) async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let form = GroupForm { active: true, ..GroupForm::default() };
    draw(&cx, Filled { id: None, form, wrong: Vec::new() }).await
}

pub(super) async fn edit(cx: Cx, Id(id): Id<GroupId>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let group = store::group::get(cx.db(), id).await?;
    let access =
        Access { reserved: group.reserved, roles: store::reach::roles_of(cx.db(), id).await? };
    let form = GroupForm {
        name: group.name,
        active: group.active,
        members: store::group::members(cx.db(), id).await?,
        access: Some(access),
        version: Some(group.version),
    };
    draw(&cx, Filled { id: Some(id), form, wrong: Vec::new() }).await
}

pub(super) async fn create(cx: Cx, form: Fields) -> Result<Response> {
    save(&cx, None, &form).await
}

pub(super) async fn change(cx: Cx, Id(id): Id<GroupId>, form: Fields) -> Result<Response> {
    save(&cx, Some(id), &form).await
}

async fn save(cx: &Cx, id: Option<GroupId>, form: &Fields) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let mut wrong = Vec::new();
    let mut form = GroupForm {
        name: form.text("name"),
        active: id.is_none() || form.is_on("active"),
        members: refused_into(&mut wrong, form.parsed_all("member"))?.unwrap_or_default(),
        // others than administrators see it and change nothing about it
        access: if cx.has_everything() {
            let roles = refused_into(&mut wrong, form.parsed_all("role"))?.unwrap_or_default();
            Some(Access { reserved: form.is_on("reserved"), roles })
        } else {
            None
        },
        version: form.version(),
    };
    let saved = if wrong.is_empty() {
        actions::save_group(cx, id, form.clone()).await
    } else {
        Err(Error::Refused(wrong))
    };
    match saved {
        Ok(group) => {
            let said = cx.locale.ta("helpdesk-saved", &[("name", group.name.into())]);
            Ok(([flash(&Toast::ok(said))], Redirect::to("/admin/groups")).into_response())
        }
        Err(error) => {
            let (status, wrong) = refused(error)?;
            if let Some(id) = id.filter(|_| status == StatusCode::CONFLICT) {
                form.version = Some(store::group::get(cx.db(), id).await?.version);
            }
            if let (Some(id), None) = (id, &form.access) {
                let reserved = store::group::get(cx.db(), id).await?.reserved;
                let roles = store::reach::roles_of(cx.db(), id).await?;
                form.access = Some(Access { reserved, roles });
            }
            let page = draw(cx, Filled { id, form, wrong }).await?;
            Ok((status, page).into_response())
        }
    }
}

async fn draw(cx: &Cx, filled: Filled) -> Result<Markup> {
    let agents = users::active_staff(cx.db()).await?;
    let roles = roles::all(cx.db()).await?;
    Ok(views::group::form(cx, &filled, &agents, &roles))
}
