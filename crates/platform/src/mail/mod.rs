//! Mail transport: IMAP in, SMTP out.
