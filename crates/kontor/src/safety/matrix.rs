//! Whom every page lets in: each route of the house asked by strangers, customers, agents, administrators, and by people
//! with own roles of no right and of every single one.

use super::routes::{Need, ROUTES};
use crate::APPS;
use crate::garbage::next_address;
use axum::http::Method;
use platform::testing::TestKontor;
use platform::{Cx, Kontor, Right, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Every route of every app with its methods, as their routers are written down.
fn routed() -> BTreeSet<String> {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut found = BTreeSet::new();
    for app in APPS {
        let mut open = vec![std::path::Path::new(crates).join(app.name).join("src")];
        while let Some(path) = open.pop() {
            // wires let programs in, by what they show, and no people
            if path.ends_with("src/wire") {
                continue;
            }
            if path.is_dir() {
                open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            found.extend(code.split(".route(").skip(1).flat_map(routes_of));
        }
    }
    found.remove("POST /sign-out");
    found
}

/// What stands behind `.route(`: a path and the handlers of its methods.
fn routes_of(code: &str) -> Vec<String> {
    let path = code.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let Some((path, rest)) = path else { return Vec::new() };
    let handlers = rest.split(['}', ';']).next().unwrap_or_default();
    let methods = [("get(", "GET"), ("post(", "POST")];
    let handled = methods.into_iter().filter(|(word, _)| handlers.contains(word));
    handled.map(|(_, method)| format!("{method} {path}")).collect()
}

#[test]
fn every_route_of_the_house_says_whom_it_lets_in() {
    let declared: Vec<&str> = ROUTES.iter().flat_map(|(_, routes)| *routes).copied().collect();
    let named: BTreeSet<String> = declared.iter().map(|route| (*route).to_owned()).collect();
    assert_eq!(declared.len(), named.len(), "each once");
    assert_eq!(routed(), named);
}

/// Somebody who asks: what they are called, their cookie, and what they may do.
struct Asker {
    called: String,
    cookie: String,
    cx: Cx,
}

async fn askers(t: &TestKontor) -> Vec<Asker> {
    let mut all =
        vec![Asker { called: "nobody".into(), cookie: String::new(), cx: Cx::nobody(&t.kontor) }];
    for kind in [Role::Customer, Role::Agent, Role::Admin] {
        let user = t.user(&format!("{kind:?}"), kind).await;
        let (cookie, cx) = (t.sign_in(&user).await, t.cx_with_roles(&user).await);
        all.push(Asker { called: format!("{kind:?}"), cookie, cx });
    }
    let single = t.kontor.grants().map(|grant| vec![grant.right]);
    let sets: Vec<Vec<Right>> = std::iter::once(Vec::new()).chain(single).collect();
    for rights in sets {
        let called = rights.first().map_or("no right", |right| right.0);
        let user = t.agent(&format!("With {called}")).await;
        let role = t.role(called, &rights).await;
        t.give(&user, &[role]).await;
        let (cookie, cx) = (t.sign_in(&user).await, t.cx_with_roles(&user).await);
        all.push(Asker { called: called.to_owned(), cookie, cx });
    }
    all
}

fn lets_in(need: Need, cx: &Cx) -> bool {
    let every = cx.kontor.rights_of(Role::Admin);
    let may = |name: &str| every.iter().any(|right| right.0 == name && cx.may(*right));
    match need {
        Need::Open => true,
        Need::SignedIn => cx.user.is_some(),
        Need::Right(name) => may(name),
        Need::OneOf(names) => names.iter().any(|name| may(name)),
    }
}

/// An address of the route where nothing is, so that nothing is done there.
fn somewhere(path: &str) -> String {
    let piece = |piece: &str| match piece {
        "{number}" => "99999999".to_owned(),
        "{kind}" => "reply".to_owned(),
        _ if piece.starts_with('{') => "0197a000-0000-7000-8000-000000000000".into(),
        _ => piece.to_owned(),
    };
    path.split('/').map(piece).collect::<Vec<_>>().join("/")
}

/// What is somebody's own or not there: everybody takes out their own archive.
const NOT_THERE: [&str; 1] = ["POST /admin/privacy/exports/{export}/download"];

#[tokio::test]
async fn every_route_lets_in_who_has_its_right_and_nobody_else() {
    let t = TestKontor::start_with(APPS, &[("sign_in.second_factor", "nobody")]).await;
    let askers = askers(&t).await;
    assert!(askers.len() > 12);
    let mut wrong = Vec::new();
    for (need, routes) in ROUTES {
        for (route, asker) in
            routes.iter().flat_map(|route| askers.iter().map(move |one| (route, one)))
        {
            let (method, path) = route.split_once(' ').unwrap();
            let method: Method = method.parse().unwrap();
            let from = next_address();
            let headers = [
                ("accept", "text/html"),
                ("x-forwarded-for", from.as_str()),
                ("content-type", "application/x-www-form-urlencoded"),
            ];
            let path = somewhere(path);
            // a form that lacks a field is refused before anything else
            let answer = t.send(method, &path, &asker.cookie, &headers, "active=true".into()).await;
            let status = answer.status.as_u16();
            let to_sign_in = status == 303 && answer.location().starts_with("/sign-in");
            let stopped = [401, 403].contains(&status) || to_sign_in;
            let fits = match (lets_in(*need, &asker.cx), asker.cx.user.is_some()) {
                // what is for everybody may lead to signing in
                (true, _) => status < 500 && (!stopped || matches!(need, Need::Open)),
                // the right is asked for before anything is looked up: where nothing is, too
                (false, true) => status == 403 || NOT_THERE.contains(route) && status == 404,
                (false, false) => stopped,
            };
            wrong.extend((!fits).then(|| format!("{route} for {}: {status}", asker.called)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Rights that no own role can be given, because they reach everybody and everything.
const ADMINISTRATORS_ALONE: [&str; 2] = ["identity.manage_roles", "platform.privacy"];

#[tokio::test]
async fn every_right_can_be_given_and_is_told_in_words() {
    let t = TestKontor::start(APPS).await;
    let kontor: &Kontor = &t.kontor;
    let mut offered: BTreeMap<&str, &str> = BTreeMap::new();
    for grant in kontor.grants() {
        assert!(offered.insert(grant.right.0, grant.label).is_none(), "{:?} twice", grant.right);
        for l in platform::Lang::ALL.map(|lang| kontor.locale(lang)) {
            assert_ne!(l.t(grant.label), grant.label, "{:?}", l.lang);
            assert_ne!(l.t(grant.area), grant.area, "{:?}", l.lang);
        }
        assert!(grant.right.0.len() <= 64, "as long as the column");
    }
    let every = kontor.rights_of(Role::Admin);
    for right in every.iter().map(|right| right.0) {
        let alone = ADMINISTRATORS_ALONE.contains(&right);
        assert_eq!(offered.contains_key(right), !alone, "{right}");
    }
    assert!(kontor.rights_of(Role::Customer).is_empty());
    assert!(kontor.rights_of(Role::Agent).is_subset(&every));
}
