//! An engine in this very program, reached without any message: the shortest way through the port.

use futures::StreamExt;
use futures::channel::mpsc;
use teahouse::backend::client::{Client, Wish};
use teahouse::backend::{Backend, Engine, Update};

/// A client, its updates, and the task that serves it.
pub(crate) fn connect<E: Engine>(
    engine: &E,
) -> (Client, mpsc::UnboundedReceiver<Update>, impl Future<Output = ()> + use<E>) {
    let (client, mut wishes) = Client::new();
    let (events_in, events) = mpsc::unbounded();
    let (updates_in, updates) = mpsc::unbounded();
    let session = engine.connect(events_in);
    let serve = async move {
        while let Some(wish) = wishes.next().await {
            if let Wish::Call(call) = wish {
                let _ = call.answer.send(session.run(call.command).await);
            }
        }
    };
    let tell = events.for_each(move |event| {
        let _ = updates_in.unbounded_send(Update::Event(event));
        futures::future::ready(())
    });
    let task = async move {
        futures::future::join(serve, tell).await;
    };
    (client, updates, task)
}
