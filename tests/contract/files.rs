//! The behaviours of a backend whose people can send files, and share what programs say.

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command, TalkCommand, Watch};
use teahouse::domain::file::{FileContent, FileKind};
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::message::{Body, Message};
use teahouse::domain::mini::aside::Aside;
use teahouse::domain::mini::update::{MAX_LIVE_BYTES, MAX_UPDATE_BYTES, fits};

use super::tab::{Place, Tab, id, talk, two};

#[path = "asides.rs"]
mod asides;

pub(crate) use self::asides::*;

/// Calls a macro with the name of every behaviour of such a backend.
#[macro_export]
macro_rules! sending_files {
    ($suite:ident, $each:ident) => {
        $each! {
            $suite;
            a_picture_arrives_as_it_was,
            a_file_is_what_it_is,
            what_a_program_shares_reaches_everybody_and_stays,
            who_is_not_in_the_chat_neither_shares_nor_hears,
            what_is_said_live_reaches_those_who_are_there,
            what_a_program_says_for_the_chat_stands_there_once,
            what_a_program_says_fits_together_with_what_it_shares,
        }
    };
}

/// The smallest picture there is: one red pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

pub(crate) async fn a_picture_arrives_as_it_was(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let picture = || FileContent { media_type: "text/html".into(), bytes: PIXEL.into() };
    let id = MessageId::random(id());
    let attach = || TalkCommand::Attach {
        id: id.clone(),
        name: "../tea.png".into(),
        content: picture(),
        caption: "Look".into(),
    };
    mei.done(talk(&chat, attach())).await;
    mei.done(talk(&chat, attach())).await;
    let file = |messages: &[Message]| messages.iter().any(|it| matches!(it.body, Body::File(_)));
    let messages = zhou.timeline_when(&chat, file).await;
    let Body::File(info) = &messages[1].body else { panic!("{messages:?}") };
    assert_eq!((info.kind, info.name.as_str(), info.media_type.as_str()), (FileKind::Picture, "tea.png", "image/png"));
    assert_eq!(info.caption.as_ref().map(|text| text.as_str()), Some("Look"));
    let fetch = |id: &MessageId, thumbnail| talk(&chat, TalkCommand::Fetch { id: id.clone(), thumbnail });
    for thumbnail in [false, true] {
        let fetched = zhou.run(fetch(&messages[1].id, thumbnail)).await;
        assert_eq!(fetched, Ok(Answer::File(FileContent { media_type: "image/png".into(), bytes: PIXEL.into() })));
    }
    assert_eq!(zhou.run(fetch(&messages[0].id, false)).await, Err(Failure::NotFound), "a text is no file");
    mei.send(&chat, "last").await;
    let messages = zhou
        .timeline_when(&chat, |messages| {
            messages.last().is_some_and(|it| matches!(&it.body, Body::Text(text) if text.as_str() == "last"))
        })
        .await;
    assert_eq!(messages.len(), 3, "the picture came once: {messages:?}");
    mei.timeline_when(&chat, |messages| messages.len() == 3).await;
}

pub(crate) async fn a_file_is_what_it_is(place: &impl Place) {
    let (mei, mut zhou, chat) = two(place).await;
    let card = share(&mei, &chat).await;
    let messages = zhou.timeline_when(&chat, has_file).await;
    let Body::File(info) = &messages[1].body else { panic!("{messages:?}") };
    assert_eq!((info.kind, info.name.as_str(), info.bytes), (FileKind::Other, "poll.xdc", Some(4)));
    let fetch = TalkCommand::Fetch { id: messages[1].id.clone(), thumbnail: false };
    let content = FileContent { media_type: "application/octet-stream".into(), bytes: b"PK\x03\x04".into() };
    assert_eq!(zhou.run(talk(&chat, fetch)).await, Ok(Answer::File(content)));
    let fetch = TalkCommand::Fetch { id: card, thumbnail: false };
    assert_eq!(mei.run(talk(&chat, fetch)).await.map(|_| ()), Ok(()), "also under the name that its sender gave it");
}

pub(crate) async fn what_a_program_shares_reaches_everybody_and_stays(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let card = share(&mei, &chat).await;
    mei.timeline_when(&chat, |messages| messages.iter().all(|it| it.seq.is_some()) && has_file(messages)).await;
    let theirs = zhou.timeline_when(&chat, has_file).await[1].id.clone();
    watch(&zhou, &chat, &theirs).await;
    // One that is handed in twice is one.
    let (first, second) = (MessageId::random(id()), MessageId::random(id()));
    for (update, text) in [(&first, r#"{"payload":1}"#), (&first, r#"{"payload":1}"#), (&second, r#"{"payload":"茶"}"#)]
    {
        mei.done(update_of(&chat, &card, update, text)).await;
    }
    let heard = zhou.shared_when(&theirs, 2).await;
    let texts: Vec<_> = heard.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, [r#"{"payload":1}"#, r#"{"payload":"茶"}"#]);
    assert!(heard.iter().all(|it| it.sender == mei.me()));
    zhou.done(update_of(&chat, &theirs, &MessageId::random(id()), r#"{"payload":3}"#)).await;
    // Whoever comes later hears all of it, in the same order, under the same names.
    watch(&mei, &chat, &card).await;
    let all = mei.shared_when(&card, 3).await;
    assert_eq!((all[0].id.clone(), all[1].id.clone(), all[2].sender.clone()), (first, second, zhou.me()));
    // The longest that can be sent arrives, however its quotes have to be written; a longer one is refused.
    let quotes = |count: usize| format!("[{}]", "\"\",".repeat(count));
    let longest = (1..).map(quotes).take_while(|text| fits(text)).last().unwrap();
    mei.done(update_of(&chat, &card, &MessageId::random(id()), &longest)).await;
    assert_eq!(zhou.shared_when(&theirs, 4).await[3].text, longest);
    let long = update_of(&chat, &card, &MessageId::random(id()), &"x".repeat(2 * MAX_UPDATE_BYTES));
    let refused = mei.run(long).await;
    assert_eq!(refused, Err(Failure::FileTooLarge { bytes: 2 * MAX_UPDATE_BYTES as u64 }));
    // None of it is a message, here or there.
    mei.send(&chat, "last").await;
    for tab in [&mut mei, &mut zhou] {
        let last = |it: &Message| matches!(&it.body, Body::Text(text) if text.as_str() == "last") && it.seq.is_some();
        let messages = tab.timeline_when(&chat, |messages| messages.iter().any(last)).await;
        assert_eq!(messages.len(), 3, "{messages:?}");
    }
}

pub(crate) async fn who_is_not_in_the_chat_neither_shares_nor_hears(place: &impl Place) {
    let (mei, mut zhou, chat) = two(place).await;
    let card = share(&mei, &chat).await;
    let theirs = zhou.timeline_when(&chat, has_file).await[1].id.clone();
    let other = Tab::of(place, "Chen").await;
    for card in [&card, &theirs] {
        let update = update_of(&chat, card, &MessageId::random(id()), "{}");
        assert_eq!(other.run(update).await, Err(Failure::NotFound));
        let watch = Command::Watch(Watch::Updates { chat: chat.clone(), card: card.clone() });
        assert_eq!(other.run(watch).await, Err(Failure::NotFound));
    }
    // A card of another chat is none of this one.
    let elsewhere = mei.chat_with(&other.me()).await;
    let update = update_of(&elsewhere, &card, &MessageId::random(id()), "{}");
    assert_eq!(mei.run(update).await, Err(Failure::NotFound));
    let watch = Command::Watch(Watch::Updates { chat: elsewhere, card: card.clone() });
    assert_eq!(mei.run(watch).await, Err(Failure::NotFound));
    let nothing = update_of(&chat, &MessageId::random(id()), &MessageId::random(id()), "{}");
    assert_eq!(mei.run(nothing).await, Err(Failure::NotFound), "there is no such card");
}

pub(crate) async fn what_is_said_live_reaches_those_who_are_there(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let card = share(&mei, &chat).await;
    mei.timeline_when(&chat, |messages| messages.iter().all(|it| it.seq.is_some()) && has_file(messages)).await;
    let theirs = zhou.timeline_when(&chat, has_file).await[1].id.clone();
    let live = |card: &MessageId| Watch::Live { chat: chat.clone(), card: card.clone() };
    let says = |card: &MessageId, data: &[u8]| talk(&chat, TalkCommand::Live { card: card.clone(), data: data.into() });
    // Whoever does not hear does not speak, and nobody comes who is not in the chat.
    assert_eq!(zhou.run(says(&theirs, b"early")).await, Err(Failure::NotFound));
    let other = Tab::of(place, "Chen").await;
    assert_eq!(other.run(Command::Watch(live(&theirs))).await, Err(Failure::NotFound));
    zhou.done(Command::Watch(live(&theirs))).await;
    mei.done(Command::Watch(live(&card))).await;
    // What is said first is heard, and one does not hear oneself.
    mei.done(says(&card, b"hello")).await;
    assert_eq!(zhou.live_when(&theirs, 1).await, [b"hello"]);
    zhou.done(says(&theirs, &[0, 255])).await;
    assert_eq!(mei.live_when(&card, 1).await, [[0, 255]]);
    let longest: Vec<u8> = (0..MAX_LIVE_BYTES).map(|at| at as u8).collect();
    mei.done(says(&card, &longest)).await;
    assert_eq!(zhou.live_when(&theirs, 2).await[1], longest);
    let long = mei.run(says(&card, &vec![1; MAX_LIVE_BYTES + 1])).await;
    assert_eq!(long, Err(Failure::FileTooLarge { bytes: MAX_LIVE_BYTES as u64 + 1 }));
    // Whoever has gone hears no more.
    zhou.done(Command::Unwatch(live(&theirs))).await;
    assert_eq!(zhou.run(says(&theirs, b"late")).await, Err(Failure::NotFound));
}

pub(crate) fn has_file(messages: &[Message]) -> bool {
    messages.iter().any(|it| matches!(it.body, Body::File(_)))
}

pub(crate) async fn share(tab: &Tab, chat: &ChatId) -> MessageId {
    let id = MessageId::random(id());
    let content = FileContent { media_type: "application/webxdc+zip".into(), bytes: b"PK\x03\x04".into() };
    let attach = TalkCommand::Attach { id: id.clone(), name: "poll.xdc".into(), content, caption: String::new() };
    tab.done(talk(chat, attach)).await;
    id
}

fn update_of(chat: &ChatId, card: &MessageId, id: &MessageId, text: &str) -> Command {
    talk(chat, TalkCommand::Update { card: card.clone(), id: id.clone(), text: text.into(), aside: Aside::default() })
}

async fn watch(tab: &Tab, chat: &ChatId, card: &MessageId) {
    tab.done(Command::Watch(Watch::Updates { chat: chat.clone(), card: card.clone() })).await;
}
