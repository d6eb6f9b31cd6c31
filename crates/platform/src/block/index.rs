//! The blocked ranges in memory: one look-up for each length of range that there is.

use super::store::Model;
use super::{BlockId, Blocked};
use crate::Millis;
use crate::config::Cidr;
use chrono::{DateTime, Utc};
use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;

#[derive(Debug, Default)]
pub(super) struct Index {
    ranges: HashMap<Cidr, Blocked>,
    /// The lengths of IPv4 and of IPv6 ranges.
    lengths: [BTreeSet<u8>; 2],
}

impl Index {
    pub fn of(rows: &[Model]) -> Self {
        let mut index = Self::default();
        for row in rows {
            let Some(range) = row.range().map(Cidr::normal) else { continue };
            let until = row.until.map(|Millis(until)| until);
            let blocked = Blocked { id: row.id, range, automatic: row.automatic, until };
            index.lengths[family(range.base())].insert(range.bits());
            index.ranges.insert(range, blocked);
        }
        index
    }

    /// What blocks the address: a person's word before Kontor's own.
    pub fn find(&self, address: IpAddr, now: DateTime<Utc>) -> Option<Blocked> {
        let address = address.to_canonical();
        let lengths = self.lengths[family(address)].iter();
        let found = lengths.filter_map(|bits| self.ranges.get(&Cidr::around(address, *bits)));
        let found = found.filter(|blocked| blocked.until.is_none_or(|until| until > now));
        found.min_by_key(|blocked| blocked.automatic).copied()
    }

    /// Those that Kontor blocked itself.
    pub fn automatic(&self) -> impl Iterator<Item = (BlockId, &Blocked)> {
        let own = self.ranges.values().filter(|blocked| blocked.automatic);
        own.map(|blocked| (blocked.id, blocked))
    }

    pub fn has(&self, id: BlockId) -> bool {
        self.ranges.values().any(|blocked| blocked.id == id)
    }
}

fn family(address: IpAddr) -> usize {
    usize::from(address.is_ipv6())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn row(address: &str, automatic: bool, until: Option<DateTime<Utc>>) -> Model {
        Model {
            id: BlockId::new(),
            address: address.into(),
            reason: String::new(),
            automatic,
            author: None,
            since: Millis(DateTime::default()),
            until: until.map(Millis),
            times: 1,
            hits: 0,
            last_hit_at: None,
        }
    }

    #[test]
    fn an_address_is_found_in_every_range_that_holds_it_and_in_no_other() {
        let now = DateTime::from_timestamp(1_795_248_000, 0).unwrap();
        let soon = Some(now + TimeDelta::minutes(1));
        let index = Index::of(&[
            row("203.0.113.7/32", true, soon),
            row("203.0.113.0/24", false, None),
            row("198.51.100.4/32", true, soon),
            row("2001:db8:1:2::/64", true, soon),
            row("192.0.2.1/32", true, Some(now)),
        ]);
        let found = |address: &str| index.find(address.parse().unwrap(), now);
        assert!(!found("203.0.113.7").unwrap().automatic, "a person's word counts first");
        assert!(found("::ffff:203.0.113.9").is_some(), "a mapped address is the address");
        assert!(found("198.51.100.4").unwrap().automatic);
        assert!(found("2001:db8:1:2:ffff::1").is_some());
        for free in ["198.51.100.5", "203.0.112.1", "2001:db8:1:3::1", "192.0.2.1", "::1"] {
            assert!(found(free).is_none(), "{free}");
        }
    }
}
