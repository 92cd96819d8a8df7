use super::*;
use crate::backend::Watch;
use crate::domain::home::{HomeError, Keeper, Terms};
use crate::domain::id::PersonId;
use crate::domain::person::Profile;
use crate::route::Route;
use crate::view_model::fake::{self, Script};
use crate::view_model::session::Phase;

fn server() -> Homeserver {
    Homeserver {
        name: "tea.example".into(),
        url: "https://tea.example/".into(),
        password: true,
        registration: Registration::Open,
        ..Homeserver::default()
    }
}

fn discover(server: &str) -> Command {
    Command::Home(HomeCommand::Discover { server: server.into() })
}

fn sign_in(username: &str) -> Command {
    let (server, password) = ("tea.example".into(), "secret ".into());
    Command::Home(HomeCommand::SignIn { server, username: username.into(), password })
}

fn filled() -> (SignInForm, Script) {
    let (session, backend) = fake::session();
    let form = SignInForm::new(&session);
    form.typed(Field::Server, " tea.example ".into());
    form.typed(Field::Username, "mei".into());
    form.typed(Field::Password, "secret ".into());
    (form, backend)
}

fn found(form: &SignInForm, backend: &mut Script, found: Homeserver) {
    form.left_server();
    backend.answer(discover("tea.example"), Ok(Answer::Homeserver(Box::new(found))));
}

fn refused(failure: HomeError) -> (SignInForm, Script) {
    let (form, mut backend) = filled();
    found(&form, &mut backend, server());
    form.hand_in();
    backend.answer(sign_in("mei"), Err(failure.into()));
    (form, backend)
}

#[test]
fn a_server_is_looked_up_once_when_its_field_is_left() {
    let (form, mut backend) = filled();
    form.left_server();
    form.left_server();
    assert_eq!(form.going_on(), Some("Looking up the homeserver…"));
    backend.answer(discover("tea.example"), Ok(Answer::Homeserver(Box::new(server()))));
    form.left_server();
    backend.expect_nothing();
    assert_eq!(form.card().map(|card| card.name).as_deref(), Some("tea.example"));
    form.typed(Field::Server, "other.example".into());
    assert_eq!(form.card(), None);
}

#[test]
fn what_is_said_of_a_server_that_was_named_before_is_not_heard() {
    let (form, mut backend) = filled();
    form.left_server();
    form.typed(Field::Server, "other.example".into());
    backend.answer(discover("tea.example"), Ok(Answer::Homeserver(Box::new(server()))));
    assert_eq!(form.card(), None);
    form.left_server();
    backend.answer(discover("other.example"), Err(HomeError::NoHost.into()));
    assert!(form.error(Field::Server).is_some_and(|text| text.contains("No homeserver answers")));
}

#[test]
fn who_signs_in_at_once_is_led_on_as_soon_as_the_server_is_known() {
    let (form, mut backend) = filled();
    form.hand_in();
    form.hand_in();
    backend.answer(discover("tea.example"), Ok(Answer::Homeserver(Box::new(server()))));
    assert_eq!(form.going_on(), Some("Signing in…"));
    let id = PersonId::parse("@mei:tea.example").unwrap();
    let profile = Profile { id: id.clone(), ..fake::profile(1, "Mei") };
    backend.answer(sign_in("mei"), Ok(Answer::Profile(profile.clone())));
    backend.skip(&[Command::Unwatch(Watch::Contacts), Command::Unwatch(Watch::Chats)]);
    let opened = Answer::Opened { profile, damaged: 0, abilities: Default::default() };
    backend.answer(Command::Open { profile: id }, Ok(opened));
    backend.skip(&[Command::Watch(Watch::Chats), Command::Watch(Watch::Contacts)]);
    assert!(matches!(form.session.phase.get(), Phase::Open(_)));
    assert_eq!(form.session.window.route.get(), Route::Chats);
    assert_eq!(form.text(Field::Password).get(), "", "the password goes when it has done its work");
}

#[test]
fn enter_in_a_form_with_nothing_but_a_server_asks_about_the_server_only() {
    let (session, mut backend) = fake::session();
    let form = SignInForm::new(&session);
    form.hand_in();
    assert!(form.error(Field::Server).is_some());
    form.typed(Field::Server, "tea.example".into());
    assert_eq!(form.error(Field::Server), None);
    form.hand_in();
    backend.answer(discover("tea.example"), Ok(Answer::Homeserver(Box::new(server()))));
    backend.expect_nothing();
    form.hand_in();
    assert!(form.error(Field::Username).is_some_and(|text| text.contains("username")));
}

#[test]
fn a_failure_is_told_where_it_can_be_mended_and_nothing_is_lost() {
    let cases = [
        (HomeError::Credentials, Some(Field::Password)),
        (HomeError::Deactivated, Some(Field::Username)),
        (HomeError::NotMatrix, Some(Field::Server)),
        (HomeError::Wait { seconds: 90 }, None),
        (HomeError::Offline, None),
    ];
    for (failure, field) in cases {
        let (form, _backend) = refused(failure.clone());
        assert!(form.says(field).is_some_and(|text| !text.is_empty()), "{failure:?}");
        assert_eq!(form.text(Field::Password).get(), "secret ");
        assert!(!form.busy.get());
        form.typed(Field::Password, "another".into());
        assert_eq!(form.says(field), None);
    }
    let (form, _backend) = refused(HomeError::Wait { seconds: 90 });
    assert!(form.failed().is_some_and(|text| text.contains("90")));
}

#[test]
fn a_server_that_signs_in_on_its_own_pages_says_that_this_comes_later() {
    let (form, mut backend) = filled();
    found(&form, &mut backend, Homeserver { password: false, browser: true, ..server() });
    let card = form.card().unwrap();
    assert_eq!(card.way, Way::None);
    assert!(card.obstacle.is_some_and(|text| text.contains("later")));
    form.hand_in();
    backend.expect_nothing();
}

#[test]
fn an_account_is_made_with_what_the_server_asks_for() {
    let (form, mut backend) = filled();
    form.turn();
    let terms = vec![Terms { title: "Rules".into(), url: "https://tea.example/rules".into() }];
    found(&form, &mut backend, Homeserver { registration: Registration::Token, terms, ..server() });
    assert_eq!(form.card().map(|card| (card.way, card.terms.len())), Some((Way::Token, 1)));
    form.hand_in();
    assert!(form.error(Field::Token).is_some());
    form.typed(Field::Token, "oolong".into());
    form.hand_in();
    assert!(form.error(Field::Agreement).is_some());
    form.agree(true);
    form.hand_in();
    let register = HomeCommand::Register {
        server: "tea.example".into(),
        username: "mei".into(),
        password: "secret ".into(),
        token: "oolong".into(),
        agreed: true,
    };
    backend.answer(Command::Home(register), Err(HomeError::Taken.into()));
    assert!(form.error(Field::Username).is_some_and(|text| text.contains("taken")));
    assert_eq!(form.text(Field::Token).get(), "oolong");
}

#[test]
fn a_whole_address_names_the_server_as_well() {
    let (session, mut backend) = fake::session();
    let form = SignInForm::new(&session);
    form.typed(Field::Username, "@mei:tea.example".into());
    form.left_username();
    assert_eq!(form.text(Field::Server).get(), "tea.example");
    backend.answer(discover("tea.example"), Err(HomeError::Closed.into()));
}

#[test]
fn the_card_says_who_runs_the_server_or_that_nobody_says_so() {
    let texts = crate::text::Locale::En.catalogue();
    let card = |server: &Homeserver| Card::new(server, Purpose::Known, texts);
    let quiet = card(&server());
    assert!(quiet.nobody.is_some() && quiet.reached_at.is_none());
    let keeper = Keeper { security: true, reach: vec!["@admin:tea.example".into(), "tea@tea.example".into()] };
    let open = card(&Homeserver {
        keepers: vec![keeper],
        support: Some("javascript:alert(1)".into()),
        url: "https://matrix.tea.example".into(),
        ..server()
    });
    assert_eq!(open.keepers, ["@admin:tea.example, tea@tea.example (for questions of safety)"]);
    assert_eq!((open.nobody, open.support), (None, None));
    assert!(open.reached_at.is_some_and(|text| text.contains("matrix.tea.example")));
}

#[test]
fn who_has_to_sign_in_again_finds_server_and_name_filled_in() {
    let (session, mut backend) = fake::session();
    let id = PersonId::parse("@mei:tea.example").unwrap();
    session.phase.set(Phase::Open(Profile { id, ..fake::profile(1, "Mei") }));
    session.link.set(Link::SignedOut);
    let form = SignInForm::new(&session);
    assert_eq!(
        (form.text(Field::Server).get(), form.text(Field::Username).get()),
        ("tea.example".into(), "mei".into())
    );
    backend.answer(discover("tea.example"), Ok(Answer::Homeserver(Box::new(server()))));
    session.link.set(Link::Live);
    assert_eq!(SignInForm::new(&session).text(Field::Server).get(), "");
}

#[test]
fn a_server_that_does_not_answer_holds_nobody_back_and_is_asked_again_on_handing_in() {
    let (form, mut backend) = filled();
    form.left_server();
    backend.answer(discover("tea.example"), Err(HomeError::NoHost.into()));
    assert!(form.error(Field::Server).is_some() && !form.leads.get());
    form.left_server();
    backend.expect_nothing();
    form.hand_in();
    backend.answer(discover("tea.example"), Err(HomeError::NoHost.into()));
    assert!(form.error(Field::Server).is_some() && form.leads.get());
}
