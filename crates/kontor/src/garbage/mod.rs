//! Garbage in every field of every form, in every query and in every address of the whole house: an answer comes, it
//! is no fault of ours, it names the field, and nothing that was typed is lost.

pub(crate) mod page;

use crate::{APPS, demo};
use axum::body::Body;
use axum::http::Method;
use page::{Form, escaped, forms, links};
use platform::testing::{Answer, TestKontor};
use platform::{Cx, Lang, Role};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicU32, Ordering};

/// What people, scanners and other programs put where something else belongs.
const NASTY: [&str; 13] = [
    "",
    " \t ",
    "%00",
    "%FF%FE",
    "-1",
    "0",
    "99999999999999999999",
    "1e309",
    "00000000-0000-0000-0000-000000000000",
    "../../../../etc/passwd%00.txt",
    "'%3B%20DROP%20TABLE%20users%3B--%20%25_",
    "<script>alert(1)</script>%0D%0AX-Evil:%201",
    "%E2%80%AE%F0%9F%A6%80%EF%BF%BF",
];

/// A page that was found.
pub(crate) struct Page {
    path: String,
    pub(crate) links: Vec<String>,
    forms: Vec<Form>,
}

pub(crate) struct House {
    pub(crate) t: TestKontor,
    pub(crate) cookie: String,
}

/// Each request comes from another address, or the limits would answer.
pub(crate) fn next_address() -> String {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let n = ASKED.fetch_add(1, Ordering::Relaxed);
    format!("10.{}.{}.{}", n >> 16 & 255, n >> 8 & 255, n & 255)
}

/// A server full of the demo's customers, tickets and mails.
pub(crate) async fn demo_house(settings: &[(&str, &str)], lang: Lang) -> TestKontor {
    let fill = async |cx: &Cx| {
        demo::fill(cx, lang).await.unwrap();
    };
    TestKontor::start_filled(APPS, settings, lang.tag(), fill).await
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::with(&[]).await
    }

    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        let t = demo_house(settings, Lang::De).await;
        let maria = t.user("Maria Tester", Role::Admin).await;
        let cookie = t.sign_in(&maria).await;
        Self { t, cookie }
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, body: Option<String>) -> Answer {
        let from = next_address();
        let mut headers = vec![("accept", "text/html"), ("x-forwarded-for", from.as_str())];
        if body.is_some() {
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
        let body = body.map_or_else(Body::empty, Body::from);
        self.t.send(method, path, &self.cookie, &headers, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, None).await
    }
}

/// The route that an address belongs to, roughly: ids and numbers are all the same.
fn route(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let same = |piece: &str| {
        piece.len() > 30 || !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit())
    };
    path.split('/')
        .map(|piece| if same(piece) { "{}" } else { piece })
        .collect::<Vec<_>>()
        .join("/")
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Every page that can be reached, one of each kind, with its forms.
pub(crate) async fn crawl(house: &House) -> BTreeMap<String, Page> {
    let mut open: VecDeque<String> =
        ["/", "/account", "/admin", "/tickets", "/people", "/organisations", "/tickets/new"]
            .map(Into::into)
            .into();
    let mut seen = BTreeMap::new();
    while let Some(path) = open.pop_front() {
        let kind = route(&path);
        let skipped =
            ["/a/", "/styleguide", "/live", "/sign-out"].iter().any(|it| kind.starts_with(it));
        if skipped || seen.contains_key(&kind) {
            continue;
        }
        let answer = house.get(&path).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        let (links, forms) = (links(&answer.body), forms(&answer.body, &path));
        open.extend(links.iter().cloned());
        seen.insert(kind, Page { path, links, forms });
    }
    seen
}

fn fair(what: &str, answer: &Answer) {
    assert!(answer.status.as_u16() < 500, "{what}: {} {}", answer.status, answer.body);
    assert!(!answer.body.contains("<script>alert"), "{what}: comes back unescaped");
    assert!(answer.headers.get("x-evil").is_none(), "{what}: a header was smuggled");
}

#[tokio::test]
async fn garbage_in_any_field_of_any_form_is_answered_named_and_nothing_is_lost() {
    let house = House::new().await;
    let pages = crawl(&house).await;
    let mut sent = BTreeSet::new();
    let all = pages.values().flat_map(|page| page.forms.iter().map(move |form| (&page.path, form)));
    for (page, form) in all {
        let kind = format!(
            "{} {:?}",
            route(&form.action),
            form.fields.iter().map(|f| &f.name).collect::<Vec<_>>()
        );
        if !form.post || form.files || form.action == "/sign-out" || !sent.insert(kind) {
            continue;
        }
        let names = form.fields.iter().map(|field| field.name.as_str());
        for (name, value) in names.flat_map(|name| NASTY.map(|value| (name, value))) {
            check(&house, page, form, name, value).await;
        }
    }
    assert!(sent.len() > 25, "{sent:#?}");
}

async fn check(house: &House, page: &str, form: &Form, field: &str, value: &str) {
    let pairs: Vec<String> = form
        .fields
        .iter()
        .map(|f| {
            if f.name == field {
                format!("{}={value}", f.name)
            } else {
                format!("{}={}", f.name, encoded(&f.value))
            }
        })
        .collect();
    let what = format!("{} {field}={value} (from {page})", form.action);
    let answer = house.ask(Method::POST, &form.action, Some(pairs.join("&"))).await;
    fair(&what, &answer);
    if answer.status != 422 {
        return;
    }
    let marks = ["-error\"", "role=\"alert\"", "data-problem"];
    let said = marks.iter().any(|mark| answer.body.contains(mark));
    assert!(said, "{what}: nobody says what is wrong");
    if !form.fields.iter().any(|f| f.name == field && f.typed) {
        return; // no person can have meant that
    }
    for other in form.fields.iter().filter(|f| f.typed && f.name != field) {
        let shown = other.value.trim().is_empty() || answer.body.contains(&escaped(&other.value));
        assert!(shown, "{what}: {:?} in {} is lost", other.value, other.name);
    }
}

/// Queries that links and forms of the pages carry: where, and which name.
fn queries(pages: &BTreeMap<String, Page>) -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    for page in pages.values() {
        for link in &page.links {
            let Some((path, query)) = link.split_once('?') else { continue };
            let names = url::form_urlencoded::parse(query.as_bytes());
            all.extend(names.map(|(name, _)| (path.to_owned(), name.into_owned())));
        }
        for form in page.forms.iter().filter(|form| !form.post) {
            let path = form.action.split('?').next().unwrap_or_default();
            all.extend(form.fields.iter().map(|field| (path.to_owned(), field.name.clone())));
        }
    }
    all
}

#[tokio::test]
async fn garbage_in_any_query_is_answered() {
    let house = House::new().await;
    let pages = crawl(&house).await;
    let queries = queries(&pages);
    assert!(queries.len() > 15, "{queries:#?}");
    let further = pages.values().flat_map(|page| {
        ["q", "page", "next", "token", "lang"].map(|name| (page.path.clone(), name.to_owned()))
    });
    for (path, name) in queries.iter().cloned().chain(further) {
        let path = path.split('?').next().unwrap_or_default();
        // what no client can send in an address is left out
        for value in NASTY.iter().filter(|value| !value.contains(['<', ' ', '\t'])) {
            let address = format!("{path}?{name}={value}");
            fair(&address, &house.get(&address).await);
        }
        let twice = format!("{path}?{name}=1&{name}=2");
        fair(&twice, &house.get(&twice).await);
    }
}

/// The addresses of all routes, as they stand in the sources.
pub(crate) fn routes() -> BTreeSet<String> {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let pattern = regex::Regex::new(r#"\.route\(\s*"(/[^"]*)""#).unwrap();
    let (mut open, mut found) = (vec![std::path::PathBuf::from(crates)], BTreeSet::new());
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            open.extend(inside.filter(|path| !path.ends_with("tests")));
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.extend(pattern.captures_iter(&text).map(|route| route[1].to_owned()));
        }
    }
    found
}

/// What stands in an address where an id or a number belongs.
const NASTY_PIECES: [&str; 10] = [
    "%00",
    "%FF%FE",
    "-1",
    "0",
    "1001",
    "99999999999999999999999",
    "00000000-0000-0000-0000-000000000000",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%F0%9F%A6%80%E2%80%AE'%3B--",
];

#[tokio::test]
async fn garbage_in_any_address_and_any_body_is_answered_on_every_route() {
    let house = House::new().await;
    let piece = regex::Regex::new(r"\{[^}]*\}").unwrap();
    let routes = routes();
    assert!(routes.len() > 80, "{routes:#?}");
    for route in routes.iter().filter(|route| !["/live", "/sign-out"].contains(&route.as_str())) {
        let count = if route.contains('{') { NASTY_PIECES.len() } else { 1 };
        for nasty in &NASTY_PIECES[..count] {
            let path = piece.replace_all(route, *nasty).into_owned();
            fair(&path, &house.get(&path).await);
            bodies(&house, &path).await;
        }
    }
}

/// A part of a form that never ends.
const PART: &str = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\0";

async fn bodies(house: &House, path: &str) {
    for body in ["", "%", "&&==&", "=x", "version=x&version=y", "{\"a\":1}"] {
        let answer = house.ask(Method::POST, path, Some(body.to_owned())).await;
        fair(&format!("POST {path} {body}"), &answer);
    }
    for kind in ["", "application/json", "multipart/form-data; boundary=x", "multipart/form-data"] {
        let from = next_address();
        let headers =
            [("accept", "text/html"), ("x-forwarded-for", from.as_str()), ("content-type", kind)];
        let headers = if kind.is_empty() { &headers[..2] } else { &headers[..] };
        let answer = house.t.send(Method::POST, path, &house.cookie, headers, PART.into()).await;
        fair(&format!("POST {path} as {kind:?}"), &answer);
    }
}
