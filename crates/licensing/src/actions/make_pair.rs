use crate::crypto::pair::{self, Kind};
use crate::domain::account::{Pair, PairId};
use crate::{server, store};
use anyhow::Context as _;
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Error, Millis, Result, Tx, event};

/// The pair of this kind; where there is none yet, it is made, once for all nodes. The account is there already.
pub(crate) async fn make_pair(cx: &Cx, kind: Kind) -> Result<Pair> {
    if let Some(pair) = store::account::find_pair(cx.db(), kind.name()).await? {
        return Ok(pair);
    }
    cx.kontor.may_change()?;
    let account = store::account::find(cx.db()).await?.ok_or(Error::NotFound)?;
    let pair = made(cx, kind).await?;
    let tx = cx.begin().await?;
    if !add(&tx, &pair).await? {
        drop(tx);
        return store::account::find_pair(cx.db(), kind.name()).await?.ok_or(Error::Stale);
    }
    let fact = EntryMarked {
        noun: Noun::Account,
        id: account.id.0,
        name: kind.name().to_owned(),
        mark: "pair_made".into(),
    };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(pair)
}

/// A new pair as it is kept. One of RSA takes a second, so none is made in a thread that others wait for.
pub(super) async fn made(cx: &Cx, kind: Kind) -> Result<Pair> {
    let made = tokio::task::spawn_blocking(move || pair::make(kind));
    let made = made.await.context("the making of a key pair ended")??;
    let id = PairId::new();
    let secret = cx.kontor.keys.seal(&server::place(id), &made.secret);
    Ok(Pair {
        id,
        kind: kind.name().to_owned(),
        secret: secret.context("a key pair cannot be sealed")?,
        public: made.public,
        created_at: Millis(cx.now),
    })
}

/// Keeps a pair; false where there is one of its kind already, after which the transaction is of no use.
pub(super) async fn add(tx: &Tx, pair: &Pair) -> Result<bool> {
    match store::account::insert_pair(tx, pair).await {
        Ok(()) => Ok(true),
        Err(Error::Internal(cause)) if cause.downcast_ref().is_some_and(platform::db::is_taken) => {
            Ok(false)
        }
        Err(other) => Err(other),
    }
}
