//! Every query about tokens.

crate::store::noun::noun!(versioned crate::domain::token, crate::domain::token::LicenceTokenId);
