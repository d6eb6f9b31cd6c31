//! Who may do what: every route for every role.

use super::browser::Agent;
use super::world::World;
use axum::body::Body;
use axum::http::Method;
use platform::users::Role;

const ID: &str = "01993b1e-0000-7000-8000-000000000001";

/// Method, path, and whether an agent may too.
fn routes() -> Vec<(Method, String, bool)> {
    let id = |path: &str| path.replace("{id}", ID);
    let agents = [
        (Method::GET, "/tickets"),
        (Method::POST, "/tickets"),
        (Method::GET, "/tickets/new"),
        (Method::POST, "/tickets/bulk"),
        (Method::GET, "/tickets/1001"),
        (Method::POST, "/tickets/1001/reply"),
        (Method::POST, "/tickets/1001/notes"),
        (Method::POST, "/tickets/1001/drafts/reply"),
        (Method::POST, "/tickets/1001/files"),
        (Method::POST, "/tickets/1001/assignment"),
        (Method::POST, "/tickets/1001/status"),
        (Method::POST, "/tickets/1001/reopening"),
        (Method::POST, "/tickets/1001/properties"),
        (Method::POST, "/tickets/1001/subject"),
        (Method::POST, "/tickets/1001/customer"),
        (Method::POST, "/tickets/1001/level"),
        (Method::GET, "/attachments/{id}/x.txt"),
        (Method::GET, "/messages/{id}/frame"),
        (Method::GET, "/messages/{id}/raw"),
        (Method::POST, "/outgoing/{id}/decision"),
        (Method::POST, "/outgoing/{id}/attempt"),
        (Method::GET, "/admin/outgoing"),
        (Method::GET, "/panels/tickets/organisation/{id}"),
        (Method::GET, "/panels/tickets/person/{id}"),
    ];
    let admins = [
        (Method::GET, "/admin/mailboxes"),
        (Method::POST, "/admin/mailboxes"),
        (Method::GET, "/admin/mailboxes/new"),
        (Method::GET, "/admin/mailboxes/{id}"),
        (Method::POST, "/admin/mailboxes/{id}"),
        (Method::POST, "/admin/mailboxes/{id}/test"),
        (Method::GET, "/admin/groups"),
        (Method::POST, "/admin/groups"),
        (Method::GET, "/admin/groups/new"),
        (Method::GET, "/admin/groups/{id}"),
        (Method::POST, "/admin/groups/{id}"),
        (Method::GET, "/admin/categories"),
        (Method::POST, "/admin/categories"),
        (Method::GET, "/admin/categories/{id}"),
        (Method::POST, "/admin/categories/{id}"),
    ];
    let agents = agents.into_iter().map(|(method, path)| (method, id(path), true));
    agents.chain(admins.into_iter().map(|(method, path)| (method, id(path), false))).collect()
}

async fn status(w: &World, cookie: &str, method: &Method, path: &str) -> u16 {
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    w.t.send(method.clone(), path, cookie, &kind, Body::empty()).await.status.as_u16()
}

#[tokio::test]
async fn customers_and_strangers_learn_nothing_and_agents_set_nothing_up() {
    let a = Agent::with_ticket().await.0;
    let customer = a.w.t.user("Herbert Ott", Role::Customer).await;
    let customer = a.w.t.sign_in(&customer).await;
    let admin = a.w.t.admin("Ada Byron").await;
    let admin = a.w.t.sign_in(&admin).await;
    for (method, path, agents_too) in routes() {
        assert_eq!(status(&a.w, "", &method, &path).await, 401, "nobody {method} {path}");
        assert_eq!(status(&a.w, &customer, &method, &path).await, 403, "customer {method} {path}");
        let agent = status(&a.w, &a.cookie, &method, &path).await;
        assert_eq!(agent == 403, !agents_too, "agent {method} {path}: {agent}");
        let admin = status(&a.w, &admin, &method, &path).await;
        assert!(![401, 403, 405, 500].contains(&admin), "admin {method} {path}: {admin}");
    }
}

#[test]
fn every_route_is_in_this_table() {
    let source = include_str!("../../src/web/mod.rs");
    let routed = source.matches("get(").count() + source.matches("post(").count();
    assert_eq!(routed, routes().len(), "a route is missing here");
}
