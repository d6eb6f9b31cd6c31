//! Every way of coming in, and every way of being refused.

use super::*;
use chrono::TimeDelta;
use licensing::domain::strategy::Expiration;
use platform::Millis;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_licence_comes_in_with_its_key_in_every_form() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let forms = [format!("License {KEY}"), basic(&format!("license:{KEY}"))];
    for form in &forms {
        let me = get(&w, form, "/v1/me").await;
        assert_eq!(me.status, 200, "{form}: {}", me.body);
        assert_eq!(body(&me)["data"]["id"], licence.id.to_string(), "{form}");
        assert_eq!(me.headers["keygen-bearer"], "license");
        assert!(!me.headers.contains_key("keygen-token"));
    }
    let in_query =
        call(&w, Method::GET, &format!("/v1/me?auth=license:{KEY}"), &[], &Value::Null).await;
    assert_eq!(in_query.status, 200);
    assert_eq!(refusal(&get(&w, "", "/v1/me").await), (401, "TOKEN_MISSING".into()));
    let other = get(&w, "License C1B6DE", "/v1/me").await;
    assert_eq!(refusal(&other), (401, "LICENSE_INVALID".into()));
}

#[tokio::test]
async fn a_token_comes_in_in_every_form_and_its_id_does_not() {
    let w = World::start().await;
    let (token, secret) = token(&w, Bearer::Product, Some(w.product.id.0)).await;
    assert!(secret.starts_with("prod-") && secret.len() == 5 + 64 + 2);
    for form in [
        format!("Bearer {secret}"),
        basic(&format!("token:{secret}")),
        basic(&format!("{secret}:")),
    ] {
        let me = get(&w, &form, "/v1/me").await;
        assert_eq!(body(&me)["data"]["id"], w.product.id.to_string(), "{form}");
        assert_eq!(me.headers["keygen-bearer"], "product");
        assert_eq!(me.headers["keygen-token"], token.id.to_string().as_str());
    }
    for query in
        [format!("token={secret}"), format!("auth={secret}"), format!("auth=token:{secret}")]
    {
        let me = call(&w, Method::GET, &format!("/v1/me?{query}"), &[], &Value::Null).await;
        assert_eq!(me.status, 200);
    }
    let (id, cut) = (token.id.to_string(), &secret[..secret.len() - 1]);
    let other = secret.replace("prod-", "admin-");
    for (form, code) in [
        (format!("Bearer {id}"), "TOKEN_FORMAT_INVALID"),
        (basic(&format!("token:{id}")), "TOKEN_FORMAT_INVALID"),
        (format!("Bearer {cut}"), "TOKEN_INVALID"),
        (format!("Bearer {other}"), "TOKEN_INVALID"),
        (format!("Bearer {}", token.hash), "TOKEN_INVALID"),
        (format!("License {secret}"), "LICENSE_INVALID"),
        ("Digest x".into(), "TOKEN_INVALID"),
        (basic("ada@example.org:password"), "PASSWORD_NOT_SUPPORTED"),
    ] {
        assert_eq!(refusal(&get(&w, &form, "/v1/me").await), (401, code.into()), "{form}");
    }
}

#[tokio::test]
async fn a_token_ends_with_its_time_and_a_renewed_one_lasts_as_long_again() {
    let w = World::start().await;
    let now = w.t.kontor.clock.now();
    let draft =
        Draft { expires_at: Some(now + TimeDelta::days(2)), ..Draft::of(Bearer::Admin, None) };
    let (token, secret) = made(&w, &draft).await;
    w.t.kontor.clock.advance(TimeDelta::days(1));
    let again = call(
        &w,
        Method::PUT,
        &format!("/v1/tokens/{}", token.id),
        &[("authorization", &format!("Bearer {secret}"))],
        &Value::Null,
    )
    .await;
    assert_eq!(again.status, 200, "{}", again.body);
    let new = body(&again)["data"]["attributes"]["token"].as_str().unwrap().to_owned();
    let of = |secret: &str| format!("Bearer {secret}");
    assert_eq!(refusal(&get(&w, &of(&secret), "/v1/me").await), (401, "TOKEN_INVALID".into()));
    w.t.kontor.clock.advance(TimeDelta::days(2) - TimeDelta::seconds(1));
    assert_eq!(get(&w, &of(&new), "/v1/me").await.status, 200);
    w.t.kontor.clock.advance(TimeDelta::seconds(1));
    assert_eq!(refusal(&get(&w, &of(&new), "/v1/me").await), (401, "TOKEN_EXPIRED".into()));
}

#[tokio::test]
async fn the_policy_says_with_what_a_licence_lets_its_programs_in() {
    let w = World::start().await;
    for (strategy, by_key, by_token) in [
        (Authentication::Licence, true, false),
        (Authentication::Token, false, true),
        (Authentication::Mixed, true, true),
        (Authentication::Session, false, false),
        (Authentication::None, false, false),
    ] {
        let settings = Settings { authentication_strategy: strategy, ..Settings::default() };
        let licence = w.licence(&w.policy(settings).await).await;
        let key = format!("{KEY}-{}", strategy.name());
        let licence = keyed(&w, licence, &key).await;
        let (_, secret) = token(&w, Bearer::Activation, Some(licence.id.0)).await;
        assert!(secret.starts_with("activ-") && secret.len() == 6 + 32 + 2);
        for (form, lets_in, code) in [
            (format!("License {key}"), by_key, "LICENSE_NOT_ALLOWED"),
            (format!("Bearer {secret}"), by_token, "TOKEN_NOT_ALLOWED"),
        ] {
            let me = get(&w, &form, "/v1/me").await;
            let seen = lets_in.then(|| body(&me)["data"]["id"].clone());
            assert_eq!(seen, lets_in.then(|| licence.id.to_string().into()), "{strategy:?}");
            let refused = (!lets_in).then(|| refusal(&me));
            assert_eq!(refused, (!lets_in).then(|| (403, code.into())), "{strategy:?}");
            assert!(!lets_in || me.headers["keygen-bearer"] == "license");
        }
    }
}

#[tokio::test]
async fn a_licence_that_is_suspended_over_or_of_a_banned_user_lets_nobody_in() {
    let w = World::start().await;
    let now = w.t.kontor.clock.now();
    for (expiration, end, code) in [
        (Expiration::Revoke, -1, Some("LICENSE_EXPIRED")),
        (Expiration::Revoke, 1, None),
        (Expiration::Restrict, -1, None),
        (Expiration::Allow, -1, None),
    ] {
        let settings = Settings {
            authentication_strategy: Authentication::Licence,
            expiration_strategy: expiration,
            ..Settings::default()
        };
        let mut licence = w.licence(&w.policy(settings).await).await;
        licence.expires_at = Some(Millis(now + TimeDelta::days(end)));
        let key = format!("{KEY}-{}", licence.id);
        keyed(&w, licence, &key).await;
        let me = get(&w, &format!("License {key}"), "/v1/me").await;
        match code {
            Some(code) => assert_eq!(refusal(&me), (403, code.into())),
            None => assert_eq!(me.status, 200, "{expiration:?}"),
        }
    }
    let mut licence = open_licence(&w).await;
    let (_, of_licence) = token(&w, Bearer::Activation, Some(licence.id.0)).await;
    licence.suspended = true;
    let mut licence = save(&w, licence).await;
    for form in [format!("License {KEY}"), format!("Bearer {of_licence}")] {
        assert_eq!(refusal(&get(&w, &form, "/v1/me").await), (403, "LICENSE_SUSPENDED".into()));
    }
    let mut ada = user(&w, "ada@example.org").await;
    let (_, of_user) = token(&w, Bearer::User, Some(ada.id.0)).await;
    assert_eq!(get(&w, &format!("Bearer {of_user}"), "/v1/me").await.status, 200);
    ada.standing = Standing::Banned;
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::user::save(&tx, &mut ada).await.unwrap();
    tx.commit().await.unwrap();
    (licence.suspended, licence.owner) = (false, Some(ada.id));
    save(&w, licence).await;
    let banned = get(&w, &format!("License {KEY}"), "/v1/me").await;
    assert_eq!(refusal(&banned), (403, "LICENSE_BANNED".into()));
    let banned = get(&w, &format!("Bearer {of_user}"), "/v1/me").await;
    assert_eq!(refusal(&banned), (403, "USER_BANNED".into()));
}

#[tokio::test]
async fn guesses_are_counted_by_address_and_noted_and_keep_no_neighbour_out() {
    let w = World::start().await;
    let (_, good) = token(&w, Bearer::Admin, None).await;
    let mut codes = BTreeSet::new();
    for n in 0..90 {
        let guess = format!("Bearer prod-{n:064x}v3");
        let answer = get(&w, &guess, "/v1/me").await;
        codes.insert(refusal(&answer));
        if answer.status == 429 {
            assert!(n >= 30, "{n}");
            assert!(answer.headers.contains_key("retry-after"));
            break;
        }
    }
    let told = [(401, "TOKEN_INVALID".to_owned()), (429, "RATE_LIMIT_EXCEEDED".to_owned())];
    assert_eq!(codes, BTreeSet::from(told));
    assert_eq!(get(&w, &format!("Bearer {good}"), "/v1/me").await.status, 200);
    let elsewhere = [("authorization", "License nothing")];
    let other = from(&w, "198.51.100.1", Method::GET, "/v1/me", &elsewhere, &Value::Null).await;
    assert_eq!(refusal(&other), (401, "LICENSE_INVALID".into()));
    let log = std::fs::read_to_string(w.t.folder().join("security.log")).unwrap();
    assert!(log.contains("SECURITY[APIKEY_INVALID]: user=- ip=203.0.113.7"), "{log}");
    assert!(log.contains("ip=198.51.100.1") && log.contains("reason=licence_key"), "{log}");
}

#[tokio::test]
async fn a_stolen_database_opens_nothing() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let (token, secret) = token(&w, Bearer::Admin, None).await;
    let row = store::token::get(w.t.db(), token.id).await.unwrap();
    let digits = &secret[6..70];
    assert!(!format!("{row:?}").contains(digits), "the database does not know the token");
    for stolen in [&row.hash, &licence.key_hash] {
        for form in [
            format!("Bearer {stolen}"),
            format!("Bearer admin-{stolen}v3"),
            format!("License {stolen}"),
        ] {
            assert_eq!(get(&w, &form, "/v1/me").await.status, 401, "{form}");
        }
    }
    assert_eq!(get(&w, &format!("Bearer {secret}"), "/v1/me").await.status, 200);
}
