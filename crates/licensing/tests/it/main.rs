//! Licensing from outside: requests in, rows, answers and queue out.

mod activation;
mod ground;
mod heartbeat;
mod account;
mod erasing;
mod ground;
mod panel_lists;
mod licence;
mod licence_issue;
mod licence_people;
mod licence_told;
mod resource;
mod wire;
mod world;
