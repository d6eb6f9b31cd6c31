//! Own roles: rights that an administrator put together for people who work here. `identity` has their pages.

pub(crate) mod migration;

use crate::cx::{Grant, Right};
use crate::db::{Rows, Source};
use crate::users::{Role, User, UserId};
use crate::{Kontor, Millis, Result};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

crate::id!(RoleId);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoleId,
    pub name: String,
    /// The name in lower case, unique.
    pub name_key: String,
    pub description: String,
    pub created_at: Millis,
    pub changed_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as OwnRole;

/// Which rights a role has, by their names: also those of apps that are switched off.
pub mod granted {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_rights")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: RoleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub granted: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Who has which roles.
pub mod holder {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "user_roles")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user: UserId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: RoleId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

impl Kontor {
    /// What own roles can be given here, app by app.
    pub fn grants(&self) -> impl Iterator<Item = &'static Grant> {
        self.apps.iter().flat_map(|app| app.grants).chain(crate::rights::GRANTS)
    }

    /// The right of this name, where own roles can be given it.
    pub(crate) fn right_named(&self, name: &str) -> Option<Right> {
        self.grants().map(|grant| grant.right).find(|right| right.0 == name)
    }
}

/// What somebody may do, and by which own roles. Made by asking the database and in no other way, so that nobody is
/// taken for somebody with the usual rights by mistake.
#[derive(Clone, Debug)]
pub struct Held {
    kind: Role,
    /// All rights together.
    pub(crate) rights: Arc<HashSet<Right>>,
    own: Own,
}

/// Somebody's own roles, each with its rights.
pub(crate) type Own = Arc<BTreeMap<RoleId, HashSet<Right>>>;

impl Held {
    /// Administrators have everything, customers nothing, whatever roles they have; agents have what their own roles
    /// give together, and without any what the kind gives.
    fn new(kontor: &Kontor, kind: Role, own: BTreeMap<RoleId, HashSet<Right>>) -> Self {
        if kind != Role::Agent || own.is_empty() {
            return Self::of_kind(kontor, kind);
        }
        let rights = Arc::new(own.values().flatten().copied().collect());
        Self { kind, rights, own: Arc::new(own) }
    }

    /// What the kind of account gives to who has no roles.
    pub(crate) fn of_kind(kontor: &Kontor, kind: Role) -> Self {
        Self { kind, rights: kontor.rights_of(kind), own: Own::default() }
    }

    pub fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// The right by one of these roles. Administrators need none.
    pub fn may_by(&self, right: Right, roles: &[RoleId]) -> bool {
        self.may(right) && (self.is_admin() || by_one(&self.own, right, roles))
    }

    pub fn is_admin(&self) -> bool {
        self.kind == Role::Admin
    }

    /// Whether this may do what agents without own roles may not.
    pub fn administers(&self, kontor: &Kontor) -> bool {
        self.is_admin()
            || (self.kind == Role::Agent && !self.rights.is_subset(&kontor.rights_of(Role::Agent)))
    }

    /// Everything that this may do, by any role.
    pub fn rights(&self) -> impl Iterator<Item = Right> {
        self.rights.iter().copied()
    }

    /// The own roles that count.
    pub fn roles(&self) -> impl Iterator<Item = RoleId> {
        self.own.keys().copied()
    }

    pub(crate) fn own(&self) -> Own {
        self.own.clone()
    }
}

/// Whether one of these roles is there and has the right.
pub(crate) fn by_one(own: &Own, right: Right, roles: &[RoleId]) -> bool {
    roles.iter().any(|role| own.get(role).is_some_and(|rights| rights.contains(&right)))
}

/// What this user may do.
pub async fn held(kontor: &Kontor, db: &impl Source, user: &User) -> Result<Held> {
    if user.role != Role::Agent {
        return Ok(Held::of_kind(kontor, user.role));
    }
    let own = of_user(db, user.id).await?;
    held_with(kontor, db, user.role, &own).await
}

/// What somebody of this kind may do with these roles.
pub async fn held_with(
    kontor: &Kontor,
    db: &impl Source,
    kind: Role,
    roles: &[RoleId],
) -> Result<Held> {
    let mut own: BTreeMap<RoleId, HashSet<Right>> =
        roles.iter().map(|role| (*role, HashSet::new())).collect();
    for row in rights_of(db, roles).await? {
        if let (Some(rights), Some(right)) =
            (own.get_mut(&row.role), kontor.right_named(&row.granted))
        {
            rights.insert(right);
        }
    }
    Ok(Held::new(kontor, kind, own))
}

/// What each of these users may do.
pub async fn held_by_all(
    kontor: &Kontor,
    db: &impl Source,
    users: &[User],
) -> Result<HashMap<UserId, Held>> {
    let agents: Vec<UserId> =
        users.iter().filter(|user| user.role == Role::Agent).map(|user| user.id).collect();
    let mut own: HashMap<UserId, BTreeMap<RoleId, HashSet<Right>>> = HashMap::new();
    let held = if agents.is_empty() { Vec::new() } else { some_holders(db, &agents).await? };
    let mut roles: Vec<RoleId> = held.iter().map(|row| row.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut rights: HashMap<RoleId, HashSet<Right>> = HashMap::new();
    for row in rights_of(db, &roles).await? {
        rights.entry(row.role).or_default().extend(kontor.right_named(&row.granted));
    }
    for row in held {
        let of_role = rights.get(&row.role).cloned().unwrap_or_default();
        own.entry(row.user).or_default().insert(row.role, of_role);
    }
    let held = |user: &User| Held::new(kontor, user.role, own.remove(&user.id).unwrap_or_default());
    Ok(users.iter().map(|user| user.id).zip(users.iter().map(held)).collect())
}

/// The roles of these users. Mostly few people have any, so that all are asked for.
async fn some_holders(db: &impl Source, users: &[UserId]) -> Result<Vec<holder::Model>> {
    if users.len() < 20 {
        return of_users(db, users).await;
    }
    holder::Entity::find().rows(db).await
}

/// All roles by name: at most 500.
pub async fn all(db: &impl Source) -> Result<Vec<OwnRole>> {
    use sea_orm::QuerySelect;
    Entity::find().order_by_asc(COLUMN.name_key).limit(500).rows(db).await
}

/// The roles that a user was given, whether they count or not.
pub async fn of_user(db: &impl Source, user: UserId) -> Result<Vec<RoleId>> {
    let rows = holder::Entity::find().filter(holder::COLUMN.user.eq(user)).rows(db).await?;
    Ok(rows.into_iter().map(|row| row.role).collect())
}

/// The same of several users.
pub async fn of_users(db: &impl Source, users: &[UserId]) -> Result<Vec<holder::Model>> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    holder::Entity::find().filter(holder::COLUMN.user.is_in(users.iter().copied())).rows(db).await
}

/// The names of the rights of these roles.
pub async fn rights_of(db: &impl Source, roles: &[RoleId]) -> Result<Vec<granted::Model>> {
    if roles.is_empty() {
        return Ok(Vec::new());
    }
    let of_these = granted::COLUMN.role.is_in(roles.iter().copied());
    granted::Entity::find().filter(of_these).rows(db).await
}

pub async fn insert(tx: &impl Source, role: &OwnRole) -> Result<()> {
    let row = ActiveModel::from(role.clone()).reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Gives the role these rights out of the `known` ones; what it has in apps that are switched off stays.
pub async fn set_rights(
    tx: &impl Source,
    role: RoleId,
    rights: &BTreeSet<&'static str>,
    known: &[&'static str],
) -> Result<()> {
    granted::Entity::delete_many()
        .filter(granted::COLUMN.role.eq(role))
        .filter(granted::COLUMN.granted.is_in(known.iter().copied()))
        .exec(tx)
        .await?;
    if rights.is_empty() {
        return Ok(());
    }
    let row = |right: &&str| granted::Model { role, granted: (*right).to_owned() };
    let rows = rights.iter().map(row).map(|row| granted::ActiveModel::from(row).reset_all());
    granted::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Gives somebody exactly these roles.
pub async fn give(tx: &impl Source, user: UserId, roles: &[RoleId]) -> Result<()> {
    holder::Entity::delete_many().filter(holder::COLUMN.user.eq(user)).exec(tx).await?;
    if roles.is_empty() {
        return Ok(());
    }
    let row = |role: &RoleId| holder::Model { user, role: *role };
    let rows = roles.iter().map(row).map(|row| holder::ActiveModel::from(row).reset_all());
    holder::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
