//! Mail transport: IMAP in, SMTP out.

pub mod compose;
