//! What an SMTP server answers: a code and lines of text (RFC 5321 §4.2).

use crate::mail::wire::Wire;
use crate::mail::{Error, Kind};

const LINE: usize = 4096;
const LINES: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub code: u16,
    pub lines: Vec<String>,
}

impl Reply {
    pub fn is_positive(&self) -> bool {
        self.code / 100 == 2
    }

    pub fn is_permanent(&self) -> bool {
        self.code / 100 == 5
    }

    /// Code and text in one line, as it is shown and stored.
    pub fn words(&self) -> String {
        format!("{} {}", self.code, self.lines.join(" "))
    }

    /// The "no" of a server: `Busy` where it may be another time.
    pub fn error(&self) -> Error {
        let kind = if self.is_permanent() { Kind::Refused } else { Kind::Busy };
        Error::new(kind, self.words())
    }
}

pub(super) async fn read(wire: &mut Wire) -> Result<Reply, Error> {
    let first = wire.line(LINE).await?;
    read_after(wire, &first).await
}

/// The rest of a reply whose first line was read already.
pub(super) async fn read_after(wire: &mut Wire, first: &[u8]) -> Result<Reply, Error> {
    let (code, mut more, text) = part(wire, first)?;
    let mut lines = vec![text];
    while more {
        let line = wire.line(LINE).await?;
        let (its, goes_on, text) = part(wire, &line)?;
        if its != code || lines.len() >= LINES {
            wire.cut();
            return Err(Error::new(
                Kind::Protocol,
                "a reply of several lines that do not belong together",
            ));
        }
        lines.push(text);
        more = goes_on;
    }
    Ok(Reply { code, lines })
}

/// `250-text`: the code, whether more follows, the text.
fn part(wire: &mut Wire, line: &[u8]) -> Result<(u16, bool, String), Error> {
    let text = String::from_utf8_lossy(line);
    let code = text.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
    let code = code.and_then(|code| code.parse().ok()).filter(|code| (200..600).contains(code));
    let rest = text.get(3..).unwrap_or_default();
    match (code, rest.chars().next()) {
        (Some(code), None | Some(' ')) => Ok((code, false, rest.trim().to_owned())),
        (Some(code), Some('-')) => Ok((code, true, rest[1..].trim().to_owned())),
        _ => {
            wire.cut();
            Err(Error::new(Kind::Protocol, text))
        }
    }
}
