//! A server and a device whose clocks are an hour apart.

use serde_json::Value;
use teahouse::backend::protocol::Command;
use teahouse::domain::message::Message;

use crate::people::{reads, run, says};
use crate::talkers::Talkers;
use crate::way::Act;

const HOUR: i64 = 3_600_000;

fn now() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(now.as_millis()).unwrap()
}

/// Moves every time in an answer.
fn shift(json: &mut Value, by: i64) {
    match json {
        Value::Array(all) => all.iter_mut().for_each(|it| shift(it, by)),
        Value::Object(all) => {
            for (key, value) in all {
                match (key.as_str(), value.as_i64()) {
                    ("origin_server_ts" | "ts", Some(at)) if at > HOUR => *value = (at + by).into(),
                    _ => shift(value, by),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn an_hour_between_the_clocks_changes_nothing_but_the_times() {
    run(|| async {
        for by in [HOUR, -HOUR] {
            let mut talkers = Talkers::new().await;
            talkers.way.at_once(move |_| Act::change(move |json| shift(json, by)));
            for text in ["And cake?", "And biscuits?"] {
                talkers.mei_says(text).await;
                talkers.complete().await;
                talkers.zhou_says("Yes").await;
                talkers.complete().await;
            }
            let chat = talkers.chat.clone();
            // What was said last is what the list shows, whoever said it.
            talkers.mei.said_last(&chat, "Yes").await;
            // The others have the server's hour; what one says oneself may keep this device's.
            let here = now();
            let of_server = |it: &[Message]| it.last().is_some_and(|it| (it.at.0 - here - by).abs() < HOUR / 2);
            talkers.mei.timeline_when(&chat, of_server).await;
            talkers.mei_says("Said last").await;
            talkers.complete().await;
            talkers.mei.done(Command::ClearHistory { chat: chat.clone() }).await;
            talkers.mei.timeline_when(&chat, <[Message]>::is_empty).await;
            talkers.zhou.send(&chat, "After clearing").await;
            talkers.mei.send(&chat, "And mine").await;
            reads(&mut talkers.mei, &chat, "After clearing").await;
            reads(&mut talkers.zhou, &chat, "And mine").await;
            let both = |it: &[Message]| it.len() == 2 && it.iter().any(|it| says(it, "And mine") && it.seq.is_some());
            talkers.mei.timeline_when(&chat, both).await;
            talkers.zhou.send(&chat, "And this").await;
            talkers.mei.said_last(&chat, "And this").await;
            let again = talkers.tab().await.timeline_when(&chat, |it| it.len() >= 3).await;
            assert_eq!(again.len(), 3, "what was cleared does not come back: {again:?}");
        }
    });
}
