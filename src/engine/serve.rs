//! Serves an engine to one tab over a channel of bytes. Neutral of what carries the bytes and of which engine it is.

use std::rc::Rc;

use futures::channel::mpsc;
use futures::future::LocalBoxFuture;
use futures::{FutureExt, Stream, StreamExt, future};

use crate::backend::wire::{ToEngine, ToShell, decode, encode};
use crate::backend::{Backend, Engine, Failure};

/// Talks to one tab until it says goodbye, breaks the protocol's version, or `inbound` ends.
///
/// `open` gives the engine, opening its store the first time; while that fails the tab is told why,
/// and each new greeting tries again. `name` is the lock that tells the tab when the engine has died.
/// `spawn` starts what goes on beside everything else: commands that wait for a network. They end even if the tab
/// does not hear of it any more.
pub async fn serve<E: Engine>(
    open: impl AsyncFn() -> Result<Rc<E>, Failure>,
    name: &str,
    inbound: impl Stream<Item = Vec<u8>>,
    send: impl Fn(Vec<u8>) + 'static,
    spawn: impl Fn(LocalBoxFuture<'static, ()>),
) {
    let send = Rc::new(send);
    let mut inbound = std::pin::pin!(inbound);
    let (events_in, events) = mpsc::unbounded();
    let (opened_in, mut opened) = mpsc::unbounded::<Rc<E>>();
    let mut session: Option<Rc<E::Session>> = None;
    let talk = async {
        while let Some(bytes) = inbound.next().await {
            match decode(&bytes) {
                Ok(ToEngine::Hello { .. }) => match open().await {
                    Ok(engine) => {
                        session = Some(Rc::new(engine.connect(events_in.clone())));
                        // Whoever does not listen any more has seen an engine end.
                        let _ = opened_in.unbounded_send(engine);
                        send(encode(&ToShell::Hello { engine: name.into() }));
                    }
                    Err(failure) => send(encode(&ToShell::Stopped(failure))),
                },
                Ok(ToEngine::Request { id, command }) => match &session {
                    Some(session) if session.waits(&command) => {
                        let (session, send) = (Rc::clone(session), Rc::clone(&send));
                        let mut beside = async move {
                            let result = session.run(command).await;
                            send(encode(&ToShell::Reply { id, result }));
                        }
                        .boxed_local();
                        // It has its turn now: what it does before it waits is done before what comes next.
                        if futures::poll!(&mut beside).is_pending() {
                            spawn(beside);
                        }
                    }
                    Some(session) => {
                        let result = session.run(command).await;
                        send(encode(&ToShell::Reply { id, result }));
                    }
                    None => send(encode(&ToShell::Reply { id, result: Err(Failure::NotOpen) })),
                },
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
    let end = async {
        let Some(engine) = opened.next().await else { return future::pending().await };
        send(encode(&ToShell::Stopped(engine.ended().await)));
    };
    // What the end brought about is told before it.
    let said = async {
        future::select(std::pin::pin!(tell), std::pin::pin!(end)).await;
    };
    future::select(std::pin::pin!(talk), std::pin::pin!(said)).await;
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::task::Poll;

    use futures::executor::LocalPool;
    use futures::stream;
    use futures::task::LocalSpawnExt;

    use super::*;
    use crate::backend::protocol::{Answer, Command, Event, PROTOCOL_VERSION};
    use crate::domain::id::{ChatId, PersonId};

    #[derive(Default)]
    struct Echo(Rc<Cell<bool>>);
    struct EchoSession(mpsc::UnboundedSender<Event>, Rc<Cell<bool>>);

    impl Engine for Echo {
        type Session = EchoSession;
        fn connect(&self, events: mpsc::UnboundedSender<Event>) -> EchoSession {
            EchoSession(events, Rc::clone(&self.0))
        }
        async fn ended(&self) -> Failure {
            while !self.0.get() {
                yield_now().await;
            }
            Failure::NotOpen
        }
    }

    impl Backend for EchoSession {
        async fn run(&self, command: Command) -> Result<Answer, Failure> {
            match command {
                Command::Open { .. } => Err(Failure::NotFound),
                Command::LoadOlder { .. } => {
                    let _ = self.0.unbounded_send(Event::Profiles(Vec::new()));
                    for _ in 0..9 {
                        yield_now().await;
                    }
                    Ok(Answer::Done)
                }
                command => {
                    let _ = self.0.unbounded_send(Event::Profiles(Vec::new()));
                    self.1.set(command == Command::LeaveMeeting);
                    Ok(Answer::Done)
                }
            }
        }

        fn waits(&self, command: &Command) -> bool {
            matches!(command, Command::LoadOlder { .. })
        }
    }

    fn talk(open: impl AsyncFn() -> Result<Rc<Echo>, Failure>, said: Vec<Vec<u8>>) -> Vec<ToShell> {
        hear(open, stream::iter(said))
    }

    fn hear(open: impl AsyncFn() -> Result<Rc<Echo>, Failure>, said: impl Stream<Item = Vec<u8>>) -> Vec<ToShell> {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let ear = Rc::clone(&heard);
        let send = move |bytes: Vec<u8>| ear.borrow_mut().push(decode(&bytes).unwrap());
        let mut pool = LocalPool::new();
        let spawner = pool.spawner();
        let spawn = |task| spawner.spawn_local(task).unwrap();
        pool.run_until(serve(open, "engine-1", said, send, spawn));
        pool.run_until_stalled();
        heard.take()
    }

    /// Lets others go first.
    async fn yield_now() {
        let mut waited = false;
        future::poll_fn(|context| {
            context.waker().wake_by_ref();
            if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
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
            async || Ok(Rc::new(Echo::default())),
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
    fn what_waits_for_a_network_is_begun_in_its_turn_and_keeps_nobody_waiting() {
        let older = || Command::LoadOlder { chat: ChatId::random([1; 16]) };
        let rename = || Command::Rename { name: "a".into() };
        let heard = talk(
            async || Ok(Rc::new(Echo::default())),
            vec![hello(), ask(1, older()), ask(2, rename()), ask(3, older()), ask(4, rename())],
        );
        let replies: Vec<_> = heard
            .iter()
            .filter_map(|message| match message {
                ToShell::Reply { id, result: Ok(Answer::Done) } => Some(*id),
                _ => None,
            })
            .collect();
        assert_eq!(replies, [2, 4, 1, 3]);
    }

    #[test]
    fn an_engine_that_cannot_open_says_why_and_tries_again_with_the_next_greeting() {
        let tries = Cell::new(0);
        let open = async || {
            tries.set(tries.get() + 1);
            if tries.get() == 1 { Err(Failure::StorageBlocked) } else { Ok(Rc::new(Echo::default())) }
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
    fn an_engine_that_ends_answers_first_and_then_says_why() {
        let said = stream::iter([hello(), ask(1, Command::LeaveMeeting)]).chain(stream::pending());
        let heard = hear(async || Ok(Rc::new(Echo::default())), said);
        let told = ToShell::Event(Event::Profiles(Vec::new()));
        let answered = ToShell::Reply { id: 1, result: Ok(Answer::Done) };
        assert_eq!(heard[1..], [answered, told, ToShell::Stopped(Failure::NotOpen)]);
    }

    #[test]
    fn a_tab_of_another_version_is_told_so() {
        let mut bytes = hello();
        bytes[0] = bytes[0].wrapping_add(1);
        let theirs = PROTOCOL_VERSION + 1;
        let heard = talk(async || Ok(Rc::new(Echo::default())), vec![bytes, hello()]);
        assert_eq!(heard, [ToShell::Stopped(Failure::OtherProtocol { ours: PROTOCOL_VERSION, theirs })]);
    }
}
