//! A form with rows, as it was typed: `email.0`, `email.1`, `address.0.city`.

use crate::domain::draft::{Address, MOST_ROWS, OrganisationDraft, PersonDraft};
use std::collections::BTreeMap;

/// The fields of a form in the order in which they were sent.
pub struct Typed(pub Vec<(String, String)>);

/// The button beside a row, or below the rows.
#[derive(Debug, PartialEq, Eq)]
pub enum Pressed {
    Add(String),
    Remove(String, usize),
}

impl Typed {
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The values of `name.0`, `name.1`, …; one more than may be stored is kept, so that the rule can say so.
    pub fn rows(&self, name: &str) -> Vec<String> {
        let mut rows = BTreeMap::new();
        for (field, value) in &self.0 {
            let number = field.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
            if let Some(number) = number.and_then(|n| n.parse::<usize>().ok()) {
                rows.insert(number, value.clone());
            }
        }
        rows.into_values().take(MOST_ROWS + 1).collect()
    }

    fn addresses(&self) -> Vec<Address> {
        let mut rows: BTreeMap<usize, Address> = BTreeMap::new();
        for (field, value) in &self.0 {
            let mut parts = field.split('.');
            if parts.next() != Some("address") {
                continue;
            }
            let Some(Ok(number)) = parts.next().map(str::parse) else { continue };
            let row = rows.entry(number).or_default();
            match parts.next() {
                Some("street") => row.street.clone_from(value),
                Some("zip") => row.zip.clone_from(value),
                Some("city") => row.city.clone_from(value),
                Some("country") => row.country.clone_from(value),
                _ => {}
            }
        }
        rows.into_values().take(MOST_ROWS + 1).collect()
    }

    /// `row=add.email` or `row=remove.email.1`: the buttons that work without scripts.
    pub fn pressed(&self) -> Option<Pressed> {
        let mut parts = self.one("row").split('.');
        match (parts.next()?, parts.next(), parts.next()) {
            ("add", Some(name), None) => Some(Pressed::Add(name.to_owned())),
            ("remove", Some(name), Some(number)) => {
                Some(Pressed::Remove(name.to_owned(), number.parse().ok()?))
            }
            _ => None,
        }
    }

    pub fn version(&self) -> i32 {
        // a version that nobody has is an old one
        self.one("version").parse().unwrap_or(-1)
    }

    pub fn organisation_draft(&self) -> OrganisationDraft {
        OrganisationDraft {
            name: self.one("name").to_owned(),
            kind: self.one("kind").to_owned(),
            lang: self.one("lang").to_owned(),
            notes: self.one("notes").to_owned(),
            domains: self.rows("domain"),
            addresses: self.addresses(),
            phones: self.rows("phone"),
            websites: self.rows("website"),
            emails: self.rows("email"),
        }
    }

    pub fn person_draft(&self) -> PersonDraft {
        PersonDraft {
            name: self.one("name").to_owned(),
            job_title: self.one("job_title").to_owned(),
            lang: self.one("lang").to_owned(),
            notes: self.one("notes").to_owned(),
            emails: self.rows("email"),
            phones: self.rows("phone"),
        }
    }
}

fn press_in<T: Default>(rows: &mut Vec<T>, pressed: &Pressed) {
    match pressed {
        Pressed::Add(_) if rows.len() < MOST_ROWS => rows.push(T::default()),
        Pressed::Remove(_, number) if *number < rows.len() => drop(rows.remove(*number)),
        _ => {}
    }
}

impl Pressed {
    fn name(&self) -> &str {
        match self {
            Self::Add(name) | Self::Remove(name, _) => name,
        }
    }

    pub fn on_organisation(&self, draft: &mut OrganisationDraft) {
        match self.name() {
            "domain" => press_in(&mut draft.domains, self),
            "address" => press_in(&mut draft.addresses, self),
            "phone" => press_in(&mut draft.phones, self),
            "website" => press_in(&mut draft.websites, self),
            "email" => press_in(&mut draft.emails, self),
            _ => {}
        }
    }

    pub fn on_person(&self, draft: &mut PersonDraft) {
        match self.name() {
            "phone" => press_in(&mut draft.phones, self),
            "email" => press_in(&mut draft.emails, self),
            _ => {}
        }
    }

    /// The rows that got a new one, which then has the focus.
    pub fn added(&self) -> Option<&str> {
        match self {
            Self::Add(name) => Some(name),
            Self::Remove(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn rows_come_in_the_order_of_their_numbers() {
        let form =
            typed(&[("email.10", "c"), ("email.2", "b"), ("email.0", "a"), ("emails.1", "x")]);
        assert_eq!(form.rows("email"), ["a", "b", "c"]);
    }

    #[test]
    fn the_parts_of_an_address_find_one_another() {
        let form = typed(&[
            ("address.1.city", "Ulm"),
            ("address.0.zip", "20095"),
            ("address.1.country", "DE"),
        ]);
        let rows = form.addresses();
        assert_eq!((rows[0].zip.as_str(), rows[1].line().as_str()), ("20095", "Ulm, DE"));
    }

    #[test]
    fn row_buttons_add_and_remove_and_ignore_nonsense() {
        let mut draft =
            PersonDraft { emails: vec!["a".into(), "b".into()], ..PersonDraft::default() };
        for (button, emails) in [
            ("add.email", vec!["a", "b", ""]),
            ("remove.email.0", vec!["b", ""]),
            ("remove.email.9", vec!["b", ""]),
            ("remove.email.x", vec!["b", ""]),
            ("add.nothing", vec!["b", ""]),
        ] {
            if let Some(pressed) = typed(&[("row", button)]).pressed() {
                pressed.on_person(&mut draft);
            }
            assert_eq!(draft.emails, emails, "{button}");
        }
    }
}
