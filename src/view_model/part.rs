//! A part of the app that is fetched when it is wanted: whether it is here, on its way, or did not come.

use std::time::Duration;

use leptos::prelude::*;

use super::platform::{Asked, Platform};

/// For so long nothing is said about a part that is on its way.
const PATIENCE: Duration = Duration::from_millis(300);

/// How far a part has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Nobody wanted it yet.
    Absent,
    /// It is on its way.
    Coming,
    /// It is on its way, and somebody has been waiting for a while.
    Late,
    /// It can be used.
    Here,
    /// It could not be fetched.
    Failed,
}

/// A part of the app.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// How far it has got.
    pub arrival: RwSignal<Arrival>,
    fetch: fn() -> Asked<bool>,
    platform: Platform,
}

impl Part {
    /// A part that nobody wanted yet; `fetch` says whether it came.
    pub fn new(platform: Platform, fetch: fn() -> Asked<bool>) -> Self {
        Self { arrival: RwSignal::new(Arrival::Absent), fetch, platform }
    }

    /// Somebody wants to use it.
    pub fn want(&self) {
        let Self { arrival, fetch, platform } = *self;
        if !matches!(arrival.get_untracked(), Arrival::Absent | Arrival::Failed) {
            return;
        }
        arrival.set(Arrival::Coming);
        (platform.later)(
            PATIENCE,
            Box::new(move || {
                if arrival.get_untracked() == Arrival::Coming {
                    arrival.set(Arrival::Late);
                }
            }),
        );
        (platform.spawn)(Box::pin(async move {
            arrival.set(if fetch().await { Arrival::Here } else { Arrival::Failed });
        }));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use futures::channel::oneshot::{self, Sender};

    use super::*;
    use crate::view_model::fake;

    thread_local! {
        static ASKED: RefCell<Vec<Sender<bool>>> = const { RefCell::new(Vec::new()) };
    }

    fn part() -> (Part, fake::Script) {
        let (session, script) = fake::session();
        ASKED.take();
        let fetch = || -> Asked<bool> {
            let (sender, receiver) = oneshot::channel();
            ASKED.with_borrow_mut(|asked| asked.push(sender));
            Box::pin(async { receiver.await.unwrap() })
        };
        (Part::new(session.platform, fetch), script)
    }

    fn answer(script: &mut fake::Script, came: bool) {
        script.run();
        let asked = ASKED.take();
        assert_eq!(asked.len(), 1);
        asked.into_iter().for_each(|sender| sender.send(came).unwrap());
        script.run();
    }

    #[test]
    fn a_part_is_fetched_once_however_many_want_it() {
        let (part, mut script) = part();
        part.want();
        part.want();
        assert_eq!(part.arrival.get(), Arrival::Coming);
        answer(&mut script, true);
        part.want();
        script.run();
        assert_eq!(part.arrival.get(), Arrival::Here);
        assert!(ASKED.take().is_empty());
    }

    #[test]
    fn whoever_waits_is_told_after_a_while_and_only_then() {
        let (part, mut script) = part();
        part.want();
        script.wait();
        assert_eq!(part.arrival.get(), Arrival::Late);
        answer(&mut script, true);
        script.wait();
        assert_eq!(part.arrival.get(), Arrival::Here);
    }

    #[test]
    fn a_part_that_did_not_come_is_fetched_again_when_it_is_wanted_again() {
        let (part, mut script) = part();
        part.want();
        answer(&mut script, false);
        assert_eq!(part.arrival.get(), Arrival::Failed);
        part.want();
        assert_eq!(part.arrival.get(), Arrival::Coming);
        answer(&mut script, true);
        assert_eq!(part.arrival.get(), Arrival::Here);
    }
}
