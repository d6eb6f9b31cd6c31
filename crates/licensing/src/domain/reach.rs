//! How far somebody's credential reaches: whose entries it sees, and of which environment.

use super::environment::Environment;
use super::strategy::Isolation;
pub use events::licensing::{EnvironmentId, LicenceId, LicenceUserId, ProductId};

/// Whose entries somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Everybodys,
    /// What belongs to a product.
    Product(ProductId),
    /// What belongs to a user of licences.
    User(LicenceUserId),
    /// A licence, and what belongs to it.
    Licence(LicenceId),
    Nobodys,
}

/// Of which environment they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Of none: what is sold.
    Live,
    /// Of this one alone.
    Only(EnvironmentId),
    /// Of this one, and what is of none.
    Also(EnvironmentId),
}

impl Within {
    pub fn of(environment: &Environment) -> Self {
        match environment.isolation {
            Isolation::Isolated => Self::Only(environment.id),
            Isolation::Shared => Self::Also(environment.id),
        }
    }

    /// Where new entries belong.
    pub fn environment(self) -> Option<EnvironmentId> {
        match self {
            Self::Live => None,
            Self::Only(id) | Self::Also(id) => Some(id),
        }
    }

    /// Whether an entry of this environment is seen.
    pub fn holds(self, of: Option<EnvironmentId>) -> bool {
        match self {
            Self::Live => of.is_none(),
            Self::Only(id) => of == Some(id),
            Self::Also(id) => of.is_none_or(|of| of == id),
        }
    }
}

/// Both at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub whose: Whose,
    pub within: Within,
}

impl Reach {
    pub const NOTHING: Self = Self { whose: Whose::Nobodys, within: Within::Live };

    /// Whether it is bounded by an environment alone.
    pub fn is_everybodys(&self) -> bool {
        self.whose == Whose::Everybodys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_keeps_to_itself_and_a_shared_one_sees_what_is_live_too() {
        let (one, other) = (EnvironmentId::new(), EnvironmentId::new());
        for (within, of, held) in [
            (Within::Live, None, true),
            (Within::Live, Some(one), false),
            (Within::Only(one), Some(one), true),
            (Within::Only(one), None, false),
            (Within::Only(one), Some(other), false),
            (Within::Also(one), Some(one), true),
            (Within::Also(one), None, true),
            (Within::Also(one), Some(other), false),
        ] {
            assert_eq!(within.holds(of), held, "{within:?} {of:?}");
        }
        assert_eq!(Within::Also(one).environment(), Some(one));
        assert_eq!(Within::Live.environment(), None);
    }
}
