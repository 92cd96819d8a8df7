use super::*;
use crate::domain::file::{FileInfo, FileKind};
use crate::domain::guide::Topic;
use crate::domain::message::{MessageText, Quote, Reaction, SendError};
use crate::domain::mini::aside::{Line, Tidings};
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
    let hidden =
        FileInfo { summary: Some(line("no")), document: Some(line("no")), ..fake::file(FileKind::Other, "a.pdf") };
    let shown = bubble(|entry| entry.message.body = Body::File(Box::new(hidden)), Locale::En).file.unwrap();
    assert_eq!((shown.about.as_str(), shown.document), ("File, 2 KB", None), "only a program says anything of itself");
    assert_eq!([0, 1500, 1 << 20, 15_000_000].map(length), ["0 B", "2 KB", "1.0 MB", "15 MB"]);
}

fn line(text: &str) -> Line {
    Line::tidied(text, 100)
}

#[test]
fn a_program_says_what_it_is_about_and_how_things_stand() {
    let shown = |document: Option<&str>, summary: Option<&str>| {
        let (document, summary) = (document.map(line), summary.map(line));
        let info = FileInfo { document, summary, ..fake::file(FileKind::Other, "poll.xdc") };
        bubble(|entry| entry.message.body = Body::File(Box::new(info)), Locale::En).file.unwrap()
    };
    let silent = shown(None, None);
    assert_eq!((silent.document.as_deref(), silent.about.as_str()), (None, "Mini-program, 2 KB"));
    assert_eq!(shown(Some(""), Some("")), silent, "nothing is said any more");
    let said = shown(Some("Where to?"), Some("3 votes"));
    assert_eq!((said.document.as_deref(), said.about.as_str()), (Some("Where to?"), "3 votes"));
    assert_eq!(said.steady(), silent.steady(), "only the words change");
}

#[test]
fn nothing_can_be_done_with_what_happened_in_a_program() {
    let tidings = Tidings { card: message(9, 1, NOW).id, program: line("Poll"), info: line("Ada voted"), href: None };
    let shown = bubble(|entry| entry.message.body = Body::Tidings(Box::new(tidings)), Locale::En);
    assert_eq!((shown.can, shown.text, shown.note), (Can::default(), None, None));
}
