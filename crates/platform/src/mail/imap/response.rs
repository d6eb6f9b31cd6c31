//! What an IMAP server says (RFC 9051 §9), read with limits on everything that it could make large.

use crate::mail::wire::Wire;
use crate::mail::{Error, Kind};
use std::time::Duration;

/// A list of ids may be this long: a mailbox of a million mails needs 8 MB.
const SEARCH_LINE: usize = 16 * 1024 * 1024;
const LINE: usize = 1024 * 1024;
/// How much is kept of a literal that is too large.
pub(super) const HEAD: usize = 64 * 1024;
const DEPTH: usize = 32;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    Word(Vec<u8>),
    Text(Vec<u8>),
    Literal(Literal),
    List(Vec<Value>),
}

/// A block of bytes. `announced` may be more than what is there: then the rest was too large and the connection is cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Literal {
    pub announced: u64,
    pub bytes: Vec<u8>,
}

impl Literal {
    pub fn is_cut(&self) -> bool {
        (self.bytes.len() as u64) < self.announced
    }
}

impl Value {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Word(bytes) | Self::Text(bytes) => bytes,
            Self::Literal(literal) => &literal.bytes,
            Self::List(_) => &[],
        }
    }

    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if found.eq_ignore_ascii_case(word.as_bytes()))
    }

    pub fn number<N: std::str::FromStr>(&self) -> Option<N> {
        std::str::from_utf8(self.bytes()).ok()?.parse().ok()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    No,
    Bad,
    Bye,
    Preauth,
}

/// What is said about how it went: `OK [UIDNEXT 7] words`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub status: Status,
    /// What stands in brackets, as `UIDNEXT 7`.
    pub code: String,
    pub words: String,
}

impl Verdict {
    /// The rest of a code of this name, as `7` of `UIDNEXT 7`.
    pub fn coded(&self, name: &str) -> Option<&str> {
        let start = self.code.get(..name.len())?;
        start.eq_ignore_ascii_case(name).then(|| self.code[name.len()..].trim())
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Response {
    /// `+ …`: go on.
    Continue,
    Tagged(String, Verdict),
    Said(Verdict),
    Data(Vec<Value>),
}

/// How much of literals is kept in one response, and how long each 64 KiB of them may take.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub bytes: usize,
    pub pace: Duration,
}

pub(super) async fn read(wire: &mut Wire, limit: Limit) -> Result<Response, Error> {
    let first = line(wire).await?;
    let (tag, rest) = split_word(&first);
    if tag == b"+" {
        return Ok(Response::Continue);
    }
    match (tag, verdict(rest)) {
        (b"*", Some(verdict)) => Ok(Response::Said(verdict)),
        (b"*", None) => Ok(Response::Data(data(wire, rest.to_vec(), limit).await?)),
        (tag, Some(verdict)) if tag.iter().all(u8::is_ascii_alphanumeric) => {
            Ok(Response::Tagged(String::from_utf8_lossy(tag).into_owned(), verdict))
        }
        _ => {
            wire.cut();
            let start = &first[..first.len().min(200)];
            Err(Error::new(Kind::Protocol, String::from_utf8_lossy(start)))
        }
    }
}

async fn line(wire: &mut Wire) -> Result<Vec<u8>, Error> {
    let search = b"* SEARCH ";
    wire.line_up_to(|start| if start.starts_with(search) { SEARCH_LINE } else { LINE }).await
}

/// Reads the literals of a response and takes it apart.
async fn data(wire: &mut Wire, first: Vec<u8>, limit: Limit) -> Result<Vec<Value>, Error> {
    let mut tree = Tree::default();
    let (mut segment, mut text, mut left) = (first, 0, limit.bytes);
    while let Some((before, announced)) = announced(&segment) {
        tree.read(before);
        let literal = literal(wire, announced, left, limit.pace).await?;
        let cut = literal.is_cut();
        left -= literal.bytes.len().min(left);
        tree.put(Value::Literal(literal));
        if cut {
            return Ok(tree.close());
        }
        segment = line(wire).await?;
        // empty literals cost memory too
        text += segment.len() + 64;
        if text > LINE {
            return Err(wire.flood("an answer without end"));
        }
    }
    tree.read(&segment);
    Ok(tree.close())
}

/// Reads a literal of at most `most` bytes; of a larger one only the head, and then the connection is cut,
/// because there is no other way to stop the server.
async fn literal(
    wire: &mut Wire,
    announced: u64,
    most: usize,
    pace: Duration,
) -> Result<Literal, Error> {
    let fits = usize::try_from(announced).ok().filter(|size| *size <= most);
    let wanted = fits.unwrap_or(HEAD);
    // memory follows what came, not what was announced
    let mut bytes = Vec::with_capacity(wanted.min(HEAD));
    let mut paid = 0;
    while bytes.len() < wanted {
        if bytes.len() >= paid {
            paid = bytes.len() + HEAD;
            wire.allow(pace);
        }
        bytes.extend_from_slice(wire.some(wanted - bytes.len()).await?);
    }
    if fits.is_none() {
        wire.cut();
    }
    wire.allow(pace);
    Ok(Literal { announced, bytes })
}

/// `… {123}` or `… ~{123+}` at the end of a line announces a literal.
fn announced(line: &[u8]) -> Option<(&[u8], u64)> {
    let inner = line.strip_suffix(b"}")?;
    let open = inner.iter().rposition(|byte| *byte == b'{')?;
    let digits = std::str::from_utf8(&inner[open + 1..]).ok()?;
    let digits = digits.strip_suffix('+').unwrap_or(digits);
    let size = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let before = &inner[..open];
    Some((before.strip_suffix(b"~").unwrap_or(before), size))
}

fn split_word(line: &[u8]) -> (&[u8], &[u8]) {
    match line.iter().position(|byte| *byte == b' ') {
        Some(at) => (&line[..at], &line[at + 1..]),
        None => (line, &[]),
    }
}

fn verdict(rest: &[u8]) -> Option<Verdict> {
    let (word, rest) = split_word(rest);
    let status = match word.to_ascii_uppercase().as_slice() {
        b"OK" => Status::Ok,
        b"NO" => Status::No,
        b"BAD" => Status::Bad,
        b"BYE" => Status::Bye,
        b"PREAUTH" => Status::Preauth,
        _ => return None,
    };
    let rest = String::from_utf8_lossy(rest).into_owned();
    let coded = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (code, words) = coded.unwrap_or(("", &rest));
    Some(Verdict { status, code: code.to_owned(), words: words.trim().to_owned() })
}

/// Values being put together; lists that are still open wait on the stack.
struct Tree(Vec<Vec<Value>>);

impl Default for Tree {
    fn default() -> Self {
        Self(vec![Vec::new()])
    }
}

impl Tree {
    fn put(&mut self, value: Value) {
        if let Some(list) = self.0.last_mut() {
            list.push(value);
        }
    }

    fn read(&mut self, mut text: &[u8]) {
        while let Some((first, rest)) = text.split_first() {
            text = match first {
                b' ' => rest,
                b'(' => {
                    self.begin_list();
                    rest
                }
                b')' => {
                    self.end_list();
                    rest
                }
                b'"' => {
                    let (value, rest) = quoted(rest);
                    self.put(Value::Text(value));
                    rest
                }
                _ => {
                    let (word, rest) = atom(text);
                    self.put(Value::Word(word.to_vec()));
                    rest
                }
            };
        }
    }

    /// Deeper nesting than any answer needs is read as flat.
    fn begin_list(&mut self) {
        if self.0.len() < DEPTH {
            self.0.push(Vec::new());
        }
    }

    fn end_list(&mut self) {
        if self.0.len() > 1
            && let Some(list) = self.0.pop()
        {
            self.put(Value::List(list));
        }
    }

    fn close(mut self) -> Vec<Value> {
        while self.0.len() > 1 {
            self.end_list();
        }
        self.0.pop().unwrap_or_default()
    }
}

fn quoted(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut value = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'"' => return (value, &text[at + 1..]),
            b'\\' if at + 1 < text.len() => {
                value.push(text[at + 1]);
                at += 2;
            }
            byte => {
                value.push(byte);
                at += 1;
            }
        }
    }
    (value, &[])
}

/// A word; what stands in brackets belongs to it, as in `BODY[HEADER.FIELDS (SUBJECT)]`.
fn atom(text: &[u8]) -> (&[u8], &[u8]) {
    let mut inside = false;
    let ends = |byte: &u8| {
        match byte {
            b'[' => inside = true,
            b']' => inside = false,
            b' ' | b'(' | b')' => return !inside,
            _ => {}
        }
        false
    };
    let end = text.iter().position(ends);
    text.split_at(end.unwrap_or(text.len()).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Vec<Value> {
        let mut tree = Tree::default();
        tree.read(text.as_bytes());
        tree.close()
    }

    fn word(text: &str) -> Value {
        Value::Word(text.as_bytes().to_vec())
    }

    #[test]
    fn lists_strings_and_brackets_are_taken_apart() {
        let values =
            parsed(r#"3 FETCH (UID 7 FLAGS (\Seen "a b") BODY[HEADER.FIELDS (X Y)] "q\"\\")"#);
        let Value::List(list) = &values[2] else { panic!("{values:?}") };
        assert_eq!(list[1].number(), Some(7_u32));
        assert_eq!(list[3], Value::List(vec![word("\\Seen"), Value::Text(b"a b".to_vec())]));
        assert_eq!(list[4], word("BODY[HEADER.FIELDS (X Y)]"));
        assert_eq!(list[5].bytes(), b"q\"\\");
    }

    #[test]
    fn unbalanced_and_absurdly_nested_answers_end_too() {
        let b = Value::Text(b"b".to_vec());
        let nested = Value::List(vec![Value::List(vec![b])]);
        assert_eq!(parsed(")) a ((\"b"), vec![word("a"), nested]);
        assert_eq!(parsed(&"(".repeat(100_000)).len(), 1);
    }

    #[test]
    fn a_literal_is_announced_only_at_the_end_and_only_in_digits() {
        assert_eq!(announced(b"BODY[] {12}"), Some((&b"BODY[] "[..], 12)));
        assert_eq!(announced(b"BODY[] ~{12+}"), Some((&b"BODY[] "[..], 12)));
        for none in ["BODY[] {+12}", "BODY[] {12} ", "BODY[] {}", "{99999999999999999999999}"] {
            assert_eq!(announced(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn a_verdict_has_a_code_and_words() {
        let found = verdict(b"OK [UIDVALIDITY 42] fine").unwrap();
        assert_eq!((found.coded("uidvalidity"), found.words.as_str()), (Some("42"), "fine"));
        assert!(verdict(b"SEARCH 1 2").is_none());
    }
}
