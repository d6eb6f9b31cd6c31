//! Licensing from outside: requests in, rows, answers and queue out.

mod account;
mod activation;
mod erasing;
mod ground;
mod heartbeat;
mod licence;
mod licence_issue;
mod licence_people;
mod licence_told;
mod panel_lists;
mod panel_pages;
mod panel_places;
mod resource;
mod wire;
mod world;
