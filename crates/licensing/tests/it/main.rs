//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod erasing;
mod ground;
mod resource;
mod wire;
mod world;
