//! Every query about organisations and persons.

pub mod erasure;
mod found;
pub mod organisation;
pub mod organisation_search;
pub mod person;
pub mod person_search;

/// Which rows a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Active,
    Inactive,
    All,
}

impl Shown {
    fn active(self) -> Option<bool> {
        match self {
            Self::Active => Some(true),
            Self::Inactive => Some(false),
            Self::All => None,
        }
    }
}
