//! Updates: what the programs of a chat share (webxdc, `sendUpdate`).

use serde::{Deserialize, Serialize};

use crate::domain::id::{MessageId, PersonId};

/// Longest update, in bytes: with everything around it, it fits into an encrypted Matrix event (65,536 bytes).
pub const MAX_UPDATE_BYTES: usize = 40_000;

/// Most updates of one program in one chat.
pub const MAX_UPDATES: usize = 10_000;

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
