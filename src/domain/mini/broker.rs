//! Who decides what a program may do: the person, once for each thing, and never behind their back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::capability::{Capability, Holds};
use crate::domain::time::Timestamp;

/// How often a program may ask for one thing, [`ASKS_WITHIN`].
pub const MAX_ASKS: usize = 10;
/// In which time, in milliseconds.
pub const ASKS_WITHIN: i64 = 60_000;
/// How many lines of the log are kept for each program.
pub const MAX_LOG: usize = 200;

/// What the person said for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// Without being asked again.
    Always,
    /// Not even asked.
    Never,
}

/// What the person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// This time.
    Once,
    /// Not this time.
    No,
    /// From now on.
    ForGood(Standing),
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It is done.
    Go,
    /// The person is asked.
    Ask {
        /// A yes can hold from now on.
        always: bool,
    },
    /// It is not done.
    Refused(Why),
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The manifest does not say that it will be asked for.
    Undeclared,
    /// The person said never.
    Never,
    /// The person said no.
    No,
    /// It was asked for more often than anybody would read.
    TooOften,
}

impl Why {
    /// For whoever writes the program.
    pub fn words(self) -> &'static str {
        match self {
            Self::Undeclared => "the manifest's req_permissions do not name it",
            Self::Never => "the person does not want to be asked",
            Self::No => "the person said no",
            Self::TooOften => "it was asked for too often",
        }
    }
}

/// A line of the log: what was asked for, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// What.
    pub capability: Capability,
    /// Nothing if it was done.
    pub refused: Option<Why>,
    /// How often, where nobody was asked: a program cannot push out of the log what it did.
    pub times: u32,
}

/// What one person lets one program do; all of it lasts but for the counting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broker {
    declared: BTreeSet<Capability>,
    standing: BTreeMap<Capability, Standing>,
    log: VecDeque<Line>,
    #[serde(skip)]
    asked: BTreeMap<Capability, VecDeque<Timestamp>>,
}

impl Broker {
    /// Of a program whose manifest names these.
    pub fn new(declared: impl IntoIterator<Item = Capability>) -> Self {
        Self { declared: declared.into_iter().collect(), ..Self::default() }
    }

    /// A program of another version is there: what its manifest no longer names, nobody has granted.
    pub fn declare(&mut self, declared: impl IntoIterator<Item = Capability>) {
        self.declared = declared.into_iter().collect();
        let declared = &self.declared;
        self.standing.retain(|capability, standing| *standing == Standing::Never || declared.contains(capability));
    }

    /// Decides about a request. Whatever is refused here is in the log; what is done is noted by [`Broker::reply`] or here.
    pub fn request(&mut self, capability: Capability, now: Timestamp) -> Decision {
        let decision = match self.standing(capability) {
            _ if !self.declared.contains(&capability) => Decision::Refused(Why::Undeclared),
            Some(Standing::Never) => Decision::Refused(Why::Never),
            _ if self.is_too_often(capability, now) => Decision::Refused(Why::TooOften),
            Some(Standing::Always) => Decision::Go,
            None => Decision::Ask { always: capability.holds() == Holds::Always },
        };
        match decision {
            Decision::Go => self.note(capability, None, now),
            Decision::Refused(why) => self.note_again(capability, why, now),
            Decision::Ask { .. } => {}
        }
        decision
    }

    /// Takes what the person answered to [`Decision::Ask`]; true if it is done.
    pub fn reply(&mut self, capability: Capability, reply: Reply, now: Timestamp) -> bool {
        let refused = match reply {
            Reply::Once => None,
            Reply::No => Some(Why::No),
            Reply::ForGood(standing) => {
                self.set(capability, Some(standing));
                (standing == Standing::Never).then_some(Why::Never)
            }
        };
        self.note(capability, refused, now);
        refused.is_none()
    }

    /// What was said for good, to be listed.
    pub fn standing(&self, capability: Capability) -> Option<Standing> {
        self.standing.get(&capability).copied()
    }

    /// Changes what was said, or takes it back. A yes that can hold once only is not kept.
    pub fn set(&mut self, capability: Capability, standing: Option<Standing>) {
        match standing {
            Some(Standing::Always) if capability.holds() == Holds::Once => self.standing.remove(&capability),
            Some(standing) => self.standing.insert(capability, standing),
            None => self.standing.remove(&capability),
        };
    }

    /// What the manifest names, in the order in which it is listed.
    pub fn declared(&self) -> impl Iterator<Item = Capability> {
        self.declared.iter().copied()
    }

    /// What was asked for, the newest last.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.log.iter()
    }

    fn is_too_often(&mut self, capability: Capability, now: Timestamp) -> bool {
        let times = self.asked.entry(capability).or_default();
        times.retain(|at| now.0.saturating_sub(at.0) < ASKS_WITHIN);
        let is = times.len() >= MAX_ASKS;
        if !is {
            times.push_back(now);
        }
        is
    }

    fn note(&mut self, capability: Capability, refused: Option<Why>, at: Timestamp) {
        if self.log.len() == MAX_LOG {
            self.log.pop_front();
        }
        self.log.push_back(Line { at, capability, refused, times: 1 });
    }

    fn note_again(&mut self, capability: Capability, why: Why, at: Timestamp) {
        let same = |line: &Line| line.capability == capability && line.refused == Some(why);
        let times = self.log.iter().position(same).and_then(|at| self.log.remove(at)).map_or(0, |line| line.times);
        self.note(capability, Some(why), at);
        if let Some(line) = self.log.back_mut() {
            line.times = times.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn broker() -> Broker {
        Broker::new([Capability::Scan, Capability::Payment])
    }

    #[test]
    fn what_the_manifest_does_not_name_is_refused_without_asking() {
        let mut broker = broker();
        assert_eq!(broker.request(Capability::Contacts, NOW), Decision::Refused(Why::Undeclared));
        broker.set(Capability::Contacts, Some(Standing::Always));
        assert_eq!(broker.request(Capability::Contacts, NOW), Decision::Refused(Why::Undeclared));
    }

    #[test]
    fn a_yes_for_good_is_not_asked_again_until_it_is_taken_back() {
        let mut broker = broker();
        assert_eq!(broker.request(Capability::Scan, NOW), Decision::Ask { always: true });
        assert!(broker.reply(Capability::Scan, Reply::ForGood(Standing::Always), NOW));
        assert_eq!(broker.request(Capability::Scan, NOW), Decision::Go);
        broker.set(Capability::Scan, None);
        assert_eq!(broker.request(Capability::Scan, NOW), Decision::Ask { always: true });
        assert!(!broker.reply(Capability::Scan, Reply::ForGood(Standing::Never), NOW));
        assert_eq!(broker.request(Capability::Scan, NOW), Decision::Refused(Why::Never));
    }

    #[test]
    fn what_is_pressed_each_time_cannot_be_granted_for_good() {
        let mut broker = broker();
        assert_eq!(broker.request(Capability::Payment, NOW), Decision::Ask { always: false });
        assert!(broker.reply(Capability::Payment, Reply::ForGood(Standing::Always), NOW));
        assert_eq!(broker.request(Capability::Payment, NOW), Decision::Ask { always: false });
    }

    #[test]
    fn nobody_is_asked_more_often_than_they_would_read() {
        let mut broker = broker();
        for _ in 0..MAX_ASKS {
            assert_eq!(broker.request(Capability::Scan, NOW), Decision::Ask { always: true });
            assert!(!broker.reply(Capability::Scan, Reply::No, NOW));
        }
        assert_eq!(broker.request(Capability::Scan, NOW), Decision::Refused(Why::TooOften));
        assert_eq!(broker.request(Capability::Payment, NOW), Decision::Ask { always: false });
        assert_eq!(broker.request(Capability::Scan, Timestamp(NOW.0 + ASKS_WITHIN)), Decision::Ask { always: true });
    }

    #[test]
    fn the_log_tells_what_became_of_each_request_and_does_not_grow_for_ever() {
        let mut broker = broker();
        broker.request(Capability::Contacts, NOW);
        broker.request(Capability::Scan, NOW);
        broker.reply(Capability::Scan, Reply::Once, NOW);
        let told: Vec<_> = broker.log().map(|line| (line.capability, line.refused)).collect();
        assert_eq!(told, [(Capability::Contacts, Some(Why::Undeclared)), (Capability::Scan, None)]);
        for _ in 0..=MAX_LOG {
            broker.request(Capability::Contacts, NOW);
            broker.request(Capability::Files, NOW);
        }
        assert_eq!(broker.log().count(), 3, "what was done is still there");
        assert_eq!(broker.log().last().map(|line| line.times), Some(MAX_LOG as u32 + 1));
        for _ in 0..=MAX_LOG {
            broker.reply(Capability::Scan, Reply::Once, NOW);
        }
        assert_eq!(broker.log().count(), MAX_LOG);
    }

    #[test]
    fn another_version_loses_what_it_no_longer_names_and_what_was_refused_stays_refused() {
        let mut broker = broker();
        broker.set(Capability::Scan, Some(Standing::Always));
        broker.set(Capability::Payment, Some(Standing::Never));
        broker.declare([Capability::Contacts]);
        broker.declare([Capability::Scan, Capability::Payment]);
        assert_eq!(broker.request(Capability::Scan, NOW), Decision::Ask { always: true });
        assert_eq!(broker.request(Capability::Payment, NOW), Decision::Refused(Why::Never));
    }

    #[test]
    fn every_capability_is_found_by_its_name() {
        for capability in Capability::ALL {
            assert_eq!(Capability::named(capability.name()), Some(capability));
        }
        assert_eq!(Capability::named("everything"), None);
    }
}
