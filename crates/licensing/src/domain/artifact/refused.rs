//! Why an artifact says no.

use super::Draft;
use platform::Refuse;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("is missing")]
    FilenameMissing,
    #[error("must be a plain name of a file, at most {} characters", Draft::LONGEST_NAME)]
    FilenameInvalid,
    #[error("already exists")]
    FilenameTaken,
    #[error("is too long (at most {} characters)", Draft::LONGEST_WORD)]
    FiletypeInvalid,
    #[error("is too long (at most {} characters)", Draft::LONGEST_WORD)]
    PlatformInvalid,
    #[error("is too long (at most {} characters)", Draft::LONGEST_WORD)]
    ArchInvalid,
    #[error("must not be negative")]
    FilesizeInvalid,
    #[error("must be plain text, at most {} characters", Draft::LONGEST_CHECKSUM)]
    ChecksumInvalid,
    #[error("must be plain text, at most {} characters", Draft::LONGEST_SIGNATURE)]
    SignatureInvalid,
    #[error("must exist")]
    ReleaseUnknown,
    #[error("the file was uploaded before")]
    Uploaded,
    #[error("was yanked")]
    Yanked,
    #[error("the file has another size than was announced")]
    SizeDiffers,
    #[error("the file has another checksum than was announced")]
    ChecksumDiffers,
    #[error("a file is needed")]
    FileMissing,
    #[error("the file broke off while it was sent")]
    BrokenOff,
    #[error("the virus scanner found something in the file")]
    Infected,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::FilenameMissing => "licensing-artifact-filename-missing",
            Self::FilenameInvalid => "licensing-artifact-filename-invalid",
            Self::FilenameTaken => "licensing-artifact-filename-taken",
            Self::FiletypeInvalid | Self::PlatformInvalid | Self::ArchInvalid => {
                "licensing-artifact-word-long"
            }
            Self::FilesizeInvalid => "licensing-artifact-filesize-invalid",
            Self::ChecksumInvalid => "licensing-artifact-checksum-invalid",
            Self::SignatureInvalid => "licensing-artifact-signature-invalid",
            Self::ReleaseUnknown => "licensing-artifact-release-unknown",
            Self::Uploaded => "licensing-artifact-is-uploaded",
            Self::Yanked => "licensing-artifact-is-yanked",
            Self::SizeDiffers => "licensing-artifact-size-differs",
            Self::ChecksumDiffers => "licensing-artifact-checksum-differs",
            Self::FileMissing => "licensing-artifact-file-missing",
            Self::BrokenOff => "licensing-artifact-broken-off",
            Self::Infected => "licensing-artifact-infected",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::FilenameMissing | Self::FilenameInvalid | Self::FilenameTaken => Some("filename"),
            Self::FiletypeInvalid => Some("filetype"),
            Self::PlatformInvalid => Some("platform"),
            Self::ArchInvalid => Some("arch"),
            Self::FilesizeInvalid | Self::SizeDiffers => Some("filesize"),
            Self::ChecksumInvalid | Self::ChecksumDiffers => Some("checksum"),
            Self::SignatureInvalid => Some("signature"),
            Self::ReleaseUnknown => Some("/data/relationships/release"),
            Self::FileMissing | Self::BrokenOff | Self::Infected => Some("file"),
            Self::Uploaded | Self::Yanked => None,
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::FilenameMissing => "FILENAME_MISSING",
            Self::FilenameInvalid => "FILENAME_INVALID",
            Self::FilenameTaken => "FILENAME_TAKEN",
            Self::FiletypeInvalid => "FILETYPE_INVALID",
            Self::PlatformInvalid => "PLATFORM_INVALID",
            Self::ArchInvalid => "ARCH_INVALID",
            Self::FilesizeInvalid | Self::SizeDiffers => "FILESIZE_INVALID",
            Self::ChecksumInvalid | Self::ChecksumDiffers => "CHECKSUM_INVALID",
            Self::SignatureInvalid => "SIGNATURE_INVALID",
            Self::ReleaseUnknown => "RELEASE_NOT_FOUND",
            Self::Uploaded => "ARTIFACT_UPLOADED",
            Self::Yanked => "ARTIFACT_YANKED",
            Self::FileMissing => "FILE_MISSING",
            Self::BrokenOff => "FILE_BROKEN_OFF",
            Self::Infected => "FILE_INFECTED",
        })
    }
}
