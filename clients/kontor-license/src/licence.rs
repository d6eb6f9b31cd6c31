//! A licence on this machine, online: validate, activate, check files out, deactivate.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hmac::Mac;
use serde_json::{Value, json};

use crate::chance;
use crate::client::{Answer, Call, Inner, short};
use crate::clock::Guard;
use crate::error::Distrust;
use crate::fingerprint::{Headline, Identity, Kept, Reading};
use crate::keys::keyed;
use crate::verify::Signed;
use crate::verify::file::{self, Kind};
use crate::wire::{LicenceFile, MachineFile, MachineInfo, Outcome};
use crate::{Error, Result};

const MACHINE: &str = "machine.json";

/// A licence key on this machine. Cheap to clone; threads may share it.
#[derive(Clone)]
pub struct Licence {
    pub(crate) inner: Arc<Held>,
}

pub(crate) struct Held {
    pub(crate) client: Arc<Inner>,
    pub(crate) key: String,
    pub(crate) identity: Identity,
    /// What the files of this key are called in the state folder.
    name: String,
    guard: Mutex<Guard>,
    /// The licence's and the machine's id, once they are known.
    ids: Mutex<[Option<String>; 2]>,
    trouble: Mutex<Option<String>>,
}

impl fmt::Debug for Licence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let identity = &self.inner.identity;
        f.debug_struct("Licence").field("identity", identity).finish_non_exhaustive()
    }
}

impl Licence {
    pub(crate) fn open(client: Arc<Inner>, key: &str) -> Result<Self> {
        let key = key.trim().to_owned();
        if key.is_empty() || key.bytes().any(|byte| !(b'!'..=b'~').contains(&byte)) {
            return Err(Error::Setting(
                "the licence key is empty or has characters that no key has".into(),
            ));
        }
        let identity = identify(&client)?;
        let name = short(&key);
        let bound = keyed(client.salt(), &[b"clock=", identity.fingerprint.as_bytes()]);
        let places = std::iter::once(&client.state).chain(&client.second).cloned().collect();
        let bound = bound.finalize().into_bytes().to_vec();
        let guard = Guard::open(places, format!("{name}.clock"), bound);
        let guard = Mutex::new(guard);
        let (ids, trouble) = (Mutex::default(), Mutex::default());
        let held = Held { client, key, identity, name, guard, ids, trouble };
        Ok(Self { inner: Arc::new(held) })
    }

    /// Who this machine is to the server.
    pub fn identity(&self) -> &Identity {
        &self.inner.identity
    }

    /// Why a start without the server will not work, although one with it does: the state folder cannot be written, or
    /// no file is handed out. The last such trouble; none if there was none.
    pub fn trouble(&self) -> Option<String> {
        self.inner.trouble().clone()
    }

    /// Asks whether the licence is valid on this machine. The answer is believed only if it is signed, carries the
    /// number that was asked with, and speaks of this key, this product and this machine.
    pub fn validate(&self) -> Result<Outcome> {
        let held = &*self.inner;
        *held.trouble() = None;
        let nonce = chance::nonce()?;
        let scope = held.scope();
        let body = json!({"meta": {"key": held.key, "nonce": nonce, "scope": scope}});
        let path = ["licenses", "actions", "validate-key"];
        let call = Call { method: "POST", path: &path, query: "", body: Some(body), key: None };
        let answer = match held.client.call(&call) {
            Err(error @ Error::Refused(_)) if !error.is_silence() => {
                held.noted(held.forget());
                return Err(error);
            }
            other => other?,
        };
        if answer.value["meta"]["nonce"] != nonce {
            return Err(Error::Untrusted(Distrust::Nonce));
        }
        held.about_us(&answer.value)?;
        let outcome = Outcome::read(&answer.value, answer.at);
        let outcome = outcome.ok_or_else(|| Error::Shape("it is no validation".into()))?;
        let settled = held.guard().settle(answer.at);
        held.noted(settled);
        if let Some(licence) = &outcome.licence {
            held.ids()[0] = Some(licence.id.clone());
        }
        held.noted(if outcome.valid { held.remember(&answer.signed) } else { held.forget() });
        Ok(outcome)
    }

    /// Takes a seat for this machine, with its components. A machine that has one already is simply found.
    pub fn activate(&self) -> Result<MachineInfo> {
        let held = &*self.inner;
        let licence = self.licence_id()?;
        let body = held.machine_to_make(&licence);
        let answer = held.call("POST", &["machines"], "", Some(body));
        let machine = match answer {
            Err(error) if error.has_code("FINGERPRINT_TAKEN") => self.machine()?.ok_or(error)?,
            other => held.machine_in(&other?.value["data"])?,
        };
        held.noted(held.client.state.write(MACHINE, &held.identity.kept().to_text()));
        held.ids()[1] = Some(machine.id.clone());
        Ok(machine)
    }

    /// This machine as the server has it; none if it holds no seat of this licence.
    pub fn machine(&self) -> Result<Option<MachineInfo>> {
        let held = &*self.inner;
        let query = format!("fingerprint={}&limit=1", held.identity.fingerprint);
        let answer = held.call("GET", &["machines"], &query, None)?;
        let Some(first) = answer.value["data"].get(0) else { return Ok(None) };
        let machine = held.machine_in(first)?;
        held.ids()[1] = Some(machine.id.clone());
        Ok(Some(machine))
    }

    /// Gives this machine's seat back and forgets what was kept for a start without the server.
    pub fn deactivate(&self) -> Result<()> {
        let held = &*self.inner;
        if let Some(machine) = self.machine_id()? {
            held.call("DELETE", &["machines", &machine], "", None)?;
        }
        held.ids()[1] = None;
        held.forget()
    }

    /// Fetches a new machine file for the time of grace and keeps it.
    pub fn check_out(&self) -> Result<MachineFile> {
        let held = &*self.inner;
        let machine = self.machine_id()?;
        let machine = machine
            .ok_or(Error::Setting("activate this machine before a file is fetched".into()))?;
        let seconds = held.client.config.grace.as_secs().max(3600);
        let query = format!(
            "encrypt=true&ttl={seconds}&include=license,license.policy,license.entitlements,components"
        );
        let path = ["machines", &machine, "actions", "check-out"];
        let answer = held.call("POST", &path, &query, None)?;
        let text = certificate(&answer)?;
        let file = self.open_machine_file(&text)?;
        held.guard().raise(file.issued)?;
        held.client.state.write(&held.file(), &text)?;
        Ok(file)
    }

    /// Fetches a licence file, which is bound to the key and to no machine. It is handed over as text and opened.
    pub fn check_out_licence(
        &self,
        ttl: Option<std::time::Duration>,
    ) -> Result<(String, LicenceFile)> {
        let held = &*self.inner;
        let licence = self.licence_id()?;
        let mut query = String::from("encrypt=true&include=entitlements");
        if let Some(ttl) = ttl {
            let _ = write!(query, "&ttl={}", ttl.as_secs());
        }
        let path = ["licenses", &licence, "actions", "check-out"];
        let text = certificate(&held.call("POST", &path, &query, None)?)?;
        let file = self.open_licence_file(&text)?;
        Ok((text, file))
    }

    /// Verifies and opens a machine file, also one that came by hand to a machine without a network. It must be for
    /// this key and this machine, and its time must not be over.
    pub fn open_machine_file(&self, text: &str) -> Result<MachineFile> {
        let file = self.inner.machine_file(text)?;
        file.document.check_time(self.inner.client.now()).map_err(Error::File)?;
        Ok(file)
    }

    /// Verifies and opens a licence file. It must be for this key, and its time must not be over.
    pub fn open_licence_file(&self, text: &str) -> Result<LicenceFile> {
        let held = &*self.inner;
        let document = file::open(text, Kind::Licence, &held.client.config.keys, &[&held.key]);
        let file = document.and_then(LicenceFile::read).map_err(Error::File)?;
        held.same_key(file.licence.key.as_deref()).map_err(Error::File)?;
        file.document.check_time(held.client.now()).map_err(Error::File)?;
        Ok(file)
    }

    fn licence_id(&self) -> Result<String> {
        let known = self.inner.ids()[0].clone();
        if let Some(id) = known {
            return Ok(id);
        }
        let outcome = self.validate()?;
        let words = || format!("there is no licence to do this with: {}", outcome.detail);
        outcome
            .licence
            .as_ref()
            .map(|licence| licence.id.clone())
            .ok_or_else(|| Error::Setting(words()))
    }

    pub(crate) fn machine_id(&self) -> Result<Option<String>> {
        let known = self.inner.ids()[1].clone();
        if known.is_some() {
            return Ok(known);
        }
        Ok(self.machine()?.map(|machine| machine.id))
    }
}

impl Held {
    pub(crate) fn guard(&self) -> MutexGuard<'_, Guard> {
        self.guard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn ids(&self) -> MutexGuard<'_, [Option<String>; 2]> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn proof(&self) -> String {
        format!("{}.proof", self.name)
    }

    pub(crate) fn file(&self) -> String {
        format!("{}.lic", self.name)
    }

    /// Remembers what went wrong beside the way: a program that has the server's word runs on all the same.
    pub(crate) fn noted(&self, done: Result<()>) {
        if let Err(error) = done {
            *self.trouble() = Some(error.to_string());
        }
    }

    fn trouble(&self) -> MutexGuard<'_, Option<String>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the server's word, and what the machine that it was given to is made of by now.
    fn remember(&self, signed: &Signed) -> Result<()> {
        let state = &self.client.state;
        state.write(&self.proof(), &signed.to_text())?;
        let before = state.read(MACHINE)?.as_deref().and_then(Kept::from_text);
        let now = self.identity.kept_after(before.as_ref());
        if before.as_ref() == Some(&now) { Ok(()) } else { state.write(MACHINE, &now.to_text()) }
    }

    /// No start without the server any more: the licence is not valid here, or not here.
    fn forget(&self) -> Result<()> {
        self.client.state.remove(&self.proof())?;
        self.client.state.remove(&self.file())
    }

    /// A call that speaks with the licence key.
    pub(crate) fn call(
        &self,
        method: &'static str,
        path: &[&str],
        query: &str,
        body: Option<Value>,
    ) -> Result<Answer> {
        let answer = self.client.call(&Call { method, path, query, body, key: Some(&self.key) })?;
        let raised = self.guard().raise(answer.at);
        self.noted(raised);
        Ok(answer)
    }

    fn scope(&self) -> Value {
        let config = &self.client.config;
        let mut scope =
            json!({"fingerprint": self.identity.fingerprint, "product": config.product});
        let components: Vec<_> =
            self.identity.components.iter().map(|one| &one.fingerprint).collect();
        if config.scope_components && !components.is_empty() {
            scope["components"] = json!(components);
        }
        if let Some(version) = config.version.as_ref().filter(|_| config.scope_version) {
            scope["version"] = json!(version);
        }
        scope
    }

    /// Whether a validation, or the proof of one, speaks of this key, product and machine: a signed answer that was
    /// given to somebody else is none for us.
    pub(crate) fn about_us(&self, answer: &Value) -> Result<()> {
        let other = |what| Err(Error::Untrusted(Distrust::Other(what)));
        let scope = &answer["meta"]["scope"];
        if scope["fingerprint"] != *self.identity.fingerprint {
            return other("machine");
        }
        if scope["product"] != *self.client.config.product {
            return other("product");
        }
        let key = &answer["data"]["attributes"]["key"];
        let unknown = answer["data"].is_null() && answer["meta"]["valid"] == false;
        if unknown || *key == *self.key { Ok(()) } else { other("licence key") }
    }

    fn machine_to_make(&self, licence: &str) -> Value {
        let Identity { version, fingerprint, components, surroundings, .. } = &self.identity;
        let low = self.identity.low_confidence();
        let mut metadata = json!({"fingerprintVersion": version, "lowConfidence": low});
        if let Some(container) = &surroundings.container {
            metadata["container"] = json!(container);
        }
        if let Some(machine) = &surroundings.virtual_machine {
            metadata["virtualMachine"] = json!(machine);
        }
        let mut attributes = json!({
            "fingerprint": fingerprint,
            "platform": format!("{}/{}", std::env::consts::OS, std::env::consts::ARCH),
            "metadata": metadata,
        });
        if let Ok(cores) = std::thread::available_parallelism() {
            attributes["cores"] = json!(cores.get());
        }
        if let Some(name) = &self.client.config.machine_name {
            attributes["name"] = json!(name);
        }
        let mut relationships = json!({"license": {"data": {"type": "licenses", "id": licence}}});
        if !components.is_empty() {
            let all = components.iter().map(|one| {
                json!({
                    "type": "components",
                    "attributes": {"name": one.name, "fingerprint": one.fingerprint},
                })
            });
            relationships["components"] = json!({"data": all.collect::<Vec<_>>()});
        }
        json!({"data": {"type": "machines", "attributes": attributes, "relationships": relationships}})
    }

    pub(crate) fn machine_in(&self, data: &Value) -> Result<MachineInfo> {
        let machine = MachineInfo::read(data);
        let machine = machine.ok_or_else(|| Error::Shape("it is no machine".into()))?;
        if machine.fingerprint == self.identity.fingerprint {
            Ok(machine)
        } else {
            Err(Error::Untrusted(Distrust::Other("machine")))
        }
    }
}

/// Who this machine is, by what it is made of and what was kept. A random id is kept at once, for it cannot be made
/// again; what was read is kept when the machine is activated.
fn identify(client: &Inner) -> Result<Identity> {
    let config = &client.config;
    let reading = Reading::of(config.system, &*config.sources);
    let kept = client.state.read(MACHINE)?.as_deref().and_then(Kept::from_text);
    let identity = Identity::of(&reading, client.salt(), kept.as_ref(), chance::bytes)?;
    if identity.headline == Headline::Random && kept != Some(identity.kept()) {
        client.state.write(MACHINE, &identity.kept().to_text())?;
    }
    Ok(identity)
}

/// The text of a file that was checked out.
fn certificate(answer: &Answer) -> Result<String> {
    let text = answer.value["data"]["attributes"]["certificate"].as_str();
    text.map(str::to_owned).ok_or_else(|| Error::Shape("it holds no file".into()))
}
