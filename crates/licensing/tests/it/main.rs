//! Licensing from outside: requests in, rows, answers and queue out.

mod erasing;
mod ground;
mod panel_lists;
mod world;
