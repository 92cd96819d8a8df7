//! A start that knows its list before the SDK has read its stores.

use futures::{FutureExt, StreamExt};
use serde_json::json;
use teahouse::backend::Engine;
use teahouse::backend::wire::encode;
use teahouse::domain::chat::With;
use teahouse::domain::home::Link;
use teahouse::domain::person::Title;
use teahouse::domain::safety::Guard;
use teahouse::domain::time::Timestamp;

use super::*;
use crate::MatrixEngine;
use crate::keep::{OWN, Own, SESSION, SHOWN};

const ROOM: &str = "!kettle:tea.example";

fn row() -> Chat {
    let zhou = PersonId::parse("@zhou:tea.example").unwrap();
    Chat {
        id: ChatId::parse(ROOM).unwrap(),
        title: Title::Person(Name::parse("Zhou").unwrap()),
        with: With::Person(zhou),
        last: None,
        active: Timestamp(7),
        unread: 0,
        pinned: false,
        muted: false,
        folded: false,
        draft: "sent long ago".into(),
        guard: Guard::Encrypted,
        invited: false,
    }
}

/// An engine on a store of somebody who had one chat; nobody answers for their homeserver.
async fn engine() -> (MatrixEngine, PersonId) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let engine = MatrixEngine::open("test");
    let keep = engine.0.keep().await.unwrap();
    let session = json!({ "user_id": "@mei:tea.example", "device_id": "A", "access_token": "t" });
    let kept = json!({ "homeserver": "http://127.0.0.1:9", "sliding": true, "session": session, "name": "Mei" });
    keep.write(SESSION, &kept).await.unwrap();
    keep.write(OWN, &Own { drafts: [(row().id, "And cake".into())].into(), ..Own::default() }).await.unwrap();
    keep.set_bytes(SHOWN, &encode(&vec![row()])).await.unwrap();
    (engine, PersonId::parse("@mei:tea.example").unwrap())
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, test);
}

#[test]
fn the_list_of_last_time_comes_first_and_is_put_right_by_changes() {
    run(async {
        let (engine, mei) = engine().await;
        let (tell, mut told) = mpsc::unbounded();
        let session = engine.connect(tell);
        assert!(matches!(session.run(Command::Open { profile: mei }).await, Ok(Answer::Opened { .. })));
        // What is of this device only is as its own record says.
        let expected = Chat { draft: "And cake".into(), ..row() };
        assert_eq!(told.next().await, Some(Event::Chats(vec![VectorDiff::Reset(vec![expected])])));
        assert_eq!(told.next().await, Some(Event::Link(Link::Connecting)), "the account is alive only now");
        session.run(Command::Watch(Watch::Chats)).await.unwrap();
        // The SDK knows no such room.
        let gone = Event::Chats(vec![VectorDiff::Remove(0)]);
        while let Some(event) = told.next().await {
            match event {
                Event::Link(_) => {}
                event => return assert_eq!(event, gone),
            }
        }
    });
}

#[test]
fn nobody_sees_the_list_of_somebody_else_and_nothing_stays_of_who_left() {
    run(async {
        let (engine, mei) = engine().await;
        let (tell, mut told) = mpsc::unbounded();
        let session = engine.connect(tell);
        let profile = PersonId::parse("@zhou:tea.example").unwrap();
        assert_eq!(session.run(Command::Open { profile }).await, Err(Failure::NotFound));
        assert!(told.next().now_or_never().is_none());
        let keep = engine.0.keep().await.unwrap();
        keep.remove_all("test").await.unwrap();
        assert_eq!(keep.get_bytes(SHOWN).await, Ok(None));
        let open = Command::Open { profile: mei };
        engine.0.account.take();
        assert_eq!(session.run(open).await, Err(Failure::NotFound));
        assert!(told.next().now_or_never().is_none());
    });
}
