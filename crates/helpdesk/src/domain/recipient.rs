//! Who a mail goes to, as an agent types it: `Name <a@b.de>, c@d.de`.

use super::message::Refused;

/// One addressee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub name: String,
    pub address: String,
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.name.is_empty() {
            f.write_str(&self.address)
        } else {
            write!(f, "\"{}\" <{}>", self.name.replace(['"', '\\'], ""), self.address)
        }
    }
}

/// A mail has at most so many.
pub const MOST: usize = 50;

/// Reads a list of addressees; each wrong one is named.
pub fn list(text: &str) -> Result<Vec<Recipient>, Refused> {
    let mut all: Vec<Recipient> = Vec::new();
    for part in split(text) {
        let one = one(part).ok_or_else(|| Refused::AddressInvalid(part.trim().to_owned()))?;
        if !all.iter().any(|known| known.address.eq_ignore_ascii_case(&one.address)) {
            all.push(one);
        }
    }
    if all.len() > MOST { Err(Refused::TooManyRecipients) } else { Ok(all) }
}

/// An addressee as a list keeps it, whoever wrote that: also one that nobody could type here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<'a> {
    /// As it stands there.
    pub whole: &'a str,
    pub address: &'a str,
}

/// The addressees of a stored To or Cc.
pub fn kept(list: &str) -> impl Iterator<Item = Kept<'_>> {
    split(list).into_iter().map(|part| {
        let whole = part.trim();
        let address = match whole.rsplit_once('<') {
            Some((_, rest)) => rest.strip_suffix('>').unwrap_or(rest).trim(),
            None => whole,
        };
        Kept { whole, address }
    })
}

/// At commas, semicolons and line ends, but not inside quotes or brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut begin, mut quoted, mut inside) = (Vec::new(), 0, false, false);
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match c {
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '<' if !quoted => inside = true,
            '>' if !quoted => inside = false,
            ',' | ';' | '\n' if !quoted && !inside => {
                parts.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

fn one(text: &str) -> Option<Recipient> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return None;
    }
    let (name, address) = match text.rsplit_once('<') {
        Some((name, rest)) => {
            (name.trim().trim_matches('"').trim(), rest.strip_suffix('>')?.trim())
        }
        None => ("", text),
    };
    is_address(address).then(|| Recipient { name: name.to_owned(), address: address.to_owned() })
}

/// True for what can stand between the angle brackets (RFC 5321 §4.1.2, without quoted local parts).
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[]\\,;:\"@".contains(c);
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.chars().count() <= 254
        && (1..=64).contains(&local.chars().count())
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.contains('.')
        && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_told_apart() {
        let read = list("\"Ott, Jens\" <ott@halle.de>; b@x.de\nB@X.de").unwrap();
        let shown: Vec<String> = read.iter().map(Recipient::to_string).collect();
        assert_eq!(shown, ["\"Ott, Jens\" <ott@halle.de>", "b@x.de"]);
    }

    #[test]
    fn what_a_mail_brought_is_told_apart_however_odd_it_is() {
        let list = r#""a \", b" <a@x.de>, Li <li@x.de>, undisclosed, "b@x.de" <c@x.de>"#;
        let read: Vec<_> = kept(list).map(|one| one.address).collect();
        assert_eq!(read, ["a@x.de", "li@x.de", "undisclosed", "c@x.de"]);
        let whole: Vec<_> = kept(list).map(|one| one.whole).collect();
        assert_eq!(whole.join(", "), list);
    }

    #[test]
    fn a_wrong_address_is_named() {
        for wrong in ["ott", "a@b", "a b@x.de", "a@x.de>", "a..b@x.de", "a@-x.de", "x <a@x.de"] {
            assert_eq!(list(wrong), Err(Refused::AddressInvalid(wrong.into())), "{wrong}");
        }
        let many: Vec<String> = (0..51).map(|n| format!("a{n}@x.de")).collect();
        assert_eq!(list(&many.join(",")), Err(Refused::TooManyRecipients));
    }

    #[test]
    fn no_line_end_gets_into_a_header() {
        assert!(list("a@x.de\r\nBcc: b@x.de").is_err());
    }
}
