//! What a program says for the chat, in the event with which it shares something.

use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk_ui::timeline::{EventTimelineItem, MsgLikeKind, TimelineItemContent};
use serde::Deserialize;
use serde_json::Value;
use teahouse::domain::mini::aside::Aside;

use super::{KIND, Relation};

/// Which program, and what it says.
pub(crate) struct Aloud {
    /// The event that brought the program.
    pub(crate) card: OwnedEventId,
    /// What it says.
    pub(crate) aside: Aside,
}

/// The fields of the event, each of which may be anything.
#[derive(Default, Deserialize)]
struct Content {
    #[serde(rename = "m.relates_to")]
    relates_to: Option<Relation>,
    #[serde(default)]
    info: Value,
    #[serde(default)]
    href: Value,
    #[serde(default)]
    document: Value,
    #[serde(default)]
    summary: Value,
}

/// What an item of the timeline says aloud, if it is of a program. In an encrypted room nobody but its members says
/// anything.
pub(crate) fn read(item: &EventTimelineItem, encrypted: bool) -> Option<Aloud> {
    let TimelineItemContent::MsgLike(like) = item.content() else { return None };
    let MsgLikeKind::Other(other) = &like.kind else { return None };
    let is_one = other.event_type().to_string() == KIND && (item.encryption_info().is_some() || !encrypted);
    // What is on its way has no text yet that could be read.
    let content = item.original_json().filter(|_| is_one)?.get_field::<Content>("content").ok()??;
    content.aloud()
}

impl Content {
    fn aloud(self) -> Option<Aloud> {
        let Relation { rel_type, event_id: card } = self.relates_to?;
        let aside = Aside::read(|name| match name {
            "info" => self.info.as_str(),
            "href" => self.href.as_str(),
            "document" => self.document.as_str(),
            "summary" => self.summary.as_str(),
            _ => None,
        });
        (rel_type == KIND && aside != Aside::default()).then_some(Aloud { card, aside })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::content;
    use super::*;

    fn heard(content: Value) -> Option<String> {
        let aloud = serde_json::from_value::<Content>(content).unwrap().aloud()?;
        let fields = aloud.aside.fields().map(|(name, said)| format!("{name}={said}"));
        Some(format!("{} {}", aloud.card, fields.collect::<Vec<_>>().join(" ")))
    }

    fn aside(fields: &[(&str, &str)]) -> Aside {
        Aside::read(|name| fields.iter().find(|it| it.0 == name).map(|it| it.1))
    }

    #[test]
    fn what_is_said_is_heard() {
        let card = OwnedEventId::try_from("$card").unwrap();
        let said = aside(&[("info", "Ada voted"), ("href", "#a"), ("document", "Tea"), ("summary", "")]);
        let content = Value::from(content(&card, "{}", &said));
        assert_eq!(content["update"], "{}");
        assert_eq!(heard(content).as_deref(), Some("$card info=Ada voted href=#a document=Tea summary="));
        assert_eq!(heard(Value::from(super::super::content(&card, "{}", &Aside::default()))), None);
    }

    #[test]
    fn what_others_write_is_looked_at_again() {
        let said = |fields: Value| {
            let mut content = json!({ "m.relates_to": { "rel_type": KIND, "event_id": "$c" } });
            content.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            heard(content)
        };
        assert_eq!(said(json!({ "info": 1, "document": {}, "summary": null })), None);
        let out = json!({ "info": "a\n\u{202e}b", "href": "https://example.org/", "summary": "x".repeat(70_000) });
        let heard = said(out).unwrap();
        assert!(heard.starts_with("$c info=a b summary=xxx") && heard.len() < 200, "{heard}");
        assert_eq!(said(json!({ "info": "a", "m.relates_to": { "rel_type": "m.thread", "event_id": "$c" } })), None);
        assert_eq!(said(json!({ "info": "a", "m.relates_to": null })), None);
    }
}
