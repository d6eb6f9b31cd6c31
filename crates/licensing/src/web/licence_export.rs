//! The list of licences as a file. Keys are not in it.

use super::export::{self, Walked};
use super::licence_list::{address, lines, resolve};
use crate::domain::licence::Licence;
use crate::rights;
use crate::store::licence_list::{self, Filter};
use crate::store::paging::Cursor;
use crate::views::csv;
use crate::views::licence_list::Line;
use axum::response::Response;
use chrono::SecondsFormat;
use platform::{Cx, Millis, Result};

/// Licences that a filter lets through.
struct Licences(Filter);

impl Walked for Licences {
    const NAME: &'static str = "licences";
    const HEAD: &'static [&'static str] = &[
        "id",
        "name",
        "key_end",
        "status",
        "policy",
        "whose",
        "test",
        "ends",
        "machines",
        "uses",
        "created",
        "last_validated",
        "last_check_in",
    ];
    type Row = Licence;

    async fn page(&self, cx: &Cx, after: Option<&Cursor>, most: u64) -> Result<Vec<Licence>> {
        licence_list::page(cx.db(), &self.0, after, most).await
    }

    fn cursor(&self, last: &Licence) -> Cursor {
        self.0.cursor(last)
    }

    async fn text(cx: &Cx, rows: Vec<Licence>) -> Result<String> {
        Ok(lines(cx, rows).await?.iter().map(row).collect())
    }
}

pub(super) async fn export(cx: Cx) -> Result<Response> {
    cx.require(rights::WORK)?;
    let filter = resolve(&cx, &address(&cx)).await?;
    Ok(export::file(cx, Licences(filter)))
}

fn row(line: &Line) -> String {
    let licence = &line.licence;
    let iso = |at: Option<Millis>| {
        at.map(|at| at.0.to_rfc3339_opts(SecondsFormat::AutoSi, true)).unwrap_or_default()
    };
    csv::row(&[
        &licence.id.to_string(),
        &licence.name,
        &licence.key_hint,
        line.status.name(),
        &line.policy,
        line.whose.as_deref().unwrap_or_default(),
        if licence.is_test { "yes" } else { "no" },
        // an import that finds nothing here takes the policy's duration
        &licence.expires_at.map_or_else(|| "never".to_owned(), |at| iso(Some(at))),
        &licence.machines.to_string(),
        &licence.uses.to_string(),
        &iso(Some(licence.created_at)),
        &iso(licence.last_validated_at),
        &iso(licence.last_checked_in_at),
    ])
}
