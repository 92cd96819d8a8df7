//! The ids of Matrix as ids of the port, and back.
//!
//! Some letters that Matrix allows would change an address that an id is put into (`/` in the ids of old rooms and
//! users). They cross as `~` and two hexadecimal digits, and so does `~` itself.

use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, UserId};
use teahouse::domain::id::{ChatId, MessageId, PersonId};

/// Whose id it is, to the port.
pub(crate) fn person(user: &UserId) -> PersonId {
    PersonId::parse(&escaped(user.as_str())).unwrap_or_else(|_| PersonId::random(digest(user.as_str())))
}

/// Which chat a room is, to the port.
pub(crate) fn chat(room: &RoomId) -> ChatId {
    ChatId::parse(&escaped(room.as_str())).unwrap_or_else(|_| ChatId::random(digest(room.as_str())))
}

/// Which message an event is, to the port.
pub(crate) fn message(event: &EventId) -> MessageId {
    MessageId::parse(&escaped(event.as_str())).unwrap_or_else(|_| MessageId::random(digest(event.as_str())))
}

/// The user that an id of the port names, if it is one.
pub(crate) fn user(person: &PersonId) -> Option<OwnedUserId> {
    UserId::parse(unescaped(person.as_str())?).ok()
}

/// The room that an id of the port names, if it is one.
pub(crate) fn room(chat: &ChatId) -> Option<OwnedRoomId> {
    RoomId::parse(unescaped(chat.as_str())?).ok()
}

/// The event that an id of the port names, if it is one.
pub(crate) fn event(message: &MessageId) -> Option<OwnedEventId> {
    EventId::parse(unescaped(message.as_str())?).ok()
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"/#?%\"<>\\~".contains(&byte);
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("~{byte:02x}"));
        }
        out
    })
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'~' {
            let (digits, after) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

/// 128 bits of a text that is too long for an id: FNV-1a. Nobody can act on such an id, it only keeps rows apart.
fn digest(text: &str) -> [u8; 16] {
    let step = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    text.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, step).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_were() {
        for id in ["@mei:example.org", "@a/b~c=d:example.org:8448", "@周:example.org"] {
            let Ok(parsed) = UserId::parse(id) else { continue };
            assert_eq!(user(&person(&parsed)).as_deref(), Some(&*parsed), "{id}");
        }
        let room_id = RoomId::parse("!abc/def:example.org").unwrap();
        assert_eq!(room(&chat(&room_id)), Some(room_id));
        let old = EventId::parse("$143273582443PhrSn/ab+:example.org").unwrap();
        assert_eq!(event(&message(&old)), Some(old));
    }

    #[test]
    fn what_is_no_id_of_matrix_names_nothing() {
        for text in ["guide", "~", "~zz", "mei:example.org", "@mei"] {
            assert_eq!(user(&PersonId::parse(text).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn an_id_that_is_too_long_still_tells_rows_apart() {
        let long = |letter: &str| EventId::parse(format!("${}", letter.repeat(250))).unwrap();
        assert_ne!(message(&long("/")), message(&long("?")));
        assert_eq!(event(&message(&long("/"))), None);
    }
}
