//! Official accounts: somebody who speaks to many. Opt-in, quiet, and held to few words.
//!
//! There is no advertising: an account reaches only those who follow it, and nobody can pay to reach more.

use serde::{Deserialize, Serialize};

use super::order;
use super::time::Timestamp;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// How long an account may answer somebody who wrote to it, in milliseconds: 48 hours, as WeChat's.
pub const ANSWER_MS: i64 = 2 * DAY_MS;

/// What kind of account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountKind {
    /// News: one word to all within 24 hours at most.
    Subscription,
    /// A shop, a school, an office: four words to all within 30 days at most.
    Service,
}

impl AccountKind {
    /// How many, and within how many milliseconds. The numbers of WeChat's official accounts.
    pub fn allowance(self) -> (usize, i64) {
        match self {
            Self::Subscription => (1, DAY_MS),
            Self::Service => (4, 30 * DAY_MS),
        }
    }

    /// When an account that spoke to all at these times may do so again; a time that is not after `now` means now.
    pub fn next(self, spoken: &[Timestamp], now: Timestamp) -> Timestamp {
        let (count, within) = self.allowance();
        let recent = spoken.iter().map(|at| at.0).filter(|at| at + within > now.0).collect();
        let recent: Vec<i64> = order::by(recent, &i64::cmp);
        match recent.len().checked_sub(count) {
            Some(at) => Timestamp(recent[at] + within),
            None => now,
        }
    }
}

/// Whether an account may answer somebody who last wrote at this time.
pub fn may_answer(wrote: Option<Timestamp>, now: Timestamp) -> bool {
    wrote.is_some_and(|wrote| now.0 - wrote.0 < ANSWER_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(days: i64) -> Timestamp {
        Timestamp(days * DAY_MS)
    }

    #[test]
    fn a_subscription_speaks_once_a_day() {
        let next = |spoken: &[Timestamp], now| AccountKind::Subscription.next(spoken, now);
        assert_eq!(next(&[], at(5)), at(5));
        assert_eq!(next(&[at(5)], Timestamp(at(5).0 + 1)), at(6));
        assert_eq!(next(&[at(4), at(5)], at(6)), at(6));
    }

    #[test]
    fn a_service_speaks_four_times_in_thirty_days() {
        let next = |spoken: &[Timestamp], now| AccountKind::Service.next(spoken, now);
        let four = [at(10), at(1), at(2), at(3)];
        assert_eq!(next(&four[..3], at(11)), at(11));
        assert_eq!(next(&four, at(11)), at(31));
        assert_eq!(next(&four, at(31)), at(31));
    }

    #[test]
    fn an_answer_has_48_hours() {
        assert!(may_answer(Some(at(1)), Timestamp(at(3).0 - 1)));
        assert!(!may_answer(Some(at(1)), at(3)));
        assert!(!may_answer(None, at(1)));
    }
}
