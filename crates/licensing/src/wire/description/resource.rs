//! Resources as JSON:API has them: what is answered of one, and what is sent of one.

use super::shape::{Field, echoed, flag, id, lenient, maybe, object, record, several, text, time};
use serde_json::{Map, Value, json};

/// To what a resource is related.
#[derive(Clone, Debug)]
enum To {
    One(&'static [&'static str]),
    Maybe(&'static [&'static str]),
    /// Only where they are to be had is said.
    Many,
}

/// A kind of resource.
#[derive(Clone, Debug)]
pub struct Kind {
    pub name: &'static str,
    always: Vec<Field>,
    at_times: Vec<Field>,
    related: Vec<(&'static str, To)>,
    meta: Option<Value>,
    has_address: bool,
}

/// What is sent of a resource: these of its attributes, related to these.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent<'a> {
    pub attributes: &'a [&'static str],
    /// Names with the kinds of what they name.
    pub related: &'a [(&'static str, &'static str)],
    /// What has to be there, by either name.
    pub needed: &'a [&'static str],
}

impl Kind {
    /// A resource, with the attributes that its answers always have.
    pub fn new(name: &'static str, always: Vec<Field>) -> Self {
        let (at_times, related) = (Vec::new(), Vec::new());
        Self { name, always, at_times, related, meta: None, has_address: true }
    }

    /// Without an address of its own.
    pub fn nowhere(self) -> Self {
        Self { has_address: false, ..self }
    }

    /// An attribute that some of its answers have.
    pub fn at_times(mut self, name: &'static str, schema: Value) -> Self {
        self.at_times.push((name, schema));
        self
    }

    pub fn belongs_to(mut self, name: &'static str, of: &'static [&'static str]) -> Self {
        self.related.push((name, To::One(of)));
        self
    }

    pub fn may_belong_to(mut self, name: &'static str, of: &'static [&'static str]) -> Self {
        self.related.push((name, To::Maybe(of)));
        self
    }

    pub fn has_many(mut self, names: &[&'static str]) -> Self {
        self.related.extend(names.iter().map(|name| (*name, To::Many)));
        self
    }

    /// Said beside its attributes.
    pub fn meta(self, schema: Value) -> Self {
        Self { meta: Some(schema), ..self }
    }

    /// As it is answered.
    pub fn answered(&self) -> Value {
        let mut attributes = record(&self.always);
        for (name, schema) in &self.at_times {
            attributes["properties"][*name] = schema.clone();
        }
        let mut fields = vec![
            ("id", text()),
            ("type", json!({ "const": self.name })),
            ("attributes", attributes),
            ("relationships", self.relationships()),
        ];
        if self.has_address {
            fields.push(("links", record(&[("self", text())])));
        }
        fields.extend(self.meta.clone().map(|meta| ("meta", meta)));
        record(&fields)
    }

    fn relationships(&self) -> Value {
        let account = record(&[("links", related()), ("data", identifier(&["accounts"]))]);
        let mut all = vec![("account", account)];
        all.extend(self.related.iter().map(|(name, to)| (*name, self.relationship(to))));
        record(&all)
    }

    fn relationship(&self, to: &To) -> Value {
        let mut fields = Vec::new();
        if self.has_address {
            fields.push(("links", related()));
        }
        match to {
            To::One(of) => fields.push(("data", identifier(of))),
            To::Maybe(of) => fields.push(("data", maybe(identifier(of)))),
            To::Many => {}
        }
        record(&fields)
    }

    /// As it is sent. Null is as good as nothing, or takes away what was there.
    pub fn sent(&self, sent: &Sent<'_>) -> Value {
        let own = self.always.iter().chain(&self.at_times);
        let is_sent = |(name, _): &&Field| sent.attributes.contains(name);
        let attributes: Vec<Field> =
            own.filter(is_sent).map(|(name, schema)| (*name, maybe(schema.clone()))).collect();
        let those = |known: &dyn Fn(&str) -> bool| -> Vec<&str> {
            sent.needed.iter().copied().filter(|name| known(name)).collect()
        };
        let needed = those(&|name| attributes.iter().any(|(own, _)| *own == name));
        let needed_related = those(&|name| sent.related.iter().any(|(own, _)| *own == name));
        let related: Vec<Field> = sent.related.iter().map(|to| (to.0, named(*to))).collect();
        let mut fields = vec![
            ("type", json!({ "const": self.name })),
            ("attributes", lenient(&attributes, &needed)),
        ];
        if !related.is_empty() {
            fields.push(("relationships", lenient(&related, &needed_related)));
        }
        let mut all = vec!["type"];
        all.extend((!needed.is_empty()).then_some("attributes"));
        all.extend((!needed_related.is_empty()).then_some("relationships"));
        lenient(&[("data", lenient(&fields, &all))], &["data"])
    }
}

/// Several are named by a list, as users of a licence are.
fn named((name, of): (&str, &'static str)) -> Value {
    let data = match name {
        "users" | "entitlements" | "constraints" => several(object()),
        "components" => several(lenient(
            &[
                ("type", json!({ "const": of })),
                ("attributes", record(&[("fingerprint", text()), ("name", text())])),
            ],
            &["type", "attributes"],
        )),
        _ => maybe(identifier(&[of])),
    };
    record(&[("data", data)])
}

fn related() -> Value {
    record(&[("related", text())])
}

fn identifier(of: &[&str]) -> Value {
    record(&[("type", json!({ "enum": of })), ("id", id())])
}

/// A body that names what something is to belong to.
pub fn naming(of: &'static str) -> Value {
    record(&[("data", maybe(identifier(&[of])))])
}

/// A body that names several.
pub fn naming_several(of: &'static str) -> Value {
    record(&[("data", several(identifier(&[of])))])
}

/// A body that says something about what is asked, and nothing of a resource.
pub fn about(fields: &[Field], needed: &[&str]) -> Value {
    let needs: &[&str] = if needed.is_empty() { &[] } else { &["meta"] };
    lenient(&[("meta", lenient(fields, needed))], needs)
}

/// What a document has beside its data.
pub fn document(data: Option<Value>, meta: Option<Value>) -> Value {
    let mut fields: Vec<Field> = data.into_iter().map(|data| ("data", data)).collect();
    fields.extend(meta.clone().map(|meta| ("meta", meta)));
    let mut schema = record(&fields);
    let properties: &mut Map<String, Value> = match schema.get_mut("properties") {
        Some(Value::Object(all)) => all,
        _ => return schema,
    };
    properties.insert("links".into(), object());
    properties.entry("meta").or_insert_with(object);
    properties.insert("included".into(), several(object()));
    schema
}

/// One thing that went wrong.
pub fn fault() -> Value {
    let source = lenient(&[("pointer", text()), ("parameter", text()), ("header", text())], &[]);
    let fields = [
        ("title", text()),
        ("detail", text()),
        ("code", text()),
        ("source", source),
        ("links", object()),
    ];
    let one = lenient(&fields, &["title", "detail", "code"]);
    let errors = json!({ "type": "array", "items": one, "minItems": 1 });
    record(&[("meta", record(&[("id", text())])), ("errors", errors)])
}

/// A "no" of the small interface.
pub fn refusal() -> Value {
    let fields = [
        ("success", flag()),
        ("valid", flag()),
        ("code", text()),
        ("error", text()),
        ("ts", time()),
        ("nonce", echoed()),
    ];
    lenient(&fields, &["code", "error", "ts"])
}
