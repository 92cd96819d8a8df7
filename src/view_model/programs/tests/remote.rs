//! Widgets that are pages of elsewhere: between the chat, the shelf and the frame. The app is at `tea.example`, and lets
//! them come from `pad.example` only.

use super::*;
use crate::domain::id::ChatId;
use crate::domain::mini::event::{EventBody, EventClass, EventQuery, MAX_READ, RoomEvent};
use crate::domain::mini::remote::{KINDS, Learns, Origin, RemoteWidget, Site, WidgetId};
use crate::view_model::platform::Visit;

fn here() -> ChatId {
    fake::chat(1).id
}

fn widget(url: &str) -> RemoteWidget {
    RemoteWidget::read("pad", url, "Pad", []).unwrap()
}

fn site() -> Site {
    let origin = Origin::parse("https://pad.example").unwrap();
    Site { chat: here(), widget: WidgetId::parse("pad").unwrap(), origin }
}

/// The chat is asked for both types of state; it has these events.
fn chat_says(backend: &mut Script, events: [&Parcel; 2]) {
    for (kind, events) in KINDS.into_iter().zip(events) {
        let (kind, class) = (kind.into(), EventClass::State(None));
        let query = EventQuery { kind, class, msgtype: None, limit: MAX_READ, since: None };
        let act = TalkCommand::ReadEvents(Parcel::of(&query));
        backend.answer(Command::Talk { chat: here(), act }, Ok(Answer::Events(events.clone())));
    }
}

/// What the chat has is one widget with this address.
fn chat_has(backend: &mut Script, url: &str) {
    let none = Parcel::of(&Vec::<RoomEvent>::new());
    let body = EventBody::Title("stands for a widget".into());
    let one = RoomEvent { id: MessageId::random([1; 16]), sender: person(2), at: Timestamp(1), body };
    let some = Parcel::of(&vec![one]);
    chat_says(backend, [&some, &none]);
    let command = ShelfCommand::ReadRemote { events: vec![some] };
    answer(backend, &command, Ok(ShelfAnswer::Remote(vec![widget(url)])));
    backend.run();
}

fn opened(url: &str) -> (Running, Session, Script) {
    let (session, mut backend) = fake::open_session();
    frames::events();
    let running = Running::at(&session, Place::Remote(here(), site().widget.segment()));
    running.enter();
    chat_has(&mut backend, url);
    (running, session, backend)
}

fn visits(address: &str) -> Done {
    let origin = Origin::parse("https://pad.example").unwrap();
    Done::Visited(Visit { origin, address: address.into(), name: "Pad".into() })
}

const WHOLE: &str = "https://pad.example/?widgetId=pad&parentUrl=https%3A%2F%2Ftea.example%2F";

#[test]
fn a_page_is_opened_once_the_person_has_seen_who_learns_what() {
    let (running, session, mut backend) = opened("https://pad.example/$matrix_display_name");
    let wants = running.wants().unwrap();
    assert_eq!((&*wants.host, &wants.learns[..]), ("pad.example", &[(Learns::Name, "Ada".into())][..]));
    assert!(running.introduces.get());
    assert_eq!(frames::events(), []);
    running.agree(true);
    running.agree(true);
    assert_eq!(frames::events(), [visits(&WHOLE.replace("/?", "/Ada?"))]);
    running.close();
    frames::events();
    // In this tab nobody is asked twice about the same address, and again about another one.
    let again = Running::at(&session, running.place.clone());
    again.enter();
    chat_has(&mut backend, "https://pad.example/$matrix_display_name");
    assert!(!again.introduces.get() && frames::events().len() == 1);
    again.start();
    chat_has(&mut backend, "https://pad.example/$matrix_user_id");
    assert!(again.introduces.get());
    again.agree(false);
    assert_eq!(frames::events(), [Done::Closed], "nothing else was opened");
    assert_eq!(session.window.route.get(), Route::Chat(here()));
}

#[test]
fn a_page_from_where_none_may_come_is_not_opened() {
    for url in ["https://evil.example/", "https://pad.example:8443/", "https://tea.example/"] {
        let (running, _, mut backend) = opened(url);
        assert!(matches!(running.phase.get(), Phase::Over(_)), "{url}");
        assert!(!running.introduces.get());
        running.agree(true);
        assert_eq!(frames::events(), []);
        backend.expect_nothing();
    }
}

#[test]
fn a_widget_that_is_gone_is_said_to_be_gone() {
    let (session, mut backend) = fake::open_session();
    let running = Running::at(&session, Place::Remote(here(), "b3RoZXI".into()));
    running.enter();
    chat_has(&mut backend, "https://pad.example/");
    assert!(matches!(running.phase.get(), Phase::Over(_)));
    let none = Parcel::of(&Vec::<RoomEvent>::new());
    running.start();
    chat_says(&mut backend, [&none, &none]);
    assert!(matches!(running.phase.get(), Phase::Over(_)));
    backend.expect_nothing();
}

#[test]
fn what_it_says_is_heard_as_of_its_place_until_it_leaves_it() {
    let (running, _, mut backend) = opened("https://pad.example/");
    running.agree(true);
    frames::events();
    frames::say(Said::Loaded);
    let shelf_hears = |backend: &mut Script, said| {
        answer(backend, &ShelfCommand::Remote { at: site(), said }, Ok(ShelfAnswer::Widget(Vec::new())));
    };
    shelf_hears(&mut backend, WidgetSaid::Loaded);
    shelf_hears(&mut backend, WidgetSaid::Looks { dark: false, language: "en".into() });
    assert_eq!(running.phase.get(), Phase::Running);
    frames::say(Said::Widget("{}".into()));
    shelf_hears(&mut backend, WidgetSaid::Page("{}".into()));
    // It is no program: what programs ask for does not exist for it.
    frames::say(Said::Call(Request { id: 1, call: "{}".into(), file: None }));
    backend.expect_nothing();
    frames::say(Said::Gone);
    assert!(matches!(running.phase.get(), Phase::Over(_)));
    assert_eq!(frames::events(), [Done::Closed]);
    frames::say(Said::Widget("{}".into()));
    backend.expect_nothing();
}

#[test]
fn a_list_leads_only_to_what_may_be_opened() {
    for (url, leads) in [("https://pad.example/", true), ("https://evil.example/", false)] {
        let (session, mut backend) = fake::open_session();
        let rows: std::rc::Rc<std::cell::RefCell<Option<_>>> = std::rc::Rc::default();
        let (found, asks) = (rows.clone(), session.clone());
        session.spawn(async move { *found.borrow_mut() = Some(asks.remote_widgets(&here()).await) });
        chat_has(&mut backend, url);
        let rows = rows.take().unwrap().unwrap();
        assert_eq!((rows.len(), rows[0].to.is_some()), (1, leads), "{url}");
    }
}
