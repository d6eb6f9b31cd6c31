//! What somebody's credential reaches: conditions for lists, and the same asked of one entry. What is beyond is not there.

use crate::domain::entitlement::{self, of_licence, of_policy};
use crate::domain::environment::{self, EnvironmentId};
use crate::domain::group;
use crate::domain::licence::{self, Licence};
use crate::domain::machine::{self, Machine, component};
use crate::domain::policy;
use crate::domain::process;
use crate::domain::product;
use crate::domain::reach::{Reach, Whose, Within};
use crate::domain::token::{self, LicenceTokenId};
use crate::domain::user::{self, LicenceUserId, of_licence as member};
use platform::Result;
use platform::db::Source;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement, UnionType};
use sea_orm::{Condition, ExprTrait as _, QuerySelect as _, QueryTrait as _};

fn nothing() -> Condition {
    Condition::all().add(Expr::val(1).eq(0))
}

/// Entries of the environments that are seen; the column is the entry's environment.
pub(super) fn within(within: Within, column: impl ColumnTrait) -> Condition {
    let any = Condition::any();
    match within {
        Within::Live => any.add(column.is_null()),
        Within::Only(id) => any.add(column.eq(id)),
        Within::Also(id) => any.add(column.is_null()).add(column.eq(id)),
    }
}

/// The licences of a user: those that it owns, and those that it uses beside their owner.
fn of_user(id: LicenceUserId) -> Condition {
    let shared = member::Entity::find().filter(member::COLUMN.user.eq(id)).select_only();
    let shared = shared.column(member::Column::Licence).into_query();
    Condition::any().add(licence::COLUMN.owner.eq(id)).add(licence::COLUMN.id.in_subquery(shared))
}

pub fn licences(reach: &Reach) -> Condition {
    let all = Condition::all().add(within(reach.within, licence::Column::Environment));
    match reach.whose {
        Whose::Everybodys => all,
        Whose::Product(id) => all.add(licence::COLUMN.product.eq(id)),
        Whose::User(id) => all.add(of_user(id)),
        Whose::Licence(id) => all.add(licence::COLUMN.id.eq(id)),
        Whose::Nobodys => nothing(),
    }
}

/// One column of the licences that are reached: `Id` for what hangs on a licence.
pub fn of_licences(reach: &Reach, column: licence::Column) -> SelectStatement {
    let those = licence::Entity::find().filter(licences(reach)).select_only();
    those.column(column).into_query()
}

pub fn machines(reach: &Reach) -> Condition {
    let all = Condition::all().add(within(reach.within, machine::Column::Environment));
    match reach.whose {
        Whose::Everybodys => all,
        Whose::Product(id) => all.add(machine::COLUMN.product.eq(id)),
        Whose::User(id) => all.add(
            Condition::any()
                .add(machine::COLUMN.owner.eq(id))
                .add(machine::COLUMN.licence.in_subquery(of_licences(reach, licence::Column::Id))),
        ),
        Whose::Licence(id) => all.add(machine::COLUMN.licence.eq(id)),
        Whose::Nobodys => nothing(),
    }
}

/// The same for lists: what a user has is found first, each way by its own index. Asked for all ways at once, MariaDB walks
/// through everybody's machines for it.
pub fn machines_listed(reach: &Reach) -> Condition {
    let Whose::User(id) = reach.whose else { return machines(reach) };
    let shared = member::Entity::find().filter(member::COLUMN.user.eq(id)).select_only();
    let mut licences = licence::Entity::find().filter(licence::COLUMN.owner.eq(id)).select_only();
    licences = licences.column(licence::Column::Id);
    let licences =
        either(licences.into_query(), shared.column_as(member::Column::Licence, "id").into_query());
    let of = |condition: Condition| {
        let those = machine::Entity::find().filter(condition).select_only();
        those.column(machine::Column::Id).into_query()
    };
    let own = either(
        of(Condition::all().add(machine::COLUMN.owner.eq(id))),
        of(Condition::all().add(machine::COLUMN.licence.in_subquery(licences))),
    );
    let all = Condition::all().add(within(reach.within, machine::Column::Environment));
    all.add(machine::COLUMN.id.in_subquery(own))
}

/// The ids that one of them finds.
fn either(mut one: SelectStatement, other: SelectStatement) -> SelectStatement {
    one.union(UnionType::Distinct, other);
    Query::select().column("id").from_subquery(one, "either").to_owned()
}

pub fn components(reach: &Reach) -> Condition {
    let licences = of_licences(reach, licence::Column::Id);
    Condition::all().add(component::COLUMN.licence.in_subquery(licences))
}

pub fn processes(reach: &Reach) -> Condition {
    let licences = of_licences(reach, licence::Column::Id);
    Condition::all().add(process::COLUMN.licence.in_subquery(licences))
}

pub fn policies(reach: &Reach) -> Condition {
    let all = Condition::all().add(within(reach.within, policy::Column::Environment));
    match reach.whose {
        Whose::Everybodys => all,
        Whose::Product(id) => all.add(policy::COLUMN.product.eq(id)),
        Whose::User(_) | Whose::Licence(_) => {
            let licences = of_licences(reach, licence::Column::Policy);
            Condition::all().add(policy::COLUMN.id.in_subquery(licences))
        }
        Whose::Nobodys => nothing(),
    }
}

pub fn products(reach: &Reach) -> Condition {
    let all = Condition::all().add(within(reach.within, product::Column::Environment));
    match reach.whose {
        Whose::Everybodys => all,
        // whatever environment is asked for: it is the bearer
        Whose::Product(id) => Condition::all().add(product::COLUMN.id.eq(id)),
        Whose::User(_) | Whose::Licence(_) => {
            let licences = of_licences(reach, licence::Column::Product);
            Condition::all().add(product::COLUMN.id.in_subquery(licences))
        }
        Whose::Nobodys => nothing(),
    }
}

/// A product sees the users of its licences, and those who have none yet.
pub fn users(reach: &Reach) -> Condition {
    let all = Condition::all().add(within(reach.within, user::Column::Environment));
    match reach.whose {
        Whose::Everybodys => all,
        Whose::Product(id) => {
            let its = || licence::COLUMN.product.eq(id);
            let free = Condition::all()
                .add(Expr::exists(owned(None)).not())
                .add(Expr::exists(used(None)).not());
            all.add(
                Condition::any()
                    .add(Expr::exists(owned(Some(its()))))
                    .add(Expr::exists(used(Some(its()))))
                    .add(free),
            )
        }
        Whose::User(id) => Condition::all().add(user::COLUMN.id.eq(id)),
        Whose::Licence(id) => {
            let own = || licence::COLUMN.id.eq(id);
            all.add(
                Condition::any()
                    .add(Expr::exists(owned(Some(own()))))
                    .add(Expr::exists(used(Some(own())))),
            )
        }
        Whose::Nobodys => nothing(),
    }
}

/// Licences that the user of the query around owns.
fn owned(those: Option<Expr>) -> SelectStatement {
    let is_owner = Expr::col((licence::Entity, licence::Column::Owner))
        .equals((user::Entity, user::Column::Id));
    Query::select()
        .expr(Expr::val(1))
        .from(licence::Entity)
        .cond_where(Condition::all().add(is_owner).add_option(those))
        .to_owned()
}

/// Licences that the user of the query around uses beside their owner.
fn used(those: Option<Expr>) -> SelectStatement {
    let is_member =
        Expr::col((member::Entity, member::Column::User)).equals((user::Entity, user::Column::Id));
    let is_licence = Expr::col((member::Entity, member::Column::Licence))
        .equals((licence::Entity, licence::Column::Id));
    Query::select()
        .expr(Expr::val(1))
        .from(member::Entity)
        .inner_join(licence::Entity, is_licence)
        .cond_where(Condition::all().add(is_member).add_option(those))
        .to_owned()
}

pub fn groups(reach: &Reach) -> Condition {
    let all = Condition::all().add(within(reach.within, group::Column::Environment));
    match reach.whose {
        Whose::Everybodys | Whose::Product(_) => all,
        Whose::User(id) => {
            let own = user::Entity::find().filter(user::COLUMN.id.eq(id)).select_only();
            let own = own.column(user::Column::Group).into_query();
            let licences = of_licences(reach, licence::Column::Group);
            all.add(
                Condition::any()
                    .add(group::COLUMN.id.in_subquery(own))
                    .add(group::COLUMN.id.in_subquery(licences)),
            )
        }
        Whose::Licence(_) => {
            all.add(group::COLUMN.id.in_subquery(of_licences(reach, licence::Column::Group)))
        }
        Whose::Nobodys => nothing(),
    }
}

pub fn entitlements(reach: &Reach) -> Condition {
    let all = Condition::all().add(within(reach.within, entitlement::Column::Environment));
    match reach.whose {
        Whose::Everybodys | Whose::Product(_) => all,
        Whose::User(_) | Whose::Licence(_) => {
            let licences = of_licences(reach, licence::Column::Id);
            let own = of_licence::Entity::find()
                .filter(of_licence::COLUMN.licence.in_subquery(licences))
                .select_only()
                .column(of_licence::Column::Entitlement);
            let policies = of_licences(reach, licence::Column::Policy);
            let by_policy = of_policy::Entity::find()
                .filter(of_policy::COLUMN.policy.in_subquery(policies))
                .select_only()
                .column(of_policy::Column::Entitlement);
            Condition::any()
                .add(entitlement::COLUMN.id.in_subquery(own.into_query()))
                .add(entitlement::COLUMN.id.in_subquery(by_policy.into_query()))
        }
        Whose::Nobodys => nothing(),
    }
}

/// The account sees all, everybody else the one they are in. `own` is that of the bearer.
pub fn environments(reach: &Reach, own: Option<EnvironmentId>) -> Condition {
    match (reach.whose, own) {
        (Whose::Everybodys, None) => Condition::all(),
        (_, Some(id)) => Condition::all().add(environment::COLUMN.id.eq(id)),
        (_, None) => nothing(),
    }
}

/// Tokens of what is reached, and the one that was come in with. Those that stand for the account itself are for
/// administrators alone, who are asked of before.
pub fn tokens(reach: &Reach, own: Option<LicenceTokenId>) -> Condition {
    let all = Condition::all().add(within(reach.within, token::Column::Environment));
    let of_account = token::Bearer::ALL.iter().copied().filter(|bearer| bearer.is_of_account());
    let reached = match reach.whose {
        Whose::Everybodys => all.add(token::COLUMN.bearer.is_not_in(of_account)),
        Whose::Product(id) => all.add(
            Condition::any()
                .add(token::COLUMN.of.eq(id.0))
                .add(token::COLUMN.of.in_subquery(of_licences(reach, licence::Column::Id))),
        ),
        Whose::User(id) => all.add(token::COLUMN.of.eq(id.0)),
        Whose::Licence(id) => all.add(token::COLUMN.of.eq(id.0)),
        Whose::Nobodys => nothing(),
    };
    match own {
        Some(id) => Condition::any().add(reached).add(token::COLUMN.id.eq(id)),
        None => reached,
    }
}

/// Whether a licence is reached.
pub async fn has_licence(db: &impl Source, reach: &Reach, licence: &Licence) -> Result<bool> {
    let is_own = match reach.whose {
        Whose::Everybodys => true,
        Whose::Product(id) => licence.product == id,
        Whose::Licence(id) => licence.id == id,
        Whose::User(id) if licence.owner == Some(id) => true,
        Whose::User(id) => {
            let member = member::Entity::find_by_id((licence.id, id)).count(db).await?;
            member > 0
        }
        Whose::Nobodys => false,
    };
    Ok(is_own && reach.within.holds(licence.environment))
}

/// Whether a machine is reached.
pub async fn has_machine(db: &impl Source, reach: &Reach, machine: &Machine) -> Result<bool> {
    let is_own = match reach.whose {
        Whose::Everybodys => true,
        Whose::Product(id) => machine.product == id,
        Whose::Licence(id) => machine.licence == id,
        Whose::User(id) if machine.owner == Some(id) => true,
        Whose::User(_) => {
            return has::<machine::Entity>(db, machine.id, machines(reach)).await;
        }
        Whose::Nobodys => false,
    };
    Ok(is_own && reach.within.holds(machine.environment))
}

/// Whether one entry is among those of a condition: `has::<policy::Entity>(db, id, reach::policies(&reach))`.
pub async fn has<E: EntityTrait>(
    db: &impl Source,
    id: impl Into<<E::PrimaryKey as PrimaryKeyTrait>::ValueType>,
    those: Condition,
) -> Result<bool> {
    let found = E::find_by_id(id).filter(those).one(db).await?;
    Ok(found.is_some())
}
