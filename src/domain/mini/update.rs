//! Updates: what the programs of a chat share (webxdc, `sendUpdate`).

use serde::{Deserialize, Serialize};

use crate::domain::id::{MessageId, PersonId};
use crate::domain::time::Timestamp;

/// Longest update that programs are told of, in bytes (webxdc, `sendUpdateMaxSize`).
pub const MAX_UPDATE_BYTES: usize = 32_000;

/// Most updates of one program in one chat.
pub const MAX_UPDATES: usize = 10_000;

/// Longest thing that is said live, in bytes (webxdc specification, `joinRealtimeChannel`).
pub const MAX_LIVE_BYTES: usize = 128_000;

/// Longest update as a text in JSON, in bytes: encrypted, with everything around it, it fits into a Matrix event, which
/// has 65,536 bytes at most.
pub(super) const MAX_WRITTEN: usize = 45_000;

/// How many updates a program may send at once, and how long each further one takes, in milliseconds.
const BURST: u32 = 200;
const STEP: i64 = 500;

/// One of them, as a chat carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedUpdate {
    /// Made by whoever sent it, the same through retries and restarts.
    pub id: MessageId,
    /// Who sent it.
    pub sender: PersonId,
    /// What the program said: JSON, as far as anybody knows.
    pub text: String,
}

/// True for what every backend can carry.
pub fn fits(text: &str) -> bool {
    written(text) <= MAX_WRITTEN
}

/// How long a text is in JSON, in bytes: quotes and backslashes are written as two.
pub(super) fn written(text: &str) -> usize {
    text.len() + text.bytes().filter(|byte| matches!(byte, b'"' | b'\\')).count()
}

/// How fast a program shares, so that no chat is flooded in its user's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    left: u32,
    at: Timestamp,
}

impl Pace {
    /// Nothing was shared yet.
    pub fn new(now: Timestamp) -> Self {
        Self { left: BURST, at: now }
    }

    /// One more, if it is not too soon.
    pub fn take(&mut self, now: Timestamp) -> bool {
        let steps = (now.0 - self.at.0).max(0) / STEP;
        self.at = Timestamp(if self.left == BURST { now.0 } else { self.at.0 + steps * STEP });
        self.left = BURST.min(self.left.saturating_add(u32::try_from(steps).unwrap_or(BURST)));
        let may = self.left > 0;
        self.left = self.left.saturating_sub(1);
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_longer_counts_as_long() {
        assert!(fits(&"x".repeat(MAX_WRITTEN)) && !fits(&"x".repeat(MAX_WRITTEN + 1)));
        assert!(fits(&"\"".repeat(MAX_WRITTEN / 2)) && !fits(&"\"".repeat(MAX_WRITTEN / 2 + 1)));
        assert!(fits(&"茶".repeat(MAX_WRITTEN / 3)));
    }

    #[test]
    fn a_burst_is_taken_and_then_two_in_a_second() {
        let mut pace = Pace::new(Timestamp(0));
        let mut sent = |now, tries: u32| (0..tries).filter(|_| pace.take(Timestamp(now))).count();
        assert_eq!(sent(0, 1_000), BURST as usize);
        assert_eq!((sent(499, 9), sent(500, 9), sent(2_000, 9)), (0, 1, 3));
        assert_eq!(sent(1_000, 9), 0, "a clock that goes back gives nothing");
        assert_eq!(sent(i64::MAX / 2, 1_000), BURST as usize);
    }
}
