//! What someone wants to write down about an organisation or a person, and what of it is wrong.

use super::organisation::Kind;
use super::refused::Refused;
use super::{contact, country, email, provider};
use events::directory::FieldChange;
use platform::{Lang, Refusal};

/// The longest note, in characters.
pub const LONGEST_NOTES: usize = 20_000;
/// The most rows of a kind: addresses, phones, domains.
pub const MOST_ROWS: usize = 50;

/// A postal address; all empty means none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub street: String,
    pub zip: String,
    pub city: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
}

impl Address {
    pub fn is_empty(&self) -> bool {
        [&self.street, &self.zip, &self.city, &self.country].iter().all(|part| part.is_empty())
    }

    /// In one line, as a list or a timeline shows it.
    pub fn line(&self) -> String {
        let town = format!("{} {}", self.zip, self.city);
        let parts = [self.street.as_str(), town.trim(), &self.country];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// An organisation as it was typed.
#[derive(Clone, Debug, Default)]
pub struct OrganisationDraft {
    pub name: String,
    pub kind: String,
    /// `de`, `en` or empty.
    pub lang: String,
    pub notes: String,
    pub domains: Vec<String>,
    pub addresses: Vec<Address>,
    pub phones: Vec<String>,
    pub websites: Vec<String>,
    pub emails: Vec<String>,
}

/// An organisation as it may be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFacts {
    pub name: String,
    pub kind: Kind,
    pub lang: Option<Lang>,
    pub notes: String,
    pub domains: Vec<String>,
    pub addresses: Vec<Address>,
    pub phones: Vec<String>,
    pub websites: Vec<String>,
    pub emails: Vec<String>,
}

/// A person as it was typed.
#[derive(Clone, Debug, Default)]
pub struct PersonDraft {
    pub name: String,
    pub job_title: String,
    /// `de`, `en` or empty.
    pub lang: String,
    pub notes: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
}

/// A person as it may be stored; the organisation is looked up by the action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFacts {
    pub name: String,
    pub job_title: String,
    pub lang: Option<Lang>,
    pub notes: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
}

/// Collects what is wrong while a draft is read.
#[derive(Default)]
struct Reading(Vec<Refusal>);

impl Reading {
    fn refuse(&mut self, field: impl Into<String>, refused: Refused) {
        self.0.push(Refusal::from(refused).on(field.into()));
    }

    fn line(&mut self, field: &str, text: &str, most: usize) -> String {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            self.refuse(field, Refused::ControlCharacter);
        } else if text.chars().count() > most {
            self.refuse(field, Refused::TooLong(most));
        }
        text.to_owned()
    }

    fn name(&mut self, text: &str) -> String {
        let name = self.line("name", text, 200);
        if name.is_empty() {
            self.refuse("name", Refused::NameMissing);
        }
        name
    }

    fn notes(&mut self, text: &str) -> String {
        let text = text.replace("\r\n", "\n").trim().to_owned();
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.refuse("notes", Refused::ControlCharacter);
        } else if text.chars().count() > LONGEST_NOTES {
            self.refuse("notes", Refused::TooLong(LONGEST_NOTES));
        }
        text
    }

    fn lang(&mut self, text: &str) -> Option<Lang> {
        let lang = Lang::ALL.into_iter().find(|lang| lang.tag() == text);
        if lang.is_none() && !text.is_empty() {
            self.refuse("lang", Refused::LangUnknown);
        }
        lang
    }

    /// Rows that are empty are left out, and so are repeats; `read` makes one row storable.
    fn rows(
        &mut self,
        field: &str,
        rows: &[String],
        read: impl Fn(&str) -> Result<String, Refused>,
    ) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        if rows.len() > MOST_ROWS {
            self.refuse(field, Refused::TooMany);
            return kept;
        }
        for (i, row) in rows.iter().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
            match read(row.trim()) {
                Ok(row) if kept.iter().any(|k| k.eq_ignore_ascii_case(&row)) => {}
                Ok(row) => kept.push(row),
                Err(refused) => self.refuse(format!("{field}.{i}"), refused),
            }
        }
        kept
    }

    fn addresses(&mut self, rows: &[Address]) -> Vec<Address> {
        let mut kept = Vec::new();
        if rows.len() > MOST_ROWS {
            self.refuse("address", Refused::TooMany);
            return kept;
        }
        for (i, row) in rows.iter().enumerate() {
            let at = |part: &str| format!("address.{i}.{part}");
            let read = Address {
                street: self.line(&at("street"), &row.street, 200),
                zip: self.line(&at("zip"), &row.zip, 20),
                city: self.line(&at("city"), &row.city, 100),
                country: row.country.trim().to_uppercase(),
            };
            if !read.country.is_empty() && !country::is_code(&read.country) {
                self.refuse(at("country"), Refused::CountryUnknown);
            }
            if !read.is_empty() {
                kept.push(read);
            }
        }
        kept
    }

    fn end<T>(self, facts: T) -> Result<T, Vec<Refusal>> {
        if self.0.is_empty() { Ok(facts) } else { Err(self.0) }
    }
}

fn read_domain(text: &str) -> Result<String, Refused> {
    let domain = email::domain_key(text);
    if !email::is_domain(&domain) {
        return Err(Refused::NoDomain);
    }
    if provider::is_public(&domain) {
        return Err(Refused::PublicDomain(domain));
    }
    Ok(domain)
}

fn read_email(text: &str) -> Result<String, Refused> {
    if email::is_address(text) { Ok(text.to_owned()) } else { Err(Refused::NoEmail) }
}

fn read_phone(text: &str) -> Result<String, Refused> {
    if contact::is_phone(text) { Ok(text.to_owned()) } else { Err(Refused::NoPhone) }
}

fn read_website(text: &str) -> Result<String, Refused> {
    contact::website(text).ok_or(Refused::NoWebsite)
}

impl OrganisationDraft {
    /// All that is wrong with it at once, each with its field (`domain.1`, `address.0.country`).
    pub fn read(&self) -> Result<OrganisationFacts, Vec<Refusal>> {
        let mut r = Reading::default();
        let kind = Kind::of_name(&self.kind);
        if kind.is_none() {
            r.refuse("kind", Refused::KindUnknown);
        }
        let facts = OrganisationFacts {
            name: r.name(&self.name),
            kind: kind.unwrap_or_default(),
            lang: r.lang(&self.lang),
            notes: r.notes(&self.notes),
            domains: r.rows("domain", &self.domains, read_domain),
            addresses: r.addresses(&self.addresses),
            phones: r.rows("phone", &self.phones, read_phone),
            websites: r.rows("website", &self.websites, read_website),
            emails: r.rows("email", &self.emails, read_email),
        };
        r.end(facts)
    }
}

impl PersonDraft {
    /// All that is wrong with it at once, each with its field (`email.1`).
    pub fn read(&self) -> Result<PersonFacts, Vec<Refusal>> {
        let mut r = Reading::default();
        let facts = PersonFacts {
            name: r.name(&self.name),
            job_title: r.line("job_title", &self.job_title, 200),
            lang: r.lang(&self.lang),
            notes: r.notes(&self.notes),
            emails: r.rows("email", &self.emails, read_email),
            phones: r.rows("phone", &self.phones, read_phone),
        };
        r.end(facts)
    }
}

fn lang_text(lang: Option<Lang>) -> String {
    lang.map_or("", Lang::tag).to_owned()
}

impl OrganisationFacts {
    /// Every field as text, several rows as several lines: what a change or a conflict shows.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let addresses: Vec<_> = self.addresses.iter().map(Address::line).collect();
        vec![
            ("name", self.name.clone()),
            ("kind", self.kind.name().to_owned()),
            ("lang", lang_text(self.lang)),
            ("domain", self.domains.join("\n")),
            ("address", addresses.join("\n")),
            ("phone", self.phones.join("\n")),
            ("website", self.websites.join("\n")),
            ("email", self.emails.join("\n")),
            ("notes", self.notes.clone()),
        ]
    }
}

impl PersonFacts {
    /// Every field as text, several rows as several lines: what a change or a conflict shows.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("job_title", self.job_title.clone()),
            ("lang", lang_text(self.lang)),
            ("email", self.emails.join("\n")),
            ("phone", self.phones.join("\n")),
            ("notes", self.notes.clone()),
        ]
    }
}

impl From<OrganisationFacts> for OrganisationDraft {
    fn from(facts: OrganisationFacts) -> Self {
        Self {
            name: facts.name,
            kind: facts.kind.name().to_owned(),
            lang: lang_text(facts.lang),
            notes: facts.notes,
            domains: facts.domains,
            addresses: facts.addresses,
            phones: facts.phones,
            websites: facts.websites,
            emails: facts.emails,
        }
    }
}

impl From<PersonFacts> for PersonDraft {
    fn from(facts: PersonFacts) -> Self {
        Self {
            name: facts.name,
            job_title: facts.job_title,
            lang: lang_text(facts.lang),
            notes: facts.notes,
            emails: facts.emails,
            phones: facts.phones,
        }
    }
}

/// The fields that differ.
pub fn changes(
    from: Vec<(&'static str, String)>,
    to: Vec<(&'static str, String)>,
) -> Vec<FieldChange> {
    from.into_iter()
        .zip(to)
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| FieldChange { field: field.to_owned(), from, to })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(refusals: &[Refusal]) -> Vec<&str> {
        refusals.iter().filter_map(|r| r.field.as_deref()).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once_with_its_field() {
        let draft = OrganisationDraft {
            name: "a\u{7}b".into(),
            kind: "enemy".into(),
            lang: "fr".into(),
            notes: "x".repeat(LONGEST_NOTES + 1),
            domains: vec![String::new(), "gmx.de".into(), "no domain".into()],
            addresses: vec![Address {
                zip: "9".repeat(21),
                country: "XX".into(),
                ..Address::default()
            }],
            phones: vec!["call me".into()],
            websites: vec!["javascript:alert(1)".into()],
            emails: vec!["nobody".into()],
        };
        let mut found = draft.read().unwrap_err();
        found.sort_by(|a, b| a.field.cmp(&b.field));
        let expected = [
            "address.0.country",
            "address.0.zip",
            "domain.1",
            "domain.2",
            "email.0",
            "kind",
            "lang",
            "name",
            "notes",
            "phone.0",
            "website.0",
        ];
        assert_eq!(fields(&found), expected);
    }

    #[test]
    fn empty_rows_and_repeats_are_left_out() {
        let draft = PersonDraft {
            name: " Ada ".into(),
            emails: vec![String::new(), "Ada@x.de".into(), " ada@X.de ".into()],
            ..PersonDraft::default()
        };
        let facts = draft.read().unwrap();
        assert_eq!((facts.name.as_str(), facts.emails), ("Ada", vec!["Ada@x.de".to_owned()]));
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let old = PersonFacts { name: "Ada".into(), ..PersonFacts::default() };
        let new = PersonFacts { job_title: "CTO".into(), ..old.clone() };
        let changed = changes(old.fields(), new.fields());
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].field.as_str(), changed[0].to.as_str()), ("job_title", "CTO"));
        assert!(changes(old.fields(), old.fields()).is_empty());
    }
}
