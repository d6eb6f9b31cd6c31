//! Licences to measure on: of one product, each with one machine, and keys that can be told from their numbers.

use super::{Filling, TOGETHER, uuid};
use chrono::{DateTime, TimeDelta, Utc};
use directory::OrganisationId;
use licensing::domain::licence::{Licence, LicenceId, Limits};
use licensing::domain::machine::{Machine, MachineId};
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::{Policy, PolicyId, Settings};
use licensing::domain::product::{Product, ProductId};
use licensing::domain::strategy::{Authentication, Distribution};
use licensing::{keys, store};
use platform::{Kontor, Millis, Result, Tx};

/// Of each licence one is taken.
const SEATS: u64 = 5;

/// The key of a licence by its number.
fn key(n: u32) -> String {
    format!("BENCH-{n:08}")
}

fn fingerprint(n: u32) -> String {
    format!("bench-machine-{n:08}")
}

/// Of the machine that a licence is used on.
pub(super) fn machine_id(n: u32, newest: DateTime<Utc>) -> MachineId {
    MachineId(uuid(13, n, Some(newest - TimeDelta::seconds(i64::from(n % 1_000_000)))))
}

impl Filling<'_> {
    /// Sells licences to the firms; `done` is told how many there are after each step.
    pub(super) async fn sell(&self, licences: u32, done: &impl Fn(u32)) -> Result<()> {
        let tx = self.cx.begin().await?;
        store::product::insert(&tx, &self.product()).await?;
        store::policy::insert(&tx, &self.policy()).await?;
        tx.commit().await?;
        let mut next = 1;
        while next <= licences {
            let last = licences.min(next + TOGETHER - 1);
            let tx = self.cx.begin().await?;
            self.some(&tx, next, last).await?;
            tx.commit().await?;
            done(last);
            next = last + 1;
        }
        Ok(())
    }

    async fn some(&self, tx: &Tx, first: u32, last: u32) -> Result<()> {
        let all = (first..=last).map(|n| self.licence(&self.cx.kontor, n));
        store::issuing::insert_all(tx, &all.collect::<Result<Vec<_>>>()?).await?;
        let all: Vec<_> = (first..=last).map(|n| self.machine(n)).collect();
        store::machine::insert_all(tx, &all).await
    }

    fn product(&self) -> Product {
        Product {
            id: ProductId(uuid(10, 1, None)),
            environment: None,
            name: "Bench".into(),
            name_key: "bench".into(),
            code: Some("bench".into()),
            url: None,
            distribution: Distribution::Licensed,
            platforms: String::new(),
            metadata: Metadata::default(),
            created_at: Millis(self.newest),
            updated_at: Millis(self.newest),
            version: 1,
        }
    }

    fn policy(&self) -> Policy {
        let settings = Settings {
            floating: true,
            strict: true,
            max_machines: Some(SEATS),
            authentication_strategy: Authentication::Mixed,
            heartbeat_duration: Some(900),
            ..Settings::default()
        };
        Policy {
            id: PolicyId(uuid(11, 1, None)),
            product: ProductId(uuid(10, 1, None)),
            environment: None,
            name: "Bench".into(),
            name_key: "bench".into(),
            settings,
            metadata: Metadata::default(),
            created_at: Millis(self.newest),
            updated_at: Millis(self.newest),
            version: 1,
        }
    }

    fn licence(&self, kontor: &Kontor, n: u32) -> Result<Licence> {
        let at = self.newest - TimeDelta::seconds(i64::from(n % 1_000_000));
        let id = LicenceId(uuid(12, n, Some(at)));
        let (key, name) = (key(n), format!("Arbeitsplatz {n}"));
        Ok(Licence {
            id,
            product: ProductId(uuid(10, 1, None)),
            policy: PolicyId(uuid(11, 1, None)),
            environment: None,
            organisation: Some(OrganisationId(uuid(1, n % super::FIRMS, None))),
            owner: None,
            group: None,
            name_key: name.to_lowercase(),
            name,
            key: keys::seal(kontor, id, &key)?,
            key_hash: keys::hash(kontor, &key),
            key_hint: keys::hint(&key),
            is_test: false,
            suspended: n % 50 == 49,
            protected: None,
            // whenever is measured, it is good
            expires_at: Some(Millis(self.newest + TimeDelta::days(3650 + i64::from(n % 730)))),
            uses: 0,
            limits: Limits::default(),
            metadata: Metadata::default(),
            machines: 1,
            cores: 4,
            memory: 0,
            disk: 0,
            first_validated_at: None,
            last_validated_at: None,
            last_checked_in_at: None,
            last_checked_out_at: None,
            end_told_at: None,
            end_soon_told_at: None,
            created_at: Millis(at),
            updated_at: Millis(at),
            version: 1,
        })
    }

    fn machine(&self, n: u32) -> Machine {
        let at = self.newest - TimeDelta::seconds(i64::from(n % 1_000_000));
        let licence = LicenceId(uuid(12, n, Some(at)));
        Machine {
            id: machine_id(n, self.newest),
            licence,
            policy: PolicyId(uuid(11, 1, None)),
            product: ProductId(uuid(10, 1, None)),
            environment: None,
            owner: None,
            group: None,
            fingerprint: fingerprint(n),
            claim: format!("{n:064x}"),
            name: String::new(),
            hostname: format!("pc-{n}"),
            platform: "linux/x86_64".into(),
            ip: String::new(),
            cores: Some(4),
            memory: None,
            disk: None,
            metadata: Metadata::default(),
            last_beat_at: None,
            dies_at: None,
            died_at: None,
            revived_at: None,
            last_checked_out_at: None,
            created_at: Millis(at),
            updated_at: Millis(at),
            version: 1,
        }
    }
}
