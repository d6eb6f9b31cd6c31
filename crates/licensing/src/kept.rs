//! A memory of limited size for what can be had again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// What was asked for lately: when so many are there, those that were not asked for since the last time go.
pub(crate) struct Kept<K, V> {
    most: usize,
    generations: Mutex<Generations<K, V>>,
}

struct Generations<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    pub fn new(most: usize) -> Self {
        let generations = Generations { young: HashMap::new(), old: HashMap::new() };
        Self { most, generations: Mutex::new(generations) }
    }

    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
    {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.young.get(key) {
            return Some(known.clone());
        }
        let (key, known) = all.old.remove_entry(key)?;
        self.add(&mut all, key, known.clone());
        Some(known)
    }

    pub fn put(&self, key: K, value: V) {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        all.old.remove(&key);
        self.add(&mut all, key, value);
    }

    fn add(&self, all: &mut Generations<K, V>, key: K, value: V) {
        if all.young.len() >= self.most {
            all.old = std::mem::take(&mut all.young);
        }
        all.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_what_is_not_goes() {
        let kept = Kept::new(2);
        for n in 0..3 {
            kept.put(n, n * 10);
            assert_eq!(kept.get(&0), Some(0), "it is asked for each time");
        }
        for n in 3..9 {
            kept.put(n, n * 10);
            kept.get(&0);
        }
        assert_eq!(kept.get(&0), Some(0));
        assert_eq!(kept.get(&8), Some(80));
        assert_eq!(kept.get(&3), None, "nobody asked for it");
        let all = kept.generations.lock().unwrap();
        assert!(all.young.len() + all.old.len() <= 4);
    }

    #[test]
    fn what_is_put_again_is_what_is_found() {
        let kept = Kept::new(1);
        kept.put("a", 1);
        kept.put("b", 2);
        kept.put("a", 3);
        assert_eq!(kept.get("a"), Some(3));
    }
}
