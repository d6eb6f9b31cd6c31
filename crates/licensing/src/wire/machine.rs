//! Machines: activated, changed, listed and freed.

use super::ask::Ask;
use super::at::At;
use super::bearer::Bearer;
use super::document::{Document, Resource};
use super::fault::{Fault, code};
use super::issuer::Issuer;
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::{Given, Member, Sent};
use super::{Answer, machine_related};
use crate::domain::activation::{ComponentDraft, MachineDraft, MachineEdit, Refused};
use crate::domain::activation_event::By;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::machine::{Heartbeat, LicenceUserId, Machine, MachineId};
use crate::domain::policy::Settings;
use crate::domain::reach::Whose;
use crate::domain::token;
use crate::store::machine_find::{Cursor, Filter};
use crate::store::reach;
use crate::{actions, recent, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use chrono::TimeDelta;
use events::licensing::Freed;
use platform::db::Source;
use platform::{Kontor, Millis, Refuse as _};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/machines", get(list).post(create))
        .route("/machines/{id}", get(show).patch(change).delete(remove))
        .route("/machines/{id}/actions/ping", post(ping))
        .route("/machines/{id}/actions/ping-heartbeat", post(ping))
        .route("/machines/{id}/actions/reset", post(reset))
        .route("/machines/{id}/actions/reset-heartbeat", post(reset))
        .merge(machine_related::routes())
}

/// A machine with what else its resource tells.
#[derive(Clone, Debug)]
pub struct Shown {
    pub machine: Machine,
    pub settings: Settings,
    /// How many processes its licence allows.
    pub max_processes: Option<u64>,
}

/// Reads what the resources of these machines tell.
pub async fn shown(db: &impl Source, machines: Vec<Machine>) -> platform::Result<Vec<Shown>> {
    fn distinct<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
        ids.collect::<BTreeSet<_>>().into_iter().collect()
    }
    let policies = distinct(machines.iter().map(|machine| machine.policy));
    let licences = distinct(machines.iter().map(|machine| machine.licence));
    let policies = store::policy::with_ids(db, &policies).await?;
    let licences = store::licence::with_ids(db, &licences).await?;
    let settings: HashMap<_, _> =
        policies.into_iter().map(|policy| (policy.id, policy.settings)).collect();
    let limits: HashMap<_, _> =
        licences.into_iter().map(|licence| (licence.id, licence.limits)).collect();
    let shown = machines.into_iter().map(|machine| {
        let settings = settings.get(&machine.policy).cloned().unwrap_or_default();
        let limits = limits.get(&machine.licence).cloned().unwrap_or_default();
        Shown { max_processes: limits.over(&settings).max_processes, settings, machine }
    });
    Ok(shown.collect())
}

/// The machine as the wire shows it.
pub fn resource(issuer: &Issuer, shown: &Shown, now: chrono::DateTime<chrono::Utc>) -> Resource {
    let Shown { machine, settings, max_processes } = shown;
    let drift = TimeDelta::seconds(Settings::DRIFT_SECONDS.cast_signed());
    let next = machine.dies_at.map(|end| Millis(end.0 - drift));
    let heartbeat = machine.heartbeat(now);
    let watched = machine.dies_at.is_some() || settings.require_heartbeat;
    Resource::new(issuer, "machines", machine.id)
        .with("fingerprint", &machine.fingerprint)
        .with("cores", machine.cores)
        .with("memory", machine.memory)
        .with("disk", machine.disk)
        .with("ip", said(&machine.ip))
        .with("hostname", said(&machine.hostname))
        .with("platform", said(&machine.platform))
        .with("name", said(&machine.name))
        .with("requireHeartbeat", watched)
        .with("heartbeatStatus", heartbeat.name())
        .with("heartbeatDuration", watched.then(|| settings.heartbeat_seconds()))
        .time("lastHeartbeat", machine.last_beat_at)
        .time("nextHeartbeat", next)
        .time("lastDeathEvent", machine.died_at)
        .time("lastCheckOut", machine.last_checked_out_at)
        .with("maxProcesses", max_processes)
        .metadata(&machine.metadata)
        .time("created", machine.created_at)
        .time("updated", machine.updated_at)
        .to_one("environment", machine.environment.map(|id| ("environments", id)))
        .to_one("product", Some(("products", machine.product)))
        .to_one("policy", Some(("policies", machine.policy)))
        .to_one("license", Some(("licenses", machine.licence)))
        .to_one("owner", machine.owner.map(|id| ("users", id)))
        .to_one("group", machine.group.map(|id| ("groups", id)))
        .to_many("components")
        .to_many("processes")
}

/// None for what was never said.
fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// An answer about one machine.
pub async fn one(ask: &Ask, machine: Machine) -> Answer {
    let settings = recent::policy(&ask.cx, machine.policy).await?.settings.clone();
    let licence = ask.licence(machine.licence).await?;
    let max_processes = licence.and_then(|licence| licence.limits.over(&settings).max_processes);
    let shown = Shown { machine, settings, max_processes };
    Ok(Document::one(resource(&ask.issuer, &shown, ask.now)))
}

/// The machine that an address names by its id or its fingerprint, if who asks sees it.
pub async fn found(ask: &Ask, named: &str) -> Answer<Machine> {
    let db = ask.cx.db();
    if let Ok(id) = named.parse::<MachineId>()
        && let Some(machine) = store::machine::find(db, id).await?
        && reach::has_machine(db, &ask.reach, &machine).await?
    {
        return Ok(machine);
    }
    let seen = reach::machines(&ask.reach);
    let found = store::machine_find::by_fingerprint(db, named, seen).await?;
    found.ok_or_else(Fault::not_found)
}

async fn show(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("machine.read")?;
    let machine = found(&ask, &id).await?;
    one(&ask, machine).await
}

async fn list(ask: Ask, query: Query) -> Answer {
    listed(ask, query, None).await
}

/// A page of machines, of one licence or of all that are seen.
pub async fn listed(ask: Ask, mut query: Query, licence: Option<LicenceId>) -> Answer {
    ask.permitted("machine.read")?;
    let paging = query.paging();
    let filter = filter(&ask, &mut query, licence).await?;
    let cursor = match &paging {
        Paging::After { cursor: Some(text), .. } => {
            let cursor = text.parse::<Cursor>().ok();
            if cursor.is_none() {
                query.refuse("page[cursor]", "is no place in this list");
            }
            cursor
        }
        _ => None,
    };
    query.done()?;
    let (db, size) = (ask.cx.db(), paging.size());
    let (rows, found) = if let Paging::Numbered { .. } = paging {
        let place = (paging.offset(), size);
        let (rows, count) =
            store::machine_find::page_at(db, &filter, place, super::listing::MOST_COUNTED).await?;
        (rows, Found::Counted(count))
    } else {
        let mut rows = store::machine_find::page(db, &filter, cursor, size + 1).await?;
        let more = rows.len() as u64 > size;
        rows.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        let last = rows.last().filter(|_| more).map(|last| Cursor::of(last).to_string());
        (rows, Found::Next(last))
    };
    let shown = shown(db, rows).await?;
    let all = shown.iter().map(|one| resource(&ask.issuer, one, ask.now)).collect();
    Ok(Document::many(all).paged(query.links(&paging, &found)))
}

async fn filter(ask: &Ask, query: &mut Query, licence: Option<LicenceId>) -> Answer<Filter> {
    let licence = match (licence, query.text("license"), query.text("key")) {
        (Some(id), ..) => Some(id),
        (None, Some(named), _) | (None, None, Some(named)) => {
            // a licence that is not there has no machines
            let found = super::licence::named(ask, &named).await.ok();
            Some(found.map_or_else(LicenceId::new, |licence| licence.id))
        }
        (None, None, None) => None,
    };
    let owner = query.id("owner").or_else(|| query.id("user"));
    Ok(Filter {
        now: ask.now,
        seen: Some(reach::machines_listed(&ask.reach)),
        licence,
        policy: query.id("policy"),
        product: query.id("product"),
        owner,
        group: query.id("group"),
        heartbeat: query.word("status", Heartbeat::of_name),
        fingerprint: query.text("fingerprint"),
        hostname: query.text("hostname"),
        ip: query.text("ip"),
        metadata: query.metadata(),
    })
}

async fn create(ask: Ask, mut sent: Sent) -> Answer {
    ask.permitted("machine.create")?;
    sent.is("machines");
    let mut draft = draft(&mut sent);
    let licence: LicenceId = sent.need_one("license")?;
    let licence = may_use(&ask, licence).await?;
    if !ask.is_vendor() {
        draft.group = None;
    }
    if let (Whose::User(user), None) = (ask.reach.whose, draft.owner) {
        draft.owner = Some(user);
    }
    let machine = actions::activate_machine_by(&ask.cx, licence.id, &draft, by(&ask)).await?;
    Ok(one(&ask, machine).await?.created())
}

fn draft(sent: &mut Sent) -> MachineDraft {
    MachineDraft {
        fingerprint: sent.text("fingerprint").or(None),
        name: sent.text("name").or(None),
        ip: sent.text("ip").or(None),
        hostname: sent.text("hostname").or(None),
        platform: sent.text("platform").or(None),
        cores: sent.number("cores").or(None),
        memory: sent.number("memory").or(None),
        disk: sent.number("disk").or(None),
        metadata: sent.metadata().or(None).unwrap_or_default(),
        owner: sent.one::<LicenceUserId>("owner").or(None),
        group: sent.one("group").or(None),
        components: components(sent.many("components").or(None).unwrap_or_default()),
    }
}

fn components(members: Vec<Member>) -> Vec<ComponentDraft> {
    let of = |member: &Member| ComponentDraft {
        fingerprint: member.text("fingerprint").map(str::to_owned),
        name: member.text("name").map(str::to_owned),
        ..ComponentDraft::default()
    };
    members.iter().map(of).collect()
}

/// The licence, if who asks sees it and may take seats of it: one that is suspended or over gives no more to its own programs.
pub async fn may_use(ask: &Ask, id: LicenceId) -> Answer<Arc<Licence>> {
    let missing =
        || Fault::refused("LICENSE_NOT_FOUND", "must exist").at("/data/relationships/license");
    let licence = ask.licence(id).await?.ok_or_else(missing)?;
    ask.sees_licence(&licence).await.map_err(|_| missing())?;
    if !ask.is_vendor() {
        let policy = recent::policy(&ask.cx, licence.policy).await?;
        if let Err(refused) = licence.may_be_activated(&policy.settings, ask.now) {
            return Err(forbidden(refused));
        }
    }
    Ok(licence)
}

fn forbidden(refused: Refused) -> Fault {
    Fault::forbidden(refused.code().unwrap_or(code::DENIED), refused.to_string())
}

/// Who takes or frees a seat; some tokens have a number of both.
pub fn by(ask: &Ask) -> By {
    match ask.bearer {
        Bearer::Token { id, kind: token::Bearer::Activation, .. } => By::Program(Some(id)),
        _ if ask.is_vendor() => By::Vendor,
        Bearer::Token { .. } | Bearer::Nobody | Bearer::Licence(_) => By::Program(None),
    }
}

async fn change(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("machine.update")?;
    let machine = found(&ask, &id).await?;
    sent.is("machines");
    let mut text = |name| match sent.text(name) {
        Given::Nothing => None,
        Given::This(text) => Some(text.unwrap_or_default()),
    };
    let (name, ip) = (text("name"), text("ip"));
    let (hostname, platform) = (text("hostname"), text("platform"));
    let mut edit = MachineEdit { name, ip, hostname, platform, ..MachineEdit::default() };
    if ask.is_vendor() {
        let mut number = |name| match sent.number(name) {
            Given::Nothing => None,
            Given::This(number) => Some(number),
        };
        (edit.cores, edit.memory, edit.disk) = (number("cores"), number("memory"), number("disk"));
        edit.metadata = match sent.metadata() {
            Given::Nothing => None,
            Given::This(metadata) => Some(metadata.unwrap_or_default()),
        };
    } else {
        for name in ["cores", "memory", "disk", "metadata", "fingerprint"] {
            if sent.has(name) {
                return Err(not_theirs(name));
            }
        }
    }
    sent.done()?;
    let machine = actions::change_machine(&ask.cx, machine.id, &edit).await?;
    one(&ask, machine).await
}

/// What only the vendor's own programs may change.
fn not_theirs(name: &str) -> Fault {
    let detail = format!("You do not have permission to change {name}");
    Fault::forbidden(code::DENIED, detail).at(format!("/data/attributes/{name}"))
}

async fn remove(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    ask.permitted("machine.delete")?;
    let machine = found(&ask, &id).await?;
    actions::deactivate_machine_by(&ask.cx, machine.id, Freed::Asked, by(&ask)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn ping(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("machine.heartbeat.ping")?;
    let machine = found(&ask, &id).await?;
    let machine = actions::ping_known_machine(&ask.cx, machine).await?;
    one(&ask, machine).await
}

async fn reset(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("machine.heartbeat.reset")?;
    let machine = found(&ask, &id).await?;
    let machine = actions::reset_machine(&ask.cx, machine.id).await?;
    one(&ask, machine).await
}
