//! What is given of an entry, by a form or on the wire, and how it is read: all that is wrong is said at once.

pub mod attribute;
mod entitlement;
pub mod environment;
mod given;
mod group;
pub mod meter;
mod pen;
mod policy;
mod pool;
pub mod product;
mod refused;
pub mod span;
mod user;
mod words;

pub use given::Given;
pub use pen::{LARGEST, Pen, whole};
pub use policy::{Clash, setting};
pub use pool::{PoolRefused, pool_lines};
pub use refused::{InUse, Refused};

use super::metadata::Metadata;

/// A name as it is sorted and searched; letters that become two in lower case do not make it too long.
pub fn sort_key(name: &str) -> String {
    platform::users::name_key(name).chars().take(200).collect()
}

/// Metadata as a form shows it.
pub fn metadata_text(metadata: &Metadata) -> String {
    if metadata.is_empty() {
        return String::new();
    }
    serde_json::to_string_pretty(metadata).unwrap_or_default()
}

/// An id, or nothing.
pub fn id_text<T: ToString>(id: Option<T>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// A number, or nothing.
pub fn number_text(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::domain::entry::Entry;
    use platform::Refusal;
    use serde_json::Value;
    use serde_json::json;

    /// What is refused of these attributes, as field and code.
    pub fn refused<E: Entry>(
        mut entry: E,
        attributes: Value,
    ) -> Vec<(String, Option<&'static str>)> {
        let Value::Object(attributes) = attributes else { panic!("no object") };
        let given = Given::attributes(attributes);
        let mut pen = Pen::new(&given);
        entry.read(&mut pen);
        let named = |r: Refusal| (r.field.unwrap_or_default().into_owned(), r.code);
        pen.end().into_iter().map(named).collect()
    }

    /// The entry with these attributes, which are all right.
    pub fn read<E: Entry>(mut entry: E, attributes: Value) -> E {
        assert_eq!(refused(entry.clone(), attributes.clone()), []);
        let Value::Object(attributes) = attributes else { panic!("no object") };
        let given = Given::attributes(attributes);
        entry.read(&mut Pen::new(&given));
        entry
    }

    /// A form that shows an entry and is sent as it is changes nothing.
    pub fn survives_its_form<E: Entry + std::fmt::Debug>(entry: &E, blank: E) {
        let pairs = entry.fields().into_iter().map(|(field, text)| (field.to_owned(), text));
        // a browser sends nothing for what is not ticked
        let sent = pairs.filter(|(f, text)| !(E::FLAGS.contains(&f.as_str()) && text == "false"));
        let given = Given::form::<E>(sent);
        let mut pen = Pen::new(&given);
        let mut again = blank;
        again.read(&mut pen);
        assert_eq!(pen.end(), []);
        assert_eq!(again.fields(), entry.fields());
        let mut same = entry.clone();
        same.read(&mut Pen::new(&given));
        assert_eq!(&same, entry);
    }

    pub fn now() -> platform::Millis {
        platform::Millis(chrono::DateTime::UNIX_EPOCH)
    }

    #[test]
    fn an_empty_field_of_a_form_is_nothing_and_an_absent_one_leaves_all_as_it_is() {
        let mut most = Some(3);
        let given = Given::attributes(serde_json::Map::new());
        Pen::new(&given).number("maxUsers", 1, &mut most);
        assert_eq!(most, Some(3));
        let form = [("maxUsers".to_owned(), " ".to_owned())];
        let given = Given::form::<crate::domain::group::Group>(form);
        Pen::new(&given).number("maxUsers", 1, &mut most);
        assert_eq!(most, None);
    }

    #[test]
    fn a_number_out_of_bounds_is_told_which_bound_it_passes() {
        for (typed, read) in [
            (" 7 ", Ok(7)),
            ("-3", Err(Refused::TooSmall(1))),
            ("0", Err(Refused::TooSmall(1))),
            ("10", Err(Refused::TooGreat(9))),
            ("99999999999999999999999", Err(Refused::TooGreat(9))),
            ("abc", Err(Refused::NoNumber)),
            ("1.5", Err(Refused::NoNumber)),
            ("-", Err(Refused::NoNumber)),
        ] {
            assert_eq!(whole(typed, (1, 9)), read, "{typed}");
        }
    }

    #[test]
    fn what_is_no_span_is_told_by_an_example_that_fits_the_field() {
        let wrong = |least| {
            let form = [("duration".to_owned(), "soon".to_owned())];
            let given = Given::form::<crate::domain::group::Group>(form);
            let mut pen = Pen::new(&given);
            pen.seconds("duration", least, &mut None);
            pen.end().remove(0).key
        };
        assert_eq!(wrong(86_400), "licensing-refused-span-days");
        assert_eq!(wrong(60), "licensing-refused-span");
    }

    #[test]
    fn the_wire_gives_numbers_and_a_form_gives_text() {
        let mut most = None;
        let Value::Object(attributes) = json!({ "maxUsers": "3" }) else { panic!("no object") };
        let given = Given::attributes(attributes);
        let mut pen = Pen::new(&given);
        pen.number("maxUsers", 1, &mut most);
        assert_eq!((pen.end().len(), most), (1, None));
        let form = [("maxUsers".to_owned(), " 3".to_owned())];
        let given = Given::form::<crate::domain::group::Group>(form);
        Pen::new(&given).number("maxUsers", 1, &mut most);
        assert_eq!(most, Some(3));
    }
}
