use super::*;
use crate::backend::diff::VectorDiff;
use crate::backend::{Answer, Event, Failure, Update, Watch};
use crate::domain::message::Message;
use crate::view_model::fake::{self, NOW, Script, message};

fn conversation() -> (Conversation, Script) {
    let (session, mut script) = fake::open_session();
    let conversation = Conversation::open(&session, fake::chat(1).id);
    script.skip(&[Command::Watch(Watch::Timeline(fake::chat(1).id))]);
    (conversation, script)
}

fn told(script: &mut Script, diff: VectorDiff<Message>) {
    let chat = fake::chat(1).id;
    script.tell(Update::Event(Event::Timeline { chat, diffs: vec![diff], has_older: false }));
}

fn seen(upto: u64) -> Command {
    Command::MarkRead { chat: fake::chat(1).id, upto }
}

#[test]
fn messages_are_seen_when_the_tab_is_visible_and_the_end_is_in_sight() {
    let (conversation, mut backend) = conversation();
    told(&mut backend, VectorDiff::Reset(vec![message(1, 2, NOW)]));
    conversation.session.window.visible.set(false);
    conversation.mark_seen();
    backend.expect_nothing();
    conversation.session.window.visible.set(true);
    conversation.mark_seen();
    conversation.mark_seen();
    backend.skip(&[seen(1)]);
    conversation.scrolled(false);
    told(&mut backend, VectorDiff::Append(vec![message(2, 2, NOW)]));
    conversation.mark_seen();
    backend.expect_nothing();
    conversation.scrolled(true);
    conversation.mark_seen();
    backend.skip(&[seen(2)]);
}

#[test]
fn new_messages_are_counted_while_the_reader_is_up_in_the_history() {
    let (conversation, mut backend) = conversation();
    told(&mut backend, VectorDiff::Reset(vec![message(1, 2, NOW)]));
    conversation.scrolled(false);
    assert_eq!(conversation.fresh(), 0);
    told(&mut backend, VectorDiff::Append(vec![message(2, 2, NOW), message(3, 1, NOW), message(4, 2, NOW)]));
    assert_eq!(conversation.fresh(), 2, "one's own do not count");
    conversation.scrolled(true);
    assert_eq!(conversation.fresh(), 0);
}

#[test]
fn older_messages_are_asked_for_once_at_a_time() {
    let (conversation, mut backend) = conversation();
    conversation.load_older();
    conversation.load_older();
    backend.answer(Command::LoadOlder { chat: conversation.id.clone() }, Err(Failure::TimedOut));
    backend.expect_nothing();
    assert!(!conversation.loading_older.get());
    assert!(conversation.session.notice.get().is_some());
}

#[test]
fn up_in_an_empty_field_edits_the_last_message_of_mine_and_escape_leaves_twice() {
    let (conversation, mut backend) = conversation();
    told(&mut backend, VectorDiff::Reset(vec![message(1, 1, NOW), message(2, 2, NOW)]));
    assert!(conversation.edit_last());
    assert_eq!(conversation.composer.text(), "message 1");
    conversation.escape();
    assert_eq!(conversation.composer.text(), "");
    conversation.escape();
    assert_eq!(conversation.session.window.route.get(), Route::Chats);
    conversation.composer.input("x".into());
    assert!(!conversation.edit_last());
}

#[test]
fn a_chat_that_is_not_there_says_so() {
    let (session, mut backend) = fake::open_session();
    let conversation = Conversation::open(&session, fake::chat(1).id);
    backend.answer(Command::Watch(Watch::Timeline(fake::chat(1).id)), Err(Failure::NotFound));
    assert_eq!(conversation.timeline.failure.get(), Some(Failure::NotFound));
}

#[test]
fn a_lost_change_is_mended_by_asking_for_the_whole_list() {
    let (conversation, mut backend) = conversation();
    let watch = Watch::Timeline(conversation.id.clone());
    told(&mut backend, VectorDiff::Remove(0));
    backend.expect_nothing();
    told(&mut backend, VectorDiff::Reset(vec![]));
    told(&mut backend, VectorDiff::Remove(0));
    backend.skip(&[Command::Unwatch(watch.clone()), Command::Watch(watch)]);
}

#[test]
fn a_chat_that_was_left_hears_nothing_more() {
    let (conversation, mut backend) = conversation();
    conversation.leave();
    told(&mut backend, VectorDiff::Reset(vec![message(1, 2, NOW)]));
    assert!(!conversation.timeline.rows.is_known());
    backend.answer(Command::Unwatch(Watch::Timeline(conversation.id.clone())), Ok(Answer::Done));
}
