//! Widgets that are pages of elsewhere.

use super::*;
use crate::backend::shelf::widget::{WidgetAct, WidgetSaid};
use crate::domain::mini::event::{EventBody, RoomEvent};
use crate::domain::mini::remote::{Origin, RemoteWidget, Site, WidgetId};

const MOVES: &str = "org.matrix.msc2762.send.event:org.example.move";

fn names(id: &str, kind: &str, content: &str) -> RoomEvent {
    let body = EventBody::Other { kind: kind.into(), state_key: Some(id.into()), content: content.into() };
    RoomEvent { id: MessageId::random([1; 16]), sender: owner(2), at: NOW, body }
}

fn site(chat: u8, widget: &str, origin: &str) -> Site {
    let (widget, origin) = (WidgetId::parse(widget).unwrap(), Origin::parse(origin).unwrap());
    Site { chat: ChatId::random([chat; 16]), widget, origin }
}

impl Desk {
    fn read(&self, events: &[RoomEvent]) -> Vec<RemoteWidget> {
        match self.act(ShelfCommand::ReadRemote { events: vec![Parcel::of(&events.to_vec())] }) {
            Ok(ShelfAnswer::Remote(widgets)) => widgets,
            other => panic!("{other:?}"),
        }
    }

    fn say(&self, at: &Site, said: WidgetSaid) -> Vec<WidgetAct> {
        match self.act(ShelfCommand::Remote { at: at.clone(), said }) {
            Ok(ShelfAnswer::Widget(acts)) => acts,
            other => panic!("{other:?}"),
        }
    }

    /// A page comes and wants to send moves: true if the person has to be asked.
    fn asks(&self, at: &Site) -> bool {
        let greeting = posted(&self.say(at, WidgetSaid::Loaded)).remove(0);
        let mut answer = greeting;
        answer["response"] = json!({ "capabilities": [MOVES] });
        let acts = self.say(at, WidgetSaid::Page(answer.to_string()));
        acts.iter().any(|act| matches!(act, WidgetAct::Ask(_)))
    }
}

fn posted(acts: &[WidgetAct]) -> Vec<Value> {
    let text = |act: &WidgetAct| match act {
        WidgetAct::Post(text) => serde_json::from_str(text).ok(),
        _ => None,
    };
    acts.iter().filter_map(text).collect()
}

#[test]
fn the_state_of_a_chat_names_its_widgets() {
    let desk = Desk::new();
    let element = r#"{ "type": "m.custom", "name": "Pad", "url": "https://pad.example/?r=$room&n=$n&o=$o",
        "data": { "room": "tea", "n": 4, "o": {} }, "creatorUserId": "@mei:tea.example", "id": "pad" }"#;
    let found = desk.read(&[
        names("pad", "im.vector.modular.widgets", element),
        names("pad", "m.widget", r#"{ "url": "https://other.example" }"#),
        names("new", "m.widget", r#"{ "url": "https://new.example", "data": 4, "name": [] }"#),
    ]);
    let shown: Vec<_> = found.iter().map(|it| (it.id.as_str(), &*it.name, it.origin.host())).collect();
    assert_eq!(shown, [("pad", "Pad", "pad.example"), ("new", "new.example", "new.example")]);
}

#[test]
fn what_leads_nowhere_is_no_widget() {
    let found = Desk::new().read(&[
        names("gone", "im.vector.modular.widgets", "{}"),
        names("script", "im.vector.modular.widgets", r#"{ "url": "javascript:alert(1)" }"#),
        names("data", "im.vector.modular.widgets", r#"{ "url": "data:text/html,<p>" }"#),
        names("plain", "im.vector.modular.widgets", r#"{ "url": "http://pad.example/" }"#),
        names("broken", "im.vector.modular.widgets", "{"),
        names("list", "im.vector.modular.widgets", "[]"),
        names("number", "im.vector.modular.widgets", r#"{ "url": 4 }"#),
        names("topic", "m.room.topic", r#"{ "url": "https://pad.example/" }"#),
        RoomEvent { body: EventBody::Text("https://pad.example/".into()), ..names("", "", "") },
    ]);
    assert_eq!(found, []);
}

#[test]
fn what_is_granted_holds_for_one_chat_one_name_and_one_origin() {
    let desk = Desk::new();
    let here = site(1, "pad", "https://pad.example");
    assert!(desk.asks(&here));
    desk.say(&here, WidgetSaid::Decided(vec![MOVES.into()]));
    assert!(!desk.asks(&here));
    for there in [
        site(2, "pad", "https://pad.example"),
        site(1, "other", "https://pad.example"),
        site(1, "pad", "https://pad.example:8443"),
        site(1, "pad", "https://evil.example"),
    ] {
        assert!(desk.asks(&there), "{there:?}");
    }
    desk.act(ShelfCommand::ForgetRemote { at: here.clone() }).unwrap();
    assert!(desk.asks(&here), "it was taken back");
    desk.say(&here, WidgetSaid::Decided(vec![MOVES.into()]));
    desk.act(ShelfCommand::Forget).unwrap();
    let another = Desk { session: desk.engine.connect(mpsc::unbounded().0), ..desk };
    assert!(another.asks(&here), "nothing is left of somebody who is gone");
}

#[test]
fn a_page_that_takes_itself_for_another_widget_is_not_answered() {
    let desk = Desk::new();
    let here = site(1, "pad", "https://pad.example");
    let greeting = &posted(&desk.say(&here, WidgetSaid::Loaded))[0];
    assert_eq!(greeting["widgetId"], "pad");
    let says = |name: &str| {
        let request = json!({ "api": "fromWidget", "requestId": "1", "action": "supported_api_versions",
            "widgetId": name, "data": {} });
        desk.say(&here, WidgetSaid::Page(request.to_string())).len()
    };
    assert_eq!((says("other"), says("teahouse"), says("pad")), (0, 0, 1));
    // Another page in its place is no other widget.
    desk.say(&here, WidgetSaid::Loaded);
    assert_eq!((says("other"), says("pad")), (0, 1));
}
