//! Identity from outside: a whole server, a real database, requests in and rows, logs and cookies out.

mod account;
mod api_key;
mod authenticator;
mod breached;
mod browser;
mod factor;
mod flags;
mod forget;
mod garbage;
mod guessing;
mod letter;
mod link;
mod migrate;
mod passkey;
mod program;
mod proof;
mod provider;
mod rising;
mod role;
mod routes;
mod setup;
mod sign_in;
mod user;
