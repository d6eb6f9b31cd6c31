//! Licences and policies as they were last read, kept in memory. Whoever asks again reads a glance of the row, which says
//! whether it is still so: what was changed, on whichever node, holds from the next request on, and nobody has to be told.

use crate::domain::licence::Licence;
use crate::domain::policy::{Policy, PolicyId};
use crate::store;
use platform::held::Held;
use platform::{Cx, Error, Kontor, Result};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// So many of a kind are kept, and at most as many that were not asked for since.
const KEPT: usize = 8_192;

pub(crate) struct Recent {
    /// By the hash of the key.
    licences: Kept<String, Licence>,
    policies: Kept<PolicyId, Policy>,
}

impl Held for Recent {
    fn new(_: &Kontor) -> Self {
        Self { licences: Kept::new(KEPT), policies: Kept::new(KEPT) }
    }
}

/// The licence with the key of this hash, as it is now.
pub(crate) async fn licence_of_key(cx: &Cx, hash: &str) -> Result<Option<Licence>> {
    let recent = cx.kontor.held::<Recent>();
    if let Some(read) = recent.licences.get(hash) {
        let glance = store::glance::licence_of_key(cx.db(), hash).await?;
        if let Some(licence) = glance.and_then(|glance| glance.onto(&read)) {
            return Ok(Some(licence));
        }
    }
    let licence = store::licence::find_by_hash(cx.db(), hash).await?;
    if let Some(licence) = &licence {
        recent.licences.put(hash.to_owned(), Arc::new(licence.clone()));
    }
    Ok(licence)
}

/// The policy as it is now; `NotFound` where there is none.
pub(crate) async fn policy(cx: &Cx, id: PolicyId) -> Result<Arc<Policy>> {
    let recent = cx.kontor.held::<Recent>();
    if let Some(read) = recent.policies.get(&id) {
        let glance = store::glance::policy(cx.db(), id).await?.ok_or(Error::NotFound)?;
        if glance.version == read.version {
            return Ok(read);
        }
    }
    let policy = Arc::new(store::policy::get(cx.db(), id).await?);
    recent.policies.put(id, policy.clone());
    Ok(policy)
}

/// What was asked for lately: when so many are there, those that were not asked for since the last time go.
struct Kept<K, V> {
    most: usize,
    generations: Mutex<Generations<K, V>>,
}

struct Generations<K, V> {
    young: HashMap<K, Arc<V>>,
    old: HashMap<K, Arc<V>>,
}

impl<K: Hash + Eq, V> Kept<K, V> {
    fn new(most: usize) -> Self {
        let generations = Generations { young: HashMap::new(), old: HashMap::new() };
        Self { most, generations: Mutex::new(generations) }
    }

    fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<Arc<V>>
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

    fn put(&self, key: K, value: Arc<V>) {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        all.old.remove(&key);
        self.add(&mut all, key, value);
    }

    fn add(&self, all: &mut Generations<K, V>, key: K, value: Arc<V>) {
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
            kept.put(n, Arc::new(n * 10));
            assert_eq!(kept.get(&0).as_deref(), Some(&0), "it is asked for each time");
        }
        for n in 3..9 {
            kept.put(n, Arc::new(n * 10));
            kept.get(&0);
        }
        assert_eq!(kept.get(&0).as_deref(), Some(&0));
        assert_eq!(kept.get(&8).as_deref(), Some(&80));
        assert_eq!(kept.get(&3), None, "nobody asked for it");
        let all = kept.generations.lock().unwrap();
        assert!(all.young.len() + all.old.len() <= 4);
    }

    #[test]
    fn what_is_put_again_is_what_is_found() {
        let kept = Kept::new(1);
        kept.put("a", Arc::new(1));
        kept.put("b", Arc::new(2));
        kept.put("a", Arc::new(3));
        assert_eq!(kept.get("a").as_deref(), Some(&3));
    }
}
