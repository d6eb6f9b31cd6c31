//! Keys: the only module that holds secret keys.
//!
//! One root key outside the database wraps the data keys in the table `keyring`. A value that must not be read in a
//! stolen database is sealed with the newest data key: `1 | key id | nonce | XChaCha20-Poly1305`, bound to its table,
//! column and row, so that it opens nowhere else. `rotate` adds a data key, and [`rotate_step`] seals the old values
//! anew while everything runs; the root key itself is changed by [`rewrap`], which touches no value.

mod crypt;
mod error;
pub mod migration;
mod root;
mod rotate;
mod secret;
mod sign;
mod store;

pub use crypt::Aad;
pub use error::KeyError;
pub use root::RootKey;
pub use rotate::{Cursor, KeyStatus, SealedColumn, Step, rewrap};
pub use secret::Secret;
pub use sign::{Signer, is_signed};

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypt::Key;
use sea_orm::ConnectionTrait;
use sea_orm::prelude::Uuid;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Makes keyed hashes of one purpose.
pub struct Hasher(Key);

impl Hasher {
    pub fn mac(&self, data: &[u8]) -> [u8; 32] {
        crypt::mac(&self.0, data)
    }
}

/// What a data key is for; a key of one purpose is never used for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Values in columns; rotated by sealing them anew.
    Field,
    /// Contents of files, which are never sealed anew.
    File,
    /// Keyed hashes, which must stay the same for ever.
    Mac,
    /// What passwords are mixed with before they are hashed.
    Pepper,
}

impl Purpose {
    const ALL: [Self; 4] = [Self::Field, Self::File, Self::Mac, Self::Pepper];

    pub fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::File => "file",
            Self::Mac => "mac",
            Self::Pepper => "pepper",
        }
    }
}

/// The data keys, unwrapped in memory. Cloning shares them.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    root: Key,
    ring: RwLock<Arc<Ring>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

#[derive(Default)]
struct Ring {
    keys: HashMap<Uuid, DataKey>,
    newest: HashMap<Purpose, Uuid>,
}

struct DataKey {
    purpose: Purpose,
    version: i32,
    retired: bool,
    key: Key,
}

impl Keys {
    /// Finds the root key by the settings and unlocks the keyring with it.
    pub async fn open(config: &Config, db: &Db, clock: &Clock) -> anyhow::Result<Self> {
        let root = RootKey::find(config)?;
        let tx = db.begin().await?;
        let keys = Self::unlock(&root, &tx, clock.now().timestamp_millis()).await?;
        tx.commit().await?;
        Ok(keys)
    }

    /// Opens the keyring, or makes it (and the root key's file) at the first start. Refuses a wrong root key.
    ///
    /// `db` is a transaction: what it adds may be used once it is committed.
    pub async fn unlock(
        root: &RootKey,
        db: &impl ConnectionTrait,
        now_ms: i64,
    ) -> Result<Self, KeyError> {
        let mut rows = store::all(db).await?;
        let key = root.key(rows.is_empty())?;
        let missing: Vec<Purpose> = Purpose::ALL
            .into_iter()
            .filter(|p| !rows.iter().any(|row| row.purpose == p.name()))
            .collect();
        if rows.iter().any(|row| !row.is_of(&key)) {
            return Err(KeyError::WrongRoot);
        }
        for purpose in &missing {
            store::insert(db, &key, *purpose, 1, now_ms).await?;
        }
        if !missing.is_empty() {
            rows = store::all(db).await?;
        }
        let ring = RwLock::new(Arc::new(Ring::read(&rows, &key)?));
        Ok(Self(Arc::new(Inner { root: key, ring })))
    }

    /// Learns keys that this or another node added.
    pub async fn refresh(&self, db: &impl ConnectionTrait) -> Result<(), KeyError> {
        let ring = Arc::new(Ring::read(&store::all(db).await?, &self.0.root)?);
        *self.0.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn ring(&self) -> Arc<Ring> {
        self.0.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Seals a value for its place in the database.
    pub fn seal(&self, aad: &Aad, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.seal_for(Purpose::Field, aad, plain)
    }

    /// Seals the content of a file, with a key that column rotation never replaces.
    pub fn seal_file(&self, aad: &Aad, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.seal_for(Purpose::File, aad, plain)
    }

    fn seal_for(&self, purpose: Purpose, aad: &Aad, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        let ring = self.ring();
        let (id, key) = ring.newest(purpose);
        crypt::seal(id, &key.key, crate::rng::bytes(), aad, plain)
    }

    /// Opens what `seal` or `seal_file` made for exactly this place.
    pub fn unseal(&self, aad: &Aad, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (id, rest) = crypt::split(sealed)?;
        let ring = self.ring();
        let key = ring.keys.get(&id).ok_or(KeyError::UnknownKey(id))?;
        if key.retired {
            return Err(KeyError::Retired(id));
        }
        crypt::decrypt(&key.key, aad, rest)
    }

    /// Whether this keyring has the key that sealed this; its beginning is enough.
    pub(crate) fn knows(&self, sealed: &[u8]) -> bool {
        crypt::split(sealed).is_ok_and(|(id, _)| self.ring().keys.contains_key(&id))
    }

    /// Seals a text as text: `v1.<key id>.<base64url>`.
    pub fn seal_text(&self, aad: &Aad, plain: &str) -> Result<String, KeyError> {
        self.seal(aad, plain.as_bytes()).map(|sealed| as_text(&sealed))
    }

    /// Opens what `seal_text` made.
    pub fn unseal_text(&self, aad: &Aad, sealed: &str) -> Result<Secret, KeyError> {
        let plain = Secret::new(self.unseal(aad, &from_text(sealed)?)?);
        let text = std::str::from_utf8(plain.expose()).map_err(|_| KeyError::Tampered)?;
        Ok(Secret::from(text))
    }

    /// A keyed hash that stays the same for ever: for looking up tokens, and for names in logs.
    pub fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        self.hasher(purpose).mac(data)
    }

    /// What makes the keyed hashes of a purpose, for whoever makes thousands: its key is half of the work.
    pub fn hasher(&self, purpose: &str) -> Hasher {
        let ring = self.ring();
        let (_, key) = ring.newest(Purpose::Mac);
        Hasher(crypt::derive(&key.key, &format!("kontor/mac/v1/{purpose}")))
    }

    /// Signs in the name of this house; what for is part of the key. It stays the same for ever, as the keyed hashes do.
    pub fn signer(&self, purpose: &str) -> Signer {
        Signer::of_seed(&Secret::new(self.mac(&format!("sign/{purpose}"), b"ed25519")))
    }

    /// The newest version of the pepper.
    pub fn pepper_version(&self) -> i32 {
        self.ring().newest(Purpose::Pepper).1.version
    }

    /// Mixes a password with one version of the pepper; nothing where that version is unknown.
    pub fn pepper(&self, version: i32, password: &[u8]) -> Option<Secret<[u8; 32]>> {
        let ring = self.ring();
        let mut peppers = ring.keys.values().filter(|key| key.purpose == Purpose::Pepper);
        let key = peppers.find(|key| key.version == version)?;
        Some(Secret::new(crypt::mac(&key.key, password)))
    }
}

impl Ring {
    fn read(rows: &[store::Model], root: &Key) -> Result<Self, KeyError> {
        let mut ring = Self::default();
        for row in rows {
            let Some(purpose) = Purpose::ALL.into_iter().find(|p| p.name() == row.purpose) else {
                continue;
            };
            let retired = row.state == store::RETIRED;
            let key = DataKey { purpose, version: row.version, retired, key: row.unwrap(root)? };
            ring.keys.insert(row.id, key);
            if !retired {
                ring.newest.insert(purpose, row.id); // rows come in order of version
            }
        }
        let whole = Purpose::ALL.iter().all(|purpose| ring.newest.contains_key(purpose));
        if whole { Ok(ring) } else { Err(KeyError::Incomplete) }
    }

    fn newest(&self, purpose: Purpose) -> (Uuid, &DataKey) {
        let id = self.newest[&purpose];
        (id, &self.keys[&id])
    }
}

fn as_text(sealed: &[u8]) -> String {
    let (id, rest) = crypt::split(sealed).expect("only what seal made comes here");
    format!("v1.{}.{}", id.simple(), URL_SAFE_NO_PAD.encode(rest))
}

fn from_text(sealed: &str) -> Result<Vec<u8>, KeyError> {
    let (id, rest) =
        sealed.strip_prefix("v1.").and_then(|s| s.split_once('.')).ok_or(KeyError::Tampered)?;
    let canonical =
        id.len() == 32 && id.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c));
    let id = Uuid::try_parse(id).ok().filter(|_| canonical).ok_or(KeyError::Tampered)?;
    let rest = URL_SAFE_NO_PAD.decode(rest).map_err(|_| KeyError::Tampered)?;
    Ok([&[crypt::VERSION][..], id.as_bytes(), &rest].concat())
}

#[cfg(test)]
mod tests;
