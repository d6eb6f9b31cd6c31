//! The words that attributes of a policy may have, the one that counts where nothing is said first.

use crate::domain::strategy::*;

pub(super) const UNIQUENESS: &[&str] = &[
    Uniqueness::Licence.name(),
    Uniqueness::Policy.name(),
    Uniqueness::Product.name(),
    Uniqueness::Account.name(),
];
pub(super) const COMPONENT_UNIQUENESS: &[&str] = &[
    Uniqueness::Machine.name(),
    Uniqueness::Licence.name(),
    Uniqueness::Policy.name(),
    Uniqueness::Product.name(),
    Uniqueness::Account.name(),
];
pub(super) const MATCHING: &[&str] =
    &[Matching::Any.name(), Matching::Two.name(), Matching::Most.name(), Matching::All.name()];
pub(super) const EXPIRATION: &[&str] = &[
    Expiration::Restrict.name(),
    Expiration::Revoke.name(),
    Expiration::Maintain.name(),
    Expiration::Allow.name(),
];
pub(super) const EXPIRATION_BASIS: &[&str] = &[
    ExpirationBasis::Creation.name(),
    ExpirationBasis::FirstValidation.name(),
    ExpirationBasis::FirstActivation.name(),
    ExpirationBasis::FirstDownload.name(),
    ExpirationBasis::FirstUse.name(),
];
pub(super) const RENEWAL_BASIS: &[&str] =
    &[RenewalBasis::Expiry.name(), RenewalBasis::Now.name(), RenewalBasis::NowIfExpired.name()];
pub(super) const TRANSFER: &[&str] = &[Transfer::Keep.name(), Transfer::Reset.name()];
pub(super) const AUTHENTICATION: &[&str] = &[
    Authentication::Token.name(),
    Authentication::Licence.name(),
    Authentication::Session.name(),
    Authentication::Mixed.name(),
    Authentication::None.name(),
];
pub(super) const MACHINE_LEASING: &[&str] = &[Leasing::Licence.name(), Leasing::User.name()];
pub(super) const PROCESS_LEASING: &[&str] =
    &[Leasing::Machine.name(), Leasing::Licence.name(), Leasing::User.name()];
pub(super) const OVERAGE: &[&str] = &[
    Overage::No.name(),
    Overage::Quarter.name(),
    Overage::Half.name(),
    Overage::Double.name(),
    Overage::Always.name(),
];
pub(super) const CULL: &[&str] = &[Cull::Deactivate.name(), Cull::Keep.name()];
pub(super) const RESURRECTION: &[&str] = &[
    Resurrection::Never.name(),
    Resurrection::OneMinute.name(),
    Resurrection::TwoMinutes.name(),
    Resurrection::FiveMinutes.name(),
    Resurrection::TenMinutes.name(),
    Resurrection::FifteenMinutes.name(),
    Resurrection::Always.name(),
];
pub(super) const HEARTBEAT_BASIS: &[&str] =
    &[HeartbeatBasis::FirstPing.name(), HeartbeatBasis::Creation.name()];
pub(super) const INTERVAL: &[&str] =
    &[Interval::Day.name(), Interval::Week.name(), Interval::Month.name(), Interval::Year.name()];
pub(super) const DEACTIVATION_INTERVAL: &[&str] =
    &[Interval::Year.name(), Interval::Month.name(), Interval::Week.name(), Interval::Day.name()];
pub(super) const ENFORCEMENT: &[&str] =
    &[Enforcement::Log.name(), Enforcement::Warn.name(), Enforcement::Block.name()];
/// The schemes of keys by their names.
pub(super) const SCHEMES: &[&str] = &[
    "ED25519_SIGN",
    "ECDSA_P256_SIGN",
    "RSA_2048_PKCS1_SIGN",
    "RSA_2048_PKCS1_SIGN_V2",
    "RSA_2048_PKCS1_PSS_SIGN",
    "RSA_2048_PKCS1_PSS_SIGN_V2",
    "RSA_2048_JWT_RS256",
];
