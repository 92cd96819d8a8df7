//! The code of a group: for a week, for one group, for as long as nobody makes a new one.

use serde::{Deserialize, Serialize};

use super::super::id::PersonId;
use super::super::name::Name;
use super::super::ticket::{GroupTicket, Home, Secret, Ticket};
use super::super::time::Timestamp;

/// How long a code is good for, in milliseconds: seven days, as WeChat's.
pub const CODE_LIFE_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// A code that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Grows with each new code of the group, from 1.
    pub number: u32,
    /// Lets in.
    pub secret: Secret,
    /// When it was made.
    pub issued: Timestamp,
    /// Where it leads; on Matrix that may be another server than the sharer's.
    #[serde(default)]
    pub home: Home,
}

impl Code {
    /// The first moment at which it is dead.
    pub fn expires(&self) -> Timestamp {
        Timestamp(self.issued.0.saturating_add(CODE_LIFE_MS))
    }

    /// True when its time is over.
    pub fn is_past(&self, now: Timestamp) -> bool {
        now >= self.expires()
    }

    /// What a member shows to others.
    pub fn ticket(&self, by: PersonId, title: Name) -> Ticket {
        let expires = GroupTicket::minute(self.expires());
        Ticket::Group(GroupTicket { home: self.home.clone(), secret: self.secret, expires, by, title })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_on_day_seven_and_dead_on_day_eight() {
        let code = Code { number: 1, secret: Secret([1; 16]), issued: Timestamp(1_000), home: Home::Device };
        let day = 24 * 60 * 60 * 1000;
        for (after, past) in [(0, false), (6 * day, false), (7 * day - 1, false), (7 * day, true), (8 * day, true)] {
            assert_eq!(code.is_past(Timestamp(1_000 + after)), past, "{after}");
        }
    }
}
