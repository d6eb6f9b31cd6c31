//! Why a release says no.

use super::{Draft, Number};
use platform::Refuse;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("is missing")]
    VersionMissing,
    #[error(
        "must be a version such as 1.2.3 or 1.2.3-beta.1, at most {} characters",
        Number::LONGEST
    )]
    VersionInvalid,
    #[error("already exists")]
    VersionTaken,
    #[error("is none of stable, rc, beta, alpha, dev")]
    ChannelUnknown,
    #[error("does not fit the version: stable has no prerelease, the others have one")]
    ChannelNotAllowed,
    #[error("already exists")]
    TagTaken,
    #[error("may have letters, digits, dots, hyphens and underscores, and is no version and no id")]
    TagInvalid,
    #[error("is too long (at most {} characters)", Draft::LONGEST_NAME)]
    NameTooLong,
    #[error("is too long (at most {} characters)", Draft::LONGEST_DESCRIPTION)]
    DescriptionTooLong,
    #[error("has control characters")]
    ControlCharacter,
    #[error("must be a day such as 2026-11-21")]
    BackdatedInvalid,
    #[error("must exist")]
    ProductUnknown,
    #[error("must exist")]
    EntitlementUnknown,
    #[error("was yanked and cannot be published again")]
    Yanked,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::VersionMissing => "licensing-release-version-missing",
            Self::VersionInvalid => "licensing-release-version-invalid",
            Self::VersionTaken => "licensing-release-version-taken",
            Self::ChannelUnknown => "licensing-release-channel-unknown",
            Self::ChannelNotAllowed => "licensing-release-channel-other",
            Self::TagTaken => "licensing-release-tag-taken",
            Self::TagInvalid => "licensing-release-tag-invalid",
            Self::NameTooLong => "licensing-release-name-long",
            Self::DescriptionTooLong => "licensing-release-description-long",
            Self::ControlCharacter => "licensing-release-control",
            Self::BackdatedInvalid => "licensing-release-backdated-invalid",
            Self::ProductUnknown => "licensing-release-product-unknown",
            Self::EntitlementUnknown => "licensing-release-entitlement-unknown",
            Self::Yanked => "licensing-release-is-yanked",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::VersionMissing | Self::VersionInvalid | Self::VersionTaken => Some("version"),
            Self::ChannelUnknown | Self::ChannelNotAllowed => Some("channel"),
            Self::TagTaken | Self::TagInvalid => Some("tag"),
            Self::NameTooLong | Self::ControlCharacter => Some("name"),
            Self::DescriptionTooLong => Some("description"),
            Self::BackdatedInvalid => Some("backdated"),
            Self::ProductUnknown => Some("product"),
            Self::EntitlementUnknown => Some("constraints"),
            Self::Yanked => None,
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::VersionMissing => "VERSION_MISSING",
            Self::VersionInvalid => "VERSION_INVALID",
            Self::VersionTaken => "VERSION_TAKEN",
            Self::ChannelUnknown | Self::ChannelNotAllowed => "CHANNEL_NOT_ALLOWED",
            Self::TagTaken => "TAG_TAKEN",
            Self::TagInvalid => "TAG_INVALID",
            Self::NameTooLong | Self::ControlCharacter => "NAME_INVALID",
            Self::DescriptionTooLong => "DESCRIPTION_INVALID",
            Self::BackdatedInvalid => "BACKDATED_INVALID",
            Self::ProductUnknown => "PRODUCT_NOT_FOUND",
            Self::EntitlementUnknown => "CONSTRAINTS_ENTITLEMENT_NOT_FOUND",
            Self::Yanked => "RELEASE_YANKED",
        })
    }
}
