//! Whom one does not hear, and what others learn of what was read.

use teahouse::backend::protocol::{Command, HomeCommand};
use teahouse::domain::id::ChatId;
use teahouse::domain::message::Message;

use crate::people::{Device, Person, done, reads, run, says};
use crate::tab::Tab;

async fn two() -> ([Device; 2], Tab, Tab, ChatId) {
    let (_, meis, mei) = Person::new("Mei").await;
    let (_, zhous, mut zhou) = Person::new("Zhou").await;
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "Tea at nine?").await;
    reads(&mut zhou, &chat, "Tea at nine?").await;
    ([meis, zhous], mei, zhou, chat)
}

#[test]
fn whoever_is_ignored_is_not_heard_until_they_are_not() {
    run(|| async {
        let (_engines, mut mei, mut zhou, chat) = two().await;
        zhou.send(&chat, "Coffee!").await;
        reads(&mut mei, &chat, "Coffee!").await;
        mei.chats_when(|rows| rows.iter().any(|row| row.last.as_ref().is_some_and(|last| last.sender == zhou.me())))
            .await;
        let them = zhou.me();
        let ignore = |on| HomeCommand::Ignore { person: them.clone(), on };
        done(&mei, ignore(true)).await;
        done(&mei, ignore(true)).await;
        mei.safety_when(|it| it.ignored == [zhou.me()]).await;
        let only_own = |messages: &[Message]| {
            messages.iter().any(|it| says(it, "Tea at nine?")) && !messages.iter().any(|it| says(it, "Coffee!"))
        };
        mei.timeline_when(&chat, only_own).await;
        mei.chats_when(|rows| rows.iter().all(|row| row.last.as_ref().is_none_or(|last| last.sender != zhou.me())))
            .await;
        zhou.send(&chat, "More coffee!").await;
        mei.send(&chat, "Still here").await;
        reads(&mut mei, &chat, "Still here").await;
        reads(&mut zhou, &chat, "Still here").await;
        mei.timeline_now(&chat, |messages| assert!(!messages.iter().any(|it| says(it, "More coffee!"))));
        done(&mei, ignore(false)).await;
        mei.safety_when(|it| it.ignored.is_empty()).await;
        reads(&mut mei, &chat, "Coffee!").await;
        zhou.send(&chat, "Tea then").await;
        reads(&mut mei, &chat, "Tea then").await;
    });
}

#[test]
fn what_was_read_is_told_only_by_those_who_want_it() {
    run(|| async {
        let (_engines, mut mei, mut zhou, chat) = two().await;
        let last = |messages: &[Message]| messages.iter().filter_map(|it| it.seq).max().unwrap();
        let seen = zhou.timeline_when(&chat, |messages| !messages.is_empty()).await;
        zhou.done(Command::MarkRead { chat: chat.clone(), upto: last(&seen) }).await;
        mei.send(&chat, "Are you there?").await;
        reads(&mut zhou, &chat, "Are you there?").await;
        mei.timeline_when(&chat, |messages| messages.len() == 2).await;
        mei.timeline_now(&chat, |messages| assert!(messages.iter().all(|it| !it.context.read), "{messages:?}"));
        done(&zhou, HomeCommand::SetReceipts { on: true }).await;
        let seen = zhou.timeline_when(&chat, |messages| messages.len() == 2).await;
        zhou.done(Command::MarkRead { chat: chat.clone(), upto: last(&seen) }).await;
        mei.timeline_when(&chat, |messages| messages.iter().all(|it| it.context.read)).await;
    });
}
