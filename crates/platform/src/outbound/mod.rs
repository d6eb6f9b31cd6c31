//! Outbound: the one HTTP client, with its address guard.
