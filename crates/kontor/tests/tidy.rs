//! The rules of the house, read from its files: directions, rooms, lengths, texts, paths and dependencies.

mod asvs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The crates from the ground up; a crate may use those below it, and an app no other app.
const FLOORS: [(&str, u8); 7] = [
    ("message", 0),
    ("platform", 1),
    ("events", 2),
    ("ui", 3),
    ("identity", 4),
    ("directory", 5),
    ("kontor", 9),
];
const APP_FLOOR: u8 = 6;
const LONGEST_FILE: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn floor(name: &str) -> u8 {
    FLOORS.iter().find(|(known, _)| *known == name).map_or(APP_FLOOR, |(_, floor)| *floor)
}

/// The crates of the workspace and their folders.
fn crates() -> Vec<(String, PathBuf)> {
    let mut all: Vec<_> = std::fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").exists())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect();
    all.sort();
    all
}

/// What other people's programs link against, outside of the house's workspace.
fn clients() -> Vec<(String, PathBuf)> {
    let folders = std::fs::read_dir(root().join("clients")).unwrap();
    let mut all: Vec<_> = folders
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").exists())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect();
    all.sort();
    assert!(!all.is_empty(), "there are no clients");
    all
}

/// Every Rust file, of the house and of the clients.
fn rust() -> Vec<(PathBuf, String)> {
    let mut all = files(&root().join("crates"), ".rs");
    all.extend(clients().iter().flat_map(|(_, folder)| files(folder, ".rs")));
    all
}

fn apps() -> Vec<(String, PathBuf)> {
    crates().into_iter().filter(|(name, _)| (4..=APP_FLOOR).contains(&floor(name))).collect()
}

/// All files below a folder whose names end so, with their texts.
fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The lines of code, without comments and without the unit tests at a file's end.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    text[..end].lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// `file:line: word` for every line of code that has one of the words.
fn lines_with(files: &[(PathBuf, String)], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        for (number, line) in code(text) {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                found.push(format!("{}:{}: {word}", short(path), number + 1));
            }
        }
    }
    found
}

/// A room is a file or a folder of that name.
fn room(krate: &Path, name: &str) -> Vec<(PathBuf, String)> {
    let mut all = files(&krate.join("src").join(name), ".rs");
    let file = krate.join("src").join(format!("{name}.rs"));
    if let Ok(text) = std::fs::read_to_string(&file) {
        all.push((file, text));
    }
    all
}

fn manifest(folder: &Path) -> toml::Table {
    std::fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap()
}

fn dependencies(folder: &Path, table: &str) -> Vec<String> {
    let manifest = manifest(folder);
    let found = manifest.get(table).and_then(toml::Value::as_table);
    found.map(|table| table.keys().cloned().collect()).unwrap_or_default()
}

fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn a_crate_uses_only_crates_of_lower_floors() {
    let names: BTreeSet<_> = crates().into_iter().map(|(name, _)| name).collect();
    let mut wrong = Vec::new();
    for (name, folder) in crates() {
        for used in dependencies(&folder, "dependencies") {
            if names.contains(&used) && floor(&used) >= floor(&name) {
                wrong.push(format!("{name} uses {used}"));
            }
        }
    }
    none("against the direction", &wrong);
}

#[test]
fn the_domain_knows_no_page_no_query_and_does_not_wait() {
    let words = [
        "crate::store",
        "super::store",
        "crate::web",
        "crate::views",
        "axum",
        "maud",
        ".await",
        "ConnectionTrait",
        "QueryFilter",
        "Entity::find",
    ];
    for (_, folder) in apps() {
        none("the domain reaches out", &lines_with(&room(&folder, "domain"), &words));
    }
}

#[test]
fn views_draw_finished_data_and_never_wait() {
    let words = ["crate::store", "super::store", ".await", "async fn", "ConnectionTrait"];
    for (_, folder) in apps() {
        none("a view fetches", &lines_with(&room(&folder, "views"), &words));
    }
}

#[test]
fn the_store_alone_writes_queries() {
    let words = [
        "Entity::find",
        "Entity::insert",
        "Entity::update",
        "Entity::delete",
        "Statement::",
        "QueryFilter",
        "QuerySelect",
        "query_all",
        "execute_unprepared",
        "sqlx::",
    ];
    for (_, folder) in apps() {
        for name in ["domain", "actions", "api", "web", "wire", "views", "mail", "jobs", "lib"] {
            none("a query outside the store", &lines_with(&room(&folder, name), &words));
        }
    }
}

#[test]
fn sockets_to_the_outside_open_in_two_places_only() {
    let words = [
        "TcpStream::connect",
        "UdpSocket",
        "lookup_host",
        "reqwest::",
        "lettre::",
        "async_imap::",
        "ToSocketAddrs",
    ];
    let allowed = ["crates/platform/src/outbound/", "crates/platform/src/mail/"];
    let all = files(&root().join("crates"), ".rs");
    let sources = all.into_iter().filter(|(path, _)| {
        let path = short(path);
        path.contains("/src/") && !allowed.iter().any(|folder| path.starts_with(folder))
    });
    none("a socket is opened past the guard", &lines_with(&sources.collect::<Vec<_>>(), &words));
    for (name, folder) in crates() {
        let network = ["reqwest", "lettre", "async-imap"];
        let used = dependencies(&folder, "dependencies");
        let wrong: Vec<_> = used.into_iter().filter(|d| network.contains(&d.as_str())).collect();
        assert!(name == "platform" || wrong.is_empty(), "{name} depends on {wrong:?}");
    }
}

#[test]
fn no_other_program_is_started() {
    let words = ["process::Command", "tokio::process", "Command::new(\"sh", "libc::exec"];
    let all = files(&root().join("crates"), ".rs").into_iter();
    let sources: Vec<_> = all.filter(|(path, _)| short(path).contains("/src/")).collect();
    assert!(sources.len() > 100, "only {} sources", sources.len());
    none("a program is started", &lines_with(&sources, &words));
}

#[test]
fn the_browser_keeps_small_choices_in_one_place_and_nothing_else() {
    let words = ["localStorage", "sessionStorage", "indexedDB", "caches."];
    let sources: Vec<_> = files(&root().join("web/src"), ".ts")
        .into_iter()
        .filter(|(path, _)| short(path) != "web/src/js/dom.ts")
        .collect();
    assert!(sources.len() > 5, "only {} scripts", sources.len());
    none("something is kept in the browser", &lines_with(&sources, &words));
}

#[test]
fn secret_keys_live_in_one_module() {
    let words = ["chacha20poly1305", "hkdf::", "hmac::", "argon2::", "Ed25519KeyPair"];
    // passwords are hashed with a pepper that the keys hand out; a mail's made-up id is no secret; what a product is sold by
    // is signed with pairs of its vendor's, which the keys seal
    let allowed = [
        "crates/licensing/src/crypto/",
        "crates/platform/src/keys/",
        "crates/platform/src/password.rs",
        "crates/message/src/references.rs",
    ];
    let all = files(&root().join("crates"), ".rs").into_iter().filter(|(path, _)| {
        let path = short(path);
        path.contains("/src/") && !allowed.iter().any(|place| path.starts_with(place))
    });
    none("cryptography outside the keys", &lines_with(&all.collect::<Vec<_>>(), &words));
}

#[test]
fn time_and_chance_are_passed_in() {
    let words =
        ["Utc::now(", "Local::now(", "SystemTime::now(", "getrandom::", "rand::", "thread_rng"];
    // ring makes a pair with its own chance and takes no other
    let allowed = [
        "crates/platform/src/clock.rs",
        "crates/platform/src/rng.rs",
        "crates/licensing/src/crypto/pair.rs",
    ];
    let all = files(&root().join("crates"), ".rs").into_iter().filter(|(path, _)| {
        let path = short(path);
        path.contains("/src/") && !allowed.contains(&path.as_str())
    });
    none("asked of the machine", &lines_with(&all.collect::<Vec<_>>(), &words));
}

#[test]
fn files_stay_readable() {
    let mut long = Vec::new();
    for (path, text) in rust() {
        let path = short(&path);
        let exempt = ["/tests/", "/tests.rs", "/testing", "/target/"];
        // lists of facts: one line per country, per sentence of the demo, per route
        let lists = ["domain/country.rs", "/demo/", "safety/routes.rs"];
        let lines = code(&text).last().map_or(0, |(number, _)| number + 1);
        if lines > LONGEST_FILE && !exempt.iter().chain(&lists).any(|part| path.contains(part)) {
            long.push(format!("{path}: {lines} lines"));
        }
    }
    none("longer than 400 lines; split it by verb", &long);
}

/// A language's keys with the arguments of each.
fn texts(file: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(file).unwrap();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) =
            line.split_once('=').filter(|_| line.starts_with(char::is_alphabetic))
        {
            name.trim().clone_into(&mut key);
            assert!(!all.contains_key(&key), "{}: {key} stands twice", short(file));
            all.insert(key.clone(), BTreeSet::new());
        }
        for part in
            line.split("{ $").chain(line.split("{$")).skip(1).chain(line.split(" $").skip(1))
        {
            let name: String = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-')
                .collect();
            if let Some(arguments) =
                all.get_mut(&key).filter(|_| line.contains(&format!("${name}")))
            {
                arguments.insert(name);
            }
        }
    }
    all
}

#[test]
fn german_and_english_have_the_same_texts_with_the_same_arguments() {
    let mut wrong = Vec::new();
    for (name, folder) in crates().iter().filter(|(_, folder)| folder.join("i18n").exists()) {
        let (de, en) = (texts(&folder.join("i18n/de.ftl")), texts(&folder.join("i18n/en.ftl")));
        for key in de.keys().chain(en.keys()).collect::<BTreeSet<_>>() {
            match (de.get(key), en.get(key)) {
                (Some(de), Some(en)) if de == en => {}
                (Some(de), Some(en)) => wrong.push(format!("{name}: {key}: {de:?} and {en:?}")),
                (None, _) => wrong.push(format!("{name}: {key} has no German")),
                (_, None) => wrong.push(format!("{name}: {key} has no English")),
            }
        }
    }
    none("unequal texts", &wrong);
}

/// Every quoted string in the code, with `{` standing where something is put in.
fn quoted() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (path, text) in files(&root().join("crates"), ".rs") {
        if short(&path).contains("/src/") {
            let pieces = text.split('"').skip(1).step_by(1);
            all.extend(
                pieces
                    .filter(|piece| piece.len() < 80 && !piece.contains(char::is_whitespace))
                    .map(str::to_owned),
            );
        }
    }
    all
}

#[test]
fn every_text_is_used_and_every_text_that_is_used_exists() {
    let used = quoted();
    let beginnings: Vec<&str> = used
        .iter()
        .filter_map(|text| text.split_once('{'))
        .map(|(start, _)| start)
        .filter(|s| s.contains('-'))
        .collect();
    let mut known = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, folder) in crates().iter().filter(|(_, folder)| folder.join("i18n").exists()) {
        for key in texts(&folder.join("i18n/de.ftl")).into_keys() {
            // the help is put together from the commands' names; `cli.rs` checks it
            let help = name == "kontor" && key.starts_with("cli-");
            if !help
                && !used.contains(&key)
                && !beginnings.iter().any(|start| key.starts_with(start))
            {
                wrong.push(format!("{key} is used nowhere"));
            }
            known.insert(key);
        }
    }
    let prefixes: BTreeSet<&str> = known.iter().filter_map(|key| key.split('-').next()).collect();
    for text in &used {
        let is_key = text
            .split_once('-')
            .is_some_and(|(app, rest)| prefixes.contains(app) && !rest.is_empty())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !text.ends_with('-');
        if is_key && !known.contains(text) && !NO_TEXTS.contains(&text.as_str()) {
            wrong.push(format!("{text} has no text"));
        }
    }
    none("texts", &wrong);
}

/// Where an icon is named.
const ICON: [&str; 2] = ["icon(\"", "empty(\""];
/// Our own ones, which the sprite has beside those of its list.
const OWN_ICONS: [&str; 2] = ["seal", "mark"];

#[test]
fn every_icon_that_is_drawn_is_in_the_sprite() {
    let list = std::fs::read_to_string(root().join("web/src/icons.txt")).unwrap();
    let known: BTreeSet<&str> = list.lines().chain(OWN_ICONS).collect();
    let mut wrong = Vec::new();
    for (path, text) in rust().iter().filter(|(path, _)| short(path).contains("/src/")) {
        for (number, line) in code(text) {
            let named = ICON.iter().flat_map(|start| line.split(start).skip(1));
            let unknown = named.filter_map(|rest| rest.split('"').next());
            let unknown = unknown.filter(|name| !name.is_empty() && !known.contains(name));
            wrong.extend(unknown.map(|name| format!("{}:{}: {name}", short(path), number + 1)));
        }
    }
    none("icons", &wrong);
}

/// Words that look like a text's key and are something else.
const NO_TEXTS: [&str; 0] = [];

/// The words in backticks of a document.
fn in_backticks(file: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(file)).unwrap_or_default();
    assert!(!text.is_empty(), "{file} is missing");
    let outside_blocks: String = text.split("```").step_by(2).collect();
    outside_blocks.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_path_that_the_architecture_names_exists() {
    let is_path = |word: &String| {
        let known = [
            "crates/", "clients/", "web/", "tests/", "bench/", "deploy/", "docs/", "scripts/",
            ".ci/",
        ];
        known.iter().any(|start| word.starts_with(start))
            && !word.contains(['<', '*', ' ', '{'])
            && !word.starts_with("tests/it") // every app has one
    };
    let missing: Vec<_> = ["ARCHITECTURE.md", "STYLE.md", "README.md", "SECURITY.md"]
        .into_iter()
        .flat_map(|file| {
            in_backticks(file).into_iter().filter(is_path).map(move |path| (file, path))
        })
        .filter(|(_, path)| !root().join(path).exists())
        .map(|(file, path)| format!("{file}: {path}"))
        .collect();
    none("paths that do not exist", &missing);
}

#[test]
fn every_promise_names_tests_that_exist() {
    let rust: String = rust().into_iter().map(|(_, text)| text).collect();
    let browser: String = files(&root().join("tests/browser"), ".test.mjs")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let pages =
        ["PROMISES.md", "docs/security/threat-model.md", "docs/security/bedrohungsmodell.md"];
    let named: Vec<_> = pages.into_iter().flat_map(in_backticks).collect();
    let tests: Vec<_> = named
        .iter()
        .filter(|word| word.matches('_').count() >= 2 && !word.contains(['/', '.', ' ']))
        .collect();
    assert!(tests.len() >= 10, "the promises name {} tests", tests.len());
    let missing: Vec<_> = tests
        .into_iter()
        .filter(|name| {
            !rust.contains(&format!("fn {name}(")) && !browser.contains(&name.replace('_', " "))
        })
        .cloned()
        .collect();
    none("tests that do not exist", &missing);
}

#[test]
fn one_version_of_what_must_be_one() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in ["sqlx", "rustls", "hyper", "chrono", "sea-orm", "axum", "tokio"] {
        let versions = lock.matches(&format!("\nname = \"{name}\"\n")).count();
        assert_eq!(versions, 1, "{name} stands {versions} times in Cargo.lock");
    }
}

/// What a crate depends on to switch a feature of it on, or for a macro of another crate.
const FOR_FEATURES: [(&str, &str); 2] = [
    ("platform", "uuid"),
    // `platform::id!` names it
    ("events", "sea-orm"),
];

fn is_used(name: &str, text: &str) -> bool {
    let word = name.replace('-', "_");
    ["::", "!", " as ", ";"].iter().any(|end| text.contains(&format!("{word}{end}")))
}

/// All sources of a crate by the kind of dependency that they may use.
fn sources(folder: &Path) -> [(&'static str, String); 3] {
    let all = |name: &str| {
        files(&folder.join(name), ".rs").into_iter().map(|(_, text)| text).collect::<String>()
    };
    let build = std::fs::read_to_string(folder.join("build.rs")).unwrap_or_default();
    let source = all("src");
    [
        ("dependencies", source.clone()),
        ("dev-dependencies", source + &all("tests")),
        ("build-dependencies", build),
    ]
}

#[test]
fn no_dependency_without_a_use() {
    let mut unused = Vec::new();
    let mut wanted = BTreeSet::new();
    for (name, folder) in crates() {
        for (table, text) in sources(&folder) {
            let all = dependencies(&folder, table);
            let idle = all.iter().filter(|used| !is_used(used, &text));
            let idle = idle.filter(|used| !FOR_FEATURES.contains(&(name.as_str(), used.as_str())));
            unused.extend(idle.map(|used| format!("{name} does not use {used}")));
            wanted.extend(all);
        }
    }
    let listed = manifest(&root());
    let listed = listed["workspace"]["dependencies"].as_table().unwrap().keys();
    unused.extend(
        listed.filter(|name| !wanted.contains(*name)).map(|name| format!("no crate wants {name}")),
    );
    none("dependencies", &unused);
}

#[test]
fn a_client_links_against_little_and_nothing_of_the_house() {
    let house: BTreeSet<_> = crates().into_iter().map(|(name, _)| name).collect();
    let mut wrong = Vec::new();
    for (name, folder) in clients() {
        for (table, text) in sources(&folder) {
            let all = dependencies(&folder, table);
            let of_house = all.iter().filter(|used| house.contains(*used));
            wrong.extend(of_house.map(|used| format!("{name} uses {used} of the house")));
            let idle = all.iter().filter(|used| !is_used(used, &text));
            wrong.extend(idle.map(|used| format!("{name} does not use {used}")));
        }
        let links = dependencies(&folder, "dependencies").len();
        if links > 12 {
            wrong.push(format!("{name} has {links} dependencies"));
        }
        let manifest = manifest(&folder);
        assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"), "{name}");
    }
    none("clients", &wrong);
    let workspace = &manifest(&root())["workspace"];
    assert_eq!(workspace["exclude"].as_array().unwrap()[0].as_str(), Some("clients"));
}

#[test]
fn no_page_and_no_endpoint_hands_out_a_file_past_the_virus_scanner() {
    for (_, folder) in apps() {
        for name in ["web", "api"] {
            none(
                "a file is read past the scanner",
                &lines_with(&room(&folder, name), &["files.get("]),
            );
        }
    }
}
