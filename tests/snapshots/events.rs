//! The forms of events of chats, and of what is said about widgets; and what programs share.

use teahouse::backend::protocol::{Answer, Command, Event, TalkCommand, Watch};
use teahouse::backend::shelf::widget::{Told, WidgetAct, WidgetRun, WidgetSaid};
use teahouse::backend::shelf::{Parcel, ShelfAnswer, ShelfCommand, ask};
use teahouse::backend::wire::{ToEngine, ToShell};
use teahouse::domain::mini::aside::{Aside, Line, Tidings};
use teahouse::domain::mini::event::{EventBody, EventClass, EventQuery, RoomEvent};
use teahouse::domain::mini::href::Href;
use teahouse::domain::mini::program::{Card, ProgramId};
use teahouse::domain::mini::update::SharedUpdate;
use teahouse::domain::mini::widget::Access;
use teahouse::domain::time::Timestamp;

use super::{chat, hex, message, person};

pub(super) fn forms() -> Vec<String> {
    let ask = |command| hex(&ToEngine::Request { id: 1, command });
    let talk = |act| ask(Command::Talk { chat: chat(), act });
    let reply = |answer| hex(&ToShell::Reply { id: 1, result: Ok(answer) });
    let told =
        |events: Vec<RoomEvent>| hex(&ToShell::Event(Event::Events { chat: chat(), events: Parcel::of(&events) }));
    let mut forms = vec![
        talk(TalkCommand::SendEvent { id: message(), body: Parcel::of(&happened().body) }),
        talk(TalkCommand::ReadEvents(Parcel::of(&query()))),
        ask(Command::Watch(Watch::Events(chat()))),
        reply(Answer::Event(message())),
        reply(Answer::Events(Parcel::of(&vec![happened()]))),
        told(vec![happened()]),
        told(known_without_json()),
    ];
    forms.extend(of_widgets());
    forms
}

fn of_widgets() -> [String; 8] {
    let widget = |said| {
        let program = ProgramId::parse("app.org.example").unwrap();
        let act = ShelfCommand::Widget { program, card: Some(card()), said };
        hex(&ToEngine::Request { id: 1, command: ask(&person(), &act) })
    };
    let acts = |acts| hex(&ToShell::Reply { id: 1, result: Ok(Answer::Shelf(Parcel::of(&ShelfAnswer::Widget(acts)))) });
    let access = |name: &str| Access::parse(name).unwrap();
    [
        widget(WidgetSaid::Page("{}".into())),
        widget(WidgetSaid::Decided(vec!["d".into()])),
        widget(WidgetSaid::Answered { id: 1, told: Told::Sent(message()) }),
        widget(WidgetSaid::Answered { id: 2, told: Told::Failed("f".into()) }),
        widget(WidgetSaid::Looks { dark: true, language: "zh".into() }),
        acts(vec![WidgetAct::Post("{}".into()), WidgetAct::Follow, WidgetAct::Close]),
        acts(vec![WidgetAct::Ask(vec![access("m.send.event:a"), access("m.receive.state_event:b#")])]),
        acts(vec![WidgetAct::Run { id: 1, act: WidgetRun::Read(Parcel::of(&query())) }]),
    ]
}

pub(super) fn card() -> Card {
    Card { chat: chat(), message: message() }
}

pub(super) fn update() -> SharedUpdate {
    SharedUpdate { id: message(), sender: person(), text: "{}".into() }
}

pub(super) fn line(text: &str) -> Line {
    Line::tidied(text, 9)
}

fn href() -> Option<Href> {
    Href::parse("h#").ok()
}

pub(super) fn aside() -> Aside {
    Aside { info: Some(line("i")), href: href(), document: Some(line("d")), summary: None }
}

pub(super) fn tidings() -> Tidings {
    Tidings { card: message(), program: line("p"), info: line("i"), href: href() }
}

fn happened() -> RoomEvent {
    let body = EventBody::Other { kind: "k".into(), state_key: Some("s".into()), content: "{}".into() };
    RoomEvent { id: message(), sender: person(), at: Timestamp(1), body }
}

fn known_without_json() -> Vec<RoomEvent> {
    let bodies = [EventBody::Text("t".into()), EventBody::Member("n".into()), EventBody::Title("n".into())];
    bodies.map(|body| RoomEvent { body, ..happened() }).into()
}

fn query() -> EventQuery {
    let class = EventClass::State(Some("s".into()));
    EventQuery { kind: "k".into(), class, msgtype: None, limit: 9, since: Some(message()) }
}
