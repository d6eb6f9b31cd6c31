//! Versions of releases: how they are read, put into order and chosen from (semver.org).

use super::strategy::words;
use sea_orm::entity::prelude::*;
use semver::{Prerelease, Version, VersionReq};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Write as _};

words! {
    /// How far a release is.
    #[derive(Default)]
    Channel {
        #[default]
        Stable = "stable",
        Rc = "rc",
        Beta = "beta",
        Alpha = "alpha",
        /// Stands apart: what is in the making leads to nothing else.
        Dev = "dev",
    }
}

impl Channel {
    /// What a program on this channel is offered: the same, and whatever is further.
    pub fn sees(self) -> &'static [Self] {
        match self {
            Self::Stable => &[Self::Stable],
            Self::Rc => &[Self::Stable, Self::Rc],
            Self::Beta => &[Self::Stable, Self::Rc, Self::Beta],
            Self::Alpha => &[Self::Stable, Self::Rc, Self::Beta, Self::Alpha],
            Self::Dev => &[Self::Dev],
        }
    }
}

/// The number of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Version);

impl Number {
    pub const LONGEST: usize = 100;

    /// `1.2.3-beta.1+7`, with or without a `v` in front.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let fits = text.len() <= Self::LONGEST;
        Version::parse(text).ok().filter(|_| fits).map(Self)
    }

    /// A text that sorts byte by byte as versions do, so that every database finds the newest by an index. Numbers have
    /// their length in front; a release without a word behind it comes after those that have one.
    pub fn key(&self) -> String {
        let Version { major, minor, patch, pre, build } = &self.0;
        let mut key = String::new();
        for number in [major, minor, patch] {
            put_number(&mut key, &number.to_string());
        }
        if pre.is_empty() {
            key.push('~');
        } else {
            put_words(&mut key, pre.as_str());
        }
        if !build.is_empty() {
            // sorts before every further word
            key.push('+');
            put_words(&mut key, build.as_str());
        }
        key
    }

    pub fn is_prerelease(&self) -> bool {
        !self.0.pre.is_empty()
    }

    /// The channel that such a number speaks of, where none is named.
    pub fn channel(&self) -> Channel {
        let word: String = self.0.pre.chars().take_while(char::is_ascii_alphabetic).collect();
        match Channel::of_name(&word.to_ascii_lowercase()) {
            Some(channel) => channel,
            None if self.is_prerelease() => Channel::Dev,
            None => Channel::Stable,
        }
    }

    /// Major, minor, patch, and the words before and after the plus.
    pub fn parts(&self) -> (u64, u64, u64, Option<&str>, Option<&str>) {
        let Version { major, minor, patch, pre, build } = &self.0;
        let word = |text| Some(text).filter(|text: &&str| !text.is_empty());
        (*major, *minor, *patch, word(pre.as_str()), word(build.as_str()))
    }
}

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn put_number(key: &mut String, digits: &str) {
    // writing to a text cannot fail
    let _ = write!(key, "{:02}{digits}", digits.len());
}

/// Numbers come before words, and fewer of them before more.
fn put_words(key: &mut String, words: &str) {
    for word in words.split('.') {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            key.push('0');
            put_number(key, word);
        } else {
            key.push('1');
            key.push_str(word);
        }
        key.push('!');
    }
}

/// Within which bounds a program wants to be raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// `1` or `1.0`: the same major; `1.2.0`: the same minor too.
    Within { major: u64, minor: Option<u64>, least: Version },
    /// With signs: `^1.2`, `~1.2.3`, `>=1.2, <2`.
    Bounds(VersionReq),
}

impl Constraint {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        if text.is_empty() || text.len() > Number::LONGEST {
            return None;
        }
        if text.chars().any(|c| !c.is_ascii_digit() && c != '.') {
            return VersionReq::parse(text).ok().map(Self::Bounds);
        }
        let parts: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
        let (major, minor, patch, whole) = match parts?[..] {
            [major] => (major, 0, 0, false),
            [major, minor] => (major, minor, 0, false),
            [major, minor, patch] => (major, minor, patch, true),
            _ => return None,
        };
        let least = Version::new(major, minor, patch);
        Some(Self::Within { major, minor: whole.then_some(minor), least })
    }

    /// A release on its way to a number counts as that number.
    pub fn allows(&self, number: &Number) -> bool {
        let bare = Version { pre: Prerelease::EMPTY, ..number.0.clone() };
        match self {
            Self::Within { major, minor, least } => {
                bare.major == *major
                    && minor.is_none_or(|minor| bare.minor == minor)
                    && bare.cmp_precedence(least).is_ge()
            }
            Self::Bounds(bounds) => bounds.matches(&number.0) || bounds.matches(&bare),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn keys_sort_as_versions_do() {
        let in_order = [
            "0.0.1",
            "0.9.0",
            "0.10.0",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-11",
            "1.0.0-alpha",
            "1.0.0-alpha+1",
            "1.0.0-alpha.1",
            "1.0.0-alpha.1.1",
            "1.0.0-alpha.beta",
            "1.0.0-alpha-x",
            "1.0.0-alphabet",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.0+1",
            "1.0.0+2",
            "1.0.0+10",
            "1.0.0+a",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "2.0.0-0",
            "2.0.0",
            "18446744073709551615.0.0",
        ];
        for pair in in_order.windows(2) {
            let (less, more) = (number(pair[0]), number(pair[1]));
            assert!(less.key() < more.key(), "{less} {more}");
            assert!(less.0 < more.0, "{less} {more}");
        }
    }

    #[test]
    fn a_number_is_a_whole_version_with_or_without_a_v() {
        for (text, read) in [
            ("1.2.3", Some("1.2.3")),
            (" v1.2.3-beta.1+7 ", Some("1.2.3-beta.1+7")),
            ("1.2", None),
            ("01.2.3", None),
            ("1.2.3-01", None),
            ("1.2.3.4", None),
            ("", None),
            ("latest", None),
        ] {
            assert_eq!(Number::parse(text).map(|n| n.to_string()).as_deref(), read, "{text}");
        }
        let long = format!("1.0.0-{}", vec!["1"; 47].join("."));
        assert!(number(&long).key().len() <= 300);
        assert!(Number::parse(&format!("{long}.111")).is_none());
    }

    #[test]
    fn a_channel_sees_itself_and_what_is_further() {
        assert_eq!(Channel::Stable.sees(), [Channel::Stable]);
        assert_eq!(Channel::Dev.sees(), [Channel::Dev]);
        for (channel, others) in [(Channel::Rc, 2), (Channel::Beta, 3), (Channel::Alpha, 4)] {
            let seen = channel.sees();
            assert_eq!(
                (seen.len(), seen.last(), seen[0]),
                (others, Some(&channel), Channel::Stable)
            );
        }
        for (text, channel) in [
            ("1.0.0", Channel::Stable),
            ("1.0.0-rc.1", Channel::Rc),
            ("1.0.0-beta1", Channel::Beta),
            ("1.0.0-nightly.3", Channel::Dev),
            ("1.0.0-7", Channel::Dev),
        ] {
            assert_eq!(number(text).channel(), channel, "{text}");
        }
    }

    #[test]
    fn a_constraint_keeps_a_program_within_its_bounds() {
        for (constraint, inside, outside) in [
            ("1", "1.9.0", "2.0.0"),
            ("1.0", "1.9.9", "2.0.0-beta.1"),
            ("v1.2", "1.3.0-beta.1", "1.1.9"),
            ("1.2.0", "1.2.7", "1.3.0"),
            ("1.2.3", "1.2.3", "1.2.2"),
            ("^1.2", "1.9.0", "1.1.0"),
            ("~1.2.3", "1.2.9", "1.3.0"),
            (">=1.2, <3", "2.9.9", "3.0.0"),
            ("=1.2.3", "1.2.3", "1.2.4"),
        ] {
            let read = Constraint::parse(constraint).unwrap();
            assert!(read.allows(&number(inside)), "{constraint} {inside}");
            assert!(!read.allows(&number(outside)), "{constraint} {outside}");
        }
        for bad in ["", "one", "1.2.3.4", "1..2", "^", "not a constraint", "1.0; drop"] {
            assert_eq!(Constraint::parse(bad), None, "{bad}");
        }
    }
}
