use super::note_anomaly::note_anomaly;
use super::seating::{Seating, is_taken};
use crate::domain::anomaly::{Kind, Sign};
use crate::domain::hardware::{Drift, Likeness, Told};
use crate::domain::licence::LicenceId;
use crate::domain::machine::{Component, Machine, MachineId};
use crate::{rights, store};
use events::licensing::{MachineDrifted, machine_object};
use platform::event::{self, Event as _, Filter};
use platform::{Cx, Millis, Result};
use serde_json::json;

/// A machine that was known again.
#[derive(Clone, Debug)]
pub struct Recognised {
    pub machine: Machine,
    pub likeness: Likeness,
    /// Whether its new parts are known from now on. They are not where too many became others in short time.
    pub healed: bool,
}

/// Finds the machine of a licence that has these parts, or most of them; the likest, where there are several. What is another
/// about it is written down, a few parts a month: so a machine may be mended without losing its seat, and not be exchanged.
pub async fn recognise_machine(
    cx: &Cx,
    licence: LicenceId,
    told: &[Told],
) -> Result<Option<Recognised>> {
    cx.require(rights::WORK)?;
    let Some((id, likeness)) = likest(cx, licence, told).await? else { return Ok(None) };
    let machine = store::machine::get(cx.db(), id).await?;
    let healed = learn(cx, &machine, &likeness.drifted).await?;
    Ok(Some(Recognised { machine, likeness, healed }))
}

/// Compares a machine that is known by its fingerprint with the parts that it has now: some may have become others, and where
/// most did, there may be two machines of this fingerprint.
pub async fn compare_machine(cx: &Cx, machine: &Machine, told: &[Told]) -> Result<()> {
    cx.require(rights::WORK)?;
    let parts = store::component::of_machines(cx.db(), &[machine.id]).await?;
    let like = Likeness::between(&parts, told);
    if like.known < 2 {
        return Ok(());
    }
    if like.is_same() {
        return learn(cx, machine, &like.drifted).await.map(drop);
    }
    let evidence = json!({ "components": names(&like.drifted) });
    note_anomaly(cx, &Sign::of_machine(Kind::Clone, machine, evidence)).await
}

fn names(drifted: &[Drift]) -> Vec<&str> {
    drifted.iter().map(|drift| drift.name.as_str()).collect()
}

async fn likest(
    cx: &Cx,
    licence: LicenceId,
    told: &[Told],
) -> Result<Option<(MachineId, Likeness)>> {
    let fingerprints: Vec<&str> = told.iter().map(|part| part.fingerprint.as_str()).collect();
    let candidates = store::component::with_fingerprints(cx.db(), licence, &fingerprints).await?;
    let parts = store::component::of_machines(cx.db(), &candidates).await?;
    let likenesses = candidates.into_iter().map(|id| {
        let own: Vec<Component> = parts.iter().filter(|part| part.machine == id).cloned().collect();
        (id, Likeness::between(&own, told))
    });
    // of equals the older
    let order = |(id, like): &(MachineId, Likeness)| (like.same, std::cmp::Reverse(*id));
    Ok(likenesses.filter(|(_, like)| like.is_same()).max_by_key(order))
}

/// Learns the new parts if they are few enough, and notes it where they are not; whether they are known from now on.
async fn learn(cx: &Cx, machine: &Machine, drifted: &[Drift]) -> Result<bool> {
    if drifted.is_empty() {
        return Ok(true);
    }
    if cx.kontor.is_read_only() {
        return Ok(false);
    }
    if drifted.len() <= Likeness::MOST_DRIFTS && heal(cx, machine.id, drifted).await? {
        return Ok(true);
    }
    let evidence = json!({ "components": names(drifted) });
    note_anomaly(cx, &Sign::of_machine(Kind::Drift, machine, evidence)).await?;
    Ok(false)
}

async fn heal(cx: &Cx, id: MachineId, drifted: &[Drift]) -> Result<bool> {
    let tx = cx.begin().await?;
    let (seating, machine) = Seating::of_machine(&tx, cx, id).await?;
    let filter = Filter {
        name: Some(MachineDrifted::NAME.into()),
        object: Some(machine_object(id)),
        from: Some(cx.now - Likeness::DRIFTS_WITHIN),
        ..Filter::default()
    };
    let before = event::page(&tx, &filter, Likeness::MOST_DRIFTS as u64).await?;
    let facts = before.iter().filter_map(event::Recorded::facts::<MachineDrifted>);
    let before: usize = facts.map(|fact| fact.parts.len()).sum();
    if before + drifted.len() > Likeness::MOST_DRIFTS {
        return Ok(false);
    }
    let within = seating.policy.settings.component_uniqueness_strategy;
    let place = seating.place(Some(id));
    for drift in drifted {
        let mut part = store::component::get(&tx, drift.part).await?;
        part.claim = place.claim(within, &drift.fingerprint);
        part.fingerprint.clone_from(&drift.fingerprint);
        part.updated_at = Millis(cx.now);
        match store::component::save(&tx, &mut part).await {
            // the part is in another machine now
            Err(cause) if is_taken(&cause) => return Ok(false),
            saved => saved?,
        }
    }
    let parts = drifted.iter().map(|drift| drift.name.clone()).collect();
    let fact = MachineDrifted { machine: id, licence: machine.licence, parts };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(true)
}
