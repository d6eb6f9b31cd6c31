use super::arrive::{Arrived, arrive};
use super::change_user::keep_an_admin;
use super::create_user;
use super::end_entries::begin_anew;
use super::enter::Way;
use super::give_own_roles::give_own_roles;
use super::link_sign_in::{insert, log_linked};
use super::reach;
use super::return_from_provider::refuse;
use crate::config::Unmatched;
use crate::domain::account::{Account, Email, Name};
use crate::domain::claims::Person;
use crate::domain::provider::Why;
use crate::provider::{Provider, Told};
use crate::store;
use crate::store::journey::Journey;
use chrono::{DateTime, Utc};
use events::identity::{GroupsTold, SessionsEnded, UserChanged};
use platform::security_log::{Event, Who};
use platform::session::{self, Vouched};
use platform::{Cx, Result, Role, Tx, User, event, roles, users};

/// Lets in whom the provider vouches for: who is linked, else who may have a new account.
pub async fn sign_in_by_provider(
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
) -> Result<Arrived> {
    let tx = cx.begin().await?;
    let linked = store::linked::find(&tx, person).await?;
    let user = match &linked {
        Some(linked) => {
            store::linked::used(&tx, cx, linked, person).await?;
            users::get(&tx, linked.user).await?
        }
        None => match create(&tx, cx, provider, person).await? {
            Ok(user) => user,
            Err(why) => return Err(refuse(cx, stranger(person), why.of(&provider.label()))),
        },
    };
    settle(cx, tx, provider, person, (user, linked.is_none())).await
}

/// Links whom the provider vouches for with the account that the invitation is for.
pub async fn accept_invitation(
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
    journey: &Journey,
) -> Result<Arrived> {
    cx.kontor.may_change()?;
    let label = provider.label();
    let tx = cx.begin().await?;
    let link = journey.link.as_deref().unwrap_or_default();
    let used_up = store::link::take_by_id(&tx, link, cx.now).await?;
    let Some(id) = used_up.and_then(|link| link.user) else {
        return Err(refuse(cx, stranger(person), Why::Invitation.of(&label)));
    };
    let user = users::get(&tx, id).await?;
    if let Err(why) = insert(&tx, cx, provider, person, &user).await? {
        return Err(refuse(cx, Who::Known(&user.email), why.of(&label)));
    }
    store::link::revoke_all(&tx, user.id).await?;
    settle(cx, tx, provider, person, (user, true)).await
}

/// What an account must be before its owner comes in, and then the way in.
async fn settle(
    cx: &Cx,
    tx: Tx,
    provider: &Provider<'_>,
    person: &Person,
    (user, is_new): (User, bool),
) -> Result<Arrived> {
    let label = provider.label();
    let email = user.email.clone();
    let who = Who::Known(&email);
    if !user.active {
        return Err(refuse(cx, who, Why::Inactive.of(&label)));
    }
    let before = user.role;
    let told = Told::of(&tx, provider, person).await?;
    let (user, welcome) = give_role(&tx, cx, provider, person, (user, told.is_some())).await?;
    tell_groups(&tx, cx, provider, person, &user).await?;
    let (user, own) = match told {
        Some(told) if welcome => give_own_roles(&tx, cx, &told, user).await?,
        _ => (user, false),
    };
    let arrived = if welcome {
        Ok(arrive(&tx, cx, user.clone(), way(provider, person)).await?)
    } else {
        Err(Why::NoRole.of(&label))
    };
    cx.commit(tx).await?;
    if is_new {
        log_linked(cx, provider, &user);
    }
    if own || before != user.role {
        let own = if own { "+own" } else { "" };
        let reason = format!("{before:?}_to_{:?}{own}", user.role).to_lowercase();
        cx.kontor.security.write(cx, Event::RoleChanged, who, &reason);
    }
    let arrived = arrived.map_err(|refused| refuse(cx, who, refused))?;
    cx.kontor.security.write(cx, arrived.event(), who, &format!("sso:{}", provider.name));
    Ok(arrived)
}

/// An address that a provider says proves nothing, so it is not written down as that of an account.
fn stranger(person: &Person) -> Who<'_> {
    Who::Typed(person.email.as_deref().unwrap_or(&person.subject))
}

fn way(provider: &Provider<'_>, person: &Person) -> Way {
    let session = person.session.as_deref();
    let session = session.map(|id| store::linked::session_id(&person.issuer, id));
    let both = provider.config.trust_second_factor && person.second_factor;
    let how = if both { "sso+mfa" } else { "sso" };
    let vouched = Some(Vouched { provider: provider.name.to_owned(), session });
    // a provider that knows the browser asks nobody: that is no fresh proof
    let long_ago = DateTime::<Utc>::UNIX_EPOCH;
    let proved_at = provider.config.auth_time.then(|| person.proved_at.unwrap_or(long_ago));
    Way { how: how.to_owned(), vouched, both, proved_at }
}

/// A new account, where the house makes such. An account that has the address is nobody's to take over.
async fn create(
    tx: &Tx,
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
) -> Result<std::result::Result<User, Why>> {
    let email = person.email.as_deref().map(Email::new).and_then(std::result::Result::ok);
    let taken = match &email {
        Some(email) => users::find_by_email(tx, email.as_str()).await?.is_some(),
        None => false,
    };
    if taken {
        return Ok(Err(Why::EmailTaken));
    }
    if !provider.config.create {
        return Ok(Err(Why::NotLinked));
    }
    cx.kontor.may_change()?;
    let Some(role) = provider.config.role_of(&person.belongs) else { return Ok(Err(Why::NoRole)) };
    if role == Role::Agent && Told::of(tx, provider, person).await?.is_none() {
        return Ok(Err(Why::NoRole));
    }
    let Some(email) = email else { return Ok(Err(Why::NoEmail)) };
    let name = person.name.as_deref().and_then(|name| Name::of_person(name).ok());
    let name = match name {
        Some(name) => name,
        None => Name::of_person(email.as_str().split('@').next().unwrap_or_default())?,
    };
    let lang = cx.locale.lang;
    let account = Account { name, email, role, level: 1, lang, roles: Vec::new() };
    let user = create_user::insert(tx, cx, account).await?;
    Ok(insert(tx, cx, provider, person, &user).await?.map(|()| user))
}

/// Gives the role that the provider says, where it decides that, and tells whether its owner may come in. What becomes of
/// who has none there, the settings say; the last administrator stays one and comes in. Nobody is an agent whose own roles
/// are not all `known`.
async fn give_role(
    tx: &Tx,
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
    (user, known): (User, bool),
) -> Result<(User, bool)> {
    let given = provider.config.role_of(&person.belongs);
    let (role, welcome) = match (given, provider.config.unmatched) {
        _ if !provider.config.decides_roles() => (user.role, true),
        (Some(role), _) => (role, true),
        (None, Unmatched::Keep) => (user.role, true),
        (None, Unmatched::Customer) => (Role::Customer, false),
        (None, Unmatched::Refuse) => return stays_outside(tx, cx, provider, user).await,
    };
    if role == Role::Agent && !known {
        return stays_outside(tx, cx, provider, user).await;
    }
    if role == user.role {
        return Ok((user, welcome));
    }
    cx.kontor.may_change()?;
    // from here on nobody else changes who is an administrator
    store::setup::queue_up(tx).await?;
    let mut user = users::get(tx, user.id).await?;
    if user.role == Role::Admin && keep_an_admin(tx, &user).await.is_err() {
        tracing::warn!(user = %user.id, provider = provider.name, "The last administrator stays one although the provider says otherwise");
        return Ok((user, true));
    }
    user.role = role;
    user.level = if role == Role::Agent { user.level } else { 1 };
    users::save(tx, &mut user).await?;
    event::record(tx, cx, &UserChanged::of(&user)).await?;
    // own roles are an agent's; they do not sleep until somebody is one again
    if !roles::of_user(tx, user.id).await?.is_empty() {
        reach::give(tx, cx, &user, &[]).await?;
    }
    begin_anew(tx, cx, user.id, None).await?;
    Ok((user, welcome))
}

/// Who has no role there stays as they are and outside, and what the provider vouched for before ends: a token that lacks a
/// claim by mistake takes nothing away for good.
async fn stays_outside(
    tx: &Tx,
    cx: &Cx,
    provider: &Provider<'_>,
    user: User,
) -> Result<(User, bool)> {
    if user.role == Role::Admin && keep_an_admin(tx, &user).await.is_err() {
        tracing::warn!(user = %user.id, provider = provider.name, "The last administrator comes in although the provider names no role");
        return Ok((user, true));
    }
    let vouched = Vouched { provider: provider.name.to_owned(), session: None };
    let count = session::end_vouched(tx, user.id, &vouched).await?;
    if count > 0 {
        event::record(tx, cx, &SessionsEnded { user: user.id, count }).await?;
    }
    Ok((user, false))
}

/// Says which of the groups that the provider decides about somebody is in, for the apps that have groups.
async fn tell_groups(
    tx: &Tx,
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
    user: &User,
) -> Result<()> {
    let groups = &provider.config.groups.0;
    if groups.is_empty() || cx.kontor.is_read_only() {
        return Ok(());
    }
    let within = |there: &String| person.belongs.contains(there);
    let mut member_of: Vec<String> =
        groups.iter().filter(|(there, _)| within(there)).map(|(_, here)| here.clone()).collect();
    member_of.sort();
    member_of.dedup();
    let mut not_member_of: Vec<String> =
        groups.values().filter(|here| !member_of.contains(here)).cloned().collect();
    not_member_of.sort();
    not_member_of.dedup();
    let provider = provider.name.to_owned();
    event::record(tx, cx, &GroupsTold { user: user.id, provider, member_of, not_member_of }).await
}
