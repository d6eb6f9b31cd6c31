//! The platform from outside: a whole server with a small app of its own.

mod audit;
mod blocked;
mod http;
mod job;
mod lease;
mod limit;
mod migrate;
mod personal;
mod post;
mod read;
mod refusing;
mod session;
mod switch;
mod toy;
mod trail;
mod tx;
mod wire;
