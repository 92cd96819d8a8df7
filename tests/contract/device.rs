//! The behaviours of a backend that lives on the device: the guide, many profiles on one engine, meetings,
//! official accounts, and groups whose members need not accept.

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command};
use teahouse::domain::account::AccountKind;
use teahouse::domain::chat::{Chat, With};
use teahouse::domain::group::{Joined, Refusal, Standing};
use teahouse::domain::guide::{FAIL_ONCE, Topic};
use teahouse::domain::id::{MessageId, PersonId};
use teahouse::domain::message::{Body, Delivery, SendError};
use teahouse::domain::name::NameError;
use teahouse::domain::person::{Title, guide_id};

use super::tab::{Place, Tab, id, text_of};

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
            a_small_group_takes_people_in_at_once,
            people_in_the_same_place_make_a_group,
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

pub(crate) async fn a_small_group_takes_people_in_at_once(place: &impl Place) {
    let (mut mei, zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.found("Lantern Street", &[&zhou.me()]).await;
    let (group, members) = mei.group_when(&chat, |_, all| !all.is_empty()).await;
    let added: Vec<_> = members.iter().map(|it| (it.person.clone(), it.joined.clone(), it.standing.clone())).collect();
    let expected = [(mei.me(), Joined::Founder), (zhou.me(), Joined::AddedBy(mei.me()))];
    assert_eq!((group.members, added), (2, expected.map(|(person, joined)| (person, joined, Standing::In)).to_vec()));
}

pub(crate) async fn people_in_the_same_place_make_a_group(place: &impl Place) {
    let (mut mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let digits = format!("{:04}", u128::from_be_bytes(id()) % 10_000);
    let meet = |digits: &str| Command::Meet { digits: digits.into() };
    assert_eq!(mei.run(meet("12")).await, Err(Failure::Group(Refusal::Digits)));
    let enter = || Command::EnterMeeting { title: "Here".into() };
    assert_eq!(mei.run(enter()).await, Err(Failure::Group(Refusal::MeetingOver)));
    for tab in [&mei, &zhou] {
        assert!(matches!(tab.run(meet(&digits)).await, Ok(Answer::Meeting { .. })));
    }
    mei.meeting_when(2).await;
    zhou.meeting_when(2).await;
    let Ok(Answer::Chat(chat)) = mei.run(enter()).await else { panic!() };
    for _ in 0..2 {
        assert_eq!(zhou.run(enter()).await, Ok(Answer::Chat(chat.clone())));
    }
    let (_, members) = zhou.group_when(&chat, |group, _| group.members == 2).await;
    let joined: Vec<_> = members.iter().map(|member| member.joined.clone()).collect();
    assert_eq!(joined, [Joined::Founder, Joined::FaceToFace]);
    zhou.done(Command::LeaveMeeting).await;
    mei.meeting_when(1).await;
}

pub(crate) async fn an_account_speaks_to_followers_and_seldom(place: &impl Place) {
    let mut mei = Tab::of(place, "Mei").await;
    let mut tea = Tab::new(place).await;
    let account = PersonId::random(id());
    let make = Command::CreateAccount { id: account.clone(), name: "Tea News".into(), kind: AccountKind::Subscription };
    assert!(matches!(tea.run(make).await, Ok(Answer::Profile(profile)) if profile.account.is_some()));
    tea.open(&account).await;
    mei.contacts_when(|all| !all.is_empty() && all.iter().all(|it| it.id != account)).await;
    for _ in 0..2 {
        mei.done(Command::Follow { account: account.clone(), on: true }).await;
    }
    let is_account = |row: &Chat| row.with == With::Account(account.clone());
    let rows = mei.chats_when(|rows| rows.iter().any(is_account)).await;
    let chat = rows.iter().find(|row| is_account(row)).cloned().unwrap();
    assert!(chat.muted, "quiet from the start");
    let say = |text: &str| Command::Broadcast { id: MessageId::random(id()), text: text.into() };
    let first = say("Spring is here");
    tea.done(first.clone()).await;
    tea.done(first).await;
    let messages = mei.timeline_when(&chat.id, |messages| !messages.is_empty()).await;
    assert_eq!((messages.len(), text_of(&messages[0])), (1, "Spring is here"));
    assert!(matches!(tea.run(say("And again")).await, Err(Failure::Quiet { .. })));
    // An answer needs a question.
    let answer =
        || Command::Send { chat: chat.id.clone(), id: MessageId::random(id()), text: "At nine".into(), reply: None };
    assert_eq!(tea.run(answer()).await, Err(Failure::NotFound));
    mei.send(&chat.id, "When?").await;
    tea.chats_when(|rows| rows.iter().any(|row| row.id == chat.id)).await;
    tea.done(answer()).await;
    mei.timeline_when(&chat.id, |messages| messages.len() == 3).await;
    mei.done(Command::Follow { account: account.clone(), on: false }).await;
    mei.chats_when(|rows| !rows.iter().any(is_account)).await;
}
