use crate::{organisation, person, start};
use axum::body::Body;
use axum::http::Method;
use platform::Role;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn every_route_is_for_those_who_work_here() {
    let t = start().await;
    let o = organisation(&t, "ACME", &[]).await;
    let p = person(&t, "Ada", &[]).await;
    let gets = [
        "/organisations".to_owned(),
        "/organisations/new".into(),
        "/organisations/options?q=a".into(),
        format!("/organisations/{o}"),
        format!("/organisations/{o}/edit"),
        "/people".into(),
        "/people/new".into(),
        "/people/options?q=a".into(),
        format!("/people/{p}"),
        format!("/people/{p}/edit"),
        format!("/people/{p}/merge"),
    ];
    let posts = [
        "/organisations".to_owned(),
        format!("/organisations/{o}"),
        format!("/organisations/{o}/activity"),
        "/people".into(),
        format!("/people/{p}"),
        format!("/people/{p}/activity"),
        format!("/people/{p}/merge"),
    ];
    let routes = gets.iter().map(|path| (Method::GET, path));
    let routes: Vec<_> = routes.chain(posts.iter().map(|path| (Method::POST, path))).collect();
    let mut cookies = vec![("nobody", String::new())];
    for (name, role) in
        [("customer", Role::Customer), ("agent", Role::Agent), ("admin", Role::Admin)]
    {
        cookies.push((name, t.sign_in(&t.user(name, role).await).await));
    }
    for (who, cookie) in &cookies {
        for (method, path) in &routes {
            let body = Body::from("active=true");
            let status = t.send(method.clone(), path, cookie, &[FORM], body).await.status.as_u16();
            let right = match *who {
                "nobody" => status == 401,
                "customer" => status == 403,
                _ => ![401, 403, 404, 500].contains(&status),
            };
            assert!(right, "{who} {method} {path}: {status}");
        }
    }
}
