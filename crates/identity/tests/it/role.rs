use crate::browser::{APPS, Browser, PASSWORD, member, security_log, start};
use events::identity::{RoleRemoved, RoleSaved, RolesGiven};
use identity::domain::role::{Draft, OwnRole};
use identity::rights::{MANAGE_KEYS, MANAGE_ROLES, MANAGE_USERS, OWN_KEYS};
use identity::{Account, actions};
use platform::rights::OPERATE;
use platform::testing::TestKontor;
use platform::{Error, Lang, Right, Role, User, UserId, event, roles, users};

async fn role(t: &TestKontor, name: &str, rights: &[Right]) -> OwnRole {
    let rights = rights.iter().map(|right| right.0.to_owned()).collect();
    let draft = Draft { name: name.into(), description: String::new(), rights };
    actions::create_role(&t.cx(), &draft).await.unwrap()
}

async fn give(t: &TestKontor, user: UserId, own: &[&OwnRole]) -> User {
    let user = users::get(t.db(), user).await.unwrap();
    let account = Account {
        roles: own.iter().map(|role| role.id).collect(),
        ..Account::new(&user.name, &user.email, user.role, user.lang).unwrap()
    };
    actions::change_user(&t.cx(), user.id, user.version, account).await.unwrap()
}

#[tokio::test]
async fn own_roles_take_the_place_of_what_agents_may_usually_do() {
    let t = start().await;
    let (keys, watch) =
        (role(&t, "Keys", &[MANAGE_KEYS]).await, role(&t, "Watch", &[OPERATE]).await);
    let nothing = role(&t, "Guest", &[]).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let cookie = async |t: &TestKontor| t.sign_in(&bea).await;
    let may = async |t: &TestKontor, user: &User| {
        let cx = t.cx_with_roles(user).await;
        [OWN_KEYS, MANAGE_KEYS, OPERATE].map(|right| cx.may(right))
    };
    assert_eq!(may(&t, &bea).await, [true, false, false], "as agents usually may");
    give(&t, bea.id, &[&keys]).await;
    assert_eq!(may(&t, &bea).await, [false, true, false]);
    assert_eq!(t.get(&cookie(&t).await, "/account/keys").await.status, 403);
    assert_eq!(t.get(&cookie(&t).await, "/admin/keys").await.status, 200);
    let admin = t.get(&cookie(&t).await, "/admin").await;
    assert!(admin.status == 200 && admin.body.contains("/admin/keys"), "{}", admin.body);
    assert!(!admin.body.contains("/admin/users") && !admin.body.contains("/admin/health"));
    give(&t, bea.id, &[&keys, &watch]).await;
    assert_eq!(may(&t, &bea).await, [false, true, true], "all of them together");
    give(&t, bea.id, &[&nothing]).await;
    assert_eq!(may(&t, &bea).await, [false; 3]);
    assert_eq!(t.get(&cookie(&t).await, "/admin").await.status, 403);
    assert_eq!(t.get(&cookie(&t).await, "/account").await.status, 200);
    give(&t, bea.id, &[]).await;
    assert_eq!(may(&t, &bea).await, [true, false, false]);
}

#[tokio::test]
async fn who_administers_by_an_own_role_needs_the_second_factor_of_administrators() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "admins")]).await;
    let (plain, admins) =
        (role(&t, "Plain", &[OWN_KEYS]).await, role(&t, "People", &[MANAGE_USERS]).await);
    let bea = member(&t, "Bea", Role::Agent).await;
    let led = async |ip: &str| {
        let answer = Browser::at(&t, ip).sign_in("bea@kontor.test", PASSWORD).await;
        answer.location().to_owned()
    };
    for (own, ip, where_to) in [
        (&plain, "203.0.113.1", "/"),
        (&admins, "203.0.113.2", "/sign-in/second?next=%2F"),
        (&plain, "203.0.113.3", "/"),
    ] {
        give(&t, bea.id, &[own]).await;
        assert_eq!(led(ip).await, where_to, "{}", own.name);
    }
}

#[tokio::test]
async fn roles_count_for_agents_alone() {
    let t = start().await;
    let watch = role(&t, "Watch", &[OPERATE]).await;
    for kind in [Role::Admin, Role::Customer] {
        let one = member(&t, &format!("{kind:?}"), kind).await;
        give(&t, one.id, &[&watch]).await;
        assert!(roles::of_user(t.db(), one.id).await.unwrap().is_empty(), "{kind:?}");
    }
    let bea = member(&t, "Bea", Role::Agent).await;
    let mut bea = give(&t, bea.id, &[&watch]).await;
    // a provider may make her a customer and leave her roles where they are
    bea.role = Role::Customer;
    assert!(!t.cx_with_roles(&bea).await.may(OPERATE));
    bea.role = Role::Admin;
    assert!(t.cx_with_roles(&bea).await.may(MANAGE_ROLES));
}

#[tokio::test]
async fn a_changed_role_counts_from_the_next_request_on() {
    let t = start().await;
    let keys = role(&t, "Keys", &[MANAGE_KEYS]).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    give(&t, bea.id, &[&keys]).await;
    let cookie = t.sign_in(&bea).await;
    assert_eq!(t.get(&cookie, "/admin/keys").await.status, 200);
    let draft = Draft { name: "Keys".into(), ..Draft::default() };
    actions::change_role(&t.cx(), keys.id, 0, &draft).await.unwrap();
    assert_eq!(t.get(&cookie, "/admin/keys").await.status, 403, "who loses a right stays");
    let stale = actions::change_role(&t.cx(), keys.id, 0, &draft).await;
    assert!(matches!(stale, Err(Error::Stale)));
    let same = actions::change_role(&t.cx(), keys.id, 1, &draft).await.unwrap();
    assert_eq!(same.version, 1, "nothing changed, nothing is recorded");
    let facts = event::timeline(t.db(), &format!("role:{}", keys.id)).await.unwrap();
    let saved: Vec<RoleSaved> = facts.iter().filter_map(event::Recorded::facts).collect();
    let rights: Vec<_> = saved.iter().map(|fact| fact.rights.join(" ")).collect();
    assert_eq!(rights.len(), 2, "{saved:?}");
    assert!(rights.contains(&MANAGE_KEYS.0.into()) && rights.contains(&String::new()));
}

#[tokio::test]
async fn who_is_given_another_role_comes_in_anew() {
    let t = start().await;
    let guests = role(&t, "Guests", &[]).await;
    member(&t, "Maria", Role::Admin).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let (mut browser, mut hers) = (Browser::at(&t, "203.0.113.1"), Browser::at(&t, "203.0.113.2"));
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    hers.sign_in("bea@kontor.test", PASSWORD).await;
    let (path, id) = (format!("/admin/users/{}", bea.id), guests.id.to_string());
    let page = browser.get(&path).await.body;
    assert!(page.contains(&format!(r#"name="own" value="{id}""#)), "{page}");
    let form = [
        ("name", "Bea"),
        ("email", "bea@kontor.test"),
        ("role", "agent"),
        ("level", "1"),
        ("lang", "en"),
        ("own", &id),
        ("version", "0"),
    ];
    assert_eq!(browser.post(&path, &form).await.status, 303);
    assert!(!hers.is_signed_in().await);
    assert!(browser.get("/admin/users").await.body.contains("Guests"));
    assert!(security_log(&t).contains("SECURITY[ROLE_CHANGED]: user=bea@kontor.test"));
    let facts = event::timeline(t.db(), &format!("user:{}", bea.id)).await.unwrap();
    let given: RolesGiven = facts.iter().find_map(event::Recorded::facts).unwrap();
    assert_eq!((given.roles, given.names), (vec![guests.id], vec!["Guests".to_owned()]));
    let unknown = [&form[..5], &[("own", "x"), ("version", "1")]].concat();
    assert_eq!(browser.post(&path, &unknown).await.status, 422);
}

#[tokio::test]
async fn an_administrator_makes_copies_and_deletes_roles() {
    let t = start().await;
    let maria = member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    assert!(browser.get("/admin/roles").await.body.contains("no roles of your own yet"));
    let form = [("name", "Audit"), ("description", "For the auditor"), ("right", OPERATE.0)];
    let made = browser.post("/admin/roles", &form).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let path = made.location().to_owned();
    assert!(browser.get("/admin/roles").await.body.contains("one right"));
    let again = browser.post("/admin/roles", &[("name", " AUDIT "), ("right", OPERATE.0)]).await;
    assert!(again.status == 422 && again.body.contains("f-name-error"), "{}", again.body);
    for right in [MANAGE_ROLES.0, "helpdesk.fly"] {
        let all = browser.post("/admin/roles", &[("name", "All"), ("right", right)]).await;
        assert_eq!(all.status, 422, "no own role is given {right}");
    }
    let id = path.rsplit('/').next().unwrap();
    let copy = browser.get(&format!("/admin/roles/new?from={id}")).await.body;
    assert!(copy.contains("Copy of Audit") && copy.contains("For the auditor"));
    let ticked = copy.split(r#"value="platform.operate""#).nth(1).unwrap();
    assert!(ticked.split('>').next().unwrap().contains("checked"), "{ticked}");

    let bea = member(&t, "Bea", Role::Agent).await;
    let audit = roles::all(t.db()).await.unwrap().remove(0);
    give(&t, bea.id, &[&audit]).await;
    let page = browser.get(&path).await.body;
    assert!(page.contains(&bea.id.to_string()) && !page.contains("/removal"), "{page}");
    let kept = browser.post(&format!("{path}/removal"), &[]).await;
    assert!(kept.status == 422 && kept.body.contains("still have this role: 1"), "{}", kept.body);
    give(&t, bea.id, &[]).await;
    assert_eq!(browser.post(&format!("{path}/removal"), &[]).await.status, 303);
    assert_eq!(browser.get(&path).await.status, 404);
    let facts = event::timeline(t.db(), &format!("role:{id}")).await.unwrap();
    assert!(facts.iter().any(|fact| fact.facts::<RoleRemoved>().is_some()));
    assert!(facts.iter().all(|fact| fact.actor == Some(maria.id)));
}

/// Somebody who manages accounts, is no administrator, and may nothing else but this.
async fn manager(t: &TestKontor, more: &[Right]) -> (User, OwnRole) {
    let managers = role(t, "Managers", &[&[MANAGE_USERS], more].concat()).await;
    let mona = member(t, "Mona", Role::Agent).await;
    (give(t, mona.id, &[&managers]).await, managers)
}

#[tokio::test]
async fn who_manages_accounts_gives_nobody_more_than_they_have() {
    let t = start().await;
    let (mona, managers) = manager(&t, &[]).await;
    let (keys, guests) = (role(&t, "Keys", &[MANAGE_KEYS]).await, role(&t, "Guests", &[]).await);
    let cx = t.cx_with_roles(&mona).await;
    let account = |name: &str, kind, own: &[&OwnRole]| Account {
        roles: own.iter().map(|role| role.id).collect(),
        ..Account::new(name, &format!("{name}@kontor.test"), kind, Lang::En).unwrap()
    };
    for (kind, own) in [
        (Role::Admin, &[][..]),
        (Role::Agent, &[]), // agents may make keys of their own, which she may not
        (Role::Agent, &[&keys]),
        (Role::Agent, &[&managers, &keys]),
        // it gives no right that she has not, but may open what is kept for this role
        (Role::Agent, &[&guests]),
    ] {
        let made = actions::create_user(&cx, account("ben", kind, own)).await;
        assert!(matches!(made, Err(Error::Refused(_))), "{kind:?} {own:?}");
        let own_one =
            actions::change_user(&cx, mona.id, mona.version, account("mona", kind, own)).await;
        assert!(matches!(own_one, Err(Error::Refused(_))), "{kind:?} {own:?}");
    }
    let ben = actions::create_user(&cx, account("ben", Role::Agent, &[&managers])).await.unwrap();
    assert_eq!(roles::of_user(t.db(), ben.id).await.unwrap(), [managers.id]);
    actions::invite(&cx, ben.id).await.unwrap();
    let (draft, id) = (Draft { name: "Mine".into(), ..Draft::default() }, keys.id);
    assert!(matches!(actions::create_role(&cx, &draft).await, Err(Error::Forbidden)));
    assert!(matches!(actions::change_role(&cx, id, 0, &draft).await, Err(Error::Forbidden)));
    assert!(matches!(actions::remove_role(&cx, id).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn who_manages_accounts_touches_nobody_who_may_more() {
    let t = start().await;
    let (mona, _) = manager(&t, &[OWN_KEYS]).await;
    let keys = role(&t, "Keys", &[MANAGE_KEYS]).await;
    let maria = member(&t, "Maria", Role::Admin).await;
    let kim = member(&t, "Kim", Role::Agent).await;
    let kim = give(&t, kim.id, &[&keys]).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let cx = t.cx_with_roles(&mona).await;
    for (user, reachable) in [(&maria, false), (&kim, false), (&ada, true)] {
        let account = Account::new("New", &user.email, user.role, Lang::De).unwrap();
        let account = Account { roles: roles::of_user(t.db(), user.id).await.unwrap(), ..account };
        let tried = [
            actions::issue_reset(&cx, user.id).await.map(drop),
            actions::invite(&cx, user.id).await.map(drop),
            actions::one_time(&cx, user.id).await.map(drop),
            actions::unlock_user(&cx, user.id).await,
            actions::remove_factors(&cx, user.id).await,
            actions::end_sessions(&cx, user.id).await.map(drop),
            actions::change_user(&cx, user.id, user.version, account).await.map(drop),
            actions::set_active(&cx, user.id, false).await.map(drop),
        ];
        for (n, tried) in tried.into_iter().enumerate() {
            let forbidden = matches!(tried, Err(Error::Forbidden));
            assert!(tried.is_ok() == reachable && forbidden != reachable, "{n} {}", user.name);
        }
    }
    assert_eq!(users::get(t.db(), maria.id).await.unwrap(), maria);
    assert_eq!(users::get(t.db(), kim.id).await.unwrap(), kim);
}

#[tokio::test]
async fn a_key_follows_the_roles_of_its_owner() {
    let t = start().await;
    let (mona, _) = manager(&t, &[OWN_KEYS]).await;
    let draft = identity::domain::api_key::Draft {
        name: "Import".into(),
        scopes: vec!["users:read".into()],
        days: "90".into(),
        networks: String::new(),
    };
    let cx = t.cx_with_roles(&mona).await;
    let (_, key) = actions::create_key(&cx, &draft).await.unwrap();
    let bearer = format!("Bearer {}", key.expose());
    let list = async || {
        let headers = [("authorization", bearer.as_str()), ("x-forwarded-for", "203.0.113.9")];
        let (get, body) = (axum::http::Method::GET, axum::body::Body::empty());
        t.send(get, "/api/v1/users", "", &headers, body).await.status
    };
    assert_eq!(list().await, 200);
    let keys = role(&t, "Keys", &[OWN_KEYS]).await;
    give(&t, mona.id, &[&keys]).await;
    assert_eq!(list().await, 403);
    let cx = t.cx_with_roles(&mona).await;
    let another = actions::create_key(&cx, &draft).await;
    assert!(matches!(another, Err(Error::Refused(_))), "nor a new key with what she lost");
}
