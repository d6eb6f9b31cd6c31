//! Every query about one organisation and what belongs to it.

use crate::domain::draft::{Address, OrganisationFacts};
use crate::domain::organisation::contact::Way;
use crate::domain::organisation::{
    COLUMN, Entity, Organisation, OrganisationId, address, contact, domain, word,
};
use crate::domain::words;
use platform::db::{Rows, Source};
use platform::{Error, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, Set};

pub async fn get(db: &impl Source, id: OrganisationId) -> Result<Organisation> {
    find(db, id).await?.ok_or(Error::NotFound)
}

pub async fn find(db: &impl Source, id: OrganisationId) -> Result<Option<Organisation>> {
    Entity::find_by_id(id).row(db).await
}

/// The organisations with these ids, in no order; unknown ids are left out.
pub async fn with_ids(db: &impl Source, ids: &[OrganisationId]) -> Result<Vec<Organisation>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(COLUMN.id.is_in(ids.iter().copied())).rows(db).await
}

/// The organisation of the first of these mail domains that has one.
pub async fn find_by_domains(
    db: &impl Source,
    nearest_first: &[&str],
) -> Result<Option<OrganisationId>> {
    if nearest_first.is_empty() {
        return Ok(None);
    }
    let keys = nearest_first.iter().copied();
    let found = domain::Entity::find().filter(domain::COLUMN.domain.is_in(keys)).rows(db).await?;
    let of = |name: &&str| found.iter().find(|row| row.domain == **name);
    Ok(nearest_first.iter().find_map(of).map(|row| row.organisation))
}

/// The first mail domain of each of these organisations that has one.
pub async fn first_domains(
    db: &impl Source,
    ids: &[OrganisationId],
) -> Result<Vec<(OrganisationId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = domain::Entity::find()
        .filter(domain::COLUMN.organisation.is_in(ids.iter().copied()))
        .filter(domain::COLUMN.position.eq(0));
    Ok(rows.rows(db).await?.into_iter().map(|row| (row.organisation, row.domain)).collect())
}

/// The first of these domains that another organisation has, with that one's name.
pub async fn taken_domain(
    db: &impl Source,
    domains: &[String],
    except: OrganisationId,
) -> Result<Option<(String, String)>> {
    if domains.is_empty() {
        return Ok(None);
    }
    let row = domain::Entity::find()
        .filter(domain::COLUMN.domain.is_in(domains.iter().map(String::as_str)))
        .filter(domain::COLUMN.organisation.ne(except))
        .row(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.domain, get(db, row.organisation).await?.name)))
}

pub async fn insert(
    tx: &impl ConnectionTrait,
    organisation: &Organisation,
    facts: &OrganisationFacts,
) -> Result<()> {
    let row = organisation.clone().into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    insert_rows(tx, organisation.id, facts).await
}

/// Saves the organisation, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, organisation: &mut Organisation) -> Result<()> {
    let mut row = organisation.clone().into_active_model().reset_all();
    row.version = Set(organisation.version + 1);
    let saved = Entity::update_many()
        .set(row)
        .filter(COLUMN.id.eq(organisation.id))
        .filter(COLUMN.version.eq(organisation.version))
        .exec(tx)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    organisation.version += 1;
    Ok(())
}

/// All that is written down about it.
pub async fn facts(db: &impl Source, organisation: &Organisation) -> Result<OrganisationFacts> {
    let id = organisation.id;
    let domains = domain::Entity::find()
        .filter(domain::COLUMN.organisation.eq(id))
        .order_by_asc(domain::COLUMN.position);
    let addresses = address::Entity::find()
        .filter(address::COLUMN.organisation.eq(id))
        .order_by_asc(address::COLUMN.position);
    let contacts = contact::Entity::find()
        .filter(contact::COLUMN.organisation.eq(id))
        .order_by_asc(contact::COLUMN.position);
    let contacts = contacts.rows(db).await?;
    let of = |way| contacts.iter().filter(|c| c.kind == way).map(|c| c.value.clone()).collect();
    Ok(OrganisationFacts {
        name: organisation.name.clone(),
        kind: organisation.kind,
        lang: organisation.lang,
        notes: organisation.notes.clone(),
        domains: domains.rows(db).await?.into_iter().map(|row| row.domain).collect(),
        addresses: addresses.rows(db).await?.into_iter().map(Address::from).collect(),
        phones: of(Way::Phone),
        websites: of(Way::Website),
        emails: of(Way::Email),
    })
}

impl From<address::Model> for Address {
    fn from(row: address::Model) -> Self {
        Self { street: row.street, zip: row.zip, city: row.city, country: row.country }
    }
}

/// Puts the rows of these facts in the place of those that are stored.
pub async fn replace_rows(
    tx: &impl ConnectionTrait,
    id: OrganisationId,
    facts: &OrganisationFacts,
) -> Result<()> {
    domain::Entity::delete_many().filter(domain::COLUMN.organisation.eq(id)).exec(tx).await?;
    address::Entity::delete_many().filter(address::COLUMN.organisation.eq(id)).exec(tx).await?;
    contact::Entity::delete_many().filter(contact::COLUMN.organisation.eq(id)).exec(tx).await?;
    word::Entity::delete_many().filter(word::COLUMN.organisation.eq(id)).exec(tx).await?;
    insert_rows(tx, id, facts).await
}

async fn insert_rows(
    tx: &impl ConnectionTrait,
    id: OrganisationId,
    facts: &OrganisationFacts,
) -> Result<()> {
    insert_domains(tx, id, facts).await?;
    let addresses = facts.addresses.iter().zip(0..).map(|(row, position)| {
        let Address { street, zip, city, country } = row.clone();
        let id_of_row = Uuid::now_v7();
        address::Model { id: id_of_row, organisation: id, position, street, zip, city, country }
    });
    let addresses: Vec<_> = addresses.map(|row| row.into_active_model().reset_all()).collect();
    if !addresses.is_empty() {
        address::Entity::insert_many(addresses).exec_without_returning(tx).await?;
    }
    let contacts =
        [(Way::Phone, &facts.phones), (Way::Website, &facts.websites), (Way::Email, &facts.emails)];
    let contacts = contacts.into_iter().flat_map(|(way, all)| all.iter().map(move |v| (way, v)));
    let contacts = contacts.zip(0..).map(|((kind, value), position)| {
        let (id_of_row, value) = (Uuid::now_v7(), value.clone());
        contact::Model { id: id_of_row, organisation: id, position, kind, value }
    });
    let contacts: Vec<_> = contacts.map(|row| row.into_active_model().reset_all()).collect();
    if !contacts.is_empty() {
        contact::Entity::insert_many(contacts).exec_without_returning(tx).await?;
    }
    insert_words(tx, id, facts).await
}

async fn insert_domains(
    tx: &impl ConnectionTrait,
    id: OrganisationId,
    facts: &OrganisationFacts,
) -> Result<()> {
    let rows = facts.domains.iter().zip(0..).map(|(domain, position)| {
        let (id_of_row, domain) = (Uuid::now_v7(), domain.clone());
        domain::Model { id: id_of_row, organisation: id, position, domain }
    });
    let rows: Vec<_> = rows.map(|row| row.into_active_model().reset_all()).collect();
    if rows.is_empty() {
        return Ok(());
    }
    // another organisation may have taken the domain since it was looked up
    match domain::Entity::insert_many(rows).exec_without_returning(tx).await {
        Ok(_) => Ok(()),
        Err(cause) if platform::db::is_taken(&cause) => Err(Error::Stale),
        Err(cause) => Err(cause.into()),
    }
}

async fn insert_words(
    tx: &impl ConnectionTrait,
    id: OrganisationId,
    facts: &OrganisationFacts,
) -> Result<()> {
    let cities = facts.addresses.iter().map(|address| &address.city);
    let texts = [&facts.name].into_iter().chain(&facts.domains).chain(cities).chain(&facts.emails);
    let mut all = words::of(texts);
    all.extend(facts.phones.iter().flat_map(|number| words::of_phone(number)));
    let rows: Vec<_> = all
        .into_iter()
        .map(|word| word::Model { word, organisation: id }.into_active_model().reset_all())
        .collect();
    if !rows.is_empty() {
        word::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
