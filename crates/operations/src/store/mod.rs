//! Every query about archives of people's data and about erasures.

pub mod erasure;
pub mod export;
