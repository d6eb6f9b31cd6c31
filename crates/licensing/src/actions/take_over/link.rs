//! Who and what belongs to policies and licences, on its way in.

use super::{Slice, Taken, Verdict};
use crate::domain::entitlement::{EntitlementId, of_licence as entitled};
use crate::domain::import::{Item, Kind};
use crate::domain::licence::{LicenceId, PolicyId};
use crate::domain::licence_facts::LONGEST_VALUE;
use crate::domain::licence_refused::Refused;
use crate::domain::user::{LicenceUserId, of_licence as member};
use crate::store::{self, import_here, licence_member};
use events::licensing::{EntryMarked, LicenceMembersChanged, Noun};
use platform::{Millis, Refusal};

impl Slice<'_> {
    pub(super) async fn policy_entitlement(&mut self, item: &Item) -> Taken<Verdict> {
        let policy = PolicyId(self.needed(item, "policy", Kind::Policy).await?);
        let what = self.needed(item, "entitlement", Kind::Entitlement).await?;
        if import_here::policy_gives(self.tx, policy, EntitlementId(what)).await? {
            return Ok(Verdict::Known(policy.0));
        }
        let now = Millis(self.cx.now);
        store::entitlement::attach_to_policy(self.tx, policy, &[EntitlementId(what)], now).await?;
        let name = store::policy::get(self.tx, policy).await?.name;
        let mark = "entitlements_attached".to_owned();
        self.log.add(self.cx, &EntryMarked { noun: Noun::Policy, id: policy.0, name, mark })?;
        Ok(Verdict::Created(policy.0))
    }

    pub(super) async fn licence_entitlement(&mut self, item: &Item) -> Taken<Verdict> {
        let id = LicenceId(self.needed(item, "license", Kind::Licence).await?);
        let what = EntitlementId(self.needed(item, "entitlement", Kind::Entitlement).await?);
        let expires_at = item.time("expiry").map_err(|no| Refusal::from(no).on("expiry"))?;
        let value = item.text("value").map(str::to_owned);
        if value.as_ref().is_some_and(|value| value.chars().count() > LONGEST_VALUE) {
            return Err(Refused::ValueTooLong.into());
        }
        let licence = store::licence::get(self.tx, id).await?;
        let says_more = value.is_some() || expires_at.is_some();
        let has = import_here::licence_has(self.tx, id, what).await?;
        if has || (!says_more && import_here::policy_gives(self.tx, licence.policy, what).await?) {
            return Ok(Verdict::Known(id.0));
        }
        let row = entitled::Model {
            licence: id,
            entitlement: what,
            value,
            expires_at: expires_at.map(Millis),
            created_at: Millis(self.cx.now),
        };
        licence_member::insert_entitlements(self.tx, vec![row]).await?;
        let code = store::entitlement::get(self.tx, what).await?.code;
        self.joined(id, "entitlements", code)?;
        Ok(Verdict::Created(id.0))
    }

    pub(super) async fn licence_user(&mut self, item: &Item) -> Taken<Verdict> {
        let id = LicenceId(self.needed(item, "license", Kind::Licence).await?);
        let user = LicenceUserId(self.needed(item, "user", Kind::User).await?);
        let licence = store::licence::get(self.tx, id).await?;
        if licence.owner == Some(user) || licence_member::is_member(self.tx, id, user).await? {
            return Ok(Verdict::Known(id.0));
        }
        let row = member::Model { licence: id, user, created_at: Millis(self.cx.now) };
        licence_member::insert_users(self.tx, vec![row]).await?;
        let email = store::user::get(self.tx, user).await?.email;
        self.joined(id, "users", email)?;
        Ok(Verdict::Created(id.0))
    }

    fn joined(&mut self, licence: LicenceId, what: &str, name: String) -> Taken<()> {
        let (what, attached, detached) = (what.to_owned(), vec![name], Vec::new());
        let fact = LicenceMembersChanged { licence, what, attached, detached };
        self.log.add(self.cx, &fact)?;
        Ok(())
    }
}
