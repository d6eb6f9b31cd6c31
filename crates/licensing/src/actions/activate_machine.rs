use super::note_activation::note_activation;
use super::note_anomaly::note_anomaly;
use super::seating::{Seating, group_refuses, is_taken};
use crate::domain::activation::{MachineDraft, MachineFacts, Refused};
use crate::domain::activation_event::{By, Kind};
use crate::domain::anomaly::{self, Sign};
use crate::domain::licence::LicenceId;
use crate::domain::machine::{Component, LicenceGroupId, Machine, MachineId};
use crate::domain::seats::Seats;
use crate::domain::strategy::ExpirationBasis;
use crate::domain::surroundings::Surroundings;
use crate::{recent, rights, store};
use chrono::{SecondsFormat, TimeDelta};
use events::directory::FieldChange;
use events::licensing::{LicenceChanged, MachineActivated};
use platform::{Cx, Error, Millis, Refusal, Result, Tx, event};
use serde_json::json;

/// Takes a seat of a licence for a machine. Nobody is given one that another was given: the licence is held while its seats are
/// counted, and what is unique by more than one licence is so by an index.
pub async fn activate_machine(cx: &Cx, id: LicenceId, draft: &MachineDraft) -> Result<Machine> {
    activate_machine_by(cx, id, draft, By::House).await
}

/// The same by somebody: a token may have a number of activations.
pub async fn activate_machine_by(
    cx: &Cx,
    id: LicenceId,
    draft: &MachineDraft,
    by: By,
) -> Result<Machine> {
    cx.require(rights::WORK)?;
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let licence = store::licence::lock(&tx, id).await?;
    let policy = recent::policy_in(&tx, cx, licence.policy).await?;
    let seating = Seating { licence, policy };
    let machine = take(&tx, cx, &seating, (draft, &facts), by).await?;
    cx.commit(tx).await?;
    warn(cx, &seating, &machine).await?;
    Ok(machine)
}

/// Notes that a machine runs where its policy warns of.
pub(super) async fn warn(cx: &Cx, seating: &Seating, machine: &Machine) -> Result<()> {
    let warnings = Surroundings::of(&machine.metadata).warnings(&seating.policy.settings);
    if warnings.is_empty() {
        return Ok(());
    }
    let evidence = json!({ "warnings": warnings });
    note_anomaly(cx, &Sign::of_machine(anomaly::Kind::Surroundings, machine, evidence)).await
}

/// Gives a machine a seat of a licence that is held.
pub(super) async fn take(
    tx: &Tx,
    cx: &Cx,
    seating: &Seating,
    (draft, facts): (&MachineDraft, &MachineFacts),
    by: By,
) -> Result<Machine> {
    let group = group_of(tx, seating, draft).await?;
    let machine = built(cx, seating, (draft, group), facts);
    let components = seating.components(cx, machine.id, &facts.components);
    let refused = refusals(tx, seating, &machine, &components).await?;
    if !refused.is_empty() {
        return Err(Error::Refused(refused));
    }
    if let Some(token) = by.token() {
        store::token::count_activation(tx, token).await?;
    }
    insert(tx, &machine, &components).await?;
    let licence = machine.licence;
    store::licence::occupy(tx, licence, Seats::of(&machine), Millis(cx.now)).await?;
    start(tx, cx, seating).await?;
    let name = machine.label().to_owned();
    event::record(tx, cx, &MachineActivated { machine: machine.id, licence, name }).await?;
    note_activation(tx, cx, &machine, (Kind::Activate, by)).await?;
    Ok(machine)
}

/// What another licence took in this moment is refused by the index.
async fn insert(tx: &Tx, machine: &Machine, components: &[Component]) -> Result<()> {
    let named = |refused: Refused| {
        move |cause: Error| if is_taken(&cause) { refused.into() } else { cause }
    };
    store::machine::insert(tx, machine).await.map_err(named(Refused::FingerprintTaken))?;
    store::words::add_machines(tx, std::slice::from_ref(machine)).await?;
    store::component::insert_all(tx, components).await.map_err(named(Refused::ComponentTaken))
}

/// The group that was named, else the owner's, else the licence's.
async fn group_of(
    tx: &Tx,
    seating: &Seating,
    draft: &MachineDraft,
) -> Result<Option<LicenceGroupId>> {
    let owner = match draft.owner {
        Some(owner) if draft.group.is_none() => store::user::find(tx, owner).await?,
        _ => None,
    };
    let owners = owner.and_then(|owner| owner.group);
    Ok(draft.group.or(owners).or(seating.licence.group))
}

pub(super) fn built(
    cx: &Cx,
    seating: &Seating,
    (draft, group): (&MachineDraft, Option<LicenceGroupId>),
    facts: &MachineFacts,
) -> Machine {
    let (licence, settings) = (&seating.licence, &seating.policy.settings);
    let place = seating.place(None);
    Machine {
        id: MachineId::new(),
        licence: licence.id,
        policy: licence.policy,
        product: licence.product,
        environment: licence.environment,
        owner: draft.owner,
        group,
        claim: place.claim(settings.machine_uniqueness_strategy, &facts.fingerprint),
        fingerprint: facts.fingerprint.clone(),
        name: facts.name.clone(),
        hostname: facts.hostname.clone(),
        platform: facts.platform.clone(),
        ip: facts.ip.clone(),
        cores: facts.cores,
        memory: facts.memory,
        disk: facts.disk,
        metadata: facts.metadata.clone(),
        last_beat_at: None,
        dies_at: settings.watched_from_birth(cx.now).map(Millis),
        died_at: None,
        revived_at: None,
        last_checked_out_at: None,
        created_at: Millis(cx.now),
        updated_at: Millis(cx.now),
        version: 1,
    }
}

/// All that speaks against it. That it is known already comes first: programs look for that alone.
async fn refusals(
    tx: &Tx,
    seating: &Seating,
    machine: &Machine,
    components: &[Component],
) -> Result<Vec<Refusal>> {
    let mut refused: Vec<Refusal> = Vec::new();
    if store::machine::is_claimed(tx, &machine.claim).await? {
        refused.push(Refused::FingerprintTaken.into());
    }
    let full = seating.full(tx, machine.owner, (Seats::default(), Seats::of(machine))).await?;
    refused.extend(full.into_iter().map(Refusal::from));
    let claims: Vec<String> = components.iter().map(|part| part.claim.clone()).collect();
    if !store::component::claimed(tx, &claims).await?.is_empty() {
        refused.push(Refused::ComponentTaken.into());
    }
    let surroundings = Surroundings::of(&machine.metadata);
    let unwanted = surroundings.refused(&seating.policy.settings);
    refused.extend(unwanted.into_iter().map(Refusal::from));
    if let Some(owner) = machine.owner
        && !seating.may_own(tx, owner).await?
    {
        refused.push(Refused::OwnerNotAllowed.into());
    }
    if let Some(group) = machine.group {
        refused.extend(group_refuses(tx, group).await?);
    }
    Ok(refused)
}

/// The licence's time runs from its first machine, where its policy says so.
async fn start(tx: &Tx, cx: &Cx, seating: &Seating) -> Result<()> {
    let settings = &seating.policy.settings;
    let lasts = settings.duration.and_then(|n| TimeDelta::try_seconds(i64::try_from(n).ok()?));
    let Some(lasts) = lasts else { return Ok(()) };
    let begins = settings.expiration_basis == ExpirationBasis::FirstActivation;
    if !begins || seating.licence.expires_at.is_some() {
        return Ok(());
    }
    let Some(end) = cx.now.checked_add_signed(lasts) else { return Ok(()) };
    store::licence::set_end(tx, seating.licence.id, Millis(end)).await?;
    let to = end.to_rfc3339_opts(SecondsFormat::Millis, true);
    let change = FieldChange { field: "expires_at".into(), from: String::new(), to };
    let fact = LicenceChanged { licence: seating.licence.id, changes: vec![change] };
    event::record(tx, cx, &fact).await
}
