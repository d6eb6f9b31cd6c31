//! What licensing holds about people: those whom a vendor's programs name as users of licences, and their machines.
//!
//! What an organisation bought is a contract and stays; who used it goes.

mod imports;
mod portal;
mod releases;
mod saved;
mod signs;
mod tables;
mod usage;
mod webhooks;

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
    static HEARTBEATS: Table = usage::HEARTBEATS;
    static FILTERS: [Table; 2] = [saved::FILTERS, saved::OPENINGS];
    static TABLES: [Table; 4] =
        [tables::USERS, tables::LICENCES, tables::MACHINES, tables::MEMBERS];
    let found = store::erasure::users_with(cx.db(), &subject.emails).await?;
    let ids: Vec<_> = found.iter().map(|user: &LicenceUserId| user.0).collect();
    let by = ["id", "owner", "owner", "user"];
    // what the house noted for itself goes out when somebody looked at it
    let without: &[&str] = if subject.own { &["metadata"] } else { &[] };
    let rows = |(table, by)| Rows::of_ids(table, by, ids.clone()).without(without);
    let parts = TABLES.iter().zip(by).map(|of| Part::Rows(rows(of)));
    let mut parts: Vec<Part> = parts.chain(visits(&subject).map(Part::Rows)).collect();
    let machines = store::erasure::machines_of(cx.db(), &found).await?;
    let machines = machines.into_iter().map(|id| id.0).collect::<Vec<_>>();
    let accounts = || subject.users.iter().map(|id| id.0).collect::<Vec<_>>();
    parts.extend(FILTERS.iter().map(|of| Part::Rows(Rows::of_ids(of, "user", accounts()))));
    parts.push(Part::Rows(Rows::of_ids(&HEARTBEATS, "machine", machines)));
    Ok(parts)
}

/// Visits of the portal, and the links that led there.
fn visits(subject: &Subject) -> impl Iterator<Item = Rows> {
    static TABLES: [Table; 2] = [portal::VISITS, portal::LINKS];
    TABLES.iter().map(|table| Rows::of_texts(table, "email", subject.emails.clone()))
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let users = store::erasure::users_with(cx.db(), &subject.emails).await?;
    let machines = store::erasure::count_machines(cx.db(), &users).await?;
    let fate = |noun, count, why| Fate { noun, count, what: What::Pseudonymised, why };
    let (nouns, why) =
        (["licensing-privacy-users", "licensing-privacy-machines"], "licensing-privacy-why");
    let theirs = Fate {
        noun: "licensing-privacy-visits",
        count: store::portal::count_visits(cx.db(), &subject.emails).await?,
        what: What::Deleted,
        why: "licensing-privacy-visits-why",
    };
    let kept = Fate {
        noun: "licensing-privacy-filters",
        count: store::saved_filter::count_own(cx.db(), &subject.users).await?,
        what: What::Deleted,
        why: "licensing-privacy-filters-why",
    };
    Ok(vec![fate(nouns[0], users.len() as u64, why), fate(nouns[1], machines, why), theirs, kept])
}
