//! Every query about policies.

crate::store::noun::noun!(versioned crate::domain::policy, crate::domain::policy::PolicyId);
