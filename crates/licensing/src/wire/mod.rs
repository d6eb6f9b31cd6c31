//! What licensed programs ask, as Keygen spells it.
