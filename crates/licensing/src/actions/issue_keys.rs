//! The keys of licences that are about to be issued: signed by their policy's scheme, the vendor's own, or of chance.

use crate::crypto::algorithm::Scheme;
use crate::crypto::dataset::{self, Values};
use crate::crypto::key::{self, NotSigned};
use crate::crypto::pair::Pair;
use crate::domain::licence::Licence;
use crate::domain::licence_facts::iso;
use crate::domain::licence_refused::Refused;
use crate::domain::policy::Policy;
use crate::keys;
use crate::server::Server;
use platform::keys::Secret;
use platform::{Cx, Kontor, Result, rng};
use std::sync::Arc;

/// A licence that waits for its key.
pub(super) struct Blank {
    pub(super) licence: Licence,
    /// The vendor's key, or what is to be signed.
    pub(super) given: Option<String>,
    /// The owner's address, which datasets may name.
    pub(super) email: Option<String>,
}

/// What keys of a policy are made with.
struct Press {
    kontor: Kontor,
    account: String,
    duration: Option<i64>,
    signs: Option<(Scheme, Arc<Pair>)>,
}

/// Makes the keys of licences whose policy has no pool, and writes them into their rows. Signing thousands takes a while,
/// so it is done apart.
pub(super) async fn make_keys(
    cx: &Cx,
    policy: &Policy,
    blanks: Vec<Blank>,
) -> Result<Vec<(Licence, Secret)>> {
    let press = press(cx, policy).await?;
    let made = tokio::task::spawn_blocking(move || {
        blanks.into_iter().map(|blank| press.finish(blank)).collect::<Result<Vec<_>>>()
    });
    made.await.map_err(anyhow::Error::from)?
}

/// Writes a key into the row of its licence.
pub(super) fn engrave(kontor: &Kontor, licence: &mut Licence, key: &str) -> Result<()> {
    licence.key = keys::seal(kontor, licence.id, key)?;
    licence.key_hash = keys::hash(kontor, key);
    licence.key_hint = keys::hint(key);
    Ok(())
}

async fn press(cx: &Cx, policy: &Policy) -> Result<Press> {
    let kontor = cx.kontor.clone();
    let duration = policy.settings.duration.and_then(|seconds| i64::try_from(seconds).ok());
    let Some(scheme) = &policy.settings.scheme else {
        return Ok(Press { kontor, account: String::new(), duration, signs: None });
    };
    let scheme = Scheme::of_name(scheme).ok_or(Refused::SchemeInvalid)?;
    let server = Server::of(&kontor).await?;
    let pair = server.signer(&kontor, scheme.algorithm().kind()).await?;
    Ok(Press { account: server.id.to_string(), kontor, duration, signs: Some((scheme, pair)) })
}

impl Press {
    fn finish(&self, blank: Blank) -> Result<(Licence, Secret)> {
        let key = match &self.signs {
            Some((scheme, pair)) => self.signed(&blank, *scheme, pair)?,
            None => blank.given.unwrap_or_else(|| key::unsigned(rng::bytes())),
        };
        let mut licence = blank.licence;
        engrave(&self.kontor, &mut licence, &key)?;
        Ok((licence, Secret::new(key)))
    }

    fn signed(&self, blank: &Blank, scheme: Scheme, pair: &Pair) -> Result<String> {
        let licence = &blank.licence;
        let [id, product, policy] =
            [licence.id.to_string(), licence.product.to_string(), licence.policy.to_string()];
        let owner = licence.owner.map(|id| id.to_string());
        let expiry = licence.expires_at.map(|end| iso(end.0));
        let created = iso(licence.created_at.0);
        let values = Values {
            id: &id,
            account: &self.account,
            product: &product,
            policy: &policy,
            user: owner.as_deref(),
            email: blank.email.as_deref(),
            created: &created,
            expiry: expiry.as_deref(),
            duration: self.duration,
        };
        let dataset = match &blank.given {
            Some(template) => dataset::fill(template, &values),
            None => dataset::standard(&values),
        };
        key::signed(scheme, &dataset, pair).map_err(|no| match no {
            NotSigned::Failed(cause) => cause.into(),
            NotSigned::NoObject | NotSigned::NoNumber(_) => Refused::DatasetInvalid.into(),
        })
    }
}
