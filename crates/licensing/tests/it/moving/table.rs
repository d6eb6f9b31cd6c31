//! Tables of licences, as people have them.

use super::{begin, confirm, counts, now, rows, wrong};
use crate::world::World;
use directory::{OrganisationDraft, PersonDraft};
use licensing::domain::import::{Outcome, Refused, State, file};
use licensing::domain::licence::Licence;
use licensing::domain::policy::Settings;
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
    assert_eq!(first.expires_at.unwrap().0.to_rfc3339(), "2027-12-31T23:59:59+00:00");
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
    let end_of = |_: chrono::NaiveDate| None;
    let many = format!("key\n{}", "KEY-0001\n".repeat(200_001));
    assert_eq!(file::read(many.as_bytes(), end_of).unwrap_err(), Refused::TooMany);
}
