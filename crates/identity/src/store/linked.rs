//! Sign-ins at providers that are linked with accounts here. Who it is there is known by a hash of issuer and subject.

use crate::domain::claims::Person;
use platform::db::{Rows, Source};
use platform::rng::id_of;
use platform::{Cx, Millis, Result, UserId};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "linked_sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user: UserId,
    /// Its name in the settings.
    pub provider: String,
    /// What a logout there names: the hash of issuer and subject.
    pub subject: String,
    /// What the person is called there, to be recognised by.
    pub known_as: String,
    pub created_at: Millis,
    pub last_used_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Linked;

/// The hash of a subject. The parts cannot run into each other: an issuer is an address and has no line end.
pub fn subject_id(issuer: &str, subject: &str) -> String {
    id_of("kontor/sso-subject/v1", &format!("{issuer}\n{subject}"))
}

/// The hash of a provider's own session.
pub fn session_id(issuer: &str, session: &str) -> String {
    id_of("kontor/sso-session/v1", &format!("{issuer}\n{session}"))
}

/// Who it is: at Microsoft by tenant and number, else by issuer and subject.
pub fn id(person: &Person) -> String {
    match &person.object {
        Some(object) => id_of("kontor/sso-object/v1", object),
        None => subject_id(&person.issuer, &person.subject),
    }
}

/// The link with this person, whatever the provider is called in the settings now.
pub async fn find(db: &impl Source, person: &Person) -> Result<Option<Linked>> {
    Entity::find_by_id(id(person)).row(db).await
}

/// Whom a logout is about.
pub async fn of_subject(db: &impl Source, subject: &str) -> Result<Vec<Linked>> {
    Entity::find().filter(COLUMN.subject.eq(subject)).rows(db).await
}

/// A user's, by provider.
pub async fn of_user(db: &impl Source, user: UserId) -> Result<Vec<Linked>> {
    let found = Entity::find().filter(COLUMN.user.eq(user));
    found.order_by_asc(COLUMN.provider).rows(db).await
}

pub async fn insert(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    user: UserId,
    provider: &str,
    person: &Person,
) -> Result<Linked> {
    let row = Model {
        id: id(person),
        user,
        provider: provider.to_owned(),
        subject: subject_id(&person.issuer, &person.subject),
        known_as: known_as(person),
        created_at: Millis(cx.now),
        last_used_at: Millis(cx.now),
    };
    let active = ActiveModel::from(row.clone()).reset_all();
    Entity::insert(active).exec_without_returning(tx).await?;
    Ok(row)
}

/// The address or the name, else what the issuer calls the person.
fn known_as(person: &Person) -> String {
    let name = person.email.as_ref().or(person.name.as_ref()).unwrap_or(&person.subject);
    name.chars().filter(|c| !c.is_control()).take(255).collect()
}

/// Writes down that it was used. The subject is another one after Kontor was registered there anew.
pub async fn used(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    linked: &Linked,
    person: &Person,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::value(Millis(cx.now)))
        .col_expr(Column::Subject, Expr::value(subject_id(&person.issuer, &person.subject)))
        .col_expr(Column::KnownAs, Expr::value(known_as(person)))
        .filter(COLUMN.id.eq(linked.id.as_str()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whether there was one.
pub async fn remove(tx: &impl ConnectionTrait, user: UserId, provider: &str) -> Result<bool> {
    let gone = Entity::delete_many().filter(COLUMN.user.eq(user));
    Ok(gone.filter(COLUMN.provider.eq(provider)).exec(tx).await?.rows_affected > 0)
}
