use super::*;
use crate::backend::{Event, Update};
use crate::domain::home::{Abilities, HomeError};
use crate::domain::name::Name;
use crate::domain::safety::{Comparison, Device};
use crate::text::Locale;
use crate::view_model::fake::{self, NOW, Script, files, person};

fn told(backend: &mut Script, safety: Safety) {
    backend.tell(Update::Event(Event::Safety(Box::new(safety))));
}

fn page(safety: Safety) -> (Security, Script) {
    let (session, mut backend) = fake::open_session();
    told(&mut backend, safety);
    (Security::new(&session), backend)
}

fn home(command: HomeCommand) -> Command {
    Command::Home(command)
}

#[test]
fn each_state_of_the_keys_offers_what_can_be_done() {
    let offers = |backup, verified| page(Safety { backup, verified, ..Safety::default() }).0.recovery();
    assert_eq!(offers(Backup::Unknown, false), Recovery::Unknown);
    assert_eq!(offers(Backup::None, true), Recovery::SetUp);
    assert_eq!(offers(Backup::Locked, true), Recovery::Enter);
    assert_eq!(offers(Backup::Open, false), Recovery::Enter);
    assert_eq!(offers(Backup::Open, true), Recovery::Renew);
}

#[test]
fn a_new_key_stays_until_it_was_kept_even_if_somebody_looks_elsewhere() {
    let (page, mut backend) = page(Safety { backup: Backup::None, ..Safety::default() });
    page.set_up();
    page.set_up();
    backend.answer(home(HomeCommand::SetUpRecovery), Ok(Answer::RecoveryKey("EsTx 1234".into())));
    backend.expect_nothing();
    page.done();
    assert!(page.wrong.get().is_some() && page.new_key.get().is_some());
    let again = Security::new(&page.session);
    assert_eq!(again.new_key.get().as_deref(), Some("EsTx 1234"));
    again.save_key();
    assert_eq!(files::saved(), [("teahouse-recovery-key.txt".into(), b"EsTx 1234\n".to_vec())]);
    again.keep(true);
    again.done();
    assert_eq!((again.new_key.get(), Security::new(&again.session).new_key.get()), (None, None));
}

#[test]
fn a_key_that_does_not_fit_is_told_at_the_field_and_stays_there() {
    let (page, mut backend) = page(Safety { backup: Backup::Locked, ..Safety::default() });
    page.recover();
    assert!(page.key.wrong.get().is_some());
    page.key.typed("EsTx 12".into());
    assert_eq!(page.key.wrong.get(), None);
    page.recover();
    let recover = home(HomeCommand::Recover { key: "EsTx 12".into() });
    backend.answer(recover.clone(), Err(HomeError::WrongKey.into()));
    assert!(page.key.wrong.get().is_some_and(|text| text.contains("does not fit")));
    assert_eq!(page.key.text.get(), "EsTx 12");
    page.recover();
    backend.answer(recover, Ok(Answer::Done));
    assert_eq!((page.key.text.get(), page.key.accepted.get()), (String::new(), 1));
}

#[test]
fn devices_say_what_is_known_of_them_and_go_with_the_password_only() {
    let device = |id: &str, here, name: Option<&str>| Device {
        id: id.into(),
        name: name.map(|name| Name::parse(name).unwrap()),
        here,
        verified: here,
        seen: Some(NOW),
    };
    let devices = vec![device("A", true, Some("Laptop")), device("B", false, None)];
    let (page, mut backend) = page(Safety { devices, ..Safety::default() });
    let rows = page.devices();
    assert_eq!((rows[0].name.as_str(), rows[0].about.as_str()), ("Laptop", "This device · Confirmed"));
    assert_eq!(rows[1].name, "Device B");
    assert!(rows[1].about.starts_with("Not confirmed · Last seen"), "{}", rows[1].about);
    assert!(page.has_other_device());
    page.remove("B".into());
    assert!(page.password.wrong.get().is_some());
    page.password.typed("secret".into());
    page.remove("B".into());
    let remove = HomeCommand::RemoveDevice { device: "B".into(), password: "secret".into() };
    backend.answer(home(remove), Err(HomeError::Credentials.into()));
    assert!(page.password.wrong.get().is_some_and(|text| text.contains("wrong")));
}

#[test]
fn the_safety_of_an_account_is_followed_where_there_is_any() {
    let (session, mut backend) = fake::open_session();
    session.follow_safety();
    backend.expect_nothing();
    session.abilities.set(Abilities { safety: true, ..Abilities::default() });
    session.follow_safety();
    backend.skip(&[Command::Watch(Watch::Safety)]);
}

#[test]
fn a_comparison_is_led_through_and_given_up_once() {
    let (page, mut backend) = page(Safety::default());
    let session = page.session.clone();
    session.cancel_comparison();
    backend.expect_nothing();
    let mut at = |comparison| {
        told(&mut backend, Safety { comparison: Some(comparison), ..Safety::default() });
        session.comparing().unwrap()
    };
    assert!(
        matches!(at(Comparison::Asked { by: Name::parse("Mei").unwrap(), own: false }), Comparing::Asked(text) if text.contains("Mei"))
    );
    let Comparing::Look(seen) = at(Comparison::Emoji(vec![0, 63, 200])) else { panic!() };
    assert_eq!(seen, [Picture { emoji: "🐶", name: "Dog" }, Picture { emoji: "📌", name: "Pin" }]);
    assert!(matches!(at(Comparison::Failed { mismatch: true }), Comparing::Over(_, true)));
    session.confirm_comparison(true);
    session.cancel_comparison();
    backend.skip(&[home(HomeCommand::ConfirmComparison { same: true }), home(HomeCommand::CancelComparison)]);
}

#[test]
fn the_pictures_have_names_in_every_language() {
    for locale in Locale::ALL {
        let names = locale.catalogue().security.comparison.names;
        assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), 64);
    }
}

#[test]
fn who_is_ignored_is_told_apart_and_can_be_heard_again() {
    let (page, mut backend) = page(Safety { ignored: vec![person(2)], ..Safety::default() });
    assert!(page.session.ignores(&person(2)) && !page.session.ignores(&person(3)));
    page.session.ignore(person(3), true);
    backend.answer(home(HomeCommand::Ignore { person: person(3), on: true }), Ok(Answer::Done));
    assert_eq!(page.session.notice.get(), None);
    page.session.ignore(person(2), false);
    backend.answer(home(HomeCommand::Ignore { person: person(2), on: false }), Err(Failure::TimedOut));
    assert!(matches!(page.session.notice.get(), Some(Notice::Alert(_))));
}

#[test]
fn an_account_of_which_nothing_can_be_known_says_so_and_is_asked_again() {
    let (session, mut backend) = fake::open_session();
    let page = Security::new(&session);
    page.look();
    backend.answer(Command::Watch(Watch::Safety), Err(Failure::TimedOut));
    assert_eq!(page.failure.get(), Some(Failure::TimedOut));
    page.look();
    assert_eq!(page.failure.get(), None);
    backend.answer(Command::Watch(Watch::Safety), Ok(Answer::Done));
    told(&mut backend, Safety::default());
    page.look();
    backend.expect_nothing();
}
