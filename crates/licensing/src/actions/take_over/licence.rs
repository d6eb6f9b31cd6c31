//! Licences on their way in: with the keys that they have, so that whoever has one notices nothing.

use super::machine::{metadata, on};
use super::{Signer, Slice, Stop, Taken, Verdict, Warm};
use crate::actions::issue_keys::{Blank, engrave, make_keys};
use crate::actions::issue_licences::group_has_room;
use crate::actions::known::Known;
use crate::crypto::algorithm::Scheme;
use crate::domain::group::LicenceGroupId;
use crate::domain::import::{Item, Kind, Named, Refused};
use crate::domain::licence::{EnvironmentId, Licence, LicenceId, Limits};
use crate::domain::licence_draft::{End, LicenceDraft};
use crate::domain::licence_refused::Refused as NoLicence;
use crate::domain::policy::{Policy, PolicyId};
use crate::domain::user::LicenceUserId;
use crate::{keys, store};
use directory::OrganisationId;
use events::licensing::LicenceIssued;
use platform::{Error, Millis, Refusal};
use sea_orm::prelude::Uuid;

impl Slice<'_> {
    pub(super) async fn licence(&mut self, item: &Item) -> Taken<Verdict> {
        if let Some(known) = self.known_licence(item).await? {
            return Ok(Verdict::Known(known.0));
        }
        let policy = PolicyId(self.needed(item, "policy", Kind::Policy).await?);
        let policy = store::policy::get(self.tx, policy).await?;
        let mut wrong = Vec::new();
        let draft = self.draft(item, &policy, &mut wrong).await?;
        let known = Known::load(self.tx, std::slice::from_ref(&draft)).await?;
        wrong.extend(known.missing(&draft));
        let licence = match draft.read(&policy, self.cx.now) {
            Ok(licence) if wrong.is_empty() => adopt(licence, item, &mut wrong),
            read => {
                wrong.extend(read.err().into_iter().flatten());
                return Err(Error::Refused(wrong).into());
            }
        };
        if !wrong.is_empty() {
            return Err(Error::Refused(wrong).into());
        }
        let is_test = licence.is_test || known.is_for_tests(licence.environment);
        if let Some(group) = licence.group {
            group_has_room(self.tx, group, 1).await?;
        }
        let email = known.email(licence.owner);
        let licence = Licence { is_test, ..licence };
        let licence = self.keyed(item, &policy, Blank { licence, given: None, email }).await?;
        let kept = store::issuing::keep_policy(self.tx, policy.id).await?;
        kept.ok_or(NoLicence::PolicyUnknown)?;
        store::issuing::insert_all(self.tx, std::slice::from_ref(&licence)).await?;
        let (id, name) = (licence.id, licence.name.clone());
        let organisation = licence.organisation;
        let fact = LicenceIssued { licence: id, name, policy: policy.name, organisation };
        self.log.add(self.cx, &fact)?;
        Ok(Verdict::Created(id.0))
    }

    /// The same licence: the one with this id, or with this key.
    async fn known_licence(&self, item: &Item) -> Taken<Option<LicenceId>> {
        if let Some(id) = item.uuid().map(LicenceId)
            && store::licence::find(self.tx, id).await?.is_some()
        {
            return Ok(Some(id));
        }
        let Some(key) = item.text("key") else { return Ok(None) };
        let hash = keys::hash(&self.cx.kontor, key);
        Ok(store::licence::find_by_hash(self.tx, &hash).await?.map(|one| one.id))
    }

    async fn draft(
        &mut self,
        item: &Item,
        policy: &Policy,
        wrong: &mut Vec<Refusal>,
    ) -> Taken<LicenceDraft> {
        let owner = match item.named("owner") {
            Some(_) => self.related(item, "owner", Kind::User).await?,
            None => self.related(item, "user", Kind::User).await?,
        };
        let owner = match owner {
            Some(owner) => Some(owner),
            None => self.user_of_email(item).await?,
        };
        let group = self.related(item, "group", Kind::Group).await?.map(LicenceGroupId);
        let environment = self.related(item, "environment", Kind::Environment).await?;
        let organisation = self.organisation(item, owner.is_some(), wrong).await?;
        let mut flag = |name: &'static str| on(name, item.flag(name), wrong).flatten();
        let (suspended, is_test) = (flag("suspended"), flag("isTest"));
        let protected = flag("protected").filter(|own| *own != policy.settings.protected);
        let end = match on("expiry", item.time("expiry"), wrong).flatten() {
            Some(end) => End::At(end),
            None if item.attributes.contains_key("expiry") => End::Never,
            None => End::ByPolicy,
        };
        Ok(LicenceDraft {
            name: item.text("name").unwrap_or_default().to_owned(),
            key: None,
            owner: owner.map(LicenceUserId),
            group,
            organisation,
            environment: environment.map(EnvironmentId),
            end,
            limits: limits(item, policy, wrong),
            metadata: metadata(item, wrong),
            protected,
            suspended: suspended.unwrap_or_default(),
            is_test: is_test.unwrap_or_default(),
            users: Vec::new(),
            entitlements: Vec::new(),
        })
    }

    /// Whose address is named, where somebody who uses licences has it.
    async fn user_of_email(&self, item: &Item) -> Taken<Option<Uuid>> {
        let Some(Named::Id(text) | Named::Called(text)) = item.named("email") else {
            return Ok(None);
        };
        let found = store::user::find_by_email(self.tx, text.trim()).await?;
        Ok(found.map(|user| user.id.0))
    }

    /// The customer in the directory: by id, by name, or by the address of somebody there. An address may be that of the
    /// owner alone.
    async fn organisation(
        &mut self,
        item: &Item,
        is_owned: bool,
        wrong: &mut Vec<Refusal>,
    ) -> Taken<Option<OrganisationId>> {
        let (field, named) = match (item.named("organisation"), item.named("email")) {
            (Some(named), _) => ("organisation", named),
            (None, Some(named)) => ("email", named),
            (None, None) => return Ok(None),
        };
        let text = match named {
            Named::Id(text) | Named::Called(text) => text.trim(),
        };
        // the directory's entries are no rows; a mark keeps them apart from licences of the same name
        let key = (Kind::Licence, format!("{field} {text}"));
        if let Some(found) = self.found.get(&key) {
            return Ok(Some(OrganisationId(*found)));
        }
        let mut found = self.organisations(field, text).await?;
        match (found.pop(), found.is_empty()) {
            (Some(one), true) => {
                self.found.insert(key, one.0);
                return Ok(Some(one));
            }
            (Some(_), false) => {
                wrong.push(Refusal::from(Refused::Ambiguous(text.into())).on(field));
            }
            (None, _) if field == "email" && is_owned => {}
            (None, _) if field == "email" => {
                wrong.push(Refusal::from(Refused::Nobody(text.into())).on(field));
            }
            (None, _) => wrong.push(Refusal::from(Refused::NotThere(text.into())).on(field)),
        }
        Ok(None)
    }

    async fn organisations(&self, field: &str, text: &str) -> Taken<Vec<OrganisationId>> {
        if field == "email" {
            let person = directory::find_person_by_email(self.tx, text).await?;
            return Ok(person.and_then(|person| person.organisation).into_iter().collect());
        }
        if let Ok(id) = Uuid::try_parse(text) {
            let found = directory::find_organisation(self.tx, OrganisationId(id)).await?;
            return Ok(found.map(|one| one.id).into_iter().collect());
        }
        let found = directory::search_organisations(self.tx, text, 50).await?;
        let wanted = text.to_lowercase();
        let same = found.iter().filter(|one| one.name.trim().to_lowercase() == wanted);
        Ok(same.map(|one| one.id).collect())
    }

    /// The licence with its key: the one that it has, else the pool's next, else a new one.
    async fn keyed(&self, item: &Item, policy: &Policy, blank: Blank) -> Taken<Licence> {
        let kontor = &self.cx.kontor;
        if let Some(key) = item.text("key") {
            fits(key)?;
            let mut licence = blank.licence;
            engrave(kontor, &mut licence, key)?;
            return Ok(licence);
        }
        if policy.settings.use_pool {
            store::issuing::lock_policy(self.tx, policy.id).await?;
            let waiting = store::issuing::take_waiting(self.tx, policy.id, 1).await?;
            let waiting = waiting.first().ok_or(NoLicence::PoolEmpty)?;
            let mut licence = blank.licence;
            engrave(kontor, &mut licence, keys::open_waiting(kontor, waiting)?.expose())?;
            return Ok(licence);
        }
        if let Some(scheme) = &policy.settings.scheme {
            let scheme = Scheme::of_name(scheme).ok_or(NoLicence::SchemeInvalid)?;
            self.is_warm(scheme.algorithm().kind())?;
        }
        let made = make_keys(self.cx, policy, vec![blank]).await?;
        Ok(made.into_iter().next().ok_or(Error::NotFound)?.0)
    }

    fn is_warm(&self, kind: Signer) -> Taken<()> {
        let known = self.cx.kontor.held_or(Warm::default);
        let known = known.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.contains(&kind) { Ok(()) } else { Err(Stop::Signer(kind)) }
    }
}

/// A key that was made elsewhere may look like anything but an id, which addresses take it for.
fn fits(key: &str) -> Result<(), NoLicence> {
    if key.len() > LicenceDraft::LONGEST_KEY {
        return Err(NoLicence::KeyTooLong);
    }
    let odd = key.trim() != key || key.chars().any(char::is_control);
    if odd || Uuid::try_parse(key).is_ok() { Err(NoLicence::KeyInvalid) } else { Ok(()) }
}

/// What the licence went through before.
fn adopt(mut licence: Licence, item: &Item, wrong: &mut Vec<Refusal>) -> Licence {
    let mut time = |name: &'static str| on(name, item.time(name), wrong).flatten().map(Millis);
    licence.created_at = time("created").unwrap_or(licence.created_at);
    licence.last_validated_at = time("lastValidated");
    licence.first_validated_at = time("firstValidated").or(licence.last_validated_at);
    licence.last_checked_in_at = time("lastCheckIn").or(licence.last_checked_in_at);
    licence.last_checked_out_at = time("lastCheckOut");
    let uses = on("uses", item.number("uses"), wrong).flatten().unwrap_or_default();
    licence.uses = i64::try_from(uses).unwrap_or_default();
    licence.id = item.uuid().map_or(licence.id, LicenceId);
    licence
}

/// Its own limits: what is said and is not its policy's anyway.
fn limits(item: &Item, policy: &Policy, wrong: &mut Vec<Refusal>) -> Limits {
    let usual = Limits::default().over(&policy.settings);
    let mut own = |name: &'static str, usual: Option<u64>| {
        let said = on(name, item.number(name), wrong).flatten();
        said.filter(|said| Some(*said) != usual)
    };
    Limits {
        max_machines: own("maxMachines", usual.max_machines),
        max_processes: own("maxProcesses", usual.max_processes),
        max_users: own("maxUsers", usual.max_users),
        max_cores: own("maxCores", usual.max_cores),
        max_memory: own("maxMemory", usual.max_memory),
        max_disk: own("maxDisk", usual.max_disk),
        max_uses: own("maxUses", usual.max_uses),
        max_deactivations: own("maxDeactivations", usual.max_deactivations),
    }
}
