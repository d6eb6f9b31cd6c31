//! What a browser without scripts sees of a page: its links and its forms.

use regex::Regex;
use std::sync::LazyLock;

/// A form as it would be sent without touching it.
#[derive(Clone, Debug)]
pub struct Form {
    pub post: bool,
    pub action: String,
    pub files: bool,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub value: String,
    /// Whether a person types here, so that what was typed must not be lost.
    pub typed: bool,
}

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?s)<(/?)(form|input|select|option|textarea|button)\b((?:[^>\x22]|\x22[^\x22]*\x22)*)>",
    )
    .unwrap()
});
static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\b(?:href|hx-get|src|data-href)="(/[^"]*)""#).unwrap());

fn attribute(tag: &str, name: &str) -> Option<String> {
    let mark = format!(" {name}=\"");
    let at = tag.find(&mark)? + mark.len();
    Some(unescaped(tag[at..].split('"').next()?))
}

fn has(tag: &str, word: &str) -> bool {
    let bare = tag.split('"').step_by(2);
    bare.flat_map(|part| part.split([' ', '\n'])).any(|piece| piece == word)
}

pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Addresses of our own that the page names.
pub fn links(html: &str) -> Vec<String> {
    LINK.captures_iter(html).map(|found| unescaped(&found[1])).collect()
}

/// Every form of the page; `here` is where one without an action leads.
pub fn forms(html: &str, here: &str) -> Vec<Form> {
    let mut all: Vec<(String, Form)> = Vec::new();
    let mut open: Option<usize> = None;
    let mut select: Option<(usize, usize)> = None;
    for found in TAG.captures_iter(html) {
        let (end, name, tag) = (&found[1] == "/", &found[2], &found[3]);
        match (name, end) {
            ("form", false) => {
                let action = attribute(tag, "action").unwrap_or_else(|| here.to_owned());
                let post = attribute(tag, "method").as_deref() == Some("post");
                let files = attribute(tag, "enctype").is_some();
                let id = attribute(tag, "id").unwrap_or_default();
                open = Some(all.len());
                all.push((id, Form { post, action, files, fields: Vec::new() }));
            }
            ("form", true) => open = None,
            ("option", false) => {
                let Some((form, field)) = select else { continue };
                let field = &mut all[form].1.fields[field];
                if has(tag, "selected") || field.value.is_empty() {
                    field.value = attribute(tag, "value").unwrap_or_default();
                }
            }
            ("select", true) => select = None,
            ("input" | "select" | "textarea" | "button", false) => {
                let owner =
                    attribute(tag, "form").and_then(|id| all.iter().position(|f| f.0 == id));
                let Some(form) = owner.or(open) else { continue };
                let Some(field) = field(name, tag, &html[found.get(0).unwrap().end()..]) else {
                    continue;
                };
                // of several buttons one is pressed
                if name == "button" && all[form].1.fields.iter().any(|f| f.name == field.name) {
                    continue;
                }
                all[form].1.fields.push(field);
                if name == "select" {
                    select = Some((form, all[form].1.fields.len() - 1));
                }
            }
            _ => {}
        }
    }
    all.into_iter().map(|(_, form)| form).collect()
}

fn field(kind: &str, tag: &str, after: &str) -> Option<Field> {
    let name = attribute(tag, "name")?;
    let sort = attribute(tag, "type").unwrap_or_default();
    let ticked = matches!(sort.as_str(), "checkbox" | "radio");
    if ticked && !has(tag, "checked") {
        return None;
    }
    let value = match kind {
        "textarea" => unescaped(after.split("</textarea>").next()?),
        _ => attribute(tag, "value").unwrap_or_default(),
    };
    let typed = kind == "textarea"
        || matches!(sort.as_str(), "text" | "email" | "search" | "tel" | "url" | "number");
    Some(Field { name, value, typed })
}
