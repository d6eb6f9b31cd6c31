//! Stand-in until the key store lands.
