//! What the house knows about somebody leaves whole, and goes whole: in every table of every app, and in every file.

mod agent;
mod anna;
mod look;

use super::reading::everything;
use crate::APPS;
use crate::garbage::House;
use anna::{Anna, anna};
use chrono::TimeDelta;
use helpdesk::{actions, store};
use look::{a_day_goes_by, archive, archives, counted, files, has, places, post, rows_with_it};
use platform::privacy::{Privacy, Table, hold, subject};
use platform::testing::TestKontor;
use platform::{Kontor, Millis};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Stands in everything that is Anna's, and in nothing else.
const WORD: &str = "xylobrandt";

fn tables() -> Vec<&'static Table> {
    Kontor::privacy(APPS).iter().flat_map(|privacy: &Privacy| privacy.tables).collect()
}

#[tokio::test]
async fn every_column_of_every_table_has_a_class() {
    let t = TestKontor::start(APPS).await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // the schema is asked in SQLite's own words
    }
    let sql = "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'message\\_search\\_%' ESCAPE '\\'
        AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE 'seaql%'
        -- a month of a table that is read by a view of its name
        AND m.name NOT GLOB '*_20[0-9][0-9]_[0-9][0-9]'";
    let rows = t.db().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let there: BTreeSet<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let mut said = BTreeSet::new();
    for table in tables() {
        for column in table.columns {
            let new = said.insert(format!("{}.{}", table.name, column.name));
            assert!(new, "{}.{} stands twice", table.name, column.name);
        }
    }
    let missing: Vec<_> = there.difference(&said).collect();
    let gone: Vec<_> = said.difference(&there).collect();
    assert!(missing.is_empty(), "columns without a class (App::privacy): {missing:?}");
    assert!(gone.is_empty(), "classes of columns that are not there: {gone:?}");
}

#[tokio::test]
async fn every_table_has_an_order_in_which_no_two_rows_are_equal() {
    let t = TestKontor::start(APPS).await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // the schema is asked in SQLite's own words
    }
    for table in tables().into_iter().filter(|table| table.name != "message_search") {
        let sql = format!("SELECT name FROM pragma_table_info('{}') WHERE pk > 0", table.name);
        let asked = Statement::from_string(DbBackend::Sqlite, sql);
        let keys = t.db().query_all_raw(asked).await.unwrap();
        let order: Vec<&str> = table.order().iter().map(|column| column.name).collect();
        for key in keys.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()) {
            assert!(order.contains(&key.as_str()), "{}: {key} is not in {order:?}", table.name);
        }
    }
}

/// Made of other columns, or about the work of the house.
const DERIVED: [&str; 3] = ["person_words", "message_search", "jobs"];

/// Of a table's files in an archive the rows that say the word in this column, each once.
fn said(archive: &BTreeMap<String, Vec<u8>>, table: &str, column: &str) -> BTreeSet<String> {
    let files = archive.iter().filter(|(name, _)| {
        let of = name.strip_prefix("tables/").and_then(|name| name.strip_suffix(".json"));
        let rest = of.and_then(|of| of.strip_prefix(table));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    let rows = files.flat_map(|(_, json)| serde_json::from_slice::<Vec<Value>>(json).unwrap());
    let has_it = |row: &Value| row[column].as_str().is_some_and(|text| has(text.as_bytes(), WORD));
    rows.filter(has_it).map(|row| row.to_string()).collect()
}

/// Each row that the tables hold is in the archive's files of the same names.
fn is_complete(archive: &BTreeMap<String, Vec<u8>>, rows: &BTreeMap<String, i64>) {
    let mut missing = Vec::new();
    for (place, rows) in rows {
        let (table, column) = place.split_once('.').unwrap();
        if DERIVED.contains(&table) {
            continue;
        }
        let said = said(archive, table, column);
        if said.len() != usize::try_from(*rows).unwrap() {
            missing.push(format!("{place}: {rows} rows, but in the archive {said:#?}"));
        }
        assert!(archive.contains_key(&format!("tables/{table}.csv")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[tokio::test]
async fn an_archive_has_all_of_a_person_and_an_erasure_leaves_nothing_of_them() {
    let house = House::new().await;
    let anna = anna(&house).await;
    let path = format!("/admin/privacy/subjects/{}", anna.object);
    let before = places(&house.t).await;
    assert!(before.len() > 30, "{before:?}");
    assert!(files(&house.t).await.values().any(|bytes| has(bytes, WORD)));

    let rows = rows_with_it(&house.t).await;
    let archive = archive(&house, &path).await;
    is_complete(&archive, &rows);
    for (start, word) in [("mails/", "This is"), ("attachments/", "File of")] {
        let mut found = archive.iter().filter(|(name, _)| name.starts_with(start));
        assert!(found.any(|(_, bytes)| has(bytes, &format!("{word} {WORD}"))), "{start}");
    }
    assert!(archive.contains_key("README.txt") && archive.contains_key("processing.txt"));

    let page = house.get(&path).await.body;
    assert!(page.contains("name=\"confirm\""), "{page}");
    let erasure = format!("{path}/erasure");
    assert_eq!(post(&house, &erasure, "confirm=Anna&letters=no").await.status, 422);
    assert_eq!(places(&house.t).await, before, "a wrong word erases nothing");
    let confirm = format!("confirm={}&letters=no", anna.user.email.replace('@', "%40"));
    let (said, there) = (previewed(&house.t, &anna).await, counted(&house.t).await);
    assert_eq!(post(&house, &erasure, &confirm).await.status, 303);
    house.t.run_jobs().await;
    let left = counted(&house.t).await;
    for (noun, tables) in DELETED {
        let gone = tables.iter().map(|table| there[table] - left[table]).sum::<i64>();
        assert!(gone > 0 && said[noun] == gone, "{noun}: {} said, {gone} gone", said[noun]);
    }
    a_day_goes_by(&house.t).await;

    assert_eq!(places(&house.t).await, BTreeSet::new());
    for (id, bytes) in files(&house.t).await {
        assert!(!has(&bytes, WORD) && !bytes.starts_with(b"PK"), "{id}");
    }
    no_row_has_it(&house.t).await;
    assert!(house.t.audit_is_whole().await);
    let cookie = house.t.sign_in(&house.t.admin("Nora").await).await;
    let house = House { t: house.t, cookie };
    is_left(&house, &anna).await;
}

/// What a preview calls deleted, and whose rows those are.
const DELETED: [(&str, &[&str]); 4] = [
    ("identity-privacy-account", &["users"]),
    ("platform-privacy-sessions", &["sessions"]),
    ("operations-privacy-archives", &["data_exports"]),
    ("directory-privacy-ways", &["person_emails", "person_phones"]),
];

/// What the preview says of how many, by its nouns.
async fn previewed(t: &TestKontor, anna: &Anna) -> BTreeMap<&'static str, i64> {
    let cx = t.cx();
    let subject = operations::actions::subject_of(&cx, &anna.object, false).await.unwrap();
    let fates = operations::actions::preview_erasure(&cx, &subject).await.unwrap();
    fates.iter().map(|fate| (fate.noun, i64::try_from(fate.count).unwrap())).collect()
}

/// Also not in what full text keeps for itself, where words may be bytes.
async fn no_row_has_it(t: &TestKontor) {
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // the rows are written down in SQLite's own words
    }
    let bytes = hex::encode(WORD);
    for (table, rows) in everything(t).await {
        let mut rows = rows.iter().map(|row| row.to_lowercase());
        assert!(!rows.any(|row| row.contains(WORD) || row.contains(&bytes)), "{table}");
    }
}

/// The skeleton of Anna's ticket, and everything of Bert's.
async fn is_left(house: &House, anna: &Anna) {
    let db = house.t.db();
    let ticket = store::ticket::get(db, anna.ticket.id).await.unwrap();
    assert_eq!((ticket.number, ticket.person), (anna.ticket.number, anna.person));
    assert_eq!(ticket.created_at, anna.ticket.created_at);
    let page = house.get(&format!("/tickets/{}", ticket.number)).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Der Inhalt wurde gelöscht."), "{}", page.body);
    let other = store::message::of_ticket(db, anna.other.id).await.unwrap();
    let texts: Vec<&str> = other.iter().map(|entry| entry.text.trim()).collect();
    assert!(texts.contains(&"Bert's own words") && texts.contains(&"To both of you"), "{texts:?}");
    assert!(other.iter().all(|entry| entry.cc_addresses.is_empty()));
    let others = other.iter().any(|entry| entry.to_addresses.contains("bert@other.example"));
    assert!(others, "Bert's address stays");
    for user in [&anna.user, &anna.second] {
        assert!(platform::users::get(db, user.id).await.is_err(), "{}", user.name);
    }
    let gone = house.get(&format!("/admin/privacy/subjects/user:{}", anna.user.id)).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn a_hold_and_the_last_administrator_are_not_erased() {
    let house = House::new().await;
    let anna = anna(&house).await;
    let t = &house.t;
    let path = format!("/admin/privacy/subjects/{}", anna.object);
    let confirm = format!("confirm=Anna+{WORD}&letters=");
    assert_eq!(post(&house, &format!("{path}/hold"), "reason=").await.status, 422);
    assert_eq!(post(&house, &format!("{path}/hold"), "reason=Lawsuit+7").await.status, 303);
    let refused = post(&house, &format!("{path}/erasure"), &format!("{confirm}no")).await;
    assert!(refused.status == 422 && refused.body.contains("Lawsuit 7"), "{}", refused.body);
    assert_eq!(post(&house, &format!("{path}/hold/removal"), "").await.status, 303);

    let maria = platform::users::find_by_email(t.db(), "maria.tester@kontor.test").await.unwrap();
    let own = format!("/admin/privacy/subjects/user:{}", maria.unwrap().id);
    let refused = post(&house, &format!("{own}/erasure"), "confirm=Maria+Tester&letters=no").await;
    assert_eq!(refused.status, 422, "nobody erases their own account");
}

#[tokio::test]
async fn letters_stay_for_their_years_when_the_entry_is_erased_and_then_go_too() {
    let house = House::new().await;
    let anna = anna(&house).await;
    letters_go_in_time(&house, &anna, &anna.object).await;
}

#[tokio::test]
async fn letters_stay_for_their_years_when_the_account_is_erased_and_then_go_too() {
    let house = House::new().await;
    let anna = anna(&house).await;
    letters_go_in_time(&house, &anna, &format!("user:{}", anna.user.id)).await;
}

/// The account goes, the conversations stay, and at the end of the sixth year they go too.
async fn letters_go_in_time(house: &House, anna: &Anna, object: &str) {
    let t = &house.t;
    let erasure = format!("/admin/privacy/subjects/{object}/erasure");
    let asked = post(house, &erasure, &format!("confirm=Anna+{WORD}&letters=yes")).await;
    assert_eq!(asked.status, 303);
    t.run_jobs().await;
    assert!(platform::users::get(t.db(), anna.user.id).await.is_err());
    assert!(places(t).await.contains("messages.body"));
    let person = directory::get_person(t.db(), anna.person).await.unwrap();
    assert!(!person.active && person.name.contains(WORD));
    t.kontor.clock.advance(TimeDelta::days(6 * 366));
    t.run_jobs().await;
    assert!(places(t).await.contains("messages.body"), "the years begin with the end of the first");
    t.kontor.clock.advance(TimeDelta::days(366));
    run(t, &operations::actions::erase_letters(&t.cx()).await).await;
    a_day_goes_by(t).await;
    assert_eq!(places(t).await, BTreeSet::new());
    assert!(t.audit_is_whole().await);
}

async fn run(t: &TestKontor, done: &platform::Result<()>) {
    assert!(done.is_ok(), "{done:?}");
    t.run_jobs().await;
}

#[tokio::test]
async fn who_may_not_is_refused_and_who_may_proves_it_freshly() {
    let house = House::new().await;
    let anna = anna(&house).await;
    let t = &house.t;
    let path = format!("/admin/privacy/subjects/{}", anna.object);
    let agent = t.sign_in(&t.agent("Bea").await).await;
    for page in ["/admin/privacy?q=a", &path, "/admin/privacy/retention", "/admin/privacy/record"] {
        assert_eq!(t.get(&agent, page).await.status, 403, "{page}");
        assert_eq!(house.get(page).await.status, 200, "{page}");
    }
    let acts = ["exports", "erasure", "hold"].map(|act| format!("{path}/{act}"));
    let form = format!("confirm=Anna+{WORD}&letters=no&reason=x");
    for act in &acts {
        assert_eq!(t.post(&agent, act, &form).await.status, 403, "{act}");
    }
    let clara = t.admin("Clara").await;
    identity::actions::set_password(&t.cx(), clara.id, "Elbe-Speicher-Kontorbuch-1888")
        .await
        .unwrap();
    let cookie = t.sign_in(&clara).await;
    t.kontor.clock.advance(TimeDelta::minutes(20));
    let before = counted(t).await;
    for act in &acts {
        let asked = t.post(&cookie, act, &form).await;
        assert!(asked.body.contains("proof_kept"), "{act}: {} {}", asked.status, asked.body);
    }
    let own = t.post(&cookie, "/account/data", "").await;
    assert!(own.body.contains("proof_kept"), "{}", own.body);
    assert_eq!(counted(t).await, before, "nothing was begun");
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_says_what_the_rule_then_does() {
    let house = House::with(&[("helpdesk.closed_ticket_months", "12")]).await;
    let anna = anna(&house).await;
    let t = &house.t;
    let agent = t.cx_of(&t.agent("Zoe").await);
    for ticket in [&anna.ticket, &anna.other] {
        actions::close_ticket(&agent, ticket.id, true, None).await.unwrap();
    }
    t.run_jobs().await;
    t.kontor.clock.advance(TimeDelta::days(500));
    t.run_jobs().await; // sessions and the like go
    let cookie = t.sign_in(&t.admin("Nora").await).await;
    let house = House { t: house.t, cookie };
    let t = &house.t;
    let cx = t.cx();
    let held = hold::Hold {
        object: anna.object.clone(),
        reason: "Lawsuit".into(),
        by: None,
        at: Millis(cx.now),
    };
    let tx = cx.begin().await.unwrap();
    hold::put(&tx, held).await.unwrap();
    cx.commit(tx).await.unwrap();
    let rules = operations::actions::rules(&cx);
    let rule = rules.into_iter().find(|rule| rule.name == "closed-tickets").unwrap();
    let before = (rule.before)(&cx).unwrap();
    let rows = counted(t).await;
    let due = (rule.look)(cx.clone(), before).await.unwrap();
    assert_eq!(house.get("/admin/privacy/retention").await.status, 200);
    assert_eq!(counted(t).await, rows, "a dry run changed something");
    assert!(due.count >= 1 && due.held == 2, "hers, and the one that she wrote in: {due:?}");
    let held = [&anna.ticket, &anna.other].map(|ticket| format!("/tickets/{}", ticket.number));
    assert!(due.examples.iter().all(|(_, path)| !held.contains(path)));
    let gone = due.examples[0].1.clone();

    let apply = "/admin/privacy/retention/closed-tickets/application";
    assert_eq!(post(&house, apply, "").await.status, 303);
    t.run_jobs().await;
    let fact = platform::event::timeline(t.db(), "retention:closed-tickets").await.unwrap();
    let fact = fact.last().unwrap().payload.as_deref().unwrap();
    let fact: serde_json::Value = serde_json::from_str(fact).unwrap();
    assert_eq!(fact["count"], due.count);
    let again = (rule.look)(t.cx(), before).await.unwrap();
    assert_eq!((again.count, again.held), (0, 2));
    let page = house.get(&gone).await.body;
    assert!(page.contains("Der Inhalt wurde gelöscht."), "{page}");
    for kept in held {
        assert!(!house.get(&kept).await.body.contains("Der Inhalt wurde gelöscht."), "{kept}");
    }
    assert!(places(t).await.contains("messages.body"), "Anna's is held");
    assert!(t.audit_is_whole().await);
}

/// All texts of one's own archive.
async fn own_words(house: &House, user: &platform::User) -> String {
    let t = &house.t;
    let cookie = t.sign_in(user).await;
    assert_eq!(t.get(&cookie, "/account/data").await.status, 200);
    assert_eq!(t.post(&cookie, "/account/data", "").await.status, 303);
    t.run_jobs().await;
    let page = t.get(&cookie, "/account/data").await.body;
    let fetch = page.split('"').find(|word| word.ends_with("/download")).expect(&page);
    assert_eq!(t.post(&cookie, fetch, "number=1").await.status, 200);
    assert_eq!(post(house, fetch, "number=1").await.status, 404, "it is theirs alone");
    let bytes = archives(house).await.into_values();
    bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[tokio::test]
async fn everybody_takes_out_their_own_data_without_the_notes_of_the_house() {
    let house = House::new().await;
    let anna = anna(&house).await;
    let t = &house.t;
    let words = own_words(&house, &anna.user).await;
    assert!(words.contains(&format!("This is {WORD}")));
    for noted in [format!("{WORD} called"), format!("{WORD} is kind")] {
        assert!(!words.contains(&noted), "an internal note: {noted}");
    }
    assert!(!words.contains(&anna.second.id.to_string()), "another account");
    let found = subject(&t.cx(), &format!("user:{}", anna.user.id)).await.unwrap().unwrap();
    assert_eq!(found.persons, [anna.person.0]);
    assert_eq!(found.users, [anna.user.id, anna.second.id]);
    a_day_goes_by(t).await;
    t.kontor.clock.advance(TimeDelta::days(7));
    operations::actions::apply_rules(&t.cx(), None).await.unwrap();
    a_day_goes_by(t).await;
    let left = files(t).await.into_values().any(|bytes| bytes.starts_with(b"PK"));
    assert!(!left, "archives go after a week");
}

#[tokio::test]
async fn who_works_here_takes_out_their_own_data_without_notes_and_without_what_they_recorded() {
    let house = House::new().await;
    anna(&house).await;
    let ada = platform::users::find_by_email(house.t.db(), "ada@kontor.test").await.unwrap();
    let words = own_words(&house, &ada.unwrap()).await;
    assert!(words.contains(&format!("Dear {WORD}")), "their answer");
    assert!(words.contains("directory.person_changed"), "what they did");
    for left_out in [format!("{WORD} called"), format!("{WORD} is kind"), format!("{WORD} tester")]
    {
        assert!(!words.contains(&left_out), "{left_out}");
    }
}
