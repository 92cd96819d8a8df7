//! Records under keys, in the order of the keys: a list and a search by halves.
//!
//! The trees of the standard library are as good with a million records; with those of one device they are only longer,
//! by some kilobytes for each kind of record, and everybody who comes for the first time would fetch them.

/// Records under keys. They are boxed: a list of boxes is cheap to move, and one code serves all kinds.
#[derive(Debug)]
pub(in crate::engine) struct Table<K, V> {
    keys: Vec<K>,
    values: Vec<Box<V>>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { keys: Vec::new(), values: Vec::new() }
    }
}

impl<K: Ord, V> Table<K, V> {
    /// The record under a key.
    pub(in crate::engine) fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().and_then(|at| self.values.get(at)).map(Box::as_ref)
    }

    /// Puts a record under a key, in the place of the one that may be there.
    pub(in crate::engine) fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(at) => *self.values[at] = value,
            Err(at) => {
                self.keys.insert(at, key);
                self.values.insert(at, Box::new(value));
            }
        }
    }

    /// The record under a key, which is made if there is none.
    pub(in crate::engine) fn entry(&mut self, key: &K) -> &mut V
    where
        K: Clone,
        V: Default,
    {
        let at = match self.place(key) {
            Ok(at) => at,
            Err(at) => {
                self.keys.insert(at, key.clone());
                self.values.insert(at, Box::default());
                at
            }
        };
        &mut self.values[at]
    }

    /// Takes a record away.
    pub(in crate::engine) fn remove(&mut self, key: &K) {
        if let Ok(at) = self.place(key) {
            self.keys.remove(at);
            self.values.remove(at);
        }
    }

    /// All records, in order.
    pub(in crate::engine) fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter().map(Box::as_ref)
    }

    /// All records from a key on.
    pub(in crate::engine) fn from(&self, key: &K) -> impl Iterator<Item = &V> + use<'_, K, V> {
        let (Ok(at) | Err(at)) = self.place(key);
        self.values.iter().skip(at).map(Box::as_ref)
    }

    /// The last key.
    pub(in crate::engine) fn last(&self) -> Option<&K> {
        self.keys.last()
    }

    /// All records, in order, and nothing else any more.
    pub(in crate::engine) fn into_values(self) -> impl Iterator<Item = V> {
        self.values.into_iter().map(|value| *value)
    }

    // One search for all who ask.
    #[inline(never)]
    fn place(&self, key: &K) -> Result<usize, usize> {
        // What is loaded comes in order.
        match self.keys.last() {
            Some(last) if last < key => Err(self.keys.len()),
            _ => self.keys.binary_search(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::Table;

    proptest! {
        #[test]
        fn it_is_what_a_tree_would_be(steps in proptest::collection::vec((0..20_u8, any::<Option<u8>>()), 0..60)) {
            let (mut table, mut tree) = (Table::default(), BTreeMap::new());
            for (key, value) in steps {
                match value {
                    Some(value) => {
                        table.insert(key, value);
                        tree.insert(key, value);
                    }
                    None => {
                        table.remove(&key);
                        tree.remove(&key);
                    }
                }
                prop_assert_eq!(table.get(&key), tree.get(&key));
                prop_assert_eq!(table.last(), tree.keys().next_back());
                prop_assert!(table.values().eq(tree.values()));
                prop_assert!(table.from(&key).eq(tree.range(key..).map(|(_, value)| value)));
            }
            prop_assert!(table.into_values().eq(tree.into_values()));
        }
    }
}
