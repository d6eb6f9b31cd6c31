//! Whose licence it is about, and whether whoever asks may do this with it.

use super::super::ask::Ask;
use super::super::bearer::{Bearer, Permissions};
use super::super::fault::Fault;
use super::super::meter;
use super::told::{Told, missing};
use crate::domain::licence::{Licence, Status};
use crate::domain::policy::Policy;
use crate::domain::reach::{Reach, Whose, Within};
use crate::domain::strategy::{Authentication, Expiration};
use crate::domain::token;
use crate::domain::user::User;
use crate::recent::{self, Known};
use crate::{keys, store};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use platform::db::Generation;
use platform::http::address_key;
use platform::keys::Secret;
use platform::limit::Limit;
use platform::{Cx, Via};
use std::sync::Arc;

/// Keys that there are not, per address: a program asks for its own, and a person mistypes it a few times.
const UNKNOWN: Limit = Limit::per_minute("unknown-licence-key", 60, 60);

/// So long a program may go on without asking.
pub const GRACE_SECONDS: u64 = 7 * 86_400;

/// A licence that somebody asks about.
pub struct Case {
    pub ask: Ask,
    pub licence: Arc<Licence>,
    /// Before which the licence was read.
    pub generation: Option<Generation>,
    pub policy: Arc<Policy>,
    pub key: Secret,
    pub banned: bool,
}

impl Case {
    /// The licence whose key is told, if whoever asks may do this with it.
    pub async fn open(ask: Ask, told: &Told, permission: &str) -> Result<Self, Fault> {
        let key = match told.text("license_key")? {
            Some(key) => Secret::new(key),
            None => told.noted.key().cloned().ok_or_else(|| missing("license_key"))?,
        };
        Self::of_key(ask, told, key, permission).await
    }

    pub async fn of_key(
        mut ask: Ask,
        told: &Told,
        key: Secret,
        permission: &str,
    ) -> Result<Self, Fault> {
        let hash = keys::hash(&ask.cx.kontor, key.expose());
        count(&ask.cx, told, &hash).await?;
        let Some(known) = recent::licence_of_key(&ask.cx, &hash).await? else {
            crate::signs::guessed(&ask.cx, &hash);
            return Err(unknown(&ask.cx).await);
        };
        if ask.bearer == Bearer::Nobody {
            comes_by_key(&mut ask, &known.licence);
        } else if ask.sees_licence(&known.licence).await.is_err() {
            return Err(no_licence());
        }
        ask.permitted(permission)?;
        Self::read(ask, known, key).await
    }

    async fn read(ask: Ask, known: Known, key: Secret) -> Result<Self, Fault> {
        let Known { licence, generation } = known;
        ask.about.is(licence.id);
        let policy = recent::policy(&ask.cx, licence.policy).await?;
        let by_key = matches!(ask.bearer, Bearer::Licence(_));
        if by_key && policy.settings.authentication_strategy == Authentication::None {
            let detail = "The policy lets nobody in with a license key";
            return Err(Fault::forbidden("LICENSE_NOT_ALLOWED", detail));
        }
        let owner = match licence.owner {
            Some(id) => store::user::find(ask.cx.db(), id).await?,
            None => None,
        };
        let banned = owner.as_ref().is_some_and(User::is_banned);
        Ok(Self { ask, licence, generation, policy, key, banned })
    }

    /// What validations are asked about.
    pub fn known(&self) -> Known {
        Known { licence: self.licence.clone(), generation: self.generation }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.ask.now
    }

    pub fn status(&self) -> Status {
        self.licence.status(self.banned, self.now())
    }

    /// Whether the licence may be used now.
    pub fn usable(&self) -> Result<(), Fault> {
        let no = |code, detail: &'static str| Err(Fault::forbidden(code, detail));
        if self.banned {
            no("BANNED", "The owner of the license is banned")
        } else if self.licence.suspended {
            no("SUSPENDED", "The license is suspended")
        } else if self.licence.is_expired(self.now()) && !self.outlives() {
            no("EXPIRED", "The license is expired")
        } else {
            Ok(())
        }
    }

    /// Whether it still answers when its time is over.
    pub fn outlives(&self) -> bool {
        Licence::outlives_its_end(self.policy.settings.expiration_strategy)
    }

    /// Until when a program may go on without asking, from now.
    pub fn offline_until(&self) -> DateTime<Utc> {
        let grace = TimeDelta::seconds(GRACE_SECONDS.cast_signed());
        let until = self.now().checked_add_signed(grace).unwrap_or(self.now());
        match self.licence.expires_at {
            Some(end) if !self.outlives() => until.min(end.0),
            _ => until,
        }
    }

    /// The codes of what it opens now.
    pub async fn features(&self) -> Result<Vec<String>, Fault> {
        let all =
            store::check_out::entitlements(self.ask.cx.db(), &self.licence, self.now()).await?;
        Ok(all.into_iter().map(|(one, _)| one.code).collect())
    }
}

/// Whether a licence would be of no use to a program that runs.
pub fn is_over(licence: &Licence, policy: &Policy, now: DateTime<Utc>) -> bool {
    let ends =
        matches!(policy.settings.expiration_strategy, Expiration::Restrict | Expiration::Revoke);
    licence.suspended || (ends && licence.is_expired(now))
}

/// Counts a request about a licence, wherever it comes from.
pub async fn count(cx: &Cx, told: &Told, hash: &str) -> Result<(), Fault> {
    let Some(counted) = meter::of_facade(&cx.kontor, hash).await else { return Ok(()) };
    let passes = counted.check();
    told.noted.count(counted);
    passes
}

/// Whoever asks for key after key that there is not is told to wait.
async fn unknown(cx: &Cx) -> Fault {
    let from = cx.request.as_ref().map(|request| address_key(request.ip)).unwrap_or_default();
    match cx.kontor.limits.check(&UNKNOWN, &from).await {
        Ok(()) => no_licence(),
        Err(too_many) => too_many.into(),
    }
}

fn no_licence() -> Fault {
    Fault::new(StatusCode::NOT_FOUND, "NOT_FOUND", "There is no license with this key")
}

/// Whoever knows the key is a program of the licence.
pub fn comes_by_key(ask: &mut Ask, licence: &Licence) {
    ask.bearer = Bearer::Licence(licence.id);
    ask.permissions = Permissions::All(token::Bearer::Activation);
    let within = licence.environment.map_or(Within::Live, Within::Only);
    ask.reach = Reach { whose: Whose::Licence(licence.id), within };
    ask.environment = licence.environment;
    let id = format!("licence:{}", licence.id);
    ask.cx.via = Some(Arc::new(Via { name: id.clone(), id }));
}
