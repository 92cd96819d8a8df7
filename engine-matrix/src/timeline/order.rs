//! One's own messages in the order in which they were written.
//!
//! The SDK takes each of them into its cache twice, at the end both times: when it was sent, and when the server tells
//! it. The second puts an earlier one behind a later one for a moment, or for good if the engine ends in between.

use crate::outgoing::Place;

/// Puts neighbours right that were sent by one device; everything else stays where it is.
pub(super) fn put_right<T>(items: &mut [(T, Option<Place>)]) {
    for item in 1..items.len() {
        let mut at = item;
        while at > 0 && matches!((items[at].1, items[at - 1].1), (Some(it), Some(before)) if it.is_before(before)) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(places: &[Option<(u32, u32)>]) -> Vec<usize> {
        let place = |(device, count)| (0..count).fold(Place::first(device, 0), |place, _| place.next());
        let mut items: Vec<_> = places.iter().enumerate().map(|(at, it)| (at, it.map(place))).collect();
        put_right(&mut items);
        items.into_iter().map(|(at, _)| at).collect()
    }

    #[test]
    fn what_came_twice_is_back_in_its_place() {
        assert_eq!(sorted(&[Some((1, 1)), Some((1, 3)), Some((1, 4)), Some((1, 2))]), [0, 3, 1, 2]);
        assert_eq!(sorted(&[]), [0; 0]);
    }

    #[test]
    fn what_others_said_and_what_another_device_has_sent_stays_between() {
        assert_eq!(sorted(&[Some((1, 3)), None, Some((1, 2))]), [0, 1, 2]);
        assert_eq!(sorted(&[Some((1, 3)), Some((2, 9)), Some((1, 2))]), [0, 1, 2]);
    }
}
