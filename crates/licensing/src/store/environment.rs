//! Every query about environments.

crate::store::noun::noun!(versioned crate::domain::environment, crate::domain::environment::EnvironmentId);
