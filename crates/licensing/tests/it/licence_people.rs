//! Short ways to what licences are attached to.

use crate::world::World;
use licensing::domain::entitlement::{Entitlement, EntitlementId};
use licensing::domain::group::{Group, LicenceGroupId};
use licensing::domain::metadata::Metadata;
use licensing::domain::user::{LicenceUserId, Standing, User};
use licensing::store;
use platform::Millis;

impl World {
    pub async fn user(&self, email: &str) -> User {
        let now = Millis(self.t.kontor.clock.now());
        let user = User {
            id: LicenceUserId::new(),
            environment: None,
            group: None,
            email: email.into(),
            email_key: email.to_lowercase(),
            first_name: String::new(),
            last_name: String::new(),
            standing: Standing::Active,
            metadata: Metadata::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        };
        let tx = self.t.kontor.db.begin().await.unwrap();
        store::user::insert(&tx, &user).await.unwrap();
        tx.commit().await.unwrap();
        user
    }

    pub async fn entitlement(&self, code: &str) -> Entitlement {
        let now = Millis(self.t.kontor.clock.now());
        let entitlement = Entitlement {
            id: EntitlementId::new(),
            environment: None,
            name: code.into(),
            name_key: code.to_lowercase(),
            code: code.into(),
            metadata: Metadata::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        };
        let tx = self.t.kontor.db.begin().await.unwrap();
        store::entitlement::insert(&tx, &entitlement).await.unwrap();
        tx.commit().await.unwrap();
        entitlement
    }

    pub async fn group(&self, max_licences: Option<i64>) -> Group {
        let now = Millis(self.t.kontor.clock.now());
        let group = Group {
            id: LicenceGroupId::new(),
            environment: None,
            name: "Nord".into(),
            name_key: "nord".into(),
            max_licences,
            max_machines: None,
            max_users: None,
            metadata: Metadata::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        };
        let tx = self.t.kontor.db.begin().await.unwrap();
        store::group::insert(&tx, &group).await.unwrap();
        tx.commit().await.unwrap();
        group
    }
}
