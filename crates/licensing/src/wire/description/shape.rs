//! Values as a description says them: what is a text, a number, one of these words, or nothing.

use serde_json::{Map, Value, json};

pub fn text() -> Value {
    json!({ "type": "string" })
}

pub fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

pub fn time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

pub fn flag() -> Value {
    json!({ "type": "boolean" })
}

pub fn number() -> Value {
    json!({ "type": "integer", "format": "int64" })
}

/// What a vendor notes, or what nobody can say more of.
pub fn object() -> Value {
    json!({ "type": "object" })
}

/// Nothing in particular: a number that is echoed, or a text.
pub fn echoed() -> Value {
    json!({ "type": ["number", "string", "null"] })
}

pub fn one_of(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

/// The words of an enum of the domain, as its own function names them.
pub fn words<W: Copy>(all: &[W], name: fn(W) -> &'static str) -> Value {
    one_of(&all.iter().map(|word| name(*word)).collect::<Vec<_>>())
}

pub fn several(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// The same, or null.
pub fn maybe(mut schema: Value) -> Value {
    if let Some(all) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        all.push(Value::Null);
    }
    match schema.get("type").cloned() {
        Some(Value::String(kind)) => {
            schema["type"] = json!([kind, "null"]);
            schema
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub type Field = (&'static str, Value);

/// An object of which all of these are always there.
pub fn record(fields: &[Field]) -> Value {
    let names: Vec<_> = fields.iter().map(|(name, _)| *name).collect();
    json!({ "type": "object", "required": names, "properties": properties(fields) })
}

/// An object of which these have to be there, and the others may be.
pub fn lenient(fields: &[Field], needed: &[&str]) -> Value {
    let mut schema = json!({ "type": "object", "properties": properties(fields) });
    if !needed.is_empty() {
        schema["required"] = json!(needed);
    }
    schema
}

fn properties(fields: &[Field]) -> Map<String, Value> {
    fields.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect()
}
