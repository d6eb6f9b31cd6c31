//! Somebody guesses without end: which layer stops it, how few guesses are really compared, and that the owner still gets in.

use crate::browser::{Browser, PASSWORD, member, security_log, start};
use crate::factor::{ada_with_app, second};
use axum::http::Method;
use platform::Role;
use platform::testing::TestKontor;
use std::time::Instant;

/// So many guesses come in each wave.
const GUESSES: u64 = 150;

/// A wave of guesses: how many were really compared, and how many the limit gives back while it lasts, at so many a minute.
struct Wave {
    began: Instant,
    runs: u64,
}

impl Wave {
    fn begin(t: &TestKontor) -> Self {
        Self { began: Instant::now(), runs: t.kontor.passwords.runs() }
    }

    fn compared(&self, t: &TestKontor) -> u64 {
        t.kontor.passwords.runs() - self.runs
    }

    fn most(&self, per_minute: u64) -> u64 {
        per_minute + self.began.elapsed().as_secs() * per_minute / 60 + 1
    }
}

#[tokio::test]
async fn passwords_are_guessed_in_vain_from_one_address_and_from_thousands() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let mut owner = Browser::at(&t, "203.0.113.7");
    assert_eq!(owner.sign_in("ada@kontor.test", PASSWORD).await.status, 303);
    owner.set_cookie("kontor-insecure", "");

    // sent by a page of another site, in the browsers of its visitors: nothing is compared at all
    let wave = Wave::begin(&t);
    for n in 0..GUESSES {
        let from = format!("198.51.{}.{}", 100 + n / 200, n % 200);
        let headers = [
            ("sec-fetch-site", "cross-site"),
            ("x-forwarded-for", from.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let body = format!("email=ada%40kontor.test&password={PASSWORD}");
        let answer = t.send(Method::POST, "/sign-in", "", &headers, body.into()).await;
        assert_eq!(answer.status, 403);
    }
    assert_eq!(wave.compared(&t), 0);
    assert!(security_log(&t).contains("SECURITY[CSRF_BLOCKED]"));

    // from one address, at one name after the other: the address is counted
    let wave = Wave::begin(&t);
    let mut thief = Browser::at(&t, "198.51.100.7");
    for n in 0..GUESSES {
        let status = thief.sign_in(&format!("name{n}@kontor.test"), "guess").await.status;
        assert!(status == 422 || status == 429, "{status}");
    }
    assert!((5..=wave.most(5)).contains(&wave.compared(&t)), "{}", wave.compared(&t));
    let stopped = |line: &str| line.contains("RATE_LIMITED") && line.contains("ip=198.51.100.7");
    assert!(security_log(&t).lines().any(stopped));

    // from as many addresses at one name: the name is counted, and after five mistakes it is locked for strangers
    let wave = Wave::begin(&t);
    for n in 0..GUESSES {
        let mut one = Browser::at(&t, &format!("192.0.2.{n}"));
        // among the guesses is the right one
        let guess = if n == GUESSES - 1 { PASSWORD } else { "guess" };
        let status = one.sign_in("ada@kontor.test", guess).await.status;
        assert!(status == 422 || status == 429, "{status}");
    }
    assert!((5..=wave.most(10)).contains(&wave.compared(&t)), "{}", wave.compared(&t));
    assert_eq!(security_log(&t).matches("SECURITY[LOCKOUT]: user=ada@kontor.test").count(), 1);

    // meanwhile the owner comes in as always
    assert_eq!(owner.sign_in("ada@kontor.test", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn who_knows_the_password_guesses_codes_in_vain_and_who_stole_a_session_passwords() {
    let t = start().await;
    let (_, mut owner, app, _) = ada_with_app(&t).await;
    // a million codes, three of them right at any time: at most ten a minute are looked at, and five mistakes lock
    let mut thief = Browser::at(&t, "198.51.100.7");
    thief.sign_in("ada@kontor.test", PASSWORD).await;
    let wave = Wave::begin(&t);
    let mut looked_at = 0;
    for n in 0..GUESSES {
        let answer = second(&mut thief, &format!("{:06}", n * 6173 % 1_000_000)).await;
        assert!(answer.status == 422 || answer.status == 429, "{}", answer.status);
        looked_at += u64::from(answer.status == 422);
    }
    assert!(looked_at <= wave.most(10), "{looked_at}");
    assert!(security_log(&t).contains("SECURITY[LOCKOUT]: user=ada@kontor.test"));
    let right = second(&mut thief, &app.next(&t)).await;
    assert!(right.status != 303 && !thief.is_signed_in().await, "locked: {}", right.status);

    // the present password, asked for again before a change
    let wave = Wave::begin(&t);
    for n in 0..GUESSES {
        let guess = format!("guess {n}");
        let new = "Weser-Kaje-Frachtbrief-1901";
        let form = [("current", guess.as_str()), ("password", new), ("again", new)];
        let status = owner.post("/account/password", &form).await.status;
        assert!(status == 422 || status == 429, "{status}");
    }
    assert!(wave.compared(&t) <= wave.most(10), "{}", wave.compared(&t));
    assert!(owner.is_signed_in().await, "the owner's own session goes on");
}

#[tokio::test]
async fn keys_and_tokens_are_guessed_in_vain() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let (wave, mut compared) = (Wave::begin(&t), 0);
    for n in 0..GUESSES {
        let bearer = format!("Bearer kt_{n:010}_guess");
        let headers = [("authorization", bearer.as_str()), ("x-forwarded-for", "198.51.100.7")];
        let answer = t.send(Method::GET, "/api/v1/me", "", &headers, "".into()).await;
        let status = answer.status.as_u16();
        assert!([401, 403, 429].contains(&status), "{status}");
        compared += u64::from(status == 401);
    }
    assert!((20..=wave.most(30)).contains(&compared), "{compared}");
    assert!(security_log(&t).contains("SECURITY[APIKEY_INVALID]"));
    // nobody guesses 256 bits: the neighbours of a program whose key is over go on signing in
    let mut neighbour = Browser::at(&t, "198.51.100.7");
    assert_eq!(neighbour.sign_in("ada@kontor.test", PASSWORD).await.status, 303);

    let mut thief = Browser::at(&t, "198.51.100.8");
    let (wave, mut stopped) = (Wave::begin(&t), 0);
    for n in 0..GUESSES {
        let token = format!("{n:043}");
        let status = thief.post("/sign-in/link", &[("token", &token)]).await.status;
        assert!(status == 410 || status == 429, "{status}");
        stopped += u64::from(status == 429);
    }
    assert!(GUESSES - stopped <= wave.most(10), "{stopped}");
}
