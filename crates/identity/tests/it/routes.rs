use crate::browser::{Browser, PASSWORD, member, start};
use platform::{Role, users};

/// Who may come: nobody, customer, agent, admin.
type Who = [u16; 4];
const SIGNED_IN: Who = [303, 200, 200, 200];
const SIGNED_IN_POST: Who = [303, 303, 303, 303];
const STAFF: Who = [303, 403, 200, 200];
const ADMIN: Who = [303, 403, 403, 200];
const ADMIN_POST: Who = [303, 403, 403, 303];

/// Every route of identity, with the answer that each role gets. `{user}` is somebody else.
const ROUTES: &[(&str, &str, Who)] = &[
    ("GET", "/setup", [410; 4]),
    ("POST", "/setup", [410; 4]),
    ("GET", "/sign-in", [200, 303, 303, 303]),
    ("POST", "/sign-in", [422; 4]),
    ("GET", "/sign-in/link", [410; 4]),
    ("POST", "/sign-in/link", [410; 4]),
    ("GET", "/sign-in/password", [410; 4]),
    ("POST", "/sign-in/password", [410; 4]),
    ("GET", "/sign-in/forgot", [404; 4]),
    ("POST", "/sign-in/forgot", [404; 4]),
    ("GET", "/sign-in/email", [410; 4]),
    ("POST", "/sign-in/email", [410; 4]),
    ("GET", "/sign-in/second", [303; 4]),
    ("POST", "/sign-in/second", [303; 4]),
    ("POST", "/sign-in/second/app", [303; 4]),
    ("GET", "/auth/{provider}", [404; 4]),
    ("GET", "/auth/{provider}/callback", [404; 4]),
    ("POST", "/auth/{provider}/backchannel-logout", [404; 4]),
    ("POST", "/account/sign-ins/{provider}", [303, 404, 404, 404]),
    ("POST", "/account/sign-ins/{provider}/removal", [303, 404, 404, 404]),
    ("POST", "/sign-in/second/passkey", [303; 4]),
    ("POST", "/sign-in/second/passkey/options", [303; 4]),
    ("POST", "/sign-in/passkey", [422; 4]),
    ("POST", "/sign-in/passkey/options", [200; 4]),
    ("GET", "/account", SIGNED_IN),
    ("POST", "/account/profile", [303, 422, 422, 422]),
    ("POST", "/account/password", [303, 422, 422, 422]),
    ("POST", "/account/email", [303, 404, 404, 404]),
    ("POST", "/account/email/withdrawal", SIGNED_IN_POST),
    ("POST", "/account/sessions/{session}/end", [303, 404, 404, 404]),
    ("POST", "/account/sessions/end", SIGNED_IN_POST),
    ("POST", "/account/programs/end", SIGNED_IN_POST),
    ("POST", "/account/programs/{program}/end", [303, 404, 404, 404]),
    ("GET", "/account/second-factor", SIGNED_IN),
    ("POST", "/account/second-factor", [303, 422, 422, 422]),
    ("POST", "/account/second-factor/removal", SIGNED_IN_POST),
    ("POST", "/account/recovery-codes", [303, 404, 404, 404]),
    ("POST", "/account/passkeys", [303, 422, 422, 422]),
    ("POST", "/account/passkeys/new", SIGNED_IN),
    ("GET", "/account/passkeys/{passkey}", [303, 404, 404, 404]),
    ("POST", "/account/passkeys/{passkey}", [303, 404, 404, 404]),
    ("POST", "/account/passkeys/{passkey}/removal", [303, 404, 404, 404]),
    ("GET", "/account/keys", STAFF),
    ("POST", "/account/keys", [303, 403, 422, 422]),
    ("GET", "/account/keys/new", STAFF),
    ("POST", "/account/keys/{key}/revocation", [303, 404, 404, 404]),
    ("GET", "/admin/keys", ADMIN),
    ("POST", "/admin/keys/{key}/revocation", [303, 403, 403, 404]),
    ("GET", "/admin/users", ADMIN),
    ("POST", "/admin/users", [303, 403, 403, 422]),
    ("GET", "/admin/users/new", ADMIN),
    ("GET", "/admin/users/{user}", ADMIN),
    ("POST", "/admin/users/{user}", [303, 403, 403, 422]),
    ("POST", "/admin/users/{user}/link", ADMIN),
    ("POST", "/admin/users/{user}/letter", [303, 403, 403, 404]),
    ("POST", "/admin/users/{user}/unlocking", ADMIN_POST),
    ("POST", "/admin/users/{user}/sessions/end", ADMIN_POST),
    ("POST", "/admin/users/{user}/factors/removal", ADMIN_POST),
    ("POST", "/admin/users/{user}/sign-ins/{provider}/removal", [303, 403, 403, 404]),
    ("POST", "/admin/users/{user}/deactivation", ADMIN_POST),
    ("POST", "/admin/users/{user}/activation", ADMIN_POST),
    ("GET", "/admin/roles", ADMIN),
    ("POST", "/admin/roles", [303, 403, 403, 422]),
    ("GET", "/admin/roles/new", ADMIN),
    ("GET", "/admin/roles/{role}", [303, 403, 403, 404]),
    ("POST", "/admin/roles/{role}", [303, 403, 403, 404]),
    ("POST", "/admin/roles/{role}/removal", [303, 403, 403, 404]),
    ("GET", "/admin/security", ADMIN),
    ("GET", "/help/seen", SIGNED_IN),
    ("POST", "/sign-out", [303; 4]),
];

#[tokio::test]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    let t = start().await;
    let roles = [None, Some(Role::Customer), Some(Role::Agent), Some(Role::Admin)];
    let target = member(&t, "Target", Role::Agent).await;
    for (i, role) in roles.into_iter().enumerate() {
        let mut browser = Browser::at(&t, &format!("203.0.113.{i}"));
        if let Some(role) = role {
            let name = format!("{role:?}");
            member(&t, &name, role).await;
            browser.sign_in(&format!("{}@kontor.test", name.to_lowercase()), PASSWORD).await;
        }
        for (method, path, expected) in ROUTES {
            let path = path
                .replace("{user}", &target.id.to_string())
                .replace("{session}", "x")
                .replace("{program}", "x")
                .replace("{passkey}", "x")
                .replace("{key}", "x")
                .replace("{role}", "x")
                .replace("{provider}", "nobody");
            let answer = match *method {
                "GET" => browser.get(&path).await,
                _ => browser.post(&path, &[]).await,
            };
            assert_eq!(answer.status.as_u16(), expected[i], "{method} {path} as {role:?}");
            let leads_to_sign_in = answer.location().starts_with("/sign-in");
            assert!(role.is_some() || answer.status != 303 || leads_to_sign_in, "{path}");
        }
    }
    let target = users::get(t.db(), target.id).await.unwrap();
    assert_eq!(target.version, 2, "switched off and on by the administrator alone");
}

#[test]
fn the_table_names_every_route() {
    let sources = [
        include_str!("../../src/web/account.rs"),
        include_str!("../../src/web/api_key.rs"),
        include_str!("../../src/web/email.rs"),
        include_str!("../../src/web/factor.rs"),
        include_str!("../../src/web/forgot.rs"),
        include_str!("../../src/web/link.rs"),
        include_str!("../../src/web/passkey.rs"),
        include_str!("../../src/web/password.rs"),
        include_str!("../../src/web/program.rs"),
        include_str!("../../src/web/provider.rs"),
        include_str!("../../src/web/role.rs"),
        include_str!("../../src/web/second.rs"),
        include_str!("../../src/web/security.rs"),
        include_str!("../../src/web/setup.rs"),
        include_str!("../../src/web/sign_in.rs"),
        include_str!("../../src/web/user.rs"),
    ];
    let routes = sources.iter().flat_map(|source| source.split(".route(\"").skip(1));
    let mut count = 0;
    for route in routes {
        let (path, handlers) = route.split_once('"').unwrap();
        let handlers = handlers.split(['}', ';']).next().unwrap();
        for (_, method) in
            [("get(", "GET"), ("post(", "POST")].iter().filter(|(w, _)| handlers.contains(w))
        {
            count += 1;
            let named = ROUTES.iter().any(|(m, p, _)| m == method && *p == path);
            assert!(named, "{method} {path} is not in the table");
        }
    }
    assert_eq!(count, ROUTES.len());
}

#[tokio::test]
async fn who_is_signed_out_comes_back_to_the_page_after_signing_in() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let answer = browser.get("/admin/users?role=agent").await;
    assert_eq!(answer.status, 303);
    let page = browser.get(answer.location()).await.body;
    assert!(page.contains(r#"name="next" value="/admin/users?role=agent""#), "{page}");
}

#[tokio::test]
async fn an_address_that_names_nobody_is_not_there() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    let unknown = platform::UserId::new();
    for user in [unknown.to_string().as_str(), "x", "%00", "0"] {
        assert_eq!(browser.get(&format!("/admin/users/{user}")).await.status, 404, "{user}");
        for verb in ["", "/link", "/unlocking", "/sessions/end", "/activation", "/deactivation"] {
            let path = format!("/admin/users/{user}{verb}");
            let form = [
                ("name", "x"),
                ("email", "x@y"),
                ("role", "agent"),
                ("level", "1"),
                ("lang", "de"),
            ];
            assert_eq!(browser.post(&path, &form).await.status, 404, "{path}");
        }
    }
}
