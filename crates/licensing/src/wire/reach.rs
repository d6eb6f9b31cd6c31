//! What whoever asks does not see is not there: each answers 404 for an entry beyond the bearer's reach.

use super::ask::Ask;
use super::bearer::Bearer;
use super::fault::Fault;
use crate::domain::entitlement::{self, Entitlement};
use crate::domain::environment::Environment;
use crate::domain::group::{self, Group};
use crate::domain::licence::Licence;
use crate::domain::machine::{Component, Machine, component};
use crate::domain::policy::{self, Policy};
use crate::domain::process::{self, Process};
use crate::domain::product::{self, Product};
use crate::domain::reach::Whose;
use crate::domain::token::{self, LicenceTokenId, Token};
use crate::domain::user::{self, User};
use crate::store::reach::{self, has};

fn there(is_there: bool) -> Result<(), Fault> {
    if is_there { Ok(()) } else { Err(Fault::not_found()) }
}

impl Ask {
    pub async fn sees_licence(&self, one: &Licence) -> Result<(), Fault> {
        there(reach::has_licence(self.cx.db(), &self.reach, one).await?)
    }

    pub async fn sees_machine(&self, one: &Machine) -> Result<(), Fault> {
        there(reach::has_machine(self.cx.db(), &self.reach, one).await?)
    }

    pub async fn sees_component(&self, one: &Component) -> Result<(), Fault> {
        let those = reach::components(&self.reach);
        there(has::<component::Entity>(self.cx.db(), one.id, those).await?)
    }

    pub async fn sees_process(&self, one: &Process) -> Result<(), Fault> {
        let those = reach::processes(&self.reach);
        there(has::<process::Entity>(self.cx.db(), one.id, those).await?)
    }

    pub async fn sees_policy(&self, one: &Policy) -> Result<(), Fault> {
        if self.reach.is_everybodys() {
            return there(self.reach.within.holds(one.environment));
        }
        let those = reach::policies(&self.reach);
        there(has::<policy::Entity>(self.cx.db(), one.id, those).await?)
    }

    pub async fn sees_product(&self, one: &Product) -> Result<(), Fault> {
        if self.reach.is_everybodys() {
            return there(self.reach.within.holds(one.environment));
        }
        let those = reach::products(&self.reach);
        there(has::<product::Entity>(self.cx.db(), one.id, those).await?)
    }

    pub async fn sees_user(&self, one: &User) -> Result<(), Fault> {
        let those = reach::users(&self.reach);
        there(has::<user::Entity>(self.cx.db(), one.id, those).await?)
    }

    pub async fn sees_group(&self, one: &Group) -> Result<(), Fault> {
        let those = reach::groups(&self.reach);
        there(has::<group::Entity>(self.cx.db(), one.id, those).await?)
    }

    pub async fn sees_entitlement(&self, one: &Entitlement) -> Result<(), Fault> {
        let those = reach::entitlements(&self.reach);
        there(has::<entitlement::Entity>(self.cx.db(), one.id, those).await?)
    }

    /// The account's own see every environment, all others the one they belong to.
    pub fn sees_environment(&self, one: &Environment) -> Result<(), Fault> {
        let of_account = match &self.bearer {
            Bearer::Token { kind, .. } => kind.is_of_account(),
            Bearer::Nobody | Bearer::Licence(_) => false,
        };
        there(of_account || self.environment == Some(one.id))
    }

    /// Administrators see every token, and everybody sees the one they came in with.
    pub async fn sees_token(&self, one: &Token) -> Result<(), Fault> {
        if self.is_admin() {
            return Ok(());
        }
        let those = reach::tokens(&self.reach, self.own_token());
        there(has::<token::Entity>(self.cx.db(), one.id, those).await?)
    }

    /// The token that was come in with.
    pub fn own_token(&self) -> Option<LicenceTokenId> {
        match self.bearer {
            Bearer::Token { id, .. } => Some(id),
            Bearer::Nobody | Bearer::Licence(_) => None,
        }
    }

    pub fn is_admin(&self) -> bool {
        matches!(self.bearer, Bearer::Token { kind: token::Bearer::Admin, .. })
    }

    /// Whether the vendor's own programs ask, and not those of a licence or a user.
    pub fn is_vendor(&self) -> bool {
        matches!(self.reach.whose, Whose::Everybodys | Whose::Product(_))
    }
}
