//! Every query about keys that wait in pools.

crate::store::noun::noun!(crate::domain::pool_key, crate::domain::pool_key::PoolKeyId);
