//! Every query about groups of licences.

crate::store::noun::noun!(versioned crate::domain::group, crate::domain::group::LicenceGroupId);
