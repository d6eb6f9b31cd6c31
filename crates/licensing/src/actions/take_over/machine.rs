//! Machines and their parts on their way in. They ran before, so they are not counted against what is allowed: a licence that
//! has too many answers so, as it did where they come from.

use super::{Slice, Taken, Verdict};
use crate::actions::activate_machine::built;
use crate::actions::seating::Seating;
use crate::domain::activation::{ComponentDraft, MachineDraft, Refused as NoSeat};
use crate::domain::import::{Item, Kind, Refused};
use crate::domain::machine::{ComponentId, LicenceGroupId, LicenceId, LicenceUserId, MachineId};
use crate::domain::metadata::Metadata;
use crate::domain::seats::Seats;
use crate::store::{self, import_here};
use events::directory::FieldChange;
use events::licensing::{MachineActivated, MachineChanged};
use platform::{Error, Millis, Refusal};
use serde_json::Value;
use std::sync::Arc;

/// What is refused of a field, with its name.
pub(super) fn on<T>(
    field: &'static str,
    read: Result<T, Refused>,
    wrong: &mut Vec<Refusal>,
) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(no) => {
            wrong.push(Refusal::from(no).on(field));
            None
        }
    }
}

pub(super) fn metadata(item: &Item, wrong: &mut Vec<Refusal>) -> Metadata {
    match item.attributes.get("metadata") {
        None | Some(Value::Null) => Metadata::default(),
        Some(value) => match Metadata::new(value.clone()) {
            Ok(metadata) => metadata,
            Err(no) => {
                wrong.push(no.into());
                Metadata::default()
            }
        },
    }
}

impl Slice<'_> {
    pub(super) async fn machine(&mut self, item: &Item) -> Taken<Verdict> {
        let own = item.uuid().map(MachineId);
        if let Some(id) = own
            && store::machine::find(self.tx, id).await?.is_some()
        {
            return Ok(Verdict::Known(id.0));
        }
        let licence = LicenceId(self.needed(item, "license", Kind::Licence).await?);
        let owner = self.related(item, "owner", Kind::User).await?.map(LicenceUserId);
        let group = self.related(item, "group", Kind::Group).await?.map(LicenceGroupId);
        let mut wrong = Vec::new();
        let draft = draft(item, owner, &mut wrong);
        let created = on("created", item.time("created"), &mut wrong).flatten();
        let beat = on("lastHeartbeat", item.time("lastHeartbeat"), &mut wrong).flatten();
        let facts = match draft.read() {
            Ok(facts) if wrong.is_empty() => facts,
            read => {
                wrong.extend(read.err().into_iter().flatten());
                return Err(Error::Refused(wrong).into());
            }
        };
        if let Some(same) = import_here::machine_of(self.tx, licence, &facts.fingerprint).await? {
            return Ok(Verdict::Known(same.id.0));
        }
        let held = store::licence::lock(self.tx, licence).await?;
        let policy = Arc::new(store::policy::get(self.tx, held.policy).await?);
        let seating = Seating { licence: held, policy };
        let mut machine = built(self.cx, &seating, (&draft, group), &facts);
        machine.id = own.unwrap_or(machine.id);
        machine.created_at = created.map_or(machine.created_at, Millis);
        if let Some(beat) = beat {
            // its next heartbeat comes to us, and has its whole time for that
            let until = seating.policy.settings.lives_until(self.cx.now);
            (machine.last_beat_at, machine.dies_at) = (Some(Millis(beat)), Some(Millis(until)));
        }
        if store::machine::is_claimed(self.tx, &machine.claim).await? {
            return Err(NoSeat::FingerprintTaken.into());
        }
        store::machine::insert(self.tx, &machine).await?;
        store::words::add_machines(self.tx, std::slice::from_ref(&machine)).await?;
        let now = Millis(self.cx.now);
        store::licence::occupy(self.tx, licence, Seats::of(&machine), now).await?;
        let name = machine.label().to_owned();
        self.log.add(self.cx, &MachineActivated { machine: machine.id, licence, name })?;
        Ok(Verdict::Created(machine.id.0))
    }

    pub(super) async fn component(&mut self, item: &Item) -> Taken<Verdict> {
        let own = item.uuid().map(ComponentId);
        if let Some(id) = own
            && store::component::find(self.tx, id).await?.is_some()
        {
            return Ok(Verdict::Known(id.0));
        }
        let machine = MachineId(self.needed(item, "machine", Kind::Machine).await?);
        let mut wrong = Vec::new();
        let draft = ComponentDraft {
            fingerprint: item.text("fingerprint").map(str::to_owned),
            name: item.text("name").map(str::to_owned),
            metadata: metadata(item, &mut wrong),
        };
        let facts = match draft.read() {
            Ok(facts) if wrong.is_empty() => facts,
            read => {
                wrong.extend(read.err().into_iter().flatten());
                return Err(Error::Refused(wrong).into());
            }
        };
        let (seating, machine) = Seating::of_machine(self.tx, self.cx, machine).await?;
        let mut parts = seating.components(self.cx, machine.id, &[facts]);
        let Some(mut part) = parts.pop() else { return Err(Error::NotFound.into()) };
        part.id = own.unwrap_or(part.id);
        let claimed = store::component::claimed(self.tx, std::slice::from_ref(&part.claim)).await?;
        match claimed.first() {
            Some(same) if same.machine == machine.id => return Ok(Verdict::Known(same.id.0)),
            Some(_) => return Err(NoSeat::ComponentTaken.into()),
            None => {}
        }
        store::component::insert(self.tx, &part).await?;
        let (from, to) = (String::new(), part.name.clone());
        let changes = vec![FieldChange { field: "component".into(), from, to }];
        let fact = MachineChanged { machine: machine.id, licence: machine.licence, changes };
        self.log.add(self.cx, &fact)?;
        Ok(Verdict::Created(part.id.0))
    }
}

fn draft(item: &Item, owner: Option<LicenceUserId>, wrong: &mut Vec<Refusal>) -> MachineDraft {
    let text = |name: &str| item.text(name).map(str::to_owned);
    let mut number = |name: &'static str| {
        let read = on(name, item.number(name), wrong).flatten();
        read.and_then(|n| i64::try_from(n).ok())
    };
    let (cores, memory, disk) = (number("cores"), number("memory"), number("disk"));
    MachineDraft {
        fingerprint: text("fingerprint"),
        name: text("name"),
        ip: text("ip"),
        hostname: text("hostname"),
        platform: text("platform"),
        cores,
        memory,
        disk,
        metadata: metadata(item, wrong),
        owner,
        group: None,
        components: Vec::new(),
    }
}
