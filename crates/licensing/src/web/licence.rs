//! One licence: its page, and its key for those who ask for it.

use super::fields::{Fields, Id, is_beside, refused};
use super::{actors, licence_list, saved_filter};
use crate::domain::activation_event::{ActivationEvent, Kind};
use crate::domain::entitlement::Entitlement;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::machine::Machine;
use crate::domain::saved_filter::Listed;
use crate::domain::user::User;
use crate::store::machine_list::{self, Filter};
use crate::store::{self, choices, licence_member};
use crate::views::licence::{self as views, Feature, Shown};
use crate::views::licence_form::Filled;
use crate::views::licence_list::{Choices, List};
use crate::{actions, keys, rights};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::event::{self, Recorded};
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, post};
use std::collections::BTreeSet;
use ui::{Toast, flash};

/// So many machines stand on a licence's page; the list has all.
const MACHINES: u64 = 50;
/// So many of the last seats that were taken and freed are told in its history.
const SEATS: u64 = 50;

pub(super) async fn show(cx: Cx, Id(id): Id<LicenceId>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let shown = shown(&cx, licence).await?;
    draw(&cx, &shown).await
}

/// The page after something was refused there: what is wrong, at its field, and what was typed.
pub(super) async fn again(
    cx: &Cx,
    id: LicenceId,
    error: Error,
    fields: Fields,
) -> Result<Response> {
    let (status, wrong) = refused(error)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let filled = Filled { fields, wrong, ..Filled::default() };
    let shown = Shown { filled, ..shown(cx, licence).await? };
    Ok((status, draw(cx, &shown).await?).into_response())
}

/// The page with the key in clear. Who looked at it stands in the security log.
pub(super) async fn reveal(cx: Cx, Id(id): Id<LicenceId>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let key = keys::open(&cx.kontor, &licence)?;
    note_export(&cx, &format!("licence_key:{id}"));
    let shown = Shown { key: Some(key), ..shown(&cx, licence).await? };
    Ok(draw(&cx, &shown).await?.into_response())
}

/// Sends the key to whom the licence belongs.
pub(super) async fn send(cx: Cx, Id(id): Id<LicenceId>) -> Result<Response> {
    cx.require(rights::WORK)?;
    if !post::is_ready(&cx) {
        return Err(Error::NotFound);
    }
    let email = match actions::send_licence(&cx, id).await {
        Ok(email) => email,
        Err(error) => return again(&cx, id, error, Fields::default()).await,
    };
    let toast = Toast::ok(cx.locale.ta("licensing-letter-sent", &[("email", email.into())]));
    Ok(([flash(&toast)], Redirect::to(&format!("/licences/{id}"))).into_response())
}

/// That keys or lists left the house.
pub(super) fn note_export(cx: &Cx, what: &str) {
    let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
    cx.kontor.security.write(cx, Event::Export, who, what);
}

/// The same where somebody from outside was given it.
pub(super) fn note_export_of(cx: &Cx, email: &str, what: &str) {
    cx.kontor.security.write(cx, Event::Export, Who::Known(email), what);
}

async fn draw(cx: &Cx, shown: &Shown) -> Result<Markup> {
    let saved = saved_filter::seen(cx, Listed::Licences).await?;
    let address = licence_list::address(cx).opens_filtered(saved.opening.is_some());
    // beside an open list only the licence is drawn
    if is_beside(cx) {
        return Ok(views::page(cx, &address, &List::default(), None, shown));
    }
    let list = licence_list::read(cx, &address).await?;
    let choices = Choices { saved, ..licence_list::offered(cx).await? };
    Ok(views::page(cx, &address, &list, Some(&choices), shown))
}

async fn shown(cx: &Cx, licence: Licence) -> Result<Shown> {
    let db = cx.db();
    let policy = store::policy::get(db, licence.policy).await?;
    let product = store::product::get(db, licence.product).await?;
    let organisation = match licence.organisation {
        Some(id) => directory::find_organisation(db, id).await?,
        None => None,
    };
    let owner = match licence.owner {
        Some(id) => store::user::find(db, id).await?,
        None => None,
    };
    let group = match licence.group {
        Some(id) => store::group::find(db, id).await?,
        None => None,
    };
    let environment = match licence.environment {
        Some(id) => store::environment::find(db, id).await?,
        None => None,
    };
    let of = Filter { licence: Some(licence.id), ..Filter::at(cx.now) };
    let machines = machine_list::page(db, &of, None, MACHINES).await?;
    let users = users(cx, licence.id).await?;
    let seats = store::activation_event::of_licence(db, licence.id, SEATS).await?;
    let history = history(cx, &licence, (&seats, &machines)).await?;
    Ok(Shown {
        status: licence.status(owner.as_ref().is_some_and(User::is_banned), cx.now),
        features: features(cx, &licence).await?,
        offered: choices::entitlements(db).await?,
        actors: actors::of(cx, &history).await?,
        policy,
        product,
        organisation,
        owner,
        group,
        environment,
        machines,
        users,
        history,
        ended: seats
            .into_iter()
            .filter(|one| matches!(one.kind, Kind::ProcessDied | Kind::ProcessEnded))
            .collect(),
        key: None,
        filled: Filled::default(),
        licence,
    })
}

/// Who may use the licence beside its owner, by address.
async fn users(cx: &Cx, licence: LicenceId) -> Result<Vec<User>> {
    let members = licence_member::users(cx.db(), licence).await?;
    let ids: Vec<_> = members.iter().map(|member| member.user).collect();
    let mut users = store::user::with_ids(cx.db(), &ids).await?;
    users.sort_by_key(|user| user.email_key.clone());
    Ok(users)
}

/// What happened to the licence, how devices came to it and left it, and which of them got a file.
async fn history(
    cx: &Cx,
    licence: &Licence,
    (seats, machines): (&[ActivationEvent], &[Machine]),
) -> Result<Vec<Recorded>> {
    let db = cx.db();
    let mut history = event::timeline(db, &events::licensing::licence_object(licence.id)).await?;
    let devices = seats.iter().map(|one| one.machine).chain(machines.iter().map(|one| one.id));
    let devices: BTreeSet<_> = devices.collect();
    let devices: Vec<_> = devices.into_iter().collect();
    history.extend(store::activation_event::facts(db, &devices).await?);
    history.sort_by_key(|fact| (fact.at.0, fact.id));
    Ok(history)
}

/// What it has of its policy and what it has for itself, by name.
pub(super) async fn features(cx: &Cx, licence: &Licence) -> Result<Vec<Feature>> {
    let given = licence_member::entitlements_of_policy(cx.db(), licence.policy).await?;
    let own = licence_member::entitlements(cx.db(), licence.id).await?;
    let mut ids: Vec<_> = given.iter().map(|one| one.entitlement).collect();
    ids.extend(own.iter().map(|one| one.entitlement));
    let feature = |entitlement: Entitlement| {
        let own = own.iter().find(|one| one.entitlement == entitlement.id);
        Feature {
            value: own.and_then(|one| one.value.clone()),
            ends: own.and_then(|one| one.expires_at),
            is_own: own.is_some(),
            entitlement,
        }
    };
    let all = store::entitlement::with_ids(cx.db(), &ids).await?;
    let mut features: Vec<_> = all.into_iter().map(feature).collect();
    features.sort_by(|one, other| one.entitlement.name_key.cmp(&other.entitlement.name_key));
    Ok(features)
}
