//! Images in clean HTML: parts of the mail are found, foreign ones are kept away until asked for.

use super::{
    sanitise::{Clean, Options, Remote},
    text::{Token, Tokens, attribute, escape, unescape},
};

/// More servers than this are not named.
const MOST_HOSTS: usize = 100;

/// Where an image comes from.
enum Source<'s> {
    Part(&'s str),
    Remote(&'s str),
    Data(&'s str),
}

/// What stays of an image's address; `None` for what no mail needs.
pub fn source(value: &str) -> Option<&str> {
    classify(value.trim()).map(|_| value.trim())
}

fn classify(value: &str) -> Option<Source<'_>> {
    const DATA: [&str; 5] = [
        "data:image/png;base64,",
        "data:image/jpeg;base64,",
        "data:image/jpg;base64,",
        "data:image/gif;base64,",
        "data:image/webp;base64,",
    ];
    let start: String = value.chars().take(32).collect::<String>().to_ascii_lowercase();
    if start.starts_with("cid:") {
        Some(Source::Part(&value[4..]))
    } else if start.starts_with("http://")
        || start.starts_with("https://")
        || start.starts_with("//")
    {
        Some(Source::Remote(value))
    } else if DATA.iter().any(|data| start.starts_with(data)) {
        Some(Source::Data(value))
    } else {
        None
    }
}

/// Rewrites every `<img>` of clean HTML as the options say.
pub fn rewrite(html: &str, options: &Options<'_>) -> Clean {
    let mut clean = Clean { html: String::with_capacity(html.len()), ..Clean::default() };
    let mut tokens = Tokens::new(html);
    let mut start = tokens.offset();
    while let Some(token) = tokens.next() {
        let end = tokens.offset();
        match token {
            Token::Open("img", attributes) => image(attributes, options, &mut clean),
            // a `>` inside a value is legal, but simple readers stumble over it
            Token::Open(name, attributes) if attributes.contains(['<', '>']) => {
                let attributes = attributes.replace('<', "&lt;").replace('>', "&gt;");
                clean.html.extend(["<", name, " ", &attributes, ">"]);
            }
            _ => clean.html.push_str(&html[start..end]),
        }
        start = end;
    }
    clean
}

fn image(attributes: &str, options: &Options<'_>, clean: &mut Clean) {
    let Some(written) = attribute(attributes, "src") else { return };
    let value = unescape(written);
    let address = match classify(&value) {
        Some(Source::Part(id)) => (options.cid)(&percent_decoded(id)),
        Some(Source::Data(data)) => Some(data.to_owned()),
        Some(Source::Remote(url)) => remote(url, attributes, options, clean),
        None => None,
    };
    match address {
        Some(address) => show(&address, attributes, &mut clean.html),
        None => clean.html.push_str(&placeholder(attributes)),
    }
}

fn show(address: &str, attributes: &str, out: &mut String) {
    out.push_str("<img src=\"");
    out.push_str(&escape(address));
    out.push('"');
    for name in ["alt", "width", "height", "border", "align", "style", "title"] {
        let Some(value) = attribute(attributes, name) else { continue };
        let value = value.replace('<', "&lt;").replace('>', "&gt;");
        out.extend([" ", name, "=\"", &value, "\""]);
    }
    out.push('>');
}

/// Counts a foreign image and decides about it.
fn remote(url: &str, attributes: &str, options: &Options<'_>, clean: &mut Clean) -> Option<String> {
    if let Some(host) = host(url)
        && clean.hosts.len() < MOST_HOSTS
        && !clean.hosts.contains(&host)
    {
        clean.hosts.push(host);
    }
    if is_tracker(attributes) {
        clean.trackers += 1;
        // a counting pixel shows nothing: it is never worth asking for
        if !matches!(options.images, Remote::Kept) {
            return None;
        }
    }
    match options.images {
        Remote::Kept => Some(url.to_owned()),
        Remote::Allowed(rewrite) => Some(rewrite(url)),
        Remote::Blocked => {
            clean.blocked_images += 1;
            None
        }
    }
}

/// The words that stand for a missing image.
fn placeholder(attributes: &str) -> String {
    match attribute(attributes, "alt") {
        Some(alt) if !alt.trim().is_empty() && !is_tracker(attributes) => {
            format!("<span class=\"blocked-image\">{}</span>", alt.replace('<', "&lt;"))
        }
        _ => String::new(),
    }
}

/// One pixel or none: an image that is there to be fetched, not to be seen.
fn is_tracker(attributes: &str) -> bool {
    let small = |name| {
        attribute(attributes, name)
            .is_some_and(|v| matches!(v.trim().trim_end_matches("px"), "0" | "1"))
    };
    let styled = attribute(attributes, "style").is_some_and(|style| {
        style.split(';').any(|d| {
            matches!(
                d.replace(' ', "").as_str(),
                "width:1px" | "height:1px" | "width:0px" | "height:0px" | "width:0" | "height:0"
            )
        })
    });
    small("width") && small("height") || styled
}

/// The server's name in an address.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("//")?.1;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    (!host.is_empty()).then_some(host)
}

fn percent_decoded(id: &str) -> String {
    if !id.contains('%') {
        return id.to_owned();
    }
    let bytes = id.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if let (b'%', Some(byte)) = (bytes[at], crate::transfer::hex_pair(&bytes[at + 1..])) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| id.to_owned())
}
