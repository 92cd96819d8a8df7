//! One message as it is shown.

use super::dates::Clock;
use super::gist::{gist, kind};
use super::timeline::{Entry, is_editable};
use crate::domain::file::{FileKind, plain_name};
use crate::domain::id::MessageId;
use crate::domain::message::{Body, Delivery, Message, Reaction};
use crate::domain::safety::Locked;
use crate::text::Catalogue;

/// What a reader has to do with a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reader {
    /// They wrote it.
    pub mine: bool,
    /// What they call whoever wrote it.
    pub name: String,
    /// There are more than two in the chat, so that a name is needed.
    pub many: bool,
    /// They can reply, react and recall here.
    pub talkback: bool,
    /// What they call whoever wrote the message that it answers.
    pub quoted: String,
}

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Which.
    pub id: MessageId,
    /// Who wrote it; empty as long as it is not here.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Both, for those who hear it read out.
    pub label: String,
}

/// A sign on a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The sign itself.
    pub key: String,
    /// How many put it there.
    pub count: u32,
    /// The reader did.
    pub mine: bool,
    /// All of it in words.
    pub label: String,
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileShown {
    /// What it is called; never a path.
    pub name: String,
    /// What kind it is and how long.
    pub about: String,
    /// It is shown as a picture, this wide and high.
    pub picture: Option<(u32, u32)>,
    /// There is a small picture of it.
    pub thumbnail: bool,
    /// How long it is, as its sender says.
    pub bytes: Option<u64>,
}

/// What is said in the place of words, or beneath them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What, and what to do.
    pub text: &'static str,
    /// The page about keys and devices helps.
    pub security: bool,
}

/// What the reader can do with a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Can {
    /// Answer it.
    pub reply: bool,
    /// Put a sign on it.
    pub react: bool,
    /// Change its words.
    pub edit: bool,
    /// Take it back.
    pub recall: bool,
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
    /// What it answers.
    pub quoted: Option<Quoted>,
    /// The words; `None` when there are none, or when they cannot be read.
    pub text: Option<String>,
    /// What is said in the place of words, or beneath them.
    pub note: Option<Note>,
    /// The file.
    pub file: Option<FileShown>,
    /// The signs on it.
    pub signs: Vec<Sign>,
    /// The time of day.
    pub time: String,
    /// `sending`, `sent`, `read` or `failed`; not a text.
    pub state: &'static str,
    /// The state in words; `None` for the messages of others.
    pub status: Option<&'static str>,
    /// Why it did not get through and what to do.
    pub failure: Option<&'static str>,
    /// It says something else than at first.
    pub edited: bool,
    /// What the reader can do with it.
    pub can: Can,
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
            Delivery::Sent if message.context.read => ("read", texts.exchange.read, None),
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
            quoted: quoted(message, reader, texts),
            text: words(&message.body, texts),
            note: note(&message.body, mine, texts),
            file: file(&message.body, texts),
            signs: message.context.reactions.iter().map(|reaction| sign(reaction, texts)).collect(),
            time: clock.time(message.at),
            state,
            status: (mine && failure.is_none()).then_some(status),
            failure,
            edited: message.edited,
            can: can(message, reader),
        }
    }
}

fn words(body: &Body, texts: &Catalogue) -> Option<String> {
    match body {
        Body::Text(text) | Body::Foreign(Some(text)) => Some(text.as_str().into()),
        Body::Guide(topic) => Some((texts.guide)(*topic).into()),
        Body::File(file) => file.caption.as_ref().map(|caption| caption.as_str().into()),
        _ => None,
    }
}

fn note(body: &Body, mine: bool, all: &Catalogue) -> Option<Note> {
    let texts = &all.exchange;
    let text = match body {
        Body::Unreadable => all.conversation.unreadable,
        Body::Recalled if mine => texts.recalled_mine,
        Body::Recalled => texts.recalled,
        Body::Locked(why) => (texts.locked)(*why),
        Body::Foreign(None) => texts.foreign,
        Body::Foreign(Some(_)) => texts.foreign_text,
        Body::Text(_) | Body::Guide(_) | Body::Notice(_) | Body::File(_) => return None,
    };
    Some(Note { text, security: matches!(body, Body::Locked(Locked::Backup | Locked::Withheld)) })
}

fn file(body: &Body, texts: &Catalogue) -> Option<FileShown> {
    let Body::File(file) = body else { return None };
    let about = match file.bytes {
        Some(bytes) => format!("{}{}{}", kind(file.kind, texts), texts.common.comma, length(bytes)),
        None => kind(file.kind, texts).into(),
    };
    // Room of a usual shape for a picture that does not say how large it is.
    let size = file.size.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or((4, 3));
    Some(FileShown {
        name: plain_name(&file.name),
        about,
        picture: (file.kind == FileKind::Picture).then_some(size),
        thumbnail: file.thumbnail,
        bytes: file.bytes,
    })
}

/// How long something is, as short as it can be said.
pub fn length(bytes: u64) -> String {
    const KB: u64 = 1 << 10;
    const MB: u64 = 1 << 20;
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ if bytes < 10 * MB => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
        _ => format!("{} MB", bytes.div_ceil(MB)),
    }
}

fn quoted(message: &Message, reader: &Reader, texts: &Catalogue) -> Option<Quoted> {
    let quote = message.context.reply.as_ref()?;
    let (name, text) = match &quote.body {
        Some(body) => (reader.quoted.clone(), gist(body, texts)),
        None => (String::new(), texts.exchange.not_here.into()),
    };
    let label = if name.is_empty() { text.clone() } else { (texts.exchange.answers)(&name, &text) };
    Some(Quoted { id: quote.id.clone(), name, text, label })
}

fn sign(reaction: &Reaction, texts: &Catalogue) -> Sign {
    let Reaction { key, count, mine } = reaction;
    Sign { key: key.clone(), count: *count, mine: *mine, label: (texts.exchange.sign)(key, *count, *mine) }
}

fn can(message: &Message, reader: &Reader) -> Can {
    let sent = message.delivery == Delivery::Sent;
    let readable = matches!(message.body, Body::Text(_) | Body::File(_) | Body::Foreign(_));
    let there = !matches!(message.body, Body::Recalled | Body::Notice(_) | Body::Unreadable);
    Can {
        reply: reader.talkback && sent && readable,
        react: reader.talkback && sent && readable,
        edit: reader.mine && is_editable(message),
        recall: reader.talkback && sent && there && reader.mine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::file::FileInfo;
    use crate::domain::guide::Topic;
    use crate::domain::message::{MessageText, Quote, SendError};
    use crate::text::Locale;
    use crate::view_model::fake::{self, NOW, message, person, platform};
    use crate::view_model::timeline::Place;

    fn bubble(change: impl FnOnce(&mut Entry), locale: Locale) -> Bubble {
        let mut entry = Entry { message: message(1, 1, NOW), place: Place::default() };
        change(&mut entry);
        let mine = entry.message.sender == person(1);
        let reader = Reader { mine, name: "Mei".into(), many: true, talkback: true, quoted: "Zhou".into() };
        Bubble::new(&entry, &reader, &Clock { platform: platform(), locale })
    }

    #[test]
    fn a_message_of_mine_says_how_far_it_has_got_and_one_of_others_does_not() {
        assert_eq!(bubble(|_| (), Locale::En).status, Some("Sent"));
        let other = bubble(|entry| entry.message.sender = person(2), Locale::En);
        assert_eq!((other.status, other.mine, other.can.edit), (None, false, false));
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
        assert_eq!((failed.state, failed.status, failed.can.edit), ("failed", None, false));
    }

    #[test]
    fn the_guide_speaks_the_language_of_the_reader() {
        let thanks = |locale| bubble(|entry| entry.message.body = Body::Guide(Topic::Thanks), locale).text;
        assert_ne!(thanks(Locale::En), thanks(Locale::Zh));
        assert_eq!(bubble(|entry| entry.message.body = Body::Unreadable, Locale::En).text, None);
    }

    #[test]
    fn a_message_that_others_have_read_says_so_instead_of_sent() {
        let read = bubble(|entry| entry.message.context.read = true, Locale::En);
        assert_eq!((read.state, read.status), ("read", Some("Read")));
    }

    #[test]
    fn what_cannot_be_shown_says_why_and_where_it_can_be_helped() {
        let note = |body: Body| bubble(|entry| entry.message.body = body, Locale::En).note.unwrap();
        assert_eq!(note(Body::Recalled).text, "You recalled this message.");
        assert!(note(Body::Locked(Locked::Backup)).security);
        assert!(!note(Body::Locked(Locked::Waiting)).security);
        let all = [Locked::Waiting, Locked::Backup, Locked::Before, Locked::Withheld, Locked::Broken];
        let all = all.map(|why| note(Body::Locked(why)).text);
        assert_eq!(all.into_iter().collect::<std::collections::HashSet<_>>().len(), 5);
        let foreign = MessageText::parse("A poll").ok();
        let shown = bubble(|entry| entry.message.body = Body::Foreign(foreign), Locale::En);
        assert_eq!(shown.text.as_deref(), Some("A poll"));
        assert!(shown.note.is_some());
    }

    #[test]
    fn only_what_is_there_can_be_answered_and_only_ones_own_be_recalled() {
        let can = |change: fn(&mut Entry)| bubble(change, Locale::En).can;
        assert_eq!(can(|_| ()), Can { reply: true, react: true, edit: true, recall: true });
        let theirs = can(|entry| entry.message.sender = person(2));
        assert_eq!(theirs, Can { reply: true, react: true, edit: false, recall: false });
        assert_eq!(can(|entry| entry.message.body = Body::Recalled), Can::default());
        assert_eq!(can(|entry| entry.message.delivery = Delivery::Sending), Can::default());
        let locked = can(|entry| entry.message.body = Body::Locked(Locked::Waiting));
        assert_eq!(locked, Can { recall: true, ..Can::default() });
    }

    #[test]
    fn an_answer_says_what_it_answers_as_well_as_that_is_known() {
        let answer = |body: Option<Body>| {
            let quote = Quote { id: message(9, 2, NOW).id, sender: Some(person(2)), name: None, body };
            bubble(|entry| entry.message.context.reply = Some(Box::new(quote)), Locale::En).quoted.unwrap()
        };
        let known = answer(Some(message(9, 2, NOW).body));
        assert_eq!((known.name.as_str(), known.text.as_str()), ("Zhou", "message 9"));
        assert_eq!(known.label, "In reply to Zhou: message 9");
        assert_eq!(answer(None).label, "An earlier message");
    }

    #[test]
    fn signs_are_counted_in_words() {
        let signs = |count, mine| {
            let reactions = vec![Reaction { key: "👍".into(), count, mine }];
            bubble(|entry| entry.message.context.reactions = reactions, Locale::En).signs.remove(0).label
        };
        assert_eq!((signs(1, true).as_str(), signs(3, false).as_str()), ("👍, you", "👍, 3 people"));
    }

    #[test]
    fn a_picture_has_its_room_before_it_comes_and_a_name_without_tricks() {
        let shown = |size| {
            let info = FileInfo { size, ..fake::file(FileKind::Picture, "../a.png") };
            bubble(|entry| entry.message.body = Body::File(Box::new(info)), Locale::En).file.unwrap()
        };
        let picture = shown(Some((640, 480)));
        assert_eq!((picture.name.as_str(), picture.about.as_str()), ("a.png", "Picture, 2 KB"));
        assert_eq!((picture.picture, shown(Some((0, 5))).picture), (Some((640, 480)), Some((4, 3))));
        assert_eq!([0, 1500, 1 << 20, 15_000_000].map(length), ["0 B", "2 KB", "1.0 MB", "15 MB"]);
    }
}
