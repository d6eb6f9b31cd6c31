//! The licence server as it is held in memory: whose it is, and the pairs that sign, read once.

use crate::actions::{make_pair, open_account};
use crate::crypto::pair::{Kind, Pair};
use crate::domain::account::{self, AccountId, PairId};
use crate::{LicensingConfig, store};
use anyhow::Context as _;
use platform::keys::Aad;
use platform::{Cx, Kontor, Millis, Result};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// The table of the pairs.
pub(crate) const PAIRS: &str = "licence_pairs";

/// Where the secret of a pair stands.
pub(crate) fn place(id: PairId) -> Aad {
    Aad::new(PAIRS, "secret", &id)
}

/// The account and what it signs with. Everybody who signs asks [`Server::of`] for it; it stays the same while the house
/// runs.
pub struct Server {
    pub id: AccountId,
    pub created_at: Millis,
    /// Signs all that is not asked for otherwise.
    ed25519: Arc<Pair>,
    ecdsa: OnceCell<Arc<Pair>>,
    rsa: OnceCell<Arc<Pair>>,
}

/// What the house holds: nothing before the server is first asked for.
#[derive(Default)]
struct Slot(OnceCell<Arc<Server>>);

impl Server {
    /// The server; at its first use the account is opened and its first pair made.
    pub async fn of(kontor: &Kontor) -> Result<Arc<Self>> {
        let slot = kontor.held_or(Slot::default);
        let open = || async { Self::open(kontor).await.map(Arc::new) };
        slot.0.get_or_try_init(open).await.cloned()
    }

    /// The server, if it was used before; nothing is made.
    pub async fn find(kontor: &Kontor) -> Result<Option<Arc<Self>>> {
        match store::account::find(kontor.db.reader()).await? {
            Some(_) => Self::of(kontor).await.map(Some),
            None => Ok(None),
        }
    }

    async fn open(kontor: &Kontor) -> Result<Self> {
        let cx = Cx::system(kontor);
        let account = open_account(&cx).await?;
        let ed25519 = read(kontor, &make_pair(&cx, Kind::Ed25519).await?)?;
        let (ecdsa, rsa) = (OnceCell::new(), OnceCell::new());
        Ok(Self { id: account.id, created_at: account.created_at, ed25519, ecdsa, rsa })
    }

    /// What clients check signatures with: 64 hexadecimal digits of Ed25519.
    pub fn public_key(&self) -> &str {
        self.ed25519.public()
    }

    /// The pair that signs where nothing else is asked for.
    pub(crate) fn ed25519(&self) -> &Arc<Pair> {
        &self.ed25519
    }

    /// The pair of a kind. Those of ECDSA and RSA are made when they are first asked for, which for RSA takes a second.
    pub(crate) async fn signer(&self, kontor: &Kontor, kind: Kind) -> Result<Arc<Pair>> {
        let cell = match kind {
            Kind::Ed25519 => return Ok(self.ed25519.clone()),
            Kind::EcdsaP256 => &self.ecdsa,
            Kind::Rsa2048 => &self.rsa,
        };
        let make = || async { read(kontor, &make_pair(&Cx::system(kontor), kind).await?) };
        cell.get_or_try_init(make).await.cloned()
    }

    /// How the account is called in addresses.
    pub fn slug(kontor: &Kontor) -> String {
        kontor.config.section::<LicensingConfig>().account.clone()
    }
}

/// Opens a pair as it is kept.
fn read(kontor: &Kontor, kept: &account::Pair) -> Result<Arc<Pair>> {
    let kind = Kind::of_name(&kept.kind);
    let kind = kind.with_context(|| format!("there is no key pair of kind {}", kept.kind))?;
    let secret = kontor.keys.unseal(&place(kept.id), &kept.secret);
    let secret = zeroize::Zeroizing::new(secret.context("a key pair cannot be opened")?);
    Ok(Arc::new(Pair::read(kind, &secret)?))
}
