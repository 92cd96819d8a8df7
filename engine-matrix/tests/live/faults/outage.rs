//! A homeserver that is away, or out of order, for a while.

use teahouse::backend::protocol::{Command, Event};
use teahouse::domain::home::Link;
use teahouse::domain::message::Delivery;

use crate::people::{reads, run};
use crate::talkers::{Talkers, delivery};
use crate::way::{Act, Ask};

/// Mei and Zhou go on writing while the server fails; both have everything when it is well again.
async fn survives(talkers: &mut Talkers, name: &str, fault: fn(&Ask) -> Act) {
    talkers.mei_says(&format!("{name}: before")).await;
    talkers.way.at_once(fault);
    talkers.mei_says(&format!("{name}: mid-send")).await;
    talkers.mei.link_when(Link::Broken).await;
    for text in ["during", "still during"] {
        talkers.mei_says(&format!("{name}: {text}")).await;
        talkers.zhou_says(&format!("{name}: {text}, answered")).await;
    }
    let last = format!("{name}: still during");
    let waits = |it: &[_]| delivery(it, &last) == Some(Delivery::Sending);
    talkers.mei.timeline_when(&talkers.chat, waits).await;
    talkers.mei.done(Command::SetDraft { chat: talkers.chat.clone(), text: "And cake".into() }).await;
    talkers.way.open();
    talkers.mei.link_when(Link::Live).await;
    talkers.mei_says(&format!("{name}: after")).await;
    talkers.complete().await;
}

#[test]
fn what_is_written_while_the_server_is_away_arrives_once_and_in_order() {
    run(|| async {
        let mut talkers = Talkers::new().await;
        survives(&mut talkers, "away", |_| Act::Refuse).await;
        survives(&mut talkers, "cut", |ask| if ask.method == "OPTIONS" { Act::Pass } else { Act::Cut }).await;
        talkers.zhou_says("Did all of it arrive?").await;
        talkers.complete().await;
    });
}

#[test]
fn what_is_written_while_the_server_fails_arrives_once_and_in_order() {
    run(|| async {
        let mut talkers = Talkers::new().await;
        survives(&mut talkers, "500", |_| Act::error(500, "M_UNKNOWN")).await;
        survives(&mut talkers, "502", |_| Act::Answer(502, "<html><h1>502 Bad Gateway</h1></html>".into())).await;
        survives(&mut talkers, "429", |_| Act::error(429, "M_LIMIT_EXCEEDED")).await;
    });
}

#[test]
fn a_server_that_has_forgotten_where_we_were_is_told_again_what_is_watched() {
    run(|| async {
        let mut talkers = Talkers::new().await;
        for round in ["first", "second"] {
            let unknown = std::sync::atomic::AtomicBool::new(true);
            let is_first = move |ask: &Ask| {
                ask.syncs() && ask.is("pos=") && unknown.swap(false, std::sync::atomic::Ordering::SeqCst)
            };
            talkers.way.at_once(move |ask| match is_first(ask) {
                true => Act::error(400, "M_UNKNOWN_POS"),
                false => Act::Pass,
            });
            talkers.mei_says(&format!("{round}: before")).await;
            talkers.zhou_says(&format!("{round}: answered")).await;
            talkers.complete().await;
            talkers.mei.link_when(Link::Live).await;
            // What is only told of a conversation that is watched is told again.
            let typing = |on| teahouse::backend::protocol::TalkCommand::Typing { on };
            let chat = talkers.chat.clone();
            talkers.zhou.done(Command::Talk { chat: chat.clone(), act: typing(true) }).await;
            talkers.mei.event_when(|event| matches!(event, Event::Typing { people, .. } if !people.is_empty())).await;
            talkers.zhou.done(Command::Talk { chat, act: typing(false) }).await;
            talkers.mei.event_when(|event| matches!(event, Event::Typing { people, .. } if people.is_empty())).await;
        }
    });
}

#[test]
fn what_others_have_read_is_told_after_an_outage_too() {
    run(|| async {
        let mut talkers = Talkers::new().await;
        talkers.zhou.done(Command::Home(teahouse::backend::protocol::HomeCommand::SetReceipts { on: true })).await;
        survives(&mut talkers, "away", |_| Act::Refuse).await;
        talkers.mei_says("Have you read this?").await;
        reads(&mut talkers.zhou, &talkers.chat, "Have you read this?").await;
        let seen = talkers.zhou.timeline_when(&talkers.chat, |it| it.iter().all(|it| it.seq.is_some())).await;
        let upto = seen.iter().filter_map(|it| it.seq).max().unwrap();
        talkers.zhou.done(Command::MarkRead { chat: talkers.chat.clone(), upto }).await;
        let read = |it: &[teahouse::domain::message::Message]| {
            it.last().is_some_and(|it| it.context.read && crate::people::says(it, "Have you read this?"))
        };
        talkers.mei.timeline_when(&talkers.chat, read).await;
    });
}
