//! Licensing from outside: requests in, rows, answers and queue out.

mod activation;
mod ground;
mod heartbeat;
mod account;
mod erasing;
mod ground;
mod resource;
mod wire;
mod world;
