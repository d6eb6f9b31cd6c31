use super::create_person::new_person;
use super::gather_people::{join, organisation_of};
use crate::domain::draft::PersonFacts;
use crate::domain::email::{LONGEST, domains_of};
use crate::domain::person::Person;
use crate::domain::provider;
use crate::domain::refused::Refused;
use crate::domain::words::sort_key;
use crate::store;
use events::directory::{FieldChange, PersonChanged, PersonCreated};
use platform::users::email_key;
use platform::{Cx, Refusal, Result, Tx, event};

/// Who wrote from this address. Someone unknown is written down, and joins the organisation that has the
/// address's domain or one above it; the domains of public providers are nobody's.
///
/// Whoever is known and has no organisation joins it as well. Whoever was known by the bare address alone gets the
/// display name. Refuses an address that cannot be
/// stored; fails with `Stale` when another transaction writes the same person down at this moment.
pub async fn identify_sender(tx: &Tx, cx: &Cx, email: &str, display_name: &str) -> Result<Person> {
    let email = email.trim();
    if email.is_empty() || email.len() > LONGEST || email.chars().any(char::is_control) {
        return Err(Refusal::from(Refused::NoEmail).on("email").into());
    }
    let (name, key) = (clean(display_name), email_key(email));
    if let Some(known) = store::person::find_by_email(tx, email).await? {
        let mut person = learn_name(tx, cx, known, &name).await?;
        let organisation = match person.organisation {
            None => organisation_of(tx, &key).await?,
            Some(_) => None,
        };
        if let Some(organisation) = organisation {
            join(tx, cx, &mut person, organisation).await?;
        }
        return Ok(person);
    }
    let organisation = organisation_of(tx, &key).await?;
    let facts = PersonFacts {
        name: if name.is_empty() { email.chars().take(200).collect() } else { name },
        emails: vec![email.to_owned()],
        ..PersonFacts::default()
    };
    let person = new_person(cx, organisation, &facts);
    store::person::insert(tx, &person, &facts).await?;
    let (id, name) = (person.id, person.name.clone());
    let created = PersonCreated { person: id, name, organisation, by_mail: true };
    event::record(tx, cx, &created).await?;
    Ok(person)
}

/// True when a mail from this address (its key) tells nothing new about a known person.
pub fn is_settled(person: &Person, email_key: &str) -> bool {
    let placed = person.organisation.is_some()
        || domains_of(email_key).first().is_none_or(|domain| provider::is_public(domain));
    placed && !person.name.contains('@')
}

/// A display name as far as it is one: a line of at most 200 characters that is no address.
fn clean(display_name: &str) -> String {
    let line: String = display_name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<_> = line.split_whitespace().collect();
    let name: String = words.join(" ").trim_matches(['"', '\'']).chars().take(200).collect();
    if name.contains('@') { String::new() } else { name }
}

async fn learn_name(tx: &Tx, cx: &Cx, mut person: Person, name: &str) -> Result<Person> {
    if name.is_empty() || !person.name.contains('@') {
        return Ok(person);
    }
    let mut facts = store::person::facts(tx, &person).await?;
    let from = std::mem::replace(&mut facts.name, name.to_owned());
    name.clone_into(&mut person.name);
    person.name_key = sort_key(name);
    store::person::save(tx, &mut person).await?;
    store::person::replace_rows(tx, person.id, &facts).await?;
    let change = FieldChange { field: "name".into(), from, to: name.to_owned() };
    let changed = PersonChanged { person: person.id, changes: vec![change] };
    event::record(tx, cx, &changed).await?;
    Ok(person)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn display_names_are_made_one_line_and_addresses_are_no_names() {
        assert_eq!(clean(" Ott,\r\n  Karl\u{7} "), "Ott, Karl");
        assert_eq!(clean("'ott@halle.de'"), "");
        assert_eq!(clean("\"Karl Ott\""), "Karl Ott");
        assert_eq!(clean(&"x".repeat(500)).len(), 200);
    }
}
