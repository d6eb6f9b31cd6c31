//! Addresses and messages as they may be said on the wire.

use std::fmt::Write as _;
use url::Host;

/// The message as it is sent: every line ends in CRLF, lines that begin with a dot get a second one (RFC 5321 §4.5.2).
/// A lone CR or LF becomes a line end too, so that no reader can see the end of the message where we do not.
pub(super) fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() + message.len() / 64 + 2);
    let mut line_start = true;
    let mut at = 0;
    while at < message.len() {
        match message[at] {
            b'\r' | b'\n' => {
                out.extend_from_slice(b"\r\n");
                if message[at] == b'\r' && message.get(at + 1) == Some(&b'\n') {
                    at += 1;
                }
                line_start = true;
            }
            byte => {
                if byte == b'.' && line_start {
                    out.push(b'.');
                }
                out.push(byte);
                line_start = false;
            }
        }
        at += 1;
    }
    if !line_start {
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// Whether the header needs SMTPUTF8 (RFC 6531).
pub(super) fn header_is_ascii(message: &[u8]) -> bool {
    let end = message.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(message.len());
    message[..end].is_ascii()
}

/// An address as it stands between `<` and `>`; the domain in ASCII (RFC 5891). None if it could mean anything else.
pub(super) fn path(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let bad = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>');
    if local.is_empty() || address.chars().any(bad) || address.len() > 320 {
        return None;
    }
    let domain = if domain.starts_with('[') {
        domain.to_owned()
    } else {
        match Host::parse(domain).ok()? {
            Host::Domain(name) => name,
            Host::Ipv4(_) | Host::Ipv6(_) => return None,
        }
    };
    let mut path = local.to_owned();
    write!(path, "@{domain}").ok()?;
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_crlf_and_dots_are_doubled() {
        assert_eq!(stuffed(b"a\n.b\r\n..c\r.\r\r\nd"), b"a\r\n..b\r\n...c\r\n..\r\n\r\nd\r\n");
        assert_eq!(stuffed(b".\r\n"), b"..\r\n");
        assert_eq!(stuffed(b""), b"");
    }

    #[test]
    fn an_address_cannot_say_anything_else() {
        assert_eq!(path("anna@Müller.example").as_deref(), Some("anna@xn--mller-kva.example"));
        assert_eq!(path("müller@example.com").as_deref(), Some("müller@example.com"));
        for bad in
            ["", "anna", "@b", "a@b>\r\nRCPT TO:<c@d", "a b@c.de", "a@b\0.de", "<a@b.de>", "a@"]
        {
            assert_eq!(path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn only_the_header_decides_about_smtputf8() {
        assert!(header_is_ascii("Subject: a\r\n\r\nä".as_bytes()));
        assert!(!header_is_ascii("Subject: ä\r\n\r\na".as_bytes()));
    }
}
