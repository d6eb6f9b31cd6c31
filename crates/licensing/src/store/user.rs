//! Every query about the users of licences.

crate::store::noun::noun!(versioned crate::domain::user, crate::domain::user::LicenceUserId);
