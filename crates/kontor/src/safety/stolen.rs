//! Who has the whole database and not the root key, and who has neither.

use super::reading::everything;
use crate::APPS;
use crate::garbage::next_address;
use axum::http::Method;
use platform::keys::{self, Keys, RootKey};
use platform::testing::TestKontor;
use platform::{Lang, Role};
use sea_orm::DbBackend;
use std::collections::BTreeSet;

const PASSWORD: &str = "Elbe-Speicher-Kontorbuch-1888";

/// The texts in the rows, and the pieces that could be secrets by themselves.
fn words(rows: &[String]) -> impl Iterator<Item = String> + '_ {
    rows.iter().flat_map(|row| row.split('|')).flat_map(|value| {
        let whole = value.trim_matches('\'').to_owned();
        let pieces: Vec<String> =
            whole.split(['$', '.', '"', ',', ':']).map(str::to_owned).collect();
        pieces.into_iter().chain([whole])
    })
}

/// A house with everything in it that opens something, each of it unused.
async fn with_secrets() -> (TestKontor, Vec<String>) {
    let t = TestKontor::start_with(APPS, &[("sign_in.second_factor", "nobody")]).await;
    let account =
        identity::Account::new("Maria", "maria@kontor.test", Role::Admin, Lang::En).unwrap();
    let maria = identity::actions::create_user(&t.cx(), account).await.unwrap();
    identity::actions::set_password(&t.cx(), maria.id, PASSWORD).await.unwrap();
    let form = [("email", "maria@kontor.test"), ("password", PASSWORD)];
    let form: String =
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let answer = t.post("", "/sign-in", &form).await;
    let cookies = answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
    let mut secrets: Vec<String> = cookies
        .map(|line| line.split(';').next().unwrap().split_once('=').unwrap().1.to_owned())
        .collect();
    assert_eq!(secrets.len(), 2, "a session and a device");
    let session = format!("kontor-insecure={}", secrets[0]);
    let key = "name=Bericht&scope=users%3Aread&days=30&networks=";
    let made = t.post(&session, "/account/keys", key).await.body;
    let key =
        made.split(['>', '<', '"']).find(|word| word.starts_with("kt_")).expect(&made).to_owned();
    let link = identity::links::one_time(&t.cx(), maria.id).await.unwrap();
    secrets.push(link.split_once("?token=").unwrap().1.to_owned());
    secrets.extend([key, PASSWORD.to_owned()]);
    (t, secrets)
}

#[tokio::test]
async fn a_stolen_database_opens_no_session_no_link_and_no_api() {
    let (t, secrets) = with_secrets().await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // the rows are written down in SQLite's own words
    }
    let stolen = everything(&t).await;
    for secret in &secrets {
        let part =
            secret.strip_prefix("kt_").map_or(&**secret, |key| key.split('_').nth(1).unwrap());
        let found = stolen.iter().find(|(_, rows)| rows.iter().any(|row| row.contains(part)));
        assert!(found.is_none(), "{:?} knows a secret", found.map(|(table, _)| table));
    }
    let words: BTreeSet<String> = stolen
        .values()
        .flat_map(|rows| words(rows))
        .filter(|word| (10..300).contains(&word.len()))
        .collect();
    assert!(words.len() > 20, "{words:#?}");
    for word in words.iter().filter(|word| word.bytes().all(|b| b.is_ascii_graphic() && b != b';'))
    {
        let from = next_address();
        let cookies = format!(
            "kontor-insecure={word}; kontor-dev-insecure={word}; kontor-second-insecure={word}"
        );
        let headers = [("x-forwarded-for", from.as_str()), ("accept", "text/html")];
        let page = t.send(Method::GET, "/account", &cookies, &headers, "".into()).await;
        assert_eq!(page.status, 303, "{word} is a session");
        let bearer = format!("Bearer {word}");
        let headers = [("x-forwarded-for", from.as_str()), ("authorization", bearer.as_str())];
        let me = t.send(Method::GET, "/api/v1/me", "", &headers, "".into()).await;
        assert_eq!(me.status, 401, "{word} is a key");
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let encoded: String = url::form_urlencoded::byte_serialize(word.as_bytes()).collect();
        for path in ["/sign-in/link", "/sign-in/password", "/setup"] {
            let from = next_address();
            let headers = [("x-forwarded-for", from.as_str()), ("accept", "text/html"), kind];
            let body = format!("token={encoded}").into();
            let answer = t.send(Method::POST, path, "", &headers, body).await;
            assert_eq!(answer.status, 410, "{word} opens {path}");
        }
    }
    // what was stolen was worth something: with the secrets themselves everything opens
    let session = format!("kontor-insecure={}", secrets[0]);
    assert_eq!(t.get(&session, "/account").await.status, 200);
    let bearer = format!("Bearer {}", secrets[3]);
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(t.send(Method::GET, "/api/v1/me", "", &headers, "".into()).await.status, 200);
}

const OLD_ROOT: &str = "Vq3-test-root-key-9fKx2LmPz7RtYw4BnC8d";
const NEW_ROOT: &str = "Hw8-next-root-key-3dTq6MsXb2VkZp9RfN5j";

#[tokio::test]
async fn new_keys_sign_nobody_out_and_a_wrong_or_lost_root_key_opens_nothing() {
    let (t, secrets) = with_secrets().await;
    let session = format!("kontor-insecure={}", secrets[0]);
    let tx = t.kontor.db.begin().await.unwrap();
    t.kontor.keys.rotate(&tx, 1).await.unwrap();
    t.kontor.keys.rotate_pepper(&tx, 1).await.unwrap();
    let (old, new) = (RootKey::of_text(OLD_ROOT), RootKey::of_text(NEW_ROOT));
    assert!(keys::rewrap(&tx, &old, &new).await.unwrap() >= 6);
    tx.commit().await.unwrap();
    // the running house opens what it had opened, and a restart wants the new root key
    assert_eq!(t.get(&session, "/account").await.status, 200);
    let tx = t.kontor.db.begin().await.unwrap();
    let again = Keys::unlock(&new, &tx, 1).await.unwrap();
    assert_eq!(again.mac("x", b"y"), t.kontor.keys.mac("x", b"y"));
    for wrong in [old, RootKey::of_text("Bz4-other-root-key-7yLc1QwGj5HnVr8KtD2s")] {
        assert!(matches!(Keys::unlock(&wrong, &tx, 1).await, Err(keys::KeyError::WrongRoot)));
    }
    let lost = RootKey::in_file(&t.folder().join("nowhere.key")).unwrap();
    assert!(matches!(Keys::unlock(&lost, &tx, 1).await, Err(keys::KeyError::RootMissing(_))));
    assert!(!t.folder().join("nowhere.key").exists(), "no key is made in place of a lost one");
}

#[tokio::test]
async fn a_new_house_has_no_user_and_no_password() {
    let t = TestKontor::start(APPS).await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // the rows are written down in SQLite's own words
    }
    let all = everything(&t).await;
    for table in ["users", "credentials", "api_keys", "sessions", "sign_in_links"] {
        assert_eq!(all[table], Vec::<String>::new(), "{table} of a new house");
    }
}
