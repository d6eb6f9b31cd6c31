//! What of releases is there for whoever asks, and what they are told where it is not.

use super::ask::Ask;
use super::bearer::Bearer;
use super::fault::{Fault, code};
use crate::domain::access::{Access, Denied};
use crate::domain::entitlement::EntitlementId;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::product::{Product, ProductId};
use crate::domain::reach::Whose;
use crate::domain::release::Release;
use crate::store;
use axum::http::StatusCode;

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Unseen => Self::not_found(),
            Denied::Anonymous => Self::of_status(StatusCode::UNAUTHORIZED),
            Denied::Closed => Self::forbidden(code::DENIED, denied.to_string()),
            Denied::Suspended => Self::forbidden("LICENSE_SUSPENDED", denied.to_string()),
            Denied::Expired => Self::forbidden("LICENSE_EXPIRED", denied.to_string()),
            Denied::EntitlementsMissing => {
                Self::forbidden("ENTITLEMENTS_MISSING", denied.to_string())
            }
        }
    }
}

impl Ask {
    /// Demands a permission of whoever says who they are: what is open to all needs none.
    pub fn may_read(&self, permission: &str) -> Result<(), Fault> {
        if self.bearer == Bearer::Nobody { Ok(()) } else { self.permitted(permission) }
    }

    /// What of releases is open to whoever asks.
    pub async fn access(&self) -> Result<Access, Fault> {
        let within = Some(self.reach.within);
        let licences: Vec<Licence> = match self.reach.whose {
            Whose::Everybodys => return Ok(Access::Vendor { product: None, within }),
            Whose::Product(id) => return Ok(Access::Vendor { product: Some(id), within }),
            Whose::Nobodys => return Ok(Access::Nobody),
            Whose::Licence(id) => vec![store::licence::get(self.cx.db(), id).await?],
            Whose::User(id) => store::release_access::of_user(self.cx.db(), id).await?,
        };
        let mut holdings = Vec::with_capacity(licences.len());
        for licence in &licences {
            let db = self.cx.db();
            holdings.push(store::release_access::holding(db, licence, self.now).await?);
        }
        Ok(Access::Holder(holdings))
    }

    /// The product that is named by its id or its code; where none is named, the one that who asks belongs to, or the
    /// only one that there is.
    pub async fn product(&self, name: Option<&str>) -> Result<Option<Product>, Fault> {
        let db = self.cx.db();
        let id = match (name, self.reach.whose) {
            (Some(name), _) => {
                return match name.parse::<ProductId>() {
                    Ok(id) => Ok(store::product::find(db, id).await?),
                    Err(_) => Ok(store::release_access::product_of_code(db, name).await?),
                };
            }
            (None, Whose::Product(id)) => Some(id),
            (None, Whose::Licence(id)) => {
                store::licence::find(db, id).await?.map(|one: Licence| one.product)
            }
            (None, Whose::Everybodys | Whose::User(_) | Whose::Nobodys) => None,
        };
        match id {
            Some(id) => Ok(store::product::find(db, id).await?),
            None => Ok(store::release_access::only_product(db).await?),
        }
    }

    /// Lets whoever asks have a release: by which licence, where it is by one.
    pub async fn opens(
        &self,
        access: &Access,
        release: &Release,
    ) -> Result<Option<LicenceId>, Fault> {
        let db = self.cx.db();
        let product = store::product::get(db, release.product).await?;
        let required = store::release::required(db, &[release.id]).await?;
        let required: Vec<EntitlementId> = required.iter().map(|one| one.entitlement).collect();
        Ok(access.check(release, product.distribution, &required)?)
    }
}
