//! Who acts, when, and with what.

use crate::db::{Reader, Source, Tx};
use crate::http::RequestInfo;
use crate::lease::Lease;
use crate::roles::{self, Held, Own, RoleId};
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
    /// The own roles that count, each with its rights.
    pub(crate) roles: Own,
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

/// A right that own roles can be given, and what people are told about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    pub right: Right,
    /// The key of the heading that it stands under.
    pub area: &'static str,
    /// The key of its text, which says what one may do.
    pub label: &'static str,
    /// What it is of no use without; given along with it.
    pub needs: Option<Right>,
}

impl Grant {
    pub const fn new(right: Right, area: &'static str, label: &'static str) -> Self {
        Self { right, area, label, needs: None }
    }

    /// The same, of no use without another right.
    #[must_use]
    pub const fn with(self, needs: Right) -> Self {
        Self { needs: Some(needs), ..self }
    }
}

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
            roles: Own::default(),
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

    /// For a signed-in user, with the rights that the database says now and the user's language.
    pub async fn of_user(kontor: &Kontor, db: &impl Source, user: Arc<User>) -> Result<Self> {
        let held = roles::held(kontor, db, &user).await?;
        Ok(Self::holding(kontor, user, &held))
    }

    pub(crate) fn holding(kontor: &Kontor, user: Arc<User>, held: &Held) -> Self {
        Self {
            actor: Actor::User(user.id),
            rights: Rights::Only(held.rights.clone()),
            roles: held.own(),
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

    /// Whether the right is held by one of these own roles. Administrators, and the server itself, need none.
    pub fn may_by(&self, right: Right, roles: &[RoleId]) -> bool {
        self.may(right) && (self.has_everything() || roles::by_one(&self.roles, right, roles))
    }

    /// True for administrators and for the server itself, whom no role keeps from anything. A program of an administrator
    /// may still have fewer rights.
    pub fn has_everything(&self) -> bool {
        matches!(self.rights, Rights::All) || self.is_admin()
    }

    /// Whether who acts has all of this as well: nobody gives what is not theirs. Own roles may open more than their
    /// rights say, so each of them counts.
    pub fn has_all_of(&self, held: &Held) -> bool {
        if self.has_everything() {
            return true;
        }
        !held.is_admin()
            && held.rights().all(|right| self.may(right))
            && held.roles().all(|role| self.roles.contains_key(&role))
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
