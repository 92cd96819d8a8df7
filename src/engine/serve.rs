//! Serves an engine to one tab over a channel of bytes. Neutral of what carries the bytes and of which engine it is.

use std::rc::Rc;

use futures::channel::mpsc;
use futures::{Stream, StreamExt, future};

use crate::backend::wire::{ToEngine, ToShell, decode, encode};
use crate::backend::{Backend, Engine, Failure};

/// Talks to one tab until it says goodbye, breaks the protocol's version, or `inbound` ends.
///
/// `open` gives the engine, opening its store the first time; while that fails the tab is told why,
/// and each new greeting tries again. `name` is the lock that tells the tab when the engine has died.
pub async fn serve<E: Engine>(
    open: impl AsyncFn() -> Result<Rc<E>, Failure>,
    name: &str,
    inbound: impl Stream<Item = Vec<u8>>,
    send: impl Fn(Vec<u8>),
) {
    let mut inbound = std::pin::pin!(inbound);
    let (events_in, events) = mpsc::unbounded();
    let mut session = None;
    let talk = async {
        while let Some(bytes) = inbound.next().await {
            match decode(&bytes) {
                Ok(ToEngine::Hello { .. }) => match open().await {
                    Ok(engine) => {
                        session = Some(engine.connect(events_in.clone()));
                        send(encode(&ToShell::Hello { engine: name.into() }));
                    }
                    Err(failure) => send(encode(&ToShell::Stopped(failure))),
                },
                Ok(ToEngine::Request { id, command }) => {
                    let result = match &session {
                        Some(session) => session.run(command).await,
                        None => Err(Failure::NotOpen),
                    };
                    send(encode(&ToShell::Reply { id, result }));
                }
                Ok(ToEngine::Goodbye) => break,
                Err(failure) => {
                    // Whoever sent this cannot be understood, so there is no request to answer.
                    send(encode(&ToShell::Stopped(failure)));
                    break;
                }
            }
        }
    };
    let tell = events.for_each(|event| {
        send(encode(&ToShell::Event(event)));
        future::ready(())
    });
    future::select(std::pin::pin!(talk), std::pin::pin!(tell)).await;
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use futures::stream;

    use super::*;
    use crate::backend::protocol::{Answer, Command, Event, PROTOCOL_VERSION};
    use crate::domain::id::PersonId;

    struct Echo;
    struct EchoSession(mpsc::UnboundedSender<Event>);

    impl Engine for Echo {
        type Session = EchoSession;
        fn connect(&self, events: mpsc::UnboundedSender<Event>) -> EchoSession {
            EchoSession(events)
        }
    }

    impl Backend for EchoSession {
        async fn run(&self, command: Command) -> Result<Answer, Failure> {
            match command {
                Command::Open { .. } => Err(Failure::NotFound),
                _ => {
                    let _ = self.0.unbounded_send(Event::Profiles(Vec::new()));
                    Ok(Answer::Done)
                }
            }
        }
    }

    fn talk(open: impl AsyncFn() -> Result<Rc<Echo>, Failure>, said: Vec<Vec<u8>>) -> Vec<ToShell> {
        let heard = std::cell::RefCell::new(Vec::new());
        block_on(serve(open, "engine-1", stream::iter(said), |bytes| {
            heard.borrow_mut().push(decode(&bytes).unwrap());
        }));
        heard.into_inner()
    }

    fn hello() -> Vec<u8> {
        encode(&ToEngine::Hello { tab: "tab".into() })
    }

    fn ask(id: u32, command: Command) -> Vec<u8> {
        encode(&ToEngine::Request { id, command })
    }

    #[test]
    fn requests_are_answered_in_their_order() {
        let profile = PersonId::random([1; 16]);
        let heard = talk(
            async || Ok(Rc::new(Echo)),
            vec![
                hello(),
                ask(7, Command::Open { profile: profile.clone() }),
                ask(8, Command::Rename { name: "a".into() }),
            ],
        );
        assert_eq!(heard[0], ToShell::Hello { engine: "engine-1".into() });
        assert_eq!(heard[1], ToShell::Reply { id: 7, result: Err(Failure::NotFound) });
        assert_eq!(heard[2], ToShell::Reply { id: 8, result: Ok(Answer::Done) });
    }

    #[test]
    fn an_engine_that_cannot_open_says_why_and_tries_again_with_the_next_greeting() {
        let tries = std::cell::Cell::new(0);
        let open = async || {
            tries.set(tries.get() + 1);
            if tries.get() == 1 { Err(Failure::StorageBlocked) } else { Ok(Rc::new(Echo)) }
        };
        let heard = talk(open, vec![hello(), ask(1, Command::Rename { name: "a".into() }), hello()]);
        assert_eq!(
            heard,
            [
                ToShell::Stopped(Failure::StorageBlocked),
                ToShell::Reply { id: 1, result: Err(Failure::NotOpen) },
                ToShell::Hello { engine: "engine-1".into() },
            ]
        );
    }

    #[test]
    fn a_tab_of_another_version_is_told_so() {
        let mut bytes = hello();
        bytes[0] = bytes[0].wrapping_add(1);
        let theirs = PROTOCOL_VERSION + 1;
        let heard = talk(async || Ok(Rc::new(Echo)), vec![bytes, hello()]);
        assert_eq!(heard, [ToShell::Stopped(Failure::OtherProtocol { ours: PROTOCOL_VERSION, theirs })]);
    }
}
