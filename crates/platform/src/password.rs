//! Passwords: Argon2id over a peppered password, so that neither the database alone nor a list of words opens anything.
//!
//! Stored as `$kontor-argon2id$v=2$m=65536,t=3,p=1,pepper=1$<salt>$<verifier>`. One run gives 64 bytes; the verifier is
//! SHA-256 of a key derived from them, which leaves room for further keys from the same run. What is peppered begins with
//! whose password it is, so that a line that is copied to another account opens nothing there. Lines of `v=1`, which do
//! not, are still read, and hashed anew as their owners sign in.

mod config;
pub mod list;

pub use config::{Breached, PasswordConfig};

use crate::keys::{Keys, Secret};
use crate::users::UserId;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;

/// So many wait for a core before the next is told that the house is busy.
const QUEUE: usize = 32;
/// Nothing that a stored line says may cost more than this.
const MOST: Cost = Cost { memory_kib: 1 << 20, iterations: 20, lanes: 4 };

/// What one hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub memory_kib: u32,
    pub iterations: u32,
    pub lanes: u32,
}

impl From<&PasswordConfig> for Cost {
    fn from(config: &PasswordConfig) -> Self {
        Self { memory_kib: config.memory_kib, iterations: config.iterations, lanes: 1 }
    }
}

/// Why no password was hashed or checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// All cores are hashing and the queue is full; try again shortly.
    #[error("too many people are signing in at once")]
    Busy,
    #[error("a password could not be hashed: {0}")]
    Failed(String),
}

impl From<PasswordError> for crate::Error {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Unavailable("too many people are signing in at once"),
            PasswordError::Failed(_) => Self::Internal(error.into()),
        }
    }
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    Wrong,
    Right,
    /// Right, but hashed with less cost or an older pepper than today, or not bound to its owner: hash it again now that
    /// it is in hand.
    RightButOld,
}

/// Hashes and checks passwords, never more at once than there are cores.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    keys: Keys,
    cost: Cost,
    cores: Semaphore,
    places: Semaphore,
    runs: AtomicU64,
}

impl Passwords {
    pub fn new(keys: Keys, cost: Cost) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let (running, places) = (Semaphore::new(cores), Semaphore::new(cores + QUEUE));
        Self(Arc::new(Inner { keys, cost, cores: running, places, runs: AtomicU64::new(0) }))
    }

    /// How often a password was hashed or checked since the start, each with the whole cost.
    pub fn runs(&self) -> u64 {
        self.0.runs.load(Ordering::Relaxed)
    }

    /// The line to store for a new password of this person.
    pub async fn hash(&self, owner: UserId, password: Secret) -> Result<String, PasswordError> {
        self.run(move |inner| inner.hash(owner, password.expose().as_bytes())).await
    }

    /// Checks somebody's password. Without a stored line (nobody has that name) it takes as long and is wrong.
    pub async fn check(
        &self,
        owner: UserId,
        password: Secret,
        stored: Option<&str>,
    ) -> Result<Checked, PasswordError> {
        let stored = stored.map(str::to_owned);
        let check = move |inner: &Inner| {
            inner.check(owner, password.expose().as_bytes(), stored.as_deref())
        };
        self.run(check).await
    }

    /// Waits for a core and hashes beside the runtime. A caller that goes away frees no core that still hashes.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let this = self.clone();
        let failed = |why: &dyn std::fmt::Display| PasswordError::Failed(why.to_string());
        let task = async move {
            let _place = this.0.places.try_acquire().map_err(|_| PasswordError::Busy)?;
            let _core = this.0.cores.acquire().await.map_err(|why| failed(&why))?;
            this.0.runs.fetch_add(1, Ordering::Relaxed);
            let inner = this.0.clone();
            tokio::task::spawn_blocking(move || work(&inner)).await.map_err(|why| failed(&why))?
        };
        tokio::spawn(task).await.map_err(|why| failed(&why))?
    }
}

/// A stored line, read.
struct Stored {
    /// Whether it is bound to whose it is.
    bound: bool,
    cost: Cost,
    pepper: i32,
    salt: Vec<u8>,
    verifier: Vec<u8>,
}

impl Inner {
    fn hash(&self, owner: UserId, password: &[u8]) -> Result<String, PasswordError> {
        let pepper = self.keys.pepper_version();
        let salt = crate::rng::bytes::<16>();
        let verifier = self.verifier(&of_owner(owner, password), pepper, &salt, self.cost)?;
        let Cost { memory_kib, iterations, lanes } = self.cost;
        let (salt, verifier) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(verifier));
        Ok(format!(
            "$kontor-argon2id$v=2$m={memory_kib},t={iterations},p={lanes},pepper={pepper}${salt}${verifier}"
        ))
    }

    fn check(
        &self,
        owner: UserId,
        password: &[u8],
        stored: Option<&str>,
    ) -> Result<Checked, PasswordError> {
        let newest = self.keys.pepper_version();
        let own = of_owner(owner, password);
        let Some(stored) = stored.and_then(Stored::read) else {
            self.verifier(&own, newest, &[0; 16], self.cost)?;
            return Ok(Checked::Wrong);
        };
        let peppered = if stored.bound { &own[..] } else { password };
        let found = self.verifier(peppered, stored.pepper, &stored.salt, stored.cost)?;
        let right: bool = found.ct_eq(stored.verifier.as_slice()).into();
        Ok(match right {
            false => Checked::Wrong,
            true if stored.bound && stored.cost == self.cost && stored.pepper == newest => {
                Checked::Right
            }
            true => Checked::RightButOld,
        })
    }

    fn verifier(
        &self,
        password: &[u8],
        pepper: i32,
        salt: &[u8],
        cost: Cost,
    ) -> Result<[u8; 32], PasswordError> {
        let failed = |why: &dyn std::fmt::Display| PasswordError::Failed(why.to_string());
        let peppered = self.keys.pepper(pepper, password);
        let peppered =
            peppered.ok_or_else(|| failed(&format!("pepper {pepper} is not in the keyring")))?;
        let params = Params::new(cost.memory_kib, cost.iterations, cost.lanes, Some(64));
        let params = params.map_err(|why| failed(&why))?;
        let mut out = zeroize::Zeroizing::new([0; 64]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(peppered.expose(), salt, out.as_mut_slice())
            .map_err(|why| failed(&why))?;
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, out.as_slice())
            .expand(b"kontor/auth/v1", &mut key)
            .expect("32 bytes are fewer than the 8160 that HKDF-SHA256 can give");
        Ok(Sha256::digest(key).into())
    }
}

/// What is peppered: no account's password is another's, even where they are the same.
fn of_owner(owner: UserId, password: &[u8]) -> zeroize::Zeroizing<Vec<u8>> {
    let whole = [b"kontor/password/v2".as_slice(), owner.0.as_bytes(), password].concat();
    zeroize::Zeroizing::new(whole)
}

impl Stored {
    fn read(line: &str) -> Option<Self> {
        let (version, rest) = line.strip_prefix("$kontor-argon2id$v=")?.split_once('$')?;
        let bound = match version {
            "1" => false,
            "2" => true,
            _ => return None,
        };
        let mut parts = rest.split('$');
        let (settings, salt, verifier) = (parts.next()?, parts.next()?, parts.next()?);
        let mut numbers = [0; 4];
        let mut given = settings.split(',');
        for (number, name) in numbers.iter_mut().zip(["m=", "t=", "p=", "pepper="]) {
            *number = given.next()?.strip_prefix(name)?.parse().ok()?;
        }
        let [memory_kib, iterations, lanes, pepper] = numbers;
        let cost = Cost { memory_kib, iterations, lanes };
        let bounded =
            memory_kib <= MOST.memory_kib && iterations <= MOST.iterations && lanes <= MOST.lanes;
        let (salt, verifier) =
            (STANDARD_NO_PAD.decode(salt).ok()?, STANDARD_NO_PAD.decode(verifier).ok()?);
        let whole = given.next().is_none() && parts.next().is_none() && salt.len() >= 8;
        (bounded && whole).then_some(Self {
            bound,
            cost,
            pepper: i32::try_from(pepper).ok()?,
            salt,
            verifier,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestKontor;

    const ADA: UserId = UserId(sea_orm::prelude::Uuid::from_u128(1));
    const BEA: UserId = UserId(sea_orm::prelude::Uuid::from_u128(2));
    const CHEAP: Cost = Cost { memory_kib: 64, iterations: 1, lanes: 1 };

    async fn passwords(cost: Cost) -> (TestKontor, Passwords) {
        let t = TestKontor::start(&[]).await;
        let passwords = Passwords::new(t.kontor.keys.clone(), cost);
        (t, passwords)
    }

    #[tokio::test]
    async fn only_the_same_password_is_right() {
        let (_t, passwords) = passwords(CHEAP).await;
        let line = passwords.hash(ADA, "Grüße aus Köln 2026".into()).await.unwrap();
        assert!(line.starts_with("$kontor-argon2id$v=2$m=64,t=1,p=1,pepper=1$"), "{line}");
        assert_ne!(
            passwords.hash(ADA, "Grüße aus Köln 2026".into()).await.unwrap(),
            line,
            "each has its own salt"
        );
        let check = async |password: &str| {
            passwords.check(ADA, password.into(), Some(&line)).await.unwrap()
        };
        assert_eq!(check("Grüße aus Köln 2026").await, Checked::Right);
        for other in
            ["grüße aus köln 2026", "Grüße aus Köln 2026 ", "Gru\u{308}ße aus Köln 2026", ""]
        {
            assert_eq!(check(other).await, Checked::Wrong, "{other:?}");
        }
    }

    #[tokio::test]
    async fn a_line_that_is_copied_to_another_account_opens_nothing_there() {
        let (_t, passwords) = passwords(CHEAP).await;
        let line = passwords.hash(ADA, "x".into()).await.unwrap();
        let check =
            async |owner, line: &str| passwords.check(owner, "x".into(), Some(line)).await.unwrap();
        assert_eq!(check(ADA, &line).await, Checked::Right);
        assert_eq!(check(BEA, &line).await, Checked::Wrong);
        let disguised = line.replace("$v=2$", "$v=1$");
        assert_eq!(check(ADA, &disguised).await, Checked::Wrong);
    }

    #[tokio::test]
    async fn a_line_from_before_is_right_and_hashed_anew() {
        let (_t, passwords) = passwords(CHEAP).await;
        let salt = [7; 16];
        let verifier = passwords.0.verifier(b"x", 1, &salt, CHEAP).unwrap();
        let (salt, verifier) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(verifier));
        let old = format!("$kontor-argon2id$v=1$m=64,t=1,p=1,pepper=1${salt}${verifier}");
        let check = async |text: &str| passwords.check(ADA, text.into(), Some(&old)).await.unwrap();
        assert_eq!(check("x").await, Checked::RightButOld);
        assert_eq!(check("y").await, Checked::Wrong);
    }

    #[tokio::test]
    async fn nobody_and_a_broken_line_are_wrong_and_not_an_error() {
        let (_t, passwords) = passwords(CHEAP).await;
        for stored in [
            None,
            Some(""),
            Some("$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaA"),
            Some("$kontor-argon2id$v=1$m=4294967295,t=1,p=1,pepper=1$c2FsdHNhbHQ$aGFzaA"),
            Some("$kontor-argon2id$v=1$m=64,t=1,p=1,pepper=1$c2FsdHNhbHQ$"),
            Some("$kontor-argon2id$v=3$m=64,t=1,p=1,pepper=1$c2FsdHNhbHQ$aGFzaA"),
        ] {
            assert_eq!(
                passwords.check(ADA, "x".into(), stored).await.unwrap(),
                Checked::Wrong,
                "{stored:?}"
            );
        }
    }

    #[tokio::test]
    async fn a_hash_of_less_cost_or_an_older_pepper_is_right_but_old() {
        let (t, cheap) = passwords(CHEAP).await;
        let line = cheap.hash(ADA, "x".into()).await.unwrap();
        let dearer = Passwords::new(t.kontor.keys.clone(), Cost { iterations: 2, ..CHEAP });
        assert_eq!(dearer.check(ADA, "x".into(), Some(&line)).await.unwrap(), Checked::RightButOld);
        let tx = t.kontor.db.begin().await.unwrap();
        t.kontor.keys.rotate_pepper(&tx, 1).await.unwrap();
        tx.commit().await.unwrap();
        t.kontor.keys.refresh(t.db()).await.unwrap();
        assert_eq!(cheap.check(ADA, "x".into(), Some(&line)).await.unwrap(), Checked::RightButOld);
        let line = cheap.hash(ADA, "x".into()).await.unwrap();
        assert_eq!(cheap.check(ADA, "x".into(), Some(&line)).await.unwrap(), Checked::Right);
    }

    #[tokio::test]
    async fn a_stolen_database_without_the_root_key_cannot_try_passwords() {
        let (_t, here) = passwords(CHEAP).await;
        let (_u, elsewhere) = passwords(CHEAP).await;
        let line = here.hash(ADA, "x".into()).await.unwrap();
        assert_eq!(elsewhere.check(ADA, "x".into(), Some(&line)).await.unwrap(), Checked::Wrong);
    }

    async fn attempt(passwords: Passwords) -> Result<Checked, PasswordError> {
        passwords.check(ADA, "x".into(), None).await
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_flood_is_told_that_the_house_is_busy_and_the_rest_is_served() {
        let (_t, passwords) = passwords(Cost { memory_kib: 19_456, iterations: 2, lanes: 1 }).await;
        let tries = (0..60).map(|_| attempt(passwords.clone()));
        let tries: Vec<_> = tries.map(tokio::spawn).collect();
        let mut busy = 0;
        for attempt in tries {
            busy += usize::from(matches!(attempt.await.unwrap(), Err(PasswordError::Busy)));
        }
        let cores = std::thread::available_parallelism().unwrap().get();
        assert!(busy > 0 && busy <= 60 - QUEUE - cores, "{busy}");
        assert_eq!(
            passwords.check(ADA, "x".into(), None).await.unwrap(),
            Checked::Wrong,
            "and then all is well again"
        );
    }
}
