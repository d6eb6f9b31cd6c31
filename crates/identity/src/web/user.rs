use super::answer::{again, refusals};
use crate::domain::account::{self, Account, Email, Faults, Name};
use crate::domain::guard::Guard;
use crate::domain::role;
use crate::letters::absolute;
use crate::store::user::Filter;
use crate::views::user::{AccountInput, ListQuery, Listed, Seen};
use crate::{actions, device, rights, store, views};
use axum::extract::{Path, Query};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Result, Role, User, UserId, roles, session, users};
use std::collections::HashMap;
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/admin/users", get(list).post(create))
        .route("/admin/users/new", get(new))
        .route("/admin/users/{user}", get(show).post(change))
        .route("/admin/users/{user}/activation", post(activate))
        .route("/admin/users/{user}/deactivation", post(deactivate))
        .route("/admin/users/{user}/link", post(issue_link))
        .route("/admin/users/{user}/letter", post(write_letter))
        .route("/admin/users/{user}/unlocking", post(unlock))
        .route("/admin/users/{user}/sessions/end", post(end_sessions))
        .route("/admin/users/{user}/factors/removal", post(remove_factors))
        .route("/admin/users/{user}/sign-ins/{provider}/removal", post(unlink))
        .route_layer(from_fn(proven))
}

/// An address that names nobody is not there, whatever is wrong with it.
fn id(text: &str) -> Result<UserId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn list(cx: Cx, Query(query): Query<ListQuery>) -> Result<Markup> {
    cx.require(rights::MANAGE_USERS)?;
    let filter = Filter {
        role: account::role(&query.role).ok(),
        active: match query.state.as_str() {
            "active" => Some(true),
            "inactive" => Some(false),
            _ => None,
        },
        ..Filter::of_text(&query.q)
    };
    let page = query.page.parse().unwrap_or(1_u32).clamp(1, 100_000);
    let (users, more) = store::user::page(cx.db(), &filter, u64::from(page) - 1).await?;
    let roles = own_roles(&cx, &users).await?;
    Ok(views::user::list(&cx, &Listed { users, roles, more, page, query }))
}

/// The names of these users' own roles.
async fn own_roles(cx: &Cx, users: &[User]) -> Result<HashMap<UserId, Vec<String>>> {
    let ids: Vec<UserId> = users.iter().map(|user| user.id).collect();
    let held = roles::of_users(cx.db(), &ids).await?;
    let mut names: HashMap<UserId, Vec<String>> = HashMap::new();
    if held.is_empty() {
        return Ok(names);
    }
    for role in roles::all(cx.db()).await? {
        for holder in held.iter().filter(|holder| holder.role == role.id) {
            names.entry(holder.user).or_default().push(role.name.clone());
        }
    }
    Ok(names)
}

async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE_USERS)?;
    let lang = cx.kontor.default_lang.tag().into();
    let input =
        AccountInput { role: "agent".into(), level: "1".into(), lang, ..AccountInput::default() };
    Ok(views::user::new(&cx, &input, &roles::all(cx.db()).await?, &[]))
}

/// Writes the invitation, or shows it at once where no letters are sent: it is known to nobody afterwards.
async fn create(cx: Cx, Form(form): Form<Vec<(String, String)>>) -> Result<Response> {
    cx.require(rights::MANAGE_USERS)?;
    let form = AccountInput::read(form);
    let created = match read(&form, None) {
        Ok(account) => actions::create_user(&cx, account).await,
        Err(error) => Err(error),
    };
    match created {
        Ok(user) => {
            if platform::post::is_ready(&cx) {
                actions::post_link(&cx, user.id).await?;
                return Ok(done(&cx, user.id, "identity-letter-sent"));
            }
            let link = actions::invite(&cx, user.id).await?;
            Ok(views::user::link(&cx, &user, &absolute(&cx, &link), true).into_response())
        }
        Err(error) => {
            let own = roles::all(cx.db()).await?;
            Ok(again(views::user::new(&cx, &form, &own, &refusals(error)?)))
        }
    }
}

fn read(form: &AccountInput, has: Option<Role>) -> Result<Account> {
    let mut faults = Faults::default();
    let name = faults.take(Name::of_person(&form.name));
    let email = faults.take(Email::new(&form.email));
    let role = faults.take(account::offered_role(&form.role, has));
    let level = faults.take(account::level(&form.level));
    let lang = faults.take(account::lang(&form.lang));
    let parsed = form.roles.iter().map(|id| id.parse().map_err(|_| role::Refused::Unknown));
    let roles = faults.take(parsed.collect::<Result<Vec<_>, _>>());
    faults.all((|| {
        let role = role?;
        // only agents have a level
        let level = if role == Role::Agent { level? } else { 1 };
        Some(Account { name: name?, email: email?, role, level, lang: lang?, roles: roles? })
    })())
}

async fn show(cx: Cx, Path(user): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE_USERS)?;
    let seen = seen(&cx, id(&user)?).await?;
    let input = AccountInput::of(&seen.user, &seen.roles);
    Ok(views::user::show(&cx, &seen, &input, &[]))
}

async fn seen(cx: &Cx, id: UserId) -> Result<Seen> {
    let user = users::get(cx.db(), id).await?;
    let account = device::account(&cx.kontor, &user.email);
    let guards: Vec<Guard> = store::guard::of_account(cx.db(), &account).await?;
    let locked = guards.iter().filter_map(|guard| guard.locked_until).map(|until| until.0).max();
    let has = actions::owed(cx.db(), &user).await?;
    Ok(Seen {
        roles: roles::of_user(cx.db(), id).await?,
        offered: roles::all(cx.db()).await?,
        sessions: session::of_user(cx.db(), id).await?,
        programs: store::program::count_good(cx.db(), id, cx.now).await?,
        keys: store::api_key::count_good(cx.db(), id, cx.now).await?,
        has_password: store::credential::find(cx.db(), id).await?.is_some(),
        has_factor: has.app || has.passkey,
        ways: super::provider::ways(cx, id).await?,
        mistakes: guards.iter().any(|guard| guard.failures > 0 || guard.locks > 0),
        locked_until: locked.filter(|until| *until > cx.now),
        user,
    })
}

async fn change(
    cx: Cx,
    Path(user): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response> {
    cx.require(rights::MANAGE_USERS)?;
    let form = AccountInput::read(form);
    let id = id(&user)?;
    // a version that is no number is one that nobody has
    let version = form.version.parse().unwrap_or(-1);
    let has = users::get(cx.db(), id).await?.role;
    let changed = match read(&form, Some(has)) {
        Ok(account) => actions::change_user(&cx, id, version, account).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(_) => Ok(done(&cx, id, "identity-user-saved")),
        Err(error) => {
            let wrong = refusals(error)?;
            Ok(again(views::user::show(&cx, &seen(&cx, id).await?, &form, &wrong)))
        }
    }
}

fn done(cx: &Cx, id: UserId, key: &str) -> Response {
    let to = format!("/admin/users/{id}");
    ([flash(&Toast::ok(cx.locale.t(key)))], Redirect::to(&to)).into_response()
}

async fn activate(cx: Cx, Path(user): Path<String>) -> Result<Response> {
    let id = id(&user)?;
    actions::set_active(&cx, id, true).await?;
    Ok(done(&cx, id, "identity-user-activated"))
}

async fn deactivate(cx: Cx, Path(user): Path<String>) -> Result<Response> {
    let id = id(&user)?;
    actions::set_active(&cx, id, false).await?;
    Ok(done(&cx, id, "identity-user-deactivated"))
}

/// An invitation for someone without a password, else a link to choose another one.
async fn issue_link(cx: Cx, Path(user): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE_USERS)?;
    let seen = seen(&cx, id(&user)?).await?;
    let link = if seen.has_password {
        actions::issue_reset(&cx, seen.user.id).await?
    } else {
        actions::invite(&cx, seen.user.id).await?
    };
    Ok(views::user::link(&cx, &seen.user, &absolute(&cx, &link), !seen.has_password))
}

/// The same link, written to its owner.
async fn write_letter(cx: Cx, Path(user): Path<String>) -> Result<Response> {
    cx.require(rights::MANAGE_USERS)?;
    let id = id(&user)?;
    if !platform::post::is_ready(&cx) {
        return Err(Error::NotFound);
    }
    actions::post_link(&cx, id).await?;
    Ok(done(&cx, id, "identity-letter-sent"))
}

async fn unlock(cx: Cx, Path(user): Path<String>) -> Result<Response> {
    let id = id(&user)?;
    actions::unlock_user(&cx, id).await?;
    Ok(done(&cx, id, "identity-user-unlocked"))
}

async fn end_sessions(cx: Cx, Path(user): Path<String>) -> Result<Response> {
    let id = id(&user)?;
    actions::end_sessions(&cx, id).await?;
    Ok(done(&cx, id, "identity-sessions-ended"))
}

async fn remove_factors(cx: Cx, Path(user): Path<String>) -> Result<Response> {
    let id = id(&user)?;
    actions::remove_factors(&cx, id).await?;
    Ok(done(&cx, id, "identity-factors-removed"))
}

/// An address that names no link of this person is not there; one's own last way in stays.
async fn unlink(cx: Cx, Path((user, provider)): Path<(String, String)>) -> Result<Response> {
    let id = id(&user)?;
    match actions::unlink_sign_in(&cx, id, &provider).await {
        Ok(()) => {
            let toast = super::provider::unlinked(&cx, id).await?;
            Ok(([toast], Redirect::to(&format!("/admin/users/{id}"))).into_response())
        }
        Err(error) => {
            let wrong = refusals(error)?;
            let seen = seen(&cx, id).await?;
            let input = AccountInput::of(&seen.user, &seen.roles);
            Ok(again(views::user::show(&cx, &seen, &input, &wrong)))
        }
    }
}
