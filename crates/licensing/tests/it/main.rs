//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod asking;
mod erasing;
mod ground;
mod licence;
mod licence_issue;
mod licence_people;
mod licence_told;
mod licence_wire;
mod check_out;
mod offline;
mod resource;
mod validation;
mod token;
mod webhook;
mod token_page;
mod activation;
mod heartbeat;
mod machine;
mod wire;
mod world;
