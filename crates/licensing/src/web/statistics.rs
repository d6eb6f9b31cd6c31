//! Statistics of licences: what was added up, by product and span.

use super::address::Address;
use super::export::file_headers;
use crate::domain::month::Month;
use crate::domain::product::{Product, ProductId};
use crate::domain::statistics::{By, days, week};
use crate::domain::usage::{Added, DAY, What, floor};
use crate::views::csv;
use crate::views::licence_list::label;
use crate::views::statistics::{self as views, Shown};
use crate::web::entry::first;
use crate::{rights, store};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use maud::Markup;
use platform::{Cx, Kontor, Millis, Result};

pub(crate) const PATH: &str = "/licences/statistics";
/// Days that can be looked at.
pub(crate) const SPANS: [i64; 4] = [7, 30, 90, 365];
const NAMES: &[&str] = &["days", "product"];
/// So many of what there is most of.
const TOP: u64 = 10;
/// So many months to come.
const MONTHS: usize = 12;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/statistics", get(show))
        .route("/licences/statistics.csv", get(export))
}

/// What is looked at.
struct Asked {
    product: Option<ProductId>,
    span: i64,
    since: Millis,
}

impl Asked {
    fn of(cx: &Cx, address: &Address) -> Result<Self> {
        let span = address.parsed("days")?.filter(|days| SPANS.contains(days)).unwrap_or(30);
        let since = floor(Millis(cx.now - TimeDelta::days(span - 1)), DAY);
        Ok(Self { product: address.parsed("product")?, span, since })
    }

    async fn hours(&self, cx: &Cx, what: What) -> Result<Vec<(DateTime<Utc>, i64)>> {
        let sums = store::usage_sums::by_hour(cx.db(), what, self.since, self.product).await?;
        Ok(sums.into_iter().map(|(hour, uses)| (hour.0, uses)).collect())
    }

    async fn days(&self, cx: &Cx, (what, by): (What, By)) -> Result<Vec<(NaiveDate, i64)>> {
        let hours = self.hours(cx, what).await?;
        // days of what is counted once a day are those of the server
        if what == What::Licences {
            return Ok(days(&hours, (self.since.0, cx.now), (&Utc, by)));
        }
        Ok(days(&hours, (self.since.0, cx.now), (&cx.locale.zone, by)))
    }
}

async fn show(cx: Cx) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let address = Address::of(&cx, PATH, NAMES);
    let asked = Asked::of(&cx, &address)?;
    let (db, zone) = (cx.db(), &cx.locale.zone);
    let ranked = |what| store::usage_sums::by_code(db, what, (asked.since, asked.product), TOP);
    let products: Vec<Product> = first(&cx).await?;
    let shown = Shown {
        products,
        product: asked.product.map(|id| id.to_string()).unwrap_or_default(),
        span: asked.span,
        added: Added::of(store::usage_sums::added(db).await?.map(|one| one.until), cx.now),
        good: asked.hours(&cx, What::Licences).await?.last().map(|(_, good)| *good),
        licences: asked.days(&cx, (What::Licences, By::Most)).await?,
        used: asked.days(&cx, (What::Used, By::Most)).await?,
        validations: asked.days(&cx, (What::Validations, By::Sum)).await?,
        activations: asked.days(&cx, (What::Activations, By::Sum)).await?,
        codes: ranked(What::Validations).await?,
        features: ranked(What::Features).await?,
        sessions: week(&asked.hours(&cx, What::Sessions).await?, zone, asked.span),
        users: week(&asked.hours(&cx, What::Users).await?, zone, asked.span),
        ending: ending(&cx, &asked).await?,
        top: top(&cx, &asked).await?,
    };
    Ok(views::page(&cx, &address, &shown))
}

/// Licences that end in this month and in those to come.
async fn ending(cx: &Cx, asked: &Asked) -> Result<Vec<(Millis, u64)>> {
    let mut all = Vec::with_capacity(MONTHS);
    let mut month = Month::of(cx.now);
    for _ in 0..MONTHS {
        let span = (Millis(month.start()), Millis(month.next().start()));
        all.push((span.0, store::usage_sums::ending(cx.db(), span, asked.product).await?));
        month = month.next();
    }
    Ok(all)
}

async fn top(cx: &Cx, asked: &Asked) -> Result<Vec<(String, String, i64)>> {
    let top = store::usage_sums::top(cx.db(), asked.since, asked.product, TOP).await?;
    let ids: Vec<_> = top.iter().map(|(id, _)| *id).collect();
    let licences = store::licence::with_ids(cx.db(), &ids).await?;
    let line = |(id, uses): &(_, i64)| {
        // one that was deleted has no page any more
        let licence = licences.iter().find(|one| one.id == *id)?;
        Some((label(&cx.locale, licence), format!("/licences/{id}/usage"), *uses))
    };
    Ok(top.iter().filter_map(line).collect())
}

/// The same by days, for spreadsheets.
async fn export(cx: Cx) -> Result<Response> {
    cx.require(rights::WORK)?;
    let asked = Asked::of(&cx, &Address::of(&cx, PATH, NAMES))?;
    super::licence::note_export(&cx, "licence_statistics");
    let products: Vec<Product> = first(&cx).await?;
    let rows = store::usage_sums::by_day(cx.db(), asked.since, asked.product).await?;
    let mut body =
        format!("{}{}", csv::MARK, csv::row(&["day", "product", "what", "code", "count"]));
    for (day, product, what, code, count) in rows {
        let day = DateTime::from_timestamp_millis(day).unwrap_or_default();
        let name = products.iter().find(|one| one.id == product);
        let name = name.map_or_else(|| product.to_string(), |one| one.name.clone());
        let day = day.format("%Y-%m-%d").to_string();
        body.push_str(&csv::row(&[&day, &name, &what, &code, &count.to_string()]));
    }
    let name = format!("kontor-licence-statistics-{}.csv", cx.now.format("%Y-%m-%d"));
    Ok((file_headers(&name), body).into_response())
}
