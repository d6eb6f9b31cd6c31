//! Uses of a licence, and how many of them there may be.

use super::licence::Licence;
use super::licence_refused::Refused;
use super::policy::Settings;

/// How a count of uses moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    More(i64),
    Less(i64),
    /// From the beginning.
    Reset,
}

impl Count {
    /// The count that a licence has then.
    pub fn of(self, licence: &Licence, policy: &Settings) -> Result<i64, Refused> {
        match self {
            Self::More(n) | Self::Less(n) if n < 1 => Err(Refused::UsesAmount),
            Self::More(n) => {
                let uses = licence.uses.checked_add(n).ok_or(Refused::UsesExceeded)?;
                let most = licence.limits.over(policy).max_uses;
                let over = most.is_some_and(|most| {
                    policy.overage_strategy.is_over(u64::try_from(uses).unwrap_or_default(), most)
                });
                if over { Err(Refused::UsesExceeded) } else { Ok(uses) }
            }
            Self::Less(n) if n > licence.uses => Err(Refused::UsesBelowZero),
            Self::Less(n) => Ok(licence.uses - n),
            Self::Reset => Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::licence_draft::tests::licence;
    use super::super::strategy::Overage;
    use super::*;

    #[test]
    fn uses_stay_between_nothing_and_what_is_allowed() {
        let policy = Settings { max_uses: Some(4), ..Settings::default() };
        let half = Settings { overage_strategy: Overage::Half, ..policy.clone() };
        for (from, count, result) in [
            (3, Count::More(1), Ok(4)),
            (3, Count::More(2), Err(Refused::UsesExceeded)),
            (i64::MAX, Count::More(1), Err(Refused::UsesExceeded)),
            (3, Count::More(0), Err(Refused::UsesAmount)),
            (3, Count::Less(-1), Err(Refused::UsesAmount)),
            (3, Count::Less(3), Ok(0)),
            (3, Count::Less(4), Err(Refused::UsesBelowZero)),
            (3, Count::Reset, Ok(0)),
        ] {
            let licence = Licence { uses: from, ..licence() };
            assert_eq!(count.of(&licence, &policy), result, "{from} {count:?}");
        }
        let licence = Licence { uses: 4, ..licence() };
        assert_eq!(Count::More(2).of(&licence, &half), Ok(6));
        assert_eq!(Count::More(3).of(&licence, &half), Err(Refused::UsesExceeded));
        assert_eq!(Count::More(9).of(&licence, &Settings::default()), Ok(13));
    }
}
