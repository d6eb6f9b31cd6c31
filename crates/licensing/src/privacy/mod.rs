//! What licensing holds about people, and how their data leave, go and age.
