//! Why keys refuse.

use sea_orm::prelude::Uuid;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error(
        "the root key is not the one that this database was set up with, so nothing was read or changed; give back the \
         right one (keys.root, keys.root_file, the credential root.key, or root.key in the data folder)"
    )]
    WrongRoot,
    #[error(
        "this database holds encrypted values, but there is no root key: put it back at {} (or set keys.root or \
         keys.root_file); a new one could not read them", .0.display()
    )]
    RootMissing(PathBuf),
    #[error("the root key file {} cannot be used: {reason}", path.display())]
    RootFile { path: PathBuf, reason: String },
    /// A sealed value was changed, cut, or moved here from another row or column.
    #[error("a sealed value does not belong where it stands, or was changed")]
    Tampered,
    /// Sealed with a key that this process does not know; another node may have made it: refresh.
    #[error("a value is sealed with the unknown key {0}")]
    UnknownKey(Uuid),
    #[error("a value is sealed with key {0}, which was retired")]
    Retired(Uuid),
    #[error("the key {0} in the keyring is damaged")]
    Damaged(Uuid),
    #[error("the table keyring has lost keys; restore it from a backup")]
    Incomplete,
    #[error("the key {0} still seals {1} values, or new ones; rotate first")]
    InUse(Uuid, u64),
    #[error("a value is too large to be sealed")]
    TooLarge,
    #[error(transparent)]
    Database(#[from] sea_orm::DbErr),
}
