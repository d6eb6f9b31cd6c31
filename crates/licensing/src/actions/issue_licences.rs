use super::issue_keys::{Blank, engrave, make_keys};
use super::known::Known;
use crate::domain::entitlement::of_licence as entitled;
use crate::domain::group::LicenceGroupId;
use crate::domain::licence::Licence;
use crate::domain::licence_draft::LicenceDraft;
use crate::domain::licence_refused::Refused;
use crate::domain::policy::{Policy, PolicyId};
use crate::domain::user::of_licence as member;
use crate::{keys, rights, store};
use events::licensing::LicenceIssued;
use platform::event::Log;
use platform::keys::Secret;
use platform::op::{self, OpId};
use platform::{Cx, Error, Millis, Refusal, Result, Tx};
use std::collections::{BTreeMap, HashSet};

/// A new licence with its key.
#[derive(Clone, Debug)]
pub struct Issued {
    pub licence: Licence,
    pub key: Secret,
}

/// Issues one licence, once per `op`.
pub async fn issue_licence(
    cx: &Cx,
    op: Option<OpId>,
    policy: PolicyId,
    draft: &LicenceDraft,
) -> Result<Issued> {
    let mut issued = issue_licences(cx, op, policy, std::slice::from_ref(draft)).await?;
    issued.pop().ok_or(Error::NotFound)
}

/// Issues many licences of a policy, all or none, once per `op`; in the order of the drafts.
pub async fn issue_licences(
    cx: &Cx,
    op: Option<OpId>,
    policy: PolicyId,
    drafts: &[LicenceDraft],
) -> Result<Vec<Issued>> {
    cx.require(rights::WORK)?;
    if let Some(op) = op
        && op::find(cx.db(), cx, op).await?.is_some()
    {
        return again(cx, op).await;
    }
    if drafts.len() > LicenceDraft::MOST {
        return Err(Refused::TooMany.into());
    }
    let policy = store::policy::find(cx.db(), policy).await?.ok_or(Refused::PolicyUnknown)?;
    let known = Known::load(cx.db(), drafts).await?;
    let blanks = read(cx, &policy, &known, drafts)?;
    if policy.settings.use_pool {
        let tx = cx.begin().await?;
        let made = take_keys(cx, &tx, &policy, blanks).await?;
        return put_down(cx, tx, Batch { op, policy: &policy, drafts, made }).await;
    }
    // made before the transaction begins, so that nobody waits for signatures
    let made = make_keys(cx, &policy, blanks).await?;
    let tx = cx.begin().await?;
    put_down(cx, tx, Batch { op, policy: &policy, drafts, made }).await
}

/// Licences that have their keys and are not written down yet.
struct Batch<'a> {
    op: Option<OpId>,
    policy: &'a Policy,
    drafts: &'a [LicenceDraft],
    made: Vec<(Licence, Secret)>,
}

/// Licences without keys; the first draft with something wrong says all of it.
fn read(
    cx: &Cx,
    policy: &Policy,
    known: &Known,
    drafts: &[LicenceDraft],
) -> Result<Vec<Blank>, Error> {
    let mut blanks = Vec::with_capacity(drafts.len());
    for (n, draft) in drafts.iter().enumerate() {
        let read = draft.read(policy, cx.now);
        let mut wrong = known.missing(draft);
        let licence = match read {
            Ok(licence) if wrong.is_empty() => licence,
            Ok(_) => return Err(numbered(wrong, n, drafts.len())),
            Err(more) => {
                wrong.splice(0..0, more);
                return Err(numbered(wrong, n, drafts.len()));
            }
        };
        let is_test = licence.is_test || known.is_for_tests(licence.environment);
        users_fit(&licence, policy, draft)?;
        blanks.push(Blank {
            email: known.email(licence.owner),
            licence: Licence { is_test, ..licence },
            given: draft.key.clone(),
        });
    }
    Ok(blanks)
}

/// In a batch a field says of which licence it is, from 0 on.
fn numbered(wrong: Vec<Refusal>, n: usize, of: usize) -> Error {
    let placed = |no: Refusal| match no.field.clone() {
        Some(field) if of > 1 => no.on(format!("licences.{n}.{field}")),
        _ => no,
    };
    Error::Refused(wrong.into_iter().map(placed).collect())
}

fn users_fit(licence: &Licence, policy: &Policy, draft: &LicenceDraft) -> Result<(), Refused> {
    let users: HashSet<_> = draft.users.iter().chain(draft.owner.as_ref()).collect();
    let most = licence.limits.over(&policy.settings).max_users;
    let over =
        most.is_some_and(|most| policy.settings.overage_strategy.is_over(users.len() as u64, most));
    if over { Err(Refused::UsersExceeded) } else { Ok(()) }
}

/// Gives each licence the oldest key of the pool.
async fn take_keys(
    cx: &Cx,
    tx: &Tx,
    policy: &Policy,
    blanks: Vec<Blank>,
) -> Result<Vec<(Licence, Secret)>> {
    store::issuing::lock_policy(tx, policy.id).await?;
    let waiting = store::issuing::take_waiting(tx, policy.id, blanks.len() as u64).await?;
    if waiting.len() < blanks.len() {
        return Err(Refused::PoolEmpty.into());
    }
    let mut made = Vec::with_capacity(blanks.len());
    for (blank, waiting) in blanks.into_iter().zip(waiting) {
        let key = keys::open_waiting(&cx.kontor, &waiting)?;
        let mut licence = blank.licence;
        engrave(&cx.kontor, &mut licence, key.expose())?;
        made.push((licence, key));
    }
    Ok(made)
}

/// Writes the licences down with all that belongs to them.
async fn put_down(cx: &Cx, tx: Tx, batch: Batch<'_>) -> Result<Vec<Issued>> {
    let Batch { op, policy, drafts, made } = batch;
    // the policy may have changed while the keys were made
    let kept = store::issuing::keep_policy(&tx, policy.id).await?.ok_or(Refused::PolicyUnknown)?;
    if kept.version != policy.version {
        return Err(Error::Stale);
    }
    let (licences, keys): (Vec<Licence>, Vec<Secret>) = made.into_iter().unzip();
    keys_are_free(&tx, &licences).await?;
    groups_have_room(&tx, &licences).await?;
    store::issuing::insert_all(&tx, &licences).await?;
    attach(cx, &tx, &licences, drafts).await?;
    let mut log = Log::default();
    for licence in &licences {
        let (name, organisation) = (licence.name.clone(), licence.organisation);
        let policy = policy.name.clone();
        log.add(cx, &LicenceIssued { licence: licence.id, name, policy, organisation })?;
    }
    log.write(&tx, cx).await?;
    if let Some(op) = op {
        let ids: Vec<_> = licences.iter().map(|one| one.id).collect();
        store::batch::insert(&tx, op.0, &ids, Millis(cx.now)).await?;
        op::keep(&tx, cx, op, op.to_string()).await?;
    }
    cx.commit(tx).await?;
    let issued = licences.into_iter().zip(keys);
    Ok(issued.map(|(licence, key)| Issued { licence, key }).collect())
}

async fn keys_are_free(tx: &Tx, licences: &[Licence]) -> Result<()> {
    let hashes: Vec<String> = licences.iter().map(|one| one.key_hash.clone()).collect();
    let unique: HashSet<&String> = hashes.iter().collect();
    let twice = unique.len() < hashes.len();
    if twice || store::issuing::is_taken(tx, &hashes).await? {
        return Err(Refused::KeyTaken.into());
    }
    Ok(())
}

/// Holds the groups of these licences until the transaction ends, and says whether all of them find room there.
async fn groups_have_room(tx: &Tx, licences: &[Licence]) -> Result<()> {
    let mut more: BTreeMap<LicenceGroupId, u64> = BTreeMap::new();
    for id in licences.iter().filter_map(|one| one.group) {
        *more.entry(id).or_default() += 1;
    }
    for (id, more) in more {
        group_has_room(tx, id, more).await?;
    }
    Ok(())
}

pub(super) async fn group_has_room(tx: &Tx, id: LicenceGroupId, more: u64) -> Result<()> {
    let group = store::issuing::lock_group(tx, id).await?.ok_or(Refused::GroupUnknown)?;
    let most = group.max_licences.and_then(|most| u64::try_from(most).ok());
    if let Some(most) = most
        && store::issuing::count_in_group(tx, id, most).await? + more > most
    {
        return Err(Refused::GroupFull.into());
    }
    Ok(())
}

/// Attaches the users and entitlements that the drafts name.
async fn attach(cx: &Cx, tx: &Tx, licences: &[Licence], drafts: &[LicenceDraft]) -> Result<()> {
    let (mut users, mut entitlements) = (Vec::new(), Vec::new());
    let created_at = Millis(cx.now);
    for (licence, draft) in licences.iter().zip(drafts) {
        let unique: HashSet<_> =
            draft.users.iter().filter(|id| Some(**id) != licence.owner).collect();
        let of = |user: &_| member::Model { licence: licence.id, user: *user, created_at };
        users.extend(unique.into_iter().map(of));
        let unique: HashSet<_> = draft.entitlements.iter().collect();
        entitlements.extend(unique.into_iter().map(|entitlement| entitled::Model {
            licence: licence.id,
            entitlement: *entitlement,
            value: None,
            expires_at: None,
            created_at,
        }));
    }
    store::licence_member::insert_users(tx, users).await?;
    store::licence_member::insert_entitlements(tx, entitlements).await
}

/// What an earlier sending of the same form issued.
async fn again(cx: &Cx, op: OpId) -> Result<Vec<Issued>> {
    let ids = store::batch::licences(cx.db(), op.0).await?;
    let mut issued = Vec::with_capacity(ids.len());
    for some in ids.chunks(1000) {
        for licence in store::licence::with_ids(cx.db(), some).await? {
            issued.push(Issued { key: keys::open(&cx.kontor, &licence)?, licence });
        }
    }
    // ids are made in the order of the drafts
    issued.sort_by_key(|one| one.licence.id);
    Ok(issued)
}
