//! Programs whose page was left.

use super::*;
use crate::domain::mini::href::Href;

/// Opens the program of this name, and waits until it runs.
fn open(session: &Session, backend: &mut Script, id: &ProgramId) -> Running {
    let running = Running::at(session, Place::Shelf(id.clone()));
    running.enter();
    answer(backend, &ShelfCommand::Launch { program: id.clone(), card: None }, launched(false));
    backend.run();
    loaded(backend, id, None);
    running
}

fn programs(session: &Session, backend: &mut Script, count: u8) -> Vec<ProgramId> {
    let ids: Vec<_> = (0..count).map(|n| ProgramId::parse(&format!("app.org.example.p{n}")).unwrap()).collect();
    tell(backend, ids.iter().map(|id| Program { id: id.clone(), ..program("Poll") }).collect());
    frames::events();
    assert_eq!(session.programs.get().len(), usize::from(count));
    ids
}

#[test]
fn whoever_comes_back_finds_a_program_as_they_left_it() {
    let (_, session, mut backend) = shelf();
    let ids = programs(&session, &mut backend, 1);
    let running = open(&session, &mut backend, &ids[0]);
    frames::events();
    running.leave_page();
    assert_eq!(frames::events(), [Done::Parked, Done::Told(0, Told::Text("hide".into()))]);
    let again = Running::at(&session, Place::Shelf(ids[0].clone()));
    again.enter();
    assert_eq!(frames::events(), [Done::Shown, Done::Told(0, Told::Text("show".into()))]);
    assert_eq!(again.phase.get(), Phase::Running);
    backend.expect_nothing();
}

#[test]
fn three_go_on_out_of_sight_and_the_one_that_was_left_first_ends() {
    let (_, session, mut backend) = shelf();
    let ids = programs(&session, &mut backend, 4);
    for id in &ids {
        open(&session, &mut backend, id).leave_page();
    }
    let parked: Vec<_> = session.with_parked(|all| all.iter().map(|it| it.id.get()).collect());
    assert_eq!(parked, ids[1..].iter().cloned().map(Some).collect::<Vec<_>>());
    assert_eq!(frames::events().iter().filter(|it| **it == Done::Closed).count(), 1);
}

#[test]
fn another_version_begins_anew_and_what_has_ended_is_not_kept() {
    let (_, session, mut backend) = shelf();
    let ids = programs(&session, &mut backend, 1);
    open(&session, &mut backend, &ids[0]).leave_page();
    tell(&mut backend, vec![Program { id: ids[0].clone(), installed: Timestamp(2), ..program("Poll") }]);
    backend.run();
    frames::events();
    let running = open(&session, &mut backend, &ids[0]);
    assert_eq!(frames::events(), [Done::Closed, Done::Opened("Poll".into())]);
    running.phase.set(Phase::Silent);
    running.leave_page();
    assert_eq!(session.with_parked(|all| all.len()), 0, "what hangs is not kept");
    assert_eq!(frames::events(), [Done::Closed]);
}

#[test]
fn a_program_that_ends_itself_out_of_sight_leads_nobody_away() {
    let (_, session, mut backend) = shelf();
    let ids = programs(&session, &mut backend, 1);
    open(&session, &mut backend, &ids[0]).leave_page();
    let route = session.window.route.get();
    frames::say(asks(1));
    let call = ShelfCommand::Call { program: ids[0].clone(), card: None, call: "{}".into(), reply: None };
    answer(&mut backend, &call, Ok(ShelfAnswer::Outcome(Outcome::Does(Effect::Close))));
    backend.run();
    assert_eq!((session.window.route.get(), session.with_parked(|all| all.len())), (route, 0));
}

#[test]
fn a_program_whose_data_go_does_not_go_on_with_them() {
    let (_, session, mut backend) = shelf();
    let ids = programs(&session, &mut backend, 2);
    ids.iter().for_each(|id| open(&session, &mut backend, id).leave_page());
    frames::events();
    AboutProgram::new(&session, ids[0].clone()).empty();
    let left: Vec<_> = session.with_parked(|all| all.iter().map(|it| it.id.get()).collect());
    assert_eq!((left, frames::events()), (vec![Some(ids[1].clone())], vec![Done::Closed]));
}

#[test]
fn a_version_that_is_installed_here_ends_the_one_before() {
    let (page, session, mut backend) = shelf();
    let ids = programs(&session, &mut backend, 1);
    open(&session, &mut backend, &ids[0]).leave_page();
    files::choose(&[("p0.xdc", b"PK")]);
    page.chosen();
    let install = ShelfCommand::Install { file: "p0.xdc".into(), package: b"PK".to_vec() };
    let updated = ShelfAnswer::Program { program: ids[0].clone(), name: "Poll".into(), update: true };
    answer(&mut backend, &install, Ok(updated));
    backend.run();
    assert_eq!(session.with_parked(|all| all.len()), 0);
}

/// Enters the program of a message and leaves it again: what became of its frame.
fn pass_by(session: &Session, backend: &mut Script, begins: bool) -> Vec<Done> {
    frames::events();
    let was_there = session.with_parked(|all| !all.is_empty());
    let running = Running::at(session, Place::Chat(card()));
    if begins && was_there {
        backend.answer(Command::Unwatch(watch_updates()), Ok(Answer::Done));
    }
    running.enter();
    if begins {
        answer(backend, &ShelfCommand::Brought { card: card() }, brought());
        answer(backend, &ShelfCommand::Launch { program: id(), card: Some(card()) }, launched(false));
    }
    backend.answer(Command::Watch(watch_updates()), Ok(Answer::Done));
    if begins {
        loaded(backend, &id(), Some(card()));
    }
    running.leave_page();
    backend.answer(Command::Unwatch(watch_updates()), Ok(Answer::Done));
    frames::events().into_iter().filter(|it| !matches!(it, Done::Told(..))).collect()
}

#[test]
fn whoever_is_led_into_a_program_finds_it_begun_anew_there_and_later_as_they_left_it() {
    let (_, session, mut backend) = shelf();
    let led = |card: MessageId| session.led.set_value(Some((card, Href::parse("#a").unwrap())));
    let opened = || Done::Opened("Poll".into());
    assert_eq!(pass_by(&session, &mut backend, true), [opened(), Done::Parked]);
    led(card().message);
    let anew = [Done::Closed, opened(), Done::Led("#a".into()), Done::Parked];
    assert_eq!(pass_by(&session, &mut backend, true), anew);
    assert_eq!(pass_by(&session, &mut backend, false), [Done::Shown, Done::Parked]);
    led(MessageId::random([8; 16]));
    assert_eq!(pass_by(&session, &mut backend, false), [Done::Shown, Done::Parked], "it was another one");
    assert_eq!(session.led.get_value(), None, "and is forgotten");
}
