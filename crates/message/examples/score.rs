//! Scores the crate against a folder of real mails and reply texts (see the README there).
//!
//! `cargo run -p message --example score -- ../shared/fixtures [-v]`

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use message::{Message, html, inspect::Report, trim};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.iter().any(|a| a == "-v");
    let Some(folder) = arguments.iter().find(|a| !a.starts_with('-')).map(PathBuf::from) else {
        eprintln!("usage: score FOLDER [-v]");
        std::process::exit(2);
    };
    mails(&folder.join("mail"), verbose);
    trims(&folder.join("reply-trim"), verbose);
}

fn mails(folder: &Path, verbose: bool) {
    let Ok(expected) = fs::read_to_string(folder.join("expected.json")) else {
        println!("mail: no fixtures");
        return;
    };
    let expected: BTreeMap<String, Value> =
        serde_json::from_str(&expected).expect("expected.json is an object");
    let mut right = 0;
    for (name, wanted) in &expected {
        let Ok(raw) = fs::read(folder.join(format!("{name}.eml"))) else { continue };
        let wrong = compare(&raw, name, wanted);
        right += usize::from(wrong.is_empty());
        if verbose {
            for (field, got, wanted) in &wrong {
                println!("{name}: {field}\n   got    {got:.400}\n   wanted {wanted:.400}");
            }
        }
    }
    println!("mail {right}/{}", expected.len());
}

/// The fields that differ: name, ours, theirs.
fn compare(raw: &[u8], name: &str, wanted: &Value) -> Vec<(&'static str, String, String)> {
    let message = Message::read(raw);
    let files = files(&message);
    let report = Report::of(name, message);
    let unchecked = |field: &str| {
        wanted["unchecked"].as_array().is_some_and(|list| list.iter().any(|f| f == field))
    };
    let text = |field: &str| wanted[field].as_str().unwrap_or_default().to_owned();
    let mut wrong = Vec::new();
    let mut check = |field: &'static str, key: &str, got: String, wanted: String| {
        if got != wanted && !unchecked(key) {
            wrong.push((field, got, wanted));
        }
    };
    check(
        "from_email",
        "from_email",
        report.from_email.to_lowercase(),
        text("from_email").to_lowercase(),
    );
    check(
        "from_display_name",
        "from_display_name",
        fold(&report.from_display_name),
        fold(&text("from_display_name")),
    );
    check("to", "to", addresses(&report.to), addresses(&text("to")));
    check("cc", "cc", addresses(&report.cc), addresses(&text("cc")));
    check("reply_to", "reply-to", addresses(&report.reply_to), addresses(&text("reply-to")));
    check("subject", "subject", fold(&report.subject), fold(&text("subject")));
    check("content_type", "content_type", report.content_type.to_owned(), text("content_type"));
    let wanted_body = text("body_text");
    let wanted_body = if wanted_body == "no visible content" { String::new() } else { wanted_body };
    check("body", "body", squeeze(&visible(&report)), squeeze(&wanted_body));
    let theirs = wanted["attachments"].as_array().cloned().unwrap_or_default();
    let field = |file: &Value, key: &str| file[key].as_str().unwrap_or_default().to_owned();
    let mut names: Vec<String> = theirs.iter().map(|f| field(f, "filename")).collect();
    let mut sums: Vec<String> = theirs.iter().map(|f| field(f, "sha256_lf")).collect();
    names.sort();
    sums.sort();
    check("attachment names", "att_names", files.0.join(", "), names.join(", "));
    check("attachment contents", "att_contents", files.1.join(", "), sums.join(", "));
    wrong
}

/// Names and line-end-neutral checksums of all attachments, sorted.
fn files(message: &Message) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<String> = message.attachments.iter().map(|a| a.filename.clone()).collect();
    let mut sums: Vec<String> = message.attachments.iter().map(|a| sum(&a.bytes)).collect();
    names.sort();
    sums.sort();
    (names, sums)
}

fn sum(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(bytes.len());
    for (index, byte) in bytes.iter().enumerate() {
        if !(*byte == b'\r' && bytes.get(index + 1) == Some(&b'\n')) {
            text.push(*byte);
        }
    }
    while text.last() == Some(&b'\n') {
        text.pop();
    }
    hex::encode(Sha256::digest(&text))
}

/// The body as anybody would read it: tags out, entities decoded.
fn visible(report: &Report) -> String {
    if report.content_type != "text/html" {
        return report.body.clone();
    }
    let mut text = String::new();
    for piece in report.body.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    html::unescape(&text)
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The addresses in a header value, without case, sorted.
fn addresses(text: &str) -> String {
    let strip = |c: char| "<>(),;\"'".contains(c);
    let mut found: Vec<String> = text
        .split(|c: char| c.is_whitespace() || "<>(),".contains(c))
        .map(|w| w.trim_matches(strip).to_lowercase())
        .filter(|w| w.contains('@'))
        .collect();
    found.sort();
    found.dedup();
    found.join(", ")
}

fn trims(folder: &Path, verbose: bool) {
    let Ok(entries) = fs::read_dir(folder.join("emails")) else {
        println!("reply-trim: no fixtures");
        return;
    };
    let mut names: Vec<String> =
        entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let mut right = 0;
    for name in &names {
        let read = |part: &str| {
            fs::read(folder.join(part).join(name))
                .map(|b| String::from_utf8_lossy(&b).into_owned())
                .unwrap_or_default()
        };
        let (got, wanted) = (fold(&trim::plain(&read("emails"))), fold(&read("trimmed")));
        right += usize::from(got == wanted);
        if verbose && got != wanted {
            println!("{name}\n   got    {got:.600}\n   wanted {wanted:.600}");
        }
    }
    println!("reply-trim {right}/{}", names.len());
}
