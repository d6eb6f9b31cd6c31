use crate::browser::{APPS, Browser, PASSWORD, member, security_log, start, until_stopped};
use fakes::smtp::Smtp;
use identity::actions;
use platform::Role;
use platform::testing::TestKontor;

/// A house that writes letters.
pub async fn house(smtp: &Smtp) -> TestKontor {
    let port = smtp.address.port().to_string();
    let allow = format!("127.0.0.1/32:{port}");
    TestKontor::start_with(
        &APPS,
        &[
            ("sign_in.second_factor", "nobody"),
            ("server.external_url", "http://localhost"),
            ("post.from", "kontor@firma.test"),
            ("post.smtp_host", "127.0.0.1"),
            ("post.smtp_port", &port),
            ("post.smtp_security", "none"),
            ("outbound.allow", &allow),
        ],
    )
    .await
}

pub async fn run_all(t: &TestKontor) {
    while t.run_jobs().await > 0 {}
}

/// Subject and text of the letters to somebody, in order.
pub fn letters(smtp: &Smtp, to: &str) -> Vec<(String, String)> {
    let all = smtp.taken();
    let his = all.iter().filter(|one| one.to == [to]);
    his.map(|one| message::Message::read(&one.bytes))
        .map(|read| (read.subject, read.body.text))
        .collect()
}

/// The path of the link in a letter.
fn path(text: &str) -> String {
    let line =
        text.lines().find_map(|line| line.trim().strip_prefix("http://localhost")).expect(text);
    line.to_owned()
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_in_a_letter() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    member(&t, "Ada", Role::Agent).await;
    run_all(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    assert!(browser.get("/sign-in").await.body.contains(r#"href="/sign-in/forgot""#));
    let known = browser.post("/sign-in/forgot", &[("email", "ADA@kontor.test")]).await;
    let unknown = browser.post("/sign-in/forgot", &[("email", "nobody@kontor.test")]).await;
    assert_eq!((known.status, known.body.len()), (unknown.status, unknown.body.len()));
    assert!(known.body.contains("on its way"), "{}", known.body);
    run_all(&t).await;
    let mut to_ada = letters(&smtp, "ada@kontor.test");
    assert!(letters(&smtp, "nobody@kontor.test").is_empty());
    let (subject, text) = to_ada.pop().unwrap();
    assert_eq!(subject, "Choose another password");
    let link = path(&text);
    let token = link.split_once("token=").unwrap().1.to_owned();
    let new = "Weser-Kaje-Frachtbrief-1901";
    let answer = browser.post("/sign-in/password", &[("token", &token), ("password", new)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(browser.is_signed_in().await);
    run_all(&t).await;
    assert_eq!(letters(&smtp, "ada@kontor.test").pop().unwrap().0, "Your password was changed");
    // a link that was used is over, and the old password too
    assert_eq!(
        browser.post("/sign-in/password", &[("token", &token), ("password", new)]).await.status,
        410
    );
    assert_eq!(
        Browser::at(&t, "203.0.113.2").sign_in("ada@kontor.test", PASSWORD).await.status,
        422
    );
}

#[tokio::test]
async fn who_is_switched_off_gets_no_link() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    run_all(&t).await;
    let before = letters(&smtp, "ada@kontor.test").len();
    actions::set_active(&t.cx(), ada.id, false).await.unwrap();
    let mut browser = Browser::at(&t, "203.0.113.1");
    assert_eq!(browser.post("/sign-in/forgot", &[("email", "ada@kontor.test")]).await.status, 200);
    run_all(&t).await;
    assert_eq!(letters(&smtp, "ada@kontor.test").len(), before);
}

#[tokio::test]
async fn three_letters_an_hour_are_written_for_one_visitor() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    let ask = async |n: u64| {
        let email = format!("person{n}@kontor.test");
        browser.post("/sign-in/forgot", &[("email", &email)]).await
    };
    until_stopped(3, ask).await;
    assert!(security_log(&t).contains("SECURITY[RATE_LIMITED]"));
    // and from everywhere together for one account
    for n in 0..4 {
        let mut other = Browser::at(&t, &format!("198.51.100.{n}"));
        let answer = other.post("/sign-in/forgot", &[("email", "ada@kontor.test")]).await;
        assert_eq!(answer.status.as_u16(), if n < 3 { 200 } else { 429 });
    }
}

#[tokio::test]
async fn an_invitation_is_written_and_nobody_else_sees_its_link() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    member(&t, "Maria", Role::Admin).await;
    let mut admin = Browser::at(&t, "203.0.113.1");
    admin.sign_in("maria@kontor.test", PASSWORD).await;
    let form = [
        ("name", "Bea"),
        ("email", "bea@kontor.test"),
        ("role", "agent"),
        ("level", "1"),
        ("lang", "de"),
    ];
    let answer = admin.post("/admin/users", &form).await;
    assert!(answer.status == 303 && !answer.body.contains("token="), "{}", answer.body);
    run_all(&t).await;
    let (subject, text) = letters(&smtp, "bea@kontor.test").pop().unwrap();
    assert_eq!(subject, "Ihr Konto bei Kontor");
    let token = path(&text).split_once("token=").unwrap().1.to_owned();
    let mut bea = Browser::at(&t, "203.0.113.2");
    let answer = bea.post("/sign-in/password", &[("token", &token), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    run_all(&t).await;
    assert_eq!(letters(&smtp, "bea@kontor.test").pop().unwrap().0, "Willkommen bei Kontor");
    // on the user's page the next link can be written or shown
    let bea = platform::users::find_by_email(t.db(), "bea@kontor.test").await.unwrap().unwrap();
    let path = format!("/admin/users/{}/letter", bea.id);
    assert!(admin.get(&format!("/admin/users/{}", bea.id)).await.body.contains(&path));
    assert_eq!(admin.post(&path, &[]).await.status, 303);
    run_all(&t).await;
    assert_eq!(letters(&smtp, "bea@kontor.test").pop().unwrap().0, "Ein anderes Passwort wählen");
}

#[tokio::test]
async fn a_house_without_post_offers_no_letters() {
    let t = start().await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    assert_eq!(browser.get("/sign-in/forgot").await.status, 404);
    assert_eq!(browser.post("/sign-in/forgot", &[("email", "ada@kontor.test")]).await.status, 404);
    assert!(!browser.get("/sign-in").await.body.contains("/sign-in/forgot"));
}

#[tokio::test]
async fn no_address_is_no_reason_to_write_anywhere() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    for (n, typed) in ["", "x", "a@b\r\nBcc: c@d", "a b@c"].into_iter().enumerate() {
        let mut browser = Browser::at(&t, &format!("203.0.113.{n}"));
        let page = browser.post("/sign-in/forgot", &[("email", typed)]).await;
        assert!(page.status == 422 && page.body.contains(r#"id="f-email-error""#), "{typed:?}");
    }
    run_all(&t).await;
    assert!(smtp.taken().is_empty());
}

/// The token in the last letter to somebody.
fn token_to(smtp: &Smtp, to: &str) -> String {
    let (_, text) = letters(smtp, to).pop().unwrap();
    path(&text).split_once("token=").unwrap().1.to_owned()
}

#[tokio::test]
async fn an_address_changes_once_both_mailboxes_have_said_yes() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    run_all(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let ask = async |browser: &mut Browser<'_>, email: &str| {
        browser.post("/account/email", &[("email", email)]).await
    };
    assert!(ask(&mut browser, "nobody").await.body.contains("This is not an e-mail address"));
    assert!(ask(&mut browser, "ADA@kontor.test").await.body.contains("address already"));
    assert_eq!(ask(&mut browser, "ada@lovelace.test").await.status, 303);
    run_all(&t).await;
    let (old, new) = (token_to(&smtp, "ada@kontor.test"), token_to(&smtp, "ada@lovelace.test"));
    assert!(browser.get("/account").await.body.contains("waits for both addresses"));

    // who reads the letter need not be signed in; opening the link says nothing yet
    let mut reader = Browser::at(&t, "203.0.113.2");
    let page = reader.get(&format!("/sign-in/email?token={new}")).await;
    assert!(page.status == 200 && page.body.contains("ada@lovelace.test"), "{}", page.body);
    for (token, answer, email) in [
        (&new, "the other mailbox", "ada@kontor.test"),
        (&new, "the other mailbox", "ada@kontor.test"),
        (&old, "The address is changed", "ada@lovelace.test"),
    ] {
        let said = reader.post("/sign-in/email", &[("token", token)]).await;
        assert!(said.status == 200 && said.body.contains(answer), "{}", said.body);
        assert_eq!(platform::users::get(t.db(), ada.id).await.unwrap().email, email);
    }
    assert_eq!(reader.post("/sign-in/email", &[("token", &old)]).await.status, 410, "it is over");
    run_all(&t).await;
    for told in ["ada@kontor.test", "ada@lovelace.test"] {
        assert_eq!(letters(&smtp, told).pop().unwrap().0, "Your address was changed");
    }
    assert_eq!(reader.sign_in("ada@kontor.test", PASSWORD).await.status, 422);
    assert_eq!(reader.sign_in("ada@lovelace.test", PASSWORD).await.status, 303);
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn a_wish_for_another_address_ends_in_a_day_or_by_its_owner_or_with_the_password() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.3");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    for ended in ["by its owner", "with the password", "in a day"] {
        browser.post("/account/email", &[("email", "ada@lovelace.test")]).await;
        run_all(&t).await;
        let token = token_to(&smtp, "ada@lovelace.test");
        let link = format!("/sign-in/email?token={token}");
        assert_eq!(Browser::at(&t, "203.0.113.4").get(&link).await.status, 200);
        match ended {
            "by its owner" => {
                assert_eq!(browser.post("/account/email/withdrawal", &[]).await.status, 303);
            }
            "with the password" => {
                actions::set_password(&t.cx(), ada.id, "Weser-Kaje-Frachtbrief-1901")
                    .await
                    .unwrap();
                browser.sign_in("ada@kontor.test", "Weser-Kaje-Frachtbrief-1901").await;
            }
            _ => t.kontor.clock.advance(chrono::TimeDelta::hours(24)),
        }
        assert_eq!(Browser::at(&t, "203.0.113.4").get(&link).await.status, 410, "{ended}");
    }
}

#[tokio::test]
async fn an_address_of_another_account_is_refused_only_to_who_holds_both_mailboxes() {
    let smtp = Smtp::start().await;
    let t = house(&smtp).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    member(&t, "Bea", Role::Agent).await;
    run_all(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.5");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let asked = browser.post("/account/email", &[("email", "BEA@kontor.test")]).await;
    assert_eq!(asked.status, 303, "asking tells nothing");
    run_all(&t).await;
    let to_bea = letters(&smtp, "BEA@kontor.test").pop().unwrap().1;
    let new = path(&to_bea).split_once("token=").unwrap().1.to_owned();
    let old = token_to(&smtp, "ada@kontor.test");
    assert_eq!(browser.post("/sign-in/email", &[("token", &old)]).await.status, 200);
    let said = browser.post("/sign-in/email", &[("token", &new)]).await;
    assert!(said.body.contains("Nothing was changed"), "{}", said.body);
    assert_eq!(platform::users::get(t.db(), ada.id).await.unwrap().email, "ada@kontor.test");
    assert_eq!(browser.post("/sign-in/email", &[("token", &new)]).await.status, 410);
}
