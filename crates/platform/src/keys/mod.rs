//! Keys: the only module that holds secret keys.
