//! The behaviours of a backend whose people can answer, react and take back.

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Command, Event, TalkCommand};
use teahouse::domain::id::MessageId;
use teahouse::domain::message::{Body, Message};

use super::tab::{Place, id, talk, text_of, two};

/// Calls a macro with the name of every behaviour of such a backend.
#[macro_export]
macro_rules! talking {
    ($suite:ident, $each:ident) => {
        $each! {
            $suite;
            an_answer_shows_what_it_answers,
            signs_are_put_and_taken_away,
            what_is_taken_back_leaves_a_trace,
            who_writes_is_seen_writing,
        }
    };
}

pub(crate) async fn an_answer_shows_what_it_answers(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let asked = zhou.timeline_when(&chat, |messages| messages.len() == 1).await[0].clone();
    let reply = MessageId::random(id());
    let send =
        Command::Send { chat: chat.clone(), id: reply.clone(), text: "Yes".into(), reply: Some(asked.id.clone()) };
    zhou.done(send).await;
    let quotes = |messages: &[Message]| {
        messages.last().is_some_and(|it| it.context.reply.as_ref().is_some_and(|quote| quote.body.is_some()))
    };
    for tab in [&mut mei, &mut zhou] {
        let messages = tab.timeline_when(&chat, quotes).await;
        let answer = messages.last().unwrap();
        let quote = answer.context.reply.clone().unwrap();
        assert_eq!((text_of(answer), quote.body, quote.id), ("Yes", Some(asked.body.clone()), messages[0].id.clone()));
        assert_eq!(quote.sender, Some(asked.sender.clone()));
    }
    let nowhere = Command::Send {
        chat: chat.clone(),
        id: MessageId::random(id()),
        text: "?".into(),
        reply: Some(MessageId::random(id())),
    };
    assert_eq!(zhou.run(nowhere).await, Err(Failure::NotFound));
}

pub(crate) async fn signs_are_put_and_taken_away(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let asked = zhou.timeline_when(&chat, |messages| messages.len() == 1).await[0].id.clone();
    let react = |on| talk(&chat, TalkCommand::React { id: asked.clone(), key: "🍵".into(), on });
    zhou.done(react(true)).await;
    zhou.done(react(true)).await;
    let messages =
        mei.timeline_when(&chat, |messages| messages.iter().any(|it| !it.context.reactions.is_empty())).await;
    let sign = &messages[0].context.reactions[0];
    assert_eq!((sign.key.as_str(), sign.count, sign.mine), ("🍵", 1, false));
    zhou.timeline_when(&chat, |messages| messages[0].context.reactions.iter().any(|sign| sign.mine)).await;
    zhou.done(react(false)).await;
    mei.timeline_when(&chat, |messages| messages.iter().all(|it| it.context.reactions.is_empty())).await;
}

pub(crate) async fn what_is_taken_back_leaves_a_trace(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let said = mei.timeline_when(&chat, |messages| messages.iter().any(|it| it.seq.is_some())).await[0].id.clone();
    let foreign = zhou.timeline_when(&chat, |messages| messages.len() == 1).await[0].id.clone();
    assert_eq!(zhou.run(talk(&chat, TalkCommand::Recall { id: foreign })).await, Err(Failure::NotFound));
    mei.done(talk(&chat, TalkCommand::Recall { id: said })).await;
    let messages = zhou.timeline_when(&chat, |messages| messages.iter().all(|it| it.body == Body::Recalled)).await;
    assert_eq!(messages.len(), 1);
}

pub(crate) async fn who_writes_is_seen_writing(place: &impl Place) {
    let (mei, mut zhou, chat) = two(place).await;
    mei.done(talk(&chat, TalkCommand::Typing { on: true })).await;
    zhou.event_when(
        |event| matches!(event, Event::Typing { people, .. } if people.iter().any(|name| name.as_str() == "Mei")),
    )
    .await;
    mei.done(talk(&chat, TalkCommand::Typing { on: false })).await;
    zhou.event_when(|event| matches!(event, Event::Typing { people, .. } if people.is_empty())).await;
}
