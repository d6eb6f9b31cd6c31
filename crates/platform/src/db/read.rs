//! Reading rows: through the mapper, and on SQLite past it where that is quicker.

use super::near::{Generation, Near};
use crate::Result;
use async_trait::async_trait;
use sea_orm::sea_query::{Asterisk, Expr, Func, Query};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, ExecResult, QueryResult,
    QuerySelect, QueryTrait, Select, Statement, TryIntoModel,
};
use std::sync::Arc;

/// The readers. On a server they are a pool of connections; on SQLite there are also those of the caller's thread.
#[derive(Clone, Debug)]
pub struct Reader {
    pub(super) pool: DatabaseConnection,
    pub(super) near: Option<Arc<Near>>,
}

/// What rows can be read from: the readers, or an action's transaction, which sees its own changes.
pub trait Source: ConnectionTrait {
    /// The readers of the caller's thread, where there are such.
    #[doc(hidden)]
    fn near(&self) -> Option<&Near>;

    /// What was read while this stays the same is still so. None where only reading tells: on servers, and in a transaction.
    fn generation(&self) -> Option<Generation> {
        self.near()?.generation()
    }
}

impl Reader {
    /// Waits until what somebody saw who took back his changes can be read here.
    pub(super) async fn settled(&self) -> Result<(), DbErr> {
        match &self.near {
            Some(near) => near.line.settled().await,
            None => Ok(()),
        }
    }
}

impl Source for Reader {
    fn near(&self) -> Option<&Near> {
        self.near.as_deref()
    }
}

/// Reading whole entities: `query.rows(db)`, as every store reads them.
pub trait Rows<E: EntityTrait>: Sized {
    /// All rows of the query.
    fn rows(self, db: &impl Source) -> impl Future<Output = Result<Vec<E::Model>>> + Send;

    /// The first row of the query.
    fn row(self, db: &impl Source) -> impl Future<Output = Result<Option<E::Model>>> + Send;

    /// How many rows there are, counted no further than `most`.
    fn count_up_to(self, db: &impl Source, most: u64) -> impl Future<Output = Result<u64>> + Send;
}

impl<E> Rows<E> for Select<E>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    async fn rows(self, db: &impl Source) -> Result<Vec<E::Model>> {
        if let Some(near) = db.near() {
            near.line.settled().await?;
            if let Some(found) = near.rows(&self)? {
                return Ok(found);
            }
        }
        Ok(self.all(db).await?)
    }

    async fn row(self, db: &impl Source) -> Result<Option<E::Model>> {
        Ok(self.limit(1).rows(db).await?.pop())
    }

    async fn count_up_to(self, db: &impl Source, most: u64) -> Result<u64> {
        let some = self.select_only().expr(Expr::val(1)).limit(most).into_query();
        let count = Query::select()
            .expr(Func::count(Expr::col(Asterisk)))
            .from_subquery(some, "counted")
            .to_owned();
        if let Some(near) = db.near() {
            near.line.settled().await?;
            if let Some(found) = near.count(&count)? {
                return Ok(found);
            }
        }
        let row = db.query_one(&count).await?;
        let count = row.map_or(Ok(0), |row| row.try_get_by_index::<i64>(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.settled().await?;
        self.pool.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.settled().await?;
        self.pool.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.settled().await?;
        self.pool.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.settled().await?;
        self.pool.query_all_raw(statement).await
    }
}
