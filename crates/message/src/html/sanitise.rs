//! The allow-list: what of a stranger's HTML reaches a reader's screen.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};

use super::{images, limits, style, text};

/// What to do with images that stand on other people's servers.
#[derive(Clone, Copy)]
pub enum Remote<'o> {
    /// They are left out and counted.
    Blocked,
    /// Their address is rewritten, usually to our own proxy.
    Allowed(&'o dyn Fn(&str) -> String),
    /// They stay as they are: for storing, never for showing.
    Kept,
}

/// How to make HTML safe.
#[derive(Clone, Copy)]
pub struct Options<'o> {
    pub images: Remote<'o>,
    /// The address of a part by its `Content-ID`; `None` leaves the image out.
    pub cid: &'o dyn Fn(&str) -> Option<String>,
}

/// Safe HTML, and what was left out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    pub html: String,
    /// Remote images that were left out.
    pub blocked_images: usize,
    /// The servers that remote images stand on, each once.
    pub hosts: Vec<String>,
    /// Remote images of one pixel: they tell the sender that the mail was read.
    pub trackers: usize,
}

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

const CONTENT_DROPPED: &[&str] = &[
    "script", "style", "title", "noscript", "template", "iframe", "object", "applet", "svg",
    "math", "select", "textarea", "audio", "video", "xml",
];

const TABLE: &[&str] = &[
    "align",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "colspan",
    "rowspan",
    "height",
    "width",
    "valign",
    "nowrap",
];

/// Classes and ids that mailers mark quotes with.
pub(super) const QUOTE_MARKS: &[&str] = &[
    "gmail_quote",
    "gmail_quote_container",
    "gmail_attr",
    "gmail_extra",
    "gmail_signature",
    "gmail_signature_prefix",
    "yahoo_quoted",
    "moz-cite-prefix",
    "moz-signature",
    "moz-forward-container",
    "appendonsend",
    "divRplyFwdMsg",
    "x_divRplyFwdMsg",
    "x_appendonsend",
    "ms-outlook-mobile-reference-message",
    "OutlookMessageHeader",
    "protonmail_quote",
    "tutanota_quote",
    "zmail_extra",
    "WordSection1",
    "MsoNormal",
    "mail-editor-reference-message-container",
    "AppleMailSignature",
    "isForwardContent",
    "reply-intro",
    "js-signatureMarker",
];

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let set = |items: &'static [&'static str]| items.iter().copied().collect::<HashSet<_>>();
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for tag in ["table", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup"] {
        attributes.insert(tag, set(TABLE));
    }
    attributes.insert("a", set(&["href"]));
    attributes.insert("img", set(&["src", "alt", "width", "height", "border", "align"]));
    attributes.insert("font", set(&["color", "face", "size"]));
    attributes.insert("ol", set(&["start", "type"]));
    attributes.insert("ul", set(&["type"]));
    attributes.insert("blockquote", set(&["type"]));
    attributes.insert("hr", set(&["width", "size", "align", "color"]));
    let mut builder = Builder::new();
    builder
        .tags(set(TAGS))
        .clean_content_tags(set(CONTENT_DROPPED))
        .tag_attributes(attributes)
        .generic_attributes(set(&["style", "class", "id", "dir", "lang", "title", "align"]))
        .url_schemes(set(&["http", "https", "mailto", "tel", "cid", "ftp", "sip", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank")
        .attribute_filter(attribute)
        .strip_comments(true);
    builder
});

/// One attribute of one allowed tag: kept, changed, or (`None`) dropped.
fn attribute<'v>(tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match (tag, name) {
        (_, "style") => Some(style::clean(value)).filter(|s| !s.is_empty()).map(Cow::Owned),
        (_, "class" | "id") => marks(value).map(Cow::Owned),
        ("a", "href") => link(value),
        ("img", "src") => images::source(value).map(Cow::Borrowed),
        ("font", "color") => {
            (!style::clean(&format!("color:{value}")).is_empty()).then_some(Cow::Borrowed(value))
        }
        _ => Some(Cow::Borrowed(value)),
    }
}

/// The quote marks among class names or ids.
fn marks(value: &str) -> Option<String> {
    let known: Vec<&str> = value
        .split_whitespace()
        .filter(|name| QUOTE_MARKS.contains(&name.trim_start_matches("x_")))
        .collect();
    (!known.is_empty()).then(|| known.join(" "))
}

/// A link that leads out: a known scheme and an address, never a path on our own server.
fn link(value: &str) -> Option<Cow<'_, str>> {
    const SCHEMES: [&str; 6] = ["http:", "https:", "mailto:", "tel:", "ftp:", "sip:"];
    let compact: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    if SCHEMES.iter().any(|scheme| compact.starts_with(scheme)) {
        Some(Cow::Borrowed(value.trim()))
    } else if compact.starts_with("//") {
        Some(Cow::Owned(format!("https:{}", value.trim())))
    } else if compact.starts_with("www.") {
        Some(Cow::Owned(format!("http://{}", value.trim())))
    } else {
        None
    }
}

/// Makes HTML safe to show in the sandboxed frame.
pub fn sanitise(html: &str, options: &Options<'_>) -> Clean {
    if limits::is_unreasonable(html) {
        return Clean { html: text::from_text(&text::text_of_unclean(html)), ..Clean::default() };
    }
    images::rewrite(&BUILDER.clean(html).to_string(), options)
}

/// Makes HTML safe to keep: nothing active, but images still where they were.
pub fn for_storage(html: &str) -> String {
    let keep = |id: &str| Some(format!("cid:{id}"));
    sanitise(html, &Options { images: Remote::Kept, cid: &keep }).html
}
