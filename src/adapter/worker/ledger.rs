//! What was asked and not answered, and what the next engine has to be told.

use std::collections::BTreeMap;
use std::mem;
use std::rc::Rc;

use futures::channel::oneshot;

use crate::backend::client::Call;
use crate::backend::wire::{RequestId, ToEngine, encode};
use crate::backend::{Answer, Command, Failure, Watch};
use crate::domain::id::PersonId;

/// A message to an engine, kept as it is sent: a long one is in memory once.
pub type Message = Rc<[u8]>;

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
    message: Message,
    lasting: Option<Lasting>,
    answer: Option<oneshot::Sender<Result<Answer, Failure>>>,
}

/// What holds for longer than the command that brought it about.
#[derive(Debug)]
enum Lasting {
    Open(PersonId),
    Watch(Watch),
    Unwatch(Watch),
}

impl Ledger {
    /// Gives a call its number, and the message to send.
    pub fn admit(&mut self, call: Call) -> (RequestId, Message) {
        self.ask(call.command, Some(call.answer))
    }

    fn ask(
        &mut self,
        command: Command,
        answer: Option<oneshot::Sender<Result<Answer, Failure>>>,
    ) -> (RequestId, Message) {
        self.last = self.last.wrapping_add(1);
        let lasting = match &command {
            Command::Open { profile } => Some(Lasting::Open(profile.clone())),
            Command::Watch(watch) => Some(Lasting::Watch(watch.clone())),
            Command::Unwatch(watch) => Some(Lasting::Unwatch(watch.clone())),
            _ => None,
        };
        let message: Message = encode(&ToEngine::Request { id: self.last, command }).into();
        self.pending.insert(self.last, Pending { message: Rc::clone(&message), lasting, answer });
        (self.last, message)
    }

    /// Takes an answer to whoever waits for it. An answer to nothing that was asked is ignored.
    pub fn settle(&mut self, id: RequestId, result: Result<Answer, Failure>) {
        let Some(pending) = self.pending.remove(&id) else { return };
        if let (Ok(_), Some(lasting)) = (&result, pending.lasting) {
            self.remember(lasting);
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
        for (_, pending) in mem::take(&mut self.pending) {
            if let Some(answer) = pending.answer {
                let _ = answer.send(Err(failure.clone()));
            }
        }
    }

    /// Everything a new engine has to hear: who acts, what is watched, then what was not answered, in its old order
    /// and under its old numbers. All of it may be carried out twice. What was answered is not told again, and nothing
    /// of it is kept.
    pub fn replay(&mut self) -> Vec<Message> {
        self.pending.retain(|_, pending| pending.answer.is_some());
        let old: Vec<_> = self.pending.values().map(|it| Rc::clone(&it.message)).collect();
        let open = self.profile.clone().map(|profile| Command::Open { profile });
        let again: Vec<_> = open.into_iter().chain(self.watches.iter().cloned().map(Command::Watch)).collect();
        again.into_iter().map(|command| self.ask(command, None).1).chain(old).collect()
    }

    fn remember(&mut self, lasting: Lasting) {
        match lasting {
            Lasting::Open(profile) => {
                if self.profile.as_ref() != Some(&profile) {
                    self.watches.retain(|watch| *watch == Watch::Profiles);
                }
                self.profile = Some(profile);
            }
            Lasting::Watch(watch) if !self.watches.contains(&watch) => self.watches.push(watch),
            Lasting::Watch(_) => {}
            Lasting::Unwatch(watch) => self.watches.retain(|it| *it != watch),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::protocol::HomeCommand;
    use crate::backend::wire::decode;

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
            let heard: Vec<ToEngine> = ledger.replay().iter().map(|it| decode(it).unwrap()).collect();
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

    #[test]
    fn a_password_that_was_answered_is_said_to_no_other_engine() {
        let mut ledger = Ledger::default();
        let sign_in = || {
            let [server, username, password] = ["s", "u", "p"].map(String::from);
            Command::Home(HomeCommand::SignIn { server, username, password })
        };
        done(&mut ledger, sign_in());
        assert_eq!(ledger.replay(), []);
        let (waiting, _reply) = call(sign_in());
        let (_, message) = ledger.admit(waiting);
        assert_eq!(ledger.replay(), [message], "it may never have arrived");
    }
}
