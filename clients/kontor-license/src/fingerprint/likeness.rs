//! How much of a machine is still the machine that was enrolled.

use super::{Component, Part};

/// The comparison of two sets of components by weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The weight of what is the same.
    pub shared: u32,
    /// The weight of all that was enrolled.
    pub of: u32,
    /// How many components are the same.
    pub same: usize,
    /// The names of those that were enrolled and are now others or gone.
    pub differing: Vec<String>,
}

impl Likeness {
    /// The same machine: at least half of the enrolled weight, and never by one component alone.
    pub fn is_same_machine(&self) -> bool {
        self.same >= 2 && self.shared * 2 >= self.of
    }
}

/// Compares what a machine is made of with what was enrolled.
pub fn likeness(enrolled: &[Component], present: &[Component]) -> Likeness {
    let mut found = Likeness::default();
    for component in enrolled {
        let weight = Part::weight_of(&component.name);
        found.of += weight;
        if present.contains(component) {
            found.shared += weight;
            found.same += 1;
        } else {
            found.differing.push(component.name.clone());
        }
    }
    found
}
