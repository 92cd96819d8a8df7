//! What a widget, a program that speaks the widget API of Matrix, may do with the events of its chat (MSC2762).

use serde::{Deserialize, Serialize};

use super::event::{is_key, may_read, may_send};

/// Longest name of a capability that is read, in bytes: a type and a key of the longest, with everything around them.
const MAX_NAME_BYTES: usize = 600;

/// A capability that can be granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// What the widget calls it.
    pub name: String,
    /// Reading or writing.
    pub direction: Direction,
    /// The type of the events.
    pub kind: String,
    /// Which of that type.
    pub extent: Extent,
}

/// What is done with events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// They are sent in the person's name.
    Send,
    /// They are read, and heard as they come.
    Receive,
}

/// Which events of a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// Those that are no state; of messages, only those of one `msgtype` or all.
    Message {
        /// Nothing: all.
        msgtype: Option<String>,
    },
    /// States.
    State {
        /// Nothing: all keys.
        key: Option<String>,
    },
}

impl Access {
    /// Reads the name of a capability: `org.matrix.msc2762.receive.event:m.room.message#m.text` and the like, or the
    /// same with `m.` in front. Nothing for whatever nobody can grant.
    pub fn parse(name: &str) -> Option<Self> {
        if name.len() > MAX_NAME_BYTES {
            return None;
        }
        let rest = name.strip_prefix("org.matrix.msc2762.").or_else(|| name.strip_prefix("m."))?;
        let (what, segment) = rest.split_once(':')?;
        let (direction, is_state) = match what {
            "send.event" => (Direction::Send, false),
            "send.state_event" => (Direction::Send, true),
            "receive.event" => (Direction::Receive, false),
            "receive.state_event" => (Direction::Receive, true),
            _ => return None,
        };
        let has_key = segment.contains('#') && (is_state || segment.starts_with("m.room.message#"));
        let (kind, key) = if has_key { split(segment)? } else { (segment.to_owned(), None) };
        let extent = match is_state {
            true => Extent::State { key },
            // `requestCapabilityToSendMessage()` of matrix-widget-api means every message by nothing behind the sign.
            false => Extent::Message { msgtype: key.filter(|msgtype| !msgtype.is_empty()) },
        };
        let may = match direction {
            Direction::Send => may_send(&kind),
            Direction::Receive => may_read(&kind),
        };
        let access = Self { name: name.into(), direction, kind, extent };
        (may && access.key().is_none_or(is_key)).then_some(access)
    }

    /// True if it lets an event through that is no state. `msgtype` is that of its content.
    pub fn allows_message(&self, direction: Direction, kind: &str, msgtype: Option<&str>) -> bool {
        let Extent::Message { msgtype: only } = &self.extent else { return false };
        self.direction == direction && self.kind == kind && only.as_deref().is_none_or(|only| msgtype == Some(only))
    }

    /// True if it lets a state through; without a key, the states of all keys.
    pub fn allows_state(&self, direction: Direction, kind: &str, key: Option<&str>) -> bool {
        let Extent::State { key: only } = &self.extent else { return false };
        self.direction == direction && self.kind == kind && only.as_deref().is_none_or(|only| key == Some(only))
    }

    fn key(&self) -> Option<&str> {
        match &self.extent {
            Extent::Message { msgtype: key } | Extent::State { key } => key.as_deref(),
        }
    }
}

/// The type, and what stands behind the first `#` that has no `\` before it.
fn split(segment: &str) -> Option<(String, Option<String>)> {
    let parts: Vec<&str> = segment.split('#').collect();
    let end = parts.iter().position(|part| !part.ends_with('\\'))?;
    let kind: Vec<&str> = parts[..=end].iter().map(|part| part.strip_suffix('\\').unwrap_or(part)).collect();
    let key = &parts[end + 1..];
    Some((kind.join("#"), (!key.is_empty()).then(|| key.join("#"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> (String, Extent) {
        let access = Access::parse(name).unwrap();
        (access.kind, access.extent)
    }

    fn state(key: Option<&str>) -> Extent {
        Extent::State { key: key.map(Into::into) }
    }

    fn message(msgtype: Option<&str>) -> Extent {
        Extent::Message { msgtype: msgtype.map(Into::into) }
    }

    #[test]
    fn names_are_read_like_matrix_widget_api_writes_them() {
        for (segment, kind, extent) in [
            ("send.event:org.example.move", "org.example.move", message(None)),
            ("receive.event:m.room.message#m.text", "m.room.message", message(Some("m.text"))),
            ("receive.event:m.room.message##m.text", "m.room.message", message(Some("#m.text"))),
            ("send.event:m.room.message#", "m.room.message", message(None)),
            ("receive.event:org.example#x", "org.example#x", message(None)),
            ("receive.state_event:m.room.member", "m.room.member", state(None)),
            ("send.state_event:org.example#", "org.example", state(Some(""))),
            ("send.state_event:org.example#@mei:example.org", "org.example", state(Some("@mei:example.org"))),
            ("send.state_event:org.exam\\#ple#a#b", "org.exam#ple", state(Some("a#b"))),
            ("send.state_event:org.exam\\#ple", "org.exam#ple", state(None)),
        ] {
            assert_eq!(read(&format!("org.matrix.msc2762.{segment}")), (kind.into(), extent.clone()), "{segment}");
            assert_eq!(read(&format!("m.{segment}")), (kind.into(), extent), "{segment}");
        }
    }

    #[test]
    fn what_nobody_can_grant_is_no_access() {
        for name in [
            "",
            "m.capability.screenshot",
            "org.matrix.msc2762.timeline:*",
            "org.matrix.msc3819.send.to_device:m.call",
            "com.beeper.capabilities.receive.room_account_data:m.tag",
            "org.matrix.msc2762.send.event:",
            "org.matrix.msc2762.send.event:m.room.encrypted",
            "org.matrix.msc2762.send.state_event:m.room.power_levels#",
            "org.matrix.msc2762.receive.state_event:app.teahouse.code#",
            "org.matrix.msc2762.send.state_event:a#\u{0}",
            &format!("org.matrix.msc2762.send.event:{}", "a".repeat(1_000)),
        ] {
            assert_eq!(Access::parse(name), None, "{name}");
        }
    }

    #[test]
    fn an_access_lets_through_what_it_names_and_nothing_else() {
        let texts = Access::parse("m.send.event:m.room.message#m.text").unwrap();
        assert!(texts.allows_message(Direction::Send, "m.room.message", Some("m.text")));
        for (direction, kind, msgtype) in [
            (Direction::Receive, "m.room.message", Some("m.text")),
            (Direction::Send, "m.room.message", Some("m.image")),
            (Direction::Send, "m.room.message", None),
            (Direction::Send, "m.reaction", Some("m.text")),
        ] {
            assert!(!texts.allows_message(direction, kind, msgtype), "{kind} {msgtype:?}");
        }
        assert!(!texts.allows_state(Direction::Send, "m.room.message", None));
        let own = Access::parse("m.receive.state_event:org.example#me").unwrap();
        assert!(own.allows_state(Direction::Receive, "org.example", Some("me")));
        assert!(!own.allows_state(Direction::Receive, "org.example", None), "it is not all of them");
        assert!(!own.allows_message(Direction::Receive, "org.example", None));
    }
}
