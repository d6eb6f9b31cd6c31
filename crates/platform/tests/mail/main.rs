//! The mail transport against servers that misbehave, and against real ones.

mod hostile_imap;
mod hostile_smtp;
mod real;

use platform::keys::Secret;
use platform::mail::{Endpoint, Network, Security, Timeouts};
use platform::outbound::{Guard, tls_client};
use std::net::SocketAddr;
use std::time::Duration;

/// Waits so long and no longer, so that a test of patience takes no patience.
fn network(wait: Duration) -> Network {
    Network {
        guard: Guard::default(),
        tls: tls_client(None).unwrap(),
        timeouts: Timeouts {
            connect: wait,
            command: wait,
            before_end: wait * 2,
            handed_over: wait,
        },
    }
}

fn endpoint(address: SocketAddr, security: Security) -> Endpoint {
    Endpoint {
        host: address.ip().to_string(),
        port: address.port(),
        security,
        username: "support@kontor.test".into(),
        password: Secret::from("geheim"),
    }
}

const PATIENT: Duration = Duration::from_secs(20);
const HASTY: Duration = Duration::from_millis(400);
