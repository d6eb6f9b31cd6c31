use super::make_pair::{add, made};
use crate::crypto::pair::Kind;
use crate::domain::account::{Account, AccountId};
use crate::{LicensingConfig, store};
use events::licensing::{EntryCreated, Noun};
use platform::{Cx, Error, Millis, Result, event};

/// The account; where there is none yet, it is made with the pair that everything is signed with, once for all nodes.
pub(crate) async fn open_account(cx: &Cx) -> Result<Account> {
    if let Some(account) = store::account::find(cx.db()).await? {
        return Ok(account);
    }
    cx.kontor.may_change()?;
    let pair = made(cx, Kind::Ed25519).await?;
    let account = Account { id: AccountId::new(), created_at: Millis(cx.now) };
    let tx = cx.begin().await?;
    // of two nodes that open it at once the second finds the kind of the pair taken, and takes its account back
    if !add(&tx, &pair).await? {
        drop(tx);
        return store::account::find(cx.db()).await?.ok_or(Error::Stale);
    }
    store::account::insert(&tx, &account).await?;
    let name = cx.kontor.config.section::<LicensingConfig>().account.clone();
    let fact = EntryCreated { noun: Noun::Account, id: account.id.0, name };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(account)
}
