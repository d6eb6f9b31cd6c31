//! Every command of the real binary: what it prints, how it ends, and what it makes of bad input.

#[expect(dead_code, reason = "each test binary uses a part of it")]
mod common;

use common::{House, file};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Every command, as the words that lead to it.
fn commands(house: &House) -> Vec<Vec<String>> {
    let (mut open, mut all) = (vec![Vec::<String>::new()], Vec::new());
    while let Some(path) = open.pop() {
        let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
        args.push("--help");
        let help = house.run(&args);
        assert_eq!(help.code, 0, "{help:?}");
        let section = help.out.split("Commands:\n").nth(1).unwrap_or_default();
        for line in section.lines().take_while(|line| line.starts_with("  ")) {
            let name = line.split_whitespace().next().unwrap();
            open.push([&path[..], &[name.to_owned()]].concat());
        }
        all.push(path);
    }
    all
}

#[test]
fn every_command_and_option_is_explained_in_both_languages() {
    let house = House::new();
    let all = commands(&house);
    assert!(all.len() > 15, "{all:?}");
    for path in all {
        let mut texts = Vec::new();
        for lang in ["de", "en"] {
            let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
            args.extend(["--help", "--lang", lang]);
            let help = house.run(&args).out;
            // a text that is missing shows its key
            assert!(!help.contains("cli-"), "{path:?} in {lang}:\n{help}");
            for line in help.lines().filter(|line| line.trim_start().starts_with("--")) {
                let explained =
                    line.trim().split("  ").filter(|part| !part.trim().is_empty()).count() > 1;
                assert!(explained, "{path:?} in {lang}: {line}");
            }
            texts.push(help);
        }
        assert_ne!(texts[0], texts[1], "{path:?} is not translated");
        for word in
            ["Usage", "OPTIONS", "COMMAND", "FILE", "DIR>", "VALUE", "ADDRESS", "<KEY>", "ROLE"]
        {
            assert!(!texts[0].contains(word), "{path:?}: {word} is no German\n{}", texts[0]);
        }
        let call = texts[0].lines().find(|line| line.starts_with("Aufruf: kontor")).unwrap();
        assert!(call.contains(&path.join(" ")) && call.contains("[OPTIONEN]"), "{call}");
    }
}

#[test]
fn the_language_follows_the_flag_and_then_the_environment() {
    let house = House::new();
    let says = |lang: &str| house.command(&["--help"]).env("LC_ALL", lang).output().unwrap().stdout;
    assert!(String::from_utf8(says("de_DE.UTF-8")).unwrap().contains("Aufruf:"));
    assert!(String::from_utf8(says("fr_FR.UTF-8")).unwrap().contains("Usage:"));
    assert!(house.run(&["--lang=de", "--help"]).out.contains("Aufruf:"));
}

#[test]
fn words_that_are_no_command_are_answered_with_the_nearest_one() {
    let house = House::new();
    let said = house.run(&["servv"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("serve"), "{said:?}");
    let said = house.run(&["--lang", "de", "serve", "--lissen", "x"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--listen") && said.err.contains("Meinten Sie"), "{said:?}");
    assert_eq!(house.run(&[]).code, 2);
    assert_eq!(house.run(&["migrate", "down", "0"]).code, 2);
    assert_eq!(house.run(&["--set", "nothing", "doctor"]).code, 2);
}

#[test]
fn all_problems_of_a_configuration_are_said_at_once_with_the_nearest_names() {
    let house = House::new();
    file(
        &house.path("kontor.toml"),
        b"[server]\nlissten = \"127.0.0.1:1\"\nexternal_url = \"nowhere\"\n[keys]\nroot = \"changeme\"\n",
    );
    let said = house.run(&["config", "check", "--json"]);
    assert_eq!(said.code, 3);
    let problems = said.json()["problems"].as_array().unwrap().clone();
    assert_eq!(problems.len(), 3, "{problems:#?}");
    assert!(problems.iter().any(|problem| problem["nearest"] == "server.listen"));
    assert!(!said.out.contains("changeme"), "a secret is repeated: {said:?}");
    let serve = house.run(&["serve"]);
    assert_eq!(serve.code, 3);
    assert!(serve.err.contains("keys.root") && !serve.err.contains("changeme"), "{serve:?}");
    let german = house.run(&["serve", "--lang", "de"]);
    assert!(german.err.contains("ist ein Beispiel aus einer Anleitung"), "{german:?}");
    assert!(
        !german.err.contains("expects") && german.err.contains("erwartet eine Adresse"),
        "{german:?}"
    );
    assert!(!house.path("data").exists(), "nothing is made before the configuration is right");
}

#[test]
fn a_secret_is_never_printed() {
    let house = House::new();
    let secret = "KONTOR_KEYS__ROOT";
    let value = "p8Zq-3wLr-9KtX-v2Nd-7HsB-c5Fj-m4Qy-x6Gd";
    for args in [
        &["config", "print", "--redacted"][..],
        &["config", "print", "--json"],
        &["config", "explain", "keys.root"],
    ] {
        let said = house.command(args).env(secret, value).output().unwrap();
        let text = String::from_utf8([said.stdout, said.stderr].concat()).unwrap();
        assert!(said.status.success() && text.contains("keys") && !text.contains(value), "{text}");
    }
}

#[test]
fn a_setting_is_explained_with_its_origin() {
    let house = House::new();
    let said = house.run(&[
        "config",
        "explain",
        "server.listen",
        "--set",
        "server.listen=127.0.0.1:9",
        "--json",
    ]);
    assert_eq!(said.json()["value"], "127.0.0.1:9");
    assert_eq!(said.json()["origin"], "flag");
    let said = house.run(&["config", "explain", "server.lissten"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("server.listen"), "{said:?}");
}

#[test]
fn a_second_server_on_one_sqlite_file_is_refused_but_commands_work_beside_it() {
    let house = House::new();
    let _server = house.serve(&[]);
    let second = house.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.code, 4, "{second:?}");
    assert!(second.err.contains("another Kontor"), "{second:?}");
    assert_eq!(house.run(&["migrate", "up"]).code, 4);
    let doctor = house.run(&["doctor", "--json"]);
    assert_eq!(doctor.code, 0, "{doctor:?}");
    assert_eq!(doctor.json()["ok"], true);
    assert_eq!(house.run(&["setup", "--json"]).code, 0);
    assert_eq!(house.run(&["audit", "verify", "--json"]).json()["broken"], serde_json::Value::Null);
}

#[test]
fn a_newer_schema_is_refused_with_a_sentence_and_left_alone() {
    let house = House::new();
    assert_eq!(house.run(&["migrate", "up"]).code, 0);
    let database = house.path("data/kontor.db");
    let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('2999_01_01_future', 0)";
    sqlite(&database, sql);
    for args in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["migrate", "up"],
        &["admin", "link", "a@b.de"],
    ] {
        let said = house.run(args);
        assert_eq!(said.code, 4, "{said:?}");
        assert!(
            said.err.contains("newer Kontor") && said.err.contains("2999_01_01_future"),
            "{said:?}"
        );
    }
    let doctor = house.run(&["doctor"]);
    assert_eq!(doctor.code, 5, "{doctor:?}");
    assert!(house.run(&["migrate", "status"]).out.contains("2999_01_01_future"));
}

fn sqlite(database: &std::path::Path, sql: &str) {
    let script =
        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";
    let ran =
        std::process::Command::new("python3").args(["-c", script]).arg(database).arg(sql).status();
    assert!(ran.unwrap().success());
}

#[test]
fn migrations_go_up_and_down_with_a_copy_and_say_what_they_would_do() {
    let house = House::new();
    let waiting =
        house.run(&["migrate", "--dry-run", "--json"]).json()["pending"].as_array().unwrap().len();
    assert!(waiting > 3);
    assert_eq!(
        house.run(&["migrate", "--json"]).json()["applied"].as_array().unwrap().len(),
        waiting
    );
    assert_eq!(house.run(&["migrate", "down", "1", "--json"]).json()["reverted"], 1);
    assert_eq!(
        house.run(&["migrate", "status", "--json"]).json()["pending"].as_array().unwrap().len(),
        1
    );
    assert_eq!(house.run(&["migrate", "up"]).code, 0);
    let copies = std::fs::read_dir(house.path("data"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("before-"));
    assert_eq!(copies.count(), 2);
}

#[test]
fn what_the_settings_and_the_keys_refuse_is_said_in_the_terminals_language() {
    let house = House::new();
    let said = |args: &[&str], lang: &str, more: &[(&str, &str)]| {
        let mut command = house.command(args);
        command.env("LC_ALL", lang).envs(more.iter().copied());
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    file(&house.path("bad.toml"), b"[server]\nhsts = true\nlisten = \"127.0.0.1\n");
    let check = ["config", "check", "--config", "bad.toml"];
    let text = said(&check, "de_DE.UTF-8", &[]);
    assert!(text.contains("bad.toml:") && text.contains("Anführungszeichen"), "{text}");
    assert!(said(&check, "C", &[]).contains("look for quotes"));
    let zone = [("KONTOR_SERVER__TIME_ZONE", "Berlin")];
    let text = said(&["config", "check"], "de_DE.UTF-8", &zone);
    assert!(text.contains("nennt keine Zeitzone") && text.contains("Europe/Berlin"), "{text}");
    assert!(said(&["config", "check"], "C", &zone).contains("names no time zone that exists"));

    let old = [("EMAIL_HOST", "imap.example.de"), ("EMAIL_PASSWORD", "geheim")];
    let text = said(&["config", "check"], "de_DE.UTF-8", &old);
    assert!(text.contains("EMAIL_USERNAME") && text.contains("EMAIL_FROM"), "{text}");
    let user = [old[0], old[1], ("EMAIL_USERNAME", "anna")];
    let text = said(&["config", "check"], "C", &user);
    assert!(text.contains("\"anna\" is no e-mail address"), "{text}");

    assert_eq!(house.run(&["keys", "status"]).code, 0);
    std::fs::rename(house.path("data/root.key"), house.path("kept")).unwrap();
    let text = said(&["keys", "status"], "de_DE.UTF-8", &[]);
    assert!(text.contains("keinen Wurzelschlüssel"), "{text}");
    let command = house.command(&["doctor"]).env("LC_ALL", "de_DE.UTF-8").output().unwrap();
    let text = String::from_utf8(command.stdout).unwrap();
    assert!(text.contains("keinen Wurzelschlüssel"), "{text}");
}

#[test]
fn only_what_is_counted_is_shown_as_a_count() {
    let house = House::new();
    let keys = house.run(&["keys", "status", "--json"]).json();
    for key in keys.as_array().unwrap() {
        let counted = key["purpose"] == "field";
        assert_eq!(key["values"].is_null(), !counted, "{key}");
    }
    let said = house.run(&["keys", "status"]).out;
    let line = |purpose: &str| said.lines().find(|line| line.starts_with(purpose)).unwrap();
    assert!(line("field").ends_with("(0 values)"), "{said}");
    assert!(line("pepper").ends_with("(–)") && said.contains("– is not counted"), "{said}");
}

#[test]
fn a_lost_root_key_is_a_clear_refusal_and_nothing_is_made_anew() {
    let house = House::new();
    assert_eq!(house.run(&["keys", "status"]).code, 0);
    let key = house.path("data/root.key");
    std::fs::rename(&key, house.path("kept")).unwrap();
    let said = house.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(said.code, 4, "{said:?}");
    assert!(said.err.contains("root key") && !key.exists(), "{said:?}");
    std::fs::write(&key, [7; 32]).unwrap();
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let said = house.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("not the one"), "{said:?}");
}

/// Asks the stopped house's database itself.
fn sql(house: &House, statement: &str) -> String {
    let ask = "import sqlite3,sys\nd=sqlite3.connect('data/kontor.db')\nprint(d.execute(sys.argv[1]).fetchone())\nd.commit()";
    let mut python = std::process::Command::new("python3");
    let said = python.args(["-c", ask, statement]).current_dir(house.path(".")).output().unwrap();
    assert!(said.status.success(), "{said:?}");
    String::from_utf8(said.stdout).unwrap()
}

#[test]
fn an_old_key_is_retired_when_nothing_needs_it_and_not_before() {
    let house = House::new();
    let first = ["imap_host=127.0.0.1", "address=a@b.test", "username=a", "password=geheimnis"]
        .map(|set| format!("bootstrap.{set}"));
    let flags: Vec<&str> = first.iter().flat_map(|set| ["--set", set]).collect();
    let server = house.serve(&flags);
    let stored = || sql(&house, "select hex(imap_password) from mailboxes");
    while !stored().contains('\'') {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    drop(server);
    let retire = || house.run(&["keys", "retire"]);
    assert!(retire().err.contains("only just now"), "{:?}", retire());
    let sealed = stored();
    let sealed = sealed.split('\'').nth(1).unwrap();
    assert_eq!(house.run(&["keys", "rotate"]).code, 0);
    sql(&house, "update keyring set created_at = created_at - 60000");

    sql(&house, &format!("update mailboxes set imap_password = x'{sealed}'"));
    let said = retire();
    assert!(said.code == 1 && said.err.contains("1 values are still sealed"), "{said:?}");
    assert_eq!(house.run(&["keys", "rotate"]).code, 0);
    sql(&house, "update keyring set created_at = created_at - 60000");
    let said = house.run(&["keys", "retire", "--json"]);
    assert_eq!(said.json()["retired"].as_array().unwrap().len(), 2, "{said:?}");

    let keys = house.run(&["keys", "status", "--json"]).json();
    let of =
        |id: &str| keys.as_array().unwrap().iter().find(|key| key["id"] == id).unwrap().clone();
    for id in said.json()["retired"].as_array().unwrap() {
        assert_eq!(of(id.as_str().unwrap())["retired"], true);
    }
    let newest = keys.as_array().unwrap().iter().find(|key| key["newest"] == true).unwrap();
    let said = house.run(&["keys", "retire", newest["id"].as_str().unwrap()]);
    assert!(said.code == 1 && said.err.contains("is needed"), "{said:?}");
    let nobody = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
    assert!(house.run(&["keys", "retire", nobody]).err.contains("no key"));
    let log = std::fs::read_to_string(house.path("data/security.log")).unwrap();
    assert!(log.contains("SECURITY[KEY_ROTATED]") && log.contains("reason=retired"), "{log}");
}

#[test]
fn keys_are_rotated_and_put_under_a_new_root() {
    let house = House::new();
    let rotated = house.run(&["keys", "rotate", "--json"]);
    assert_eq!(rotated.code, 0, "{rotated:?}");
    let keys = house.run(&["keys", "status", "--json"]).json();
    let field: Vec<_> =
        keys.as_array().unwrap().iter().filter(|key| key["purpose"] == "field").collect();
    assert_eq!(field.len(), 2);
    let wrapped = house.run(&["keys", "rewrap", "--new-root-file", "new.key", "--json"]);
    assert_eq!(wrapped.json()["rewrapped"], 5, "{wrapped:?}");
    assert_eq!(house.run(&["keys", "status"]).code, 4);
    assert_eq!(house.run(&["keys", "status", "--set", "keys.root_file=new.key"]).code, 0);
}

#[test]
fn accounts_are_made_without_a_password_in_the_arguments() {
    let house = House::new();
    let made = house.run_with(
        &[
            "admin",
            "create",
            "--email",
            "Anna@Kontor.test",
            "--name",
            "Anna",
            "--password-stdin",
            "--json",
        ],
        b"Elbe-Speicher-Kontorbuch-1888\n",
    );
    assert_eq!(made.code, 0, "{made:?}");
    let invited = house.run(&[
        "admin",
        "create",
        "--email",
        "ben@kontor.test",
        "--name",
        "Ben",
        "--role",
        "agent",
        "--level",
        "3",
    ]);
    assert!(invited.out.contains("?token="), "{invited:?}");
}

#[test]
fn an_account_that_is_not_made_says_why() {
    let house = House::new();
    house.run(&["admin", "create", "--email", "anna@kontor.test", "--name", "Anna"]);
    for (args, part) in [
        (&["admin", "create", "--email", "anna@kontor.test", "--name", "Again"][..], "address"),
        (&["admin", "create", "--email", "nobody", "--name", "X"], "address"),
        (&["admin", "create", "--email", "c@kontor.test", "--name", "C", "--level", "9"], "level"),
        (
            &["admin", "create", "--email", "d@kontor.test", "--name", "D", "--role", "customer"],
            "nothing yet that a customer",
        ),
        (
            &["admin", "create", "--email", "e@kontor.test", "--name", "E", "--own-role", "Night"],
            "--role agent",
        ),
        (
            &[
                "admin",
                "create",
                "--email",
                "e@kontor.test",
                "--name",
                "E",
                "--role",
                "agent",
                "--own-role",
                "Night",
            ],
            "no role called night",
        ),
        (&["admin", "link", "who@kontor.test"], "who@kontor.test"),
    ] {
        let said = house.run(args);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.to_lowercase().contains(part), "{args:?}: {said:?}");
    }
}

#[test]
fn an_account_is_let_in_again_and_a_weak_password_is_refused() {
    let house = House::new();
    house.run(&["admin", "create", "--email", "anna@kontor.test", "--name", "Anna"]);
    let weak = house.run_with(
        &["admin", "create", "--email", "d@kontor.test", "--name", "D", "--password-stdin"],
        b"password\n",
    );
    assert_eq!(weak.code, 1, "{weak:?}");
    let strong = house.run_with(
        &["admin", "create", "--email", "d@kontor.test", "--name", "D", "--password-stdin"],
        b"Elbe-Speicher-Kontorbuch-1888\n",
    );
    assert_eq!(strong.code, 0, "a refused password left an account behind: {strong:?}");
    assert!(!weak.err.contains("password\n"));
    let bare = house.run(&["admin", "create", "--email", "anna@x", "--name", "Anna"]);
    assert!(bare.code == 1 && bare.err.contains("e-mail"), "{bare:?}");
    assert!(house.run(&["admin", "link", "ANNA@kontor.test"]).out.contains("/sign-in/link?token="));
    assert_eq!(
        house.run(&["admin", "sessions", "revoke", "anna@kontor.test", "--json"]).json()["revoked"],
        0
    );
    assert_eq!(house.run(&["admin", "unlock", "anna@kontor.test"]).code, 0);
    assert_eq!(house.run(&["setup"]).code, 1, "with an administrator there is nothing to set up");
}

#[test]
fn demo_data_never_go_into_a_database_that_is_in_use() {
    let house = House::new();
    house.run(&["admin", "create", "--email", "anna@kontor.test", "--name", "Anna"]);
    let said = house.run(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("in use"), "{said:?}");
}

/// A good mail, an empty one, noise, a very long one, and one nested 3000 deep.
fn odd_mails(house: &House) {
    let mail = "From: =?utf-8?q?J=C3=B6rg?= <joerg@kunde.test>\r\nTo: support@kontor.test\r\nSubject: Drucker\r\n\
        Message-ID: <1@kunde.test>\r\nDate: Sat, 21 Nov 2026 10:00:00 +0100\r\n\r\nEr druckt nicht.\r\n";
    file(&house.path("good.eml"), mail.as_bytes());
    file(&house.path("empty.eml"), b"");
    let garbage: Vec<u8> =
        (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
    file(&house.path("garbage.eml"), &garbage);
    let mut huge = mail.as_bytes().to_vec();
    huge.extend(std::iter::repeat_n(*b"Noch eine Zeile, und noch eine.\r\n", 1_000_000).flatten());
    file(&house.path("huge.eml"), &huge);
    let nested = (0..3000).fold(String::from("From: a@b.test\r\n"), |text, n| {
        text + &format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")
    });
    file(&house.path("nested.eml"), nested.as_bytes());
}

#[test]
fn every_mail_is_inspected_whatever_it_is() {
    let house = House::new();
    odd_mails(&house);
    let said = house.run(&[
        "mail",
        "inspect",
        "good.eml",
        "empty.eml",
        "garbage.eml",
        "huge.eml",
        "nested.eml",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let reports: Vec<serde_json::Value> =
        said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 5);
    let good = &reports[0];
    assert_eq!(
        (good["file"].as_str(), good["from_display_name"].as_str()),
        (Some("good.eml"), Some("Jörg"))
    );
    assert_eq!(good["content_type"], "text/plain");
    assert_eq!(good["error"], serde_json::Value::Null);
    for key in [
        "file",
        "from_email",
        "from_display_name",
        "reply_to",
        "to",
        "cc",
        "subject",
        "message_id",
        "in_reply_to",
        "references",
        "date",
        "content_type",
        "body",
        "attachments",
        "automatic",
        "bounce",
        "error",
    ] {
        assert!(reports.iter().all(|report| report.get(key).is_some()), "{key}");
    }
    assert!(reports[1]["error"].is_string() && reports[2]["error"].is_string());
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_the_others_are_still_read() {
    let house = House::new();
    file(&house.path("good.eml"), b"From: a@b.test\nSubject: x\n\nhello\n");
    let said = house.run(&["mail", "inspect", "missing.eml", "good.eml"]);
    assert_eq!(said.code, 5);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("cannot be read") && lines[1].contains("hello"), "{said:?}");
    let missing: serde_json::Value = serde_json::from_str(lines[0]).unwrap();
    assert!(missing["error"].as_str().unwrap().contains("No such file"), "{missing}");
    for (field, value) in missing.as_object().unwrap() {
        let known = matches!(field.as_str(), "file" | "error" | "automatic");
        let empty = value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty);
        assert!(known || empty, "{field} is made up: {value}");
    }
    assert_eq!(house.run(&["mail", "trim", "missing.txt"]).code, 1);
}

#[test]
fn a_reply_is_trimmed_to_what_is_new() {
    let house = House::new();
    let reply =
        "Danke, jetzt geht es.\n\nAm 20.11.2026 um 10:00 schrieb Support:\n> Bitte neu starten.\n";
    let said = house.run_with(&["mail", "trim", "-"], reply.as_bytes());
    assert_eq!((said.code, said.out.trim()), (0, "Danke, jetzt geht es."));
}

#[test]
fn what_is_wrong_with_the_database_is_said_in_the_readers_language() {
    let house = House::new();
    let _server = house.serve(&[]);
    let said = house.run(&["serve", "--lang", "de"]);
    assert!(said.code == 4 && said.err.contains("läuft schon ein Kontor"), "{said:?}");
    let said = house.run(&["migrate", "down", "1", "--json", "--lang", "de"]);
    assert!(said.json()["error"].as_str().unwrap().contains("läuft schon ein Kontor"), "{said:?}");
    assert!(house.run(&["serve"]).err.contains("another Kontor already runs"), "C is English");
}

#[test]
fn a_command_that_cannot_be_read_is_one_json_document_too() {
    let house = House::new();
    for args in
        [&["--json", "foo"][..], &["serve", "--bogus", "--json"], &["--json", "config", "explain"]]
    {
        let said = house.run(args);
        assert_eq!((said.code, said.json()["exit"].as_i64()), (2, Some(2)), "{args:?}: {said:?}");
        assert!(said.json()["error"].as_str().is_some_and(|text| text.len() > 5), "{said:?}");
    }
    assert!(
        house.run(&["config", "explain", "post.from"]).out.contains('–'),
        "not set, in words for people"
    );
}

#[test]
fn a_failure_is_one_json_document_with_its_exit_code() {
    let house = House::new();
    let said = house.run(&["admin", "link", "who@kontor.test", "--json"]);
    assert_eq!(said.json()["exit"], 1);
    assert!(said.json()["error"].as_str().unwrap().contains("who@kontor.test"));
}

#[test]
fn the_house_starts_with_each_app_switched_off() {
    let main =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/main.rs")).unwrap();
    let list = main.split("const APPS: &[App] =").nth(1).unwrap();
    let list = list.split("&[").nth(1).unwrap().split(']').next().unwrap();
    let apps: Vec<&str> = list
        .split("::APP")
        .map(|name| name.trim_matches([',', ' ', '\n']))
        .filter(|name| !name.is_empty())
        .collect();
    assert!(apps.len() >= 4, "{apps:?}");
    for app in apps {
        let house = House::new();
        let off = format!("apps.off={app}");
        if ["ui", "identity", "directory"].contains(&app) {
            let said = house.run(&["config", "check", "--set", &off]);
            assert!(said.code == 3 && said.err.contains(app), "{said:?}");
            continue;
        }
        let server = house.serve(&["--set", &off]);
        assert_eq!(common::status(&server.get("/readyz")), "200", "without {app}");
        assert_eq!(common::status(&server.get("/sign-in")), "200", "without {app}");
        drop(server);
        assert_eq!(house.run(&["doctor", "--set", &off]).code, 0, "without {app}");
    }
}

/// Settings that make the first mailbox without a click; nothing of it is reached.
const FIRST_MAILBOX: [&str; 6] = [
    "--set",
    "bootstrap.address=support@kontor.test",
    "--set",
    "bootstrap.imap_host=127.0.0.1",
    "--set",
    "bootstrap.password=no-such-server",
];

#[test]
fn old_mail_is_imported_once_and_nobody_is_answered() {
    let house = House::new();
    let mail = |n: u32| {
        format!(
            "From: Kunde <k{n}@kunde.test>\nTo: support@kontor.test\nSubject: Frage {n}\nMessage-ID: <{n}@kunde.test>\n\nText {n}\n>From hier\n"
        )
    };
    for folder in ["box/cur", "box/new", "box/tmp"] {
        std::fs::create_dir_all(house.path(folder)).unwrap();
    }
    file(&house.path("box/cur/1:2,S"), mail(1).as_bytes());
    file(&house.path("box/new/2"), mail(2).as_bytes());
    file(&house.path("box/tmp/3"), mail(3).as_bytes());
    let mbox = [mail(2), mail(4), mail(5)]
        .map(|mail| format!("From x Sat Nov 21 10:00:00 2026\n{mail}\n"));
    file(&house.path("old.mbox"), mbox.concat().replace("\n>From", "\n>>From").as_bytes());
    let import =
        |args: &[&str]| house.run(&[&["import"], args, &FIRST_MAILBOX, &["--json"]].concat());

    let unknown = import(&["maildir", "box", "--mailbox", "other@kontor.test"]);
    assert!(unknown.code == 1 && unknown.out.contains("support@kontor.test"), "{unknown:?}");
    assert_eq!(import(&["maildir", "box"]).json()["new"], 2);
    let again = import(&["maildir", "box", "--mailbox", "support@kontor.test"]).json();
    assert_eq!((&again["new"], &again["known"]), (&0.into(), &2.into()));
    let from_mbox = import(&["mbox", "old.mbox"]).json();
    assert_eq!(from_mbox["new"].as_u64().unwrap() + from_mbox["known"].as_u64().unwrap(), 3);
    let partly = import(&["eml", "box/tmp/3", "missing.eml"]);
    assert_eq!((partly.code, &partly.json()["new"]), (5, &1.into()), "{partly:?}");
    assert_eq!(import(&["maildir", "data"]).code, 1);
    assert_eq!(import(&["mbox", "box/new/2"]).code, 1);
    let eml = ["import", "eml", "box/tmp/3", "--lang"];
    for (lang, said) in [
        ("en", "0 mails were imported, one was there already."),
        ("de", "0 Mails wurden eingelesen, eine war schon da."),
    ] {
        let told = house.run(&[&eml[..], &[lang], &FIRST_MAILBOX].concat());
        assert!(told.out.contains(said), "{told:?}");
    }
    // the files were written after the mailbox was made, as a copied archive always is
    assert!(count(&house, "tickets") >= 5);
    assert_eq!(count(&house, "tickets WHERE open"), 0);
    file(&house.path("today.eml"), mail(6).as_bytes());
    assert_eq!(import(&["eml", "today.eml", "--open"]).json()["new"], 1);
    assert_eq!(count(&house, "tickets WHERE open"), 1);
}

/// How many rows there are, in the words of SQL.
fn count(house: &House, rows: &str) -> i64 {
    let url = format!("sqlite:{}?mode=ro", house.path("data/kontor.db").display());
    let sql = format!("SELECT COUNT(*) FROM {rows}");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = sea_orm::Database::connect(url).await.unwrap();
        let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
        row.unwrap().try_get_by_index(0).unwrap()
    })
}

#[test]
fn a_mailbox_that_cannot_be_reached_says_at_which_step() {
    let house = House::new();
    let said = house.run(&[&["mail", "check"][..], &FIRST_MAILBOX, &["--json"]].concat());
    assert_eq!(said.code, 5, "{said:?}");
    let steps = said.json()["steps"].as_array().unwrap().clone();
    assert!(!steps.is_empty() && steps.iter().any(|step| step["ok"] == false), "{said:?}");
    assert!(!said.out.contains("platform-mail"), "a text is missing: {said:?}");
    assert!(!said.out.contains("no-such-server"), "the password is shown: {said:?}");
}

#[test]
fn a_head_that_cannot_be_one_is_told_from_a_broken_chain() {
    let house = House::new();
    for head in ["", "xyz", &"A".repeat(64), &"a".repeat(63)] {
        let said = house.run(&["audit", "verify", "--head", head]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("is not the head of a chain. A head has 64"), "{said:?}");
    }
    let missing = house.run(&["audit", "verify", "--head", &"a".repeat(64)]);
    assert!(missing.code == 5 && missing.out.contains("broken"), "{missing:?}");
}

#[test]
fn heads_that_were_kept_are_compared_with_the_chain() {
    let house = House::new();
    let key = house.run(&["audit", "key"]);
    assert!(key.code == 0 && key.out.trim().len() == 64, "{key:?}");
    let heads = house.path("heads");
    std::fs::write(&heads, "").unwrap();
    let none = house.run(&["audit", "verify", "--heads", heads.to_str().unwrap()]);
    assert!(none.code == 5 && none.out.contains("says nothing about the chain"), "{none:?}");
    std::fs::write(&heads, "{\"number\":1}\n").unwrap();
    let foreign = house.run(&["audit", "verify", "--json", "--heads", heads.to_str().unwrap()]);
    assert_eq!((foreign.code, &foreign.json()["heads"]["foreign"][0]), (5, &1.into()));
    let gone = house.run(&["audit", "verify", "--heads", "/nowhere/heads"]);
    assert!(gone.code == 1 && gone.err.contains("/nowhere/heads"), "{gone:?}");
}

#[test]
fn the_record_of_processing_and_dry_runs_are_told_at_the_machine() {
    let house = House::new();
    let record = house.run(&["privacy", "record", "--json"]).json();
    assert!(record["record"].as_array().unwrap().len() > 8, "{record}");
    assert!(record.to_string().contains("\"messages.body\""), "{record}");
    assert!(house.run(&["privacy", "record"]).out.contains("GDPR"));
    let rules = house.run(&["privacy", "retention", "--json"]).json();
    assert_eq!(rules["rules"][0]["setting"], "helpdesk.closed_ticket_months", "{rules}");
    assert!(rules["rules"][0]["count"].is_null(), "kept for ever");
    assert_eq!(house.run(&["privacy", "preview", "nobody@example.org"]).code, 1);
}

#[test]
fn a_locked_out_administrator_unblocks_the_own_address_at_the_machine() {
    let house = House::new();
    let blocked = |args: &[&str]| house.run(&[&["blocked"], args, &["--json"]].concat());
    assert_eq!(blocked(&["list"]).json()["blocked"].as_array().unwrap().len(), 0);
    let added = blocked(&["add", "203.0.113.77/24", "--reason", "scans", "--minutes", "60"]);
    assert_eq!(added.json()["blocked"], "203.0.113.0/24", "{added:?}");
    let listed = house.run(&["blocked", "list"]);
    assert!(listed.out.contains("203.0.113.0/24") && listed.out.contains("scans"), "{listed:?}");
    for wrong in ["everywhere", "0.0.0.0/0", "127.0.0.1"] {
        let said = house.run(&["blocked", "add", wrong]);
        assert!(said.code == 1 && !said.err.contains("operations-"), "{said:?}");
    }
    assert_eq!(blocked(&["remove", "203.0.113.7"]).code, 1);
    assert_eq!(blocked(&["remove", "203.0.113.0/24"]).json()["unblocked"], "203.0.113.0/24");
    assert!(house.run(&["blocked", "list"]).out.contains("Nobody is blocked"));
}

#[test]
fn a_running_server_follows_what_a_command_blocks_within_seconds() {
    let house = House::new();
    let server = house.serve(&["--set", "server.trusted_proxies=127.0.0.1/32"]);
    let request = b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n";
    let answers = |wanted: &str| {
        (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            common::status(&server.raw(request)) == wanted
        })
    };
    assert!(answers("200"));
    assert_eq!(house.run(&["blocked", "add", "203.0.113.7"]).code, 0);
    assert!(answers("403"), "the server never learns of the block");
    assert_eq!(house.run(&["blocked", "remove", "203.0.113.7"]).code, 0);
    assert!(answers("200"), "the server never learns that it is over");
}

#[test]
fn switches_are_turned_at_the_machine_and_a_running_server_follows() {
    let house = House::new();
    let server = house.serve(&[]);
    let list = house.run(&["switch", "list", "--json"]).json();
    let of = |name: &str| {
        let all = list["switches"].as_array().unwrap();
        all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name}")).clone()
    };
    assert_eq!((&of("helpdesk")["on"], &of("helpdesk")["kind"]), (&true.into(), &"app".into()));
    for name in ["maintenance", "read-only", "api-docs"] {
        assert_eq!(of(name)["on"], false, "{name}");
    }
    let answers = |path: &str, wanted: &str| {
        (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            common::status(&server.get(path)) == wanted
        })
    };
    assert!(answers("/tickets", "401"));
    let on = house.run(&["switch", "on", "maintenance", "--text-en", "Until 6 pm."]);
    assert!(on.code == 0 && on.out.contains("maintenance is on"), "{on:?}");
    assert!(answers("/tickets", "503"), "the server never learns of it");
    assert!(server.get("/tickets").contains("Until 6 pm."));
    assert_eq!(common::status(&server.get("/sign-in")), "200");
    assert_eq!(house.run(&["switch", "off", "maintenance"]).code, 0);
    assert!(answers("/tickets", "401"));
    assert_eq!(house.run(&["switch", "off", "helpdesk"]).code, 0);
    assert!(answers("/tickets", "404"));
    for wrong in ["directory", "nothing"] {
        let said = house.run(&["switch", "off", wrong]);
        assert!(said.code == 1 && said.err.contains("no such switch"), "{said:?}");
    }
    let fixed = house.run(&["switch", "on", "helpdesk", "--set", "apps.off=helpdesk"]);
    assert!(fixed.code == 1 && fixed.err.contains("apps.off"), "{fixed:?}");
}

#[test]
fn commands_change_nothing_in_read_only_mode_or_on_a_full_disk_and_say_why() {
    let house = House::new();
    let create = ["admin", "create", "--email", "ada@kontor.test", "--name", "Ada"];
    let full = house.run(&[&create[..], &["--set", "data.keep_free_mb=999999999999"]].concat());
    assert!(full.code == 1 && full.err.contains("disk is full"), "{full:?}");
    assert_eq!(house.run(&["switch", "on", "read-only"]).code, 0);
    let changing: [&[&str]; 5] = [
        &create,
        &["keys", "rotate"],
        &["blocked", "add", "203.0.113.7"],
        &["setup"],
        &["import", "mbox", "nothing.mbox"],
    ];
    for command in changing {
        let said = house.run(command);
        assert!(said.code == 1 && said.err.contains("only be read at present"), "{said:?}");
    }
    for going_on in [&["blocked", "list"][..], &["switch", "list"]] {
        assert_eq!(house.run(going_on).code, 0, "reading goes on");
    }
    let other = house.run(&["switch", "off", "helpdesk"]);
    assert!(other.code == 1 && other.err.contains("only be read at present"), "{other:?}");
    let unblocked = house.run(&["blocked", "remove", "203.0.113.7"]);
    assert!(!unblocked.err.contains("only be read at present"), "{unblocked:?}");
    assert_eq!(house.run(&["switch", "off", "read-only"]).code, 0);
    assert_eq!(house.run(&create).code, 0);
}

#[test]
fn a_token_has_a_name_and_one_that_belongs_to_somebody_says_to_whom() {
    let house = House::new();
    for (args, text) in [
        (["licence", "token", " ", "--bearer", "admin"], "what the token is for"),
        (["licence", "token", "Shop", "--bearer", "prod"], "--of"),
    ] {
        let said = house.run(&[&args[..], &["--lang", "en"]].concat());
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(text), "{said:?}");
    }
    assert_eq!(house.run(&["licence", "token", "Shop"]).code, 0);
}

#[test]
fn a_day_in_an_imported_table_is_one_of_the_house() {
    let house = House::new();
    let product = "0193ec5e-0000-7000-8000-000000000001";
    let base = serde_json::json!({ "data": [
        { "type": "products", "id": product, "attributes": { "name": "Tool", "code": "tool" } },
        { "type": "policies", "id": "0193ec5e-0000-7000-8000-000000000002",
          "attributes": { "name": "Pro" }, "relationships": { "product": { "data": { "id": product } } } },
    ] });
    std::fs::write(house.path("base.json"), base.to_string()).unwrap();
    std::fs::write(house.path("a.csv"), "name;policy;ends\nA;Pro;31.12.2027\nB;Pro;31.07.2027\n")
        .unwrap();
    for file in ["base.json", "a.csv"] {
        let said = house.run(&["licence", "import", file, "--run"]);
        assert_eq!(said.code, 0, "{said:?}");
    }
    let all = house.run(&["licence", "export"]).out;
    for end in ["2027-12-31T22:59:59.000Z", "2027-07-31T21:59:59.000Z"] {
        assert!(all.contains(end), "{end}: {all}");
    }
}
