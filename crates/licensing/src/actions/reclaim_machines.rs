use super::seating::{Seating, is_taken};
use crate::domain::activation::Refused;
use crate::domain::licence::Licence;
use crate::domain::policy::Policy;
use crate::store;
use platform::{Error, Result, Tx};
use std::sync::Arc;

/// What the machines of a licence and their parts are unique by, written anew under another policy. Whoever moves the licence
/// calls this in the same transaction, with the licence as it is to be.
pub async fn reclaim_machines(tx: &Tx, licence: &Licence, policy: &Policy) -> Result<()> {
    let settings = policy.settings.clone();
    let seating = Seating { licence: licence.clone(), policy: Arc::new(policy.clone()) };
    let named = |cause: Error| {
        if is_taken(&cause) { Refused::FingerprintTaken.into() } else { cause }
    };
    let machines = store::machine::of_licence(tx, licence.id).await?;
    let ids: Vec<_> = machines.iter().map(|machine| machine.id).collect();
    for machine in &machines {
        let place = seating.place(None);
        let claim = place.claim(settings.machine_uniqueness_strategy, &machine.fingerprint);
        if claim != machine.claim {
            store::machine::set_claim(tx, machine.id, &claim).await.map_err(named)?;
        }
    }
    for part in store::component::of_machines(tx, &ids).await? {
        let place = seating.place(Some(part.machine));
        let claim = place.claim(settings.component_uniqueness_strategy, &part.fingerprint);
        if claim != part.claim {
            store::component::set_claim(tx, part.id, &claim).await.map_err(named)?;
        }
    }
    Ok(())
}
