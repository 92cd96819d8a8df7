//! The behaviours of a backend that lives on the device: the guide, many profiles on one engine, and groups there.

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command};
use teahouse::domain::chat::With;
use teahouse::domain::guide::{FAIL_ONCE, Topic};
use teahouse::domain::id::PersonId;
use teahouse::domain::message::{Body, Delivery, SendError};
use teahouse::domain::name::NameError;
use teahouse::domain::person::{Title, guide_id};

use super::tab::{Place, Tab, id};

#[path = "groups.rs"]
mod groups;

pub(crate) use groups::*;

/// Calls a macro with the name of every behaviour of a backend that lives on the device.
#[macro_export]
macro_rules! on_a_device {
    ($suite:ident, $each:ident) => {
        $each! {
            $suite;
            a_new_profile_has_a_chat_in_which_the_guide_welcomes,
            making_a_profile_twice_makes_one,
            a_profile_needs_a_name_that_can_be_shown,
            the_guide_answers_in_its_chat,
            a_message_that_failed_waits_and_can_be_sent_again,
            a_message_that_failed_can_be_given_up,
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

pub(crate) async fn a_profile_needs_a_name_that_can_be_shown(place: &impl Place) {
    let tab = Tab::new(place).await;
    let made = tab.run(Command::CreateProfile { id: PersonId::random(id()), name: "\n".into() }).await;
    assert_eq!(made, Err(Failure::Name(NameError::Empty)));
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
