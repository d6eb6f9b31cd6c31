//! Entries that name somebody by an address: in From, To or Cc.

use crate::domain::message::{COLUMN, Column, Entity, Kind, MessageId};
use crate::domain::recipient::{self, is_address, kept};
use crate::domain::ticket::TicketId;
use platform::Result;
use platform::db::Source;
use platform::privacy::Subject;
use sea_orm::prelude::*;
use sea_orm::sea_query::{Func, LikeExpr};
use sea_orm::{Condition, ExprTrait, QueryOrder, QuerySelect};

/// An entry that names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: MessageId,
    pub ticket: TicketId,
    pub kind: Kind,
    /// It came from them.
    pub from: bool,
    /// To without them, where it names them.
    pub to: Option<String>,
    pub cc: Option<String>,
}

impl Named {
    /// A customer's word, and theirs: not what the house wrote from an address of its own.
    pub fn is_theirs(&self) -> bool {
        self.from && self.kind == Kind::Customer
    }
}

type Row = (MessageId, TicketId, Kind, String, String, String);

/// Entries that are read at once.
const LOT: u64 = 1000;

/// The next entries after `after` that name them, and where to go on; none: at the end.
pub async fn lot(
    db: &impl Source,
    subject: &Subject,
    after: Option<MessageId>,
) -> Result<(Vec<Named>, Option<MessageId>)> {
    if subject.emails.is_empty() {
        return Ok((Vec::new(), None));
    }
    let mut query = Entity::find().filter(perhaps(subject));
    if let Some(after) = after {
        query = query.filter(COLUMN.id.gt(after));
    }
    let query = query.select_only().columns([
        Column::Id,
        Column::Ticket,
        Column::Kind,
        Column::FromAddress,
        Column::ToAddresses,
        Column::CcAddresses,
    ]);
    let rows: Vec<Row> = query.order_by_asc(COLUMN.id).limit(LOT).into_tuple().all(db).await?;
    let last = rows.last().map(|row| row.0).filter(|_| rows.len() as u64 == LOT);
    Ok((rows.into_iter().filter_map(|row| named(subject, row)).collect(), last))
}

/// All of them.
pub async fn all(db: &impl Source, subject: &Subject) -> Result<Vec<Named>> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let (some, last) = lot(db, subject, after).await?;
        found.extend(some);
        after = last;
        if after.is_none() {
            return Ok(found);
        }
    }
}

fn perhaps(subject: &Subject) -> Condition {
    let columns = [Column::FromAddress, Column::ToAddresses, Column::CcAddresses];
    subject
        .emails
        .iter()
        .flat_map(|email| columns.map(|column| (email, column)))
        .fold(Condition::any(), |any, (email, column)| {
            any.add(may_name(Expr::col((Entity, column)), email))
        })
}

/// Finds too much rather than too little: databases know upper and lower case of ASCII alone, and no addresses.
pub(super) fn may_name(text: Expr, email: &str) -> Expr {
    let any_case = |c: char| match c {
        _ if !c.is_ascii() => '%',
        'a'..='z' | '0'..='9' | '@' | '.' | '-' | '+' => c,
        _ => '_',
    };
    let pattern: String = email.chars().map(any_case).collect();
    Expr::expr(Func::lower(text)).like(LikeExpr::new(format!("%{pattern}%")))
}

fn named(subject: &Subject, (id, ticket, kind, from, to, cc): Row) -> Option<Named> {
    let from = subject.has_email(&from);
    let (to, cc) = (without(subject, &to), without(subject, &cc));
    let names = from || to.is_some() || cc.is_some();
    names.then_some(Named { id, ticket, kind, from, to, cc })
}

/// A list of addressees without them; none where it does not name them. Whoever is called by their address keeps nothing
/// but their own.
fn without(subject: &Subject, list: &str) -> Option<String> {
    let theirs = |one: &recipient::Kept<'_>| {
        let odd = !is_address(one.address) && subject.is_named_in(one.address);
        odd || subject.has_email(one.address)
    };
    let others = kept(list)
        .filter(|one| !theirs(one))
        .map(|one| if subject.is_named_in(one.whole) { one.address } else { one.whole });
    let others = others.collect::<Vec<_>>().join(", ");
    (others != kept(list).map(|one| one.whole).collect::<Vec<_>>().join(", ")).then_some(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_named_goes_out_of_a_list() {
        let mut eva = Subject::default();
        eva.add_email("eva@firma.de");
        let kept = |list: &str| without(&eva, list);
        assert_eq!(kept("geva@firma.de, a.eva@firma.de, eva@firma.dev"), None);
        assert_eq!(kept(""), None);
        let list = "\"Eva\" <EVA@firma.de>; geva@firma.de, odd entry";
        assert_eq!(kept(list).unwrap(), "geva@firma.de, odd entry");
        assert_eq!(kept("\"eva@firma.de\" <x@y.de>").unwrap(), "x@y.de");
        assert_eq!(kept("eva@firma.de odd").unwrap(), "");
        let many = vec!["x@y.de"; 60].join(", ") + ", eva@firma.de";
        assert_eq!(kept(&many).unwrap().matches("x@y.de").count(), 60);
    }
}
