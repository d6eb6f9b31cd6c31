//! What apps keep in memory for the life of the server: one value of each type, made when it is first asked for.

use crate::Kontor;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// A value that the server holds once, such as an index that an app answers from. It is told what changed by who changes
/// it; it keeps no `Kontor`, which would never end then.
pub trait Held: Send + Sync + 'static {
    fn new(kontor: &Kontor) -> Self;
}

type Value = Arc<dyn Any + Send + Sync>;

/// By type. A cell of its own for each, so that making one value may ask for another.
#[derive(Default)]
pub(crate) struct HeldValues(RwLock<HashMap<TypeId, Arc<OnceLock<Value>>>>);

impl HeldValues {
    fn cell(&self, of: TypeId) -> Arc<OnceLock<Value>> {
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&of).cloned();
        found.unwrap_or_else(|| {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            all.entry(of).or_default().clone()
        })
    }

    fn get<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        let cell = self.cell(TypeId::of::<T>());
        let value = cell.get_or_init(|| Arc::new(make())).clone();
        value.downcast().expect("a value lies under its own type")
    }
}

impl Kontor {
    /// The value of this type; made now, if nobody asked before.
    pub fn held<T: Held>(&self) -> Arc<T> {
        self.held_or(|| T::new(self))
    }

    /// The value of this type; made by `make`, if nobody asked before.
    pub fn held_or<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        self.held.get(make)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn there_is_one_value_of_each_type_however_many_ask_at_once() {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let held = HeldValues::default();
        let make = || {
            std::thread::sleep(std::time::Duration::from_millis(5));
            MADE.fetch_add(1, Ordering::SeqCst)
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert_eq!(*held.get(make), 0));
            }
        });
        assert_eq!(MADE.load(Ordering::SeqCst), 1);
        assert_eq!(*held.get(|| String::from("another type")), "another type");
    }

    #[test]
    fn making_a_value_may_ask_for_another() {
        let held = HeldValues::default();
        let outer = held.get(|| format!("{} and more", held.get(|| 7_u8)));
        assert_eq!((outer.as_str(), *held.get(|| 9_u8)), ("7 and more", 7));
    }
}
