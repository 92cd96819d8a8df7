//! What devices say to each other about a program that is open on both: encrypted events from device to device.

use matrix_sdk::ruma::events::AnyToDeviceEvent;
use matrix_sdk::ruma::serde::{Base64, Raw};
use matrix_sdk::ruma::{OwnedDeviceId, OwnedEventId, OwnedRoomId, OwnedUserId};
use serde::{Deserialize, Serialize};

/// The type of the events.
pub(super) const KIND: &str = "app.teahouse.live";

/// What is said.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "lowercase")]
pub(super) enum Saying {
    /// Somebody has come, and does not know yet who is there.
    Hello,
    /// Somebody is there.
    Here,
    /// What a program says.
    Data {
        /// As it was said.
        data: Base64,
    },
    /// Somebody has gone.
    Bye,
}

/// What is said, and about what.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Word {
    pub(super) room_id: OwnedRoomId,
    /// The message that brought the program.
    pub(super) card: OwnedEventId,
    /// Which device of its sender says it. An answer goes there, and nowhere else.
    pub(super) device: OwnedDeviceId,
    #[serde(flatten)]
    pub(super) saying: Saying,
}

/// A word that came, and who sent it.
pub(super) struct Came {
    pub(super) by: OwnedUserId,
    pub(super) word: Word,
}

#[derive(Deserialize)]
struct Outside {
    #[serde(rename = "type")]
    kind: String,
    sender: OwnedUserId,
    content: Word,
}

impl Came {
    /// Reads an event; nothing for one of another type or form.
    pub(super) fn read(event: &Raw<AnyToDeviceEvent>) -> Option<Self> {
        // Most are of another type, and some are long.
        if event.get_field::<&str>("type").ok().flatten() != Some(KIND) {
            return None;
        }
        let Outside { kind, sender, content } = event.deserialize_as_unchecked().ok()?;
        (kind == KIND).then_some(Self { by: sender, word: content })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(kind: &str, content: &serde_json::Value) -> Raw<AnyToDeviceEvent> {
        let event = json!({ "type": kind, "sender": "@mei:example.org", "content": content });
        Raw::from_json(serde_json::value::to_raw_value(&event).unwrap())
    }

    #[test]
    fn a_word_is_read_as_it_was_written() {
        let word = Word {
            room_id: "!tea:example.org".try_into().unwrap(),
            card: "$card".try_into().unwrap(),
            device: "DEVICE".into(),
            saying: Saying::Data { data: Base64::new(vec![0, 255]) },
        };
        let content = serde_json::to_value(&word).unwrap();
        assert_eq!((content["say"].as_str(), content["data"].as_str()), (Some("data"), Some("AP8")));
        let came = Came::read(&event(KIND, &content)).unwrap();
        assert_eq!(came.by, "@mei:example.org");
        assert!(matches!(came.word.saying, Saying::Data { data } if data.as_bytes() == [0, 255]));
        assert!(Came::read(&event("m.dummy", &content)).is_none());
    }

    #[test]
    fn what_has_another_form_is_nothing() {
        for content in [
            json!({}),
            json!({ "room_id": "!tea:example.org", "card": "$card", "device": "D" }),
            json!({ "room_id": "!tea:example.org", "card": "$card", "device": "D", "say": "shout" }),
            json!({ "room_id": "!tea:example.org", "card": "$card", "device": "D", "say": "data", "data": 4 }),
        ] {
            assert!(Came::read(&event(KIND, &content)).is_none(), "{content}");
        }
    }
}
