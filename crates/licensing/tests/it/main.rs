//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod erasing;
mod ground;
mod licence;
mod licence_issue;
mod licence_people;
mod licence_told;
mod resource;
mod asking;
mod erasing;
mod ground;
mod validation;
mod wire;
mod world;
