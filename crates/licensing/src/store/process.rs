//! Every query about processes.

crate::store::noun::noun!(versioned crate::domain::process, crate::domain::process::ProcessId);
