//! What a provider's tokens say of a person, and whether it is meant for us (OIDC Core §3.1.3.7, Back-Channel
//! Logout §2.6).

use super::token::{Believed, Unbelievable};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use ring::digest::{SHA256, digest};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use subtle::ConstantTimeEq;

/// Clocks may differ by so much.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// A logout that is older is a replay.
const LOGOUT_AGE: TimeDelta = TimeDelta::minutes(10);
/// The event that makes a token one for logging out.
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// Where Microsoft's addresses and issuers stand for every tenant.
const ANY_TENANT: &str = "{tenantid}";
/// The tenant of private Microsoft accounts: anybody can make one.
const PRIVATE_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// Who may have issued a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    Exactly(String),
    /// Microsoft's, for these tenants; the issuer has `{tenantid}` in it where several may come.
    Microsoft {
        issuer: String,
        tenants: Vec<String>,
        guests: bool,
    },
}

impl Issuer {
    pub fn text(&self) -> &str {
        match self {
            Self::Exactly(issuer) | Self::Microsoft { issuer, .. } => issuer,
        }
    }

    /// The issuer that a token of this tenant must name.
    fn of_tenant(&self, tenant: &str) -> String {
        self.text().replace(ANY_TENANT, tenant)
    }

    /// Whether the answer's own `iss` (RFC 9207) may be this provider's.
    pub fn may_be(&self, issuer: &str) -> bool {
        match self.text().split_once(ANY_TENANT) {
            Some((before, after)) => issuer.starts_with(before) && issuer.ends_with(after),
            None => self.text() == issuer,
        }
    }
}

/// What must stand in a token for it to be meant for us.
pub struct Expected<'a> {
    pub issuer: &'a Issuer,
    pub client: &'a str,
    pub now: DateTime<Utc>,
}

/// Why somebody whose token is right may not come in all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Token(Unbelievable),
    Tenant,
    Guest,
}

impl From<Unbelievable> for Wrong {
    fn from(why: Unbelievable) -> Self {
        Self::Token(why)
    }
}

/// A person, as a provider knows them. Nothing but `subject` and `object` says who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub issuer: String,
    /// What the issuer calls this person, for us alone or for all.
    pub subject: String,
    /// Microsoft's tenant and number of the person, which outlive another registration of Kontor there.
    pub object: Option<String>,
    pub name: Option<String>,
    /// An address to write to, if the provider says one. Anybody can set it to anything there.
    pub email: Option<String>,
    /// The provider's own session.
    pub session: Option<String>,
    /// When the person proved there who it is, if the provider says so (OIDC Core §2).
    pub proved_at: Option<DateTime<Utc>>,
    /// Whether more than one factor was proved there (RFC 8176).
    pub second_factor: bool,
    /// Roles and groups.
    pub belongs: BTreeSet<String>,
    /// Whether there are more groups than the token holds.
    pub more_groups: bool,
}

impl Person {
    /// Whether the provider may say more of the person elsewhere: many put only the subject into the ID token.
    pub fn is_bare(&self, groups_count: bool) -> bool {
        self.email.is_none() || groups_count && self.belongs.is_empty()
    }

    /// Adds what the provider's userinfo says, if it is about this very person (OIDC Core §5.3.2).
    pub fn add(
        &mut self,
        said: &Map<String, Value>,
        claims: &[String],
    ) -> Result<(), Unbelievable> {
        if text(said, "sub") != Some(self.subject.as_str()) {
            return Err(Unbelievable::Subject);
        }
        self.name = self.name.take().or_else(|| text(said, "name").map(str::to_owned));
        self.email = self.email.take().or_else(|| address(said));
        self.belongs.extend(belongs(said, claims));
        Ok(())
    }
}

/// An address to write to.
fn address(said: &Map<String, Value>) -> Option<String> {
    let all = ["email", "preferred_username", "upn"];
    let found = all.iter().find_map(|name| text(said, name).filter(|text| text.contains('@')));
    found.map(str::to_owned)
}

fn belongs(said: &Map<String, Value>, claims: &[String]) -> BTreeSet<String> {
    let lists = claims.iter().filter_map(|path| within(said, path));
    lists.flat_map(words).map(str::to_owned).collect()
}

/// Reads an ID token. `claims` are the names of those that hold roles and groups.
pub fn person(
    token: Believed,
    expected: &Expected<'_>,
    nonce: Option<&str>,
    claims: &[String],
) -> Result<Person, Wrong> {
    let said = &token.claims;
    // a token for logging out is signed by the same key
    if said.contains_key("events") || token.kind.as_deref() == Some("logout+jwt") {
        return Err(Unbelievable::Kind.into());
    }
    let (issuer, object) = issuer(&token, expected.issuer)?;
    meant_for_us(said, expected)?;
    if let Some(nonce) = nonce {
        let given = text(said, "nonce").unwrap_or_default();
        if !bool::from(given.as_bytes().ct_eq(nonce.as_bytes())) {
            return Err(Unbelievable::Nonce.into());
        }
    }
    let more = |name: &str| said.get(name).and_then(Value::as_object);
    Ok(Person {
        issuer,
        subject: subject(said)?,
        object,
        name: text(said, "name").map(str::to_owned),
        email: address(said),
        session: text(said, "sid").map(str::to_owned),
        proved_at: moment(said, "auth_time").map(|at| at.min(expected.now)),
        second_factor: words(said.get("amr").unwrap_or(&Value::Null)).any(|way| way == "mfa"),
        belongs: belongs(said, claims),
        more_groups: more("_claim_names").is_some_and(|names| names.contains_key("groups"))
            || said.get("hasgroups").and_then(Value::as_bool) == Some(true),
    })
}

/// Checks that the access token is the one that came with this ID token, where it says so (`at_hash`).
pub fn belongs_together(
    id_token: &Map<String, Value>,
    access_token: &str,
) -> Result<(), Unbelievable> {
    let Some(hash) = text(id_token, "at_hash") else { return Ok(()) };
    let own = digest(&SHA256, access_token.as_bytes());
    let own = URL_SAFE_NO_PAD.encode(&own.as_ref()[..16]);
    if own == hash { Ok(()) } else { Err(Unbelievable::AccessToken) }
}

/// Somebody logged out at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedOut {
    pub issuer: String,
    pub subject: Option<String>,
    pub session: Option<String>,
    /// The token's number: good once.
    pub id: String,
    /// Until when the number must be remembered.
    pub until: DateTime<Utc>,
}

/// Reads a logout token.
pub fn logged_out(token: Believed, expected: &Expected<'_>) -> Result<LoggedOut, Wrong> {
    let said = &token.claims;
    let event = said.get("events").and_then(Value::as_object);
    let is_logout = event.and_then(|events| events.get(LOGOUT)).is_some_and(Value::is_object);
    if !is_logout || said.contains_key("nonce") {
        return Err(Unbelievable::Kind.into());
    }
    let (issuer, _) = issuer(&token, expected.issuer)?;
    audience(said, expected.client)?;
    times(said, expected.now, false)?;
    let at = moment(said, "iat").ok_or(Unbelievable::Expired)?;
    if expected.now - at > LOGOUT_AGE {
        return Err(Unbelievable::Expired.into());
    }
    let session = text(said, "sid").map(str::to_owned);
    let subject = if said.contains_key("sub") { Some(subject(said)?) } else { None };
    if session.is_none() && subject.is_none() {
        return Err(Unbelievable::Subject.into());
    }
    let id = text(said, "jti").filter(|id| !id.is_empty()).ok_or(Unbelievable::Malformed)?;
    let until = expected.now + LOGOUT_AGE + LEEWAY;
    Ok(LoggedOut { issuer, subject, session, id: id.to_owned(), until })
}

fn meant_for_us(said: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), Unbelievable> {
    audience(said, expected.client)?;
    times(said, expected.now, true)
}

/// The issuer, and at Microsoft the person's tenant and number.
fn issuer(token: &Believed, expected: &Issuer) -> Result<(String, Option<String>), Wrong> {
    let said = &token.claims;
    let given = text(said, "iss").ok_or(Unbelievable::Issuer)?;
    let Issuer::Microsoft { tenants, guests, .. } = expected else {
        let right = given == expected.text();
        return if right { Ok((given.into(), None)) } else { Err(Unbelievable::Issuer.into()) };
    };
    let tenant = text(said, "tid").filter(|id| is_guid(id)).ok_or(Unbelievable::Issuer)?;
    let key_fits =
        token.key_issuer.as_ref().is_none_or(|of| of.replace(ANY_TENANT, tenant) == given);
    if expected.of_tenant(tenant) != given || !key_fits {
        return Err(Unbelievable::Issuer.into());
    }
    let allowed = tenants.iter().any(|allowed| allowed.eq_ignore_ascii_case(tenant));
    if !allowed || tenant.eq_ignore_ascii_case(PRIVATE_ACCOUNTS) {
        return Err(Wrong::Tenant);
    }
    if !guests && said.get("acct").and_then(Value::as_i64) == Some(1) {
        return Err(Wrong::Guest);
    }
    let number = text(said, "oid").filter(|id| is_guid(id)).ok_or(Unbelievable::Subject)?;
    let object = format!("{tenant}/{number}").to_ascii_lowercase();
    Ok((given.into(), Some(object)))
}

/// How Microsoft writes its numbers: 8-4-4-4-12 hexadecimal digits.
pub fn is_guid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

fn audience(said: &Map<String, Value>, client: &str) -> Result<(), Unbelievable> {
    let aud = said.get("aud").unwrap_or(&Value::Null);
    let all: Vec<&str> = words(aud).collect();
    let party = text(said, "azp");
    // a token for several names the one that it was made for
    let party_fits = party.map_or(all.len() < 2, |party| party == client);
    if all.contains(&client) && party_fits { Ok(()) } else { Err(Unbelievable::Audience) }
}

fn times(
    said: &Map<String, Value>,
    now: DateTime<Utc>,
    must_end: bool,
) -> Result<(), Unbelievable> {
    match moment(said, "exp") {
        Some(end) if end + LEEWAY <= now => return Err(Unbelievable::Expired),
        None if must_end || said.contains_key("exp") => return Err(Unbelievable::Expired),
        _ => {}
    }
    let early = |name: &str| match moment(said, name) {
        Some(begin) => begin > now + LEEWAY,
        None => said.contains_key(name),
    };
    if early("nbf") || early("iat") { Err(Unbelievable::Early) } else { Ok(()) }
}

/// Seconds since 1970, some with a fraction.
fn moment(said: &Map<String, Value>, name: &str) -> Option<DateTime<Utc>> {
    let value = said.get(name)?;
    #[expect(clippy::cast_possible_truncation, reason = "what is no moment is refused next")]
    let seconds = value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))?;
    DateTime::from_timestamp(seconds, 0)
        .filter(|at| (1970..=9999).contains(&chrono::Datelike::year(at)))
}

/// At most 255 ASCII characters (OIDC Core §2).
fn subject(said: &Map<String, Value>) -> Result<String, Unbelievable> {
    let subject = text(said, "sub").filter(|sub| (1..=255).contains(&sub.len()) && sub.is_ascii());
    subject.map(str::to_owned).ok_or(Unbelievable::Subject)
}

fn text<'a>(said: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    said.get(name).and_then(Value::as_str)
}

/// A word, or a list of words.
fn words(value: &Value) -> impl Iterator<Item = &str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    value.as_str().into_iter().chain(list.iter().filter_map(Value::as_str))
}

/// A claim, also inside of another: `realm_access.roles`. A name with points in it that stands outside wins.
fn within<'a>(said: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = said.get(path) {
        return Some(value);
    }
    let (first, rest) = path.split_once('.')?;
    within(said.get(first)?.as_object()?, rest)
}

#[cfg(test)]
mod tests;
