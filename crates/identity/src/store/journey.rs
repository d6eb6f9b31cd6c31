//! People on their way to a provider and back. The browser keeps 32 random bytes, the address another 32: the database
//! knows the hashes, and what is to be proved at the end is made of both.

use crate::domain::provider::{JOURNEY, Purpose};
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::rng::{id_of, token};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_journeys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub browser: String,
    pub provider: String,
    pub purpose: Purpose,
    /// Who links, or who was invited.
    pub user: Option<UserId>,
    /// The invitation's row.
    pub link: Option<String>,
    /// The page of ours to go to in the end.
    pub next: String,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Journey;

/// What somebody goes for.
#[derive(Clone, Debug)]
pub struct Going {
    pub purpose: Purpose,
    pub user: Option<UserId>,
    pub link: Option<String>,
    pub next: String,
}

/// What is proved at the end, of which the database knows nothing.
#[derive(Clone, Debug)]
pub struct Proofs {
    pub state: String,
    pub nonce: String,
    /// The secret of PKCE (RFC 7636 §4.1): 64 characters of 256 bit.
    pub verifier: String,
}

impl Proofs {
    fn of(browser: &str, state: &str) -> Self {
        let both = format!("{browser}{state}");
        Self {
            state: state.to_owned(),
            nonce: id_of("kontor/sso-nonce/v1", &both),
            verifier: id_of("kontor/sso-verifier/v1", &both),
        }
    }
}

fn id(state: &str) -> String {
    id_of("kontor/sso-state/v1", state)
}

fn browser_id(browser: &str) -> String {
    id_of("kontor/sso-browser/v1", browser)
}

pub async fn begin(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    (provider, browser): (&str, &str),
    going: Going,
) -> Result<Proofs> {
    let proofs = Proofs::of(browser, &token());
    let row = Model {
        id: id(&proofs.state),
        browser: browser_id(browser),
        provider: provider.to_owned(),
        purpose: going.purpose,
        user: going.user,
        link: going.link,
        next: going.next,
        expires_at: Millis(cx.now + JOURNEY),
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(proofs)
}

/// Uses the journey up, if it began in this browser with this provider: of two who come back at once, one gets it.
pub async fn take(
    tx: &impl Source,
    cx: &Cx,
    (provider, browser): (&str, &str),
    state: &str,
) -> Result<Option<(Journey, Proofs)>> {
    let found = Entity::find_by_id(id(state))
        .filter(COLUMN.browser.eq(browser_id(browser)))
        .filter(COLUMN.provider.eq(provider))
        .filter(COLUMN.expires_at.gt(Millis(cx.now)))
        .row(tx)
        .await?;
    let Some(journey) = found else { return Ok(None) };
    let taken = Entity::delete_by_id(journey.id.clone()).exec(tx).await?.rows_affected;
    Ok((taken == 1).then(|| (journey, Proofs::of(browser, state))))
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
