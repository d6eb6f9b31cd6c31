//! What a validation looks at, read in as few queries as it asks for.

use crate::domain::entitlement::{self, of_licence, of_policy};
use crate::domain::glance::machine;
use crate::domain::licence::{Licence, LicenceUserId};
use crate::domain::machine::{Component, MachineId, component};
use crate::domain::policy::Policy;
use crate::domain::process;
use crate::domain::user::{self, User, of_licence as member};
use crate::domain::validation::{
    Machines, Member, ReleaseFacts, Running, Scope, Seat, Snapshot, Wants,
};
use crate::store;
use chrono::{DateTime, Utc};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect as _};
use std::sync::Arc;

/// So far the users of a licence are counted.
const MOST_USERS: u64 = 1_000_000;

/// The licence as it is now, with all that the scope asks for.
pub async fn of(
    db: &impl Source,
    licence: Arc<Licence>,
    policy: Arc<Policy>,
    scope: Option<&Scope>,
    now: DateTime<Utc>,
) -> Result<Snapshot> {
    let mut of = Snapshot::new(licence, policy);
    let wants = of.wants(scope);
    if let Some(owner) = of.licence.owner {
        let owner = store::user::find(db, owner).await?;
        of.owner_banned = owner.as_ref().is_some_and(User::is_banned);
    }
    if wants.user_count {
        of.user_count = user_count(db, &of.licence).await?;
    }
    if let (true, Some(id)) = (wants.environment, of.licence.environment) {
        of.environment = store::environment::find(db, id).await?.map(|found| found.code);
    }
    if let Some(scope) = scope {
        asked(db, &mut of, scope, now).await?;
    }
    of.machines = machines(db, &of, scope, wants).await?;
    if wants.processes {
        of.processes = processes(db, &of.licence).await?;
    }
    Ok(of)
}

/// What stands in the scope: its user, its entitlements, its version and its checksum.
async fn asked(
    db: &impl Source,
    of: &mut Snapshot,
    scope: &Scope,
    now: DateTime<Utc>,
) -> Result<()> {
    if let Some(user) = &scope.user {
        of.users = user_of(db, &of.licence, user).await?.into_iter().collect();
    }
    if let Some(codes) = scope.entitlements.as_ref().filter(|codes| !codes.is_empty()) {
        of.entitlements = entitlements(db, of, codes, now).await?;
    }
    if of.wants(Some(scope)).releases {
        let (version, checksum) = (scope.version.as_deref(), scope.checksum.as_deref());
        let facts = store::release::facts_for(db, of.licence.product, version, checksum).await?;
        of.release =
            Some(ReleaseFacts { has_version: facts.version, has_checksum: facts.checksum });
    }
    Ok(())
}

/// The owner and everybody beside.
async fn user_count(db: &impl Source, licence: &Licence) -> Result<u64> {
    let members = member::Entity::find().filter(member::COLUMN.licence.eq(licence.id));
    let members = members.count_up_to(db, MOST_USERS).await?;
    Ok(members + u64::from(licence.owner.is_some()))
}

/// The user with this id or address, if it is one of the licence's and not banned.
async fn user_of(db: &impl Source, licence: &Licence, asked: &str) -> Result<Option<Member>> {
    let found = if let Ok(id) = asked.parse::<LicenceUserId>() {
        store::user::find(db, id).await?
    } else {
        let email = user::COLUMN.email_key.eq(asked.trim().to_lowercase());
        user::Entity::find().filter(email).row(db).await?
    };
    let Some(found) = found.filter(|user| !user.is_banned()) else { return Ok(None) };
    Ok(is_user(db, licence, found.id)
        .await?
        .then_some(Member { id: found.id, email: found.email_key }))
}

/// Whether somebody is its owner or one of those beside.
pub async fn is_user(db: &impl Source, licence: &Licence, user: LicenceUserId) -> Result<bool> {
    if licence.owner == Some(user) {
        return Ok(true);
    }
    let beside = member::Entity::find_by_id((licence.id, user));
    Ok(beside.row(db).await?.is_some())
}

/// Which of these the licence has now, by itself or by its policy.
async fn entitlements(
    db: &impl Source,
    of: &Snapshot,
    codes: &[String],
    now: DateTime<Utc>,
) -> Result<Vec<String>> {
    let these = entitlement::COLUMN.code.is_in(codes.iter().map(String::as_str));
    let these = entitlement::Entity::find().filter(these).rows(db).await?;
    let ids: Vec<_> = these.iter().map(|one| one.id).collect();
    let own = of_licence::Entity::find()
        .filter(of_licence::COLUMN.licence.eq(of.licence.id))
        .filter(of_licence::COLUMN.entitlement.is_in(ids.iter().copied()));
    let own = own.rows(db).await?.into_iter();
    let own = own.filter(|one| one.expires_at.is_none_or(|end| end.0 > now));
    let general = of_policy::Entity::find()
        .filter(of_policy::COLUMN.policy.eq(of.licence.policy))
        .filter(of_policy::COLUMN.entitlement.is_in(ids.iter().copied()));
    let general = general.rows(db).await?.into_iter().map(|one| one.entitlement);
    let has: Vec<_> = own.map(|one| one.entitlement).chain(general).collect();
    Ok(these.into_iter().filter(|one| has.contains(&one.id)).map(|one| one.code).collect())
}

async fn machines(
    db: &impl Source,
    of: &Snapshot,
    scope: Option<&Scope>,
    wants: Wants,
) -> Result<Vec<Seat>> {
    if wants.machines == Machines::None {
        return Ok(Vec::new());
    }
    let parts = match scope.and_then(|scope| scope.components.as_deref()) {
        Some(asked) if !asked.is_empty() => parts(db, &of.licence, asked).await?,
        _ => Vec::new(),
    };
    let those = match (wants.machines, scope) {
        (Machines::Named, Some(scope)) => named(scope),
        (Machines::WithParts, _) => {
            Condition::all().add(machine::COLUMN.id.is_in(parts.iter().map(|part| part.machine)))
        }
        _ => Condition::all(),
    };
    let those = those.add(machine::COLUMN.licence.eq(of.licence.id));
    let found = machine::Entity::find().filter(those).rows(db).await?;
    Ok(found.into_iter().map(|machine| seat(machine, &parts)).collect())
}

fn seat(machine: machine::Model, parts: &[Component]) -> Seat {
    let own = parts.iter().filter(|part| part.machine == machine.id);
    Seat { components: own.map(|part| part.fingerprint.clone()).collect(), machine }
}

/// The machines that a scope names.
fn named(scope: &Scope) -> Condition {
    let by_fingerprint = machine::COLUMN.fingerprint.is_in(scope.machine_names());
    let by_id = scope.machine.as_deref().and_then(|text| text.parse::<MachineId>().ok());
    let named = Condition::any().add(by_fingerprint);
    Condition::all().add(match by_id {
        Some(id) => named.add(machine::COLUMN.id.eq(id)),
        None => named,
    })
}

/// The parts of the licence's machines that have these fingerprints.
async fn parts(db: &impl Source, licence: &Licence, asked: &[String]) -> Result<Vec<Component>> {
    let these = component::COLUMN.fingerprint.is_in(asked.iter().map(String::as_str));
    let own = component::COLUMN.licence.eq(licence.id);
    component::Entity::find().filter(own).filter(these).rows(db).await
}

/// How many processes run, by machine and by who started them.
async fn processes(db: &impl Source, licence: &Licence) -> Result<Vec<Running>> {
    use process::Column;
    let counted = process::Entity::find()
        .select_only()
        .column(Column::Machine)
        .column(Column::Owner)
        .column_as(Column::Id.count(), "count")
        .filter(process::COLUMN.licence.eq(licence.id))
        .filter(process::COLUMN.died_at.is_null())
        .group_by(Column::Machine)
        .group_by(Column::Owner)
        .into_tuple::<(MachineId, Option<LicenceUserId>, i64)>()
        .all(db)
        .await?;
    let running = |(machine, owner, count)| Running {
        machine,
        owner,
        count: u64::try_from(count).unwrap_or(0),
    };
    Ok(counted.into_iter().map(running).collect())
}
