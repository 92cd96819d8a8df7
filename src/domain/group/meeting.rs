//! Face to face: people in the same place type the same four digits within a short time.

use serde::{Deserialize, Serialize};

use super::super::id::{ChatId, PersonId};
use super::super::time::Timestamp;
use super::{CAP, Refusal};

/// How long a meeting takes people in after the first one came, in milliseconds: three minutes.
/// Long enough to say four digits to a table, short enough that nobody guesses them.
pub const MEETING_MS: i64 = 3 * 60 * 1000;

/// The four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digits([u8; 4]);

impl Digits {
    /// Reads what was typed, also with the full-width digits of Chinese keyboards.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let digit = |char: char| match char {
            '0'..='9' => Some(char as u8),
            '０'..='９' => u8::try_from(char as u32 - '０' as u32).ok().map(|value| value + b'0'),
            _ => None,
        };
        let digits: Option<Vec<u8>> = text.trim().chars().map(digit).collect();
        digits.and_then(|digits| digits.try_into().ok()).map(Self).ok_or(Refusal::Digits)
    }
}

impl TryFrom<String> for Digits {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text)
    }
}

impl From<Digits> for String {
    fn from(digits: Digits) -> Self {
        digits.0.iter().map(|digit| char::from(*digit)).collect()
    }
}

/// The people who typed the same digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The group that this becomes.
    pub chat: ChatId,
    /// When the first one came.
    pub opened: Timestamp,
    /// Who is here, in the order in which they came.
    pub people: Vec<PersonId>,
}

impl Meeting {
    /// The first one comes.
    pub fn open(chat: ChatId, person: PersonId, now: Timestamp) -> Self {
        Self { chat, opened: now, people: vec![person] }
    }

    /// True while people can come.
    pub fn is_open(&self, now: Timestamp) -> bool {
        (0..MEETING_MS).contains(&(now.0 - self.opened.0))
    }

    /// Another one comes. Twice is once.
    pub fn arrive(&mut self, person: &PersonId, now: Timestamp) -> Result<(), Refusal> {
        if !self.is_open(now) {
            return Err(Refusal::MeetingOver);
        }
        if !self.people.contains(person) {
            if self.people.len() >= CAP as usize {
                return Err(Refusal::Full);
            }
            self.people.push(person.clone());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_read_and_nothing_else() {
        for text in ["0042", " 0042 ", "００４２"] {
            assert_eq!(Digits::parse(text), Digits::parse("0042"));
            assert!(Digits::parse(text).is_ok());
        }
        for text in ["", "123", "12345", "12a4", "١٢٣٤", "-123", "1 23"] {
            assert_eq!(Digits::parse(text), Err(Refusal::Digits), "{text}");
        }
    }

    #[test]
    fn a_meeting_takes_people_for_three_minutes() {
        let person = |n: u8| PersonId::random([n; 16]);
        let mut meeting = Meeting::open(ChatId::random([1; 16]), person(1), Timestamp(0));
        assert_eq!(meeting.arrive(&person(2), Timestamp(MEETING_MS - 1)), Ok(()));
        assert_eq!(meeting.arrive(&person(2), Timestamp(5)), Ok(()));
        assert_eq!(meeting.arrive(&person(3), Timestamp(MEETING_MS)), Err(Refusal::MeetingOver));
        assert_eq!(meeting.people, [person(1), person(2)]);
        assert!(!meeting.is_open(Timestamp(-1)), "a clock that went back opens nothing");
    }
}
