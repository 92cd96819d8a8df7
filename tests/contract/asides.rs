//! What programs say for their chats, beside what they share.

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Command, TalkCommand};
use teahouse::domain::file::FileInfo;
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::message::{Body, Message};
use teahouse::domain::mini::aside::{Aside, Tidings};

use super::super::tab::{Place, id, talk, two};
use super::{has_file, share};

pub(crate) async fn what_a_program_says_for_the_chat_stands_there_once(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let card = share(&mei, &chat).await;
    mei.timeline_when(&chat, |messages| messages.iter().all(|it| it.seq.is_some()) && has_file(messages)).await;
    let theirs = zhou.timeline_when(&chat, has_file).await[1].id.clone();
    let (first, second) = (MessageId::random(id()), MessageId::random(id()));
    let voted = [("info", "Mei voted"), ("href", "index.html#mei"), ("document", "Where to?"), ("summary", "1 vote")];
    for _ in 0..2 {
        mei.done(says(&chat, &card, &first, &voted)).await;
    }
    // What comes last holds: a server may hear two people in any order.
    zhou.timeline_when(&chat, |messages| tidings(messages).count() == 1).await;
    zhou.done(says(&chat, &theirs, &second, &[("info", "Zhou voted"), ("summary", "2 votes")])).await;
    for (tab, card) in [(&mut mei, &card), (&mut zhou, &theirs)] {
        let messages = tab.timeline_when(&chat, |messages| tidings(messages).count() == 2 && says_two(messages)).await;
        let [mine, yours]: [&Tidings; 2] = tidings(&messages).collect::<Vec<_>>().try_into().unwrap();
        assert_eq!((mine.info.as_str(), yours.info.as_str()), ("Mei voted", "Zhou voted"));
        assert_eq!((mine.program.as_str(), &mine.card, &yours.card), ("poll", card, card));
        assert_eq!((mine.href.as_ref().map(|it| it.as_str()), &yours.href), (Some("index.html#mei"), &None));
        let shown = program(&messages).unwrap();
        assert_eq!(shown.document.as_ref().map(|it| it.as_str()), Some("Where to?"), "what was not said again stays");
    }
    // It is nothing that somebody said: what was said last is still that, and nothing more is unread.
    let last = |body: &Body| matches!(body, Body::File(_));
    zhou.chats_when(|rows| rows.iter().any(|row| row.id == chat && row.last.as_ref().is_some_and(|it| last(&it.body))))
        .await;
    // Whoever comes back finds all of it.
    zhou.leave(&chat).await;
    zhou.timeline_when(&chat, |messages| tidings(messages).count() == 2 && says_two(messages)).await;
}

pub(crate) async fn what_a_program_says_fits_together_with_what_it_shares(place: &impl Place) {
    let (mut mei, mut zhou, chat) = two(place).await;
    let card = share(&mei, &chat).await;
    mei.timeline_when(&chat, |messages| messages.iter().all(|it| it.seq.is_some()) && has_file(messages)).await;
    zhou.timeline_when(&chat, has_file).await;
    let long = "茶".repeat(400);
    let href = format!("#{}", "a".repeat(499));
    let all = [("info", long.as_str()), ("href", &href), ("document", &long), ("summary", &long)];
    let most = (1..).map(|count| "\"".repeat(count)).take_while(|text| aside(&all).fits(text)).last().unwrap();
    mei.done(talk(&chat, update(&card, &MessageId::random(id()), &most, &all))).await;
    let messages = zhou.timeline_when(&chat, |messages| tidings(messages).count() == 1).await;
    assert_eq!(tidings(&messages).next().unwrap().info.as_str().chars().count(), 300);
    let more = talk(&chat, update(&card, &MessageId::random(id()), &format!("{most}\"\""), &all));
    assert!(matches!(mei.run(more).await, Err(Failure::FileTooLarge { .. })));
}

fn tidings(messages: &[Message]) -> impl Iterator<Item = &Tidings> {
    messages.iter().filter_map(|it| match &it.body {
        Body::Tidings(tidings) => Some(&**tidings),
        _ => None,
    })
}

fn program(messages: &[Message]) -> Option<&FileInfo> {
    messages.iter().find_map(|it| match &it.body {
        Body::File(file) => Some(&**file),
        _ => None,
    })
}

fn says_two(messages: &[Message]) -> bool {
    program(messages).and_then(|it| it.summary.as_ref()).is_some_and(|it| it.as_str() == "2 votes")
}

fn aside(fields: &[(&str, &str)]) -> Aside {
    Aside::read(|name| fields.iter().find(|it| it.0 == name).map(|it| it.1))
}

fn update(card: &MessageId, id: &MessageId, text: &str, fields: &[(&str, &str)]) -> TalkCommand {
    TalkCommand::Update { card: card.clone(), id: id.clone(), text: text.into(), aside: aside(fields) }
}

fn says(chat: &ChatId, card: &MessageId, id: &MessageId, fields: &[(&str, &str)]) -> Command {
    talk(chat, update(card, id, "{}", fields))
}
