//! The customers' portal: who comes in, by what, and what is there for them.

mod entrance;
mod licence;
mod panel;

use crate::asking::{changed, keyed};
use crate::world::World;
use axum::http::header;
use directory::{OrganisationDraft, OrganisationId, PersonDraft};
use fakes::smtp::Smtp;
use licensing::domain::licence::Licence;
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::user::{LicenceUserId, Standing, User};
use licensing::store;
use platform::op::OpId;
use platform::switch::{self, Wanted};
use platform::testing::{Answer, TestKontor};

pub const EVA: &str = "eva@acme.test";

/// A house with a portal that writes letters.
pub struct House {
    pub w: World,
    pub smtp: Smtp,
}

impl House {
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    pub async fn start_with(more: &[(&str, &str)]) -> Self {
        let smtp = Smtp::start().await;
        let port = smtp.address.port().to_string();
        let allow = format!("127.0.0.1/32:{port}");
        let mut settings = vec![
            ("server.external_url", "http://localhost"),
            ("server.default_language", "en"),
            ("post.from", "kontor@firma.test"),
            ("post.smtp_host", "127.0.0.1"),
            ("post.smtp_port", port.as_str()),
            ("post.smtp_security", "none"),
            ("outbound.allow", allow.as_str()),
        ];
        settings.extend(more);
        let w = World::start_with(&settings).await;
        turn(&w.t, true).await;
        Self { w, smtp }
    }

    pub fn t(&self) -> &TestKontor {
        &self.w.t
    }

    /// A licence with a key.
    pub async fn keyed(&self, key: &str) -> Licence {
        let policy = self.w.policy(Settings::default()).await;
        keyed(&self.w, &policy, key).await
    }

    /// A licence that this user owns.
    pub async fn owned(&self, key: &str, owner: LicenceUserId) -> Licence {
        let licence = self.keyed(key).await;
        changed(&self.w, &licence, |licence| licence.owner = Some(owner)).await
    }

    /// A user of licences with this address.
    pub async fn user(&self, email: &str) -> User {
        let now = self.w.product.created_at;
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
        let tx = self.t().kontor.db.begin().await.unwrap();
        store::user::insert(&tx, &user).await.unwrap();
        tx.commit().await.unwrap();
        user
    }

    /// An organisation with this mail address of its own.
    pub async fn organisation(&self, name: &str, email: &str) -> OrganisationId {
        let draft = OrganisationDraft {
            name: name.into(),
            kind: "customer".into(),
            emails: vec![email.into()],
            ..OrganisationDraft::default()
        };
        directory::create_organisation(&self.t().cx(), OpId::new(), &draft).await.unwrap()
    }

    /// Somebody with this address who belongs to an organisation.
    pub async fn person(&self, of: OrganisationId, name: &str, email: &str) {
        let draft =
            PersonDraft { name: name.into(), emails: vec![email.into()], ..PersonDraft::default() };
        directory::create_person(&self.t().cx(), OpId::new(), Some(of), &draft).await.unwrap();
    }

    pub async fn run_jobs(&self) {
        while self.t().run_jobs().await > 0 {}
    }

    /// Subject and text of the letters to somebody, in order.
    pub fn letters(&self, to: &str) -> Vec<(String, String)> {
        let all = self.smtp.taken();
        let theirs = all.iter().filter(|one| one.to == [to]);
        let read = theirs.map(|one| message::Message::read(&one.bytes));
        read.map(|read| (read.subject, read.body.text)).collect()
    }

    /// The token of the last link that was sent to somebody.
    pub async fn token(&self, email: &str) -> String {
        let form = format!("email={email}");
        let answer = self.t().post("", "/portal", &form).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.run_jobs().await;
        let (_, text) = self.letters(&email.to_lowercase()).pop().expect("a letter");
        let token = text.split_once("/portal/link?token=").unwrap().1;
        token.lines().next().unwrap().trim().to_owned()
    }

    /// Enters by a link; gives the cookie.
    pub async fn enter(&self, email: &str) -> String {
        let token = self.token(email).await;
        let answer = self.t().post("", "/portal/link", &format!("token={token}")).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(answer.location(), "/portal/licences");
        cookie(&answer)
    }
}

pub async fn turn(t: &TestKontor, on: bool) {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let wanted = Wanted { on, ..Wanted::default() };
    switch::turn(&tx, &cx, "licence-portal", wanted).await.unwrap();
    cx.commit(tx).await.unwrap();
    switch::refresh(&t.kontor).await.unwrap();
}

/// The cookie that an answer gives, as it is sent back.
pub fn cookie(answer: &Answer) -> String {
    let all = answer.headers.get_all(header::SET_COOKIE).iter();
    let mut named = all.map(|value| value.to_str().unwrap());
    let found = named.find(|text| text.starts_with("kontor-portal-insecure=")).unwrap();
    assert!(found.contains("HttpOnly") && found.contains("SameSite=Lax"), "{found}");
    found.split(';').next().unwrap().to_owned()
}
