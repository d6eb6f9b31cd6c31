//! What is whose in the customers' portal: asked anew with each request, of the directory and of the licences' users.

use crate::domain::licence::LicenceId;
use crate::domain::portal::Holder;
use crate::domain::user::User;
use crate::store;
use events::licensing::Noun;
use platform::db::Source;
use platform::users::email_key;
use platform::{Result, Via};
use std::sync::Arc;

/// So many organisations may have the same address.
const MOST_ORGANISATIONS: u64 = 20;

/// Who an address is, and what is theirs.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    pub holder: Holder,
    /// The pseudonym that the audit trail knows the visitor by.
    object: Option<String>,
}

impl Reach {
    /// Of this address; where one licence is named, of that one alone.
    pub async fn of(db: &impl Source, email: &str, only: Option<LicenceId>) -> Result<Self> {
        let user = store::user::find_by_email(db, email).await?;
        // whom the vendor banned has no way in as a user
        let user = user.filter(|user: &User| !user.is_banned());
        let person = directory::find_person_by_email(db, email).await?;
        let person = person.filter(|person| person.active);
        let mut object = person.as_ref().map(|person| format!("person:{}", person.id));
        let mut ids: Vec<_> = person.and_then(|person| person.organisation).into_iter().collect();
        // an organisation's own addresses are among the words that it is found by
        for found in directory::search_organisations(db, email, MOST_ORGANISATIONS).await? {
            let facts = directory::organisation_facts(db, &found).await?;
            if facts.emails.iter().any(|one| email_key(one) == email_key(email)) {
                object = object.or_else(|| Some(format!("organisation:{}", found.id)));
                ids.push(found.id);
            }
        }
        ids.sort_unstable_by_key(|id| id.0);
        ids.dedup();
        let mut organisations = directory::organisations_with_ids(db, &ids).await?;
        organisations.retain(|one| one.active);
        if let Some(user) = &user {
            object = Some(Noun::LicenceUser.object(user.id.0));
        }
        let holder = Holder {
            user: user.map(|user| user.id),
            organisations: organisations.into_iter().map(|one| one.id).collect(),
            only,
        };
        Ok(Self { holder, object })
    }

    /// Who acts, as the audit trail has it: an id, for the trail keeps it for ever.
    pub fn via(&self) -> Option<Arc<Via>> {
        let id = self.object.clone()?;
        Some(Arc::new(Via { id, name: NAME.to_owned() }))
    }
}

/// The cookie of the language that a visitor chose.
pub const LANGUAGE: &str = "kontor-portal-language";

/// What acts is called so in the trail.
pub const NAME: &str = "portal";

/// Whether somebody whom the trail names so came by the portal.
pub fn is_visitor(via: &str) -> bool {
    let kinds = ["person", "organisation", Noun::LicenceUser.name()];
    via.split_once(':').is_some_and(|(kind, _)| kinds.contains(&kind))
}
