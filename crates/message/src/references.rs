//! Message ids: cleaned, made where they are missing, and our own that name a ticket and cannot be forged.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::header::Headers;

/// More ids than this are not looked at.
const MOST: usize = 100;
/// Longer ids do not fit the column they are stored in.
const LONGEST: usize = 250;
/// Bytes of the signature in our own ids.
const TAG: usize = 10;
/// How our own ids begin.
const PREFIX: &str = "kt.";

/// One id without brackets and blanks; `None` for what cannot be told from nothing.
pub fn clean(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = match (text.find('<'), text.rfind('>')) {
        (Some(open), Some(close)) if open < close => &text[open + 1..close],
        _ => text.trim_matches(['<', '>']),
    };
    let id: String = inner
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>'))
        .take(LONGEST)
        .collect();
    let id = jira(&id);
    let id: String = id
        .chars()
        .scan(0, |length, c| {
            *length += c.len_utf8();
            (*length <= LONGEST).then_some(c)
        })
        .collect();
    (id.len() >= 3 && id.chars().any(char::is_alphanumeric)).then_some(id)
}

/// Jira puts a running number into the id of every mail of one issue: `JIRA.123.456.789@Atlassian.JIRA`.
fn jira(id: &str) -> String {
    let Some((local, domain)) = id.split_once('@') else { return id.to_owned() };
    if !local.starts_with("JIRA.") || !domain.starts_with("Atlassian") {
        return id.to_owned();
    }
    let stem: Vec<&str> = local.split('.').take(2).collect();
    format!("{}@{domain}", stem.join("."))
}

/// The id of a mail as its header says.
pub fn message_id(headers: &Headers) -> Option<String> {
    headers.all_raw("message-id").find_map(|raw| clean(&String::from_utf8_lossy(raw)))
}

/// An id for a mail that has none: the same bytes always get the same one.
pub fn synthesised(raw: &[u8], sender: &str) -> String {
    let digest = hex::encode(Sha256::digest(raw));
    let domain = sender.rsplit_once('@').map_or("unknown", |(_, domain)| domain);
    let domain: String = domain
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        .take(100)
        .collect();
    format!("gen-{}@{}", &digest[..32], if domain.is_empty() { "unknown" } else { &domain })
}

/// The ids in one header field, in their order.
pub fn ids(headers: &Headers, field: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for raw in headers.all_raw(field) {
        let text = String::from_utf8_lossy(raw);
        let pieces: Vec<&str> = if text.contains('<') {
            text.split_inclusive('>').collect()
        } else {
            text.split([' ', ',', '\t']).collect()
        };
        for id in pieces
            .into_iter()
            .filter(|p| p.contains(['<', '@']))
            .filter_map(|p| clean(p.get(p.find('<').unwrap_or(0)..)?))
        {
            if !found.contains(&id) && found.len() < MOST {
                found.push(id);
            }
        }
    }
    found
}

/// The mails that a mail answers, nearest first: `In-Reply-To`, then `References` from the right.
pub fn newest_first(headers: &Headers) -> Vec<String> {
    let mut all = ids(headers, "in-reply-to");
    for id in ids(headers, "references").into_iter().rev() {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

/// An id for a mail of ours: it names the ticket, and only who has `key` can make it.
///
/// `random` makes each mail's id its own. Shape: `kt.<ticket, 32 hex>.<random, hex>.<tag, 20 hex>@domain`.
pub fn ticket_message_id(key: &[u8], ticket: &[u8; 16], random: &[u8], domain: &str) -> String {
    let signed = format!("{}.{}", hex::encode(ticket), hex::encode(random));
    format!("{PREFIX}{signed}.{}@{domain}", hex::encode(tag(key, &signed)))
}

/// The ticket that an id of ours names; `None` for other people's ids and for forged ones.
///
/// The domain does not count: some relays rewrite it.
pub fn verify_ticket_message_id(key: &[u8], id: &str) -> Option<[u8; 16]> {
    let id = id.trim().trim_matches(['<', '>']);
    let local = id.split('@').next()?.to_ascii_lowercase();
    let (signed, signature) = local.strip_prefix(PREFIX)?.rsplit_once('.')?;
    let signature = hex::decode(signature).ok().filter(|s| s.len() == TAG)?;
    mac(key, signed).verify_truncated_left(&signature).ok()?;
    hex::decode(signed.split('.').next()?).ok()?.try_into().ok()
}

fn tag(key: &[u8], signed: &str) -> [u8; TAG] {
    let full = mac(key, signed).finalize().into_bytes();
    let mut tag = [0; TAG];
    tag.copy_from_slice(&full[..TAG]);
    tag
}

fn mac(key: &[u8], signed: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(b"kontor/message-id/v1\0");
    mac.update(signed.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_id_names_its_ticket_and_no_other() {
        let ticket = [7; 16];
        let id = ticket_message_id(b"key", &ticket, &[1, 2, 3], "example.com");
        assert_eq!(verify_ticket_message_id(b"key", &format!("<{id}>")), Some(ticket));
        assert_eq!(verify_ticket_message_id(b"other", &id), None);
        let forged = id.replacen("07", "08", 1);
        assert_eq!(verify_ticket_message_id(b"key", &forged), None);
        assert_eq!(verify_ticket_message_id(b"key", "kt.x@example.com"), None);
    }

    #[test]
    fn broken_ids_survive_and_empty_ones_do_not() {
        assert_eq!(clean("<a@@b>").as_deref(), Some("a@@b"));
        assert_eq!(
            clean("20200123143934.05D7@example.com").as_deref(),
            Some("20200123143934.05D7@example.com")
        );
        assert_eq!(clean("<>"), None);
        assert_eq!(clean("   "), None);
        assert_eq!(clean("<a\r\n b@c>").as_deref(), Some("ab@c"));
        assert_eq!(clean("<JIRA.1.2.3@Atlassian.JIRA>").as_deref(), Some("JIRA.1@Atlassian.JIRA"));
    }

    #[test]
    fn references_are_read_from_the_right() {
        let (headers, _) =
            Headers::read(b"In-Reply-To: <c@x>\r\nReferences: <a@x> <b@x>\r\n\t<c@x>\r\n\r\n");
        assert_eq!(newest_first(&headers), ["c@x", "b@x", "a@x"]);
    }
}
