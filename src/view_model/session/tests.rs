use super::*;
use crate::backend::Event;
use crate::backend::Watch;
use crate::backend::diff::VectorDiff;
use crate::backend::protocol::HomeCommand;
use crate::view_model::fake::{self, Script, person, profile};

fn open(id: PersonId) -> Command {
    Command::Open { profile: id }
}

fn begin(remembered: Option<PersonId>) -> (Session, Script) {
    let (session, backend) = fake::session();
    session.start(remembered);
    (session, backend)
}

fn come_back() -> (Session, Script) {
    let (session, mut backend) = begin(Some(person(1)));
    backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
    (session, backend)
}

#[test]
fn an_account_that_was_signed_out_elsewhere_makes_room_for_the_next_one() {
    let (session, mut backend) = fake::open_session();
    backend.tell(Update::Event(Event::Profiles(vec![VectorDiff::Reset(vec![profile(1, "Ada"), profile(2, "Ben")])])));
    backend.tell(Update::Left);
    assert_eq!((fake::remembered(), session.acting.get()), (None, Some(person(2))));
    assert!(matches!(session.notice.get(), Some(Notice::Status(_))));
    backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
    assert_eq!(backend.call().command, open(person(2)));
}

#[test]
fn somebody_new_is_welcomed_at_once() {
    let (session, mut backend) = begin(None);
    assert_eq!(session.phase.get(), Phase::Welcome);
    backend.skip(&[Command::Watch(Watch::Profiles)]);
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
    backend.skip(&[Command::Watch(Watch::Chats), Command::Watch(Watch::Contacts), Command::Watch(Watch::Profiles)]);
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
    backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
    assert_eq!(backend.call().command, open(person(1)));
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

fn opened(n: u8, name: &str, abilities: Abilities) -> Result<Answer, Failure> {
    Ok(Answer::Opened { profile: profile(n, name), damaged: 0, abilities })
}

/// Answers what a session asks that opens somebody.
fn follow_open(backend: &mut Script, n: u8, answer: Result<Answer, Failure>) {
    backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
    backend.answer(open(person(n)), answer);
    backend.skip(&[Command::Watch(Watch::Chats), Command::Watch(Watch::Contacts)]);
}

const DEVICE: Abilities = Abilities {
    device: true,
    meetings: true,
    accounts: true,
    talkback: false,
    files: false,
    ignoring: false,
    safety: false,
};

#[test]
fn who_else_can_act_is_followed_only_where_that_costs_nothing_or_is_looked_at() {
    let (session, mut backend) = begin(Some(person(1)));
    follow_open(&mut backend, 1, opened(1, "Ada", DEVICE));
    backend.skip(&[Command::Watch(Watch::Profiles)]);
    session.watch_profiles();
    session.leave_profiles();
    backend.expect_nothing();

    let (session, mut backend) = begin(Some(person(1)));
    follow_open(&mut backend, 1, opened(1, "Ada", Abilities::default()));
    backend.expect_nothing();
    session.watch_profiles();
    session.leave_profiles();
    backend.skip(&[Command::Watch(Watch::Profiles), Command::Unwatch(Watch::Profiles)]);
}

#[test]
fn whoever_signs_in_comes_in_and_nothing_of_the_last_one_holds() {
    let (session, mut backend) = fake::open_session();
    session.link.set(Link::SignedOut);
    session.safety.set(Some(Safety::default()));
    session.abilities.set(DEVICE);
    let entered = session.come_in(profile(2, "Mei"));
    session.spawn(async move { entered.await.unwrap() });
    assert_eq!((session.link.get(), session.safety.get()), (Link::Live, None));
    assert_eq!(session.abilities.get(), Abilities::default());
    let abilities = Abilities { safety: true, ..Abilities::default() };
    follow_open(&mut backend, 2, opened(2, "Mei", abilities));
    assert_eq!((session.phase.get(), session.abilities.get()), (Phase::Open(profile(2, "Mei")), abilities));
    assert_eq!(session.window.route.get(), Route::Chats);
    assert_eq!(fake::remembered(), Some(person(2)));
}

#[test]
fn somebody_who_cannot_be_opened_leaves_whoever_acts_where_they_are() {
    let (session, mut backend) = fake::open_session();
    session.switch(person(2));
    follow_open(&mut backend, 2, Err(Failure::EngineBusy));
    assert!(matches!(session.notice.get(), Some(Notice::Alert(_))));
    follow_open(&mut backend, 1, opened(1, "Ada", DEVICE));
    assert_eq!((session.acting.get(), session.abilities.get()), (Some(person(1)), DEVICE));
    assert_eq!(session.phase.get(), Phase::Open(profile(1, "Ada")));
}

#[test]
fn whoever_signs_out_makes_room_for_the_next_or_for_the_welcome() {
    for next in [false, true] {
        let (session, mut backend) = fake::open_session();
        let all = [profile(1, "Ada"), profile(2, "Ben")].into_iter().take(1 + usize::from(next)).collect();
        backend.tell(Update::Event(Event::Profiles(vec![VectorDiff::Reset(all)])));
        let gone = session.sign_out();
        session.spawn(async move { gone.await.unwrap() });
        backend.skip(&[Command::Home(HomeCommand::SignOut)]);
        if next {
            follow_open(&mut backend, 2, opened(2, "Ben", Abilities::default()));
            assert_eq!(session.phase.get(), Phase::Open(profile(2, "Ben")));
            assert_eq!(session.window.route.get(), Route::Chats);
        } else {
            assert_eq!((session.phase.get(), session.acting.get()), (Phase::Welcome, None));
            backend.skip(&[Command::Watch(Watch::Profiles)]);
        }
        backend.expect_nothing();
    }
}

#[test]
fn a_session_that_cannot_be_ended_goes_on() {
    let (session, mut backend) = fake::open_session();
    let gone = session.sign_out();
    session.spawn(async move { assert_eq!(gone.await, Err(Failure::TimedOut)) });
    backend.answer(Command::Home(HomeCommand::SignOut), Err(Failure::TimedOut));
    assert_eq!(session.me(), Some(profile(1, "Ada")));
}
