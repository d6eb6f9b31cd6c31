use crate::browser::{Browser, PASSWORD, member, security_log, start};
use events::identity::{UserChanged, UserCreated, UserUnlocked};
use identity::{Account, actions};
use platform::testing::TestKontor;
use platform::{Error, Lang, Role, User, event, session, users};

async fn admin(t: &TestKontor) -> (User, Browser<'_>) {
    let maria = member(t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(t, "203.0.113.1");
    assert_eq!(browser.sign_in("maria@kontor.test", PASSWORD).await.status, 303);
    (maria, browser)
}

const BEA: [(&str, &str); 5] = [
    ("name", "Bea Öztürk"),
    ("email", "Bea@Kontor.test"),
    ("role", "agent"),
    ("level", "3"),
    ("lang", "de"),
];

#[tokio::test]
async fn an_administrator_invites_and_the_link_is_shown_once() {
    let t = start().await;
    let (_, mut browser) = admin(&t).await;
    let answer = browser.post("/admin/users", &BEA).await;
    assert_eq!(answer.status, 200);
    let link = answer.body.split("http://").nth(1).unwrap().split('"').next().unwrap();
    let path = &link[link.find('/').unwrap()..];
    assert!(path.starts_with("/sign-in/password?token="), "{link}");
    let bea = users::find_by_email(t.db(), "bea@kontor.test").await.unwrap().unwrap();
    assert_eq!((bea.level, bea.lang, bea.email.as_str()), (3, Lang::De, "Bea@Kontor.test"));
    let facts = event::timeline(t.db(), &format!("user:{}", bea.id)).await.unwrap();
    assert!(facts[0].facts::<UserCreated>().is_some());
    assert!(!facts.iter().any(|f| f.payload.as_deref().unwrap_or_default().contains("token")));
    assert_eq!(Browser::at(&t, "203.0.113.2").get(path).await.status, 200);
    assert!(!browser.get(&format!("/admin/users/{}", bea.id)).await.body.contains("token="));
    // the same form again makes no second account
    let answer = browser.post("/admin/users", &BEA).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains(r#"id="f-email-error""#) && answer.body.contains("Bea Öztürk"));
}

#[tokio::test]
async fn the_list_filters_searches_and_turns_pages() {
    let t = start().await;
    let (_, mut browser) = admin(&t).await;
    for n in 0..60 {
        let (name, email) = (format!("Ägnes {n:02}"), format!("agnes{n}@kunde.test"));
        let account = Account::new(&name, &email, Role::Customer, Lang::De).unwrap();
        actions::create_user(&t.cx(), account).await.unwrap();
    }
    let odd = Account::new("100% Müller_GmbH", "odd@kunde.test", Role::Agent, Lang::De).unwrap();
    let odd = actions::create_user(&t.cx(), odd).await.unwrap();
    actions::set_active(&t.cx(), odd.id, false).await.unwrap();
    let mut rows = async |address: &str| {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, 200, "{address}");
        answer.body.matches(r#"class="who" href="/admin/users/"#).count()
    };
    assert_eq!(rows("/admin/users").await, 50);
    assert_eq!(rows("/admin/users?page=2").await, 12);
    assert_eq!(rows("/admin/users?q=%C3%84GNES+0").await, 10);
    assert_eq!(rows("/admin/users?q=maria%40").await, 1);
    assert_eq!(rows("/admin/users?q=100%25").await, 1);
    assert_eq!(rows("/admin/users?q=%25").await, 1, "a percent sign is itself");
    assert_eq!(rows("/admin/users?q=_").await, 1);
    assert_eq!(rows("/admin/users?role=admin").await, 1);
    assert_eq!(rows("/admin/users?state=inactive").await, 1);
    assert_eq!(rows("/admin/users?role=agent&state=active").await, 0);
    for garbage in
        ["page=x", "page=-1", "page=99999999999", "role=king", "state=%00", "q=%00", "q=%FF"]
    {
        rows(&format!("/admin/users?{garbage}")).await;
    }
}

#[tokio::test]
async fn another_role_ends_the_sessions_and_is_logged() {
    let t = start().await;
    let (_, mut browser) = admin(&t).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let mut hers = Browser::at(&t, "203.0.113.2");
    hers.sign_in("bea@kontor.test", PASSWORD).await;
    let path = format!("/admin/users/{}", bea.id);
    let same = [
        ("name", "Bea"),
        ("email", "bea@kontor.test"),
        ("role", "agent"),
        ("level", "2"),
        ("lang", "en"),
    ];
    let with = |version: &'static str| [&same[..], &[("version", version)]].concat();
    assert_eq!(browser.post(&path, &with("0")).await.status, 303);
    assert!(hers.is_signed_in().await, "a level is no role");
    assert_eq!(browser.post(&path, &with("0")).await.status, 409, "someone else was faster");

    let mut form = with("1");
    form[2].1 = "admin";
    assert_eq!(browser.post(&path, &form).await.status, 303);
    assert!(!hers.is_signed_in().await);
    let bea = users::get(t.db(), bea.id).await.unwrap();
    assert_eq!((bea.role, bea.level), (Role::Admin, 1));
    assert!(security_log(&t).contains("SECURITY[ROLE_CHANGED]: user=bea@kontor.test"));
    let facts = event::timeline(t.db(), &format!("user:{}", bea.id)).await.unwrap();
    assert_eq!(facts.iter().filter(|fact| fact.facts::<UserChanged>().is_some()).count(), 2);
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let t = start().await;
    let (maria, mut browser) = admin(&t).await;
    let path = format!("/admin/users/{}", maria.id);
    let form = [
        ("name", "Maria"),
        ("email", "maria@kontor.test"),
        ("role", "agent"),
        ("level", "1"),
        ("lang", "en"),
        ("version", "0"),
    ];
    let answer = browser.post(&path, &form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("last active administrator"));
    assert_eq!(browser.post(&format!("{path}/deactivation"), &[]).await.status, 422);
    let refused = actions::set_active(&t.cx(), maria.id, false).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "from the command line neither");
    assert!(browser.is_signed_in().await);

    // one who is switched off does not count
    let bea = member(&t, "Bea", Role::Admin).await;
    actions::set_active(&t.cx(), bea.id, false).await.unwrap();
    assert_eq!(browser.post(&path, &form).await.status, 422);
    actions::set_active(&t.cx(), bea.id, true).await.unwrap();
    assert_eq!(browser.post(&path, &form).await.status, 303);
    assert_eq!(browser.get("/admin/users").await.status, 403);
}

#[tokio::test]
async fn two_administrators_who_step_down_at_once_do_not_both() {
    let t = start().await;
    let (maria, bea) =
        (member(&t, "Maria", Role::Admin).await, member(&t, "Bea", Role::Admin).await);
    let cx = t.cx();
    let (a, b) = tokio::join!(
        actions::set_active(&cx, maria.id, false),
        actions::set_active(&cx, bea.id, false),
    );
    assert!(a.is_ok() != b.is_ok());
}

#[tokio::test]
async fn switching_off_ends_the_sessions_and_switching_on_lets_in_again() {
    let t = start().await;
    let (_, mut browser) = admin(&t).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let mut hers = Browser::at(&t, "203.0.113.2");
    hers.sign_in("bea@kontor.test", PASSWORD).await;
    let path = format!("/admin/users/{}", bea.id);
    assert_eq!(browser.post(&format!("{path}/deactivation"), &[]).await.status, 303);
    assert!(!hers.is_signed_in().await);
    assert!(session::of_user(t.db(), bea.id).await.unwrap().is_empty());
    assert_eq!(hers.sign_in("bea@kontor.test", PASSWORD).await.status, 422);
    assert_eq!(browser.post(&format!("{path}/activation"), &[]).await.status, 303);
    assert_eq!(hers.sign_in("bea@kontor.test", PASSWORD).await.status, 303);
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn an_administrator_unlocks_ends_sessions_and_gives_a_reset_link() {
    let t = start().await;
    let (_, mut browser) = admin(&t).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let path = format!("/admin/users/{}", bea.id);
    for n in 0..5 {
        Browser::at(&t, &format!("198.51.100.{n}")).sign_in("bea@kontor.test", "x").await;
    }
    assert!(browser.get(&path).await.body.contains("Locked for unknown devices until"));
    assert_eq!(browser.post(&format!("{path}/unlocking"), &[]).await.status, 303);
    let mut hers = Browser::at(&t, "203.0.113.2");
    assert_eq!(hers.sign_in("bea@kontor.test", PASSWORD).await.status, 303);
    let facts = event::timeline(t.db(), &format!("user:{}", bea.id)).await.unwrap();
    assert!(facts.iter().any(|fact| fact.facts::<UserUnlocked>().is_some()));

    assert_eq!(browser.post(&format!("{path}/sessions/end"), &[]).await.status, 303);
    assert!(!hers.is_signed_in().await);
    let answer = browser.post(&format!("{path}/link"), &[]).await;
    assert!(answer.status == 200 && answer.body.contains("New password for Bea"));
}

#[tokio::test]
async fn the_palette_finds_users_for_administrators_only() {
    let t = start().await;
    let (_, mut browser) = admin(&t).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let mut hers = Browser::at(&t, "203.0.113.2");
    hers.sign_in("bea@kontor.test", PASSWORD).await;
    let hit = format!("/admin/users/{}", bea.id);
    assert!(browser.get("/palette?q=bea").await.body.contains(&hit));
    assert!(!hers.get("/palette?q=bea").await.body.contains(&hit));
}

#[tokio::test]
async fn nobody_is_invited_into_a_role_that_can_do_nothing_yet() {
    let t = start().await;
    let (_, mut browser) = admin(&t).await;
    let page = browser.get("/admin/users/new").await.body;
    assert!(page.contains(r#"value="agent""#) && !page.contains(r#"value="customer""#));
    let form = BEA.map(|(n, v)| if n == "role" { (n, "customer") } else { (n, v) });
    let answer = browser.post("/admin/users", &form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains(r#"id="f-role-error""#), "{}", answer.body);
    assert!(answer.body.contains("nothing yet that a customer"), "{}", answer.body);
    assert!(users::find_by_email(t.db(), "bea@kontor.test").await.unwrap().is_none());

    // an agent becomes none either; who is one already keeps the role when the name changes
    let emil = member(&t, "Emil", Role::Agent).await;
    let form = [("name", "Emil"), ("email", "emil@kontor.test"), ("role", "customer")];
    let more = [("level", "1"), ("lang", "en"), ("version", "0")];
    let form = [form, more].concat();
    assert_eq!(browser.post(&format!("/admin/users/{}", emil.id), &form).await.status, 422);
    let ada = member(&t, "Ada", Role::Customer).await;
    let path = format!("/admin/users/{}", ada.id);
    assert!(browser.get(&path).await.body.contains(r#"value="customer" selected"#));
    let form = form.iter().map(|(n, v)| match *n {
        "name" => (*n, "Ada L."),
        "email" => (*n, "ada@kontor.test"),
        _ => (*n, *v),
    });
    assert_eq!(browser.post(&path, &form.collect::<Vec<_>>()).await.status, 303);
    assert_eq!(users::get(t.db(), ada.id).await.unwrap().role, Role::Customer);
}
