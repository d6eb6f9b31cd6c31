//! Why keys refuse.

use crate::config::Said;
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
    RootFile { path: PathBuf, reason: Said },
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

impl KeyError {
    /// The same in German and in English.
    pub fn said(&self) -> Said {
        Said::new(self.german(), self.to_string())
    }

    fn german(&self) -> String {
        match self {
            Self::WrongRoot => "der Wurzelschlüssel ist nicht der, mit dem diese Datenbank eingerichtet wurde, deshalb \
                wurde nichts gelesen oder geändert; geben Sie den richtigen zurück (keys.root, keys.root_file, das \
                Credential root.key oder root.key im Datenordner)"
                .into(),
            Self::RootMissing(path) => format!(
                "diese Datenbank enthält verschlossene Werte, aber es gibt keinen Wurzelschlüssel: legen Sie ihn \
                 zurück nach {} (oder setzen Sie keys.root oder keys.root_file); ein neuer könnte sie nicht lesen",
                path.display()
            ),
            Self::RootFile { path, reason } => format!(
                "die Datei {} ist als Wurzelschlüssel nicht brauchbar: {}",
                path.display(),
                reason.de
            ),
            Self::Tampered => "ein verschlossener Wert gehört nicht dorthin, wo er steht, oder wurde verändert".into(),
            Self::UnknownKey(id) => format!("ein Wert ist mit dem unbekannten Schlüssel {id} verschlossen"),
            Self::Retired(id) => {
                format!("ein Wert ist mit dem Schlüssel {id} verschlossen, der außer Dienst ist")
            }
            Self::Damaged(id) => format!("der Schlüssel {id} im Schlüsselbund ist beschädigt"),
            Self::Incomplete => {
                "in der Tabelle keyring fehlen Schlüssel; stellen Sie sie aus einer Sicherung wieder her".into()
            }
            Self::InUse(id, values) => format!(
                "mit dem Schlüssel {id} sind noch {values} Werte verschlossen, oder neue werden es; zuerst: kontor keys rotate"
            ),
            Self::TooLarge => "ein Wert ist zu groß, um verschlossen zu werden".into(),
            Self::Database(cause) => format!("die Datenbank hat die Schlüssel nicht hergegeben: {cause}"),
        }
    }
}
