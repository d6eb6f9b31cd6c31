//! Every query about entitlements, and about who has them.

crate::store::noun::noun!(versioned crate::domain::entitlement, crate::domain::entitlement::EntitlementId);
