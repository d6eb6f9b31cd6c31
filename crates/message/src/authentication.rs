//! Whether the sender is who the mail says: the verdict of our own receiving server (RFC 8601).

use serde::Serialize;

use crate::header::Headers;

/// What the receiving server found out about the `From` address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// DMARC passed, or SPF or DKIM passed for the domain in `From`.
    Pass,
    /// DMARC failed, or nothing that passed belongs to the domain in `From`.
    Fail,
    /// The receiving server says nothing.
    #[default]
    Unknown,
}

/// Stands for a receiving server that does not name itself (Exchange Online).
pub const NAMELESS: &str = "-";

/// The verdict, and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Authentication {
    pub verdict: Verdict,
    pub dmarc: Option<String>,
    pub spf: Option<String>,
    pub dkim: Option<String>,
}

/// Reads the topmost `Authentication-Results` and believes it only if `authserv_id` wrote it.
///
/// Every sender can add such headers; only the one on top, with the name of our own server, is
/// ours. `from_domain` is the domain in `From`. Microsoft 365 writes no name: there `authserv_id`
/// is [`NAMELESS`].
pub fn read(headers: &Headers, authserv_id: &str, from_domain: Option<&str>) -> Authentication {
    let Some(raw) = headers.ascii("authentication-results") else {
        return Authentication::default();
    };
    let text = without_comments(&raw);
    let Some(results) = results_of(&text, authserv_id) else { return Authentication::default() };
    let Some(from) = from_domain.map(str::to_lowercase) else { return Authentication::default() };
    let mut found = Authentication::default();
    let mut aligned = false;
    for method in results.split(';').take(50).filter_map(Method::read) {
        // a result about another `From` than the one that we read is none
        if method.name == "dmarc" && !method.is_about(&from) {
            continue;
        }
        aligned |= method.result == "pass" && method.is_aligned(&from);
        let slot = match method.name.as_str() {
            "dmarc" => &mut found.dmarc,
            "spf" => &mut found.spf,
            "dkim" => &mut found.dkim,
            _ => continue,
        };
        // of several DKIM signatures a good one counts
        if slot.is_none() || method.result == "pass" {
            *slot = Some(method.result);
        }
    }
    found.verdict = verdict(&found, aligned);
    found
}

/// The results, if the server of that name wrote them.
fn results_of<'t>(text: &'t str, authserv_id: &str) -> Option<&'t str> {
    let (head, rest) = text.split_once(';').unwrap_or((text, ""));
    let writer = head.split_whitespace().next()?;
    if authserv_id == NAMELESS {
        return writer.contains('=').then_some(text);
    }
    (!authserv_id.is_empty() && writer.eq_ignore_ascii_case(authserv_id)).then_some(rest)
}

fn verdict(found: &Authentication, aligned: bool) -> Verdict {
    match found.dmarc.as_deref() {
        Some("pass" | "bestguesspass") => Verdict::Pass,
        Some("fail" | "permerror") => Verdict::Fail,
        _ if aligned => Verdict::Pass,
        _ if found.spf.is_some() || found.dkim.is_some() => Verdict::Fail,
        _ => Verdict::Unknown,
    }
}

/// One `method=result property=value …`.
struct Method {
    name: String,
    result: String,
    properties: Vec<(String, String)>,
}

impl Method {
    fn read(piece: &str) -> Option<Self> {
        let mut words = piece.split_whitespace();
        let (name, result) = words.next()?.split_once('=')?;
        let name = name.split('/').next().unwrap_or("").to_ascii_lowercase();
        let properties = words
            .filter_map(|word| word.split_once('='))
            .map(|(key, value)| (key.to_ascii_lowercase(), value.trim_matches('"').to_lowercase()))
            .collect();
        Some(Self { name, result: result.to_ascii_lowercase(), properties })
    }

    fn is_about(&self, from: &str) -> bool {
        self.properties.iter().all(|(key, value)| key != "header.from" || value == from)
    }

    /// Whether what passed belongs to the domain in `From`: the same, or one below the other
    /// (the relaxed alignment of RFC 7489 §3.1).
    fn is_aligned(&self, from: &str) -> bool {
        let keys: &[&str] = match self.name.as_str() {
            "spf" => &["smtp.mailfrom"],
            "dkim" => &["header.d", "header.i"],
            _ => return false,
        };
        self.properties.iter().filter(|(key, _)| keys.contains(&key.as_str())).any(|(_, value)| {
            let domain = value.rsplit('@').next().unwrap_or("");
            let below = |inner: &str, outer: &str| {
                outer.contains('.')
                    && inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'))
            };
            domain == from || below(from, domain) || below(domain, from)
        })
    }
}

/// Comments may hold semicolons and forged results.
fn without_comments(text: &str) -> String {
    let mut depth = 0usize;
    let mut quoted = false;
    text.chars()
        .filter(|c| {
            match c {
                '"' if depth == 0 => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted && depth > 0 => {
                    depth -= 1;
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict_of(results: &str) -> Verdict {
        let (headers, _) =
            Headers::read(format!("Authentication-Results: {results}\r\n\r\n").as_bytes());
        read(&headers, "mx.ours.de", Some("kunde.de")).verdict
    }

    #[test]
    fn only_our_own_server_is_believed() {
        assert_eq!(verdict_of("mx.ours.de; dmarc=pass header.from=kunde.de"), Verdict::Pass);
        assert_eq!(verdict_of("mx.evil.de; dmarc=pass header.from=kunde.de"), Verdict::Unknown);
        assert_eq!(
            verdict_of("mx.ours.de; dmarc=fail (p=none) header.from=kunde.de"),
            Verdict::Fail
        );
        assert_eq!(
            verdict_of("mx.ours.de (; dmarc=pass) ; spf=pass smtp.mailfrom=x@evil.de"),
            Verdict::Fail
        );
    }

    #[test]
    fn a_nameless_server_is_believed_only_where_it_is_expected() {
        let results = "Authentication-Results: spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=kunde.de; dkim=none; dmarc=pass action=none header.from=kunde.de;compauth=pass reason=100\r\n\r\n";
        let (headers, _) = Headers::read(results.as_bytes());
        assert_eq!(read(&headers, NAMELESS, Some("kunde.de")).verdict, Verdict::Pass);
        assert_eq!(read(&headers, "mx.ours.de", Some("kunde.de")).verdict, Verdict::Unknown);
        let (named, _) = Headers::read(b"Authentication-Results: mx.evil.de; dmarc=pass\r\n\r\n");
        assert_eq!(read(&named, NAMELESS, Some("kunde.de")).verdict, Verdict::Unknown);
    }

    #[test]
    fn without_dmarc_what_passed_must_belong_to_the_sender() {
        assert_eq!(
            verdict_of("mx.ours.de 1; dkim=pass header.d=kunde.de; spf=fail"),
            Verdict::Pass
        );
        assert_eq!(
            verdict_of(
                "mx.ours.de; dkim=pass header.d=newsletter.example; spf=pass smtp.mailfrom=b@kunde.de"
            ),
            Verdict::Pass
        );
        assert_eq!(verdict_of("mx.ours.de; dkim=pass header.d=unde.de"), Verdict::Fail);
        assert_eq!(verdict_of("mx.ours.de; spf=pass smtp.mailfrom=bounce.kunde.de"), Verdict::Pass);
        assert_eq!(verdict_of("mx.ours.de; dmarc=pass header.from=evil.de"), Verdict::Unknown);
        assert_eq!(verdict_of("mx.ours.de; none"), Verdict::Unknown);
    }
}
