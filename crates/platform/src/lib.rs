//! Platform: what every app stands on, and knows nothing about any of them.

pub mod app;
pub mod audit;
pub mod clock;
pub mod config;
pub mod cx;
pub mod db;
pub mod error;
pub mod event;
pub mod fault;
pub mod files;
pub mod health;
pub mod http;
pub mod i18n;
pub mod id;
pub mod job;
pub mod keys;
pub mod lease;
pub mod live;
pub mod mail;
pub mod op;
pub mod outbound;
pub mod password;
pub mod rights;
pub mod rng;
pub mod security_log;
pub mod session;
pub mod sweep;
pub mod tables;
pub mod testing;
pub mod users;

pub use app::{App, Kontor};
pub use cx::{Actor, Cx, Right, Rights, Visitor};
pub use db::{Millis, Tx};
pub use error::{Error, Refusal, Refuse, Result};
pub use i18n::{Lang, Locale};
pub use users::{Role, User, UserId};
