//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod activation;
mod erasing;
mod ground;
mod hardware;
mod heartbeat;
mod machine;
mod resource;
mod token;
mod wire;
mod world;
