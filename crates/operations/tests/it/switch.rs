use crate::{TROUBLE, start};
use operations::APP;
use operations::actions::turn_switch;
use platform::i18n::Messages;
use platform::switch::{Flag, Wanted};
use platform::testing::TestKontor;
use platform::{App, Error, Role};

const DESK: App = App {
    optional: true,
    flags: &[Flag {
        name: "desk-lamp",
        label: "operations-switch-on",
        hint: "operations-switch-off",
        usual: |_| true,
    }],
    ..App::new("desk", Messages { de: "", en: "" })
};

async fn house() -> (TestKontor, String) {
    let t = TestKontor::start(&[ui::APP, APP, TROUBLE, DESK]).await;
    let cookie = t.sign_in(&t.admin("Grace Hopper").await).await;
    (t, cookie)
}

#[tokio::test]
async fn an_admin_turns_switches_and_it_is_written_down() {
    let (t, cookie) = house().await;
    let page = t.get(&cookie, "/admin/switches").await.body;
    for text in ["Read-only mode", "Begin maintenance", "desk", "/admin/switches/desk-lamp"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let turn = async |name: &str, form: &str| {
        t.post(&cookie, &format!("/admin/switches/{name}"), form).await
    };
    assert_eq!(turn("desk", "to=off").await.location(), "/admin/switches");
    assert!(!t.kontor.apps_on().any(|app| app.name == "desk"));
    turn("desk-lamp", "to=off").await;
    turn("maintenance", "to=on&text_de=Bis+18+Uhr.&text_en=%3CUntil%3E+6+pm.").await;
    turn("read-only", "to=on").await;
    let page = t.get(&cookie, "/admin/switches").await.body;
    assert!(page.contains("Maintenance: only you and other administrators can work."), "{page}");
    assert!(page.contains("Read-only: nothing is saved.") && page.contains("Grace Hopper"));
    assert!(page.contains("&lt;Until&gt; 6 pm."), "what the others read: {page}");
    let agent = t.agent("Ada").await;
    let theirs = t.get(&t.sign_in(&agent).await, "/").await;
    assert_eq!(theirs.status, 503);
    // only this one is taken now
    assert_eq!(turn("desk", "to=on").await.status, 503);
    assert_eq!(turn("read-only", "to=off").await.status, 303);
    assert_eq!(turn("desk", "to=on").await.status, 303);
    assert!(t.kontor.apps_on().any(|app| app.name == "desk"));
    let facts = platform::event::timeline(t.db(), "switch:desk").await.unwrap();
    assert_eq!(facts.len(), 2);
    let facts = platform::event::timeline(t.db(), "switch:maintenance").await.unwrap();
    assert!(facts[0].payload.as_ref().unwrap().contains("Bis 18 Uhr."), "{facts:?}");
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn what_cannot_be_turned_is_refused_and_what_changes_nothing_is_not_written_down() {
    let (t, cookie) = house().await;
    let cx = t.cx();
    for name in ["operations", "ui", "nothing", ""] {
        let refused = turn_switch(&cx, name, Wanted::default()).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{name}");
    }
    let on = || Wanted { on: true, ..Wanted::default() };
    assert!(!turn_switch(&cx, "desk", on()).await.unwrap(), "it is on");
    let words = |text: &str| Wanted { on: true, text_de: text.into(), text_en: String::new() };
    assert!(turn_switch(&cx, "maintenance", words("Bis 18 Uhr.")).await.unwrap());
    assert!(!turn_switch(&cx, "maintenance", words(" Bis 18 Uhr. ")).await.unwrap());
    assert!(turn_switch(&cx, "maintenance", words("Bis 19 Uhr.")).await.unwrap());
    let long = format!("to=on&text_de={}", "x".repeat(1001));
    let answer = t.post(&cookie, "/admin/switches/maintenance", &long).await;
    assert!(answer.status == 422 && answer.body.contains("at most 1000 characters"));
    assert_eq!(t.post(&cookie, "/admin/switches/desk", "to=perhaps").await.status, 404);
    assert_eq!(platform::event::timeline(t.db(), "switch:desk").await.unwrap().len(), 0);
    assert_eq!(platform::event::timeline(t.db(), "switch:maintenance").await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_switches_are_for_administrators() {
    let (t, _) = start().await;
    let agent = t.sign_in(&t.agent("Ada").await).await;
    let customer = t.sign_in(&t.user("Kunde", Role::Customer).await).await;
    for (cookie, status) in [("", 401), (agent.as_str(), 403), (customer.as_str(), 403)] {
        assert_eq!(t.get(cookie, "/admin/switches").await.status, status);
        assert_eq!(t.post(cookie, "/admin/switches/read-only", "to=on").await.status, status);
    }
    assert!(!t.kontor.is_read_only());
}

#[tokio::test]
async fn turning_a_switch_wants_a_fresh_proof() {
    let (t, cookie) = house().await;
    t.kontor.clock.advance(chrono::TimeDelta::minutes(11));
    for name in ["desk", "desk-lamp", "maintenance", "read-only"] {
        let path = format!("/admin/switches/{name}");
        for to in ["to=on", "to=off"] {
            assert_eq!(t.post(&cookie, &path, to).await.status, 403, "{name}");
        }
    }
    assert_eq!(
        platform::switch::all(&t.kontor).iter().filter(|one| one.turned.is_some()).count(),
        0
    );
}
