//! One's own licences: the list, and one of them.

use super::super::Address;
use super::super::fields::Id;
use super::super::licence::{features, note_export_of};
use super::guest::Guest;
use super::limits;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::user::User;
use crate::letters::Reader;
use crate::store::machine_list::{self, Filter as Machines};
use crate::store::portal_reach::{self, Filter};
use crate::views::portal::licence as views;
use crate::views::portal::licence::{Line, List, Shown};
use crate::{LicensingConfig, actions, keys, store};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::keys::Secret;
use platform::{Result, post};
use std::collections::HashMap;
use ui::{Toast, flash};

const PAGE: u64 = 50;
/// So many devices stand on a licence's page.
const DEVICES: u64 = 200;

pub(super) async fn list(guest: Guest) -> Result<Markup> {
    let address = Address::of(&guest.cx, views::PATH, &["q", "over"]);
    let over = match address.get("over") {
        Some("yes") => Some((true, guest.cx.now)),
        Some("no") => Some((false, guest.cx.now)),
        _ => None,
    };
    let filter = Filter { text: address.get("q").unwrap_or_default().to_owned(), over };
    let (db, after) = (guest.cx.db(), address.after.as_ref());
    let holder = &guest.reach.holder;
    let mut found = portal_reach::page(db, holder, &filter, after, PAGE + 1).await?;
    let more = found.len() as u64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(portal_reach::cursor);
    let list = List {
        lines: lines(&guest, found).await?,
        more: next.map(|next| address.next(next).href()),
    };
    if ui::wants_more(&guest.cx) {
        return Ok(views::lines(&guest.cx, &list));
    }
    Ok(views::page(guest.frame(), &address, &list))
}

async fn lines(guest: &Guest, licences: Vec<Licence>) -> Result<Vec<Line>> {
    let db = guest.cx.db();
    let products: Vec<_> = licences.iter().map(|one| one.product).collect();
    let products = store::product::with_ids(db, &products).await?;
    let products: HashMap<_, _> = products.into_iter().map(|one| (one.id, one.name)).collect();
    let owners: Vec<_> = licences.iter().filter_map(|one| one.owner).collect();
    let owners = store::user::with_ids(db, &owners).await?;
    let banned: Vec<_> =
        owners.iter().filter(|one: &&User| one.is_banned()).map(|one| one.id).collect();
    let line = |licence: Licence| Line {
        status: licence.status(licence.owner.is_some_and(|id| banned.contains(&id)), guest.cx.now),
        product: products.get(&licence.product).cloned().unwrap_or_default(),
        licence,
    };
    Ok(licences.into_iter().map(line).collect())
}

pub(super) async fn show(guest: Guest, Id(id): Id<LicenceId>) -> Result<Markup> {
    draw(&guest, id, None).await
}

/// The page with the key in clear.
pub(super) async fn reveal(guest: Guest, Id(id): Id<LicenceId>) -> Result<Markup> {
    let licence = guest.licence(id).await?;
    let key = keys::open(&guest.cx.kontor, &licence)?;
    note_export_of(&guest.cx, &guest.visit.email, &format!("licence_key:{id}"));
    draw(&guest, id, Some(key)).await
}

async fn draw(guest: &Guest, id: LicenceId, key: Option<Secret>) -> Result<Markup> {
    let (cx, db) = (&guest.cx, guest.cx.db());
    let licence = guest.licence(id).await?;
    let policy = store::policy::get(db, licence.policy).await?;
    let product = store::product::get(db, licence.product).await?;
    let owner = match licence.owner {
        Some(id) => store::user::find(db, id).await?,
        None => None,
    };
    let of = Machines { licence: Some(id), ..Machines::at(cx.now) };
    let help = cx.kontor.config.section::<LicensingConfig>().help_address.clone();
    let shown = Shown {
        status: licence.status(owner.as_ref().is_some_and(User::is_banned), cx.now),
        features: features(cx, &licence).await?,
        devices: machine_list::page(db, &of, None, DEVICES).await?,
        resources: store::resource::of_licence(db, id).await?,
        seats: licence.limits.over(&policy.settings).max_machines,
        keeps_devices: licence.protected.unwrap_or(policy.settings.protected),
        writes: post::is_ready(cx),
        product: product.name,
        help,
        key,
        licence,
    };
    Ok(views::show(guest.frame(), &shown))
}

/// Sends the key to the visitor's own address.
pub(super) async fn send(guest: Guest, Id(id): Id<LicenceId>) -> Result<Response> {
    let licence = guest.licence(id).await?;
    if !post::is_ready(&guest.cx) {
        return Err(platform::Error::NotFound);
    }
    limits::letter(&guest.cx, &guest.visit.email).await?;
    let to = Reader { email: guest.visit.email.clone(), lang: guest.cx.locale.lang };
    actions::send_licence_to(&guest.acts(), licence.id, &to).await?;
    let said = guest.cx.locale.ta("licensing-letter-sent", &[("email", to.email.into())]);
    let to = format!("{}/{id}", views::PATH);
    Ok(([flash(&Toast::ok(said))], Redirect::to(&to)).into_response())
}
