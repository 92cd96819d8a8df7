use super::*;
use crate::backend::Event;
use crate::backend::diff::VectorDiff;
use crate::view_model::fake::{self, Script, person, profile};

fn open(id: PersonId) -> Command {
    Command::Open { profile: id }
}

fn begin(remembered: Option<PersonId>) -> (Session, Script) {
    let (session, mut backend) = fake::session();
    session.start(remembered);
    backend.skip(&[Command::Watch(Watch::Profiles)]);
    (session, backend)
}

fn come_back() -> (Session, Script) {
    let (session, mut backend) = begin(Some(person(1)));
    backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
    (session, backend)
}

#[test]
fn somebody_new_is_welcomed_at_once() {
    let (session, mut backend) = begin(None);
    assert_eq!(session.phase.get(), Phase::Welcome);
    backend.expect_nothing();
}

#[test]
fn somebody_who_was_here_lands_in_the_chats() {
    let (session, mut backend) = come_back();
    assert_eq!(session.phase.get(), Phase::Starting);
    let opened = Answer::Opened { profile: profile(1, "Ada"), damaged: 0, abilities: Default::default() };
    backend.answer(open(person(1)), Ok(opened));
    backend.skip(&[Command::Watch(Watch::Chats), Command::Watch(Watch::Contacts)]);
    assert_eq!(session.phase.get(), Phase::Open(profile(1, "Ada")));
    assert_eq!(session.window.route.get(), Route::Chats);
}

#[test]
fn damaged_records_are_told_and_do_not_stop_anybody() {
    let (session, mut backend) = come_back();
    backend.answer(
        open(person(1)),
        Ok(Answer::Opened { profile: profile(1, "Ada"), damaged: 2, abilities: Default::default() }),
    );
    assert!(matches!(session.notice.get(), Some(Notice::Alert(text)) if text.contains('2')));
    assert!(session.me().is_some());
}

#[test]
fn a_profile_that_is_gone_leads_to_the_others() {
    let (session, mut backend) = come_back();
    backend.answer(open(person(1)), Err(Failure::NotFound));
    assert_eq!(session.phase.get(), Phase::Welcome);
    backend.tell(Update::Event(Event::Profiles(vec![VectorDiff::Reset(vec![profile(2, "Ben")])])));
    assert_eq!(session.profiles.get().len(), 1);
}

#[test]
fn a_storage_that_fails_stops_the_start_and_trying_again_starts_over() {
    let (session, mut backend) = come_back();
    backend.answer(open(person(1)), Err(Failure::StorageFull));
    assert_eq!(session.stopped(), Some(Failure::StorageFull));
    backend.skip(&[Command::Watch(Watch::Chats), Command::Watch(Watch::Contacts)]);
    session.retry();
    assert_eq!(session.stopped(), None);
    backend.skip(&[Command::Watch(Watch::Profiles)]);
}

#[test]
fn an_engine_that_stopped_is_started_again_and_whoever_acted_still_acts() {
    let (session, mut backend) = fake::open_session();
    backend.tell(Update::Engine(EngineState::Stopped(Failure::EngineBusy)));
    assert_eq!(session.stopped(), Some(Failure::EngineBusy));
    session.retry();
    assert!(matches!(backend.next(), Some(crate::backend::client::Wish::Restart)));
    assert_eq!(session.stopped(), None);
    assert_eq!(session.me(), Some(profile(1, "Ada")));
}

#[test]
fn a_new_name_is_seen_at_once() {
    let (session, mut backend) = fake::open_session();
    backend.tell(Update::Event(Event::Profiles(vec![VectorDiff::Reset(vec![profile(1, "Ada L.")])])));
    assert_eq!(session.me(), Some(profile(1, "Ada L.")));
}
