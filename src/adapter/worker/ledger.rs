//! What was asked and not answered, and what the next engine has to be told.

use std::collections::BTreeMap;

use futures::channel::oneshot;

use crate::backend::client::Call;
use crate::backend::wire::{RequestId, ToEngine};
use crate::backend::{Answer, Command, Failure, Watch};
use crate::domain::id::PersonId;

/// The one owner of request numbers.
#[derive(Debug, Default)]
pub struct Ledger {
    last: RequestId,
    pending: BTreeMap<RequestId, Pending>,
    profile: Option<PersonId>,
    watches: Vec<Watch>,
}

#[derive(Debug)]
struct Pending {
    command: Command,
    answer: Option<oneshot::Sender<Result<Answer, Failure>>>,
}

impl Ledger {
    /// Gives a call its number, and the message to send.
    pub fn admit(&mut self, call: Call) -> (RequestId, ToEngine) {
        self.ask(call.command, Some(call.answer))
    }

    fn ask(
        &mut self,
        command: Command,
        answer: Option<oneshot::Sender<Result<Answer, Failure>>>,
    ) -> (RequestId, ToEngine) {
        self.last = self.last.wrapping_add(1);
        self.pending.insert(self.last, Pending { command: command.clone(), answer });
        (self.last, ToEngine::Request { id: self.last, command })
    }

    /// Takes an answer to whoever waits for it. An answer to nothing that was asked is ignored.
    pub fn settle(&mut self, id: RequestId, result: Result<Answer, Failure>) {
        let Some(pending) = self.pending.remove(&id) else { return };
        if result.is_ok() {
            self.remember(pending.command);
        }
        if let Some(answer) = pending.answer {
            // Whoever asked may have gone.
            let _ = answer.send(result);
        }
    }

    /// True while nobody has answered this request.
    pub fn is_pending(&self, id: RequestId) -> bool {
        self.pending.contains_key(&id)
    }

    /// Answers everything that waits with a failure.
    pub fn fail_all(&mut self, failure: &Failure) {
        for (_, pending) in std::mem::take(&mut self.pending) {
            if let Some(answer) = pending.answer {
                let _ = answer.send(Err(failure.clone()));
            }
        }
    }

    /// Everything a new engine has to hear: who acts, what is watched, then what was not answered, in its old order
    /// and under its old numbers. All of it may be carried out twice.
    pub fn replay(&mut self) -> Vec<ToEngine> {
        self.pending.retain(|_, pending| pending.answer.is_some());
        let old: Vec<_> =
            self.pending.iter().map(|(id, it)| ToEngine::Request { id: *id, command: it.command.clone() }).collect();
        let open = self.profile.clone().map(|profile| Command::Open { profile });
        let again: Vec<_> = open.into_iter().chain(self.watches.iter().cloned().map(Command::Watch)).collect();
        again.into_iter().map(|command| self.ask(command, None).1).chain(old).collect()
    }

    fn remember(&mut self, command: Command) {
        match command {
            Command::Open { profile } => {
                if self.profile.as_ref() != Some(&profile) {
                    self.watches.retain(|watch| *watch == Watch::Profiles);
                }
                self.profile = Some(profile);
            }
            Command::Watch(watch) if !self.watches.contains(&watch) => self.watches.push(watch),
            Command::Unwatch(watch) => self.watches.retain(|it| *it != watch),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(command: Command) -> (Call, oneshot::Receiver<Result<Answer, Failure>>) {
        let (answer, reply) = oneshot::channel();
        (Call { command, answer }, reply)
    }

    fn rename(name: &str) -> Command {
        Command::Rename { name: name.into() }
    }

    fn done(ledger: &mut Ledger, command: Command) {
        let (call, _reply) = call(command);
        let (id, _) = ledger.admit(call);
        ledger.settle(id, Ok(Answer::Done));
    }

    #[test]
    fn an_answer_reaches_the_one_who_asked() {
        let mut ledger = Ledger::default();
        let (first, mut first_reply) = call(rename("a"));
        let (second, mut second_reply) = call(rename("b"));
        let (_, (second, _)) = (ledger.admit(first), ledger.admit(second));
        ledger.settle(second, Err(Failure::NotOpen));
        assert_eq!(first_reply.try_recv().unwrap(), None);
        assert_eq!(second_reply.try_recv().unwrap(), Some(Err(Failure::NotOpen)));
        ledger.settle(second, Ok(Answer::Done));
        ledger.settle(999, Ok(Answer::Done));
    }

    #[test]
    fn a_new_engine_hears_who_acts_what_is_watched_and_what_was_not_answered_in_order() {
        let mut ledger = Ledger::default();
        let profile = PersonId::random([1; 16]);
        done(&mut ledger, Command::Open { profile: profile.clone() });
        done(&mut ledger, Command::Watch(Watch::Chats));
        done(&mut ledger, Command::Watch(Watch::Contacts));
        done(&mut ledger, Command::Unwatch(Watch::Contacts));
        let (first, _first_reply) = call(rename("a"));
        let (second, _second_reply) = call(rename("b"));
        let (first, second) = (ledger.admit(first).0, ledger.admit(second).0);
        for _ in 0..2 {
            let heard = ledger.replay();
            let commands: Vec<_> = heard
                .iter()
                .map(|it| match it {
                    ToEngine::Request { command, .. } => command.clone(),
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(
                commands,
                [Command::Open { profile: profile.clone() }, Command::Watch(Watch::Chats), rename("a"), rename("b")]
            );
            assert!(matches!(heard[2], ToEngine::Request { id, .. } if id == first));
            assert!(matches!(heard[3], ToEngine::Request { id, .. } if id == second));
        }
    }

    #[test]
    fn another_profile_watches_nothing_of_the_last_one() {
        let mut ledger = Ledger::default();
        done(&mut ledger, Command::Watch(Watch::Profiles));
        done(&mut ledger, Command::Open { profile: PersonId::random([1; 16]) });
        done(&mut ledger, Command::Watch(Watch::Chats));
        done(&mut ledger, Command::Open { profile: PersonId::random([2; 16]) });
        assert_eq!(ledger.replay().len(), 2, "open, and the profiles");
    }
}
