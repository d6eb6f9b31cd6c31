//! What several verbs ask before a machine takes a seat.

use crate::domain::activation::{ComponentFacts, Place, Refused};
use crate::domain::licence::Licence;
use crate::domain::machine::{
    Component, ComponentId, LicenceGroupId, LicenceUserId, Machine, MachineId,
};
use crate::domain::policy::Policy;
use crate::domain::seats::{Refused as Full, Room, Seats};
use crate::domain::strategy::Leasing;
use crate::{recent, store};
use platform::{Cx, Millis, Refusal, Result, Tx};
use std::sync::Arc;

/// A licence that is held, with what it goes by: nobody else counts its seats meanwhile.
pub struct Seating {
    pub licence: Licence,
    pub policy: Arc<Policy>,
}

impl Seating {
    /// Holds the licence of a machine and reads that machine as it is now.
    pub async fn of_machine(tx: &Tx, cx: &Cx, id: MachineId) -> Result<(Self, Machine)> {
        let known = store::machine::get(tx, id).await?;
        let licence = store::licence::lock(tx, known.licence).await?;
        let machine = store::machine::get(tx, id).await?;
        let policy = recent::policy_in(tx, cx, licence.policy).await?;
        Ok((Self { licence, policy }, machine))
    }

    /// What is taken by those who are counted together with a machine of this user.
    pub async fn taken(&self, tx: &Tx, owner: Option<LicenceUserId>) -> Result<Seats> {
        let licence = &self.licence;
        if self.policy.settings.machine_leasing_strategy == Leasing::User {
            return store::machine::seats_of(tx, licence.id, owner).await;
        }
        let (machines, cores) = (licence.machines, licence.cores);
        Ok(Seats { machines, cores, memory: licence.memory, disk: licence.disk })
    }

    /// What there is too little room for.
    pub async fn full(
        &self,
        tx: &Tx,
        owner: Option<LicenceUserId>,
        (old, new): (Seats, Seats),
    ) -> Result<Vec<Full>> {
        let room = Room::new(&self.licence.limits, &self.policy.settings);
        Ok(room.without(self.taken(tx, owner).await?, old, new))
    }

    /// Whose a machine may be: the licence's owner's, or somebody's who uses it.
    pub async fn may_own(&self, tx: &Tx, user: LicenceUserId) -> Result<bool> {
        if self.licence.owner == Some(user) {
            return Ok(true);
        }
        store::licence_member::is_member(tx, self.licence.id, user).await
    }

    /// Where a fingerprint would be.
    pub fn place(&self, machine: Option<MachineId>) -> Place {
        let licence = &self.licence;
        Place {
            environment: licence.environment,
            product: licence.product,
            policy: licence.policy,
            licence: licence.id,
            machine,
        }
    }

    /// The parts of a machine as rows.
    pub fn components(
        &self,
        cx: &Cx,
        machine: MachineId,
        facts: &[ComponentFacts],
    ) -> Vec<Component> {
        let within = self.policy.settings.component_uniqueness_strategy;
        let place = self.place(Some(machine));
        let row = |facts: &ComponentFacts| Component {
            id: ComponentId::new(),
            machine,
            licence: self.licence.id,
            name: facts.name.clone(),
            claim: place.claim(within, &facts.fingerprint),
            fingerprint: facts.fingerprint.clone(),
            metadata: facts.metadata.clone(),
            created_at: Millis(cx.now),
            updated_at: Millis(cx.now),
            version: 1,
        };
        facts.iter().map(row).collect()
    }
}

/// Whether a group takes one more machine; it is held meanwhile.
pub async fn group_refuses(tx: &Tx, group: LicenceGroupId) -> Result<Option<Refusal>> {
    Ok(match store::machine::seats_of_group(tx, group).await? {
        None => Some(Refused::GroupNotFound.into()),
        Some((Some(most), count)) if count >= most => Some(Full::Group(most).into()),
        Some(_) => None,
    })
}

/// Whether the cause is a fingerprint, a number or a name that somebody took in this moment.
pub fn is_taken(cause: &platform::Error) -> bool {
    let platform::Error::Internal(cause) = cause else { return false };
    cause.downcast_ref().is_some_and(platform::db::is_taken)
}
