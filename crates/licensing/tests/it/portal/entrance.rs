//! Coming in, and going out.

use super::{EVA, House, cookie, turn};
use crate::world::World;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use licensing::domain::portal::{link, visit};
use licensing::domain::user::Standing;
use licensing::store;
use platform::testing::Answer;
use sea_orm::EntityTrait as _;

const KEY: &str = "AAAAAA-BBBBBB-CCCCCC-DDDDDD-EEEEEE-V3";

async fn by_key(house: &House, key: &str, email: &str) -> Answer {
    house.t().post("", "/portal/key", &format!("key={key}&email={email}")).await
}

#[tokio::test]
async fn a_link_is_sent_to_whom_a_licence_belongs_and_opens_once() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let page = house.t().get("", "/portal").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Send me a link"), "{}", page.body);

    let token = house.token("Eva@Acme.test").await;
    let (subject, text) = house.letters(EVA).pop().unwrap();
    assert_eq!(subject, "Your way to your licences");
    assert!(text.contains("15 minutes") && !text.contains(KEY), "{text}");
    let kept = link::Entity::find().all(house.t().db()).await.unwrap();
    assert!(kept.len() == 1 && !kept[0].id.contains(&token), "the database knows a hash alone");

    // what scanners of mail open is not used up by it
    for _ in 0..2 {
        let asked = house.t().get("", &format!("/portal/link?token={token}")).await;
        assert_eq!(asked.status, 200);
        assert!(asked.body.contains("action=\"/portal/link\""), "{}", asked.body);
    }
    let entered = house.t().post("", "/portal/link", &format!("token={token}")).await;
    let eva = cookie(&entered);
    let list = house.t().get(&eva, "/portal/licences").await;
    assert!(list.status == 200 && list.body.contains("Licence"), "{}", list.body);
    let visits = visit::Entity::find().all(house.t().db()).await.unwrap();
    assert!(visits.len() == 1 && !eva.contains(&visits[0].id));

    for again in [
        house.t().post("", "/portal/link", &format!("token={token}")).await,
        house.t().get("", &format!("/portal/link?token={token}")).await,
    ] {
        assert_eq!(again.status, StatusCode::GONE);
        assert!(again.body.contains("This link is over"), "{}", again.body);
    }
}

#[tokio::test]
async fn the_answer_is_the_same_whether_an_address_has_licences_or_not() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let mallory = house.user("mallory@acme.test").await;
    house.owned("FFFFFF-BBBBBB-CCCCCC-DDDDDD-EEEEEE-V3", mallory.id).await;
    let tx = house.t().kontor.db.begin().await.unwrap();
    let mut banned = store::user::get(&tx, mallory.id).await.unwrap();
    banned.standing = Standing::Banned;
    store::user::save(&tx, &mut banned).await.unwrap();
    tx.commit().await.unwrap();
    house.user("ida@acme.test").await;

    let known = house.t().post("", "/portal", &format!("email={EVA}")).await;
    for email in ["nobody@acme.test", "ida@acme.test", "mallory@acme.test"] {
        let answer = house.t().post("", "/portal", &format!("email={email}")).await;
        assert_eq!((answer.status, answer.body.len()), (known.status, known.body.len()), "{email}");
        house.run_jobs().await;
        assert!(house.letters(email).is_empty(), "{email}");
    }
    assert_eq!(house.letters(EVA).len(), 1);
    assert_eq!(link::Entity::find().all(house.t().db()).await.unwrap().len(), 1);
    let wrong = house.t().post("", "/portal", "email=nobody").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("name@example.com") && wrong.body.contains("value=\"nobody\""));
}

#[tokio::test]
async fn a_link_ends_after_a_quarter_of_an_hour_and_with_the_next_one() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let first = house.token(EVA).await;
    let second = house.token(EVA).await;
    let answer = house.t().post("", "/portal/link", &format!("token={first}")).await;
    assert_eq!(answer.status, StatusCode::GONE);
    house.t().kontor.clock.advance(TimeDelta::minutes(15));
    let answer = house.t().post("", "/portal/link", &format!("token={second}")).await;
    assert_eq!(answer.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_mailbox_gets_few_letters_and_keys_are_tried_few_times() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let ask = async || house.t().post("", "/portal", &format!("email={EVA}")).await.status;
    for _ in 0..3 {
        assert_eq!(ask().await, 200);
    }
    assert_eq!(ask().await, StatusCode::TOO_MANY_REQUESTS);
    house.run_jobs().await;
    assert_eq!(house.letters(EVA).len(), 3);
    for _ in 0..5 {
        assert_eq!(by_key(&house, "wrong", EVA).await.status, 422);
    }
    assert_eq!(by_key(&house, KEY, EVA).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_key_opens_its_own_licence_alone_and_only_with_an_address_that_belongs_to_it() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let one = house.owned(KEY, eva.id).await;
    let other = house.owned("FFFFFF-BBBBBB-CCCCCC-DDDDDD-EEEEEE-V3", eva.id).await;
    house.user("otto@else.test").await;
    for (key, email) in [(KEY, "otto@else.test"), ("no such key", EVA)] {
        let answer = by_key(&house, key, email).await;
        assert_eq!(answer.status, 422, "{key} {email}");
        assert!(answer.body.contains("do not belong together"), "{}", answer.body);
        // both may be wrong, and which it was is not told
        assert_eq!(answer.body.matches("aria-invalid=\"true\"").count(), 2, "{}", answer.body);
    }
    let entered = by_key(&house, KEY, EVA).await;
    assert_eq!(entered.location(), "/portal/licences");
    let cookie = cookie(&entered);
    let list = house.t().get(&cookie, "/portal/licences").await.body;
    assert!(list.contains(&one.id.to_string()) && !list.contains(&other.id.to_string()), "{list}");
    let path = format!("/portal/licences/{}", other.id);
    assert_eq!(house.t().get(&cookie, &path).await.status, 404);
}

#[tokio::test]
async fn what_was_typed_beside_a_wrong_key_stays_in_its_own_form_and_nowhere_else() {
    let house = House::start().await;
    let answer = by_key(&house, "typed <key>", "eva@").await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("value=\"typed &lt;key&gt;\""), "{}", answer.body);
    assert!(answer.body.contains("value=\"eva@\""), "{}", answer.body);
    assert_eq!(answer.headers["cache-control"], "no-store");
    // the address is wrong to see, in the form that was sent
    assert_eq!(answer.body.matches("name@example.com").count(), 1, "{}", answer.body);
    assert_eq!(answer.body.matches("aria-invalid=\"true\"").count(), 1);
    assert!(answer.body.contains("<details open>"), "{}", answer.body);
    let none = by_key(&house, " ", EVA).await;
    assert!(none.body.contains("Enter the licence key."), "{}", none.body);
    for _ in 0..3 {
        by_key(&house, "wrong", EVA).await;
    }
    let stopped = by_key(&house, "typed", EVA).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(stopped.headers.contains_key("retry-after"));
    assert!(stopped.body.contains("too many tries"), "{}", stopped.body);
    assert!(stopped.body.contains("value=\"typed\""), "{}", stopped.body);
}

#[tokio::test]
async fn what_goes_wrong_is_a_page_of_the_portal_and_leads_back_to_it() {
    let house = House::start_with(&[("post.from_name", "Acme Software")]).await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let cookie = house.enter(EVA).await;
    let agent = house.t().sign_in(&house.t().agent("Ada").await).await;
    let html = [("accept", "text/html")];
    let forged = [("accept", "text/html"), ("sec-fetch-site", "cross-site")];
    let gone = format!("/portal/licences/{}", licensing::domain::licence::LicenceId::new());
    for (method, path, cookie, headers, status) in [
        (Method::GET, "/portal/nothing", "", &html[..], 404),
        (Method::GET, gone.as_str(), cookie.as_str(), &html[..], 404),
        (Method::GET, gone.as_str(), agent.as_str(), &html[..], 303),
        (Method::GET, "/portal/nothing", agent.as_str(), &html[..], 404),
        (Method::GET, "/portal/key", cookie.as_str(), &html[..], 405),
        (Method::POST, "/portal/visits/end", cookie.as_str(), &forged[..], 403),
    ] {
        let page = house.t().send(method, path, cookie, headers, Body::empty()).await;
        assert_eq!(page.status.as_u16(), status, "{path}");
        if status == 303 {
            continue;
        }
        assert!(page.body.contains("Acme Software</div>"), "{path}: {}", page.body);
        assert!(page.body.contains("href=\"/portal/licences\""), "{path}: {}", page.body);
        let of_the_house = ["href=\"/\"", "Ctrl", "administrator", "class=\"rail\""];
        assert!(!of_the_house.iter().any(|word| page.body.contains(word)), "{path}: {}", page.body);
    }
    for _ in 0..11 {
        house.t().get("", "/portal/link?token=x").await;
    }
    let path = "/portal/link?token=x";
    let late = house.t().send(Method::GET, path, "", &html, Body::empty()).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(late.body.contains("href=\"/portal/licences\"") && !late.body.contains("href=\"/\""));
    turn(house.t(), false).await;
    let off = house.t().send(Method::GET, "/portal", "", &html, Body::empty()).await;
    assert!(off.status == 404 && !off.body.contains("/portal/licences"), "{}", off.body);
}

#[tokio::test]
async fn the_portal_and_its_letters_say_whose_they_are() {
    let house = House::start_with(&[("post.from_name", "Acme Software")]).await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let page = house.t().get("", "/portal").await.body;
    assert!(page.contains("<title>Your licences · Acme Software</title>"), "{page}");
    assert!(page.contains("Acme Software</div>") && !page.contains("Kontor</div>"), "{page}");
    let cookie = house.enter(EVA).await;
    let (subject, text) = house.letters(EVA).pop().unwrap();
    assert_eq!(subject, "Your way to your licences at Acme Software");
    assert!(text.trim_end().ends_with("Kind regards\nAcme Software"), "{text}");
    let list = house.t().get(&cookie, "/portal/licences").await.body;
    assert!(list.contains("· Acme Software</title>"), "{list}");
    let letter = format!("/portal/licences/{}/letter", licence.id);
    house.t().post(&cookie, &letter, "").await;
    house.run_jobs().await;
    let (_, text) = house.letters(EVA).pop().unwrap();
    assert!(text.trim_end().ends_with("Kind regards\nAcme Software"), "{text}");
}

#[tokio::test]
async fn a_visit_ends_by_itself_by_leaving_and_from_elsewhere() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let (first, second) = (house.enter(EVA).await, house.enter(EVA).await);
    let by_key = cookie(&by_key(&house, KEY, EVA).await);
    let is_in = async |cookie: &str| {
        let answer = house.t().get(cookie, "/portal/licences").await;
        assert!(answer.status == 200 || answer.location() == "/portal", "{}", answer.status);
        answer.status == 200
    };
    // who came by a key proved no mailbox, and throws nobody out
    assert_eq!(house.t().post(&by_key, "/portal/visits/end-others", "").await.status, 303);
    assert!(is_in(&first).await && is_in(&second).await && is_in(&by_key).await);
    assert_eq!(house.t().post(&first, "/portal/visits/end-others", "").await.status, 303);
    assert!(is_in(&first).await && !is_in(&second).await && !is_in(&by_key).await);
    let left = house.t().post(&first, "/portal/visits/end", "").await;
    assert_eq!(left.location(), "/portal");
    assert!(!is_in(&first).await);

    let third = house.enter(EVA).await;
    house.t().kontor.clock.advance(TimeDelta::hours(8));
    assert!(!is_in(&third).await);
    house.run_jobs().await;
}

#[tokio::test]
async fn who_has_nothing_any_more_sees_nothing_any_more() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let cookie = house.enter(EVA).await;
    crate::asking::changed(&house.w, &licence, |licence| licence.owner = None).await;
    let list = house.t().get(&cookie, "/portal/licences").await.body;
    assert!(list.contains("no licence for you"), "{list}");
    let path = format!("/portal/licences/{}", licence.id);
    assert_eq!(house.t().get(&cookie, &path).await.status, 404);
}

#[tokio::test]
async fn a_house_without_a_portal_has_no_such_pages() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let cookie = house.enter(EVA).await;
    turn(house.t(), false).await;
    let path = format!("/portal/licences/{}", licence.id);
    for path in ["/portal", "/portal/link?token=x", "/portal/licences", path.as_str()] {
        assert_eq!(house.t().get(&cookie, path).await.status, 404, "{path}");
    }
    for path in ["/portal", "/portal/link", "/portal/key", "/portal/visits/end"] {
        let form = format!("email={EVA}&key={KEY}&token=x");
        assert_eq!(house.t().post(&cookie, path, &form).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_session_of_the_house_opens_no_portal_and_a_visit_no_house() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let agent = house.t().sign_in(&house.t().agent("Ada").await).await;
    assert_eq!(house.t().get(&agent, "/portal/licences").await.location(), "/portal");
    let cookie = house.enter(EVA).await;
    let answer = house.t().get(&cookie, "/licences").await;
    assert_ne!(answer.status, 200);
    // a form of another site changes nothing
    let headers = [("sec-fetch-site", "cross-site")];
    let path = "/portal/visits/end";
    let answer = house.t().send(Method::POST, path, &cookie, &headers, Body::empty()).await;
    assert_eq!(answer.status, 403);
    assert_eq!(house.t().get(&cookie, "/portal/licences").await.status, 200);
}

#[tokio::test]
async fn the_portal_speaks_as_the_browser_or_as_was_chosen() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let in_german = [("accept-language", "de-AT,de;q=0.9")];
    let page = house.t().send(Method::GET, "/portal", "", &in_german, Body::empty()).await.body;
    assert!(page.contains("lang=\"de\"") && page.contains("Link zusenden"), "{page}");
    let kind = "application/x-www-form-urlencoded";
    let headers = [("accept-language", "de"), ("content-type", kind)];
    let form = Body::from(format!("email={EVA}"));
    house.t().send(Method::POST, "/portal", "", &headers, form).await;
    house.run_jobs().await;
    let (subject, text) = house.letters(EVA).pop().unwrap();
    assert_eq!(subject, "Ihr Weg zu Ihren Lizenzen");
    assert!(text.contains("15 Minuten"), "{text}");

    let chosen = house.t().post("", "/portal/language", "lang=en&to=/portal/licences?q=x").await;
    assert_eq!(chosen.location(), "/portal/licences?q=x");
    let cookie = chosen.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let page = house.t().send(Method::GET, "/portal", cookie, &in_german, Body::empty()).await;
    assert!(page.body.contains("Send me a link"), "{}", page.body);
    // also what goes wrong is told as was chosen
    let headers = [("accept-language", "de"), ("accept", "text/html")];
    for path in ["/portal/nothing", "/portal/licences/nonsense/nothing"] {
        let page = house.t().send(Method::GET, path, cookie, &headers, Body::empty()).await;
        assert!(page.status == 404 && page.body.contains("lang=\"en\""), "{}", page.body);
        let page = house.t().send(Method::GET, path, "", &headers, Body::empty()).await;
        assert!(page.status == 404 && page.body.contains("lang=\"de\""), "{}", page.body);
    }
    for to in ["https://evil.test/", "//evil.test", "/portalx", "/portal/\r\nx", ""] {
        let chosen = house.t().post("", "/portal/language", &format!("lang=de&to={to}")).await;
        assert_eq!(chosen.location(), "/portal", "{to}");
    }
}

#[tokio::test]
async fn where_no_mail_is_sent_the_key_is_the_way_in_and_not_instead_of_another() {
    let w = World::start_with(&[("server.default_language", "en")]).await;
    turn(&w.t, true).await;
    let page = w.t.get("", "/portal").await.body;
    assert!(page.contains("Enter with a licence key</h2>"), "{page}");
    assert!(!page.contains("instead") && !page.contains("Send me a link"), "{page}");
}
