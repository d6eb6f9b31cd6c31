//! Roles and groups as the provider says, and Microsoft's own ways.

use super::fake::Fake;
use super::{anna, refusal};
use crate::browser::{Browser, PASSWORD, member, security_log};
use events::identity::GroupsTold;
use identity::rights::{MANAGE_KEYS, MANAGE_USERS};
use platform::testing::TestKontor;
use platform::{Role, event, roles, users};
use serde_json::{Value, json};

const TENANT: &str = "11111111-2222-3333-4444-555555555555";
const OBJECT: &str = "aaaaaaaa-0000-0000-0000-000000000001";

const ROLES: [(&str, &str); 2] =
    [("oidc.work.create", "true"), ("oidc.work.roles", "Kontor.Admin=admin, desk=agent")];

#[tokio::test]
async fn what_the_provider_gives_and_takes_counts_at_the_next_sign_in() {
    let fake = Fake::start().await;
    let t = fake.house(&ROLES).await;
    member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let as_ = |roles: Value| fake.claims(roles);
    assert_eq!(fake.sign_in(&mut browser, as_(json!({}))).await.status, 403);
    assert_eq!((refusal(&t).as_str(), anna(&t).await), ("sso_no_role", None));
    let both = json!({ "roles": ["Kontor.Admin"], "groups": ["desk"] });
    assert_eq!(fake.sign_in(&mut browser, as_(both)).await.status, 303);
    assert_eq!(anna(&t).await.unwrap().role, Role::Admin);
    let mut other = Browser::at(&t, "203.0.113.8");
    assert_eq!(fake.sign_in(&mut other, as_(json!({ "groups": ["desk"] }))).await.status, 303);
    assert_eq!(anna(&t).await.unwrap().role, Role::Agent);
    assert!(!browser.is_signed_in().await, "the administrator's session ended with the role");
    assert!(security_log(&t).contains("reason=admin_to_agent"));
    assert_eq!(fake.sign_in(&mut browser, as_(json!({ "groups": ["canteen"] }))).await.status, 403);
    assert_eq!(anna(&t).await.unwrap().role, Role::Agent, "nothing is taken away for good");
    assert!(!other.is_signed_in().await, "what the provider vouched for has ended");
    assert_eq!(fake.sign_in(&mut other, as_(json!({ "groups": ["desk"] }))).await.status, 303);
}

#[tokio::test]
async fn what_becomes_of_whom_no_role_fits_the_settings_say() {
    for (unmatched, status, role) in [
        ("keep", 303, Role::Agent),
        ("refuse", 403, Role::Agent),
        ("customer", 403, Role::Customer),
    ] {
        let fake = Fake::start().await;
        let setting = ("oidc.work.unmatched", unmatched);
        let t = fake.house(&[ROLES[0], ROLES[1], setting]).await;
        member(&t, "Maria", Role::Admin).await;
        let mut browser = Browser::at(&t, "203.0.113.7");
        let desk = fake.claims(json!({ "groups": ["desk"] }));
        assert_eq!(fake.sign_in(&mut browser, desk).await.status, 303);
        let nothing = fake.sign_in(&mut browser, fake.claims(json!({}))).await;
        assert_eq!(nothing.status.as_u16(), status, "{unmatched}");
        assert_eq!(anna(&t).await.unwrap().role, role, "{unmatched}");
        assert_eq!(browser.is_signed_in().await, unmatched == "keep", "{unmatched}");
    }
}

#[tokio::test]
async fn own_roles_that_the_settings_name_come_and_go_with_the_provider() {
    let fake = Fake::start().await;
    let own = ("oidc.work.own_roles", "people=Team leads, deputies=team leads");
    let t = fake.house(&[super::CREATE[0], super::CREATE[1], own]).await;
    let [leads, keys] = [("Team leads", MANAGE_USERS), ("Keys", MANAGE_KEYS)];
    let (leads, keys) = (t.role(leads.0, &[leads.1]).await, t.role(keys.0, &[keys.1]).await);
    let mut both = [leads, keys];
    both.sort_unstable();
    let mut browser = Browser::at(&t, "203.0.113.7");
    let with = |groups: Value| fake.claims(json!({ "groups": groups }));
    fake.sign_in(&mut browser, with(json!(["canteen"]))).await;
    let user = anna(&t).await.unwrap();
    let tx = t.kontor.db.begin().await.unwrap();
    roles::give(&tx, user.id, &[keys]).await.unwrap();
    tx.commit().await.unwrap();
    let has = async |t: &TestKontor| {
        let mut all = roles::of_user(t.db(), user.id).await.unwrap();
        all.sort_unstable();
        all
    };
    for group in ["people", "deputies"] {
        let mut other = Browser::at(&t, "203.0.113.8");
        fake.sign_in(&mut other, with(json!([group]))).await;
        assert_eq!(has(&t).await, both, "{group}");
        assert_eq!(other.get("/admin/users").await.status, 200);
    }
    assert!(!browser.is_signed_in().await, "who came in with other rights comes in anew");
    assert!(security_log(&t).contains("reason=agent_to_agent+own"));
    let mut later = Browser::at(&t, "203.0.113.9");
    fake.sign_in(&mut later, with(json!(["canteen"]))).await;
    assert_eq!(has(&t).await, [keys], "what was given here stays");
    assert_eq!(later.get("/admin/users").await.status, 403);
}

#[tokio::test]
async fn the_last_administrator_stays_one_whatever_the_provider_says() {
    let fake = Fake::start().await;
    let t = fake.house(&ROLES).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let admin = fake.claims(json!({ "roles": ["Kontor.Admin"] }));
    assert_eq!(fake.sign_in(&mut browser, admin).await.status, 303);
    for less in [json!({ "groups": ["desk"] }), json!({})] {
        assert_eq!(fake.sign_in(&mut browser, fake.claims(less)).await.status, 303);
        assert_eq!(anna(&t).await.unwrap().role, Role::Admin);
    }
}

#[tokio::test]
async fn without_a_map_roles_are_given_here_alone() {
    let fake = Fake::start().await;
    let t = fake.house(&super::CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let claims = fake.claims(json!({ "roles": ["admin"], "groups": ["admin"] }));
    assert_eq!(fake.sign_in(&mut browser, claims.clone()).await.status, 303);
    let mut anna = anna(&t).await.unwrap();
    assert_eq!(anna.role, Role::Agent);
    anna.role = Role::Admin;
    let tx = t.kontor.db.begin().await.unwrap();
    users::save(&tx, &mut anna).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(fake.sign_in(&mut browser, claims).await.status, 303);
    assert_eq!(super::anna(&t).await.unwrap().role, Role::Admin);
}

#[tokio::test]
async fn groups_are_told_to_the_apps_that_have_them() {
    let fake = Fake::start().await;
    let groups = ("oidc.work.groups", "desk=First line, night=Night shift");
    let t = fake.house(&[super::CREATE[0], super::CREATE[1], groups]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({ "groups": ["desk", "canteen"] }))).await;
    let user = anna(&t).await.unwrap();
    let facts = event::timeline(t.db(), &format!("user:{}", user.id)).await.unwrap();
    let told = facts.iter().find_map(event::Recorded::facts::<GroupsTold>).unwrap();
    assert_eq!(
        (told.member_of, told.not_member_of),
        (vec!["First line".into()], vec!["Night shift".into()])
    );
}

async fn microsoft() -> (Fake, String) {
    let fake = Fake::with_issuer(|address| format!("{address}/{TENANT}/v2.0")).await;
    let authority = fake.address.clone();
    (fake, authority)
}

#[tokio::test]
async fn at_microsoft_tenant_and_number_say_who_it_is() {
    let (fake, authority) = microsoft().await;
    let own = [("oidc.work.tenant", TENANT), ("oidc.work.authority", &authority)];
    let t = fake.house(&[&own[..], &super::CREATE].concat()).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let claims = |other: Value| {
        let mut all = fake.claims(json!({ "tid": TENANT, "oid": OBJECT, "email": null,
            "preferred_username": "anna@kontor.test" }));
        all.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
        all
    };
    assert_eq!(fake.sign_in(&mut browser, claims(json!({}))).await.status, 303);
    // Kontor was registered there anew: another subject for the same person
    let again = claims(json!({ "sub": "pairwise-2", "preferred_username": "albers@kontor.test" }));
    assert_eq!(fake.sign_in(&mut browser, again).await.status, 303);
    assert_eq!(users::find_by_email(t.db(), "albers@kontor.test").await.unwrap(), None);
    let other = "99999999-0000-0000-0000-000000000000";
    for (claims, why) in [
        (claims(json!({ "tid": other })), "sso_tenant"),
        (claims(json!({ "oid": 7 })), "sso_token:no_subject"),
        (claims(json!({ "acct": 1 })), "sso_guest"),
    ] {
        assert_eq!(fake.sign_in(&mut browser, claims).await.status, 403, "{why}");
        assert_eq!(refusal(&t), why);
    }
}

#[tokio::test]
async fn more_groups_than_fit_into_the_token_are_asked_for_at_the_address_of_the_settings() {
    let (fake, authority) = microsoft().await;
    let graph = format!("{authority}/graph");
    let own = [
        ("oidc.work.tenant", TENANT),
        ("oidc.work.authority", authority.as_str()),
        ("oidc.work.graph_url", graph.as_str()),
    ];
    let t = fake.house(&[&own[..], &ROLES].concat()).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    // the token's own address leads elsewhere and is not gone to
    let many = fake
        .claims(json!({ "tid": TENANT, "oid": OBJECT, "_claim_names": { "groups": "src1" },
        "_claim_sources": { "src1": { "endpoint": "http://169.254.169.254/groups" } } }));
    assert_eq!(fake.sign_in(&mut browser, many.clone()).await.status, 403);
    assert_eq!((refusal(&t).as_str(), anna(&t).await), ("sso_groups", None));
    fake.inside.lock().unwrap().groups = Some(vec!["canteen".into(), "desk".into()]);
    assert_eq!(fake.sign_in(&mut browser, many).await.status, 303);
    assert_eq!(anna(&t).await.unwrap().role, Role::Agent);
    assert!(!security_log(&t).contains("SSRF_BLOCKED"));
}

#[tokio::test]
async fn where_only_own_roles_hang_on_groups_nobody_comes_in_without_them() {
    let (fake, authority) = microsoft().await;
    let graph = format!("{authority}/graph");
    let t = fake
        .house(&[
            ("oidc.work.tenant", TENANT),
            ("oidc.work.authority", authority.as_str()),
            ("oidc.work.graph_url", graph.as_str()),
            ("oidc.work.create", "true"),
            ("oidc.work.default_role", "agent"),
            ("oidc.work.own_roles", "guests=Guests"),
        ])
        .await;
    t.role("Guests", &[]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let claims = json!({ "tid": TENANT, "oid": OBJECT, "_claim_names": { "groups": "src1" } });
    assert_eq!(fake.sign_in(&mut browser, fake.claims(claims.clone())).await.status, 403);
    assert_eq!(refusal(&t), "sso_groups", "a role that narrows would be missing");
    fake.inside.lock().unwrap().groups = Some(vec!["guests".into()]);
    assert_eq!(fake.sign_in(&mut browser, fake.claims(claims)).await.status, 303);
    let anna = anna(&t).await.unwrap();
    assert_eq!(roles::of_user(t.db(), anna.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_password_still_opens_an_account_that_a_provider_opens_too() {
    let fake = Fake::start().await;
    let t = fake.house(&ROLES).await;
    member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(browser.sign_in("maria@kontor.test", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn what_the_token_leaves_out_is_asked_for_and_must_be_about_the_same_person() {
    let fake = Fake::start().await;
    fake.inside.lock().unwrap().says_more = true;
    let t = fake.house(&ROLES).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let bare = fake.claims(json!({ "email": null, "name": null }));
    let answers = |said: Option<Value>| fake.inside.lock().unwrap().userinfo = said;
    assert_eq!(fake.sign_in(&mut browser, bare.clone()).await.status, 403);
    assert_eq!(refusal(&t), "sso_rejected:invalid_token", "no answer is not the same as no role");
    let said =
        json!({ "sub": "anna-1", "email": "anna@kontor.test", "name": "Anna", "groups": ["desk"] });
    let mut other = said.clone();
    other["sub"] = "bert-1".into();
    answers(Some(other));
    assert_eq!(fake.sign_in(&mut browser, bare.clone()).await.status, 403);
    assert_eq!((refusal(&t).as_str(), anna(&t).await), ("sso_token:no_subject", None));
    answers(Some(said));
    assert_eq!(fake.sign_in(&mut browser, bare).await.status, 303);
    let user = anna(&t).await.unwrap();
    assert_eq!((user.name.as_str(), user.role), ("Anna", Role::Agent));
    let asked = fake.inside.lock().unwrap().asked.len();
    let full = fake.claims(json!({ "groups": ["desk"] }));
    assert_eq!(fake.sign_in(&mut browser, full).await.status, 303);
    assert_eq!(fake.inside.lock().unwrap().asked.len(), asked + 1, "the token alone is enough");
}
