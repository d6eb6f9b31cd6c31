//! Tables of licences, as people have them.

use super::{begin, confirm, counts, now, rows, wrong};
use crate::world::World;
use directory::{OrganisationDraft, PersonDraft};
use licensing::domain::draft::Given;
use licensing::domain::import::{Outcome, Refused, State, file};
use licensing::domain::licence::Licence;
use licensing::domain::policy::Settings;
use licensing::domain::user::User;
use licensing::{actions, keys, store};
use platform::Error;
use platform::op::OpId;
use std::fmt::Write as _;

async fn by_key(w: &World, key: &str) -> Licence {
    let hash = keys::hash(&w.t.kontor, key);
    store::licence::find_by_hash(w.t.db(), &hash).await.unwrap().unwrap()
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one file with all that can be wrong, and what becomes of it"
)]
async fn a_table_is_looked_at_first_and_taken_over_once() {
    let w = World::start().await;
    let policy = w.policy(Settings { floating: true, ..Settings::default() }).await;
    let name = &policy.name;
    let customer = OrganisationDraft {
        name: "Müller & Söhne".into(),
        kind: "customer".into(),
        ..OrganisationDraft::default()
    };
    let customer = directory::create_organisation(&w.t.cx(), OpId::new(), &customer).await.unwrap();
    let text = format!(
        "\u{feff}Schlüssel;Name;Richtlinie;Kunde;Gültig bis;Test;max_machines;metadata.Auftrag\r\n\
         ALT-0001;\"Erste; mit \"\"Anführung\"\"\";{name};müller & söhne;31.12.2027;ja;5;4711\r\n\
         ;Ohne Schlüssel;{name};;nie;;;\r\n\
         ALT-0002;Kein Tag;{name};;31.02.2027;;;\r\n\
         ALT-0003;Fremd;Unbekannt;Niemand;;vielleicht;viele;\r\n\
         ALT-0001;Zweimal;{name};;;;;\r\n\
         \r\n\
         ALT-0004;Zu viel;{name};;;;;;mehr\r\n"
    );
    let import = begin(&w, "kunden.csv", text.as_bytes()).await;
    assert_eq!((import.state, import.total), (State::Checked, 6));
    assert_eq!(counts(&import), [2, 0, 4, 0]);
    let expected = [
        (4, "expiry", "licensing-import-no-time"),
        (5, "policy", "licensing-import-not-there"),
        (6, "", "licensing-import-twice"),
        (8, "", "licensing-import-cells-many"),
    ];
    let found = wrong(&w, import.id).await;
    let found: Vec<_> = found.iter().map(|(n, f, k)| (*n, f.as_str(), k.as_str())).collect();
    assert_eq!(found, expected);
    let none = keys::hash(&w.t.kontor, "ALT-0001");
    assert!(store::licence::find_by_hash(w.t.db(), &none).await.unwrap().is_none());

    let done = confirm(&w, import.id).await;
    assert_eq!((done.state, counts(&done)), (State::Done, [0, 0, 4, 2]));
    let first = by_key(&w, "ALT-0001").await;
    assert_eq!(first.name, "Erste; mit \"Anführung\"");
    assert_eq!((first.organisation, first.is_test), (Some(customer), true));
    assert_eq!(first.expires_at.unwrap().0.to_rfc3339(), "2027-12-31T22:59:59+00:00");
    assert_eq!(
        (first.limits.max_machines, first.metadata.get("Auftrag")),
        (Some(5), Some(&"4711".into()))
    );
    let made = rows(&w, import.id, Some(Outcome::Created)).await;
    assert!(made.iter().all(|row| row.raw.is_empty() && row.ours.is_some()));
    let second =
        store::licence::get(w.t.db(), licensing::domain::licence::LicenceId(made[1].ours.unwrap()))
            .await
            .unwrap();
    assert_eq!((second.name.as_str(), second.expires_at), ("Ohne Schlüssel", None));
    assert!(keys::open(&w.t.kontor, &second).unwrap().expose().ends_with("-V3"));

    // once more: what has its key is here, what had none would be another
    let again = begin(&w, "kunden.csv", text.as_bytes()).await;
    assert_eq!(counts(&again), [1, 1, 4, 0]);
    // the form that was sent twice takes nothing over twice
    actions::confirm_import(&w.t.cx(), import.id, false).await.unwrap();
    w.t.run_jobs().await;
    assert_eq!(counts(&now(&w, import.id).await), [0, 0, 4, 2]);
    assert!(w.t.audit_is_whole().await);
}

#[tokio::test]
async fn a_customer_is_known_by_the_address_of_somebody_there() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let cx = w.t.cx();
    let draft = OrganisationDraft {
        name: "Nord AG".into(),
        kind: "customer".into(),
        ..OrganisationDraft::default()
    };
    let nord = directory::create_organisation(&cx, OpId::new(), &draft).await.unwrap();
    let draft = PersonDraft {
        name: "Ina Nord".into(),
        emails: vec!["ina@nord.example".into()],
        ..PersonDraft::default()
    };
    directory::create_person(&cx, OpId::new(), Some(nord), &draft).await.unwrap();
    let text = format!(
        "key,policy_id,email\nNORD-0001,{0},Ina@Nord.example\nNORD-0002,{0},nobody@nord.example\n",
        policy.id
    );
    let import = begin(&w, "a.csv", text.as_bytes()).await;
    assert_eq!(wrong(&w, import.id).await.len(), 1);
    confirm(&w, import.id).await;
    assert_eq!(by_key(&w, "NORD-0001").await.organisation, Some(nord));
}

#[tokio::test]
async fn a_licence_under_a_policy_that_signs_gets_a_signed_key_and_one_of_a_pool_the_next() {
    let w = World::start().await;
    let scheme = Some("ECDSA_P256_SIGN".to_owned());
    let signs = w.policy(Settings { scheme, ..Settings::default() }).await;
    let pool = w.policy(Settings { use_pool: true, ..Settings::default() }).await;
    actions::add_pool_keys(&w.t.cx(), pool.id, &["POOL-0001".into()]).await.unwrap();
    let text =
        format!("name,policy\nSigned,{}\nPooled,{}\nEmpty,{1}\nKept,{0}\n", signs.id, pool.id);
    let import = begin(&w, "a.csv", text.as_bytes()).await;
    assert_eq!(counts(&import), [3, 0, 1, 0], "{:?}", wrong(&w, import.id).await);
    let done = confirm(&w, import.id).await;
    assert_eq!(done.created, 3);
    let made = rows(&w, import.id, Some(Outcome::Created)).await;
    let signed = licensing::domain::licence::LicenceId(made[0].ours.unwrap());
    let signed = store::licence::get(w.t.db(), signed).await.unwrap();
    assert!(keys::open(&w.t.kontor, &signed).unwrap().expose().starts_with("key/"));
    assert_eq!(by_key(&w, "POOL-0001").await.name, "Pooled");
}

#[tokio::test]
async fn an_import_that_was_cut_off_goes_on_where_it_was() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let mut text = String::from("key,policy\n");
    for n in 0..450 {
        writeln!(text, "CUT-{n:06},{}", policy.id).unwrap();
    }
    let import = begin(&w, "a.csv", text.as_bytes()).await;
    assert_eq!(counts(&import), [450, 0, 0, 0]);
    let cx = w.t.cx();
    actions::confirm_import(&cx, import.id, false).await.unwrap();
    // one step, and the process is gone
    assert!(actions::run_import(&cx, import.id).await.unwrap());
    let half = now(&w, import.id).await;
    assert!((1..450).contains(&half.created) && half.ready + half.created == 450, "{half:?}");
    w.t.run_jobs().await;
    assert_eq!(counts(&now(&w, import.id).await), [0, 0, 0, 450]);
}

#[tokio::test]
async fn an_import_that_is_forgotten_stops_and_leaves_what_was_taken_over() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let text = format!("key,policy\nGONE-0001,{}\n", policy.id);
    let import = begin(&w, "a.csv", text.as_bytes()).await;
    confirm(&w, import.id).await;
    actions::remove_import(&w.t.cx(), import.id).await.unwrap();
    assert!(store::import::find(w.t.db(), import.id).await.unwrap().is_none());
    assert!(rows(&w, import.id, None).await.is_empty());
    by_key(&w, "GONE-0001").await;
    let unknown = actions::confirm_import(&w.t.cx(), import.id, false).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
}

#[tokio::test]
async fn ten_thousand_rows_are_looked_at_in_steps_and_one_too_many_is_refused() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let mut text = String::from("key,policy,name\n");
    for n in 0..10_000 {
        writeln!(text, "BIG-{n:06},{},Licence {n}", policy.name).unwrap();
    }
    let import = begin(&w, "big.csv", text.as_bytes()).await;
    assert_eq!((import.total, counts(&import)), (10_000, [10_000, 0, 0, 0]));
    let many = format!("key\n{}", "KEY-0001\n".repeat(200_001));
    assert_eq!(file::read(many.as_bytes(), &w.t.cx().locale).unwrap_err(), Refused::TooMany);
}

/// Names and ends of all licences, in the order of their names.
async fn ends(w: &World) -> Vec<(String, Option<String>)> {
    let text = w.t.get(&w.t.sign_in(&w.t.admin("Eva").await).await, "/licences/export.csv").await;
    let keys = text.body.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned());
    let mut all = Vec::new();
    for id in keys {
        let licence = store::licence::get(w.t.db(), id.parse().unwrap()).await.unwrap();
        all.push((licence.name, licence.expires_at.map(|end| end.0.to_rfc3339())));
    }
    all.sort();
    all
}

#[tokio::test]
async fn a_day_is_one_of_the_house_and_what_was_exported_comes_back_to_the_moment() {
    let w = World::start().await;
    let settings = Settings { duration: Some(86_400), ..Settings::default() };
    let policy = w.policy(settings.clone()).await;
    let text = format!(
        "name;policy;ends\nA;{0};31.12.2027\nB;{0};2027-07-31\nC;{0};2027-07-31T10:00:00.123+05:00\nD;{0};never\n",
        policy.name
    );
    let import = begin(&w, "a.csv", text.as_bytes()).await;
    confirm(&w, import.id).await;
    let known = ends(&w).await;
    let expected = [
        ("A", Some("2027-12-31T22:59:59+00:00")),
        ("B", Some("2027-07-31T21:59:59+00:00")),
        ("C", Some("2027-07-31T05:00:00.123+00:00")),
        ("D", None),
    ];
    let expected = expected.map(|(name, end)| (name.to_owned(), end.map(str::to_owned)));
    assert_eq!(known, expected);

    let cookie = w.t.sign_in(&w.t.admin("Maria").await).await;
    let exported = w.t.get(&cookie, "/licences/export.csv").await.body;
    let other = World::start().await;
    assert_eq!(other.policy(settings).await.name, policy.name);
    let import = begin(&other, "licences.csv", exported.as_bytes()).await;
    assert_eq!(counts(&import), [4, 0, 0, 0], "{:?}", wrong(&other, import.id).await);
    confirm(&other, import.id).await;
    assert_eq!(ends(&other).await, expected);
}

#[tokio::test]
async fn an_address_may_be_that_of_somebody_who_uses_licences() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let mut given = Given::default();
    given.put("email", "Ada@x.example");
    let ada: User = actions::create_entry(&w.t.cx(), None, &given).await.unwrap();
    let text = format!(
        "key,policy,email,owner\nMAIL-0001,{0},ada@X.example,\nMAIL-0002,{0},,ADA@x.example\nMAIL-0003,{0},bob@x.example,\n",
        policy.id
    );
    let import = begin(&w, "a.csv", text.as_bytes()).await;
    let found = wrong(&w, import.id).await;
    assert_eq!(found, [(4, "email".to_owned(), "licensing-import-nobody".to_owned())]);
    confirm(&w, import.id).await;
    for key in ["MAIL-0001", "MAIL-0002"] {
        assert_eq!(by_key(&w, key).await.owner, Some(ada.id), "{key}");
    }
}
