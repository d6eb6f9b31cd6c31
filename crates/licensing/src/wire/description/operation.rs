//! A method at an address, and all that is said of it: whom it lets in, what it takes, gives and refuses.

use super::resource::document;
use super::shape::{Field, one_of, reference, several, text};
use crate::wire::fault::{Fault, code};
use crate::wire::query::{LAST, MOST};
use axum::http::StatusCode;
use platform::wire::Wire;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// JSON:API without what is said of its letters, as programs send it.
pub const JSON_API: &str = "application/vnd.api+json";
pub const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

/// Whom an operation lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Open,
    /// Everybody who says who they are.
    Known,
    /// Who has this permission.
    Needs(&'static str),
    /// Who has this permission, or does not say who they are: what is open to all is there for them.
    Reads(&'static str),
    /// Who knows a licence's key or a session's token, or has this permission.
    Holder(&'static str),
}

impl Access {
    pub fn permission(self) -> Option<&'static str> {
        match self {
            Self::Open | Self::Known => None,
            Self::Needs(name) | Self::Reads(name) | Self::Holder(name) => Some(name),
        }
    }

    fn told(self) -> String {
        match self {
            Self::Open => "Nobody need say who they are.".into(),
            Self::Known => "Whoever asks has to say who they are.".into(),
            Self::Needs(name) => format!("Needs the permission `{name}`."),
            Self::Reads(name) => {
                format!(
                    "Needs the permission `{name}` of whoever says who they are; without that, what is open to all is there."
                )
            }
            Self::Holder(name) => {
                format!(
                    "Whoever has the licence's key may ask, and who has the permission `{name}`."
                )
            }
        }
    }

    fn security(self) -> Value {
        let ways = json!([{ "token": [] }, { "licence": [] }]);
        match self {
            Self::Open => json!([]),
            Self::Known | Self::Needs(_) => ways,
            Self::Reads(_) | Self::Holder(_) => json!([{}, { "token": [] }, { "licence": [] }]),
        }
    }
}

/// An answer of one status.
#[derive(Clone, Debug)]
struct Gives {
    status: StatusCode,
    content: Option<(&'static str, Value)>,
}

#[derive(Clone, Debug)]
pub struct Operation {
    pub method: &'static str,
    /// Below the address of its wire.
    pub path: &'static str,
    /// Its name in programs that are made from the description.
    pub name: &'static str,
    summary: &'static str,
    pub access: Access,
    query: Vec<Value>,
    takes: Option<Value>,
    gives: Vec<Gives>,
    also: Vec<StatusCode>,
    pub codes: Vec<&'static str>,
}

fn new(method: &'static str, path: &'static str, name: &'static str) -> Operation {
    Operation {
        method,
        path,
        name,
        summary: "",
        access: Access::Open,
        query: Vec::new(),
        takes: None,
        gives: Vec::new(),
        also: Vec::new(),
        codes: Vec::new(),
    }
}

pub fn get(path: &'static str, name: &'static str) -> Operation {
    new("get", path, name)
}

pub fn post(path: &'static str, name: &'static str) -> Operation {
    new("post", path, name)
}

pub fn put(path: &'static str, name: &'static str) -> Operation {
    new("put", path, name)
}

pub fn patch(path: &'static str, name: &'static str) -> Operation {
    new("patch", path, name)
}

pub fn delete(path: &'static str, name: &'static str) -> Operation {
    new("delete", path, name)
}

impl Operation {
    /// What it does, in one sentence.
    pub fn says(self, summary: &'static str) -> Self {
        Self { summary, ..self }
    }

    pub fn lets_in(self, access: Access) -> Self {
        Self { access, ..self }
    }

    pub fn needs(self, permission: &'static str) -> Self {
        self.lets_in(Access::Needs(permission))
    }

    pub fn reads(self, permission: &'static str) -> Self {
        self.lets_in(Access::Reads(permission))
    }

    pub fn takes(self, schema: Value) -> Self {
        Self { takes: Some(schema), ..self }
    }

    /// A resource of this kind.
    pub fn gives(self, kind: &str) -> Self {
        let data = document(Some(reference(kind)), None);
        self.answers(StatusCode::OK, JSON_API, data)
    }

    pub fn creates(self, kind: &str) -> Self {
        let data = document(Some(reference(kind)), None);
        self.answers(StatusCode::CREATED, JSON_API, data)
    }

    /// One or none.
    pub fn gives_maybe(self, kind: &str) -> Self {
        let data = document(Some(super::shape::maybe(reference(kind))), None);
        self.answers(StatusCode::OK, JSON_API, data)
    }

    /// All of them at once.
    pub fn gives_all(self, kind: &str) -> Self {
        let data = document(Some(several(reference(kind))), None);
        self.answers(StatusCode::OK, JSON_API, data)
    }

    /// A page of them.
    pub fn lists(mut self, kind: &str) -> Self {
        let within = |most: u32| json!({ "type": "integer", "minimum": 1, "maximum": most });
        self = self
            .filter("limit", within(MOST), "How many, where no page is named.")
            .filter("page[size]", within(MOST), "How many there are on a page.")
            .filter("page[number]", within(LAST), "Which page; all are counted then.")
            .filter(
                "page[cursor]",
                text(),
                "What `links.next` of the page before says; empty for the first page.",
            );
        self.gives_all(kind)
    }

    pub fn filter(mut self, name: &str, schema: Value, meaning: &str) -> Self {
        self.query.push(json!({
            "name": name, "in": "query", "description": meaning, "schema": schema,
        }));
        self
    }

    /// Filters that need no words beyond their names.
    pub fn filters(self, all: &[Field]) -> Self {
        let by = |one: Self, (name, schema): &Field| {
            one.filter(name, schema.clone(), "Those of which this holds.")
        };
        all.iter().fold(self, by)
    }

    /// What has to stand in the query.
    pub fn needed(mut self) -> Self {
        if let Some(last) = self.query.last_mut() {
            last["required"] = true.into();
        }
        self
    }

    pub fn answers(mut self, status: StatusCode, media: &'static str, schema: Value) -> Self {
        self.gives.push(Gives { status, content: Some((media, schema)) });
        self
    }

    /// Another answer in place of those that were said.
    pub fn instead(self, status: StatusCode, media: &'static str, schema: Value) -> Self {
        Self { gives: Vec::new(), ..self }.answers(status, media, schema)
    }

    pub fn nothing(mut self, status: StatusCode) -> Self {
        self.gives.push(Gives { status, content: None });
        self
    }

    pub fn removes(self) -> Self {
        self.nothing(StatusCode::NO_CONTENT)
    }

    /// The bytes of a file.
    pub fn file(self, status: StatusCode) -> Self {
        self.answers(status, BYTES, json!({ "type": "string", "format": "binary" }))
    }

    /// Refused in this way too, which others are not.
    pub fn also(mut self, status: StatusCode) -> Self {
        self.also.push(status);
        self
    }

    /// What it is refused with beside what every operation is.
    pub fn codes(self, codes: &[&'static str]) -> Self {
        Self { codes: codes.into(), ..self }
    }
}

/// How it is refused at a wire, and in which format.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub refusal: &'static str,
    pub media: &'static str,
    /// The format of what is sent.
    pub sends: &'static str,
}

impl Operation {
    /// As OpenAPI has it.
    pub fn drawn(&self, wire: &Wire, style: Style) -> Value {
        let mut parameters: Vec<Value> = self.path.split('/').filter_map(in_path).collect();
        parameters.extend(self.query.iter().cloned());
        let mut responses: Map<String, Value> = Map::new();
        for one in &self.gives {
            responses.insert(one.status.as_str().to_owned(), answer(one));
        }
        let mut codes = self.codes.clone();
        for status in self.refusals() {
            codes.extend(usual(status));
            responses.entry(status.as_str().to_owned()).or_insert_with(|| refused(status, style));
        }
        codes.sort_unstable();
        codes.dedup();
        let mut said = json!({
            "operationId": self.name,
            "summary": self.summary,
            "description": self.access.told(),
            "tags": [tag(wire.at, self.path)],
            "security": self.access.security(),
            "parameters": parameters,
            "responses": responses,
            "x-error-codes": codes,
        });
        if let Some(permission) = self.access.permission() {
            said["x-permission"] = permission.into();
        }
        if let Some(schema) = &self.takes {
            let mut content = Map::new();
            content.insert(style.sends.into(), json!({ "schema": schema }));
            let required = schema.get("required").is_some();
            said["requestBody"] = json!({ "required": required, "content": content });
        }
        said
    }

    /// Every way in which it may be refused.
    fn refusals(&self) -> Vec<StatusCode> {
        let mut all = vec![
            StatusCode::BAD_REQUEST,
            StatusCode::UNAUTHORIZED,
            StatusCode::FORBIDDEN,
            StatusCode::NOT_FOUND,
            StatusCode::TOO_MANY_REQUESTS,
            StatusCode::SERVICE_UNAVAILABLE,
        ];
        if self.method != "get" {
            all.extend([
                StatusCode::CONFLICT,
                StatusCode::PAYLOAD_TOO_LARGE,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                StatusCode::UNPROCESSABLE_ENTITY,
            ]);
        }
        all.extend(&self.also);
        all
    }
}

/// The code of a status where no rule has one of its own.
fn usual(status: StatusCode) -> Option<&'static str> {
    match Fault::of_status(status).errors.into_iter().next()?.code {
        Cow::Borrowed(usual) if usual != code::INTERNAL => Some(usual),
        _ => None,
    }
}

fn answer(one: &Gives) -> Value {
    let mut said = json!({
        "description": one.status.canonical_reason().unwrap_or_default(),
        "headers": super::HEADERS.iter().map(|(name, _)| {
            ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") }))
        }).collect::<Map<_, _>>(),
    });
    if let Some((media, schema)) = &one.content {
        let mut content = Map::new();
        content.insert((*media).into(), json!({ "schema": schema }));
        said["content"] = content.into();
    }
    said
}

fn refused(status: StatusCode, style: Style) -> Value {
    let mut content = Map::new();
    content.insert(style.media.into(), json!({ "schema": reference(style.refusal) }));
    let said = status.canonical_reason().unwrap_or_default();
    json!({ "description": said, "content": content })
}

/// Resources are found together, by what their addresses begin with.
fn tag(at: &'static str, path: &'static str) -> &'static str {
    if at == "/v1" {
        path.split('/').nth(1).unwrap_or_default()
    } else {
        at.trim_start_matches('/')
    }
}

/// What stands in an address, and by what it may be named.
fn in_path(piece: &str) -> Option<Value> {
    let name = piece.strip_prefix('{')?.strip_suffix('}')?;
    let meaning = match name {
        "account" => "The account, by its id or its short name.",
        "id" => {
            "By its id; where it has a key, a code, a version, a fingerprint or a mail address, also by that."
        }
        "code" => "The meter's code.",
        "file" | "filename" => "The name of the file.",
        "key" => "By the key.",
        "product" => "The product, by its id or its code.",
        "release" => "The release, by its id, version or tag.",
        _ => "By its id.",
    };
    Some(json!({
        "name": name, "in": "path", "required": true, "description": meaning,
        "schema": { "type": "string", "minLength": 1 },
    }))
}

/// Which of these come along, parted by commas.
pub fn including(possible: &[&str]) -> Value {
    several(one_of(possible))
}
