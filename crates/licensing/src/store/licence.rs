//! Every query about a licence.

crate::store::noun::noun!(versioned crate::domain::licence, crate::domain::licence::LicenceId);
