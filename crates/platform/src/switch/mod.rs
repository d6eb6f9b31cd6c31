//! Switches that are turned while the house runs: apps, features, maintenance and read-only mode. Kept in the database,
//! held in memory, the same on every node within seconds.

pub(crate) mod migration;
mod store;

pub use store::Model as Turned;

use crate::app::Door;
use crate::config::Config;
use crate::db::Tx;
use crate::disk::Room;
use crate::error::Closed;
use crate::event::{self, Event};
use crate::{App, Cx, Error, Kontor, Lang, Millis, Refusal, Result, rights};
use axum::http::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Only administrators work in the house; the others are told why.
pub const MAINTENANCE: &str = "maintenance";
/// Nothing is changed; what is there can be read.
pub const READ_ONLY: &str = "read-only";
/// What every node and the page of switches listens to.
pub const TOPIC: &str = "switches";
/// When a visitor may ask again, in seconds.
const RETRY_AFTER: u64 = 300;

/// A feature that can be turned on and off; declared by the app that has it ([`App::flags`]).
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Unique among flags and apps.
    pub name: &'static str,
    /// What it is, and what it does: text keys.
    pub label: &'static str,
    pub hint: &'static str,
    /// How it stands as long as nobody turned it.
    pub usual: fn(&Config) -> bool,
}

/// How the switches stand, as this node knows it.
#[derive(Default)]
pub struct Switches {
    held: RwLock<Arc<HashMap<String, Turned>>>,
    /// A full disk turns one that nobody turned.
    pub(crate) room: Room,
}

impl Switches {
    fn all(&self) -> Arc<HashMap<String, Turned>> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn is_on(&self, name: &str, usual: bool) -> bool {
        self.all().get(name).map_or(usual, |turned| turned.turned_on)
    }
}

/// Learns how the switches were turned, here and elsewhere.
pub async fn refresh(kontor: &Kontor) -> Result<()> {
    let rows = store::all(kontor.db.reader()).await?;
    let all: HashMap<_, _> = rows.into_iter().map(|row| (row.name.clone(), row)).collect();
    let all = Arc::new(all);
    let before = {
        let mut held = kontor.switches.held.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *held, all.clone())
    };
    if before != all {
        // jobs may have waited for this
        kontor.wake();
    }
    Ok(())
}

impl Kontor {
    /// Whether an app of this house is switched on.
    pub fn is_on(&self, app: &App) -> bool {
        !app.optional || self.switches.is_on(app.name, true)
    }

    /// The apps that are switched on.
    pub fn apps_on(&self) -> impl Iterator<Item = &App> {
        self.apps.iter().filter(|app| self.is_on(app))
    }

    pub fn flag(&self, flag: &Flag) -> bool {
        self.switches.is_on(flag.name, (flag.usual)(&self.config))
    }

    /// Whether nothing may be changed: because somebody said so, or because the disk is full.
    pub fn is_read_only(&self) -> bool {
        self.is_full() || self.switches.is_on(READ_ONLY, false)
    }

    pub fn is_under_maintenance(&self) -> bool {
        self.switches.is_on(MAINTENANCE, false)
    }

    /// Refuses what would change something in read-only mode; for the few addresses that change though they are read.
    pub fn may_change(&self) -> Result<()> {
        if self.is_read_only() { Err(read_only(self)) } else { Ok(()) }
    }

    /// Refuses what a program wants to change while the house is under maintenance or read-only; for wires.
    pub fn may_change_from_outside(&self, lang: Lang) -> Result<()> {
        let cx = Cx { locale: self.locale(lang), ..Cx::nobody(self) };
        kept_out(&cx, false)?;
        self.may_change()
    }

    /// Whether an app does nothing by itself: it is off, or nothing may be changed.
    pub fn rests(&self, app: &str) -> bool {
        self.is_read_only() || self.apps.iter().any(|one| one.name == app && !self.is_on(one))
    }

    /// Waits until the app need not rest; at the end of the server too.
    pub async fn rested(&self, app: &str) {
        let stop = self.stopping();
        while self.rests(app) && !stop.is_cancelled() {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(std::time::Duration::from_secs(1)) => {}
            }
        }
    }

    /// What those are told who may not work here now, in this language.
    fn words(&self, lang: Lang) -> String {
        let all = self.switches.all();
        let Some(turned) = all.get(MAINTENANCE) else { return String::new() };
        let (own, other) = match lang {
            Lang::De => (&turned.text_de, &turned.text_en),
            Lang::En => (&turned.text_en, &turned.text_de),
        };
        if own.is_empty() { other.clone() } else { own.clone() }
    }
}

impl Cx {
    pub fn flag(&self, flag: &Flag) -> bool {
        self.kontor.flag(flag)
    }
}

/// Why whoever asks gets nothing now: maintenance, for who may not operate the server.
pub(crate) fn kept_out(cx: &Cx, operates: bool) -> Result<()> {
    if operates || !cx.kontor.is_under_maintenance() {
        return Ok(());
    }
    let own = cx.kontor.words(cx.locale.lang);
    let refusal = if own.is_empty() {
        Refusal::new("platform-maintenance", "maintenance is under way; try again later")
    } else {
        Refusal::new("platform-said", own.clone()).with("text", own)
    };
    let status = StatusCode::SERVICE_UNAVAILABLE;
    Err(Closed { status, kind: "maintenance", refusal, retry_after: Some(RETRY_AFTER) }.into())
}

/// Refuses what would change something in read-only mode. `path` is the address, `route` as the router writes it.
pub(crate) fn settled(kontor: &Kontor, method: &Method, path: &str, route: &str) -> Result<()> {
    let always = || is_taken_always(kontor, path) || is_taken_always(kontor, route);
    if method.is_safe() || !kontor.is_read_only() || always() {
        return Ok(());
    }
    Err(read_only(kontor))
}

fn read_only(kontor: &Kontor) -> Error {
    let refusal = if kontor.is_full() {
        Refusal::new("platform-disk-full", "nothing can be changed now: the disk is full")
    } else {
        Refusal::new("platform-read-only", "nothing can be changed now: read-only mode")
    };
    let status = StatusCode::SERVICE_UNAVAILABLE;
    Closed { status, kind: "readonly", refusal, retry_after: Some(RETRY_AFTER) }.into()
}

/// The answer of an app that is switched off.
pub(crate) fn off() -> Error {
    let refusal = Refusal::new("platform-switched-off", "this app is switched off");
    Closed { status: StatusCode::NOT_FOUND, kind: "off", refusal, retry_after: None }.into()
}

fn is_taken_always(kontor: &Kontor, at: &str) -> bool {
    let mut doors = kontor.apps.iter().flat_map(|app| app.doors);
    doors.any(|door| matches!(door, Door::Always(always) if *always == at))
}

/// Whether a visitor of this address may come at any time: to sign in and out, and for the program's own files.
pub(crate) fn is_always_open(kontor: &Kontor, path: &str) -> bool {
    kontor.is_entrance(path) || kontor.is_public(path) || is_taken_always(kontor, path)
}

/// What a switch is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Mode,
    App,
    Flag,
}

/// One switch as it stands.
#[derive(Clone, Debug)]
pub struct Switch {
    pub name: &'static str,
    pub kind: Kind,
    /// Text keys; an app without a name in the rail has none.
    pub label: Option<&'static str>,
    pub hint: Option<&'static str>,
    pub on: bool,
    /// Whether it can be turned here.
    pub fixed: bool,
    /// How it was turned last.
    pub turned: Option<Turned>,
}

/// All switches of the house, in the order of its page.
pub fn all(kontor: &Kontor) -> Vec<Switch> {
    let turned = kontor.switches.all();
    let switch = |name: &'static str, kind, on| Switch {
        name,
        kind,
        label: None,
        hint: None,
        on,
        fixed: false,
        turned: turned.get(name).cloned(),
    };
    let modes = [
        (MAINTENANCE, "platform-switch-maintenance", "platform-switch-maintenance-hint"),
        (READ_ONLY, "platform-switch-read-only", "platform-switch-read-only-hint"),
    ];
    let modes = modes.map(|(name, label, hint)| {
        let on = kontor.switches.is_on(name, false);
        Switch { label: Some(label), hint: Some(hint), ..switch(name, Kind::Mode, on) }
    });
    let apps = kontor.apps.iter().filter(|app| app.optional).map(|app| {
        let label = app.rail.first().map(|entry| entry.label);
        Switch { label, ..switch(app.name, Kind::App, kontor.is_on(app)) }
    });
    let fixed = kontor.apps_off.iter();
    let fixed = fixed.map(|name| Switch { fixed: true, ..switch(name, Kind::App, false) });
    let flags = kontor.apps.iter().flat_map(|app| app.flags).map(|flag| Switch {
        label: Some(flag.label),
        hint: Some(flag.hint),
        ..switch(flag.name, Kind::Flag, kontor.flag(flag))
    });
    modes.into_iter().chain(apps).chain(fixed).chain(flags).collect()
}

/// How a switch is to stand.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub on: bool,
    pub text_de: String,
    pub text_en: String,
}

/// Turns a switch. [`refresh`] after the commit.
pub async fn turn(tx: &Tx, cx: &Cx, name: &'static str, wanted: Wanted) -> Result<()> {
    let row = Turned {
        name: name.to_owned(),
        turned_on: wanted.on,
        text_de: wanted.text_de,
        text_en: wanted.text_en,
        author: cx.user_id(),
        at: Millis(cx.now),
    };
    let said = [&row.text_de, &row.text_en].map(Clone::clone);
    store::put(tx, row).await?;
    let [text_de, text_en] = said;
    let fact = SwitchTurned { name: name.to_owned(), on: wanted.on, text_de, text_en };
    event::record(tx, cx, &fact).await
}

/// Whether somebody may operate the server, and so works here during maintenance too.
pub(crate) fn operates(cx: &Cx) -> bool {
    cx.may(rights::OPERATE)
}

/// A switch was turned.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SwitchTurned {
    pub name: String,
    pub on: bool,
    /// What the others are told; only with maintenance.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_de: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_en: String,
}

impl Event for SwitchTurned {
    const NAME: &'static str = "platform.switch_turned";
    fn object(&self) -> String {
        format!("switch:{}", self.name)
    }
    fn topics(&self) -> Vec<String> {
        vec![TOPIC.into()]
    }
}
