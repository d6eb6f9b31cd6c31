//! Licences: listed, issued, shown, changed and deleted.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::licence_filter::{self as filter, Found as Rows};
use super::page::Found;
use super::query::Query;
use super::sent::{Given, Sent};
use super::shown::{self, Shown};
use crate::actions::{change_licence, issue_licence, revoke_licence};
use crate::domain::entitlement::EntitlementId;
use crate::domain::environment::EnvironmentId;
use crate::domain::group::LicenceGroupId;
use crate::domain::licence::{Licence, Limits};
use crate::domain::licence_draft::{End, LicenceDraft};
use crate::domain::licence_facts::LicenceFacts;
use crate::domain::licence_refused::Refused;
use crate::domain::metadata::Metadata;
use crate::domain::policy::{Policy, PolicyId};
use crate::domain::reach::Whose;
use crate::domain::token::Bearer;
use crate::domain::user::LicenceUserId;
use crate::{keys, recent, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use chrono::{DateTime, Utc};
use platform::{Error, Kontor, Refusal};
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses", get(list).post(create))
        .route("/licenses/{id}", get(show_one).patch(change).put(change).delete(delete))
}

async fn list(ask: Ask, mut query: Query) -> Answer {
    ask.permitted("license.read")?;
    let (paging, wanted) = (query.paging(), filter::read(&ask, &mut query).await?);
    query.done()?;
    let Rows { rows, found } = wanted.page(&ask, &paging).await?;
    let drawn = show_all(&ask, rows).await?;
    Ok(Document::many(drawn).paged(query.links(&paging, &found)))
}

async fn create(ask: Ask, mut sent: Sent) -> Answer {
    ask.permitted("license.create")?;
    sent.is("licenses");
    let mut draft = draft(&ask, &mut sent)?;
    let policy: PolicyId = sent.need_one("policy")?;
    may_issue(&ask, policy, &mut draft).await?;
    let issued = issue_licence(&ask.cx, None, policy, &draft).await.map_err(placed)?;
    Ok(Document::one(show(&ask, issued.licence).await?).created())
}

async fn show_one(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("license.read")?;
    let licence = named(&ask, &id).await?;
    Ok(Document::one(show(&ask, Arc::unwrap_or_clone(licence)).await?))
}

async fn change(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("license.update")?;
    let licence = named(&ask, &id).await?;
    sent.is("licenses");
    let edit = Edit::read(&mut sent);
    sent.done()?;
    let changed = change_licence(&ask.cx, licence.id, None, |facts| edit.write_to(facts)).await;
    Ok(Document::one(show(&ask, changed.map_err(placed)?).await?))
}

async fn delete(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    ask.permitted("license.delete")?;
    let licence = named(&ask, &id).await?;
    may_touch(&ask, &licence).await?;
    revoke_licence(&ask.cx, licence.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A licence by its id or its key, if whoever asks sees it.
pub(super) async fn named(ask: &Ask, named: &str) -> Result<Arc<Licence>, Fault> {
    let found = if let Ok(id) = named.parse() {
        ask.licence(id).await?
    } else {
        let hash = keys::hash(&ask.cx.kontor, named);
        recent::licence_of_key(&ask.cx, &hash).await?.map(|known| known.licence)
    };
    let licence = found.ok_or_else(Fault::not_found)?;
    ask.sees_licence(&licence).await?;
    ask.about.is(licence.id);
    Ok(licence)
}

/// Whether the vendor's own programs ask, and not those of a user or a licence.
pub(super) fn is_vendor(ask: &Ask) -> bool {
    matches!(ask.reach.whose, Whose::Everybodys | Whose::Product(_))
}

/// Users and licences leave protected ones alone.
pub(super) async fn may_touch(ask: &Ask, licence: &Licence) -> Result<(), Fault> {
    if is_vendor(ask) {
        return Ok(());
    }
    let policy = store::policy::get(ask.cx.db(), licence.policy).await?;
    refuse_protected(licence.protected.unwrap_or(policy.settings.protected))
}

pub(super) fn refuse_protected(protected: bool) -> Result<(), Fault> {
    if protected {
        return Err(Fault::forbidden("DENIED", "The licence is protected"));
    }
    Ok(())
}

/// Whether whoever asks may issue such a licence. A user issues for nobody else.
async fn may_issue(ask: &Ask, policy: PolicyId, draft: &mut LicenceDraft) -> Result<(), Fault> {
    let policy = sees_policy(ask, policy).await?;
    if let Whose::User(user) = ask.reach.whose {
        refuse_protected(policy.settings.protected)?;
        // what it is worth the policy says, and not who wants to have it
        let (name, environment) = (std::mem::take(&mut draft.name), ask.environment);
        *draft = LicenceDraft { name, owner: Some(user), environment, ..LicenceDraft::default() };
        return Ok(());
    }
    if let Some(owner) = draft.owner {
        sees_user(ask, owner, Refused::OwnerUnknown).await?;
    }
    if let Some(group) = draft.group {
        sees_group(ask, group).await?;
    }
    for user in &draft.users {
        sees_user(ask, *user, Refused::UserUnknown).await?;
    }
    sees_environment(ask, draft.environment).await
}

pub(super) async fn sees_policy(ask: &Ask, id: PolicyId) -> Result<Policy, Fault> {
    let unknown = || placed(Refused::PolicyUnknown.into());
    let policy = store::policy::find(ask.cx.db(), id).await?.ok_or_else(unknown)?;
    // a user asks for a policy of which it has no licence yet
    if !matches!(ask.reach.whose, Whose::User(_)) {
        ask.sees_policy(&policy).await.map_err(|_| unknown())?;
    }
    Ok(policy)
}

pub(super) async fn sees_user(ask: &Ask, id: LicenceUserId, why: Refused) -> Result<(), Fault> {
    let unknown = || placed(why.into());
    let user = store::user::find(ask.cx.db(), id).await?.ok_or_else(unknown)?;
    ask.sees_user(&user).await.map_err(|_| unknown())
}

pub(super) async fn sees_group(ask: &Ask, id: LicenceGroupId) -> Result<(), Fault> {
    let unknown = || placed(Refused::GroupUnknown.into());
    let group = store::group::find(ask.cx.db(), id).await?.ok_or_else(unknown)?;
    ask.sees_group(&group).await.map_err(|_| unknown())
}

/// New entries belong to the environment that is asked for, or to another that is seen.
async fn sees_environment(ask: &Ask, id: Option<EnvironmentId>) -> Result<(), Fault> {
    let Some(id) = id.filter(|id| Some(*id) != ask.environment) else { return Ok(()) };
    let unknown = || placed(Refused::EnvironmentUnknown.into());
    let environment = store::environment::find(ask.cx.db(), id).await?.ok_or_else(unknown)?;
    ask.sees_environment(&environment).map_err(|_| unknown())
}

/// A refusal of a rule, with the relationships where the wire has them.
pub(super) fn placed(error: Error) -> Fault {
    let place = |no: Refusal| match no.field.as_deref() {
        Some("owner") => no.on("/data/relationships/owner"),
        Some("group") => no.on("/data/relationships/group"),
        Some("policy") => no.on("/data/relationships/policy"),
        Some("environment") => no.on("/data/relationships/environment"),
        Some("users" | "entitlements") => no.on("/data"),
        _ => no,
    };
    match error {
        Error::Refused(all) => Error::Refused(all.into_iter().map(place).collect()).into(),
        other => other.into(),
    }
}

/// A licence as it is asked for; the policy is read apart.
fn draft(ask: &Ask, sent: &mut Sent) -> Result<LicenceDraft, Fault> {
    let owner = match sent.one("owner") {
        Given::Nothing => sent.one("user").or(None),
        given @ Given::This(_) => given.or(None),
    };
    Ok(LicenceDraft {
        name: sent.text("name").or(None).unwrap_or_default(),
        key: sent.text("key").or(None),
        owner,
        group: sent.one("group").or(None),
        organisation: None,
        environment: sent.one("environment").or(ask.environment),
        // as in Keygen, null is no end of one's own
        end: sent.time("expiry").or(None).map_or(End::ByPolicy, End::At),
        limits: limits(sent),
        metadata: sent.metadata().or(None).unwrap_or_default(),
        protected: sent.flag("protected").or(None),
        suspended: sent.flag("suspended").or(None).unwrap_or_default(),
        is_test: false,
        users: ids(sent, "users")?,
        entitlements: ids::<EntitlementId>(sent, "entitlements")?,
    })
}

fn ids<I: FromStr>(sent: &mut Sent, name: &str) -> Result<Vec<I>, Fault> {
    let given = sent.has(&format!("/data/relationships/{name}/data"));
    if given { sent.need_ids(name) } else { Ok(Vec::new()) }
}

fn limits(sent: &mut Sent) -> Limits {
    let mut limits = Limits::default();
    for (name, limit) in LIMITS {
        *limit(&mut limits) = count(sent.number(name)).or(None);
    }
    limits
}

/// What is below nothing is refused as nothing is.
fn count(given: Given<i64>) -> Given<u64> {
    match given {
        Given::Nothing => Given::Nothing,
        Given::This(count) => {
            Given::This(count.map(|count| u64::try_from(count).unwrap_or_default()))
        }
    }
}

type Limit = fn(&mut Limits) -> &mut Option<u64>;

const LIMITS: [(&str, Limit); 8] = [
    ("maxMachines", |all| &mut all.max_machines),
    ("maxProcesses", |all| &mut all.max_processes),
    ("maxUsers", |all| &mut all.max_users),
    ("maxCores", |all| &mut all.max_cores),
    ("maxMemory", |all| &mut all.max_memory),
    ("maxDisk", |all| &mut all.max_disk),
    ("maxUses", |all| &mut all.max_uses),
    ("maxDeactivations", |all| &mut all.max_deactivations),
];

/// What is to be another; what is not named stays.
struct Edit {
    name: Given<String>,
    expiry: Given<DateTime<Utc>>,
    suspended: Given<bool>,
    protected: Given<bool>,
    metadata: Given<Metadata>,
    limits: Vec<(Limit, Given<u64>)>,
}

impl Edit {
    fn read(sent: &mut Sent) -> Self {
        Self {
            name: sent.text("name"),
            expiry: sent.time("expiry"),
            suspended: sent.flag("suspended"),
            protected: sent.flag("protected"),
            metadata: sent.metadata(),
            limits: LIMITS.map(|(name, limit)| (limit, count(sent.number(name)))).into(),
        }
    }

    fn write_to(self, facts: &mut LicenceFacts) {
        facts.name = self.name.or(Some(facts.name.clone())).unwrap_or_default();
        facts.expires_at = self.expiry.or(facts.expires_at);
        facts.suspended = self.suspended.or(Some(facts.suspended)).unwrap_or_default();
        facts.protected = self.protected.or(facts.protected);
        facts.metadata = self.metadata.or(Some(facts.metadata.clone())).unwrap_or_default();
        for (limit, given) in self.limits {
            let limit = limit(&mut facts.limits);
            *limit = given.or(*limit);
        }
    }
}

/// One licence as the wire shows it.
pub async fn show(ask: &Ask, licence: Licence) -> Result<Resource, Fault> {
    let mut one = show_all(ask, vec![licence]).await?;
    one.pop().ok_or_else(Fault::not_found)
}

/// Licences as the wire shows them, in their order.
pub async fn show_all(ask: &Ask, licences: Vec<Licence>) -> Result<Vec<Resource>, Fault> {
    let db = ask.cx.db();
    let ids: Vec<_> = licences.iter().map(|one| one.policy).collect();
    let policies = store::policy::with_ids(db, &ids).await?;
    let policies: HashMap<_, _> = policies.into_iter().map(|one| (one.id, one)).collect();
    let ids: Vec<_> = licences.iter().filter_map(|one| one.owner).collect();
    let owners = store::user::with_ids(db, &ids).await?;
    let banned = |id| owners.iter().any(|one| Some(one.id) == id && one.is_banned());
    let permissions: Vec<_> = Bearer::Activation.permissions().collect();
    let mut drawn = Vec::with_capacity(licences.len());
    for licence in &licences {
        // one whose policy went just now is gone too
        let Some(policy) = policies.get(&licence.policy) else { continue };
        let key = keys::open(&ask.cx.kontor, licence)?;
        let owner_banned = banned(licence.owner);
        let (key, validated) = (key.expose(), licence.last_validated_at);
        let shown = Shown { licence, policy, key, owner_banned, validated, now: ask.now };
        drawn.push(shown::licence(&ask.issuer, &shown).with("permissions", &permissions));
    }
    Ok(drawn)
}

/// A part of a list that is known as a whole.
pub(super) fn part<T>(all: Vec<T>, paging: &super::query::Paging) -> (Vec<T>, Found) {
    use super::query::Paging;
    let size = usize::try_from(paging.size()).unwrap_or(usize::MAX);
    let count = all.len();
    let from = match paging {
        Paging::After { cursor, .. } => {
            cursor.as_deref().and_then(|at| at.parse().ok()).unwrap_or_default()
        }
        other => usize::try_from(other.offset()).unwrap_or(usize::MAX),
    };
    let rest = count.saturating_sub(from) > size;
    let found = match paging {
        Paging::Numbered { .. } => Found::Counted(count as u64),
        _ => Found::Next(rest.then(|| (from + size).to_string())),
    };
    (all.into_iter().skip(from).take(size).collect(), found)
}
