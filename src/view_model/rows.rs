//! A list that changes in place: an ordered list of rows, each with a signal of its own.
//!
//! A row that changes tells only those who show that row; the list tells only of rows that come, go or move.
//! A row that moves keeps its signal, so whoever shows it can keep showing it.

use std::collections::HashMap;
use std::hash::Hash;
use std::mem;

use leptos::prelude::*;

use crate::backend::diff::{OutOfStep, VectorDiff};

/// A value that is the same thing as another one with the same key.
pub trait Keyed: Clone + PartialEq + Send + Sync + 'static {
    /// What stays the same while the value changes.
    type Key: Clone + Eq + Hash + Send + Sync + 'static;

    /// The key.
    fn key(&self) -> Self::Key;
}

/// One row.
#[derive(Debug)]
pub struct Row<T: Keyed> {
    /// Which one.
    pub key: T::Key,
    /// What it is now.
    pub value: ArcRwSignal<T>,
}

impl<T: Keyed> Clone for Row<T> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), value: self.value.clone() }
    }
}

/// The list; a clone is the same list. It is `None` until it is told for the first time.
#[derive(Debug)]
pub struct Rows<T: Keyed>(ArcRwSignal<Option<Vec<Row<T>>>>);

impl<T: Keyed> Clone for Rows<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Keyed> Default for Rows<T> {
    fn default() -> Self {
        Self(ArcRwSignal::new(None))
    }
}

impl<T: Keyed> Rows<T> {
    /// The rows in order; none before the list is known.
    pub fn get(&self) -> Vec<Row<T>> {
        self.0.with(|rows| rows.clone().unwrap_or_default())
    }

    /// True once the list is known.
    pub fn is_known(&self) -> bool {
        self.0.with(Option::is_some)
    }

    /// True if the list is known to have no rows.
    pub fn is_empty(&self) -> bool {
        self.0.with(|rows| rows.as_ref().is_some_and(Vec::is_empty))
    }

    /// Reads the rows, and follows the list but no row.
    pub fn with<R>(&self, read: impl FnOnce(&[Row<T>]) -> R) -> R {
        self.0.with(|rows| read(rows.as_deref().unwrap_or_default()))
    }

    /// The first row whose value fits, following the list but no row.
    pub fn find(&self, fits: impl Fn(&T) -> bool) -> Option<Row<T>> {
        self.with(|rows| rows.iter().find(|row| row.value.with_untracked(&fits)).cloned())
    }

    /// The row with a key, following the list but not the row.
    pub fn row(&self, key: &T::Key) -> Option<Row<T>> {
        self.with(|rows| rows.iter().find(|row| row.key == *key).cloned())
    }

    /// Forgets everything, until the list is told again.
    pub fn clear(&self) {
        self.0.set(None);
    }

    /// Carries out changes, all of them or, if they do not fit, none of the rest.
    pub fn apply(&self, diffs: Vec<VectorDiff<T>>) -> Result<(), OutOfStep> {
        let mut guard = self.0.write_untracked();
        let mut list = match (&mut *guard, diffs.first()) {
            (Some(rows), _) => mem::take(rows),
            (None, Some(VectorDiff::Reset(_))) => Vec::new(),
            (None, _) => return Err(OutOfStep),
        };
        let mut batch = Batch { parked: HashMap::new(), moved: guard.is_none() };
        let result = diffs.into_iter().try_for_each(|change| batch.apply(change, &mut list));
        *guard = Some(list);
        drop(guard);
        if batch.moved {
            self.0.notify();
        }
        result
    }
}

/// Changes that arrived together: a row that one of them takes away, another may bring back.
struct Batch<T: Keyed> {
    parked: HashMap<T::Key, ArcRwSignal<T>>,
    moved: bool,
}

impl<T: Keyed> Batch<T> {
    fn apply(&mut self, change: VectorDiff<T>, list: &mut Vec<Row<T>>) -> Result<(), OutOfStep> {
        if let VectorDiff::Set(at, value) = &change
            && let Some(row) = list.get(*at as usize)
            && row.key == value.key()
        {
            put(&row.value, value.clone());
            return Ok(());
        }
        self.moved = true;
        match &change {
            VectorDiff::Reset(_) => list.drain(..).for_each(|row| self.park(row)),
            VectorDiff::Set(at, _) | VectorDiff::Remove(at) => {
                list.get(*at as usize).cloned().into_iter().for_each(|row| self.park(row));
            }
            _ => {}
        }
        change.map(|value| self.row(value)).apply(list)
    }

    fn park(&mut self, row: Row<T>) {
        self.parked.insert(row.key, row.value);
    }

    fn row(&mut self, value: T) -> Row<T> {
        let key = value.key();
        let value = match self.parked.remove(&key) {
            Some(signal) => {
                put(&signal, value);
                signal
            }
            None => ArcRwSignal::new(value),
        };
        Row { key, value }
    }
}

/// Sets a signal, and tells only if that changed something.
pub(super) fn put<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    signal.maybe_update(|now| {
        let changed = *now != value;
        *now = value;
        changed
    });
}

#[cfg(test)]
mod tests;
