//! What a Teahouse code says: where a group is and how to come in, or who somebody is.
//!
//! A code is shown as a picture and travels as a link, `<origin>/join#<payload>`. The payload is
//! `base64url(version, body, crc32)`: one byte of version, a [postcard](https://postcard.jamesmunns.com/wire-format)
//! body, and the CRC-32 (IEEE 802.3) of both, little endian. The checksum stands at the same place in every version,
//! so that a code from the future can be told apart from a damaged one. It lives in the link's fragment,
//! which browsers send to no server, and names nothing that the join page does not show.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::id::PersonId;
use super::name::Name;
use super::time::Timestamp;

/// The version that this code writes, and the newest that it reads.
pub const TICKET_VERSION: u8 = 1;

/// Longest payload that is looked at, in bytes of text; a real one has less than 500.
pub const MAX_PAYLOAD_BYTES: usize = 2048;

/// Where a link leads to, below the place of the app.
pub const JOIN: &str = "join#";

const CHECK_BYTES: usize = 4;
const MS_PER_MINUTE: i64 = 60_000;

/// What lets its holder in. Random; whoever has it may come in, so it is shown to nobody else.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Secret(pub [u8; 16]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Which kind of backend a code was made for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Home {
    /// The browser in which it was made.
    #[default]
    Device,
    /// A homeserver, by its name.
    Server(String),
}

/// A way into a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTicket {
    /// Where the group is.
    pub home: Home,
    /// Lets in.
    pub secret: Secret,
    /// Minutes since 1970 after which the code is dead; the backend knows the very moment.
    pub expires: u32,
    /// Whose code it is.
    #[serde(with = "short")]
    pub by: PersonId,
    /// What the group was called when the code was made.
    pub title: Name,
}

impl GroupTicket {
    /// The minute at which a code dies, rounded up.
    pub fn minute(at: Timestamp) -> u32 {
        u32::try_from(at.0.max(0).div_euclid(MS_PER_MINUTE) + 1).unwrap_or(u32::MAX)
    }

    /// True once the code is dead by what it says itself.
    pub fn is_past(&self, now: Timestamp) -> bool {
        now.0.div_euclid(MS_PER_MINUTE) >= i64::from(self.expires)
    }
}

/// Who somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactTicket {
    /// Where they are.
    pub home: Home,
    /// Who.
    #[serde(with = "short")]
    pub person: PersonId,
    /// What they called themselves when the code was made.
    pub name: Name,
}

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ticket {
    /// A way into a group.
    Group(GroupTicket),
    /// A person.
    Contact(ContactTicket),
}

/// Why a payload says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TicketError {
    /// It is whole, but of a version that this app does not read.
    #[error("the code is of a newer version")]
    Newer,
    /// Something is missing or different from what was made.
    #[error("the code is damaged")]
    Damaged,
}

impl Ticket {
    /// The payload of a link.
    pub fn payload(&self) -> String {
        // Writing to a growing vector cannot fail for these types; a cut-off payload is refused by `parse`.
        let mut bytes = postcard::to_extend(self, vec![TICKET_VERSION]).unwrap_or_default();
        bytes.extend(crc32(&bytes).to_le_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a payload, which may be anything.
    pub fn parse(payload: &str) -> Result<Self, TicketError> {
        let payload = payload.trim();
        if payload.len() > MAX_PAYLOAD_BYTES {
            return Err(TicketError::Damaged);
        }
        let bytes = URL_SAFE_NO_PAD.decode(payload).map_err(|_| TicketError::Damaged)?;
        let (said, check) = bytes.split_last_chunk::<CHECK_BYTES>().ok_or(TicketError::Damaged)?;
        if crc32(said).to_le_bytes() != *check {
            return Err(TicketError::Damaged);
        }
        match said.split_first() {
            Some((&TICKET_VERSION, body)) => match postcard::take_from_bytes(body) {
                Ok((ticket, [])) => Ok(ticket),
                _ => Err(TicketError::Damaged),
            },
            Some((version, _)) if *version > TICKET_VERSION => Err(TicketError::Newer),
            _ => Err(TicketError::Damaged),
        }
    }

    /// The whole link, below the address of the app, which ends with a slash.
    pub fn link(&self, base: &str) -> String {
        format!("{base}{JOIN}{}", self.payload())
    }
}

/// CRC-32 (IEEE 802.3), bit by bit: tables would be heavier than all the codes that anybody reads.
fn crc32(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ POLYNOMIAL } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// A random id in 17 bytes instead of 33; any other id as text.
mod short {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    use super::PersonId;

    #[derive(Serialize, Deserialize)]
    enum Short {
        Random([u8; 16]),
        Text(String),
    }

    pub(super) fn serialize<S: Serializer>(id: &PersonId, serializer: S) -> Result<S::Ok, S::Error> {
        let random = u128::from_str_radix(id.as_str(), 16).ok().map(u128::to_be_bytes);
        let random = random.filter(|bytes| PersonId::random(*bytes) == *id);
        random.map_or_else(|| Short::Text(id.as_str().into()), Short::Random).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PersonId, D::Error> {
        match Short::deserialize(deserializer)? {
            Short::Random(bytes) => Ok(PersonId::random(bytes)),
            Short::Text(text) => PersonId::parse(&text).map_err(de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticket() -> Ticket {
        Ticket::Group(GroupTicket {
            home: Home::Device,
            secret: Secret([9; 16]),
            expires: 30_000_000,
            by: PersonId::random([7; 16]),
            title: Name::parse("Lantern Street Tea").unwrap(),
        })
    }

    fn with_check(mut bytes: Vec<u8>) -> String {
        bytes.extend(crc32(&bytes).to_le_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// A group ticket as bytes, with any title.
    fn titled(title: &str) -> String {
        let fields = (0_u8, 0_u8, [9_u8; 16], 30_000_000_u32, (0_u8, [7_u8; 16]), title);
        with_check(postcard::to_extend(&fields, vec![TICKET_VERSION]).unwrap())
    }

    #[test]
    fn a_ticket_comes_back_and_is_compact() {
        let payload = ticket().payload();
        assert_eq!(Ticket::parse(&payload), Ok(ticket()));
        assert!(payload.len() <= 90, "{} characters", payload.len());
        assert_eq!(titled("Lantern Street Tea"), payload, "the form of version 1 is fixed");
        let server = Ticket::Contact(ContactTicket {
            home: Home::Server("example.org".into()),
            person: PersonId::parse("@mei:example.org").unwrap(),
            name: Name::parse("Mei").unwrap(),
        });
        assert_eq!(Ticket::parse(&server.payload()), Ok(server));
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn any_flipped_bit_is_noticed() {
        let bytes = URL_SAFE_NO_PAD.decode(ticket().payload()).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Ticket::parse(&URL_SAFE_NO_PAD.encode(flipped)), Err(TicketError::Damaged), "bit {bit}");
        }
    }

    #[test]
    fn a_truncated_or_lengthened_payload_is_damaged() {
        let payload = ticket().payload();
        for end in 0..payload.len() {
            assert_eq!(Ticket::parse(&payload[..end]), Err(TicketError::Damaged), "{end}");
        }
        assert_eq!(Ticket::parse(&format!("{payload}A")), Err(TicketError::Damaged));
        let mut longer = URL_SAFE_NO_PAD.decode(&payload).unwrap();
        longer.truncate(longer.len() - CHECK_BYTES);
        longer.push(0);
        assert_eq!(Ticket::parse(&with_check(longer)), Err(TicketError::Damaged), "a byte too many with a good check");
    }

    #[test]
    fn a_code_of_the_future_is_told_apart() {
        assert_eq!(Ticket::parse(&with_check(vec![TICKET_VERSION + 1, 1, 2, 3])), Err(TicketError::Newer));
        assert_eq!(Ticket::parse(&with_check(vec![0, 1, 2, 3])), Err(TicketError::Damaged));
        assert_eq!(Ticket::parse(&with_check(Vec::new())), Err(TicketError::Damaged));
    }

    #[test]
    fn a_hostile_title_is_damage() {
        for title in ["", "a\u{202e}b", "a\nb", &"茶".repeat(10_000), &"x".repeat(41)] {
            assert_eq!(Ticket::parse(&titled(title)), Err(TicketError::Damaged), "{}", title.len());
        }
        // Markup is only text, and is shown as such.
        assert!(Ticket::parse(&titled("<img onerror=alert(1)>")).is_ok());
    }

    #[test]
    fn the_minute_of_death_is_not_before_the_moment_of_death() {
        let dies = Timestamp(1_763_800_012_345);
        let Ticket::Group(group) = ticket() else { unreachable!() };
        let group = GroupTicket { expires: GroupTicket::minute(dies), ..group };
        assert!(!group.is_past(dies));
        assert!(group.is_past(Timestamp(dies.0 + MS_PER_MINUTE)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(payload in "[A-Za-z0-9_-]{0,120}|\\PC{0,40}") {
            let _ = Ticket::parse(&payload);
        }

        #[test]
        fn any_body_with_a_good_check_is_read_or_refused(body in proptest::collection::vec(any::<u8>(), 0..80)) {
            let mut bytes = vec![TICKET_VERSION];
            bytes.extend(body);
            let _ = Ticket::parse(&with_check(bytes));
        }
    }
}
