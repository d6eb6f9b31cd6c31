//! What selects offer.

use crate::domain::category::{Category, CategoryId};
use crate::domain::group::{Group, GroupId};
use crate::domain::ticket::{LEVELS, Priority};
use platform::Locale;
use platform::users::{User, UserId};
use ui::Choice;

/// Groups, categories and agents by name; the inactive ones too, for tickets that still have them.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    pub groups: Vec<Group>,
    pub categories: Vec<Category>,
    /// Everyone who may be given a ticket.
    pub agents: Vec<User>,
}

/// What was typed for a customer, and who may be meant by it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Customers {
    pub text: String,
    pub matches: Vec<Choice>,
}

impl Choices {
    pub fn groups(&self, chosen: Option<GroupId>) -> Vec<Choice> {
        let offered = self.groups.iter().filter(|group| group.active || Some(group.id) == chosen);
        offered.map(|group| Choice::new(group.id.to_string(), &group.name)).collect()
    }

    pub fn categories(&self, chosen: Option<CategoryId>) -> Vec<Choice> {
        let offered = self.categories.iter().filter(|one| one.active || Some(one.id) == chosen);
        offered.map(|one| Choice::new(one.id.to_string(), &one.name)).collect()
    }

    /// The agents, and the chosen one even when they no longer work here.
    pub fn agents(&self, chosen: Option<&User>) -> Vec<Choice> {
        let gone = chosen.filter(|user| !self.agents.iter().any(|agent| agent.id == user.id));
        self.agents
            .iter()
            .chain(gone)
            .map(|user| Choice::new(user.id.to_string(), &user.name))
            .collect()
    }

    pub fn agent_name(&self, id: UserId) -> Option<&str> {
        self.agents.iter().find(|agent| agent.id == id).map(|agent| agent.name.as_str())
    }
}

/// The choices after an empty one that says what it means.
pub(crate) fn or_none(none: String, choices: Vec<Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", none)).chain(choices).collect()
}

pub(crate) fn priorities(l: &Locale) -> Vec<Choice> {
    Priority::ALL.map(|one| Choice::new(one.get().to_string(), l.t(one.key()))).into()
}

pub(crate) fn levels(l: &Locale) -> Vec<Choice> {
    LEVELS
        .map(|level| {
            Choice::new(level.to_string(), l.ta("helpdesk-level-n", &[("n", level.into())]))
        })
        .into()
}

/// A chosen value as a form sends it; blank for none.
pub(crate) fn value(chosen: Option<impl ToString>) -> String {
    chosen.map(|chosen| chosen.to_string()).unwrap_or_default()
}
