//! Who acts, when, and with what.

use crate::db::{Reader, Tx};
use crate::http::RequestInfo;
use crate::lease::Lease;
use crate::session::Session;
use crate::users::{Role, User, UserId};
use crate::{Error, Kontor, Locale, Result};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use std::collections::HashSet;
use std::sync::Arc;

/// Who acts, when, and with what. A request, a job and a test each make one.
///
/// As an extractor it demands someone signed in; `Visitor` does not.
#[derive(Clone)]
pub struct Cx {
    pub kontor: Kontor,
    pub actor: Actor,
    pub user: Option<Arc<User>>,
    pub rights: Rights,
    pub now: DateTime<Utc>,
    pub locale: Locale,
    /// The request that is answered; none in jobs.
    pub request: Option<Arc<RequestInfo>>,
    /// The key or program that acts in the user's name; none where the person is there.
    pub via: Option<Arc<Via>>,
    /// A keyed hash of all that the request says, where it may be sent again under the same number.
    pub(crate) said: Option<[u8; 32]>,
    /// The job that runs, with its fence: a claim that was lost cannot commit.
    pub(crate) job: Option<(sea_orm::prelude::Uuid, i64)>,
    /// The claim under which this is done: once it is another's, nothing is committed.
    pub(crate) lease: Option<Lease>,
}

/// What acts in somebody's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via {
    /// `key:` or `program:`, and its id.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    User(UserId),
    System,
    /// Not signed in.
    Nobody,
}

/// A permission. Each app names its own; the platform only compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Right(pub &'static str);

#[derive(Clone, Debug)]
pub enum Rights {
    All,
    Only(Arc<HashSet<Right>>),
}

impl Cx {
    /// For jobs and the command line: the server acts for itself and may do everything.
    pub fn system(kontor: &Kontor) -> Self {
        Self {
            actor: Actor::System,
            user: None,
            rights: Rights::All,
            now: kontor.clock.now(),
            locale: kontor.locale(kontor.default_lang),
            request: None,
            via: None,
            said: None,
            job: None,
            lease: None,
            kontor: kontor.clone(),
        }
    }

    /// For a visitor who is not signed in: no rights at all.
    pub fn nobody(kontor: &Kontor) -> Self {
        let rights = Rights::Only(Arc::default());
        Self { actor: Actor::Nobody, rights, ..Self::system(kontor) }
    }

    /// For a signed-in user, with the rights of the role and the user's language.
    pub fn of_user(kontor: &Kontor, user: Arc<User>) -> Self {
        Self {
            actor: Actor::User(user.id),
            rights: Rights::Only(kontor.rights_of(user.role)),
            locale: kontor.locale(user.lang),
            user: Some(user),
            ..Self::system(kontor)
        }
    }

    /// The same context as the claim of a job: it commits only while the claim stands.
    #[must_use]
    pub fn as_job(self, id: sea_orm::prelude::Uuid, fence: i64) -> Self {
        Self { job: Some((id, fence)), ..self }
    }

    /// The same context under a claim: it commits only while the claim stands.
    #[must_use]
    pub fn under(self, lease: &Lease) -> Self {
        Self { lease: Some(lease.clone()), ..self }
    }

    /// Whether this job was claimed before and its worker did not end it.
    pub fn is_job_again(&self) -> bool {
        self.job.is_some_and(|(_, fence)| fence > 1)
    }

    pub fn db(&self) -> &Reader {
        self.kontor.db.reader()
    }

    /// Begins the transaction of an action.
    pub async fn begin(&self) -> Result<Tx> {
        self.kontor.db.begin().await
    }

    /// Ends the transaction, then wakes the workers and the open pages. Whoever acts under a claim that was
    /// given to another meanwhile (a job's, a lease) changes nothing.
    pub async fn commit(&self, tx: Tx) -> Result<()> {
        if let Some((id, fence)) = self.job
            && !crate::job::holds(&tx, id, fence).await?
        {
            return Err(Error::Stale);
        }
        if let Some(lease) = &self.lease
            && !lease.holds(&tx).await?
        {
            return Err(Error::Stale);
        }
        tx.commit().await?;
        self.kontor.wake();
        Ok(())
    }

    pub fn may(&self, right: Right) -> bool {
        match &self.rights {
            Rights::All => true,
            Rights::Only(held) => held.contains(&right),
        }
    }

    pub fn require(&self, right: Right) -> Result<()> {
        if self.may(right) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The signed-in user, or the answer that leads to the sign-in page.
    pub fn user(&self) -> Result<&Arc<User>> {
        self.user.as_ref().ok_or(Error::SignInNeeded)
    }

    pub fn user_id(&self) -> Option<UserId> {
        match self.actor {
            Actor::User(id) => Some(id),
            Actor::System | Actor::Nobody => None,
        }
    }

    /// The session in which this is asked for; none in jobs and before sign-in.
    pub fn session(&self) -> Option<&Session> {
        self.request.as_ref()?.session.as_ref()
    }

    pub fn is_staff(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.role.is_staff())
    }

    pub fn is_admin(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.role == Role::Admin)
    }
}

impl FromRequestParts<Kontor> for Cx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self> {
        let Visitor(cx) = Visitor::from_request_parts(parts, kontor).await?;
        if cx.user.is_none() {
            return Err(Error::SignInNeeded);
        }
        Ok(cx)
    }
}

/// A request's `Cx` whether or not anyone is signed in: for the few pages before sign-in.
pub struct Visitor(pub Cx);

impl FromRequestParts<Kontor> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Kontor) -> Result<Self> {
        let cx = parts.extensions.get::<Cx>().cloned();
        cx.map(Self).ok_or_else(|| anyhow::anyhow!("the session layer is missing").into())
    }
}
