//! Keys for a pool as they are given: one a line, each once.

use platform::Refuse;
use std::collections::BTreeSet;

/// So many come at once.
const MOST: usize = 1_000;
const LONGEST: usize = 1_000;

/// Why keys are not taken into a pool, or none comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolRefused {
    #[error("the policy has no pool")]
    NoPool,
    #[error("the pool is empty")]
    Empty,
    #[error("is missing")]
    Missing,
    #[error("at most {MOST} keys can be added at once")]
    TooMany,
    #[error("must have 6 to {LONGEST} characters without blanks at its ends")]
    NoKey,
    #[error("has already been taken")]
    Taken,
}

impl Refuse for PoolRefused {
    fn key(&self) -> &'static str {
        match self {
            Self::NoPool => "licensing-pool-none",
            Self::Empty => "licensing-pool-empty",
            Self::Missing => "licensing-refused-missing",
            Self::TooMany => "licensing-pool-many",
            Self::NoKey => "licensing-pool-key",
            Self::Taken => "licensing-pool-taken",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoPool => Some("policy"),
            Self::Empty => None,
            Self::Missing | Self::TooMany | Self::NoKey | Self::Taken => Some("key"),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooMany => vec![("most", MOST.to_string())],
            _ => Vec::new(),
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoPool => "POLICY_NOT_SUPPORTED",
            Self::Empty => "POLICY_POOL_EMPTY",
            Self::Missing => "KEY_MISSING",
            Self::TooMany | Self::NoKey => "KEY_INVALID",
            Self::Taken => "KEY_TAKEN",
        })
    }
}

/// The keys without blank lines.
pub fn pool_lines(given: &[String]) -> Result<Vec<String>, PoolRefused> {
    let keys: Vec<_> = given.iter().map(|key| key.trim()).filter(|key| !key.is_empty()).collect();
    let fits = |key: &&str| {
        (6..=LONGEST).contains(&key.chars().count()) && !key.chars().any(char::is_control)
    };
    if keys.is_empty() {
        Err(PoolRefused::Missing)
    } else if keys.len() > MOST {
        Err(PoolRefused::TooMany)
    } else if !keys.iter().all(fits) {
        Err(PoolRefused::NoKey)
    } else if keys.iter().collect::<BTreeSet<_>>().len() < keys.len() {
        Err(PoolRefused::Taken)
    } else {
        Ok(keys.into_iter().map(str::to_owned).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_one_a_line_and_each_once() {
        let read = |text: &str| pool_lines(&text.lines().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(read("AAA-111\n\n BBB-222 \r\n"), Ok(vec!["AAA-111".into(), "BBB-222".into()]));
        assert_eq!(read(" \n"), Err(PoolRefused::Missing));
        assert_eq!(read("AAA-111\nshort"), Err(PoolRefused::NoKey));
        assert_eq!(read("AAA-111\nAAA-111"), Err(PoolRefused::Taken));
        assert_eq!(read(&"AAAAAA\n".repeat(1_001)), Err(PoolRefused::TooMany));
    }
}
