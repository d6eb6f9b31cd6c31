//! What this house exports, read again; a list as Keygen's API answers it is read as well.

use super::{Import, Item, Kind, Refused};
use serde_json::Value;

/// The entries of a document, in their order.
pub fn entries(bytes: &[u8]) -> Result<Vec<(Kind, Item)>, Refused> {
    let document: Value =
        serde_json::from_slice(bytes).map_err(|cause| Refused::NoJson(cause.to_string()))?;
    let all = match &document {
        Value::Array(all) => all,
        other => other.get("data").and_then(Value::as_array).ok_or(Refused::NoFormat)?,
    };
    if all.len() > Import::MOST {
        return Err(Refused::TooMany);
    }
    // what is exported has nothing in it that is not known
    let read: Option<Vec<_>> = all.iter().map(Item::read).collect();
    match read {
        Some(read) if read.is_empty() => Err(Refused::Empty),
        Some(read) => Ok(read),
        None => Err(Refused::NoFormat),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_whole_or_not_at_all() {
        let good = br#"{"format":"kontor-licences","data":[{"type":"products","id":"a","attributes":{"name":"A"}}]}"#;
        let read = entries(good).unwrap();
        assert_eq!((read.len(), read[0].0, read[0].1.text("name")), (1, Kind::Product, Some("A")));
        assert!(matches!(entries(&good[..good.len() - 4]), Err(Refused::NoJson(_))));
        assert_eq!(entries(br#"{"data":[{"type":"cats","id":"a"}]}"#), Err(Refused::NoFormat));
        assert_eq!(entries(br#"{"data":[]}"#), Err(Refused::Empty));
        assert_eq!(entries(b"7"), Err(Refused::NoFormat));
    }
}
