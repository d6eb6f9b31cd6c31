//! The files of releases that a licence opens.

use super::super::Address;
use super::super::fields::Id;
use super::device::id;
use super::guest::Guest;
use crate::domain::access::Access;
use crate::domain::artifact::{ArtifactId, Status};
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::release::Release;
use crate::domain::strategy::Distribution;
use crate::store::paging::{Cursor, Key};
use crate::store::release::{self, Filter};
use crate::views::portal::download as views;
use crate::views::portal::download::{List, Version};
use crate::wire::origin::Origin;
use crate::wire::transfer::{self, Verb};
use crate::{actions, store};
use axum::extract::Path;
use axum::response::Redirect;
use events::licensing::ReleaseId;
use maud::Markup;
use platform::Result;

/// Releases on one page.
const PAGE: u64 = 20;

pub(super) async fn list(guest: Guest, Id(id): Id<LicenceId>) -> Result<Markup> {
    let licence = guest.licence(id).await?;
    let path = format!("/portal/licences/{id}/downloads");
    // the address says nothing but where the page begins
    let address = Address::of(&guest.cx, "", &[]);
    let (versions, next) = versions(&guest, &licence, address.after.as_ref()).await?;
    let list = List { versions, more: next.map(|next| address.next(next).at(&path)) };
    Ok(views::page(guest.frame(), &licence, &path, &list))
}

async fn versions(
    guest: &Guest,
    licence: &Licence,
    after: Option<&Cursor>,
) -> Result<(Vec<Version>, Option<Cursor>)> {
    let db = guest.cx.db();
    let product = store::product::get(db, licence.product).await?;
    if product.distribution == Distribution::Closed {
        return Ok((Vec::new(), None));
    }
    let holding = store::release_access::holding(db, licence, guest.cx.now).await?;
    let access = Access::Holder(vec![holding]);
    let filter = Filter { product: Some(product.id), ..Filter::default() };
    let after = after.and_then(|cursor| match cursor.key {
        Key::At(created_at) => Some(release::Cursor { created_at, id: ReleaseId(cursor.id) }),
        Key::Name(_) => None,
    });
    let mut found = release::page(db, &filter, &access, after, PAGE + 1).await?;
    let more = found.len() as u64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let last = found.last().filter(|_| more);
    let next = last.map(|one| Cursor { id: one.id.0, key: Key::At(one.created_at) });
    let ids: Vec<_> = found.iter().map(|one| one.id).collect();
    let files = store::artifact::of_releases(db, &ids).await?;
    let version = |release: Release| Version {
        files: files
            .iter()
            .filter(|file| file.release == release.id && file.status == Status::Uploaded)
            .cloned()
            .collect(),
        release,
    };
    Ok((found.into_iter().map(version).collect(), next))
}

/// Leads to the file: at an address that is good for a few minutes, from which it can be fetched in pieces.
pub(super) async fn fetch(
    guest: Guest,
    Path((licence, file)): Path<(String, String)>,
) -> Result<Redirect> {
    let licence = guest.licence(id(&licence)?).await?;
    let file: ArtifactId = id(&file)?;
    let cx = guest.acts();
    let artifact = actions::fetch_artifact(&cx, licence.id, file).await?;
    Ok(Redirect::to(&transfer::address(&cx, &Origin(String::new()), Verb::Get, &artifact)))
}
