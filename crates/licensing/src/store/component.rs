//! Every query about the parts of machines.

crate::store::noun::noun!(versioned crate::domain::machine::component, crate::domain::machine::ComponentId);
