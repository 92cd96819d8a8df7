//! Changes of a list, so that lists never cross the port whole.

use serde::{Deserialize, Serialize};

/// One change of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum VectorDiff<T> {
    /// The list is this now.
    Reset(Vec<T>),
    /// These come at the end.
    Append(Vec<T>),
    /// These come at the front.
    Prepend(Vec<T>),
    /// One comes before the given place.
    Insert(u32, T),
    /// One takes the place of another.
    Set(u32, T),
    /// One is gone.
    Remove(u32),
}

/// The diff does not fit the list it was applied to: a change was lost on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the change does not fit the list")]
pub struct OutOfStep;

impl<T> VectorDiff<T> {
    /// The same change of a list of something else.
    pub fn map<U>(self, mut convert: impl FnMut(T) -> U) -> VectorDiff<U> {
        match self {
            Self::Reset(values) => VectorDiff::Reset(values.into_iter().map(convert).collect()),
            Self::Append(values) => VectorDiff::Append(values.into_iter().map(convert).collect()),
            Self::Prepend(values) => VectorDiff::Prepend(values.into_iter().map(convert).collect()),
            Self::Insert(at, value) => VectorDiff::Insert(at, convert(value)),
            Self::Set(at, value) => VectorDiff::Set(at, convert(value)),
            Self::Remove(at) => VectorDiff::Remove(at),
        }
    }

    /// Carries out the change.
    pub fn apply(self, list: &mut Vec<T>) -> Result<(), OutOfStep> {
        match self {
            Self::Reset(values) => *list = values,
            Self::Append(values) => list.extend(values),
            Self::Prepend(values) => {
                list.splice(0..0, values);
            }
            Self::Insert(at, value) if at as usize <= list.len() => list.insert(at as usize, value),
            Self::Set(at, value) => *list.get_mut(at as usize).ok_or(OutOfStep)? = value,
            Self::Remove(at) if (at as usize) < list.len() => drop(list.remove(at as usize)),
            Self::Insert(..) | Self::Remove(_) => return Err(OutOfStep),
        }
        Ok(())
    }
}

/// The changes that make `old` into `new`. Two values with the same key are the same thing, perhaps changed.
/// Keys are unique in each list.
pub fn diff<T: Clone + PartialEq, K: PartialEq>(old: &[T], new: &[T], key: impl Fn(&T) -> K) -> Vec<VectorDiff<T>> {
    let same = |pair: (&T, &T)| pair.0 == pair.1;
    let head = old.iter().zip(new).take_while(|pair| same(*pair)).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|pair| same(*pair)).count();
    let (gone, come) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    if gone.is_empty() {
        return added(come, head, tail);
    }
    let mut diffs = Vec::new();
    let mut list = gone.to_vec();
    for (step, value) in come.iter().enumerate() {
        let index = |at: usize| u32::try_from(head + at).unwrap_or(u32::MAX);
        // Whatever stands here and is not in the new list goes away, until something stays or nothing is left.
        while list.get(step).is_some_and(|here| come.iter().all(|value| key(value) != key(here))) {
            list.remove(step);
            diffs.push(VectorDiff::Remove(index(step)));
        }
        match list.iter().skip(step).position(|here| key(here) == key(value)) {
            Some(0) if list[step] == *value => {}
            Some(0) => {
                list[step] = value.clone();
                diffs.push(VectorDiff::Set(index(step), value.clone()));
            }
            Some(away) => {
                list.remove(step + away);
                list.insert(step, value.clone());
                diffs.push(VectorDiff::Remove(index(step + away)));
                diffs.push(VectorDiff::Insert(index(step), value.clone()));
            }
            None => {
                list.insert(step, value.clone());
                diffs.push(VectorDiff::Insert(index(step), value.clone()));
            }
        }
    }
    for at in (come.len()..list.len()).rev() {
        diffs.push(VectorDiff::Remove(u32::try_from(head + at).unwrap_or(u32::MAX)));
    }
    diffs
}

fn added<T: Clone>(come: &[T], head: usize, tail: usize) -> Vec<VectorDiff<T>> {
    match (come.is_empty(), head, tail) {
        (true, ..) => Vec::new(),
        (_, _, 0) => vec![VectorDiff::Append(come.to_vec())],
        (_, 0, _) => vec![VectorDiff::Prepend(come.to_vec())],
        _ => (head..).zip(come).map(|(at, value)| VectorDiff::Insert(at as u32, value.clone())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list() -> impl Strategy<Value = Vec<(u8, u8)>> {
        proptest::collection::btree_map(0..12_u8, 0..3_u8, 0..10)
            .prop_map(|map| map.into_iter().collect::<Vec<_>>())
            .prop_shuffle()
    }

    proptest! {
        #[test]
        fn applying_the_diffs_gives_the_final_list(old in list(), new in list()) {
            let mut list = old.clone();
            for change in diff(&old, &new, |value| value.0) {
                prop_assert_eq!(change.apply(&mut list), Ok(()));
            }
            prop_assert_eq!(list, new);
        }
    }

    #[test]
    fn nothing_changed_is_no_diff_and_one_more_is_one_append() {
        assert_eq!(diff(&[1, 2], &[1, 2], |v| *v), []);
        assert_eq!(diff(&[1, 2], &[1, 2, 3, 4], |v| *v), [VectorDiff::Append(vec![3, 4])]);
        assert_eq!(diff(&[3, 4], &[1, 2, 3, 4], |v| *v), [VectorDiff::Prepend(vec![1, 2])]);
    }

    #[test]
    fn a_diff_for_another_list_is_refused() {
        for change in [VectorDiff::Set(1, 0), VectorDiff::Remove(1), VectorDiff::Insert(2, 0)] {
            assert_eq!(change.apply(&mut vec![7]), Err(OutOfStep));
        }
    }
}
