//! The pages of the licence server: what people see of it, and the tokens that they make.

use crate::world::World;
use licensing::domain::token::{Bearer, Token};
use licensing::store::token::Filter;
use licensing::{Server, store};
use platform::Role;
use platform::testing::Answer;

const TOKENS: &str = "/admin/licensing/tokens";

async fn start() -> (World, String) {
    let w = World::start().await;
    let admin = w.t.admin("Maria").await;
    let cookie = w.t.sign_in(&admin).await;
    (w, cookie)
}

async fn only(w: &World) -> Token {
    let all = store::token::page(w.t.db(), &Filter::default(), None, 10).await.unwrap();
    let [token] = <[Token; 1]>::try_from(all).unwrap();
    token
}

/// The token that a page shows.
fn shown(page: &Answer, prefix: &str) -> String {
    let mut words = page.body.split(['"', '<', '>', ' ']);
    words
        .find(|word| word.starts_with(prefix))
        .unwrap_or_else(|| panic!("{}", page.body))
        .to_owned()
}

#[tokio::test]
async fn a_token_is_made_shown_once_renewed_and_revoked() {
    let (w, cookie) = start().await;
    let form = w.t.get(&cookie, &format!("{TOKENS}/new")).await;
    assert!(form.body.contains(&format!("prod:{}", w.product.id)), "{}", form.body);
    let sent = format!("name=Shop&of=prod:{}&expiry=30", w.product.id);
    let once = w.t.post(&cookie, TOKENS, &sent).await;
    assert_eq!(once.status, 200, "{}", once.body);
    let secret = shown(&once, "prod-");
    let token = only(&w).await;
    assert_eq!((token.bearer, token.of), (Bearer::Product, Some(w.product.id.0)));
    let end = token.expires_at.unwrap().0 - w.t.kontor.clock.now();
    assert_eq!(end, chrono::TimeDelta::days(30));
    let list = w.t.get(&cookie, TOKENS).await.body;
    assert!(list.contains("Shop") && list.contains("Backup Pro") && !list.contains(&secret));
    let page = format!("{TOKENS}/{}", token.id);
    let seen = w.t.get(&cookie, &page).await;
    assert!(seen.status == 200 && seen.body.contains("Maria") && !seen.body.contains(&secret));

    let again = w.t.post(&cookie, &format!("{page}/renewal"), "").await;
    assert_ne!(shown(&again, "prod-"), secret);
    assert_ne!(only(&w).await.hash, token.hash);
    let gone = w.t.post(&cookie, &format!("{page}/removal"), "").await;
    assert_eq!((gone.status.as_u16(), gone.location()), (303, TOKENS));
    assert!(w.t.get(&cookie, TOKENS).await.body.contains("There is no token yet"));
    assert_eq!(w.t.get(&cookie, &page).await.status, 404);
    let log = std::fs::read_to_string(w.t.folder().join("security.log")).unwrap();
    for event in ["APIKEY_CREATED", "APIKEY_REVOKED"] {
        assert!(log.contains(&format!("SECURITY[{event}]: user=maria@kontor.test")), "{log}");
    }
    assert!(w.t.audit_is_whole().await);
}

#[tokio::test]
async fn what_is_wrong_with_a_new_token_is_said_and_nothing_is_lost() {
    let (w, cookie) = start().await;
    for (sent, told) in [
        ("name=+&of=admin&expiry=0", vec!["Say what the token is for", "must lie in the future"]),
        ("name=Shop&of=nobody&expiry=", vec!["Choose whose token", "value=\"Shop\""]),
        ("name=Shop&of=prod:0&expiry=", vec!["Choose whose token"]),
        ("name=Shop&of=sales&permissions=policy.create", vec!["policy.create", "may not have"]),
    ] {
        let page = w.t.post(&cookie, TOKENS, sent).await;
        assert_eq!(page.status, 422, "{sent}");
        for text in told {
            assert!(page.body.contains(text), "{sent}: {text}: {}", page.body);
        }
    }
    let some = "name=Shop&of=sales&expiry=&permissions=license.read&permissions=license.create";
    assert_eq!(w.t.post(&cookie, TOKENS, some).await.status, 200);
    let token = only(&w).await;
    assert_eq!(token.permissions.unwrap().0, ["license.create", "license.read"]);
    assert_eq!(token.expires_at, None);
}

#[tokio::test]
async fn tokens_are_found_by_their_names_and_kinds() {
    let (w, cookie) = start().await;
    for (name, kind) in [("Shop_1", "admin"), ("Shopx1", "sales")] {
        let made = w.t.post(&cookie, TOKENS, &format!("name={name}&of={kind}&expiry=")).await;
        assert_eq!(made.status, 200);
    }
    for (query, first, second) in [
        ("", true, true),
        ("?q=shop", true, true),
        ("?q=shop_1", true, false),
        ("?bearer=sales", false, true),
        ("?q=nothing", false, false),
        ("?q=%00", true, true),
    ] {
        let list = w.t.get(&cookie, &format!("{TOKENS}{query}")).await.body;
        let has = |name: &str| list.contains(&format!("{name}</a>"));
        assert_eq!((has("Shop_1"), has("Shopx1")), (first, second), "{query}");
    }
}

#[tokio::test]
async fn the_account_is_set_up_by_hand_or_by_the_first_program_and_reading_makes_nothing() {
    let (w, cookie) = start().await;
    let page = w.t.get(&cookie, "/admin/licensing").await;
    assert!(page.body.contains("No program has asked yet"), "{}", page.body);
    assert!(store::account::find(w.t.db()).await.unwrap().is_none());
    assert_eq!(w.t.post(&cookie, "/admin/licensing", "").await.status, 303);
    let server = Server::of(&w.t.kontor).await.unwrap();
    let pair = store::account::pairs(w.t.db()).await.unwrap().pop().unwrap();
    let page = w.t.get(&cookie, "/admin/licensing").await.body;
    for text in [server.id.to_string(), pair.public, "/v1/accounts/kontor".into()] {
        assert!(page.contains(&text), "{text}: {page}");
    }
    let made = w.t.post(&cookie, "/admin/licensing/pairs", "kind=ecdsa-p256").await;
    assert_eq!(made.status, 303);
    assert!(w.t.get(&cookie, "/admin/licensing").await.body.contains("ecdsa-p256"));
    assert_eq!(store::account::pairs(w.t.db()).await.unwrap().len(), 2);
    assert_eq!(w.t.post(&cookie, "/admin/licensing/pairs", "kind=dsa").await.status, 404);
}

#[tokio::test]
async fn only_who_manages_sees_and_makes_tokens() {
    let (w, _) = start().await;
    for role in [Role::Agent, Role::Customer] {
        let user = w.t.user(&format!("{role:?}"), role).await;
        let cookie = w.t.sign_in(&user).await;
        for path in ["/admin/licensing", TOKENS, &format!("{TOKENS}/new")] {
            assert_eq!(w.t.get(&cookie, path).await.status, 403, "{path} for {role:?}");
        }
        let sent = "name=Shop&of=admin&expiry=";
        assert_eq!(w.t.post(&cookie, TOKENS, sent).await.status, 403);
        assert_eq!(w.t.post(&cookie, "/admin/licensing", "").await.status, 403);
    }
    assert!(store::token::page(w.t.db(), &Filter::default(), None, 1).await.unwrap().is_empty());
}
