//! Every query of licensing.
