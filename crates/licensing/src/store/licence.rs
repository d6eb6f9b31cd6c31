//! Every query about a licence.

crate::store::noun::noun!(versioned crate::domain::licence, crate::domain::licence::LicenceId);

use crate::domain::licence::Licence;

/// The one with the key of this hash ([`crate::keys::hash`]).
pub async fn find_by_hash(db: &impl Source, hash: &str) -> Result<Option<Licence>> {
    noun_of::Entity::find().filter(noun_of::COLUMN.key_hash.eq(hash)).row(db).await
}
