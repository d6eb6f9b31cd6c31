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
    nonce: &str,
    claims: &[String],
) -> Result<Person, Wrong> {
    let said = &token.claims;
    // a token for logging out is signed by the same key
    if said.contains_key("events") || token.kind.as_deref() == Some("logout+jwt") {
        return Err(Unbelievable::Kind.into());
    }
    let (issuer, object) = issuer(&token, expected.issuer)?;
    meant_for_us(said, expected)?;
    let given = text(said, "nonce").unwrap_or_default();
    if !bool::from(given.as_bytes().ct_eq(nonce.as_bytes())) {
        return Err(Unbelievable::Nonce.into());
    }
    let more = |name: &str| said.get(name).and_then(Value::as_object);
    Ok(Person {
        issuer,
        subject: subject(said)?,
        object,
        name: text(said, "name").map(str::to_owned),
        email: address(said),
        session: text(said, "sid").map(str::to_owned),
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
mod tests {
    use super::*;
    use serde_json::json;

    const TENANT: &str = "11111111-2222-3333-4444-555555555555";
    const OBJECT: &str = "aaaaaaaa-0000-0000-0000-000000000001";
    const NOW: i64 = 1_795_248_000;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW, 0).unwrap()
    }

    fn token(claims: &Value) -> Believed {
        let claims = claims.as_object().unwrap().clone();
        Believed { claims, kind: None, key_issuer: None }
    }

    /// A right token with these claims put in; null takes one out.
    fn with(base: Value, other: Value) -> Value {
        let (mut all, other) = (base, other);
        for (name, value) in other.as_object().unwrap() {
            let claims = all.as_object_mut().unwrap();
            match value {
                Value::Null => drop(claims.remove(name)),
                value => drop(claims.insert(name.clone(), value.clone())),
            }
        }
        all
    }

    fn right() -> Value {
        json!({ "iss": "https://login.example", "aud": "kontor", "sub": "248289761001", "nonce": "n-0S6",
            "exp": NOW + 300, "iat": NOW, "email": "anna@kontor.test", "name": "Anna",
            "groups": ["desk"], "realm_access": { "roles": ["boss"] } })
    }

    fn read(claims: &Value) -> Result<Person, Wrong> {
        let issuer = Issuer::Exactly("https://login.example".into());
        let expected = Expected { issuer: &issuer, client: "kontor", now: now() };
        let from = ["groups".to_owned(), "realm_access.roles".to_owned()];
        person(token(claims), &expected, "n-0S6", &from)
    }

    fn microsoft(several: bool, guests: bool) -> Issuer {
        let at = if several { ANY_TENANT } else { TENANT };
        let issuer = format!("https://login.microsoftonline.com/{at}/v2.0");
        Issuer::Microsoft { issuer, tenants: vec![TENANT.into()], guests }
    }

    fn of_microsoft(other: Value) -> Value {
        let own = json!({ "iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
            "tid": TENANT, "oid": OBJECT });
        with(with(right(), own), other)
    }

    fn read_of(issuer: &Issuer, claims: &Value) -> Result<Person, Wrong> {
        let expected = Expected { issuer, client: "kontor", now: now() };
        person(token(claims), &expected, "n-0S6", &[])
    }

    #[test]
    fn a_right_token_says_who_it_is() {
        let person = read(&right()).unwrap();
        assert_eq!((person.subject.as_str(), person.object), ("248289761001", None));
        assert_eq!(person.email.as_deref(), Some("anna@kontor.test"));
        assert_eq!(person.belongs, ["boss", "desk"].map(str::to_owned).into());
        assert!(!person.second_factor && !person.more_groups);
    }

    #[test]
    fn a_token_that_is_not_for_us_or_not_for_now_is_refused() {
        use Unbelievable::*;
        for (other, why) in [
            (json!({ "iss": "https://login.example/" }), Issuer),
            (json!({ "iss": "https://evil.example" }), Issuer),
            (json!({ "iss": null }), Issuer),
            (json!({ "aud": "another" }), Audience),
            (json!({ "aud": null }), Audience),
            (json!({ "aud": [] }), Audience),
            (json!({ "aud": ["another", "third"] }), Audience),
            (json!({ "aud": ["kontor", "another"] }), Audience),
            (json!({ "aud": ["kontor", "another"], "azp": "another" }), Audience),
            (json!({ "azp": "another" }), Audience),
            (json!({ "exp": NOW - 61 }), Expired),
            (json!({ "exp": null }), Expired),
            (json!({ "exp": "tomorrow" }), Expired),
            (json!({ "exp": 9e300 }), Expired),
            (json!({ "nbf": NOW + 61 }), Early),
            (json!({ "iat": NOW + 61 }), Early),
            (json!({ "nbf": "yesterday" }), Early),
            (json!({ "nonce": "another" }), Nonce),
            (json!({ "nonce": null }), Nonce),
            (json!({ "nonce": "" }), Nonce),
            (json!({ "sub": null }), Subject),
            (json!({ "sub": "" }), Subject),
            (json!({ "sub": "x".repeat(256) }), Subject),
            (json!({ "sub": 7 }), Subject),
            (json!({ "events": {} }), Kind),
        ] {
            let claims = with(right(), other.clone());
            assert_eq!(read(&claims), Err(Wrong::Token(why)), "{other}");
        }
        for fine in [
            json!({ "exp": NOW - 59 }),
            json!({ "nbf": NOW + 59, "iat": NOW + 59 }),
            json!({ "aud": ["kontor"] }),
            json!({ "aud": ["kontor", "another"], "azp": "kontor" }),
        ] {
            assert!(read(&with(right(), fine.clone())).is_ok(), "{fine}");
        }
    }

    #[test]
    fn a_token_for_logging_out_signs_nobody_in() {
        let issuer = Issuer::Exactly("https://login.example".into());
        let expected = Expected { issuer: &issuer, client: "kontor", now: now() };
        let token = Believed { kind: Some("logout+jwt".into()), ..token(&right()) };
        let read = person(token, &expected, "n-0S6", &[]);
        assert_eq!(read, Err(Wrong::Token(Unbelievable::Kind)));
    }

    #[test]
    fn a_foreign_tenant_a_private_account_and_a_guest_stay_outside() {
        let foreign = "99999999-0000-0000-0000-000000000000";
        let of = |tenant: &str| json!({ "tid": tenant, "iss": format!("https://login.microsoftonline.com/{tenant}/v2.0") });
        let several = microsoft(true, false);
        assert_eq!(read_of(&several, &of_microsoft(of(foreign))), Err(Wrong::Tenant));
        let wrong = Wrong::Token(Unbelievable::Issuer);
        assert_eq!(read_of(&microsoft(false, false), &of_microsoft(of(foreign))), Err(wrong));
        // an issuer that says one tenant and a claim that says another
        let mixed = of_microsoft(json!({ "tid": foreign }));
        assert_eq!(read_of(&several, &mixed), Err(wrong));
        for tid in [json!(null), json!("common"), json!("../x"), json!("")] {
            assert_eq!(read_of(&several, &of_microsoft(json!({ "tid": tid }))), Err(wrong));
        }
        let Issuer::Microsoft { issuer, .. } = several.clone() else { panic!() };
        let anybody =
            Issuer::Microsoft { issuer, tenants: vec![PRIVATE_ACCOUNTS.into()], guests: true };
        assert_eq!(read_of(&anybody, &of_microsoft(of(PRIVATE_ACCOUNTS))), Err(Wrong::Tenant));
        let guest = of_microsoft(json!({ "acct": 1 }));
        assert_eq!(read_of(&several, &guest), Err(Wrong::Guest));
        assert!(read_of(&microsoft(true, true), &guest).is_ok());
        let nobody = of_microsoft(json!({ "oid": null }));
        assert_eq!(read_of(&several, &nobody), Err(Wrong::Token(Unbelievable::Subject)));
        let person = read_of(&several, &of_microsoft(json!({}))).unwrap();
        assert_eq!(person.object, Some(format!("{TENANT}/{OBJECT}")));
    }

    #[test]
    fn a_key_that_is_kept_for_another_issuer_does_not_count() {
        let several = microsoft(true, false);
        let expected = Expected { issuer: &several, client: "kontor", now: now() };
        for (of, good) in [
            ("https://login.microsoftonline.com/{tenantid}/v2.0", true),
            ("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", false),
        ] {
            let token = Believed { key_issuer: Some(of.into()), ..token(&of_microsoft(json!({}))) };
            assert_eq!(person(token, &expected, "n-0S6", &[]).is_ok(), good, "{of}");
        }
    }

    #[test]
    fn more_groups_than_fit_are_noticed_and_a_second_factor_too() {
        let more = |claims| read(&with(right(), claims)).unwrap().more_groups;
        assert!(more(json!({ "_claim_names": { "groups": "src1" }, "_claim_sources": {} })));
        assert!(more(json!({ "hasgroups": true })));
        assert!(!more(json!({ "_claim_names": { "photo": "src1" } })));
        assert!(read(&with(right(), json!({ "amr": ["pwd", "mfa"] }))).unwrap().second_factor);
        assert!(!read(&with(right(), json!({ "amr": ["pwd"] }))).unwrap().second_factor);
    }

    #[test]
    fn an_access_token_from_elsewhere_is_noticed() {
        // OpenID Connect Core §A.3 has this pair
        let said = json!({ "at_hash": "77QmUPtjPfzWtF2AnpK9RQ" });
        let said = said.as_object().unwrap();
        assert!(belongs_together(said, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y").is_ok());
        assert!(belongs_together(said, "another").is_err());
        assert!(belongs_together(&Map::new(), "any").is_ok());
    }

    #[test]
    fn a_logout_says_who_and_when_and_is_no_sign_in() {
        use Unbelievable::*;
        let issuer = super::Issuer::Exactly("https://login.example".into());
        let expected = Expected { issuer: &issuer, client: "kontor", now: now() };
        let right = json!({ "iss": "https://login.example", "aud": "kontor", "iat": NOW, "exp": NOW + 120,
            "jti": "7", "sub": "248289761001", "sid": "s1", "events": { LOGOUT: {} } });
        let read = |claims: &Value| logged_out(token(claims), &expected);
        let told = read(&right).unwrap();
        assert_eq!(
            (told.subject.as_deref(), told.session.as_deref()),
            (Some("248289761001"), Some("s1"))
        );
        for (other, why) in [
            (json!({ "nonce": "n" }), Kind),
            (json!({ "events": null }), Kind),
            (json!({ "events": { "http://schemas.openid.net/event/other": {} } }), Kind),
            (json!({ "events": { LOGOUT: "yes" } }), Kind),
            (json!({ "iss": "https://evil.example" }), Issuer),
            (json!({ "aud": "another" }), Audience),
            (json!({ "iat": NOW - 601 }), Expired),
            (json!({ "iat": null }), Expired),
            (json!({ "exp": NOW - 61 }), Expired),
            (json!({ "iat": NOW + 61 }), Early),
            (json!({ "jti": null }), Malformed),
            (json!({ "sub": null, "sid": null }), Subject),
        ] {
            let claims = with(right.clone(), other.clone());
            assert_eq!(read(&claims), Err(Wrong::Token(why)), "{other}");
        }
        assert!(read(&with(right, json!({ "exp": null, "sub": null }))).is_ok());
    }
}
