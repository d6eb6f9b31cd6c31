//! The list of machines as a file.

use super::export::{self, Walked};
use super::machine_list::{address, lines, resolve};
use crate::domain::licence_facts::iso;
use crate::domain::machine::Machine;
use crate::rights;
use crate::store::machine_list::{self, Filter};
use crate::store::paging::Cursor;
use crate::views::csv;
use crate::views::machine_list::Line;
use axum::response::Response;
use chrono::{DateTime, Utc};
use platform::{Cx, Millis, Result};

/// Machines that a filter lets through.
struct Machines(Filter);

impl Walked for Machines {
    const NAME: &'static str = "machines";
    const HEAD: &'static [&'static str] = &[
        "id",
        "fingerprint",
        "name",
        "hostname",
        "platform",
        "ip",
        "licence",
        "licence_name",
        "cores",
        "memory",
        "disk",
        "heartbeat",
        "last_heartbeat",
        "created",
    ];
    type Row = Machine;

    async fn page(&self, cx: &Cx, after: Option<&Cursor>, most: u64) -> Result<Vec<Machine>> {
        machine_list::page(cx.db(), &self.0, after, most).await
    }

    fn cursor(&self, last: &Machine) -> Cursor {
        Filter::cursor(last)
    }

    async fn text(cx: &Cx, rows: Vec<Machine>) -> Result<String> {
        Ok(lines(cx, rows).await?.iter().map(|line| row(line, cx.now)).collect())
    }
}

pub(super) async fn export(cx: Cx) -> Result<Response> {
    cx.require(rights::WORK)?;
    let filter = resolve(&cx, &address(&cx)).await?;
    Ok(export::file(cx, Machines(filter)))
}

fn row(line: &Line, now: DateTime<Utc>) -> String {
    let machine = &line.machine;
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let time = |at: Option<Millis>| at.map(|at| iso(at.0)).unwrap_or_default();
    csv::row(&[
        &machine.id.to_string(),
        &machine.fingerprint,
        &machine.name,
        &machine.hostname,
        &machine.platform,
        &machine.ip,
        &machine.licence.to_string(),
        line.licence.as_ref().map_or("", |licence| licence.name.as_str()),
        &number(machine.cores),
        &number(machine.memory),
        &number(machine.disk),
        machine.heartbeat(now).name(),
        &time(machine.last_beat_at),
        &time(Some(machine.created_at)),
    ])
}
