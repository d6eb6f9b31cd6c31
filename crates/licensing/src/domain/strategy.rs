//! The words by which a policy says how it is meant, spelt as programs and the database spell them.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Declares an enum whose variants are words of the wire and of the database.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$meta:meta])* $variant:ident = $word:tt),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
        )]
        #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(40))")]
        pub enum $name {
            $($(#[$meta])* #[sea_orm(string_value = $word)] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As it is stored and sent.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.name() == name)
            }
        }
    };
}

pub(crate) use words;

words! {
    /// Within which bounds a fingerprint or a component may be there once.
    #[derive(Default)]
    Uniqueness {
        Account = "UNIQUE_PER_ACCOUNT",
        Product = "UNIQUE_PER_PRODUCT",
        Policy = "UNIQUE_PER_POLICY",
        #[default]
        Licence = "UNIQUE_PER_LICENSE",
        /// Of components alone.
        Machine = "UNIQUE_PER_MACHINE",
    }
}
words! {
    /// How many of several fingerprints or components must be known.
    #[derive(Default)]
    Matching {
        #[default]
        Any = "MATCH_ANY",
        Two = "MATCH_TWO",
        Most = "MATCH_MOST",
        All = "MATCH_ALL",
    }
}
words! {
    /// What an end means.
    #[derive(Default)]
    Expiration {
        /// It validates no more; releases of before stay open.
        #[default]
        Restrict = "RESTRICT_ACCESS",
        /// Nothing is answered any more.
        Revoke = "REVOKE_ACCESS",
        /// It goes on, without releases of after its end.
        Maintain = "MAINTAIN_ACCESS",
        Allow = "ALLOW_ACCESS",
    }
}
words! {
    /// From when the time runs.
    #[derive(Default)]
    ExpirationBasis {
        #[default]
        Creation = "FROM_CREATION",
        FirstValidation = "FROM_FIRST_VALIDATION",
        FirstActivation = "FROM_FIRST_ACTIVATION",
        FirstDownload = "FROM_FIRST_DOWNLOAD",
        FirstUse = "FROM_FIRST_USE",
    }
}
words! {
    /// From when a renewal counts.
    #[derive(Default)]
    RenewalBasis {
        #[default]
        Expiry = "FROM_EXPIRY",
        Now = "FROM_NOW",
        NowIfExpired = "FROM_NOW_IF_EXPIRED",
    }
}
words! {
    /// What becomes of the end when a licence moves to another policy.
    #[derive(Default)]
    Transfer {
        #[default]
        Keep = "KEEP_EXPIRY",
        Reset = "RESET_EXPIRY",
    }
}
words! {
    /// How programs may show who they are.
    #[derive(Default)]
    Authentication {
        #[default]
        Token = "TOKEN",
        Licence = "LICENSE",
        Session = "SESSION",
        Mixed = "MIXED",
        None = "NONE",
    }
}
words! {
    /// Whose seats are counted together.
    #[derive(Default)]
    Leasing {
        Machine = "PER_MACHINE",
        #[default]
        Licence = "PER_LICENSE",
        User = "PER_USER",
    }
}
words! {
    /// By how much a limit may be passed.
    #[derive(Default)]
    Overage {
        Always = "ALWAYS_ALLOW_OVERAGE",
        Quarter = "ALLOW_1_25X_OVERAGE",
        Half = "ALLOW_1_5X_OVERAGE",
        Double = "ALLOW_2X_OVERAGE",
        #[default]
        No = "NO_OVERAGE",
    }
}
words! {
    /// What becomes of a machine whose heartbeat stopped.
    #[derive(Default)]
    Cull {
        #[default]
        Deactivate = "DEACTIVATE_DEAD",
        Keep = "KEEP_DEAD",
    }
}
words! {
    /// For how long a dead machine may come back.
    #[derive(Default)]
    Resurrection {
        #[default]
        Never = "NO_REVIVE",
        OneMinute = "1_MINUTE_REVIVE",
        TwoMinutes = "2_MINUTE_REVIVE",
        FiveMinutes = "5_MINUTE_REVIVE",
        TenMinutes = "10_MINUTE_REVIVE",
        FifteenMinutes = "15_MINUTE_REVIVE",
        Always = "ALWAYS_REVIVE",
    }
}
words! {
    /// From when a machine is watched.
    #[derive(Default)]
    HeartbeatBasis {
        Creation = "FROM_CREATION",
        #[default]
        FirstPing = "FROM_FIRST_PING",
    }
}
words! {
    /// How often a licence must check in.
    Interval {
        Day = "day",
        Week = "week",
        Month = "month",
        Year = "year",
    }
}
words! {
    /// What is done about machines that are no real ones.
    #[derive(Default)]
    Enforcement {
        /// It is noted.
        #[default]
        Log = "LOG",
        /// Programs and people are told of it.
        Warn = "WARN",
        /// They get no seat.
        Block = "BLOCK",
    }
}
words! {
    /// Who gets a product's releases.
    #[derive(Default)]
    Distribution {
        #[default]
        Licensed = "LICENSED",
        Open = "OPEN",
        Closed = "CLOSED",
    }
}
words! {
    /// Whether an environment sees what belongs to none.
    #[derive(Default)]
    Isolation {
        #[default]
        Isolated = "ISOLATED",
        Shared = "SHARED",
    }
}

impl Overage {
    /// Whether so many are too many for a limit.
    pub fn is_over(self, count: u64, most: u64) -> bool {
        let most = u128::from(most);
        let most = match self {
            Self::Always => return false,
            Self::No => most * 4,
            Self::Quarter => most * 5,
            Self::Half => most * 6,
            Self::Double => most * 8,
        };
        u128::from(count) * 4 > most
    }
}

impl Matching {
    /// Whether `known` of `asked` are enough. Half is most: two of four pass.
    pub fn is_enough(self, known: usize, asked: usize) -> bool {
        match self {
            Self::Any => known >= 1,
            Self::Two => known >= asked.min(2) && known >= 1,
            Self::Most => known >= asked.div_ceil(2).max(1),
            Self::All => known == asked && asked > 0,
        }
    }
}

impl Resurrection {
    /// Within so many seconds of its death; none for never, and without an end for always.
    pub fn seconds(self) -> Option<u64> {
        match self {
            Self::Never => None,
            Self::OneMinute => Some(60),
            Self::TwoMinutes => Some(120),
            Self::FiveMinutes => Some(300),
            Self::TenMinutes => Some(600),
            Self::FifteenMinutes => Some(900),
            Self::Always => Some(u64::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_may_be_passed_as_far_as_the_strategy_says() {
        let table = [
            (Overage::No, 4, true),
            (Overage::No, 5, false),
            (Overage::Quarter, 5, true),
            (Overage::Quarter, 6, false),
            (Overage::Half, 6, true),
            (Overage::Half, 7, false),
            (Overage::Double, 8, true),
            (Overage::Double, 9, false),
            (Overage::Always, u64::MAX, true),
        ];
        for (strategy, count, fits) in table {
            assert_eq!(!strategy.is_over(count, 4), fits, "{strategy:?} {count}");
        }
    }

    #[test]
    fn two_of_four_are_most_and_nothing_matches_nothing() {
        assert!(Matching::Most.is_enough(2, 4) && !Matching::Most.is_enough(1, 4));
        assert!(Matching::Most.is_enough(3, 5) && !Matching::Most.is_enough(2, 5));
        assert!(Matching::Two.is_enough(2, 4) && !Matching::Two.is_enough(1, 4));
        for strategy in Matching::ALL {
            assert!(!strategy.is_enough(0, 0) && strategy.is_enough(3, 3), "{strategy:?}");
        }
    }

    #[test]
    fn every_word_is_found_by_its_name() {
        for word in Uniqueness::ALL {
            assert_eq!(Uniqueness::of_name(word.name()), Some(*word));
        }
        assert_eq!(Uniqueness::of_name("unique_per_account"), None);
    }
}
