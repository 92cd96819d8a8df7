//! Answers that answer themselves, in a circle, or something that is something else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use teahouse::domain::message::Message;

use super::fit::fit;
use super::member::room_at;
use crate::people::{homeserver, reads, run, says};
use crate::way::{Act, Way};

/// What is made an answer to what, by their texts.
const ANSWERS: [(&str, &str); 4] = [("itself", "itself"), ("egg", "hen"), ("hen", "egg"), ("end", "egg")];

/// Makes answers of events wherever they stand, as soon as it is known what they are called.
fn twist(json: &mut Value, known: &mut HashMap<String, String>) {
    match json {
        Value::Array(all) => all.iter_mut().for_each(|it| twist(it, known)),
        Value::Object(all) => {
            all.values_mut().for_each(|it| twist(it, known));
            let body = all.get("content").and_then(|it| it["body"].as_str()).map(ToOwned::to_owned);
            let (Some(body), Some(event)) = (body, all.get("event_id").and_then(Value::as_str)) else { return };
            known.insert(body.clone(), event.to_owned());
            let to = ANSWERS.iter().find(|(text, _)| *text == body).and_then(|(_, to)| known.get(*to));
            if let Some(to) = to {
                all["content"]["m.relates_to"] = json!({ "m.in_reply_to": { "event_id": to } });
            }
        }
        _ => {}
    }
}

#[test]
fn answers_in_a_circle_are_told_one_step_deep() {
    run(|| async {
        let way = Way::to(&homeserver());
        let (stranger, room, _device, mut mei, chat) = room_at(&way.url, json!({})).await;
        let known = Mutex::new(HashMap::new());
        for text in ["itself", "egg", "hen", "end"] {
            let event = stranger.text(&room, text).await;
            known.lock().unwrap().insert(text.to_owned(), event);
        }
        let known = Arc::new(known);
        way.at_once(move |_| {
            let known = Arc::clone(&known);
            Act::change(move |json| twist(json, &mut known.lock().unwrap()))
        });
        stranger.text(&room, "the last neighbour").await;
        reads(&mut mei, &chat, "the last neighbour").await;
        let quotes = |it: &[Message]| {
            ANSWERS.iter().all(|(text, to)| {
                let message = it.iter().find(|it| says(it, text));
                let quote = message.and_then(|it| it.context.reply.as_ref());
                quote
                    .and_then(|it| it.body.as_ref())
                    .is_some_and(|body| matches!(body, teahouse::domain::message::Body::Text(it) if it.as_str() == *to))
            })
        };
        fit(&mei.timeline_when(&chat, quotes).await);
        mei.send(&chat, "Still here").await;
        reads(&mut mei, &chat, "Still here").await;
    });
}
