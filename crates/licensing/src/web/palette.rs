//! What the palette finds here: licences, machines, products, and the way to a new licence.

use super::licence_list::search;
use super::saved_filter;
use crate::rights;
use crate::store::licence_list::{self, Filter};
use crate::store::{choices, machine_list, machine_search};
use crate::views::licence_list::label;
use crate::views::machine_list::label as machine_label;
use platform::app::Hit;
use platform::{Cx, Result};

const MOST: u64 = 4;

/// Saved filters by name; licences by name, by the end of their key or by the whole of it; machines by name and fingerprint.
pub(crate) async fn hits(cx: Cx, text: String) -> Result<Vec<Hit>> {
    if !cx.may(rights::VIEW) {
        return Ok(Vec::new());
    }
    let mut hits = Vec::new();
    if cx.may(rights::WORK) && ui::names_it(&cx, "licensing-licence-new", &text) {
        hits.push(Hit {
            icon: "plus",
            label: cx.locale.t("licensing-licence-new"),
            detail: "C".into(),
            path: "/licences/new".into(),
        });
    }
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    if text.chars().count() < 3 {
        return Ok(hits);
    }
    hits.extend(saved_filter::hits(&cx, &text).await?);
    let ids = search(&cx, &text).await?;
    let found = Filter { ids: Some(ids), ..Filter::at(cx.now) };
    for licence in licence_list::page(cx.db(), &found, None, MOST).await? {
        hits.push(Hit {
            icon: "key-round",
            label: label(&cx.locale, &licence),
            detail: format!("…{}", licence.key_hint),
            path: format!("/licences/{}", licence.id),
        });
    }
    let ids = machine_search::ids(cx.db(), &text, &[]).await?;
    let found = machine_list::Filter { ids: Some(ids), ..machine_list::Filter::at(cx.now) };
    for machine in machine_list::page(cx.db(), &found, None, MOST).await? {
        hits.push(Hit {
            icon: "monitor",
            label: machine_label(&machine).to_owned(),
            detail: machine.platform.clone(),
            path: format!("/machines/{}", machine.id),
        });
    }
    for product in choices::products_named(cx.db(), &text, MOST).await? {
        hits.push(Hit {
            icon: "folder",
            label: product.name,
            detail: product.code.unwrap_or_default(),
            path: format!("/licences/products/{}", product.id),
        });
    }
    Ok(hits)
}
