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
    person(token(claims), &expected, Some("n-0S6"), &from)
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
    person(token(claims), &expected, Some("n-0S6"), &[])
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
    let read = person(token, &expected, Some("n-0S6"), &[]);
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
        assert_eq!(person(token, &expected, Some("n-0S6"), &[]).is_ok(), good, "{of}");
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
