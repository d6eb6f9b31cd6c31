//! A filter of a list under a name: somebody's own, or shared with everybody.

use super::strategy::words;
use events::directory::FieldChange;
use platform::event::Event;
use platform::{Millis, Refuse, UserId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

platform::id!(SavedFilterId);

words! {
    /// Whose filter it is: a list of which filters are kept.
    Listed {
        Licences = "licences",
        Machines = "machines",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_filters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SavedFilterId,
    pub list: Listed,
    /// Who saved it; none of a shared one whose person is forgotten.
    pub user: Option<UserId>,
    pub name: String,
    /// What stands in the list's address.
    pub query: String,
    pub shared: bool,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as SavedFilter;

/// With which filter a list opens for somebody.
pub mod opening {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_filter_openings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user: UserId,
        /// The list's name.
        #[sea_orm(primary_key, auto_increment = false)]
        pub list: String,
        pub filter: SavedFilterId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// What a form says about a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterDraft {
    pub name: String,
    pub shared: bool,
    /// Whether the list opens with it for who says so.
    pub opens: bool,
}

/// The filters of a list that somebody sees.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    /// By name.
    pub all: Vec<SavedFilter>,
    /// The one that the list opens with.
    pub opening: Option<SavedFilterId>,
}

/// Why a filter is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a filter needs a name")]
    NameBlank,
    #[error("a filter's name has at most {} characters", SavedFilter::LONGEST_NAME)]
    NameLong,
    #[error("there is a filter of this name")]
    NameTaken,
    #[error("nothing is filtered by")]
    Nothing,
    #[error("the filter is too long")]
    QueryLong,
    #[error("there are {} such filters, and may be no more", SavedFilter::MOST)]
    TooMany,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NameBlank => "licensing-filters-name-blank",
            Self::NameLong => "licensing-filters-name-long",
            Self::NameTaken => "licensing-filters-name-taken",
            Self::Nothing => "licensing-filters-nothing",
            Self::QueryLong => "licensing-filters-query-long",
            Self::TooMany => "licensing-filters-many",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NameBlank | Self::NameLong | Self::NameTaken => Some("name"),
            Self::Nothing | Self::QueryLong | Self::TooMany => None,
        }
    }
}

impl SavedFilter {
    pub const LONGEST_NAME: usize = 80;
    pub const LONGEST_QUERY: usize = 2000;
    /// So many each person has, and so many are shared.
    pub const MOST: usize = 50;

    pub fn is_seen_by(&self, user: UserId) -> bool {
        self.shared || self.user == Some(user)
    }

    /// What sets it apart from others: its name, whatever the case.
    fn key(&self) -> String {
        self.name.to_lowercase()
    }

    /// Whether it may stand among the others that its person sees.
    pub fn check(&self, others: &[Self]) -> Result<(), Refused> {
        let alike = others.iter().filter(|other| {
            other.id != self.id && other.list == self.list && other.shared == self.shared
        });
        let alike: Vec<_> = alike.collect();
        match self.name.chars().count() {
            0 => return Err(Refused::NameBlank),
            n if n > Self::LONGEST_NAME => return Err(Refused::NameLong),
            _ => {}
        }
        if self.query.is_empty() {
            return Err(Refused::Nothing);
        }
        if self.query.len() > Self::LONGEST_QUERY {
            return Err(Refused::QueryLong);
        }
        if alike.iter().any(|other| other.key() == self.key()) {
            return Err(Refused::NameTaken);
        }
        if alike.len() >= Self::MOST { Err(Refused::TooMany) } else { Ok(()) }
    }

    /// What is another than before, for the audit trail.
    pub fn changes(&self, old: &Self) -> Vec<FieldChange> {
        let fields = [
            ("name", old.name.clone(), self.name.clone()),
            ("shared", old.shared.to_string(), self.shared.to_string()),
        ];
        let changed = fields.into_iter().filter(|(_, from, to)| from != to);
        changed.map(|(field, from, to)| FieldChange { field: field.into(), from, to }).collect()
    }
}

impl Saved {
    /// In the order of names, whatever their case.
    pub fn of(mut all: Vec<SavedFilter>, opening: Option<SavedFilterId>) -> Self {
        all.sort_by_cached_key(|one| (one.key(), one.id));
        let opening = opening.filter(|id| all.iter().any(|one| one.id == *id));
        Self { all, opening }
    }

    pub fn opening(&self) -> Option<&SavedFilter> {
        self.all.iter().find(|one| Some(one.id) == self.opening)
    }
}

/// A filter was shared with everybody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilterShared {
    pub filter: SavedFilterId,
    pub name: String,
    pub query: String,
}

/// A shared filter was changed, or is shared no more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilterChanged {
    pub filter: SavedFilterId,
    pub changes: Vec<FieldChange>,
}

/// A shared filter was removed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilterRemoved {
    pub filter: SavedFilterId,
    pub name: String,
}

macro_rules! of_filter {
    ($name:ident, $text:literal) => {
        impl Event for $name {
            const NAME: &'static str = $text;
            fn object(&self) -> String {
                format!("licence_filter:{}", self.filter)
            }
        }
    };
}

of_filter!(FilterShared, "licensing.filter_shared");
of_filter!(FilterChanged, "licensing.filter_changed");
of_filter!(FilterRemoved, "licensing.filter_removed");

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn filter(name: &str, shared: bool) -> SavedFilter {
        SavedFilter {
            id: SavedFilterId::new(),
            list: Listed::Licences,
            user: Some(UserId::new()),
            name: name.into(),
            query: "status=active".into(),
            shared,
            created_at: Millis(DateTime::UNIX_EPOCH),
            updated_at: Millis(DateTime::UNIX_EPOCH),
            version: 1,
        }
    }

    #[test]
    fn a_name_is_there_once_of_ones_own_and_once_of_everybodys() {
        let others = [filter("Nord", false), filter("Süd", true)];
        assert_eq!(filter("NORD", false).check(&others), Err(Refused::NameTaken));
        assert_eq!(filter("nord", true).check(&others), Ok(()));
        assert_eq!(others[0].check(&others), Ok(()), "it does not stand in its own way");
        let machines = SavedFilter { list: Listed::Machines, ..filter("Nord", false) };
        assert_eq!(machines.check(&others), Ok(()));
    }

    #[test]
    fn a_filter_has_a_name_and_something_to_filter_by_and_there_are_fifty_at_most() {
        assert_eq!(filter("", false).check(&[]), Err(Refused::NameBlank));
        assert_eq!(filter(&"x".repeat(81), false).check(&[]), Err(Refused::NameLong));
        let bare = SavedFilter { query: String::new(), ..filter("All", false) };
        assert_eq!(bare.check(&[]), Err(Refused::Nothing));
        let long = SavedFilter { query: "x".repeat(2001), ..filter("All", false) };
        assert_eq!(long.check(&[]), Err(Refused::QueryLong));
        let many: Vec<_> = (0..50).map(|n| filter(&n.to_string(), false)).collect();
        assert_eq!(filter("50", false).check(&many), Err(Refused::TooMany));
        assert_eq!(filter("50", true).check(&many), Ok(()));
        assert_eq!(filter("50", false).check(&many[1..]), Ok(()));
    }

    #[test]
    fn what_is_removed_opens_nothing_and_names_stand_in_their_order() {
        let (one, other) = (filter("b", false), filter("A", true));
        let saved = Saved::of(vec![one.clone(), other], Some(SavedFilterId::new()));
        assert!(saved.opening().is_none() && saved.opening.is_none());
        assert_eq!(saved.all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["A", "b"]);
        assert_eq!(Saved::of(vec![one.clone()], Some(one.id)).opening(), Some(&one));
    }
}
