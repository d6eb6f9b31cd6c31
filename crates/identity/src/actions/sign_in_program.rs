use super::check_code::check_code;
use super::create_key::{hash, offered_scopes};
use super::enter::acting;
use super::sign_in::{Attempt, Enter, prove_password};
use super::{must_have_factor, owed};
use crate::domain::bearer::{Bearer, Sort};
use crate::domain::factor;
use crate::domain::program::token::Sort as Stored;
use crate::domain::program::{LONGEST_NAME, Refused, SignIn, SignInId};
use crate::store;
use chrono::{DateTime, TimeDelta, Utc};
use events::identity::ProgramSignedIn;
use platform::api::ApiConfig;
use platform::keys::Secret;
use platform::security_log::Event;
use platform::{Cx, Millis, Result, Tx, User, event};
use std::sync::Arc;

/// What a program says of itself, and the second factor of who sits before it.
#[derive(Debug, Default)]
pub struct Wanted {
    pub name: String,
    pub scopes: Vec<String>,
    pub code: String,
}

/// The tokens of a program, known to nobody else.
#[derive(Debug)]
pub struct Tokens {
    pub access: Secret,
    pub access_ends: DateTime<Utc>,
    pub refresh: Secret,
    pub refresh_ends: DateTime<Utc>,
    pub sign_in: SignInId,
    pub scopes: Vec<String>,
}

/// Signs a program in with somebody's password and, where it is due, their second factor; counted and locked as on the
/// page. Its session is no browser's: no cookie comes of it.
pub async fn sign_in_program(cx: &Cx, attempt: Attempt<'_>, wanted: &Wanted) -> Result<Tokens> {
    let name = wanted.name.trim();
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Refused::NameUnfit.into());
    }
    if wanted.scopes.is_empty() {
        return Err(Refused::ScopesMissing.into());
    }
    match prove_password(cx, &attempt, &Program(wanted)).await?.0 {
        Come::In(tokens) => Ok(*tokens),
        Come::CodeWrong => Err(factor::Refused::CodeWrong.into()),
        Come::Refused(refused) => Err(refused.into()),
    }
}

struct Program<'a>(&'a Wanted);

/// How far a program came with the right password.
enum Come {
    In(Box<Tokens>),
    CodeWrong,
    Refused(Refused),
}

impl Enter for Program<'_> {
    type Got = Come;

    async fn enter(&self, tx: &Tx, cx: &Cx, user: User) -> Result<(Come, Event)> {
        let wanted = self.0;
        let refused = |refused| Ok((Come::Refused(refused), Event::SecondFactorAsked));
        let cx = acting(tx, cx, &Arc::new(user.clone())).await?;
        let offered: Vec<&str> = offered_scopes(&cx).into_iter().map(|scope| scope.name).collect();
        if wanted.scopes.iter().any(|scope| !offered.contains(&scope.as_str())) {
            return refused(Refused::ScopeUnknown);
        }
        // a program shows no passkey: its owner gives a recovery code
        let has_factor = owed(tx, &user).await?.code;
        let mut how = "pwd".to_owned();
        if has_factor && wanted.code.trim().is_empty() {
            return refused(Refused::CodeMissing);
        }
        if has_factor {
            match check_code(tx, &cx, &user, None, &wanted.code).await? {
                Some(word) => how = format!("pwd+{word}"),
                // the mistake counts, so this is no error: the caller commits
                None => return Ok((Come::CodeWrong, Event::SecondFactorAsked)),
            }
        } else if must_have_factor(tx, &cx, &user).await? {
            return refused(Refused::FactorMissing);
        }
        if store::credential::is_stolen(tx, user.id).await? {
            return refused(Refused::PasswordStolen);
        }
        let asked = |scope: &&str| wanted.scopes.iter().any(|asked| asked == scope);
        let scopes: Vec<&str> = offered.iter().copied().filter(|scope| asked(scope)).collect();
        let sign_in = begin(tx, &cx, &user, (wanted.name.trim(), &scopes.join(" ")), &how).await?;
        let tokens = grant(tx, &cx, &sign_in).await?;
        Ok((Come::In(Box::new(tokens)), Event::LoginSuccess))
    }
}

async fn begin(
    tx: &Tx,
    cx: &Cx,
    user: &User,
    (name, scopes): (&str, &str),
    how: &str,
) -> Result<SignIn> {
    let request = cx.request.as_deref();
    let agent = request.map(|request| request.agent.as_str()).unwrap_or_default();
    let name = if name.is_empty() { agent } else { name };
    let sign_in = SignIn {
        id: SignInId::new(),
        user: user.id,
        name: name.chars().take(LONGEST_NAME).collect(),
        scopes: scopes.to_owned(),
        how: how.to_owned(),
        ip: from(cx),
        created_at: Millis(cx.now),
        renewed_at: Millis(cx.now),
        expires_at: Millis(ends(cx, cx.now).1),
    };
    store::program::insert(tx, &sign_in).await?;
    let fact = ProgramSignedIn {
        user: user.id,
        sign_in: sign_in.id.to_string(),
        name: sign_in.name.clone(),
        scopes: sign_in.scopes().map(str::to_owned).collect(),
        how: how.to_owned(),
    };
    event::record(tx, cx, &fact).await?;
    Ok(sign_in)
}

/// The address that is spoken from.
pub(super) fn from(cx: &Cx) -> String {
    cx.request.as_ref().map(|request| request.ip.to_canonical().to_string()).unwrap_or_default()
}

/// When an access token and a refresh token end that are given now to a program that signed in `since`: neither outlives
/// the sign-in, which no renewal makes longer.
pub(super) fn ends(cx: &Cx, since: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    let config = cx.kontor.config.section::<ApiConfig>();
    let last = since + TimeDelta::days(config.program_days.into());
    let access = cx.now + TimeDelta::minutes(config.access_minutes.into());
    let refresh = cx.now + TimeDelta::days(config.refresh_days.into());
    (access.min(last), refresh.min(last))
}

/// Gives a program its next two tokens.
pub(super) async fn grant(tx: &Tx, cx: &Cx, sign_in: &SignIn) -> Result<Tokens> {
    let (access, refresh) = (Bearer::new(Sort::Access), Bearer::new(Sort::Refresh));
    let (access_ends, refresh_ends) = ends(cx, sign_in.created_at.0);
    let row = |sort, bearer: &Bearer, end| {
        let known = (bearer.id.as_str(), hash(&cx.kontor.keys, bearer));
        store::program::row(sign_in.id, sort, known, end)
    };
    let rows = vec![
        row(Stored::Access, &access, access_ends),
        row(Stored::Refresh, &refresh, refresh_ends),
    ];
    store::program::insert_tokens(tx, rows).await?;
    Ok(Tokens {
        access: Secret::from(access.reveal()),
        access_ends,
        refresh: Secret::from(refresh.reveal()),
        refresh_ends,
        sign_in: sign_in.id,
        scopes: sign_in.scopes().map(str::to_owned).collect(),
    })
}
