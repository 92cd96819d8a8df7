//! What devices say to each other: the content of an event, and long data in parts.

use matrix_sdk::ruma::serde::{Base64, Raw};
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId};
use serde::{Deserialize, Serialize};
use teahouse::domain::mini::update::MAX_LIVE_BYTES;

/// The type of the events.
pub(crate) const KIND: &str = "app.teahouse.live";
/// Longest part, in bytes: written twice in base64 it fits into an event, which has 65,536 bytes at most.
const PART: usize = 30_000;

/// The content of an event from device to device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Said {
    /// Where the program was brought, and by what.
    pub(super) room_id: OwnedRoomId,
    pub(super) event_id: OwnedEventId,
    pub(super) act: Act,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Act {
    /// The program is open here.
    Here {
        /// Whoever has it open as well answers.
        asks: bool,
    },
    /// It is not any more.
    Gone,
    /// A part of what it says.
    Part {
        /// Counts what this device says.
        number: u32,
        /// Which part, and of how many.
        part: u8,
        of: u8,
        data: Base64,
    },
}

impl Said {
    /// The content of an event.
    pub(super) fn content<T>(&self) -> Option<Raw<T>> {
        Raw::new(self).ok().map(Raw::cast_unchecked)
    }
}

/// Data in parts that an event can carry.
pub(super) fn parts(number: u32, data: &[u8]) -> Vec<Act> {
    let of = data.len().div_ceil(PART).max(1);
    let part = |at: usize| {
        let data = &data[at * PART..data.len().min((at + 1) * PART)];
        Act::Part { number, part: at as u8, of: of as u8, data: Base64::new(data.to_vec()) }
    };
    (0..of).map(part).collect()
}

/// The parts of what one device says, until they are all here.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    number: u32,
    next: u8,
    data: Vec<u8>,
}

impl Assembly {
    /// One part more; all of it with the last one. A device tells its parts in order: what is out of order was lost.
    pub(super) fn take(&mut self, number: u32, part: u8, of: u8, data: &[u8]) -> Option<Vec<u8>> {
        if part == 0 {
            *self = Self { number, ..Self::default() };
        }
        let fits = self.data.len() + data.len() <= MAX_LIVE_BYTES && part < of;
        if !fits || (self.number, self.next) != (number, part) {
            *self = Self { next: u8::MAX, ..Self::default() };
            return None;
        }
        self.data.extend_from_slice(data);
        self.next += 1;
        (self.next == of).then(|| std::mem::replace(self, Self { next: u8::MAX, ..Self::default() }).data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(assembly: &mut Assembly, acts: &[Act]) -> Vec<Vec<u8>> {
        let take = |act: &Act| match act {
            Act::Part { number, part, of, data } => assembly.take(*number, *part, *of, data.as_bytes()),
            _ => None,
        };
        acts.iter().filter_map(take).collect()
    }

    #[test]
    fn what_was_said_in_parts_is_heard_whole() {
        for length in [0, 1, PART, PART + 1, MAX_LIVE_BYTES] {
            let data: Vec<u8> = (0..length).map(|at| at as u8).collect();
            let said = parts(1, &data);
            assert_eq!(said.len(), length.div_ceil(PART).max(1));
            let longest = said.iter().map(|act| serde_json::to_string(act).unwrap().len()).max().unwrap();
            // Encrypted it is written in base64 once more, with about a kilobyte of keys around it.
            assert!(longest * 4 / 3 + 3_000 < 65_536, "{longest}");
            assert_eq!(taken(&mut Assembly::default(), &said), [data]);
        }
    }

    #[test]
    fn what_is_lost_in_part_is_lost_and_nothing_else() {
        let (first, second) = (parts(1, &[1; PART + 1]), parts(2, &[2; PART + 1]));
        let mut assembly = Assembly::default();
        assert_eq!(taken(&mut assembly, &[first[0].clone(), second[1].clone()]), Vec::<Vec<u8>>::new());
        assert_eq!(taken(&mut assembly, &[first[1].clone()]), Vec::<Vec<u8>>::new());
        assert_eq!(taken(&mut assembly, &second), [[2; PART + 1]]);
        assert_eq!(taken(&mut assembly, &second[1..]), Vec::<Vec<u8>>::new(), "once");
    }

    #[test]
    fn nobody_is_made_to_keep_more_than_can_be_said() {
        let mut assembly = Assembly::default();
        let long = vec![0; MAX_LIVE_BYTES];
        assert_eq!(assembly.take(1, 0, 3, &long), None);
        assert_eq!(assembly.take(1, 1, 3, &[0]), None);
        assert_eq!(assembly.data.len(), 0);
        assert_eq!(assembly.take(1, 0, 0, &[]), None);
        assert_eq!(assembly.take(1, 255, 255, &[]), None);
    }
}
