use proptest::prelude::*;

use super::*;
use crate::backend::diff::diff;

impl Keyed for (u8, u8) {
    type Key = u8;
    fn key(&self) -> u8 {
        self.0
    }
}

fn values(rows: &Rows<(u8, u8)>) -> Vec<(u8, u8)> {
    rows.get().iter().map(|row| row.value.get()).collect()
}

fn told(values: &[(u8, u8)]) -> Rows<(u8, u8)> {
    let rows = Rows::default();
    rows.apply(vec![VectorDiff::Reset(values.to_vec())]).unwrap();
    rows
}

#[test]
fn a_list_is_unknown_until_it_is_told_whole() {
    let rows = Rows::default();
    assert!(!rows.is_known() && !rows.is_empty());
    assert_eq!(rows.apply(vec![VectorDiff::Append(vec![(1, 0)])]), Err(OutOfStep));
    assert!(!rows.is_known());
    rows.apply(vec![VectorDiff::Reset(vec![])]).unwrap();
    assert!(rows.is_empty());
}

#[test]
fn a_row_that_changes_or_moves_keeps_its_signal() {
    let rows = told(&[(1, 0), (2, 0), (3, 0)]);
    let third = rows.get()[2].value.clone();
    rows.apply(vec![VectorDiff::Remove(2), VectorDiff::Insert(0, (3, 7))]).unwrap();
    assert_eq!(values(&rows), [(3, 7), (1, 0), (2, 0)]);
    assert_eq!(rows.get()[0].value, third);
    rows.apply(vec![VectorDiff::Reset(vec![(3, 8)])]).unwrap();
    assert_eq!(rows.get()[0].value, third);
    assert_eq!(third.get(), (3, 8));
}

#[test]
fn a_row_that_changes_in_place_does_not_disturb_the_list() {
    let owner = Owner::new();
    owner.set();
    let rows = told(&[(1, 0), (2, 0)]);
    let runs = ArcStoredValue::new(0);
    let count = {
        let (rows, runs) = (rows.clone(), runs.clone());
        Memo::new(move |_| {
            runs.update_value(|runs| *runs += 1);
            rows.with(<[_]>::len)
        })
    };
    assert_eq!(count.get(), 2);
    rows.apply(vec![VectorDiff::Set(1, (2, 9))]).unwrap();
    assert_eq!((count.get(), runs.get_value()), (2, 1));
    rows.apply(vec![VectorDiff::Append(vec![(3, 0)])]).unwrap();
    assert_eq!((count.get(), runs.get_value()), (3, 2));
}

fn list() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::btree_map(0..12_u8, 0..3_u8, 0..10)
        .prop_map(|map| map.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

proptest! {
    #[test]
    fn applying_the_diffs_gives_the_final_list_and_keeps_what_stayed(old in list(), new in list()) {
        let rows = told(&old);
        let before = rows.get();
        rows.apply(diff(&old, &new, |value| value.0)).unwrap();
        prop_assert_eq!(values(&rows), new);
        for row in rows.get() {
            if let Some(same) = before.iter().find(|other| other.key == row.key) {
                prop_assert_eq!(&same.value, &row.value);
            }
        }
    }
}
