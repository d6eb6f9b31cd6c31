//! Releases, their files, and the way from one to the next.

mod access;
mod artifact;
mod desktop;
mod entry;
mod page;
mod upgrade;
mod version;

use crate::token::{body, call, token};
use crate::world::World;
use axum::body::Body;
use axum::http::{Method, Request};
use licensing::domain::access::Access;
use licensing::domain::artifact::{Artifact, Draft as FileDraft};
use licensing::domain::entitlement::{Entitlement, EntitlementId, of_policy};
use licensing::domain::licence::Licence;
use licensing::domain::metadata::Metadata;
use licensing::domain::release::{Draft, Release};
use licensing::domain::token::Bearer;
use licensing::{actions, store};
use platform::http::Peer;
use platform::testing::Answer;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

/// A house with a product, and a token of the vendor's.
pub struct Vendor {
    pub w: World,
    pub authorization: String,
}

impl Vendor {
    pub async fn start() -> Self {
        Self::of(World::start().await).await
    }

    pub async fn of(w: World) -> Self {
        let (_, secret) = token(&w, Bearer::Admin, None).await;
        Self { w, authorization: format!("Bearer {secret}") }
    }

    pub async fn ask(&self, method: Method, path: &str, sent: Value) -> Answer {
        call(&self.w, method, path, &[("authorization", &self.authorization)], &sent).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, Value::Null).await
    }

    /// A published release of the product, made by the actions.
    pub async fn release(&self, version: &str) -> Release {
        let cx = self.w.t.cx();
        let draft = Draft {
            version: version.into(),
            description: format!("New in {version}"),
            ..Draft::default()
        };
        let release = actions::create_release(&cx, None, self.w.product.id, &draft).await.unwrap();
        actions::publish_release(&cx, release.id).await.unwrap()
    }

    /// A file of a release that is there.
    pub async fn file(
        &self,
        release: &Release,
        filename: &str,
        (platform, arch): (&str, &str),
        bytes: &[u8],
    ) -> Artifact {
        let cx = self.w.t.cx();
        let draft = FileDraft {
            filename: filename.into(),
            platform: platform.into(),
            arch: arch.into(),
            signature: "c2ln".into(),
            ..FileDraft::default()
        };
        let artifact = actions::add_artifact(&cx, release.id, &draft).await.unwrap();
        let bytes = axum::body::Bytes::copy_from_slice(bytes);
        let body = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
        actions::upload_artifact(&cx, artifact.id, body).await.unwrap()
    }

    pub async fn entitlement(&self, code: &str) -> Entitlement {
        let now = self.w.product.created_at;
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
        let tx = self.w.t.kontor.db.begin().await.unwrap();
        store::entitlement::insert(&tx, &entitlement).await.unwrap();
        tx.commit().await.unwrap();
        entitlement
    }

    /// Gives every licence of the same policy an entitlement.
    pub async fn entitle(&self, licence: &Licence, entitlement: EntitlementId) {
        let row = of_policy::Model {
            policy: licence.policy,
            entitlement,
            created_at: self.w.product.created_at,
        };
        let tx = self.w.t.kontor.db.begin().await.unwrap();
        row.into_active_model().reset_all().insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Path and query of an address of this server.
pub fn local(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// A request without credentials and with a body of bytes.
pub async fn plain(
    w: &World,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    bytes: Vec<u8>,
) -> Answer {
    let mut request =
        Request::builder().method(method).uri(path).header("host", "licences.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::from(bytes)).unwrap();
    request.extensions_mut().insert(Peer(Some("203.0.113.7".parse().unwrap())));
    w.t.answer(request).await
}

pub fn new_release(w: &World, attributes: Value) -> Value {
    json!({ "data": {
        "type": "releases",
        "attributes": attributes,
        "relationships": { "product": { "data": { "type": "products", "id": w.product.id.to_string() } } },
    } })
}

pub fn new_artifact(release: &str, attributes: Value) -> Value {
    json!({ "data": {
        "type": "artifacts",
        "attributes": attributes,
        "relationships": { "release": { "data": { "type": "releases", "id": release } } },
    } })
}

pub fn versions(answer: &Answer) -> Vec<String> {
    let data = body(answer)["data"].as_array().cloned().unwrap_or_default();
    data.iter().map(|one| one["attributes"]["version"].as_str().unwrap().to_owned()).collect()
}

/// All releases that somebody sees, the newest first.
pub async fn all(w: &World, access: &Access) -> Vec<String> {
    let filter = store::release::Filter::default();
    let found = store::release::page(w.t.db(), &filter, access, None, 100).await.unwrap();
    found.into_iter().map(|one| one.number).collect()
}
