//! Answers that are lost after the server has done what it was asked for.

use std::collections::HashSet;
use std::sync::Mutex;

use teahouse::backend::protocol::{Command, TalkCommand};
use teahouse::domain::file::FileContent;
use teahouse::domain::id::MessageId;
use teahouse::domain::message::{Body, Message};

use crate::people::{reads, run, says};
use crate::tab::id;
use crate::talkers::Talkers;
use crate::way::Act;

#[test]
fn what_the_server_took_and_did_not_answer_is_done_once() {
    run(|| async {
        let mut talkers = Talkers::new().await;
        // The first answer to each thing that is asked for is lost.
        let asked = Mutex::new(HashSet::new());
        talkers.way.rule(move |ask| {
            let counts = ask.sends() || ask.is("/upload");
            if counts && asked.lock().unwrap().insert(ask.path.clone()) { Act::Lose } else { Act::Pass }
        });
        let chat = talkers.chat.clone();
        for text in ["one", "two", "three"] {
            talkers.mei_says(text).await;
        }
        talkers.complete().await;
        assert_eq!(talkers.way.count("lost PUT"), 3);
        let messages = talkers.mei.timeline_when(&chat, |it| it.iter().any(|it| says(it, "three"))).await;
        let named = |text: &str| messages.iter().find(|it| says(it, text)).unwrap().id.clone();
        let (one, two, three) = (named("one"), named("two"), named("three"));
        let talk = |act| Command::Talk { chat: chat.clone(), act };

        talkers.mei.done(Command::Edit { chat: chat.clone(), id: one, text: "one, edited".into() }).await;
        talkers.mei.done(talk(TalkCommand::React { id: two, key: "🍵".into(), on: true })).await;
        talkers.mei.done(talk(TalkCommand::Recall { id: three })).await;
        let picture = FileContent { media_type: "text/plain".into(), bytes: b"cake".into() };
        let attach = TalkCommand::Attach {
            id: MessageId::random(id()),
            name: "cake.txt".into(),
            content: picture,
            caption: String::new(),
        };
        talkers.mei.done(talk(attach)).await;
        talkers.mei.send(&chat, "last").await;
        reads(&mut talkers.zhou, &chat, "last").await;
        let done = |it: &[Message]| {
            it.iter().any(|it| says(it, "last"))
                && it.iter().any(|it| says(it, "one, edited") && it.edited)
                && it.iter().any(|it| it.body == Body::Recalled)
                && it.iter().any(|it| it.context.reactions.iter().any(|sign| sign.count == 1))
        };
        for tab in [&mut talkers.zhou, &mut talkers.mei] {
            let messages = tab.timeline_when(&chat, done).await;
            let files = messages.iter().filter(|it| matches!(it.body, Body::File(_))).count();
            // Two of the beginning, three, a file, and the last.
            assert_eq!((messages.len(), files), (7, 1), "{messages:?}");
        }
        assert!(talkers.way.count("lost PUT") >= 8 && talkers.way.count("lost POST") == 1);
    });
}
