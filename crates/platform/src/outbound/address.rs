//! What kind of address it is: public, private, or never a target.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The reach of an address, by the IANA special-purpose registries (RFC 6890 and its updates).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Public,
    /// Of this machine or this network: loopback, RFC 1918, RFC 4193, carrier-grade NAT.
    Private,
    /// Link-local (cloud metadata), multicast, unspecified, reserved, and tunnels that hide another address.
    Never,
}

type Block4 = ([u8; 4], u32, Reach);

const V4: &[Block4] = &[
    ([0, 0, 0, 0], 8, Reach::Never),
    ([10, 0, 0, 0], 8, Reach::Private),
    ([100, 64, 0, 0], 10, Reach::Private),
    ([127, 0, 0, 0], 8, Reach::Private),
    ([169, 254, 0, 0], 16, Reach::Never),
    ([172, 16, 0, 0], 12, Reach::Private),
    ([192, 0, 0, 0], 24, Reach::Never),
    ([192, 0, 2, 0], 24, Reach::Never),
    ([192, 88, 99, 0], 24, Reach::Never),
    ([192, 168, 0, 0], 16, Reach::Private),
    ([198, 18, 0, 0], 15, Reach::Private),
    ([198, 51, 100, 0], 24, Reach::Never),
    ([203, 0, 113, 0], 24, Reach::Never),
    ([224, 0, 0, 0], 4, Reach::Never),
    ([240, 0, 0, 0], 4, Reach::Never),
];

type Block6 = ([u16; 3], u32, Reach);

/// Looked through in order; what is in none of them and not in `2000::/3` is not assigned to anybody.
const V6: &[Block6] = &[
    ([0xfc00, 0, 0], 7, Reach::Private),
    ([0x2001, 0, 0], 23, Reach::Never),
    ([0x2001, 0xdb8, 0], 32, Reach::Never),
    ([0x2002, 0, 0], 16, Reach::Never),
    ([0x3fff, 0, 0], 20, Reach::Never),
    ([0x2000, 0, 0], 3, Reach::Public),
];

pub fn reach(address: IpAddr) -> Reach {
    match address {
        IpAddr::V4(address) => reach4(address),
        IpAddr::V6(address) => reach6(address),
    }
}

fn reach4(address: Ipv4Addr) -> Reach {
    let inside = |(base, bits, _): &&Block4| {
        let rest = 32 - bits;
        address.to_bits() >> rest == u32::from_be_bytes(*base) >> rest
    };
    V4.iter().find(inside).map_or(Reach::Public, |block| block.2)
}

fn reach6(address: Ipv6Addr) -> Reach {
    if address == Ipv6Addr::LOCALHOST {
        return Reach::Private;
    }
    // what is written as another address is no more public than that one, and never the way to it
    if let Some(inner) = embedded(address) {
        return if reach4(inner) == Reach::Never { Reach::Never } else { Reach::Private };
    }
    let inside = |([a, b, c], bits, _): &&Block6| {
        let base = Ipv6Addr::new(*a, *b, *c, 0, 0, 0, 0, 0).to_bits();
        address.to_bits() >> (128 - bits) == base >> (128 - bits)
    };
    V6.iter().find(inside).map_or(Reach::Never, |block| block.2)
}

/// The IPv4 address inside `::ffff:0:0/96` (RFC 4291) or `64:ff9b::/96` (RFC 6052).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let nat64 = u128::from(0x0064_ff9b_u32) << 96;
    let low = u32::try_from(address.to_bits() & u128::from(u32::MAX)).ok()?;
    let high = address.to_bits() >> 32;
    (high == 0xffff || high == nat64 >> 32).then(|| Ipv4Addr::from(low))
}
