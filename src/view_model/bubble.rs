//! One message as it is shown.

use super::dates::Clock;
use super::timeline::{Entry, is_editable};
use crate::domain::message::{Body, Delivery};

/// What a reader has to do with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// They wrote it.
    pub mine: bool,
    /// What they call whoever wrote it.
    pub name: String,
    /// There are more than two in the chat, so that a name is needed.
    pub many: bool,
}

/// What a message shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bubble {
    /// The day, when it is the first message of it.
    pub day: Option<String>,
    /// Written by the reader.
    pub mine: bool,
    /// Begins a group.
    pub first: bool,
    /// Ends a group.
    pub last: bool,
    /// Who wrote it, above the first of several messages of others in a group.
    pub sender: Option<String>,
    /// Name and time, for those who hear it read out.
    pub label: String,
    /// The words; `None` when they cannot be read.
    pub text: Option<String>,
    /// The time of day.
    pub time: String,
    /// `sending`, `sent` or `failed`; not a text.
    pub state: &'static str,
    /// The state in words; `None` for the messages of others.
    pub status: Option<&'static str>,
    /// Why it did not get through and what to do.
    pub failure: Option<&'static str>,
    /// It says something else than at first.
    pub edited: bool,
    /// The reader can change it.
    pub editable: bool,
}

impl Bubble {
    /// Puts a message in words.
    pub fn new(entry: &Entry, reader: &Reader, clock: &Clock) -> Self {
        let Entry { message, place } = entry;
        let texts = clock.locale.catalogue();
        let mine = reader.mine;
        let name = if mine { texts.conversation.you } else { &reader.name };
        let (state, status, failure) = match message.delivery {
            Delivery::Sending => ("sending", texts.conversation.sending, None),
            Delivery::Sent => ("sent", texts.conversation.sent, None),
            Delivery::Failed(error) => ("failed", "", Some((texts.send_error)(error))),
        };
        Self {
            day: place.new_day.then(|| clock.day(message.at)),
            mine,
            first: place.first,
            last: place.last,
            sender: (reader.many && !mine && place.first).then(|| reader.name.clone()),
            label: (texts.conversation.label)(name, &clock.full(message.at)),
            text: match &message.body {
                Body::Text(text) => Some(text.as_str().into()),
                Body::Guide(topic) => Some((texts.guide)(*topic).into()),
                _ => None,
            },
            time: clock.time(message.at),
            state,
            status: (mine && failure.is_none()).then_some(status),
            failure,
            edited: message.edited,
            editable: mine && is_editable(message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::guide::Topic;
    use crate::domain::message::SendError;
    use crate::text::Locale;
    use crate::view_model::fake::{NOW, message, person, platform};
    use crate::view_model::timeline::Place;

    fn bubble(change: impl FnOnce(&mut Entry), locale: Locale) -> Bubble {
        let mut entry = Entry { message: message(1, 1, NOW), place: Place::default() };
        change(&mut entry);
        let mine = entry.message.sender == person(1);
        let reader = Reader { mine, name: "Mei".into(), many: true };
        Bubble::new(&entry, &reader, &Clock { platform: platform(), locale })
    }

    #[test]
    fn a_message_of_mine_says_how_far_it_has_got_and_one_of_others_does_not() {
        assert_eq!(bubble(|_| (), Locale::En).status, Some("Sent"));
        let other = bubble(|entry| entry.message.sender = person(2), Locale::En);
        assert_eq!((other.status, other.mine, other.editable), (None, false, false));
        assert!(other.label.starts_with("Mei, Full"), "{}", other.label);
    }

    #[test]
    fn in_a_group_the_first_of_several_messages_of_others_says_whose_they_are() {
        let sender = |who: u8, first: bool| {
            let change = move |entry: &mut Entry| (entry.message.sender, entry.place.first) = (person(who), first);
            bubble(change, Locale::En).sender
        };
        assert_eq!(sender(2, true).as_deref(), Some("Mei"));
        assert_eq!((sender(2, false), sender(1, true)), (None, None));
    }

    #[test]
    fn a_message_that_failed_says_what_to_do_and_cannot_be_edited() {
        let failed = bubble(|entry| entry.message.delivery = Delivery::Failed(SendError::Refused), Locale::En);
        assert!(failed.failure.is_some_and(|text| text.contains("Retry")));
        assert_eq!((failed.state, failed.status, failed.editable), ("failed", None, false));
    }

    #[test]
    fn the_guide_speaks_the_language_of_the_reader() {
        let thanks = |locale| bubble(|entry| entry.message.body = Body::Guide(Topic::Thanks), locale).text;
        assert_ne!(thanks(Locale::En), thanks(Locale::Zh));
        assert_eq!(bubble(|entry| entry.message.body = Body::Unreadable, Locale::En).text, None);
    }
}
