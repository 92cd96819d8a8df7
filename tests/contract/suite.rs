//! The behaviours that every backend has, whatever it is made of.
//!
//! Each test makes its own people, so that a suite may run against a store that others use too.

use std::cell::Cell;

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command, PAGE, Watch};
use teahouse::domain::chat::{Chat, With};
use teahouse::domain::id::{ChatId, PersonId};
use teahouse::domain::message::{Body, Delivery, MAX_TEXT_BYTES, Message, TextError};
use teahouse::domain::name::NameError;

use super::tab::{Place, Tab, id, text_of};

/// Calls a macro with the name of every behaviour that a backend has wherever it lives.
#[macro_export]
macro_rules! everywhere {
    ($suite:ident, $each:ident) => {
        $each! {
            $suite;
            names_that_cannot_be_shown_are_refused,
            two_people_chat_live_between_tabs,
            a_message_sent_twice_arrives_once,
            many_messages_arrive_each_once_and_in_order,
            only_the_writer_changes_a_message,
            texts_that_cannot_be_sent_are_refused_and_the_draft_stays,
            a_draft_is_kept_until_it_is_sent,
            pinned_chats_come_first_and_muted_ones_say_so,
            older_messages_come_page_by_page,
            a_chat_that_was_left_for_long_comes_back_with_a_whole_page,
            a_glance_shows_what_was_said_last_and_changes_nothing,
            a_cleared_chat_begins_anew_on_one_side,
            a_tab_hears_nothing_of_what_it_no_longer_watches,
            commands_that_name_nothing_are_refused,
        }
    };
}

pub(crate) async fn names_that_cannot_be_shown_are_refused(place: &impl Place) {
    let tab = Tab::of(place, "Mei").await;
    for (name, error) in [
        (String::new(), NameError::Empty),
        ("茶".repeat(10_000), NameError::TooLong { chars: 10_000 }),
        ("M\u{202e}iei".into(), NameError::Invisible),
    ] {
        assert_eq!(tab.run(Command::Rename { name }).await, Err(Failure::Name(error)));
    }
}

pub(crate) async fn two_people_chat_live_between_tabs(place: &impl Place) {
    let (mut mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "周舟").await);
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "See you at the courtyard 🍵").await;

    let rows = zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat)).await;
    let row = rows.iter().find(|row| row.id == chat).unwrap();
    assert_eq!((row.unread, row.with.clone()), (1, With::Person(mei.me())));
    let read = zhou.timeline_when(&chat, |messages| !messages.is_empty()).await;
    assert_eq!((text_of(&read[0]), read[0].sender.clone()), ("See you at the courtyard 🍵", mei.me()));

    zhou.done(Command::MarkRead { chat: chat.clone(), upto: read[0].seq.unwrap() }).await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.unread == 0)).await;
    zhou.send(&chat, "好的").await;
    let answered = mei.timeline_when(&chat, |messages| messages.len() == 2).await;
    assert_eq!((text_of(&answered[1]), answered[1].sender.clone()), ("好的", zhou.me()));
    assert!(answered.iter().all(|message| message.delivery == Delivery::Sent));
    assert_eq!(zhou.chat_with(&mei.me()).await, chat, "both have the same chat");
}

pub(crate) async fn a_message_sent_twice_arrives_once(place: &impl Place) {
    let (mut mei, zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    let first = mei.send(&chat, "once").await;
    mei.timeline_when(&chat, |messages| messages.iter().any(|it| it.delivery == Delivery::Sent)).await;
    mei.done(Command::Send { chat: chat.clone(), id: first, text: "once".into(), reply: None }).await;
    mei.send(&chat, "last").await;
    let messages = mei.timeline_when(&chat, |messages| messages.last().is_some_and(|it| text_of(it) == "last")).await;
    assert_eq!(messages.iter().map(text_of).collect::<Vec<_>>(), ["once", "last"]);
}

pub(crate) async fn many_messages_arrive_each_once_and_in_order(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send_many(&chat, 50).await;
    let messages = zhou.timeline_when(&chat, |messages| messages.len() >= 50).await;
    let numbers: Vec<_> = messages.iter().map(|message| text_of(message).to_owned()).collect();
    assert_eq!(numbers, (0..50).map(|number| number.to_string()).collect::<Vec<_>>());
}

pub(crate) async fn only_the_writer_changes_a_message(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    let message = mei.send(&chat, "at threee").await;
    let said = zhou.timeline_when(&chat, |messages| !messages.is_empty()).await.remove(0).body;
    let shows =
        |rows: &[Chat], said: &Body| rows.iter().filter_map(|row| row.last.as_ref()).any(|last| last.body == *said);
    zhou.chats_when(|rows| shows(rows, &said)).await;
    let edit = |text: &str| Command::Edit { chat: chat.clone(), id: message.clone(), text: text.into() };
    assert_eq!(zhou.run(edit("at four")).await, Err(Failure::NotFound));
    assert_eq!(mei.run(edit("  ")).await, Err(Failure::Text(TextError::Empty)));
    mei.done(edit("at three")).await;
    let messages = zhou.timeline_when(&chat, |messages| messages.iter().any(|it| it.edited)).await;
    assert_eq!(text_of(&messages[0]), "at three");
    let edited = messages[0].body.clone();
    zhou.chats_when(|rows| shows(rows, &edited)).await;
}

pub(crate) async fn texts_that_cannot_be_sent_are_refused_and_the_draft_stays(place: &impl Place) {
    let (mut tab, zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = tab.chat_with(&zhou.me()).await;
    tab.done(Command::SetDraft { chat: chat.clone(), text: "half".into() }).await;
    let long = "x".repeat(1 << 20);
    for (text, error) in [("\n \n", TextError::Empty), (&long, TextError::TooLong { bytes: 1 << 20 })] {
        let id = teahouse::domain::id::MessageId::random(id());
        let sent = tab.run(Command::Send { chat: chat.clone(), id, text: text.into(), reply: None }).await;
        assert_eq!(sent, Err(Failure::Text(error)));
    }
    assert!(long.len() > MAX_TEXT_BYTES);
    tab.chats_when(|rows| rows.iter().any(|row| row.draft == "half")).await;
}

pub(crate) async fn a_draft_is_kept_until_it_is_sent(place: &impl Place) {
    let (mut tab, zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = tab.chat_with(&zhou.me()).await;
    tab.done(Command::SetDraft { chat: chat.clone(), text: "I think we".into() }).await;
    tab.chats_when(|rows| rows.iter().any(|row| row.draft == "I think we")).await;
    tab.send(&chat, "I think we should").await;
    tab.chats_when(|rows| rows.iter().all(|row| row.draft.is_empty())).await;
}

pub(crate) async fn pinned_chats_come_first_and_muted_ones_say_so(place: &impl Place) {
    let (mut mei, zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let lin = Tab::of(place, "Lin").await;
    let other = mei.chat_with(&lin.me()).await;
    mei.send(&other, "hi").await;
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "hello").await;
    mei.chats_when(|rows| rows.len() >= 2 && rows[0].id == chat).await;
    mei.done(Command::SetPinned { chat: other.clone(), pinned: true }).await;
    mei.chats_when(|rows| rows[0].id == other && rows[0].pinned).await;
    mei.done(Command::SetMuted { chat: other.clone(), muted: true }).await;
    mei.done(Command::SetPinned { chat: other.clone(), pinned: false }).await;
    mei.chats_when(|rows| rows[1].id == other && rows[1].muted && !rows[1].pinned).await;
}

pub(crate) async fn older_messages_come_page_by_page(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    let count = PAGE as usize * 2 + 5;
    mei.send(&chat, "first").await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && !row.invited)).await;
    mei.send_many(&chat, count - 1).await;
    reads_to_the_first(&mut zhou, &chat, count).await;
}

pub(crate) async fn a_chat_that_was_left_for_long_comes_back_with_a_whole_page(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    let count = PAGE as usize * 2 + 5;
    mei.send(&chat, "first").await;
    zhou.timeline_when(&chat, |messages| messages.len() == 1).await;
    zhou.leave(&chat).await;
    mei.send_many(&chat, count - 1).await;
    reads_to_the_first(&mut zhou, &chat, count).await;
}

/// Once the last of so many is here: a page at first, then one more with each step, and nothing after the first message.
async fn reads_to_the_first(zhou: &mut Tab, chat: &ChatId, count: usize) {
    zhou.said_last(chat, &(count - 2).to_string()).await;
    let page = zhou.timeline_when(chat, |messages| messages.len() >= PAGE as usize).await;
    assert_eq!((page.len(), zhou.has_older(chat)), (PAGE as usize, true));
    for expected in [PAGE as usize * 2, count] {
        zhou.done(Command::LoadOlder { chat: chat.clone() }).await;
        zhou.timeline_when(chat, |messages| messages.len() == expected).await;
    }
    let all = zhou.timeline_when(chat, |messages| messages.len() == count).await;
    assert_eq!(text_of(&all[0]), "first");
    // Whether that was all may be known only by whoever asks once more. It is told before the answer.
    zhou.done(Command::LoadOlder { chat: chat.clone() }).await;
    zhou.timeline_now(chat, |_| ());
    assert!(!zhou.has_older(chat));
}

pub(crate) async fn a_glance_shows_what_was_said_last_and_changes_nothing(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "one").await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && !row.invited)).await;
    mei.send(&chat, "two").await;
    let is_two = |body: &Body| matches!(body, Body::Text(text) if text.as_str() == "two");
    let has_two = |row: &Chat| row.last.as_ref().is_some_and(|last| is_two(&last.body)) && row.unread > 0;
    zhou.chats_when(|rows| rows.iter().any(has_two)).await;
    for _ in 0..2 {
        let glance = zhou.run(Command::Glance { chat: chat.clone() }).await;
        let Ok(Answer::Glance { messages, .. }) = glance else { panic!("{glance:?}") };
        assert!(messages.last().is_some_and(|last| is_two(&last.body)), "{messages:?}");
    }
    zhou.chats_when(|rows| rows.iter().any(has_two)).await;
    zhou.timeline_when(&chat, |messages| messages.len() == 2).await;
}

pub(crate) async fn a_cleared_chat_begins_anew_on_one_side(place: &impl Place) {
    let (mut mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    let sent = |count| move |it: &[Message]| it.len() == count && it.iter().all(|it| it.delivery == Delivery::Sent);
    let is_clear = |row: &Chat| row.last.is_none() && row.unread == 0;
    mei.send(&chat, "one").await;
    zhou.timeline_when(&chat, sent(1)).await;
    zhou.send(&chat, "two").await;
    zhou.timeline_when(&chat, sent(2)).await;
    zhou.done(Command::ClearHistory { chat: chat.clone() }).await;
    zhou.timeline_when(&chat, <[_]>::is_empty).await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && is_clear(row))).await;
    mei.send(&chat, "three").await;
    zhou.said_last(&chat, "three").await;
    zhou.send(&chat, "four").await;
    zhou.said_last(&chat, "four").await;
    let anew = zhou.timeline_when(&chat, sent(2)).await;
    assert_eq!(anew.iter().map(text_of).collect::<Vec<_>>(), ["three", "four"]);
    assert!(!zhou.has_older(&chat));

    // The same while nobody looks at it.
    zhou.leave(&chat).await;
    zhou.done(Command::ClearHistory { chat: chat.clone() }).await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && is_clear(row))).await;
    mei.send(&chat, "five").await;
    zhou.said_last(&chat, "five").await;
    let last = zhou.timeline_when(&chat, sent(1)).await;
    assert_eq!((text_of(&last[0]), zhou.has_older(&chat)), ("five", false));
    let all = mei.timeline_when(&chat, sent(5)).await;
    assert_eq!(all.iter().map(text_of).collect::<Vec<_>>(), ["one", "two", "three", "four", "five"]);
}

pub(crate) async fn a_tab_hears_nothing_of_what_it_no_longer_watches(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "one").await;
    zhou.timeline_when(&chat, |messages| messages.len() == 1).await;
    zhou.done(Command::Unwatch(Watch::Timeline(chat.clone()))).await;
    mei.send(&chat, "two").await;
    zhou.said_last(&chat, "two").await;
    let seen = Cell::new(0);
    zhou.timeline_now(&chat, |messages| seen.set(messages.len()));
    assert_eq!(seen.get(), 1);
}

pub(crate) async fn commands_that_name_nothing_are_refused(place: &impl Place) {
    let tab = Tab::new(place).await;
    let (nobody, nowhere) = (PersonId::random(id()), ChatId::random(id()));
    assert_eq!(tab.run(Command::Open { profile: nobody.clone() }).await, Err(Failure::NotFound));
    assert_eq!(tab.run(Command::Watch(Watch::Chats)).await, Err(Failure::NotOpen));
    let tab = Tab::of(place, "Mei").await;
    assert_eq!(tab.run(Command::StartChat { with: nobody }).await, Err(Failure::NotFound));
    assert_eq!(tab.run(Command::StartChat { with: tab.me() }).await, Err(Failure::NotFound));
    for command in [
        Command::Watch(Watch::Timeline(nowhere.clone())),
        Command::LoadOlder { chat: nowhere.clone() },
        Command::Glance { chat: nowhere.clone() },
        Command::SetDraft { chat: nowhere.clone(), text: "x".into() },
        Command::MarkRead { chat: nowhere, upto: 1 },
    ] {
        assert_eq!(tab.run(command).await, Err(Failure::NotFound));
    }
}
