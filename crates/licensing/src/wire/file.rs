//! Licence and machine files as they are made: the document that is in one, and the signature around it.

use super::document::{Document, Resource};
use super::entry::Resourced as _;
use super::fault::Fault;
use super::issuer::{self, Issuer};
use super::shown::{self, Shown};
use super::{component, machine};
use crate::actions::{Of, check_out_licence, check_out_machine};
use crate::crypto::algorithm::Algorithm;
use crate::crypto::file::{FileKind, Lock, certificate, license_file_key, machine_file_key};
use crate::domain::check_out::{Refused, Wish};
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::machine::{Machine, MachineId};
use crate::keys;
use crate::store;
use chrono::{DateTime, TimeDelta, Utc};
use platform::{Cx, Result, rng};
use std::sync::Arc;

/// A file with what is said about it.
pub struct File {
    /// From its first line to its last.
    pub certificate: String,
    /// How it is encrypted and signed.
    pub algorithm: String,
    pub issued: DateTime<Utc>,
    pub expiry: Option<DateTime<Utc>>,
}

/// How a file is made.
struct Making<'a> {
    cx: &'a Cx,
    wish: &'a Wish,
    issuer: Arc<Issuer>,
    algorithm: Algorithm,
    encrypt: bool,
}

/// A licence's file.
pub async fn of_licence(cx: &Cx, id: LicenceId, wish: &Wish) -> Result<File> {
    let making = Making::of(cx, wish).await?;
    let of = check_out_licence(cx, id, wish).await?;
    let key = keys::open(&cx.kontor, &of.licence)?;
    let mut along = Along { cx, issuer: &making.issuer, all: Vec::new() };
    along.of_licence(&of, wish, "").await?;
    let data = licence(cx, &making.issuer, &of, key.expose());
    let lock = license_file_key(key.expose());
    making.file(FileKind::Licence, Document::one(data).including(along.all), &lock).await
}

/// A machine's file.
pub async fn of_machine(cx: &Cx, id: MachineId, wish: &Wish) -> Result<File> {
    let making = Making::of(cx, wish).await?;
    let (machine, of) = check_out_machine(cx, id, wish).await?;
    making.of_machine(machine, of).await
}

/// The file of a machine that was handed out already, when it took its seat.
pub async fn of_new_machine(cx: &Cx, machine: Machine, of: Of, wish: &Wish) -> Result<File> {
    Making::of(cx, wish).await?.of_machine(machine, of).await
}

fn licence(cx: &Cx, issuer: &Issuer, of: &Of, key: &str) -> Resource {
    let Of { licence, policy } = of;
    let validated = licence.last_validated_at;
    let shown = Shown { licence, policy, key, owner_banned: false, validated, now: cx.now };
    shown::licence(issuer, &shown)
}

impl<'a> Making<'a> {
    /// Ed25519 unless something else is asked for, whatever the keys are signed with: it is what every client verifies.
    async fn of(cx: &'a Cx, wish: &'a Wish) -> Result<Self> {
        let (encrypt, algorithm) = match wish.algorithm.as_deref() {
            None => (wish.encrypt, Algorithm::default()),
            Some(name) => read(name, wish.encrypt).ok_or(Refused::Algorithm)?,
        };
        let issuer = issuer::of(&cx.kontor).await?;
        Ok(Self { cx, wish, issuer, algorithm, encrypt })
    }

    async fn of_machine(&self, machine: Machine, of: Of) -> Result<File> {
        let Self { cx, wish, issuer, .. } = self;
        let key = keys::open(&cx.kontor, &of.licence)?;
        let mut along = Along { cx, issuer, all: Vec::new() };
        if wish.wants_licence() {
            along.all.push(licence(cx, issuer, &of, key.expose()));
            along.of_licence(&of, wish, "license.").await?;
        }
        along.of_machine(&machine, wish).await?;
        let lock = machine_file_key(key.expose(), &machine.fingerprint);
        let settings = of.policy.settings.clone();
        let max_processes = of.licence.limits.over(&settings).max_processes;
        let shown = machine::Shown { machine, settings, max_processes };
        let data = machine::resource(issuer, &shown, cx.now);
        self.file(FileKind::Machine, Document::one(data).including(along.all), &lock).await
    }

    async fn file(&self, kind: FileKind, document: Document, key: &[u8; 32]) -> Result<File> {
        let (issued, ttl) = (self.cx.now, self.wish.ttl);
        let expiry = ttl.and_then(|ttl| end(issued, ttl));
        let json = document
            .meta_time("issued", issued)
            .meta_time("expiry", expiry)
            .meta("ttl", ttl)
            .json();
        let lock = self.encrypt.then(|| Lock { key, nonce: rng::bytes() });
        let pair = self.issuer.pair(&self.cx.kontor, self.algorithm).await?;
        let certificate = certificate(kind, &json, self.algorithm, lock, &pair)?;
        let how = if self.encrypt { "aes-256-gcm" } else { "base64" };
        let algorithm = format!("{how}+{}", self.algorithm.name());
        Ok(File { certificate, algorithm, issued, expiry })
    }
}

fn end(now: DateTime<Utc>, ttl: u64) -> Option<DateTime<Utc>> {
    now.checked_add_signed(TimeDelta::try_seconds(i64::try_from(ttl).ok()?)?)
}

/// `ed25519`, or with how it is encrypted before it, which must not be other than is asked for.
fn read(name: &str, encrypt: bool) -> Option<(bool, Algorithm)> {
    let (how, name) = name.split_once('+').map_or((None, name), |(how, name)| (Some(how), name));
    let encrypt = match how {
        None => encrypt,
        Some("aes-256-gcm") => true,
        Some("base64") if !encrypt => false,
        Some(_) => return None,
    };
    Some((encrypt, Algorithm::of_name(name)?))
}

/// What comes along with a file, each once.
struct Along<'a> {
    cx: &'a Cx,
    issuer: &'a Issuer,
    all: Vec<Resource>,
}

impl Along<'_> {
    fn put(&mut self, resource: Option<Resource>) {
        let new = resource.filter(|one| self.all.iter().all(|had| had.address() != one.address()));
        self.all.extend(new);
    }

    async fn of_licence(&mut self, of: &Of, wish: &Wish, prefix: &str) -> Result<()> {
        let (licence, issuer, db) = (&of.licence, self.issuer, self.cx.db());
        let wants = |name: &str| wish.wants(&format!("{prefix}{name}"));
        if wants("entitlements") {
            self.entitlements(licence).await?;
        }
        if wants("product") {
            let product = store::product::find(db, licence.product).await?;
            self.put(product.map(|one| one.resource(issuer)));
        }
        if wants("policy") {
            self.put(Some(of.policy.resource(issuer)));
        }
        if let Some(owner) = licence.owner.filter(|_| wants("owner")) {
            let owner = store::user::find(db, owner).await?;
            self.put(owner.map(|one| one.resource(issuer)));
        }
        if wants("users") {
            for user in store::check_out::users(db, licence).await? {
                self.put(Some(user.resource(issuer)));
            }
        }
        if prefix.is_empty() {
            self.places(licence.group, licence.environment, wish).await?;
        }
        Ok(())
    }

    async fn entitlements(&mut self, licence: &Licence) -> Result<()> {
        let all = store::check_out::entitlements(self.cx.db(), licence, self.cx.now).await?;
        for (one, own) in all {
            let own = own.as_ref().map(|own| (&own.value, own.expires_at));
            self.put(Some(shown::entitlement(self.issuer, &one, own)));
        }
        Ok(())
    }

    async fn of_machine(&mut self, machine: &Machine, wish: &Wish) -> Result<()> {
        let (issuer, db) = (self.issuer, self.cx.db());
        if wish.wants("components") {
            for part in store::check_out::components(db, machine.id).await? {
                self.put(Some(component::resource(issuer, &part)));
            }
        }
        if let Some(owner) = machine.owner.filter(|_| wish.wants("owner")) {
            let owner = store::user::find(db, owner).await?;
            self.put(owner.map(|one| one.resource(issuer)));
        }
        self.places(machine.group, machine.environment, wish).await
    }

    async fn places(
        &mut self,
        group: Option<events::licensing::LicenceGroupId>,
        environment: Option<events::licensing::EnvironmentId>,
        wish: &Wish,
    ) -> Result<()> {
        let (issuer, db) = (self.issuer, self.cx.db());
        if let Some(id) = group.filter(|_| wish.wants("group")) {
            let group = store::group::find(db, id).await?;
            self.put(group.map(|one| one.resource(issuer)));
        }
        if let Some(id) = environment.filter(|_| wish.wants("environment")) {
            let environment = store::environment::find(db, id).await?;
            self.put(environment.map(|one| one.resource(issuer)));
        }
        Ok(())
    }
}

/// A wish that cannot be fulfilled is told as a request that is not understood.
pub(super) fn fault(error: platform::Error) -> Fault {
    let is_about_wish = |code: &str| code.starts_with("CHECKOUT_");
    match &error {
        platform::Error::Refused(all) => match all.first().and_then(|one| one.code) {
            Some(code) if is_about_wish(code) => {
                let name = code.trim_start_matches("CHECKOUT_").trim_end_matches("_INVALID");
                let parameter = super::fault::Source::Parameter(name.to_lowercase().into());
                Fault::bad(code, all[0].text.clone()).about(parameter)
            }
            _ => error.into(),
        },
        _ => error.into(),
    }
}
