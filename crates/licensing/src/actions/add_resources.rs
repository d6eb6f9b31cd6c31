use crate::domain::resource::{Kind, Resource, ResourceId, State};
use crate::{rights, store};
use events::licensing::{EntryCreated, LicenceId, LicenceResourcesChanged, Noun};
use platform::event::{self, Log};
use platform::{Cx, Millis, Result};

/// So many values stand in one fact.
const TOLD: usize = 50;

/// What became of a list of values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    pub added: usize,
    /// So many were there already.
    pub known: usize,
}

/// Adds values to a pool: one to a line. What is there already stays as it is.
pub async fn add_resources(cx: &Cx, kind: Kind, is_test: bool, text: &str) -> Result<Added> {
    cx.require(rights::MANAGE)?;
    let mut values = kind.values(text)?;
    let tx = cx.begin().await?;
    let known = store::resource::known(&tx, kind, &values).await?;
    values.retain(|value| !known.contains(value));
    let now = Millis(cx.now);
    let new = |value: &String| Resource {
        id: ResourceId::new(),
        kind,
        value: value.clone(),
        is_test,
        state: State::Available,
        licence: None,
        since: now,
        quarantine_until: None,
        reason: String::new(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let rows: Vec<Resource> = values.iter().map(new).collect();
    store::resource::insert_many(&tx, &rows).await?;
    for row in &rows {
        let (id, name) = (row.id.0, row.value.clone());
        event::record(&tx, cx, &EntryCreated { noun: Noun::Resource, id, name }).await?;
    }
    cx.commit(tx).await?;
    Ok(Added { added: rows.len(), known: known.len() })
}

/// What happened to a resource, in its timeline.
pub(super) async fn mark(
    tx: &platform::Tx,
    cx: &Cx,
    resource: &Resource,
    mark: &str,
) -> Result<()> {
    let (id, name) = (resource.id.0, resource.value.clone());
    let fact = events::licensing::EntryMarked { noun: Noun::Resource, id, name, mark: mark.into() };
    event::record(tx, cx, &fact).await
}

/// Tells a licence's timeline what it was given.
pub(super) async fn tell_given(
    tx: &platform::Tx,
    cx: &Cx,
    licence: LicenceId,
    given: &[Resource],
) -> Result<()> {
    let mut log = Log::default();
    for some in given.chunks(TOLD) {
        let given = some.iter().map(|one| one.value.clone()).collect();
        log.add(cx, &LicenceResourcesChanged { licence, given, taken: Vec::new() })?;
    }
    log.write(tx, cx).await
}

/// Tells the timeline of the licence that has it, if one has, that it is taken back.
pub(super) async fn tell_taken(tx: &platform::Tx, cx: &Cx, resource: &Resource) -> Result<()> {
    let Some(licence) = resource.licence else { return Ok(()) };
    let taken = vec![resource.value.clone()];
    event::record(tx, cx, &LicenceResourcesChanged { licence, given: Vec::new(), taken }).await
}

/// The resource as its form saw it, or that somebody was faster.
pub(super) async fn seen(
    tx: &platform::Tx,
    id: ResourceId,
    version: Option<i32>,
) -> Result<Resource> {
    let resource = store::resource::get(tx, id).await?;
    match version {
        Some(version) if version != resource.version => Err(platform::Error::Stale),
        _ => Ok(resource),
    }
}
