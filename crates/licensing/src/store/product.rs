//! Every query about products.

crate::store::noun::noun!(versioned crate::domain::product, crate::domain::product::ProductId);
