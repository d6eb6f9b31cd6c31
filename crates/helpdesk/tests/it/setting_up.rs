//! Mailboxes, groups and categories through their forms.

use super::browser::{Agent, hidden};
use helpdesk::store;

const GOOD: [(&str, &str); 13] = [
    ("address", "info@kontor.test"),
    ("sender_name", "Kontor Info"),
    ("name", ""),
    ("lang", "en"),
    ("signature", "--"),
    ("imap_host", "imap.kontor.test"),
    ("imap_port", "993"),
    ("imap_security", "tls"),
    ("imap_password", "s3cret-word"),
    ("smtp_host", "smtp.kontor.test"),
    ("smtp_port", "587"),
    ("smtp_security", "starttls"),
    ("active", "on"),
];

#[tokio::test]
async fn a_mailbox_is_set_up_and_its_password_never_shown() {
    let a = Agent::admin().await;
    let group = a.w.mailbox.group.to_string();
    let form: Vec<_> = GOOD.into_iter().chain([("group", group.as_str())]).collect();

    let to = a.done("/admin/mailboxes", &form).await;

    let page = a.page(&to).await;
    assert!(page.contains("value=\"imap.kontor.test\"") && !page.contains("s3cret-word"));
    assert!(a.page("/admin/mailboxes").await.contains("info@kontor.test"));
    // a blank password keeps the stored one
    let before = store::mailbox::all(a.w.t.db()).await.unwrap();
    let version = hidden(&page, "version");
    let form: Vec<_> = form
        .into_iter()
        .map(|(n, v)| if n == "imap_password" { (n, "") } else { (n, v) })
        .chain([("version", version.as_str())])
        .collect();
    a.done(&to, &form).await;
    let after = store::mailbox::all(a.w.t.db()).await.unwrap();
    let sealed = |all: &[helpdesk::domain::mailbox::Mailbox]| {
        all.iter().find(|m| m.address == "info@kontor.test").unwrap().imap_password.clone()
    };
    assert_eq!(sealed(&before), sealed(&after));
    assert_eq!(a.post(&to, &form).await.status.as_u16(), 409, "the form is old now");
}

#[tokio::test]
async fn a_stored_password_goes_to_no_other_server_or_account_than_it_was_typed_for() {
    let a = Agent::admin().await;
    let group = a.w.mailbox.group.to_string();
    let form: Vec<_> = GOOD.into_iter().chain([("group", group.as_str())]).collect();
    let to = a.done("/admin/mailboxes", &form).await;
    let page = a.page(&to).await;
    let version = hidden(&page, "version");
    let before = store::mailbox::all(a.w.t.db()).await.unwrap();
    let changed = |changes: &[(&'static str, &'static str)]| -> Vec<(&str, &str)> {
        let value = |name: &str| changes.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
        let kept = |name: &str| if name == "imap_password" { Some("") } else { None };
        let all = form.iter().map(|(n, v)| (*n, value(n).or(kept(n)).unwrap_or(v)));
        let more = changes.iter().filter(|(n, _)| !form.iter().any(|(known, _)| known == n));
        all.chain(more.copied()).chain([("version", version.as_str())]).collect()
    };
    for change in [
        ("imap_host", "imap.evil.test"),
        ("imap_port", "994"),
        ("imap_security", "starttls"),
        ("imap_username", "somebody"),
        // without a password of its own, sending takes that of fetching
        ("smtp_host", "smtp.evil.test"),
        ("smtp_port", "25"),
        ("smtp_username", "somebody"),
    ] {
        let answer = a.post(&to, &changed(&[change])).await;
        assert_eq!(answer.status.as_u16(), 422, "{change:?}");
        let field = format!("id=\"f-{}_password-error\"", &change.0[..4]);
        assert!(answer.body.contains(&field), "{change:?}: {}", answer.body);
        assert_eq!(store::mailbox::all(a.w.t.db()).await.unwrap(), before, "{change:?}");
    }
    let typed = [("imap_host", "imap.new.test"), ("imap_password", "an0ther-word")];
    assert_eq!(a.post(&to, &changed(&typed)).await.status.as_u16(), 303);
}

#[tokio::test]
async fn everything_wrong_with_a_mailbox_is_said_at_its_field_and_no_password_comes_back() {
    let a = Agent::admin().await;
    let group = a.w.mailbox.group.to_string();
    let wrong = [
        ("address", "info"),
        ("sender_name", " "),
        ("imap_host", "a b"),
        ("imap_port", "99999"),
        ("lang", "en"),
        ("imap_security", "rot13"),
        ("imap_password", "s3cret-word"),
        ("smtp_host", ""),
        ("smtp_port", "x"),
        ("smtp_security", "plain"),
        ("after_fetch", "burn"),
        ("signature", "Gruß {agent}"),
        ("group", group.as_str()),
    ];
    let answer = a.post("/admin/mailboxes", &wrong).await;
    assert_eq!(answer.status.as_u16(), 422);
    for field in [
        "address",
        "sender_name",
        "imap_host",
        "imap_port",
        "imap_security",
        "smtp_host",
        "smtp_port",
        "smtp_security",
    ] {
        assert!(answer.body.contains(&format!("id=\"f-{field}-error\"")), "{field}");
    }
    assert!(answer.body.contains("Gruß {agent}") && !answer.body.contains("s3cret-word"));

    let answer =
        a.post("/admin/mailboxes", &[("group", "x"), ("lang", "klingon"), ("version", "x")]).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(
        answer.body.contains("id=\"f-group-error\"") && answer.body.contains("id=\"f-lang-error\"")
    );
    assert_eq!(store::mailbox::all(a.w.t.db()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_test_of_a_mailbox_says_what_fails_at_which_step() {
    let a = Agent::admin().await;
    let path = format!("/admin/mailboxes/{}/test", a.w.mailbox.id);
    let answer = a.post(&path, &[]).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(answer.body.contains("The connection does not work."), "{}", answer.body);
    assert!(!answer.body.contains("geheim"));
}

#[tokio::test]
async fn a_group_has_a_name_and_members() {
    let a = Agent::admin().await;
    let me = a.user.id.to_string();
    a.done("/admin/groups", &[("name", " Buch\u{a0}haltung "), ("member", &me)]).await;
    let page = a.page("/admin/groups").await;
    assert!(page.contains("Buch haltung") && page.contains("Maria Behrens"));

    for (name, said) in [
        ("", "A name is missing."),
        ("TECHNIK", "This name is taken."),
        (&*"x".repeat(101), "at most 100"),
    ] {
        let answer = a.post("/admin/groups", &[("name", name), ("member", &me)]).await;
        assert_eq!(answer.status.as_u16(), 422);
        assert!(
            answer.body.contains(said) && answer.body.contains("id=\"f-name-error\""),
            "{said}"
        );
        assert!(answer.body.contains("checked"), "the members stay chosen");
    }
    let used = format!("/admin/groups/{}", a.w.mailbox.group);
    let answer = a.post(&used, &[("name", "Technik")]).await;
    assert!(answer.body.contains("A mailbox still delivers to this group."), "{}", answer.body);
    let answer = a.post("/admin/groups", &[("name", "Neu"), ("member", "x")]).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("(field “member”)") && answer.body.contains("value=\"Neu\""));
}

#[tokio::test]
async fn a_category_is_added_renamed_and_retired() {
    let a = Agent::admin().await;
    a.done("/admin/categories", &[("name", "Drucker")]).await;
    let category = store::category::all(a.w.t.db()).await.unwrap().remove(0);
    let path = format!("/admin/categories/{}", category.id);
    let version = hidden(&a.page(&path).await, "version");
    a.done(&path, &[("name", "Druck & Papier"), ("version", &version)]).await;
    assert!(a.page("/admin/categories").await.contains("Druck &amp; Papier"));
    assert!(
        !a.page("/tickets").await.contains("Druck &amp; Papier"),
        "retired ones are not offered"
    );
    let taken = a.post("/admin/categories", &[("name", "druck & papier")]).await;
    assert_eq!(taken.status.as_u16(), 422);
    assert!(
        taken.body.contains("This name is taken.") && taken.body.contains("druck &amp; papier")
    );
}

#[tokio::test]
async fn what_was_typed_into_a_form_of_the_structure_outlives_a_version_that_is_old_or_no_version()
{
    let a = Agent::admin().await;
    a.done("/admin/categories", &[("name", "Drucker")]).await;
    let category = store::category::all(a.w.t.db()).await.unwrap().remove(0);
    let forms = [
        format!("/admin/categories/{}", category.id),
        format!("/admin/groups/{}", a.w.mailbox.group),
    ];
    for path in &forms {
        let version = hidden(&a.page(path).await, "version");
        for sent in ["x", "-1", "99999999999999999999", "7"] {
            let form = [("name", "Druck & Papier"), ("active", "on"), ("version", sent)];
            let answer = a.post(path, &form).await;
            assert_eq!(answer.status.as_u16(), 409, "{path} {sent}");
            assert!(
                answer.body.contains("value=\"Druck &amp; Papier\""),
                "{path} {sent}: {}",
                answer.body
            );
            assert!(
                answer.body.contains("has changed meanwhile"),
                "{path} {sent}: {}",
                answer.body
            );
            // sending it once more saves it
            assert_eq!(hidden(&answer.body, "version"), version);
        }
        a.done(path, &[("name", "Druck & Papier"), ("active", "on"), ("version", &version)]).await;
    }
}

#[tokio::test]
async fn a_session_that_was_not_proved_lately_sets_no_mailbox_secret() {
    let a = Agent::admin().await;
    let group = a.w.mailbox.group.to_string();
    let form: Vec<_> = GOOD.into_iter().chain([("group", group.as_str())]).collect();
    a.w.t.kontor.clock.advance(chrono::TimeDelta::minutes(11));
    let own = format!("/admin/mailboxes/{}", a.w.mailbox.id);
    for path in ["/admin/mailboxes", &own] {
        assert_eq!(a.post(path, &form).await.status, 403, "{path}");
    }
    assert_eq!(store::mailbox::all(a.w.t.db()).await.unwrap(), vec![a.w.mailbox]);
}

#[tokio::test]
async fn a_test_sends_the_stored_password_to_the_stored_server_and_to_no_typed_one() {
    let a = Agent::admin().await;
    // long after the last proof: it can be asked for without one, because nothing of it is typed
    a.w.t.kontor.clock.advance(chrono::TimeDelta::minutes(11));
    let path = format!("/admin/mailboxes/{}/test", a.w.mailbox.id);
    let typed = [("imap_host", "evil.example"), ("smtp_host", "evil.example")];
    let answer = a.post(&path, &typed).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(answer.body.contains("127.0.0.1") && !answer.body.contains("evil.example"));
    assert_eq!(store::mailbox::all(a.w.t.db()).await.unwrap(), vec![a.w.mailbox]);
}

#[tokio::test]
async fn who_a_provider_puts_into_a_group_is_in_it_and_leaves_with_the_next_word() {
    let a = Agent::admin().await;
    let t = &a.w.t;
    let ada = t.agent("Ada").await;
    let form = helpdesk::actions::GroupForm {
        name: "Night Shift".into(),
        active: true,
        ..Default::default()
    };
    let night = helpdesk::actions::save_group(&t.cx(), None, form).await.unwrap();
    let tell = async |member_of: &[&str], not_member_of: &[&str]| {
        let cx = t.cx();
        let tx = cx.begin().await.unwrap();
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect();
        let told = events::identity::GroupsTold {
            user: ada.id,
            provider: "work".into(),
            member_of: names(member_of),
            not_member_of: names(not_member_of),
        };
        platform::event::record(&tx, &cx, &told).await.unwrap();
        cx.commit(tx).await.unwrap();
        t.run_jobs().await;
        store::group::members(t.db(), night.id).await.unwrap()
    };
    assert_eq!(tell(&["night shift", "no such group"], &[]).await, [ada.id]);
    let version = store::group::get(t.db(), night.id).await.unwrap().version;
    assert_eq!(tell(&["Night Shift"], &[]).await, [ada.id]);
    let again = store::group::get(t.db(), night.id).await.unwrap().version;
    assert_eq!(again, version, "nothing new changes nothing");
    assert!(tell(&[], &["Night Shift"]).await.is_empty());
}
