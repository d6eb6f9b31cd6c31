//! An artifact: a file of a release.

mod draft;
mod refused;

pub use draft::Draft;
pub use refused::Refused;

use super::metadata::Metadata;
use super::strategy::words;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
pub use events::licensing::{ArtifactId, EnvironmentId, ProductId, ReleaseId};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// What became of a file.
    #[derive(Default)]
    Status {
        /// It was announced and is still to come.
        #[default]
        Waiting = "WAITING",
        Processing = "PROCESSING",
        Uploaded = "UPLOADED",
        /// What came was not what was announced.
        Failed = "FAILED",
        Yanked = "YANKED",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "release_artifacts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArtifactId,
    pub release: ReleaseId,
    pub product: ProductId,
    /// Unique in its release.
    pub filename: String,
    pub filetype: String,
    pub platform: String,
    pub arch: String,
    /// As it was announced; as it is, once it is there.
    pub filesize: Option<i64>,
    /// As the vendor gives it, in whatever way.
    pub checksum: Option<String>,
    /// The vendor's own, of which we know nothing.
    pub signature: Option<String>,
    pub status: Status,
    /// SHA-256 of what came, in hex.
    pub sha256: Option<String>,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Artifact;

/// A piece of an artifact: files go in and out by pieces, so that none has to fit into memory.
pub mod part {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "artifact_parts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub artifact: ArtifactId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// Where it is stored.
        pub file: String,
        pub size: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use part::Model as Part;

/// What came, as it was counted while it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub size: i64,
    pub sha256: [u8; 32],
    pub sha512: [u8; 64],
}

impl Artifact {
    pub fn may_be_sent(&self) -> Result<(), Refused> {
        match self.status {
            Status::Waiting | Status::Failed | Status::Processing => Ok(()),
            Status::Uploaded => Err(Refused::Uploaded),
            Status::Yanked => Err(Refused::Yanked),
        }
    }

    /// Takes what came, if it is what was announced.
    pub fn arrive(&mut self, arrived: &Arrived) -> Result<(), Refused> {
        let announced = self.checksum.as_deref();
        let refused = if self.filesize.is_some_and(|size| size != arrived.size) {
            Some(Refused::SizeDiffers)
        } else if announced.and_then(|sum| agrees(sum, arrived)) == Some(false) {
            Some(Refused::ChecksumDiffers)
        } else {
            None
        };
        if let Some(refused) = refused {
            self.status = Status::Failed;
            return Err(refused);
        }
        self.status = Status::Uploaded;
        self.filesize = Some(arrived.size);
        self.sha256 = Some(hex::encode(arrived.sha256));
        Ok(())
    }
}

/// Whether a checksum is that of what came; none where it is of a kind that is not known.
fn agrees(checksum: &str, arrived: &Arrived) -> Option<bool> {
    let checksum = checksum.trim();
    let bytes = hex::decode(checksum).ok().or_else(|| {
        let text = checksum.trim_end_matches('=');
        STANDARD_NO_PAD.decode(text).ok().filter(|bytes| STANDARD.encode(bytes).starts_with(text))
    })?;
    match bytes.len() {
        32 => Some(bytes == arrived.sha256),
        64 => Some(bytes == arrived.sha512),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256, Sha512};

    fn arrived(bytes: &[u8]) -> Arrived {
        Arrived {
            size: i64::try_from(bytes.len()).unwrap(),
            sha256: Sha256::digest(bytes).into(),
            sha512: Sha512::digest(bytes).into(),
        }
    }

    fn announced(filesize: Option<i64>, checksum: Option<&str>) -> Artifact {
        let draft = Draft {
            filename: "app.zip".into(),
            filesize,
            checksum: checksum.unwrap_or_default().into(),
            ..Draft::default()
        };
        let now = Millis(chrono::DateTime::UNIX_EPOCH);
        draft.read(now).unwrap()
    }

    #[test]
    fn what_comes_must_be_what_was_announced() {
        let came = arrived(b"hello");
        let hex_of = hex::encode(came.sha256);
        let base64_of = STANDARD.encode(came.sha512);
        for sum in [None, Some(hex_of.as_str()), Some(base64_of.as_str()), Some("crc:1234")] {
            let mut artifact = announced(Some(5), sum);
            assert_eq!(artifact.arrive(&came), Ok(()), "{sum:?}");
            assert_eq!(artifact.status, Status::Uploaded);
            assert_eq!(artifact.may_be_sent(), Err(Refused::Uploaded));
            assert_eq!(artifact.sha256.as_deref(), Some(hex_of.as_str()));
        }
        let mut short = announced(Some(6), None);
        assert_eq!(short.arrive(&came), Err(Refused::SizeDiffers));
        let mut other = announced(None, Some(&hex::encode(arrived(b"hallo").sha256)));
        assert_eq!(other.arrive(&came), Err(Refused::ChecksumDiffers));
        assert_eq!((other.status, other.may_be_sent()), (Status::Failed, Ok(())));
    }
}
