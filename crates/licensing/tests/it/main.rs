//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod asking;
mod check_out;
mod erasing;
mod ground;
mod offline;
mod resource;
mod token;
mod validation;
mod webhook;
mod wire;
mod world;
