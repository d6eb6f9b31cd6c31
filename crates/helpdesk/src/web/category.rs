//! Categories.

use super::fields::{Fields, Id, refused};
use crate::actions::{self, CategoryForm};
use crate::domain::category::{Category, CategoryId};
use crate::views::category::Filled;
use crate::{rights, store, views};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Cx, Result};
use ui::{Toast, flash};

pub(super) async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    draw_list(&cx, &Filled::default()).await
}

async fn draw_list(cx: &Cx, new: &Filled) -> Result<Markup> {
    let categories = store::category::all(cx.db()).await?;
    Ok(views::category::list(cx, &categories, new))
}

pub(super) async fn edit(cx: Cx, Id(id): Id<CategoryId>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let Category { name, active, version, .. } = store::category::get(cx.db(), id).await?;
    let form = CategoryForm { name, active, version: Some(version) };
    Ok(views::category::form(&cx, id, &Filled { form, wrong: Vec::new() }))
}

pub(super) async fn create(cx: Cx, form: Fields) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let form = CategoryForm { name: form.text("name"), active: true, version: None };
    match actions::save_category(&cx, None, form.clone()).await {
        Ok(category) => Ok(saved(&cx, category)),
        Err(error) => {
            let (status, wrong) = refused(error)?;
            let page = draw_list(&cx, &Filled { form, wrong }).await?;
            Ok((status, page).into_response())
        }
    }
}

pub(super) async fn change(cx: Cx, Id(id): Id<CategoryId>, form: Fields) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let mut form = CategoryForm {
        name: form.text("name"),
        active: form.is_on("active"),
        version: form.version(),
    };
    match actions::save_category(&cx, Some(id), form.clone()).await {
        Ok(category) => Ok(saved(&cx, category)),
        Err(error) => {
            let (status, wrong) = refused(error)?;
            if status == StatusCode::CONFLICT {
                form.version = Some(store::category::get(cx.db(), id).await?.version);
            }
            let page = views::category::form(&cx, id, &Filled { form, wrong });
            Ok((status, page).into_response())
        }
    }
}

fn saved(cx: &Cx, category: Category) -> Response {
    let said = cx.locale.ta("helpdesk-saved", &[("name", category.name.into())]);
    ([flash(&Toast::ok(said))], Redirect::to("/admin/categories")).into_response()
}
