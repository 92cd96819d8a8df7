//! Putting things in order, with one sort for all of them: each sort of its own costs a first visit a kilobyte.

use std::cmp::Ordering;

/// The things in order; those that are equal stay as they were among each other.
pub fn by<T>(things: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let count = u32::try_from(things.len()).unwrap_or(u32::MAX);
    let places = places(count, &|a, b| compare(&things[a as usize], &things[b as usize]));
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| things[place as usize].take()).collect()
}

fn places(count: u32, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(things in proptest::collection::vec((0..5_u8, any::<u8>()), 0..40)) {
            let mut sorted = things.clone();
            sorted.sort_by_key(|thing| thing.0);
            prop_assert_eq!(by(things, &|a, b| a.0.cmp(&b.0)), sorted);
        }
    }
}
