//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod ground;
mod world;
