//! Programs that speak the widget API of Matrix: between the page, the shelf and the chat.

use super::wishes::open_card;
use super::*;
use crate::backend::shelf::widget::{Told, WidgetAct, WidgetRun};
use crate::domain::mini::widget::Access;

fn shelf_hears(backend: &mut Script, said: WidgetSaid, acts: Vec<WidgetAct>) {
    let command = ShelfCommand::Widget { program: id(), card: Some(card()), said };
    answer(backend, &command, Ok(ShelfAnswer::Widget(acts)));
    backend.run();
}

fn page_says(backend: &mut Script, json: &str, acts: Vec<WidgetAct>) {
    frames::say(Said::Widget(json.into()));
    shelf_hears(backend, WidgetSaid::Page(json.into()), acts);
}

#[test]
fn what_the_shelf_makes_of_a_page_is_posted_asked_and_done() {
    let (running, _, mut backend) = open_card();
    let accesses: Vec<_> = ["m.receive.event:m.room.message", "m.send.event:org.example.move"]
        .into_iter()
        .filter_map(Access::parse)
        .collect();
    page_says(&mut backend, "{}", vec![WidgetAct::Post("{1}".into()), WidgetAct::Ask(accesses.clone())]);
    assert_eq!(frames::events(), [Done::Posted("{1}".into())]);
    assert_eq!(running.accesses.get(), Some(accesses.clone()));
    // A part is granted; what was decided is not decided once more.
    running.decide(&accesses[..1]);
    running.decide(&accesses);
    shelf_hears(&mut backend, WidgetSaid::Decided(vec![accesses[0].name.clone()]), vec![WidgetAct::Follow]);
    let follow = || Watch::Events(card().chat);
    backend.answer(Command::Watch(follow()), Ok(Answer::Done));
    let events = Parcel::of(&1_u8);
    backend.tell(Update::Event(Event::Events { chat: card().chat, events: events.clone() }));
    backend.tell(Update::Event(Event::Events { chat: fake::chat(7).id, events: events.clone() }));
    running.take_in();
    shelf_hears(&mut backend, WidgetSaid::Happened(events), Vec::new());
    let act = WidgetRun::Read(Parcel::of(&2_u8));
    page_says(&mut backend, "{}", vec![WidgetAct::Run { id: 4, act: act.clone() }]);
    backend.answer(talk(act.into()), Err(Failure::NotFound));
    let told = Told::Failed(Failure::NotFound.code().into());
    shelf_hears(&mut backend, WidgetSaid::Answered { id: 4, told }, Vec::new());
    running.close();
    backend.skip(&[Command::Unwatch(watch_updates()), Command::Unwatch(follow())]);
    backend.expect_nothing();
}

#[test]
fn nothing_comes_of_what_belongs_to_a_page_that_is_gone() {
    let (running, _, mut backend) = open_card();
    frames::say(Said::Widget("{}".into()));
    running.close();
    let command = ShelfCommand::Widget { program: id(), card: Some(card()), said: WidgetSaid::Page("{}".into()) };
    answer(&mut backend, &command, Ok(ShelfAnswer::Widget(vec![WidgetAct::Post("{}".into()), WidgetAct::Follow])));
    backend.skip(&[Command::Unwatch(watch_updates())]);
    backend.run();
    assert_eq!(frames::events(), [Done::Closed]);
    backend.expect_nothing();
}

#[test]
fn the_look_is_told_again_when_it_changes() {
    let (_, _, mut backend) = open_card();
    frames::say(Said::Looks { dark: true });
    shelf_hears(&mut backend, WidgetSaid::Looks { dark: true, language: "en".into() }, Vec::new());
    backend.expect_nothing();
}
