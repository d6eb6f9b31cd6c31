use crate::{TROUBLE, start};
use axum::body::Body;
use axum::http::Method;
use operations::APP;
use operations::actions::{block_address, unblock_address};
use operations::domain::blocked::{Draft, Refused};
use platform::block::{self, Filter, New};
use platform::testing::{Answer, TestKontor};
use platform::{Cx, Error, Refusal, event};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn draft(address: &str) -> Draft {
    let (address, reason, length) = (address.into(), "scans".into(), "60".into());
    Draft { address, reason, length, confirmed: false }
}

async fn by_hand(cx: &Cx, address: &str) -> platform::Result<()> {
    block_address(cx, &draft(address).read(cx.now).unwrap()).await
}

async fn post_from(t: &TestKontor, cookie: &str, form: &str, from: &str) -> Answer {
    let headers = [FORM, ("x-forwarded-for", from)];
    let body = Body::from(form.to_owned());
    t.send(Method::POST, "/admin/blocked/new", cookie, &headers, body).await
}

#[tokio::test]
async fn an_admin_blocks_and_unblocks_an_address_and_it_is_written_down() {
    let (t, cookie) = start().await;
    let page = t.get(&cookie, "/admin/blocked").await.body;
    assert!(page.contains("Nobody is blocked at present."), "{page}");
    let form = "address=203.0.113.77%2F24&reason=%3Cscans%3E&length=60";
    assert_eq!(post_from(&t, &cookie, form, "198.51.100.1").await.location(), "/admin/blocked");
    let page = t.get(&cookie, "/admin/blocked").await.body;
    assert!(page.contains("203.0.113.0/24") && page.contains("&lt;scans&gt;"), "{page}");
    assert!(page.contains("Grace Hopper"), "{page}");
    let refused =
        t.send(Method::GET, "/", "", &[("x-forwarded-for", "203.0.113.5")], Body::empty());
    assert_eq!(refused.await.status, 403);

    let rows = block::page(t.db(), &Filter::default(), t.cx().now, 10).await.unwrap();
    let removal = format!("/admin/blocked/{}/removal", rows[0].id);
    assert_eq!(t.post(&cookie, &removal, "").await.status, 303);
    assert_eq!(t.post(&cookie, &removal, "").await.status, 404);
    assert!(block::of(&t.kontor, "203.0.113.5".parse().unwrap()).is_none());
    let facts = event::timeline(t.db(), &format!("block:{}", rows[0].id)).await.unwrap();
    let names: Vec<_> = facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["platform.address_blocked", "platform.address_unblocked"]);
    let log = std::fs::read_to_string(t.folder().join("security.log")).unwrap();
    for line in [
        "SECURITY[ADDRESS_BLOCKED]: user=grace.hopper@kontor.test ip=198.51.100.1 ",
        "SECURITY[ADDRESS_UNBLOCKED]: user=grace.hopper@kontor.test ip=127.0.0.1 ",
    ] {
        assert!(log.contains(line), "{log}");
    }
}

#[tokio::test]
async fn nobody_locks_themselves_or_everybody_out_by_mistake() {
    let settings =
        [("server.trusted_proxies", "192.0.2.0/30"), ("blocking.never", "198.51.100.0/24")];
    let t = TestKontor::start_with(&[ui::APP, APP, TROUBLE], &settings).await;
    let cx = t.cx();
    for (address, refused) in [
        ("192.0.2.1", Refused::Proxy),
        ("192.0.0.0/16", Refused::Proxy),
        ("198.51.100.7", Refused::Spared),
        ("198.0.0.0/8", Refused::Spared),
    ] {
        let Err(Error::Refused(why)) = by_hand(&cx, address).await else { panic!("{address}") };
        assert_eq!(why, [Refusal::from(refused)], "{address}");
    }
    let cookie = t.sign_in(&t.admin("Grace Hopper").await).await;
    let form = "address=203.0.113.0%2F24&reason=me&length=60";
    let from = |form: &'static str| {
        let mut request =
            axum::http::Request::post("/admin/blocked/new").header("host", "localhost");
        for (name, value) in [FORM, ("sec-fetch-site", "same-origin"), ("cookie", &cookie)] {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(form)).unwrap();
        request.extensions_mut().insert(platform::http::Peer(Some("203.0.113.9".parse().unwrap())));
        request
    };
    let asked = t.answer(from(form)).await;
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("This is your own address."), "{}", asked.body);
    assert!(asked.body.contains(r#"name="confirmed""#) && asked.body.contains("203.0.113.0/24"));
    assert!(block::of(&t.kontor, "203.0.113.9".parse().unwrap()).is_none());
    let form = "address=203.0.113.0%2F24&reason=me&length=60&confirmed=on";
    assert_eq!(t.answer(from(form)).await.status, 303);
    assert_eq!(t.answer(from(form)).await.status, 403);
    // on the machine itself there is always a way back
    let filter = Filter { in_force: Some(true), ..Filter::default() };
    let block = block::page(t.db(), &filter, cx.now, 1).await.unwrap().remove(0);
    unblock_address(&cx, block.id).await.unwrap();
    assert!(block::of(&t.kontor, "203.0.113.9".parse().unwrap()).is_none());
}

#[tokio::test]
async fn the_list_is_filtered_and_walked_page_by_page() {
    let (t, cookie) = start().await;
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    for n in 1..=60 {
        let range = format!("203.0.113.{n}").parse().unwrap();
        let until = Some(cx.now + chrono::TimeDelta::hours(1));
        let new = New { range, reason: "20 × / 10 min".into(), automatic: true, until, times: 2 };
        block::begin(&tx, &cx, new).await.unwrap();
    }
    cx.commit(tx).await.unwrap();
    by_hand(&cx, "2001:db8::/32").await.unwrap();
    let page = async |query: &str| t.get(&cookie, &format!("/admin/blocked?{query}")).await;
    let first = page("by=kontor").await.body;
    assert_eq!(first.matches("<code>203.0.113.").count(), 50);
    assert!(
        first.contains("Guessed too often (20 × / 10 min)") && first.contains("2 times by now")
    );
    let at = first.find("before=").unwrap();
    let next = page(&format!("by=kontor&before={}", &first[at + 7..at + 43])).await.body;
    assert_eq!(next.matches("<code>203.0.113.").count(), 10);
    assert!(page("by=people").await.body.contains("2001:db8::/32"));
    assert!(page("q=2001:DB8").await.body.contains("2001:db8::/32"));
    assert!(page("state=over").await.body.contains("There is no such block."));
    for wrong in ["state=perhaps", "by=x", "q=%25", "before=1"] {
        assert_eq!(page(wrong).await.status, 422, "{wrong}");
    }
    let form = "address=everywhere&length=61";
    let answer = t.post(&cookie, "/admin/blocked/new", form).await;
    assert!(answer.status == 422 && answer.body.contains("neither an address nor a range"));
}

#[tokio::test]
async fn blocking_and_unblocking_want_a_fresh_proof() {
    let (t, cookie) = start().await;
    by_hand(&t.cx(), "203.0.113.7").await.unwrap();
    let block = block::page(t.db(), &Filter::default(), t.cx().now, 1).await.unwrap().remove(0);
    t.kontor.clock.advance(chrono::TimeDelta::minutes(11));
    let form = "address=203.0.113.8&reason=&length=60";
    assert_eq!(t.post(&cookie, "/admin/blocked/new", form).await.status, 403);
    let removal = format!("/admin/blocked/{}/removal", block.id);
    assert_eq!(t.post(&cookie, &removal, "").await.status, 403);
    let of = |address: &str| block::of(&t.kontor, address.parse().unwrap());
    assert!(of("203.0.113.7").is_some() && of("203.0.113.8").is_none());
    assert_eq!(t.get(&cookie, "/admin/blocked").await.status, 200, "looking needs none");
}
