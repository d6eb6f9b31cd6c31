//! Who is meant by what was typed: without scripts a form brings a text, and nobody was chosen from a list.

use super::fields::Fields;
use crate::views::choices::Customers;
use directory::{Person, PersonId};
use platform::{Cx, Refusal, Result};
use ui::Choice;

/// So many are offered.
const OFFERED: u64 = 8;

/// What a form says about its customer.
pub(super) struct Typed {
    chosen: Option<PersonId>,
    text: String,
}

impl Typed {
    /// Reads `person` (chosen while typing), `person_match` (chosen from the matches) and `person_text`.
    pub fn of(form: &Fields) -> Result<Self> {
        let chosen = match form.parsed("person_match")? {
            None => form.parsed("person")?,
            some => some,
        };
        Ok(Self { chosen, text: form.text("person_text").trim().to_owned() })
    }

    /// The person; a refusal when the text may mean several, or nobody. None when nothing was typed.
    pub async fn person(&self, cx: &Cx) -> Result<Option<PersonId>> {
        if self.chosen.is_some() || self.text.is_empty() {
            return Ok(self.chosen);
        }
        if let Some(person) = directory::find_person_by_email(cx.db(), &self.text).await? {
            return Ok(Some(person.id));
        }
        let found = directory::search_persons(cx.db(), &self.text, OFFERED).await?;
        let named = |name: &str| name.to_lowercase() == self.text.to_lowercase();
        let mut same = found.iter().filter(|person| named(&person.name));
        if let (Some(only), None) = (same.next(), same.next()) {
            return Ok(Some(only.id));
        }
        let refusal = if found.is_empty() {
            Refusal::new("helpdesk-customer-nobody", "nobody is called so").with("text", &self.text)
        } else {
            Refusal::new("helpdesk-customer-choose", "several may be meant")
        };
        Err(refusal.on("person").into())
    }

    /// Those who may be meant, for the form that comes back.
    pub async fn customers(self, cx: &Cx) -> Result<Customers> {
        if self.chosen.is_some() || self.text.is_empty() {
            return Ok(Customers { text: self.text, matches: Vec::new() });
        }
        let found = directory::search_persons(cx.db(), &self.text, OFFERED).await?;
        Ok(Customers { text: self.text, matches: offered(cx, &found).await? })
    }
}

/// Persons to choose from, each with what tells it from others of its name.
pub(super) async fn offered(cx: &Cx, persons: &[Person]) -> Result<Vec<Choice>> {
    let ids: Vec<_> = persons.iter().map(|person| person.id).collect();
    let emails = directory::first_addresses(cx.db(), &ids).await?;
    let label = |person: &Person| {
        let email = emails.iter().find(|(id, _)| *id == person.id).map(|(_, email)| email.as_str());
        let said = [Some(person.name.as_str()), Some(person.job_title.as_str()), email];
        let said: Vec<_> = said.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        said.join(" · ")
    };
    Ok(persons.iter().map(|person| Choice::new(person.id.to_string(), label(person))).collect())
}
