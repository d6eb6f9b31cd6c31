//! Outbound: the only door to the network. Every address is checked, and the checked address is the one dialled.

mod address;
mod guard;
mod http;
#[cfg(test)]
mod tests;
mod tls;

pub use guard::{Guard, Purpose};
pub use http::{Answer, Client, Request};
pub use tls::{TlsClient, tls_client};

use std::net::IpAddr;

/// Why nothing could be fetched or dialled.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    #[error("{0:?} is no address of the form https://host/path")]
    Url(String),
    #[error("{0:?} is no host name")]
    Host(String),
    #[error("no address is known for {host}: {cause}")]
    Unresolved { host: String, cause: String },
    /// The guard said no: an address of `host` is not one of the public network.
    #[error("{host} leads to {address}, which is not allowed")]
    Blocked { host: String, address: IpAddr },
    #[error("no connection: {0}")]
    Connect(#[source] std::io::Error),
    #[error("no answer in time")]
    Timeout,
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    #[error("the answer is compressed although that was not asked for")]
    Compressed,
    #[error("redirected more often than {0} times")]
    Redirects(u8),
    #[error("redirected from https to http")]
    Downgraded,
    #[error("no answer: {0}")]
    Http(#[source] reqwest::Error),
}
