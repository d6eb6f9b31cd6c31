//! Whoever gains rights comes in anew: nothing that was made while they had less opens what they have now.

use crate::browser::{APPS, Browser, PASSWORD, member, start};
use identity::domain::role::Draft;
use identity::rights::{MANAGE_USERS, OWN_KEYS};
use identity::{Account, actions};
use platform::testing::TestKontor;
use platform::{Error, Lang, Right, Role, RoleId, User, users};

/// What a link of whoever manages accounts says.
fn token(link: &str) -> &str {
    link.split_once("token=").unwrap().1
}

async fn spent(t: &TestKontor, link: &str) -> bool {
    let chosen = actions::choose_password(&t.cx(), token(link), "Kranich-Hafen-Laterne-77").await;
    match chosen {
        Ok(_) => false,
        Err(Error::Refused(_)) => true,
        Err(other) => panic!("{other:?}"),
    }
}

async fn save(t: &TestKontor, user: &User, role: Role, own: &[RoleId]) {
    let user = users::get(t.db(), user.id).await.unwrap();
    let account = Account::new(&user.name, &user.email, role, Lang::En).unwrap();
    let account = Account { roles: own.to_vec(), ..account };
    actions::change_user(&t.cx(), user.id, user.version, account).await.unwrap();
}

#[tokio::test]
async fn a_link_opens_no_account_that_may_more_since() {
    let t = start().await;
    let managers = t.role("Managers", &[MANAGE_USERS, OWN_KEYS]).await;
    let more = t.role("More", &[MANAGE_USERS]).await;
    let mona = member(&t, "Mona", Role::Agent).await;
    t.give(&mona, &[managers]).await;
    let cx = t.cx_with_roles(&mona).await;
    for (n, (role, own)) in
        [(Role::Admin, vec![]), (Role::Agent, vec![more])].into_iter().enumerate()
    {
        let new = Account::new("Ben", &format!("ben{n}@kontor.test"), Role::Agent, Lang::En);
        let ben = actions::create_user(&cx, new.unwrap()).await.unwrap();
        let invitation = actions::invite(&cx, ben.id).await.unwrap();
        let kim = member(&t, &format!("Kim{n}"), Role::Agent).await;
        let reset = actions::issue_reset(&cx, kim.id).await.unwrap();
        save(&t, &ben, role, &own).await;
        save(&t, &kim, role, &own).await;
        assert!(spent(&t, &invitation).await && spent(&t, &reset).await, "{role:?}");
    }
    let ada = member(&t, "Ada", Role::Agent).await;
    let link = actions::issue_reset(&cx, ada.id).await.unwrap();
    let named = Account::new("Ada B", &ada.email, Role::Agent, Lang::En).unwrap();
    actions::change_user(&t.cx(), ada.id, ada.version, named).await.unwrap();
    assert!(!spent(&t, &link).await, "another name is no other right");
}

async fn grant(t: &TestKontor, role: RoleId, version: i32, rights: &[Right]) {
    let rights = rights.iter().map(|right| right.0.to_owned()).collect();
    let draft = Draft { name: "Desk".into(), description: String::new(), rights };
    actions::change_role(&t.cx(), role, version, &draft).await.unwrap();
}

#[tokio::test]
async fn who_administers_since_the_role_changed_comes_in_with_both_factors() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "admins")]).await;
    let desk = t.role("Desk", &[OWN_KEYS]).await;
    let managers = t.role("Managers", &[MANAGE_USERS, OWN_KEYS]).await;
    let mona = member(&t, "Mona", Role::Agent).await;
    t.give(&mona, &[managers, desk]).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    t.give(&bea, &[desk]).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let (mut hers, mut adas) = (Browser::at(&t, "203.0.113.1"), Browser::at(&t, "203.0.113.2"));
    hers.sign_in("bea@kontor.test", PASSWORD).await;
    adas.sign_in("ada@kontor.test", PASSWORD).await;
    let link = actions::issue_reset(&t.cx_with_roles(&mona).await, bea.id).await.unwrap();
    grant(&t, desk, 0, &[]).await;
    assert!(hers.is_signed_in().await, "who loses a right stays");
    grant(&t, desk, 1, &[MANAGE_USERS]).await;
    assert!(!hers.is_signed_in().await && adas.is_signed_in().await);
    assert!(spent(&t, &link).await);
    let again = hers.sign_in("bea@kontor.test", PASSWORD).await;
    assert!(again.location().starts_with("/sign-in/second"), "{}", again.location());
    assert_eq!(ada.version, users::get(t.db(), ada.id).await.unwrap().version);
}
