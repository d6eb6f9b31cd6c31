//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod entitlement;
mod environment;
mod erasing;
mod ground;
mod group;
mod policy;
mod product;
mod program;
mod resource;
mod token;
mod user;
mod webhook;
mod wire;
mod world;
