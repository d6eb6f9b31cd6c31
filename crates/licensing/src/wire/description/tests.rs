//! The description beside what is there: the routers as they are written down, permissions, codes, and names.

use super::operation::Operation;
use super::{document, operations};
use crate::domain::token::Bearer;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every file of a folder that is no test, with what is in it.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut all = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
            let name = path.to_string_lossy().split_once("src/").unwrap().1.to_owned();
            all.push((name, code));
        }
    }
    all
}

/// What stands within the brackets of a call, of which the opening one is behind us.
fn within(code: &str) -> &str {
    let mut depth = 1;
    let end = code.find(|letter| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    &code[..end.unwrap_or(code.len())]
}

/// The methods that handlers are named for.
fn methods(handlers: &str) -> Vec<&'static str> {
    let is = |method: &&&str| {
        let call = format!("{method}(");
        handlers.match_indices(&call).any(|(at, _)| {
            let before = handlers[..at].chars().next_back();
            before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
        })
    };
    ["get", "post", "put", "patch", "delete"].iter().filter(is).copied().collect()
}

/// Every method and address below the wires, as their routers are written down.
fn routed() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (file, code) in sources("src/wire") {
        let at = match file.as_str() {
            "wire/account.rs" => "/v1/accounts/{account}",
            "wire/facade/mod.rs" => "/api/license",
            "wire/facade/version.rs" => "/api/version",
            "wire/transfer.rs" => "/v1/files",
            _ => "/v1",
        };
        for call in code.split(".route(").skip(1).map(within) {
            let Some((path, handlers)) = call.trim_start()[1..].split_once('"') else { continue };
            let mut found = methods(handlers);
            if found.is_empty() {
                // named before
                let name = handlers.trim_matches([',', ' ', '\n']);
                let (_, rest) = code.split_once(&format!("let {name} = ")).expect(path);
                found = methods(rest.split_once(';').unwrap().0);
            }
            let path = path.trim_end_matches('/');
            all.extend(found.iter().map(|method| format!("{method} {at}{path}")));
        }
    }
    all
}

fn described() -> Vec<(String, Operation)> {
    let of = |(wire, _, all): (&'static platform::wire::Wire, _, Vec<Operation>)| {
        all.into_iter().map(|one| (format!("{} {}{}", one.method, wire.at, one.path), one))
    };
    operations().into_iter().flat_map(of).collect()
}

#[test]
fn everything_that_is_answered_is_described_and_nothing_else() {
    let all: Vec<_> = described().into_iter().map(|(at, _)| at).collect();
    let described: BTreeSet<_> = all.iter().cloned().collect();
    assert_eq!(all.len(), described.len(), "each once");
    let routed = routed();
    assert!(routed.len() > 150, "{}", routed.len());
    assert_eq!(routed.difference(&described).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(described.difference(&routed).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn names_are_given_once_and_permissions_and_codes_are_those_that_there_are() {
    let all = described();
    let names: BTreeSet<_> = all.iter().map(|(_, one)| one.name).collect();
    assert_eq!(names.len(), all.len());
    let permissions: BTreeSet<_> = Bearer::Admin.permissions().collect();
    let sources: String = sources("src")
        .into_iter()
        .filter(|(name, _)| !name.starts_with("wire/description"))
        .map(|(_, code)| code)
        .collect();
    for (at, one) in &all {
        if let Some(permission) = one.access.permission() {
            assert!(permissions.contains(permission), "{at}: {permission}");
        }
        for code in &one.codes {
            let made = ["_MISSING", "_INVALID", "_NOT_FOUND", "_NOT_ALLOWED"];
            let is_made = made.iter().any(|end| code.ends_with(end));
            assert!(is_made || sources.contains(&format!("\"{code}\"")), "{at}: {code}");
        }
    }
}

#[test]
fn whatever_the_description_refers_to_is_in_it() {
    let all = document("http://localhost");
    let mut open = vec![&all];
    let mut count = 0;
    while let Some(value) = open.pop() {
        if let Some(name) = value.get("$ref").and_then(|name| name.as_str()) {
            let place = name.strip_prefix('#').unwrap();
            assert!(all.pointer(place).is_some(), "{name}");
            count += 1;
        }
        match value {
            serde_json::Value::Array(items) => open.extend(items),
            serde_json::Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    assert!(count > 1000, "{count}");
}
