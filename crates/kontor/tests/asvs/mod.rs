//! What ASVS 5.0 asks of levels 1 and 2, how the house does it, and the tests that would fail if it did not.
//! `docs/security/asvs.md` is made from these tables: `KONTOR_RENEW=1 cargo test -p kontor --test tidy asvs`.

mod house;
mod input;
mod originals;
mod people;
mod tokens;

use crate::{files, root};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How far a requirement is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Yes,
    /// Some of it, or by looking instead of by a test; the sentence says what is missing.
    Partly,
    NotYet,
    /// There is nothing here that it could be about; the sentence says why.
    NotHere,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::NotYet => "not yet",
            Self::NotHere => "not here",
        }
    }
}

/// One requirement.
struct Row {
    /// Chapter, section and number in ASVS 5.0; with `★` a requirement of level 3 that is met all the same.
    number: &'static str,
    /// What it asks, in our words.
    asks: &'static str,
    state: State,
    how: &'static str,
    /// Names of tests of Rust, titles of tests in JavaScript, and paths of files that say it.
    proof: &'static [&'static str],
}

struct Chapter {
    title: &'static str,
    rows: &'static [Row],
}

type Proof = &'static [&'static str];

const fn yes(number: &'static str, asks: &'static str, how: &'static str, proof: Proof) -> Row {
    Row { number, asks, state: State::Yes, how, proof }
}

const fn partly(number: &'static str, asks: &'static str, how: &'static str, proof: Proof) -> Row {
    Row { number, asks, state: State::Partly, how, proof }
}

const fn not_yet(number: &'static str, asks: &'static str, how: &'static str) -> Row {
    Row { number, asks, state: State::NotYet, how, proof: &[] }
}

const fn not_here(number: &'static str, asks: &'static str, how: &'static str) -> Row {
    Row { number, asks, state: State::NotHere, how, proof: &[] }
}

fn chapters() -> impl Iterator<Item = &'static Chapter> {
    [input::CHAPTERS, people::CHAPTERS, tokens::CHAPTERS, house::CHAPTERS].into_iter().flatten()
}

/// The tests and files that there are.
struct Known {
    rust: BTreeSet<String>,
    browser: String,
}

impl Known {
    fn look() -> Self {
        let test = regex::Regex::new(
            r"#\[(?:tokio::)?test(?:\([^)]*\))?\]\s*(?:#\[[^\]]*\]\s*)*(?:async )?fn (\w+)\(",
        )
        .unwrap();
        let rust = files(&root().join("crates"), ".rs");
        let rust = rust.iter().flat_map(|(_, text)| test.captures_iter(text));
        let rust = rust.map(|found| found[1].to_owned()).collect();
        let browser = ["tests/browser", "tests/deploy"]
            .iter()
            .flat_map(|folder| files(&root().join(folder), ".test.mjs"))
            .flat_map(|(_, text)| {
                text.lines()
                    .filter(|line| line.contains("test("))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
            .join("\n");
        Self { rust, browser }
    }

    fn has(&self, proof: &str) -> bool {
        if proof.contains(' ') {
            self.browser.contains(proof)
        } else if proof.contains(['/', '.']) {
            root().join(proof).exists()
        } else {
            self.rust.contains(proof)
        }
    }
}

fn proofs(all: &[&str]) -> String {
    let one = |proof: &&str| {
        if proof.contains(' ') {
            format!("“{proof}”")
        } else if proof.contains(['/', '.']) {
            format!("[{proof}](../../{proof})")
        } else {
            format!("`{proof}`")
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

const HEAD: &str = "\
# ASVS 5.0, levels 1 and 2

Made from the tables in `crates/kontor/tests/asvs`; changes by hand are lost, and a test fails where a proof that is named \
here does not exist any more. The numbers are those of the [OWASP Application Security Verification Standard \
5.0](https://github.com/OWASP/ASVS); the words are ours and shorter than the standard's, which alone counts. It is our own \
reading: nobody outside has checked it.

*yes* is proved by the tests that are named (a title in quotes is a test in `tests/browser` or `tests/deploy`) or, where the \
standard asks for a document, by the document. *partly* says what is missing. *not yet* is open work. *not here* means that \
Kontor has nothing of the kind. A ★ marks a requirement of level 3 that is met all the same.
";

fn rendered() -> String {
    let count =
        |state| chapters().flat_map(|one| one.rows).filter(|row| row.state == state).count();
    let mut text = String::from(HEAD);
    let states = [State::Yes, State::Partly, State::NotYet, State::NotHere];
    let counts = states.map(|state| format!("{} {}", count(state), state.word())).join(", ");
    write!(text, "\n**{counts}.**\n").unwrap();
    for chapter in chapters() {
        write!(
            text,
            "\n## {}\n\n| | Asks | | Here | Proof |\n|---|---|---|---|---|\n",
            chapter.title
        )
        .unwrap();
        for row in chapter.rows {
            let Row { number, asks, state, how, proof } = row;
            let state = state.word();
            writeln!(text, "| {number} | {asks} | {state} | {how} | {} |", proofs(proof)).unwrap();
        }
    }
    text + &originals::rendered()
}

#[test]
fn every_requirement_of_asvs_has_its_proof_and_the_table_says_so() {
    let known = Known::look();
    let mut wrong = Vec::new();
    let mut numbers = BTreeSet::new();
    for row in chapters().flat_map(|chapter| chapter.rows) {
        let Row { number, state, proof, asks, how } = row;
        if !numbers.insert(number.trim_end_matches('★')) {
            wrong.push(format!("{number} stands twice"));
        }
        if asks.is_empty() || how.len() < 3 || how.contains(['|', '\n']) {
            wrong.push(format!("{number} says nothing"));
        }
        if *state == State::Yes && proof.is_empty() {
            wrong.push(format!("{number} names no proof"));
        }
        let gone = proof.iter().filter(|proof| !known.has(proof));
        wrong.extend(gone.map(|proof| format!("{number}: there is no {proof}")));
    }
    wrong.extend(originals::wrong(&known));
    crate::none("the table of ASVS", &wrong);
    assert!(numbers.len() > 180, "{}", numbers.len());
}

#[test]
fn the_page_about_asvs_is_made_from_the_table() {
    let path = root().join("docs/security/asvs.md");
    let new = rendered();
    if std::env::var_os("KONTOR_RENEW").is_some() {
        std::fs::write(&path, new).unwrap();
        return;
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == new, "say KONTOR_RENEW=1 cargo test -p kontor --test tidy asvs");
}
