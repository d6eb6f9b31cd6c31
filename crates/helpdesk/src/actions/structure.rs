//! What groups and categories have in common: a name that nobody else has, a version, and the fact of their change.

use crate::domain::group::{Group, GroupId, Refused};
use crate::store;
use events::helpdesk::StructureChanged;
use platform::{Cx, Error, Millis, Result, Tx, event};

/// A name may be one's own, but not another's.
pub fn free<Id: PartialEq>(taken: Option<Id>, own: Option<&Id>) -> Result<()> {
    match taken {
        Some(taken) if Some(&taken) != own => Err(Refused::NameTaken.into()),
        _ => Ok(()),
    }
}

/// Whether the form was filled from what is stored now; a form without a version always was.
pub fn current(form: Option<i32>, stored: i32) -> Result<()> {
    if form.is_some_and(|form| form != stored) { Err(Error::Stale) } else { Ok(()) }
}

/// A house without groups has one from its first mailbox or ticket on, so that setting up asks for nothing more.
pub async fn first_group(tx: &Tx, cx: &Cx) -> Result<GroupId> {
    let (id, created_at) = (GroupId::new(), Millis(cx.now));
    let (name, name_key) = ("Support".to_owned(), "support".to_owned());
    let group = Group { id, name, name_key, active: true, reserved: false, created_at, version: 0 };
    store::group::insert(tx, group).await?;
    let fact =
        StructureChanged { kind: "group".into(), id: id.to_string(), what: "created".into() };
    event::record(tx, cx, &fact).await?;
    Ok(id)
}

/// Writes down that it was made or changed, and ends the transaction.
pub async fn finish(cx: &Cx, tx: Tx, kind: &str, (id, is_new): (String, bool)) -> Result<()> {
    let what = if is_new { "created" } else { "changed" };
    let fact = StructureChanged { kind: kind.to_owned(), id, what: what.to_owned() };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await
}
