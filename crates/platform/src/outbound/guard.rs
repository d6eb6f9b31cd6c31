//! The address guard: resolves a name once, refuses it if any of its addresses is not allowed, and dials what it checked.

use super::OutboundError;
use super::address::{Reach, reach};
use crate::Cx;
use crate::config::{CidrPort, OutboundConfig};
use crate::security_log::{Event, Who};
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpStream, UnixStream};
use url::Host;

/// What a connection is for; it decides which addresses are allowed without being listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Addresses that may come from anybody: public ones only.
    Web,
    /// Mail servers, named by the administrator and often in the same house: private addresses too.
    Mail,
    /// A service of the house itself, which only the file of settings can name: private addresses too.
    Service,
}

/// The rules for leaving the house.
#[derive(Clone, Default)]
pub struct Guard {
    allow: Arc<[CidrPort]>,
    /// On whose behalf; a refusal is a line in the security log.
    cx: Option<Cx>,
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("allow", &self.allow).finish_non_exhaustive()
    }
}

impl Guard {
    /// Allows, beside what the purpose allows, these ranges and ports.
    pub fn new(allow: &[CidrPort]) -> Self {
        Self { allow: allow.into(), cx: None }
    }

    /// The rules of the settings, for what `cx` does; what they refuse is written into the security log.
    pub fn of(cx: &Cx) -> Self {
        let allow = &cx.kontor.config.section::<OutboundConfig>().allow;
        Self { cx: Some(cx.clone()), ..Self::new(allow) }
    }

    /// The addresses of a host, all of them checked. One that is not allowed spoils them all: it could be the one dialled.
    pub async fn resolve(
        &self,
        host: &str,
        port: u16,
        purpose: Purpose,
    ) -> Result<Vec<SocketAddr>, OutboundError> {
        let addresses = match parse_host(host)? {
            Host::Ipv4(address) => vec![SocketAddr::new(IpAddr::V4(address), port)],
            Host::Ipv6(address) => vec![SocketAddr::new(IpAddr::V6(address), port)],
            Host::Domain(name) => lookup(&name, port).await?,
        };
        self.check(host, addresses, purpose)
    }

    pub(super) fn check(
        &self,
        host: &str,
        addresses: Vec<SocketAddr>,
        purpose: Purpose,
    ) -> Result<Vec<SocketAddr>, OutboundError> {
        match addresses.iter().find(|address| !self.allows(**address, purpose)) {
            Some(bad) => {
                self.log(host, bad.ip());
                Err(OutboundError::Blocked { host: host.to_owned(), address: bad.ip() })
            }
            None => Ok(addresses),
        }
    }

    fn log(&self, host: &str, address: IpAddr) {
        let Some(cx) = &self.cx else { return };
        let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
        // the address first: a long name is cut
        cx.kontor.security.write(cx, Event::SsrfBlocked, who, &format!("{address},{host}"));
    }

    fn allows(&self, to: SocketAddr, purpose: Purpose) -> bool {
        if self.allow.iter().any(|rule| rule.allows(to)) {
            return true;
        }
        match (reach(to.ip()), purpose) {
            (Reach::Never, _) | (Reach::Private, Purpose::Web) => false,
            (Reach::Private | Reach::Public, Purpose::Mail | Purpose::Service) => true,
            (Reach::Public, Purpose::Web) => !is_ours(to),
        }
    }

    /// Opens a connection to the first address of the host that answers within `within`.
    pub async fn connect(
        &self,
        host: &str,
        port: u16,
        purpose: Purpose,
        within: Duration,
    ) -> Result<TcpStream, OutboundError> {
        let dial = async { first(&self.resolve(host, port, purpose).await?).await };
        tokio::time::timeout(within, dial).await.unwrap_or(Err(OutboundError::Timeout))
    }

    /// Opens a connection to a service of this machine by its socket's path.
    pub async fn connect_here(&self, path: &str) -> Result<UnixStream, OutboundError> {
        UnixStream::connect(path).await.map_err(OutboundError::Connect)
    }
}

/// A connection to the first address that answers.
#[expect(clippy::disallowed_methods, reason = "the guard is where connections are opened")]
async fn first(addresses: &[SocketAddr]) -> Result<TcpStream, OutboundError> {
    let mut last = std::io::Error::from(std::io::ErrorKind::NotFound);
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => {
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(cause) => last = cause,
        }
    }
    Err(OutboundError::Connect(last))
}

/// Reads a host as browsers do, so that `0177.1`, `2130706433` and `[::1]` are seen for what they are.
fn parse_host(host: &str) -> Result<Host, OutboundError> {
    let bare = host.trim().trim_end_matches('.');
    let wrong = || OutboundError::Host(host.to_owned());
    if let Ok(IpAddr::V6(address)) = bare.parse::<IpAddr>() {
        return Ok(Host::Ipv6(address));
    }
    Host::parse(bare).map_err(|_| wrong())
}

#[expect(clippy::disallowed_methods, reason = "the guard is where names are resolved")]
async fn lookup(name: &str, port: u16) -> Result<Vec<SocketAddr>, OutboundError> {
    let unresolved = |cause: String| OutboundError::Unresolved { host: name.to_owned(), cause };
    let found = tokio::net::lookup_host((name, port)).await;
    let addresses: Vec<_> = found.map_err(|cause| unresolved(cause.to_string()))?.collect();
    if addresses.is_empty() { Err(unresolved("no address".into())) } else { Ok(addresses) }
}

/// Whether the address is one of this machine: then the kernel would answer from that same address.
/// Connecting a datagram socket sends nothing.
fn is_ours(to: SocketAddr) -> bool {
    let any: SocketAddr =
        if to.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0_u16; 8], 0).into() };
    let from = UdpSocket::bind(any).and_then(|socket| {
        socket.connect(to)?;
        socket.local_addr()
    });
    from.is_ok_and(|from| from.ip() == to.ip())
}
