//! Every query about a machine.

crate::store::noun::noun!(versioned crate::domain::machine, crate::domain::machine::MachineId);
