//! A house with a product, and short ways to what tests need of it. Rows are put in as they are: what the actions do is
//! for the tests of the actions.

use licensing::domain::licence::{Licence, LicenceId, Limits};
use licensing::domain::machine::{Machine, MachineId};
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::{Policy, PolicyId, Settings};
use licensing::domain::product::{Product, ProductId};
use licensing::domain::strategy::Distribution;
use licensing::store;
use platform::Millis;
use platform::testing::TestKontor;
use std::sync::atomic::{AtomicU32, Ordering};

pub struct World {
    pub t: TestKontor,
    pub product: Product,
    count: AtomicU32,
}

impl World {
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// With these settings.
    pub async fn start_with(settings: &[(&str, &str)]) -> Self {
        let apps = [ui::APP, directory::APP, licensing::APP];
        let t = TestKontor::start_with(&apps, settings).await;
        let product = Product {
            id: ProductId::new(),
            environment: None,
            name: "Backup Pro".into(),
            name_key: "backup pro".into(),
            code: Some("backup-pro".into()),
            url: None,
            distribution: Distribution::Licensed,
            platforms: String::new(),
            metadata: Metadata::default(),
            created_at: Millis(t.kontor.clock.now()),
            updated_at: Millis(t.kontor.clock.now()),
            version: 1,
        };
        let tx = t.kontor.db.begin().await.unwrap();
        store::product::insert(&tx, &product).await.unwrap();
        tx.commit().await.unwrap();
        Self { t, product, count: AtomicU32::new(0) }
    }

    fn now(&self) -> Millis {
        Millis(self.t.kontor.clock.now())
    }

    /// A number that is given once.
    fn next(&self) -> u32 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    /// A policy with these settings.
    pub async fn policy(&self, settings: Settings) -> Policy {
        let name = format!("Policy {}", self.next());
        let policy = Policy {
            id: PolicyId::new(),
            product: self.product.id,
            environment: None,
            name_key: name.to_lowercase(),
            name,
            settings,
            metadata: Metadata::default(),
            created_at: self.now(),
            updated_at: self.now(),
            version: 1,
        };
        let tx = self.t.kontor.db.begin().await.unwrap();
        store::policy::insert(&tx, &policy).await.unwrap();
        tx.commit().await.unwrap();
        policy
    }

    /// A licence under a policy; its key is nothing that opens.
    pub async fn licence(&self, policy: &Policy) -> Licence {
        let number = self.next();
        let licence = Licence {
            id: LicenceId::new(),
            product: policy.product,
            policy: policy.id,
            environment: None,
            organisation: None,
            owner: None,
            group: None,
            name: format!("Licence {number}"),
            name_key: format!("licence {number}"),
            key: Vec::new(),
            key_hash: format!("{number:064}"),
            key_hint: "ABC123".into(),
            is_test: false,
            suspended: false,
            protected: None,
            expires_at: None,
            uses: 0,
            limits: Limits::default(),
            metadata: Metadata::default(),
            machines: 0,
            cores: 0,
            memory: 0,
            disk: 0,
            first_validated_at: None,
            last_validated_at: None,
            last_checked_in_at: None,
            last_checked_out_at: None,
            end_told_at: None,
            end_soon_told_at: None,
            created_at: self.now(),
            updated_at: self.now(),
            version: 1,
        };
        let tx = self.t.kontor.db.begin().await.unwrap();
        store::issuing::insert_all(&tx, std::slice::from_ref(&licence)).await.unwrap();
        tx.commit().await.unwrap();
        licence
    }

    /// A machine of a licence; the licence's counts are left as they are.
    pub async fn machine(&self, licence: &Licence, fingerprint: &str) -> Machine {
        let machine = Machine {
            id: MachineId::new(),
            licence: licence.id,
            policy: licence.policy,
            product: licence.product,
            environment: None,
            owner: None,
            group: None,
            fingerprint: fingerprint.into(),
            claim: format!("c{:063}", self.next()),
            name: "Rechner".into(),
            hostname: String::new(),
            platform: String::new(),
            ip: String::new(),
            cores: None,
            memory: None,
            disk: None,
            metadata: Metadata::default(),
            last_beat_at: None,
            dies_at: None,
            died_at: None,
            revived_at: None,
            last_checked_out_at: None,
            created_at: self.now(),
            updated_at: self.now(),
            version: 1,
        };
        let tx = self.t.kontor.db.begin().await.unwrap();
        store::machine::insert_all(&tx, std::slice::from_ref(&machine)).await.unwrap();
        tx.commit().await.unwrap();
        machine
    }
}
