//! What licensing holds about people: those whom a vendor's programs name as users of licences, and their machines.
//!
//! What an organisation bought is a contract and stays; who used it goes.

mod imports;
mod releases;
mod tables;

use crate::actions::erase_user;
use crate::domain::user::LicenceUserId;
use crate::store;
use platform::privacy::{Fate, Part, Privacy, Rows, Subject, Table, What};
use platform::{Cx, Result};

pub const PRIVACY: Privacy = Privacy {
    tables: tables::ALL,
    export: |cx, subject| Box::pin(export(cx, subject)),
    preview: |cx, subject| Box::pin(preview(cx, subject)),
    erase: |cx, subject| Box::pin(async move { erase_user(&cx, &subject).await }),
    ..Privacy::NONE
};

async fn export(cx: Cx, subject: Subject) -> Result<Vec<Part>> {
    static TABLES: [Table; 4] =
        [tables::USERS, tables::LICENCES, tables::MACHINES, tables::MEMBERS];
    let found = store::erasure::users_with(cx.db(), &subject.emails).await?;
    let ids: Vec<_> = found.iter().map(|user: &LicenceUserId| user.0).collect();
    let by = ["id", "owner", "owner", "user"];
    // what the house noted for itself goes out when somebody looked at it
    let without: &[&str] = if subject.own { &["metadata"] } else { &[] };
    let rows = |(table, by)| Rows::of_ids(table, by, ids.clone()).without(without);
    Ok(TABLES.iter().zip(by).map(|of| Part::Rows(rows(of))).collect())
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let users = store::erasure::users_with(cx.db(), &subject.emails).await?;
    let machines = store::erasure::count_machines(cx.db(), &users).await?;
    let fate = |noun, count, why| Fate { noun, count, what: What::Pseudonymised, why };
    let (nouns, why) =
        (["licensing-privacy-users", "licensing-privacy-machines"], "licensing-privacy-why");
    Ok(vec![fate(nouns[0], users.len() as u64, why), fate(nouns[1], machines, why)])
}
