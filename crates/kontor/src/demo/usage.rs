//! The demo company's last sixty days at the licence server: what programs did, counted, and some of what they asked.

use chrono::{DateTime, Datelike as _, TimeDelta, Timelike as _, Utc, Weekday};
use licensing::actions::{self, MeterUse};
use licensing::domain::draft::Given;
use licensing::domain::licence::LicenceId;
use licensing::domain::machine::MachineId;
use licensing::domain::meter::Meter;
use licensing::domain::month::Month;
use licensing::domain::product::ProductId;
use licensing::domain::request::{Asked, Outcome};
use licensing::domain::usage::day::Day;
use licensing::domain::usage::hour::Hour;
use licensing::domain::usage::{DAY, HOUR, Heartbeat, What, floor};
use licensing::store::{self, months, usage_sums};
use platform::{Cx, Lang, Millis, Result};
use sea_orm::prelude::Uuid;
use serde_json::json;
use std::net::Ipv4Addr;

const DAYS: i64 = 60;
/// Single heartbeats are told of so many days.
const BEATS: i64 = 2;
/// Requests are kept for a month.
const LOGGED: i64 = 25;

/// A licence that programs run with.
pub struct Running {
    pub licence: LicenceId,
    pub product: ProductId,
    pub machines: Vec<MachineId>,
    /// Its programs tell who uses them, and how.
    pub floats: bool,
}

pub async fn write(cx: &Cx, lang: Lang, all: &[Running]) -> Result<()> {
    for table in months::ALL {
        let mut month = Month::of(cx.now - TimeDelta::days(DAYS));
        while month <= Month::of(cx.now).next() {
            actions::make_month(cx, table, month).await?;
            month = month.next();
        }
    }
    let until = floor(Millis(cx.now), HOUR);
    let tx = cx.begin().await?;
    usage_sums::begin(&tx, until).await?;
    let mut products: Vec<ProductId> = all.iter().map(|one| one.product).collect();
    products.sort_unstable();
    products.dedup();
    let hours: Vec<Hour> =
        products.iter().flat_map(|product| hours(all, *product, until)).collect();
    usage_sums::add_hours(&tx, &hours).await?;
    let days: Vec<Day> = all.iter().enumerate().flat_map(|one| days(one, until)).collect();
    usage_sums::add_days(&tx, &days).await?;
    store::usage::insert_heartbeats(&tx, &heartbeats(all, until)).await?;
    let requests: Vec<_> = (0..LOGGED * 6).map(|n| asked(all, n, cx.now)).collect();
    store::request::insert(&tx, &requests).await?;
    cx.commit(tx).await?;
    meters(cx, lang, all).await
}

/// How busy offices are at this hour, of a hundred.
fn busy(at: DateTime<Utc>) -> i64 {
    const OFFICE: [i64; 11] = [30, 70, 90, 100, 95, 60, 80, 95, 90, 70, 30];
    let hour = at.hour() as usize;
    match at.weekday() {
        Weekday::Sun => 0,
        Weekday::Sat => i64::from((8..12).contains(&hour)) * 15,
        _ => hour.checked_sub(6).and_then(|n| OFFICE.get(n)).copied().unwrap_or_default(),
    }
}

/// A number that looks like none of its neighbours, below `most`: the demo is the same on every day that it is shown.
fn some(n: i64, most: i64) -> i64 {
    (n.wrapping_mul(2_654_435_761) >> 7).rem_euclid(most.max(1))
}

/// Every hour of the time that is told, with its number.
fn every_hour(until: Millis) -> impl Iterator<Item = (i64, DateTime<Utc>)> {
    let first = floor(Millis(until.0 - TimeDelta::days(DAYS)), DAY).0;
    (0..).map(move |n| (n, first + TimeDelta::hours(n))).take_while(move |(_, at)| *at < until.0)
}

/// There were fewer customers two months ago.
fn grown(n: i64, of: i64) -> i64 {
    of * (60 + n * 40 / (DAYS * 24)) / 100
}

fn hours(all: &[Running], product: ProductId, until: Millis) -> Vec<Hour> {
    let own: Vec<_> = all.iter().filter(|one| one.product == product).collect();
    let licences = i64::try_from(own.len()).unwrap_or_default();
    let machines: usize = own.iter().map(|one| one.machines.len()).sum();
    let machines = i64::try_from(machines).unwrap_or_default();
    let floats = own.iter().any(|one| one.floats);
    let mut rows = Vec::new();
    for (n, at) in every_hour(until) {
        let mut put = |what: What, code: &str, uses: i64| {
            let (what, code) = (what.name().to_owned(), code.to_owned());
            if uses > 0 {
                rows.push(Hour { hour: Millis(at), product, what, code, uses });
            }
        };
        if at.hour() == 0 {
            put(What::Licences, "", grown(n, licences));
        }
        let busy = busy(at);
        let running = (grown(n, machines) * busy + 99) / 100;
        put(What::Machines, "", running);
        put(What::Used, "", (grown(n, licences) * busy + 99) / 100);
        put(What::Validations, "VALID", running * 3 + some(n, 5) * busy / 100);
        if floats {
            put(What::Sessions, "", running);
            put(What::Users, "", running * 2 + some(n + 1, 4) * busy / 100);
        }
        if at.hour() == 9 && busy > 0 {
            put(What::Activations, "", some(n, 4));
            put(What::Validations, "EXPIRED", some(n + 2, 5));
            put(What::Validations, "TOO_MANY_MACHINES", some(n + 3, 3));
            put(What::Validations, "FINGERPRINT_SCOPE_MISMATCH", some(n + 4, 2));
            for (feature, most) in [("labels", 90), ("inventory", 40), ("export", 12)] {
                put(What::Features, feature, i64::from(floats) * (5 + some(n, most)));
            }
        }
    }
    rows
}

/// What one licence did on each day.
fn days((number, one): (usize, &Running), until: Millis) -> Vec<Day> {
    let machines = i64::try_from(one.machines.len()).unwrap_or_default();
    let seed = i64::try_from(number).unwrap_or_default() * 1000;
    let mut rows = Vec::new();
    for (n, at) in every_hour(until) {
        if at.hour() != 0 || busy(at + TimeDelta::hours(9)) == 0 {
            continue;
        }
        let mut put = |feature: &str, uses: i64, users: i64| {
            let (licence, product, feature) = (one.licence, one.product, feature.to_owned());
            rows.push(Day { licence, day: Millis(at), feature, product, uses, users });
        };
        put("", machines * (6 + some(seed + n, 5)), machines * 2 + some(seed + n, 3));
        if one.floats {
            put("labels", 4 + some(seed + n, 30), 0);
            put("inventory", 1 + some(seed + n + 1, 12), 0);
        }
    }
    rows
}

fn heartbeats(all: &[Running], until: Millis) -> Vec<Heartbeat> {
    let mut rows = Vec::new();
    for (n, at) in every_hour(until).filter(|(n, _)| n % 2 == 0) {
        if at < until.0 - TimeDelta::days(BEATS) || busy(at) == 0 {
            continue;
        }
        for (number, one) in all.iter().enumerate() {
            for (m, machine) in one.machines.iter().enumerate() {
                let late = some(n + i64::try_from(number + m).unwrap_or_default(), 3000);
                rows.push(Heartbeat {
                    at: Millis(at + TimeDelta::seconds(late)),
                    id: Uuid::now_v7(),
                    licence: one.licence,
                    product: one.product,
                    machine: *machine,
                    process: None,
                    network: "198.51.100.0/24".into(),
                    version: "4.2.0".into(),
                    users: one.floats.then_some(2),
                });
            }
        }
    }
    rows
}

/// Requests as they come: most are answered, some refused.
const ASKED: [(&str, &str, u16, &str); 8] = [
    ("POST", "/v1/licenses/actions/validate-key", 200, ""),
    ("POST", "/api/license/verify", 200, ""),
    ("POST", "/v1/machines/{id}/actions/ping", 200, ""),
    ("POST", "/v1/machines", 422, "MACHINE_LIMIT_EXCEEDED"),
    ("POST", "/api/license/session/heartbeat", 200, ""),
    ("GET", "/v1/licenses/{id}", 401, "LICENSE_INVALID"),
    ("POST", "/v1/machines", 201, ""),
    ("POST", "/api/license/activate", 403, "EXPIRED"),
];

fn asked(all: &[Running], n: i64, now: DateTime<Utc>) -> licensing::domain::request::Request {
    let (method, path, status, code) = ASKED[usize::try_from(some(n, 8)).unwrap_or_default()];
    let at = now - TimeDelta::minutes(4 + n * 4 * 60 + some(n, 200));
    let of = usize::try_from(some(n + 1, 1000)).unwrap_or_default() % all.len().max(1);
    let licence = all.get(of).map(|one| one.licence).filter(|_| status != 401);
    let host = u8::try_from(10 + some(n, 200)).unwrap_or(1);
    let asked = Asked {
        request: format!("demo{n:012x}"),
        method: method.into(),
        path: path.into(),
        ip: Ipv4Addr::new(198, 51, 100, host).into(),
        at: Millis(at),
    };
    let micros = 700 + some(n, 2400);
    asked.ended(Outcome { status, code: code.into(), licence, micros })
}

/// What some count by the month; one customer is above what was agreed upon.
async fn meters(cx: &Cx, lang: Lang, all: &[Running]) -> Result<()> {
    let say = |de, en| if lang == Lang::De { de } else { en };
    let sent = json!({
        "name": say("Gedruckte Etiketten", "Printed labels"), "code": "labels",
        "unit": say("Etiketten", "labels"), "reset": "MONTH", "soft": 800, "hard": 2000,
    });
    let serde_json::Value::Object(sent) = sent else { return Ok(()) };
    let meter: Meter = actions::create_entry(cx, None, &Given::attributes(sent)).await?;
    for (number, one) in all.iter().filter(|one| one.floats).take(4).enumerate() {
        for n in 0..6 {
            let ago = TimeDelta::hours(5 + n * 29);
            let quantity = 40 + some(n, 60) + if number == 1 { 240 } else { 0 };
            let key = format!("demo-{n}");
            let at = Some(cx.now - ago);
            let used = MeterUse { meter: meter.code.clone(), quantity, key, at };
            actions::count_meter(cx, one.licence, &used).await?;
        }
    }
    Ok(())
}
