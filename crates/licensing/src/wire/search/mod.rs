//! Entries looked for by what is known of them: attributes, what they are related to, and what is noted about them. Texts are
//! looked for by their beginnings, or whole, as an index knows them; who asks finds what the lists show, and nothing else.

mod what;

use crate::domain::draft::sort_key;
use crate::domain::metadata::Metadata;
use crate::domain::{entitlement, group, licence, machine, policy, product, user};
use crate::store::reach;
use crate::store::search::{self as store, begins};
use crate::wire::Answer;
use crate::wire::ask::Ask;
use crate::wire::document::{Document, Resource};
use crate::wire::entry::Resourced;
use crate::wire::fault::{Fault, Source};
use crate::wire::page::Found;
use crate::wire::query::{Paging, Query};
use crate::wire::sent::Sent;
use crate::{keys, wire};
use axum::Router;
use axum::routing::post;
use platform::Kontor;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{Condition, IntoActiveModel, TryIntoModel};
use serde_json::{Map, Value};
use what::What;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/search", post(search))
}

/// Rows that are read at once for what is noted about them, which no index knows.
const LOT: u64 = 500;
/// And so many for one page.
const LOOKED_THROUGH: usize = 20_000;

/// As the resources are called that can be looked for.
pub(super) fn names() -> [&'static str; 7] {
    What::ALL.map(What::name)
}

async fn search(ask: Ask, mut query: Query, sent: Sent) -> Answer {
    ask.known()?;
    let named = sent.raw("/meta/type").and_then(Value::as_str).unwrap_or_default();
    let what = What::of_name(named).ok_or_else(|| {
        wrong("META_TYPE_INVALID", "/meta/type", "is nothing that can be looked for")
    })?;
    ask.permitted(what.permission())?;
    let any = match sent.raw("/meta/op").and_then(Value::as_str) {
        None => false,
        Some(op) if op.eq_ignore_ascii_case("and") => false,
        Some(op) if op.eq_ignore_ascii_case("or") => true,
        Some(_) => return Err(wrong("META_OP_INVALID", "/meta/op", "must be AND or OR")),
    };
    let asked = match sent.raw("/meta/query") {
        Some(Value::Object(asked)) if !asked.is_empty() => asked.clone(),
        _ => return Err(wrong("META_QUERY_INVALID", "/meta/query", "must name something")),
    };
    let paging = query.paging();
    let before = crate::wire::listing::behind::<Uuid>(&mut query, &paging);
    query.done()?;
    if let Paging::Numbered { .. } = paging {
        let source = Source::Parameter("page[number]".into());
        return Err(Fault::bad("PAGE_NUMBER_INVALID", "use page[cursor] here").about(source));
    }
    let terms = Terms::read(&ask, what, (asked, any)).await?;
    let at = At { before, size: paging.size() };
    let (drawn, next) = what.page(&ask, terms, at).await?;
    Ok(Document::many(drawn).paged(query.links(&paging, &Found::Next(next))))
}

fn wrong(code: &'static str, place: &'static str, detail: &'static str) -> Fault {
    Fault::bad(code, detail).at(place)
}

/// Which page.
struct At {
    before: Option<Uuid>,
    size: u64,
}

/// What must hold.
struct Terms {
    those: Condition,
    /// Names and values that must be noted about an entry.
    noted: Vec<(String, String)>,
}

/// What is noted can be looked for only where everything is to fit.
fn all_of(any: bool) -> Result<(), Fault> {
    let detail = "can be looked for with AND alone";
    let refused = || wrong("META_QUERY_INVALID", "/meta/query/metadata", detail);
    if any { Err(refused()) } else { Ok(()) }
}

impl Terms {
    async fn read(
        ask: &Ask,
        what: What,
        (asked, any): (Map<String, Value>, bool),
    ) -> Result<Self, Fault> {
        let mut those = if any { Condition::any() } else { Condition::all() };
        let mut noted = Vec::new();
        for (name, value) in &asked {
            if let ("metadata", Value::Object(all)) = (name.as_str(), value) {
                all_of(any)?;
                noted.extend(all.iter().map(|(name, value)| (name.clone(), text(value))));
                continue;
            }
            let value = text(value);
            let place = format!("/meta/query/{name}");
            if value.trim().is_empty() {
                return Err(Fault::bad("META_QUERY_INVALID", "must not be blank").at(place));
            }
            let unknown = || {
                let detail = "is nothing that can be looked for";
                Fault::bad("META_QUERY_INVALID", detail).at(place)
            };
            those = those.add(term(ask, what, (name, value.trim())).await?.ok_or_else(unknown)?);
        }
        Ok(Self { those, noted })
    }

    fn are_noted(&self, metadata: &Metadata) -> bool {
        self.noted.iter().all(|(name, wanted)| {
            let mut own = metadata.as_object().iter();
            own.any(|(own, value)| {
                wire::words::camel(own).as_ref() == name.as_str() && text(value) == *wanted
            })
        })
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What one name and value mean; none where nothing is known by that name.
async fn term(
    ask: &Ask,
    what: What,
    (name, value): (&str, &str),
) -> Result<Option<Condition>, Fault> {
    let lower = value.to_lowercase();
    let of = |condition: Condition| Ok(Some(condition));
    match (what, name) {
        (_, "id") => {
            let id = value.parse::<Uuid>().unwrap_or_default();
            of(Condition::all().add(ExprTrait::eq(id_column(what), id)))
        }
        (What::Licences, "key") => {
            let hash = keys::hash(&ask.cx.kontor, value);
            of(Condition::all().add(licence::COLUMN.key_hash.eq(hash)))
        }
        (What::Licences, "name") => of(begins(licence::Column::NameKey, &sort_key(value))),
        (What::Products, "name") => of(begins(product::Column::NameKey, &sort_key(value))),
        (What::Policies, "name") => of(begins(policy::Column::NameKey, &sort_key(value))),
        (What::Groups, "name") => of(begins(group::Column::NameKey, &sort_key(value))),
        (What::Entitlements, "name") => of(begins(entitlement::Column::NameKey, &sort_key(value))),
        (What::Products, "code") => of(begins(product::Column::Code, value)),
        (What::Entitlements, "code") => of(begins(entitlement::Column::Code, value)),
        (What::Users, "email") => of(begins(user::Column::EmailKey, &lower)),
        (What::Machines, "fingerprint") => of(begins(machine::Column::Fingerprint, value)),
        (What::Machines, "name") => of(Condition::all().add(machine::Column::Name.eq(value))),
        (What::Machines, "hostname") => {
            of(Condition::all().add(machine::Column::Hostname.eq(value)))
        }
        (What::Machines, "ip") => of(Condition::all().add(machine::Column::Ip.eq(value))),
        _ => related(ask, what, (name, value)).await,
    }
}

/// What something is related to, by its id or by what it is called.
async fn related(
    ask: &Ask,
    what: What,
    (name, value): (&str, &str),
) -> Result<Option<Condition>, Fault> {
    let ids = match value.parse::<Uuid>() {
        Ok(id) => vec![id],
        Err(_) => called(ask, name, value).await?,
    };
    let among = |column: &dyn Fn(Vec<Uuid>) -> Condition| Some(column(ids.clone()));
    Ok(match (what, name) {
        (What::Licences, "product") => among(&|ids| all(licence::Column::Product, ids)),
        (What::Licences, "policy") => among(&|ids| all(licence::Column::Policy, ids)),
        (What::Licences, "group") => among(&|ids| all(licence::Column::Group, ids)),
        (What::Licences, "owner") => among(&|ids| all(licence::Column::Owner, ids)),
        (What::Licences, "user") => Some(store::of_users(&ids)),
        (What::Machines, "license") => among(&|ids| all(machine::Column::Licence, ids)),
        (What::Machines, "product") => among(&|ids| all(machine::Column::Product, ids)),
        (What::Machines, "policy") => among(&|ids| all(machine::Column::Policy, ids)),
        (What::Machines, "group") => among(&|ids| all(machine::Column::Group, ids)),
        (What::Machines, "owner" | "user") => among(&|ids| all(machine::Column::Owner, ids)),
        (What::Users, "group") => among(&|ids| all(user::Column::Group, ids)),
        (What::Policies, "product") => among(&|ids| all(policy::Column::Product, ids)),
        _ => None,
    })
}

fn all(column: impl ColumnTrait, ids: Vec<Uuid>) -> Condition {
    Condition::all().add(column.is_in(ids))
}

async fn called(ask: &Ask, name: &str, text: &str) -> Result<Vec<Uuid>, Fault> {
    let (db, key) = (ask.cx.db(), sort_key(text));
    Ok(match name {
        "product" => {
            let columns = (product::Column::Id, product::Column::NameKey);
            store::called::<product::Entity>(db, columns, &key).await?
        }
        "policy" => {
            let columns = (policy::Column::Id, policy::Column::NameKey);
            store::called::<policy::Entity>(db, columns, &key).await?
        }
        "group" => {
            let columns = (group::Column::Id, group::Column::NameKey);
            store::called::<group::Entity>(db, columns, &key).await?
        }
        "owner" | "user" => {
            let columns = (user::Column::Id, user::Column::EmailKey);
            store::called::<user::Entity>(db, columns, &text.to_lowercase()).await?
        }
        "license" => store::with_key(db, &keys::hash(&ask.cx.kontor, text)).await?,
        _ => Vec::new(),
    })
}

fn id_column(what: What) -> sea_orm::sea_query::Expr {
    use sea_orm::sea_query::Expr;
    match what {
        What::Licences => Expr::col((licence::Entity, licence::Column::Id)),
        What::Machines => Expr::col((machine::Entity, machine::Column::Id)),
        What::Users => Expr::col((user::Entity, user::Column::Id)),
        What::Products => Expr::col((product::Entity, product::Column::Id)),
        What::Policies => Expr::col((policy::Entity, policy::Column::Id)),
        What::Groups => Expr::col((group::Entity, group::Column::Id)),
        What::Entitlements => Expr::col((entitlement::Entity, entitlement::Column::Id)),
    }
}

type Page = (Vec<Resource>, Option<String>);

impl What {
    async fn page(self, ask: &Ask, terms: Terms, at: At) -> Result<Page, Fault> {
        let reach = &ask.reach;
        match self {
            Self::Licences => {
                let seen = reach::licences(reach);
                let id = (licence::Column::Id, |one: &licence::Licence| one.id.0);
                let found = found::<licence::Entity>(ask, (terms, seen), id, at).await?;
                Ok((wire::licence::show_all(ask, found.0).await?, found.1))
            }
            Self::Machines => {
                let seen = reach::machines(reach);
                let id = (machine::Column::Id, |one: &machine::Machine| one.id.0);
                let found = found::<machine::Entity>(ask, (terms, seen), id, at).await?;
                let shown = wire::machine::shown(ask.cx.db(), found.0).await?;
                let draw = |one| wire::machine::resource(&ask.issuer, one, ask.now);
                Ok((shown.iter().map(draw).collect(), found.1))
            }
            Self::Users => {
                let id = (user::Column::Id, |one: &user::User| one.id.0);
                drawn::<user::Entity>(ask, (terms, reach::users(reach)), id, at).await
            }
            Self::Products => {
                let id = (product::Column::Id, |one: &product::Product| one.id.0);
                drawn::<product::Entity>(ask, (terms, reach::products(reach)), id, at).await
            }
            Self::Policies => {
                let id = (policy::Column::Id, |one: &policy::Policy| one.id.0);
                drawn::<policy::Entity>(ask, (terms, reach::policies(reach)), id, at).await
            }
            Self::Groups => {
                let id = (group::Column::Id, |one: &group::Group| one.id.0);
                drawn::<group::Entity>(ask, (terms, reach::groups(reach)), id, at).await
            }
            Self::Entitlements => {
                let id = (entitlement::Column::Id, |one: &entitlement::Entitlement| one.id.0);
                let seen = reach::entitlements(reach);
                drawn::<entitlement::Entity>(ask, (terms, seen), id, at).await
            }
        }
    }
}

/// What is noted about an entry.
trait Noted {
    fn metadata(&self) -> &Metadata;
}

macro_rules! noted {
    ($($model:ty),+) => {
        $(impl Noted for $model {
            fn metadata(&self) -> &Metadata {
                &self.metadata
            }
        })+
    };
}

noted!(
    licence::Licence,
    machine::Machine,
    user::User,
    product::Product,
    policy::Policy,
    group::Group,
    entitlement::Entitlement
);

async fn drawn<E>(
    ask: &Ask,
    terms: (Terms, Condition),
    id: (E::Column, impl Fn(&E::Model) -> Uuid),
    at: At,
) -> Result<Page, Fault>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    E::Model: Resourced + Noted + IntoActiveModel<E::ActiveModel>,
{
    let (rows, next) = found::<E>(ask, terms, id, at).await?;
    Ok((rows.iter().map(|one| one.resource(&ask.issuer)).collect(), next))
}

/// A page of rows, and behind which the next one begins.
async fn found<E>(
    ask: &Ask,
    (terms, seen): (Terms, Condition),
    (column, id): (E::Column, impl Fn(&E::Model) -> Uuid),
    at: At,
) -> Result<(Vec<E::Model>, Option<String>), Fault>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    E::Model: Noted + IntoActiveModel<E::ActiveModel> + Send + Sync,
{
    let size = usize::try_from(at.size).unwrap_or(usize::MAX);
    let those = Condition::all().add(seen).add(terms.those.clone());
    let lot = if terms.noted.is_empty() { at.size + 1 } else { LOT };
    let (mut rows, mut before, mut seen) = (Vec::new(), at.before, 0);
    while rows.len() <= size && seen < LOOKED_THROUGH {
        let some = store::page::<E>(ask.cx.db(), column, those.clone(), before, lot).await?;
        seen += some.len();
        before = some.last().map(&id);
        let is_last = (some.len() as u64) < lot;
        rows.extend(some.into_iter().filter(|one| terms.are_noted(one.metadata())));
        if is_last {
            break;
        }
    }
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|last| id(last).to_string());
    Ok((rows, next))
}
