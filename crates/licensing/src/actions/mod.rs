//! What changes something, one file per verb.
