//! The behaviours that every backend has, whatever it is made of.
//!
//! Each test makes its own people, so that a suite may run against a store that others use too.

use std::cell::Cell;

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command, PAGE, Watch};
use teahouse::domain::chat::With;
use teahouse::domain::guide::{FAIL_ONCE, Topic};
use teahouse::domain::id::PersonId;
use teahouse::domain::message::{Body, Delivery, MAX_TEXT_BYTES, SendError, TextError};
use teahouse::domain::name::NameError;
use teahouse::domain::person::{Title, guide_id};

use super::tab::{Place, Tab, id, text_of};

#[path = "groups.rs"]
mod groups;

pub(crate) use groups::*;

/// Calls a macro with the name of every behaviour.
#[macro_export]
macro_rules! behaviours {
    ($each:ident) => {
        $each! {
            a_new_profile_has_a_chat_in_which_the_guide_welcomes,
            making_a_profile_twice_makes_one,
            names_that_cannot_be_shown_are_refused,
            two_people_chat_live_between_tabs,
            a_message_sent_twice_arrives_once,
            many_messages_arrive_each_once_and_in_order,
            the_guide_answers_in_its_chat,
            a_message_that_failed_waits_and_can_be_sent_again,
            a_message_that_failed_can_be_given_up,
            only_the_writer_changes_a_message,
            texts_that_cannot_be_sent_are_refused_and_the_draft_stays,
            a_draft_is_kept_until_it_is_sent,
            pinned_chats_come_first_and_muted_ones_say_so,
            older_messages_come_page_by_page,
            a_tab_hears_nothing_of_what_it_no_longer_watches,
            commands_that_name_nothing_are_refused,
            one_tab_can_act_as_another_profile,
            a_group_talks_and_only_words_are_unread,
            a_code_lets_in_once_and_a_new_code_kills_it,
            codes_of_elsewhere_are_refused,
            a_member_asks_in_and_the_owner_decides_once,
            who_was_removed_keeps_the_past_and_nothing_else,
            roles_are_given_and_the_house_is_handed_over,
            rules_and_words_to_all_are_kept_and_logged,
            names_are_shown_as_each_reader_wants,
            only_those_who_may_call_everybody,
            history_is_cleared_for_one,
            people_in_the_same_place_make_a_group,
            an_organiser_speaks_to_a_set_and_opens_the_next,
            an_account_speaks_to_followers_and_seldom,
        }
    };
}

pub(crate) async fn a_new_profile_has_a_chat_in_which_the_guide_welcomes(place: &impl Place) {
    let mut tab = Tab::of(place, "Mei").await;
    let chat = tab.chat_with(&guide_id()).await;
    let rows = tab.chats_when(|rows| !rows.is_empty()).await;
    assert_eq!((rows[0].id.clone(), rows[0].title.clone(), rows[0].unread), (chat.clone(), Title::Guide, 1));
    let messages = tab.timeline_when(&chat, |messages| !messages.is_empty()).await;
    assert_eq!(messages[0].body, Body::Guide(Topic::Welcome));
    tab.contacts_when(|contacts| contacts.last().is_some_and(|contact| contact.id == guide_id())).await;
}

pub(crate) async fn making_a_profile_twice_makes_one(place: &impl Place) {
    let tab = Tab::new(place).await;
    let id = PersonId::random(id());
    let make = || Command::CreateProfile { id: id.clone(), name: "Mei".into() };
    let first = tab.run(make()).await;
    assert!(matches!(&first, Ok(Answer::Profile(profile)) if profile.id == id && profile.name.as_str() == "Mei"));
    assert_eq!(tab.run(make()).await, first);
}

pub(crate) async fn names_that_cannot_be_shown_are_refused(place: &impl Place) {
    let tab = Tab::of(place, "Mei").await;
    for (name, error) in [
        (String::new(), NameError::Empty),
        ("茶".repeat(10_000), NameError::TooLong { chars: 10_000 }),
        ("M\u{202e}iei".into(), NameError::Invisible),
    ] {
        let made = tab.run(Command::CreateProfile { id: PersonId::random(id()), name: name.clone() }).await;
        assert_eq!(made, Err(Failure::Name(error)));
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

pub(crate) async fn the_guide_answers_in_its_chat(place: &impl Place) {
    let mut tab = Tab::of(place, "Mei").await;
    let chat = tab.chat_with(&guide_id()).await;
    tab.send(&chat, "Does it work offline?").await;
    let messages = tab.timeline_when(&chat, |messages| messages.len() == 3).await;
    assert_eq!((messages[2].sender.clone(), messages[2].body.clone()), (guide_id(), Body::Guide(Topic::Offline)));
}

pub(crate) async fn a_message_that_failed_waits_and_can_be_sent_again(place: &impl Place) {
    let mut tab = Tab::of(place, "Mei").await;
    let chat = tab.chat_with(&guide_id()).await;
    let failing = tab.send(&chat, FAIL_ONCE).await;
    let refused = Delivery::Failed(SendError::Refused);
    tab.timeline_when(&chat, |messages| messages.last().is_some_and(|it| it.delivery == refused)).await;
    let rows = tab
        .chats_when(|rows| rows.iter().filter_map(|row| row.last.as_ref()).any(|last| last.delivery == refused))
        .await;
    assert_eq!(rows[0].id, chat);
    tab.done(Command::Retry { id: failing.clone() }).await;
    let messages = tab.timeline_when(&chat, |messages| messages.len() == 3).await;
    assert_eq!((messages[1].id.clone(), messages[1].delivery.clone()), (failing, Delivery::Sent));
}

pub(crate) async fn a_message_that_failed_can_be_given_up(place: &impl Place) {
    let mut tab = Tab::of(place, "Mei").await;
    let chat = tab.chat_with(&guide_id()).await;
    let failing = tab.send(&chat, FAIL_ONCE).await;
    tab.timeline_when(&chat, |messages| messages.last().is_some_and(|it| it.delivery != Delivery::Sending)).await;
    tab.done(Command::Discard { id: failing.clone() }).await;
    let messages =
        tab.timeline_when(&chat, |messages| !messages.is_empty() && messages.iter().all(|it| it.id != failing)).await;
    assert_eq!(messages.len(), 1);
    tab.done(Command::Discard { id: failing }).await;
}

pub(crate) async fn only_the_writer_changes_a_message(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    let message = mei.send(&chat, "at threee").await;
    zhou.timeline_when(&chat, |messages| !messages.is_empty()).await;
    let edit = |text: &str| Command::Edit { chat: chat.clone(), id: message.clone(), text: text.into() };
    assert_eq!(zhou.run(edit("at four")).await, Err(Failure::NotFound));
    assert_eq!(mei.run(edit("  ")).await, Err(Failure::Text(TextError::Empty)));
    mei.done(edit("at three")).await;
    let messages = zhou.timeline_when(&chat, |messages| messages.iter().any(|it| it.edited)).await;
    assert_eq!(text_of(&messages[0]), "at three");
    let edited = messages[0].body.clone();
    zhou.chats_when(|rows| rows.iter().filter_map(|row| row.last.as_ref()).any(|last| last.body == edited)).await;
}

pub(crate) async fn texts_that_cannot_be_sent_are_refused_and_the_draft_stays(place: &impl Place) {
    let mut tab = Tab::of(place, "Mei").await;
    let chat = tab.chat_with(&guide_id()).await;
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
    let mut tab = Tab::of(place, "Mei").await;
    let chat = tab.chat_with(&guide_id()).await;
    tab.done(Command::SetDraft { chat: chat.clone(), text: "I think we".into() }).await;
    tab.chats_when(|rows| rows.iter().any(|row| row.draft == "I think we")).await;
    tab.send(&chat, "I think we should").await;
    tab.chats_when(|rows| rows.iter().all(|row| row.draft.is_empty())).await;
}

pub(crate) async fn pinned_chats_come_first_and_muted_ones_say_so(place: &impl Place) {
    let (mut mei, zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let guide = mei.chat_with(&guide_id()).await;
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "hello").await;
    mei.chats_when(|rows| rows.len() == 2 && rows[0].id == chat).await;
    mei.done(Command::SetPinned { chat: guide.clone(), pinned: true }).await;
    mei.chats_when(|rows| rows[0].id == guide && rows[0].pinned).await;
    mei.done(Command::SetMuted { chat: guide.clone(), muted: true }).await;
    mei.done(Command::SetPinned { chat: guide.clone(), pinned: false }).await;
    mei.chats_when(|rows| rows[1].id == guide && rows[1].muted && !rows[1].pinned).await;
}

pub(crate) async fn older_messages_come_page_by_page(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    let count = PAGE as usize * 2 + 5;
    mei.send_many(&chat, count).await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.unread as usize == count)).await;
    let page = zhou.timeline_when(&chat, |messages| !messages.is_empty()).await;
    assert_eq!((page.len(), zhou.has_older(&chat)), (PAGE as usize, true));
    for expected in [PAGE as usize * 2, count] {
        zhou.done(Command::LoadOlder { chat: chat.clone() }).await;
        zhou.timeline_when(&chat, |messages| messages.len() == expected).await;
    }
    let all = zhou.timeline_when(&chat, |messages| messages.len() == count).await;
    assert_eq!((text_of(&all[0]), zhou.has_older(&chat)), ("0", false));
    zhou.done(Command::LoadOlder { chat }).await;
}

pub(crate) async fn a_tab_hears_nothing_of_what_it_no_longer_watches(place: &impl Place) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "one").await;
    zhou.timeline_when(&chat, |messages| messages.len() == 1).await;
    zhou.done(Command::Unwatch(Watch::Timeline(chat.clone()))).await;
    mei.send(&chat, "two").await;
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.unread == 2)).await;
    let seen = Cell::new(0);
    zhou.timeline_now(&chat, |messages| seen.set(messages.len()));
    assert_eq!(seen.get(), 1);
}

pub(crate) async fn commands_that_name_nothing_are_refused(place: &impl Place) {
    let tab = Tab::new(place).await;
    let (nobody, nowhere) = (PersonId::random(id()), teahouse::domain::id::ChatId::random(id()));
    assert_eq!(tab.run(Command::Open { profile: nobody.clone() }).await, Err(Failure::NotFound));
    assert_eq!(tab.run(Command::Watch(Watch::Chats)).await, Err(Failure::NotOpen));
    let tab = Tab::of(place, "Mei").await;
    assert_eq!(tab.run(Command::StartChat { with: nobody }).await, Err(Failure::NotFound));
    assert_eq!(tab.run(Command::StartChat { with: tab.me() }).await, Err(Failure::NotFound));
    for command in [
        Command::Watch(Watch::Timeline(nowhere.clone())),
        Command::LoadOlder { chat: nowhere.clone() },
        Command::SetDraft { chat: nowhere.clone(), text: "x".into() },
        Command::MarkRead { chat: nowhere, upto: 1 },
    ] {
        assert_eq!(tab.run(command).await, Err(Failure::NotFound));
    }
}

pub(crate) async fn one_tab_can_act_as_another_profile(place: &impl Place) {
    let zhou = Tab::of(place, "Zhou").await;
    let mut tab = Tab::of(place, "Mei").await;
    let (mei, chat) = (tab.me(), tab.chat_with(&zhou.me()).await);
    tab.send(&chat, "hello").await;
    tab.open(&zhou.me()).await;
    tab.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.with == With::Person(mei.clone()))).await;
    let me = tab.me();
    tab.contacts_when(|people| people.iter().any(|it| it.id == mei) && people.iter().all(|it| it.id != me)).await;
}
