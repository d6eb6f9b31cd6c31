//! Shapes and rules of licensing.
