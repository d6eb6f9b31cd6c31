//! Identity from outside: a whole server, a real database, requests in and rows, logs and cookies out.

mod browser;
mod migrate;
mod sign_in;
