use super::*;
use crate::backend::diff::VectorDiff;
use crate::backend::{Answer, Event, Update};
use crate::domain::file::FileContent;
use crate::domain::home::Abilities;
use crate::view_model::fake::{self, ENTROPY, Script, message};
use crate::view_model::session::Notice;

fn composer() -> (Composer, Script) {
    let (session, script) = fake::open_session();
    (Composer::new(&session, fake::chat(1).id), script)
}

fn send(text: &str) -> Command {
    Command::Send { chat: fake::chat(1).id, id: MessageId::random(ENTROPY), text: text.into(), reply: None }
}

fn draft(text: &str) -> Command {
    Command::SetDraft { chat: fake::chat(1).id, text: text.into() }
}

#[test]
fn the_field_clears_only_when_the_message_is_stored() {
    let (composer, mut backend) = composer();
    composer.input("hello".into());
    composer.send();
    let call = backend.call();
    assert_eq!(call.command, send("hello"));
    assert_eq!((composer.text(), composer.is_busy()), ("hello".into(), true));
    call.answer.send(Ok(Answer::Done)).unwrap();
    backend.run();
    assert_eq!((composer.text(), composer.is_busy()), (String::new(), false));
}

#[test]
fn what_is_typed_meanwhile_stays_and_enter_twice_sends_once() {
    let (composer, mut backend) = composer();
    composer.input("hello".into());
    composer.send();
    composer.send();
    composer.input("hello and more".into());
    backend.answer(send("hello"), Ok(Answer::Done));
    assert_eq!(composer.text(), " and more");
    backend.wait();
    backend.skip(&[draft(" and more")]);
    backend.expect_nothing();
}

#[test]
fn a_failure_keeps_the_text_and_the_next_try_is_the_same_message() {
    let (composer, mut backend) = composer();
    composer.input("hello".into());
    composer.send();
    backend.answer(send("hello"), Err(Failure::StorageFull));
    assert_eq!((composer.text(), composer.failure.get()), ("hello".into(), Some(Failure::StorageFull)));
    backend.skip(&[draft("hello")]);
    composer.send();
    assert_eq!(composer.failure.get(), None);
    backend.answer(send("hello"), Ok(Answer::Done));
    assert_eq!(composer.text(), "");
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_size_and_stays() {
    let (composer, mut backend) = composer();
    composer.input("x".repeat(1 << 20));
    composer.send();
    backend.expect_nothing();
    assert_eq!(composer.failure.get(), Some(Failure::Text(TextError::TooLong { bytes: 1 << 20 })));
    assert_eq!(composer.text().len(), 1 << 20);
}

#[test]
fn blank_text_is_not_sent() {
    let (composer, mut backend) = composer();
    composer.input(" \n ".into());
    assert!(!composer.can_send());
    composer.send();
    backend.expect_nothing();
    assert_eq!(composer.failure.get(), None);
}

#[test]
fn a_draft_is_stored_after_a_pause_and_once() {
    let (composer, mut backend) = composer();
    composer.input("h".into());
    composer.input("he".into());
    backend.wait();
    backend.skip(&[draft("he")]);
    composer.leave();
    backend.expect_nothing();
}

#[test]
fn a_draft_is_stored_when_the_screen_is_left() {
    let (composer, mut backend) = composer();
    composer.input("hel".into());
    composer.leave();
    backend.skip(&[draft("hel")]);
    backend.wait();
    backend.expect_nothing();
}

#[test]
fn leaving_while_a_message_is_stored_does_not_bring_it_back_as_a_draft() {
    let (composer, mut backend) = composer();
    composer.input("hello".into());
    composer.send();
    composer.leave();
    backend.answer(send("hello"), Ok(Answer::Done));
    backend.expect_nothing();
}

#[test]
fn a_failure_after_leaving_is_told_and_the_text_becomes_the_draft() {
    let (composer, mut backend) = composer();
    composer.input("hello".into());
    composer.send();
    composer.leave();
    backend.answer(send("hello"), Err(Failure::StorageFull));
    backend.skip(&[draft("hello")]);
    assert!(matches!(composer.session.notice.get(), Some(Notice::Alert(_))));
}

#[test]
fn the_stored_draft_is_shown_until_something_is_typed() {
    let (composer, mut backend) = composer();
    let mut chat = fake::chat(1);
    chat.draft = "I think".into();
    backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![chat.clone()])])));
    assert_eq!(composer.text(), "I think");
    composer.input("I".into());
    chat.draft = "other".into();
    backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Set(0, chat)])));
    assert_eq!(composer.text(), "I");
}

#[test]
fn editing_puts_the_draft_aside_and_brings_it_back() {
    let (composer, mut backend) = composer();
    composer.input("draft".into());
    let said = message(3, 1, fake::NOW);
    composer.edit(&said);
    backend.skip(&[draft("draft")]);
    assert_eq!(composer.text(), "message 3");
    composer.input("better".into());
    composer.send();
    let edit = Command::Edit { chat: fake::chat(1).id, id: said.id.clone(), text: "better".into() };
    backend.answer(edit, Ok(Answer::Done));
    assert_eq!((composer.text(), composer.editing.get()), ("draft".into(), None));
    composer.edit(&said);
    assert!(composer.cancel_editing() && !composer.cancel_editing());
    assert_eq!(composer.text(), "draft");
}

#[test]
fn a_message_that_a_reload_interrupted_is_handed_in_again_under_the_same_id() {
    let (composer, mut backend) = composer();
    composer.input("hello".into());
    composer.send();
    assert_eq!(backend.call().command, send("hello"));
    let (session, mut backend) = fake::session();
    session.acting.set(Some(fake::person(1)));
    session.enter(fake::profile(1, "Ada"));
    backend.answer(send("hello"), Ok(Answer::Done));
    session.enter(fake::profile(1, "Ada"));
    backend.expect_nothing();
}

fn talkback(composer: &Composer) {
    composer.session.abilities.set(Abilities { talkback: true, ..Abilities::default() });
}

fn typing(on: bool) -> Command {
    Command::Talk { chat: fake::chat(1).id, act: TalkCommand::Typing { on } }
}

#[test]
fn an_answer_names_what_it_answers_and_the_strip_goes_when_it_is_stored() {
    let (composer, mut backend) = composer();
    let said = message(3, 2, fake::NOW);
    composer.reply_to(&said, "Mei".into());
    composer.input("yes".into());
    composer.send();
    let reply =
        |reply| Command::Send { chat: fake::chat(1).id, id: MessageId::random(ENTROPY), text: "yes".into(), reply };
    backend.answer(reply(Some(said.id.clone())), Err(Failure::StorageFull));
    assert!(composer.replying.get().is_some(), "a failure keeps it");
    backend.skip(&[draft("yes")]);
    composer.send();
    backend.answer(reply(Some(said.id)), Ok(Answer::Done));
    assert_eq!((composer.text(), composer.replying.get()), (String::new(), None));
}

#[test]
fn the_others_hear_of_writing_now_and_then_and_when_it_ends() {
    let (composer, mut backend) = composer();
    composer.input("h".into());
    backend.expect_nothing();
    talkback(&composer);
    composer.input("he".into());
    composer.input("hel".into());
    backend.skip(&[typing(true)]);
    backend.expect_nothing();
    composer.input(String::new());
    backend.skip(&[typing(false)]);
    composer.input("x".into());
    backend.skip(&[typing(true)]);
    composer.leave();
    backend.skip(&[draft("x"), typing(false)]);
}

fn attach(name: &str, caption: &str) -> Command {
    let content = FileContent { media_type: "other".into(), bytes: b"oolong".to_vec() };
    let (id, caption) = (MessageId::random(ENTROPY), caption.into());
    Command::Talk { chat: fake::chat(1).id, act: TalkCommand::Attach { id, name: name.into(), content, caption } }
}

#[test]
fn a_file_goes_with_what_was_typed_and_the_next_one_follows() {
    let (composer, mut backend) = composer();
    fake::files::choose(&[("a.txt", b"oolong"), ("b.txt", b"oolong")]);
    composer.attach();
    backend.run();
    composer.input("Look".into());
    composer.send();
    backend.answer(attach("a.txt", "Look"), Err(Failure::StorageFull));
    assert_eq!((composer.text().as_str(), composer.failure.get()), ("Look", Some(Failure::StorageFull)));
    backend.skip(&[draft("Look")]);
    composer.send();
    backend.answer(attach("a.txt", "Look"), Ok(Answer::Done));
    backend.skip(&[draft("")]);
    assert_eq!(composer.text(), "");
    assert!(composer.can_send(), "a file needs no words");
    composer.send();
    backend.answer(attach("b.txt", ""), Ok(Answer::Done));
    backend.expect_nothing();
    assert!(!composer.can_send());
}

#[test]
fn a_file_that_is_too_large_is_refused_with_its_size_before_it_is_read() {
    let (composer, mut backend) = composer();
    fake::files::choose(&[("huge.iso", b"x")]);
    composer.attach();
    assert_eq!(composer.failure.get(), Some(Failure::FileTooLarge { bytes: 1 << 40 }));
    assert_eq!(composer.attachments.first.get(), None);
    backend.expect_nothing();
}
