//! The words of names: which entries have them, and that they stay true. A word is a row; a search reads ranges of them.

use crate::domain::licence::{self, Licence};
use crate::domain::machine::{self, Machine};
use crate::domain::user::{self, User};
use crate::domain::words;
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::TryIntoModel;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Order, Query, SelectStatement};

/// Rows in one statement: each has two values, and a statement may have 32 766.
const ROWS: usize = 5000;
/// Values in one list.
const LISTED: usize = 1000;
/// Words that more entries have than this are common, however many.
const COMMON: u64 = 20_000;
/// The typed word that leads, as the others are compared with it.
const LEADING: &str = "leading";

/// A table of words.
#[derive(Clone, Copy, Debug)]
pub struct Words<W: EntityTrait> {
    table: W,
    word: W::Column,
    of: W::Column,
}

pub const OF_LICENCES: Words<licence::word::Entity> = Words {
    table: licence::word::Entity,
    word: licence::word::Column::Word,
    of: licence::word::Column::Licence,
};
pub const OF_MACHINES: Words<machine::word::Entity> = Words {
    table: machine::word::Entity,
    word: machine::word::Column::Word,
    of: machine::word::Column::Machine,
};

pub const OF_USERS: Words<user::word::Entity> = Words {
    table: user::word::Entity,
    word: user::word::Column::Word,
    of: user::word::Column::User,
};

/// Makes new licences findable by their names.
pub async fn add_licences(tx: &impl ConnectionTrait, licences: &[Licence]) -> Result<()> {
    let rows = licences.iter().flat_map(|one| rows(one.id.0, [one.name.as_str()]));
    OF_LICENCES.add(tx, rows.collect()).await
}

/// Makes new machines findable by their names and hosts.
pub async fn add_machines(tx: &impl ConnectionTrait, machines: &[Machine]) -> Result<()> {
    let rows = machines.iter().flat_map(|one| rows(one.id.0, [one.name.as_str(), &one.hostname]));
    OF_MACHINES.add(tx, rows.collect()).await
}

/// Makes a new user findable by name and address.
pub async fn add_user(tx: &impl ConnectionTrait, user: &User) -> Result<()> {
    let names = [user.first_name.as_str(), &user.last_name, &user.email_key];
    OF_USERS.add(tx, rows(user.id.0, names)).await
}

/// A user is found by what it is called now, and by nothing else.
pub async fn rename_user(tx: &impl ConnectionTrait, user: &User) -> Result<()> {
    OF_USERS.remove(tx, &[user.id.0]).await?;
    add_user(tx, user).await
}

/// A licence is found by this name, and by no other.
pub async fn rename_licence(tx: &impl ConnectionTrait, licence: &Licence) -> Result<()> {
    OF_LICENCES.remove(tx, &[licence.id.0]).await?;
    add_licences(tx, std::slice::from_ref(licence)).await
}

/// A machine is found by what it is called now, and by nothing else.
pub async fn rename_machine(tx: &impl ConnectionTrait, machine: &Machine) -> Result<()> {
    OF_MACHINES.remove(tx, &[machine.id.0]).await?;
    add_machines(tx, std::slice::from_ref(machine)).await
}

/// No machine of those that this query finds is found by its name any more.
pub async fn forget_machines(tx: &impl ConnectionTrait, those: SelectStatement) -> Result<()> {
    machine::word::Entity::delete_many()
        .filter(machine::word::Column::Machine.in_subquery(those))
        .exec(tx)
        .await?;
    Ok(())
}

/// Makes everything findable that is there, a lot at a time: for rows from before there were words.
pub async fn gather(tx: &impl ConnectionTrait) -> Result<()> {
    gather_of(tx, OF_LICENCES, ("licences", &["name"])).await?;
    gather_of(tx, OF_MACHINES, ("machines", &["name", "hostname"])).await
}

/// The same of users.
pub async fn gather_users(tx: &impl ConnectionTrait) -> Result<()> {
    gather_of(tx, OF_USERS, ("licence_users", &["first_name", "last_name", "email_key"])).await
}

async fn gather_of<W: EntityTrait>(
    tx: &impl ConnectionTrait,
    of: Words<W>,
    (table, names): (&'static str, &[&'static str]),
) -> Result<()> {
    let mut after = None;
    loop {
        let mut query = Query::select();
        query.column("id").columns(names.iter().copied()).from(table);
        if let Some(after) = after {
            query.and_where(Expr::col("id").gt(Expr::value::<Uuid>(after)));
        }
        query.order_by("id", Order::Asc).limit(LISTED as u64);
        let some = tx.query_all(&query).await?;
        let mut all = Vec::new();
        for row in &some {
            let id = row.try_get_by_index::<Uuid>(0)?;
            let mut said = Vec::with_capacity(names.len());
            for place in 1..=names.len() {
                said.push(row.try_get_by_index::<String>(place)?);
            }
            all.extend(rows(id, said.iter().map(String::as_str)));
            after = Some(id);
        }
        of.add(tx, all).await?;
        if some.len() < LISTED {
            return Ok(());
        }
    }
}

fn rows<'a>(of: Uuid, names: impl IntoIterator<Item = &'a str>) -> Vec<(String, Uuid)> {
    words::of(names).into_iter().map(|word| (word, of)).collect()
}

impl<W: EntityTrait> Words<W> {
    async fn add(self, tx: &impl ConnectionTrait, mut rows: Vec<(String, Uuid)>) -> Result<()> {
        // neighbours in the index are written together
        rows.sort_unstable();
        for some in rows.chunks(ROWS) {
            let mut insert = Query::insert();
            insert.into_table(self.table).columns([self.word, self.of]);
            for (word, of) in some {
                insert.values_panic([Expr::value(word.as_str()), Expr::value(*of)]);
            }
            tx.execute(&insert).await?;
        }
        Ok(())
    }

    /// These are found by no word any more.
    pub async fn remove(self, tx: &impl ConnectionTrait, ids: &[Uuid]) -> Result<()> {
        for some in ids.chunks(LISTED) {
            W::delete_many().filter(self.of.is_in(some.iter().copied())).exec(tx).await?;
        }
        Ok(())
    }

    /// Those that have a word for each that was typed, beginning with it: at most so many, each once. Nothing typed finds
    /// nothing.
    pub async fn ids(self, db: &impl Source, text: &str, most: u64) -> Result<Vec<Uuid>>
    where
        W::ActiveModel: TryIntoModel<W::Model>,
    {
        let mut typed = Vec::new();
        let all = words::typed(text);
        let several = all.len() > 1;
        for word in all {
            let count = if several { self.count(db, &word).await? } else { 1 };
            if count == 0 {
                return Ok(Vec::new());
            }
            typed.push((count, word));
        }
        // the rarest leads, so that as few as can be are looked at
        typed.sort_unstable();
        let Some((leading, others)) = typed.split_first() else { return Ok(Vec::new()) };
        let mut ids = Vec::new();
        for row in db.query_all(&self.having(&leading.1, others, most)).await? {
            ids.push(row.try_get_by_index::<Uuid>(0)?);
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    /// How many words begin so, counted no further than is of use.
    async fn count(self, db: &impl Source, word: &str) -> Result<u64>
    where
        W::ActiveModel: TryIntoModel<W::Model>,
    {
        let begin = W::find().filter(self.word.gte(word));
        begin
            .filter(self.word.lt(directory::words::end_of_range(word)))
            .count_up_to(db, COMMON)
            .await
    }

    fn having(self, leading: &str, others: &[(u64, String)], most: u64) -> SelectStatement {
        let column =
            |table: &'static str, column: W::Column| Expr::col((Alias::new(table), column));
        let begins = |table: &'static str, word: &str| {
            let from = column(table, self.word).gte(word);
            from.and(column(table, self.word).lt(directory::words::end_of_range(word)))
        };
        let mut query = Query::select();
        query
            .expr(column(LEADING, self.of))
            .from_as(self.table, Alias::new(LEADING))
            .and_where(begins(LEADING, leading))
            .limit(most);
        for (_, word) in others {
            let own = Query::select()
                .expr(Expr::val(1))
                .from_as(self.table, Alias::new("own"))
                .and_where(column("own", self.of).eq(column(LEADING, self.of)))
                .and_where(begins("own", word))
                .to_owned();
            query.and_where(Expr::exists(own));
        }
        query
    }
}
