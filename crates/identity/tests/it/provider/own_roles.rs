//! Own roles that the settings call by their names: what is out of date, unknown, asleep or read-only gives nobody more.

use super::fake::Fake;
use super::{anna, refusal};
use crate::browser::{Browser, member};
use identity::domain::role::Draft;
use identity::rights::{MANAGE_KEYS, MANAGE_USERS, OWN_KEYS};
use identity::{Account, actions};
use platform::switch::{self, READ_ONLY, Wanted};
use platform::testing::TestKontor;
use platform::{Error, Lang, Role, RoleId, User, health, roles, users};
use serde_json::{Value, json};

const OWN: (&str, &str) = ("oidc.work.own_roles", "people=Team leads, few=Few");

async fn house(fake: &Fake) -> (TestKontor, RoleId, RoleId) {
    let t = fake.house(&[super::CREATE[0], super::CREATE[1], OWN]).await;
    let leads = t.role("Team leads", &[MANAGE_USERS, OWN_KEYS]).await;
    let few = t.role("Few", &[]).await;
    (t, leads, few)
}

fn groups(fake: &Fake, names: Value) -> Value {
    fake.claims(json!({ "groups": names }))
}

async fn has(t: &TestKontor, user: &User) -> Vec<RoleId> {
    let mut all = roles::of_user(t.db(), user.id).await.unwrap();
    all.sort_unstable();
    all
}

#[tokio::test]
async fn a_form_of_before_brings_no_role_back_that_the_provider_took() {
    let fake = Fake::start().await;
    let (t, leads, _) = house(&fake).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, groups(&fake, json!(["people"]))).await;
    let seen = anna(&t).await.unwrap();
    assert_eq!(has(&t, &seen).await, [leads]);
    fake.sign_in(&mut browser, groups(&fake, json!([]))).await;
    let form = Account::new("Anna A", &seen.email, Role::Agent, Lang::En).unwrap();
    let form = Account { roles: vec![leads], ..form };
    let saved = actions::change_user(&t.cx(), seen.id, seen.version, form).await;
    assert!(matches!(saved, Err(Error::Stale)), "{saved:?}");
    assert!(has(&t, &seen).await.is_empty());
}

#[tokio::test]
async fn two_sign_ins_at_once_give_a_role_once() {
    let fake = Fake::start().await;
    let (t, leads, _) = house(&fake).await;
    let mut browsers = ["203.0.113.7", "203.0.113.8", "203.0.113.9"].map(|ip| Browser::at(&t, ip));
    fake.sign_in(&mut browsers[0], groups(&fake, json!([]))).await;
    let [one, other, third] = &mut browsers;
    let people = || groups(&fake, json!(["people"]));
    let (one, other, third) = tokio::join!(
        fake.sign_in(one, people()),
        fake.sign_in(other, people()),
        fake.sign_in(third, people())
    );
    for answer in [one, other, third] {
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    assert_eq!(has(&t, &anna(&t).await.unwrap()).await, [leads]);
}

#[tokio::test]
async fn what_leads_in_ends_when_the_provider_gives_a_role() {
    let fake = Fake::start().await;
    let (t, ..) = house(&fake).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, groups(&fake, json!([]))).await;
    let user = anna(&t).await.unwrap();
    let link = actions::issue_reset(&t.cx(), user.id).await.unwrap();
    let token = link.split_once("token=").unwrap().1;
    fake.sign_in(&mut browser, groups(&fake, json!(["people"]))).await;
    let chosen = actions::choose_password(&t.cx(), token, "Kranich-Hafen-Laterne-77").await;
    assert!(matches!(chosen, Err(Error::Refused(_))), "{chosen:?}");
}

#[tokio::test]
async fn who_earned_a_role_that_there_is_not_stays_outside() {
    let fake = Fake::start().await;
    let own = ("oidc.work.own_roles", "few=Few, ghosts=Nobody");
    let t = fake.house(&[super::CREATE[0], super::CREATE[1], own]).await;
    member(&t, "Maria", Role::Admin).await;
    let few = t.role("Few", &[]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let ghost = groups(&fake, json!(["few", "ghosts"]));
    assert_eq!(fake.sign_in(&mut browser, ghost.clone()).await.status, 403);
    assert_eq!((refusal(&t).as_str(), anna(&t).await), ("sso_no_role", None));
    assert_eq!(fake.sign_in(&mut browser, groups(&fake, json!(["few"]))).await.status, 303);
    let user = anna(&t).await.unwrap();
    assert_eq!(fake.sign_in(&mut browser, ghost).await.status, 403);
    assert!(!browser.is_signed_in().await, "what the provider vouched for has ended");
    assert_eq!(has(&t, &user).await, [few], "and nothing is taken away for good");

    let checks = health::checks(&t.kontor).await;
    let check = checks.iter().find(|check| check.name == "oidc.work.own_roles").unwrap();
    assert_eq!(check.state, health::State::Warn);
    let said = format!("{check:?}");
    assert!(said.contains("Nobody") && !said.contains("Few"), "{said}");
}

#[tokio::test]
async fn a_role_that_the_settings_name_keeps_its_name_and_stays() {
    let fake = Fake::start().await;
    let (t, leads, few) = house(&fake).await;
    let draft = |name: &str| Draft { name: name.into(), ..Draft::default() };
    let renamed = actions::change_role(&t.cx(), leads, 0, &draft("Leads")).await;
    assert!(matches!(renamed, Err(Error::Refused(_))), "{renamed:?}");
    let removed = actions::remove_role(&t.cx(), few).await;
    assert!(matches!(removed, Err(Error::Refused(_))), "{removed:?}");
    let spelt = actions::change_role(&t.cx(), leads, 0, &draft("Team Leads")).await.unwrap();
    assert_eq!(spelt.name, "Team Leads", "it is found whatever its capitals");
}

#[tokio::test]
async fn own_roles_do_not_sleep_in_an_account_of_another_kind() {
    for kind in ["customer", "admin"] {
        let fake = Fake::start().await;
        let map = ("oidc.work.roles", "desk=agent, boss=admin");
        let unmatched = ("oidc.work.unmatched", "customer");
        let t = fake.house(&[super::CREATE[0], map, unmatched]).await;
        member(&t, "Maria", Role::Admin).await;
        let keys = t.role("Keys", &[MANAGE_KEYS]).await;
        let mut browser = Browser::at(&t, "203.0.113.7");
        fake.sign_in(&mut browser, groups(&fake, json!(["desk"]))).await;
        let user = anna(&t).await.unwrap();
        t.give(&user, &[keys]).await;
        let other = if kind == "admin" { json!(["boss"]) } else { json!([]) };
        fake.sign_in(&mut browser, groups(&fake, other)).await;
        assert_ne!(anna(&t).await.unwrap().role, Role::Agent);
        fake.sign_in(&mut browser, groups(&fake, json!(["desk"]))).await;
        assert_eq!(anna(&t).await.unwrap().role, Role::Agent);
        assert!(has(&t, &user).await.is_empty(), "{kind}");
    }
}

#[tokio::test]
async fn in_read_only_mode_nobody_comes_in_with_roles_that_the_provider_took() {
    let fake = Fake::start().await;
    let (t, leads, _) = house(&fake).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let people = groups(&fake, json!(["people"]));
    fake.sign_in(&mut browser, people.clone()).await;
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    switch::turn(&tx, &cx, READ_ONLY, Wanted { on: true, ..Wanted::default() }).await.unwrap();
    cx.commit(tx).await.unwrap();
    switch::refresh(&t.kontor).await.unwrap();
    let mut other = Browser::at(&t, "203.0.113.8");
    assert_eq!(fake.sign_in(&mut other, groups(&fake, json!([]))).await.status, 503);
    assert!(!other.is_signed_in().await);
    let user = users::get(t.db(), anna(&t).await.unwrap().id).await.unwrap();
    assert_eq!(has(&t, &user).await, [leads], "nothing is changed");
    assert_eq!(fake.sign_in(&mut other, people).await.status, 303, "as it was, it goes on");
}
