//! Addresses in settings: where we listen, whom we trust, where we may go.

use super::Said;
use crate::said;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

/// Makes a type read and write itself as its text.
macro_rules! text_serde {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let read = String::deserialize(from)?.parse();
                read.map_err(|why: crate::config::Said| serde::de::Error::custom(why.joined()))
            }
        }
    };
}

/// Where the server listens: an address with a port, or the path of a unix socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    Tcp(SocketAddr),
    Unix(PathBuf),
}

impl FromStr for Listen {
    type Err = Said;

    fn from_str(text: &str) -> Result<Self, Said> {
        let text = text.trim();
        match text.strip_prefix("unix:") {
            Some(path) if path.starts_with('/') => return Ok(Self::Unix(path.into())),
            Some(path) => {
                return Err(said!(
                    "erwartet den Pfad eines Unix-Sockets, der mit / beginnt, nicht {path:?}",
                    "the path of a unix socket begins with /, not {path:?}"
                ));
            }
            None => {}
        }
        let local = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
        let address = local.as_deref().unwrap_or(text).parse();
        address.map(Self::Tcp).map_err(|_| {
            said!(
                "erwartet eine Adresse mit Port wie \"127.0.0.1:8080\" oder \"unix:/pfad\", nicht {text:?}",
                "expects an address with a port such as \"127.0.0.1:8080\", or \"unix:/path\", not {text:?}"
            )
        })
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// A range of addresses; one address is the range of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cidr {
    base: IpAddr,
    bits: u8,
}

impl Cidr {
    /// Whether `address` is in the range; `::ffff:10.0.0.1` counts as `10.0.0.1`.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(it)) => {
                same_start(base.to_bits().into(), it.to_bits().into(), 32, self.bits)
            }
            (IpAddr::V6(base), IpAddr::V6(it)) => {
                same_start(base.to_bits(), it.to_bits(), 128, self.bits)
            }
            _ => false,
        }
    }

    /// Whether the range is every address there is.
    pub fn is_everything(&self) -> bool {
        self.bits == 0
    }

    /// The range of this length that the address lies in.
    pub fn around(address: IpAddr, bits: u8) -> Self {
        Self { base: address, bits }.normal()
    }

    /// The same range in the one way to write it: nothing beyond its length, and IPv4 as IPv4.
    #[must_use]
    pub fn normal(self) -> Self {
        match (self.base, self.base.to_canonical()) {
            (IpAddr::V6(_), IpAddr::V4(base)) if self.bits >= 96 => {
                Self { base: base.into(), bits: self.bits - 96 }.normal()
            }
            (IpAddr::V4(base), _) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.bits)).unwrap_or(0);
                Self { base: Ipv4Addr::from_bits(base.to_bits() & mask).into(), ..self }
            }
            (IpAddr::V6(base), _) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.bits)).unwrap_or(0);
                Self { base: Ipv6Addr::from_bits(base.to_bits() & mask).into(), ..self }
            }
        }
    }

    /// Whether any address is in both ranges.
    pub fn meets(&self, other: &Self) -> bool {
        self.contains(other.base) || other.contains(self.base)
    }

    pub fn base(&self) -> IpAddr {
        self.base
    }

    pub fn bits(&self) -> u8 {
        self.bits
    }
}

/// Whether the first `bits` of two numbers of `width` bits are equal.
fn same_start(a: u128, b: u128, width: u32, bits: u8) -> bool {
    let rest = width - u32::from(bits);
    a.checked_shr(rest).unwrap_or(0) == b.checked_shr(rest).unwrap_or(0)
}

impl FromStr for Cidr {
    type Err = Said;

    fn from_str(text: &str) -> Result<Self, Said> {
        let wrong = || {
            said!(
                "erwartet eine Adresse oder einen Bereich wie \"10.0.0.0/8\" oder \"fd00::/8\", nicht {text:?}",
                "expects an address or a range such as \"10.0.0.0/8\" or \"fd00::/8\", not {text:?}"
            )
        };
        let (address, bits) =
            text.trim().split_once('/').map_or((text.trim(), None), |(a, b)| (a, Some(b)));
        let base: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), |bits| bits.parse::<u8>().map_err(|_| wrong()))?;
        if bits > width {
            return Err(said!(
                "erwartet einen Bereich mit höchstens /{width}, nicht /{bits} in {text:?}",
                "a range has at most /{width}, not /{bits} in {text:?}"
            ));
        }
        Ok(Self { base, bits })
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.bits)
    }
}

/// A range of addresses and one port, as in `192.168.1.50/32:443` or `[fd00::/8]:443`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CidrPort {
    pub range: Cidr,
    pub port: u16,
}

impl CidrPort {
    pub fn allows(&self, to: SocketAddr) -> bool {
        self.port == to.port() && self.range.contains(to.ip())
    }
}

impl FromStr for CidrPort {
    type Err = Said;

    fn from_str(text: &str) -> Result<Self, Said> {
        let wrong = || {
            said!(
                "erwartet einen Bereich mit Port wie \"192.168.1.50/32:443\", nicht {text:?}",
                "expects a range and a port such as \"192.168.1.50/32:443\", not {text:?}"
            )
        };
        let (range, port) = text.trim().rsplit_once(':').ok_or_else(wrong)?;
        let bare = range.strip_prefix('[').and_then(|range| range.strip_suffix(']'));
        if bare.is_none() && range.contains(':') && !range.contains('/') {
            return Err(said!(
                "erwartet einen IPv6-Bereich in Klammern wie \"[fd00::/8]:443\", nicht {text:?}",
                "an IPv6 range stands in brackets, as in \"[fd00::/8]:443\", not {text:?}"
            ));
        }
        let port = port.parse().ok().filter(|port| *port != 0).ok_or_else(wrong)?;
        Ok(Self { range: bare.unwrap_or(range).parse()?, port })
    }
}

impl fmt::Display for CidrPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.range.base {
            IpAddr::V4(_) => write!(f, "{}:{}", self.range, self.port),
            IpAddr::V6(_) => write!(f, "[{}]:{}", self.range, self.port),
        }
    }
}

impl Default for Listen {
    fn default() -> Self {
        Self::Tcp(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)))
    }
}

pub(super) use text_serde;

text_serde!(Listen);
text_serde!(Cidr);
text_serde!(CidrPort);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_contains_its_own_and_nothing_beside() {
        let range: Cidr = "10.1.0.0/16".parse().unwrap();
        assert!(range.contains("10.1.255.255".parse().unwrap()));
        assert!(
            range.contains("::ffff:10.1.0.1".parse().unwrap()),
            "a mapped address is the address"
        );
        assert!(!range.contains("10.2.0.0".parse().unwrap()));
        let six: Cidr = "fd00::/8".parse().unwrap();
        assert!(
            six.contains("fdff::1".parse().unwrap()) && !six.contains("fe00::1".parse().unwrap())
        );
        let all: Cidr = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("203.0.113.9".parse().unwrap()) && all.is_everything());
        assert!("10.0.0.0/33".parse::<Cidr>().is_err() && "ten/8".parse::<Cidr>().is_err());
    }

    #[test]
    fn every_range_has_one_way_to_be_written() {
        for (given, normal) in [
            ("10.1.2.3/8", "10.0.0.0/8"),
            ("10.1.2.3", "10.1.2.3/32"),
            ("::ffff:203.0.113.7", "203.0.113.7/32"),
            ("::ffff:10.1.2.3/104", "10.0.0.0/8"),
            ("2001:DB8:1:2:3::9/64", "2001:db8:1:2::/64"),
            ("203.0.113.7/0", "0.0.0.0/0"),
            ("::ffff:1.2.3.4/0", "::/0"),
        ] {
            assert_eq!(given.parse::<Cidr>().unwrap().normal().to_string(), normal);
        }
        let six = Cidr::around("2001:db8:1:2:3:4:5:6".parse().unwrap(), 64);
        assert_eq!(six.to_string(), "2001:db8:1:2::/64");
        let meets = |a: &str, b: &str| a.parse::<Cidr>().unwrap().meets(&b.parse().unwrap());
        assert!(meets("10.0.0.0/8", "10.1.2.3") && meets("10.1.2.3", "10.0.0.0/8"));
        assert!(!meets("10.0.0.0/8", "11.0.0.0/8") && !meets("10.0.0.0/8", "fd00::/8"));
    }

    #[test]
    fn a_range_with_a_port_allows_only_that_port() {
        let rule: CidrPort = "192.168.1.50/32:443".parse().unwrap();
        assert!(rule.allows("192.168.1.50:443".parse().unwrap()));
        assert!(
            !rule.allows("192.168.1.50:80".parse().unwrap())
                && !rule.allows("192.168.1.51:443".parse().unwrap())
        );
        let six: CidrPort = "[fd00::/8]:8443".parse().unwrap();
        assert!(six.allows("[fd00::5]:8443".parse().unwrap()));
        assert_eq!(six.to_string(), "[fd00::/8]:8443");
        assert!(
            "10.0.0.0/8".parse::<CidrPort>().is_err()
                && "10.0.0.0/8:0".parse::<CidrPort>().is_err()
        );
        assert!("fd00::1:443".parse::<CidrPort>().is_err(), "which colon would be the port's?");
    }

    #[test]
    fn the_server_listens_on_an_address_or_a_unix_socket() {
        assert_eq!("unix:/run/kontor.sock".parse(), Ok(Listen::Unix("/run/kontor.sock".into())));
        assert_eq!("localhost:80".parse(), Ok(Listen::Tcp(([127, 0, 0, 1], 80).into())));
        assert!("unix:kontor.sock".parse::<Listen>().is_err() && "8080".parse::<Listen>().is_err());
    }
}
