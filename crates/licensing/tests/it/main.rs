//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod erasing;
mod ground;
mod permission;
mod resource;
mod token;
mod token_page;
mod wire;
mod world;
