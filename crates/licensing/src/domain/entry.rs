//! What products, policies and their like have in common: they are made, changed and removed alike.

use super::draft::Pen;
use events::directory::FieldChange;
use events::licensing::Noun;
use platform::Millis;
use sea_orm::prelude::Uuid;

/// An entry of the catalogue. Its fields are named as the wire names its attributes, in forms, refusals and changes too.
pub trait Entry: Clone + PartialEq + Send + Sync + 'static {
    const NOUN: Noun;
    /// Fields that are yes or no: a form says nothing of one that is not ticked.
    const FLAGS: &'static [&'static str] = &[];

    /// One of which nothing is written down yet.
    fn blank(now: Millis) -> Self;
    fn id(&self) -> Uuid;
    /// What people call it.
    fn label(&self) -> String;
    fn version(&self) -> i32;
    fn touch(&mut self, now: Millis);
    /// Takes over what is given and leaves the rest as it is.
    fn read(&mut self, pen: &mut Pen<'_>);
    /// Every field as a form shows it; read again, it is the same.
    fn fields(&self) -> Vec<(&'static str, String)>;
}

/// Writes what every entry's row has alike.
macro_rules! dated {
    () => {
        fn id(&self) -> sea_orm::prelude::Uuid {
            self.id.0
        }

        fn version(&self) -> i32 {
            self.version
        }

        fn touch(&mut self, now: platform::Millis) {
            self.updated_at = now;
        }
    };
}

pub(crate) use dated;

/// The fields that differ.
pub fn changes<E: Entry>(from: &E, to: &E) -> Vec<FieldChange> {
    from.fields()
        .into_iter()
        .zip(to.fields())
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| FieldChange { field: field.to_owned(), from, to })
        .collect()
}
