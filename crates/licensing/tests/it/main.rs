//! Licensing from outside: requests in, rows, answers and queue out.

mod activation;
mod ground;
mod heartbeat;
mod world;
