use super::create_person::new_person;
use super::identify_sender;
use crate::domain::contact::digits;
use crate::domain::draft::{PersonDraft, PersonFacts};
use crate::domain::person::Person;
use crate::domain::words::sort_key;
use crate::store;
use events::directory::{FieldChange, PersonChanged, PersonCreated};
use platform::{Cx, Error, Refusal, Result, Tx, event};

/// Who is on the phone, as far as they said; at least one of these.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caller<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub phone: &'a str,
}

/// Who calls: known by their address, or by their number where one person alone has it and the name does not speak
/// against it; else written down anew. Refuses on `name`, `email` and `phone`.
pub async fn note_caller(tx: &Tx, cx: &Cx, caller: Caller<'_>) -> Result<Person> {
    let facts = read(caller).map_err(Error::Refused)?;
    if !caller.email.trim().is_empty() {
        let person = identify_sender(tx, cx, caller.email, caller.name).await?;
        return learn_phone(tx, cx, person, &facts.phones).await;
    }
    if let Some(person) = by_phone(tx, caller, &facts).await? {
        return Ok(person);
    }
    let person = new_person(cx, None, &facts);
    store::person::insert(tx, &person, &facts).await?;
    let (id, name) = (person.id, person.name.clone());
    let created = PersonCreated { person: id, name, organisation: None, by_mail: false };
    event::record(tx, cx, &created).await?;
    Ok(person)
}

/// Whom `note_caller` would find: by the address or the number. Refuses as it does.
pub async fn find_caller(tx: &Tx, caller: Caller<'_>) -> Result<Option<Person>> {
    let facts = read(caller).map_err(Error::Refused)?;
    if !caller.email.trim().is_empty() {
        return store::person::find_by_email(tx, caller.email.trim()).await;
    }
    by_phone(tx, caller, &facts).await
}

/// Somebody who is known called from this number, which may be blank: a new one is written down. Refuses on `phone`.
pub async fn note_phone(tx: &Tx, cx: &Cx, person: Person, phone: &str) -> Result<Person> {
    let name = person.name.clone();
    let facts = read(Caller { name: &name, email: "", phone }).map_err(Error::Refused)?;
    learn_phone(tx, cx, person, &facts.phones).await
}

/// Whose number it is, where one person alone has it and the name does not speak against it.
async fn by_phone(tx: &Tx, caller: Caller<'_>, facts: &PersonFacts) -> Result<Option<Person>> {
    let Some(phone) = facts.phones.first() else { return Ok(None) };
    let mut same = store::person::with_phone(tx, &digits(phone), 2).await?;
    let (Some(person), None) = (same.pop(), same.pop()) else { return Ok(None) };
    let named = caller.name.trim().is_empty() || person.name_key == sort_key(&facts.name);
    Ok(named.then_some(person))
}

/// Somebody without a name is called by their number.
fn read(caller: Caller<'_>) -> Result<PersonFacts, Vec<Refusal>> {
    let (name, phone) = (caller.name.trim(), caller.phone.trim());
    let label = [name, phone, caller.email].into_iter().find(|text| !text.is_empty());
    let draft = PersonDraft {
        name: label.unwrap_or_default().chars().take(200).collect(),
        phones: vec![phone.to_owned()],
        ..PersonDraft::default()
    };
    let on_the_form = |refusal: Refusal| match refusal.field.as_deref() {
        Some("phone.0") => refusal.on("phone"),
        _ => refusal,
    };
    draft.read().map_err(|wrong| wrong.into_iter().map(on_the_form).collect())
}

async fn learn_phone(tx: &Tx, cx: &Cx, mut person: Person, given: &[String]) -> Result<Person> {
    let mut facts = store::person::facts(tx, &person).await?;
    let from = facts.phones.join("\n");
    let known = |phone: &String| facts.phones.iter().any(|one| digits(one) == digits(phone));
    let new: Vec<String> = given.iter().filter(|phone| !known(phone)).cloned().collect();
    if new.is_empty() || facts.phones.len() >= crate::domain::draft::MOST_ROWS {
        return Ok(person);
    }
    facts.phones.extend(new);
    store::person::save(tx, &mut person).await?;
    store::person::replace_rows(tx, person.id, &facts).await?;
    let change = FieldChange { field: "phone".into(), from, to: facts.phones.join("\n") };
    let changed = PersonChanged { person: person.id, changes: vec![change] };
    event::record(tx, cx, &changed).await?;
    Ok(person)
}
