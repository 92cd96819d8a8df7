//! The machine, and a page that speaks like matrix-widget-api.

use serde_json::{Value, json};

use super::handshake::UPDATE_STATE;
use super::*;
use crate::backend::shelf::widget::{RunId, Told, WidgetRun};
use crate::backend::shelf::{ShelfAnswer, ShelfCommand, answered, ask};
use crate::backend::{Backend, Engine};
use crate::domain::id::PersonId;
use crate::domain::mini::event::{EventBody, EventClass, EventQuery};
use crate::domain::mini::program::Card;
use crate::domain::time::Timestamp;
use crate::engine::shelf::ShelfEngine;
use crate::engine::shelf::store::memory::MemoryStore;
use crate::package::tests::signing;
use crate::package::tests::zip::{Member, zip};

const MOVES: &str = "org.matrix.msc2762.send.event:org.example.move";
const HEAR_MOVES: &str = "org.matrix.msc2762.receive.event:org.example.move";
const TEXTS: &str = "org.matrix.msc2762.send.event:m.room.message#m.text";
const BOARD: &str = "org.matrix.msc2762.receive.state_event:org.example.board";

struct Page {
    widget: Widget,
    requests: u32,
}

impl Page {
    fn new() -> Self {
        let platform = Platform { now: || Timestamp(1_000_000), random: || [7; 16], verify: signing::verify };
        Self { widget: Widget::new(Some(chat()), platform, Vec::new()), requests: 0 }
    }

    /// A page that has gone through the handshake, and was granted all of this.
    fn with(capabilities: &[&str]) -> Self {
        let mut page = Self::new();
        let asked = posts(&page.widget.hear(WidgetSaid::Loaded));
        let acts = page.answer(&asked[0], json!({ "capabilities": capabilities }));
        if acts.iter().any(|act| matches!(act, WidgetAct::Ask(_))) {
            page.widget.hear(WidgetSaid::Decided(capabilities.iter().map(|it| (*it).to_owned()).collect()));
        }
        page
    }

    fn post(&mut self, message: Value) -> Vec<WidgetAct> {
        self.widget.hear(WidgetSaid::Page(message.to_string()))
    }

    fn answer(&mut self, request: &Value, response: Value) -> Vec<WidgetAct> {
        let mut whole = request.clone();
        whole["response"] = response;
        self.post(whole)
    }

    fn ask_as(&mut self, name: &str, action: &str, data: Value) -> Vec<WidgetAct> {
        self.requests += 1;
        let id = format!("widgetapi-{}", self.requests);
        self.post(json!({ "api": "fromWidget", "requestId": id, "action": action, "widgetId": name, "data": data }))
    }

    fn ask(&mut self, action: &str, data: Value) -> Vec<WidgetAct> {
        self.ask_as(NAMELESS, action, data)
    }

    /// What is answered at once.
    fn told(&mut self, action: &str, data: Value) -> Value {
        let posted = posts(&self.ask(action, data));
        assert_eq!(posted[0]["requestId"], format!("widgetapi-{}", self.requests));
        assert_eq!((&posted[0]["api"], &posted[0]["action"]), (&json!("fromWidget"), &json!(action)));
        posted[0]["response"].clone()
    }

    fn refused(&mut self, action: &str, data: Value) -> String {
        let told = self.told(action, data);
        told["error"]["message"].as_str().unwrap_or_else(|| panic!("{told}")).to_owned()
    }
}

fn chat() -> ChatId {
    ChatId::parse("!tea:example.org").unwrap()
}

fn mei() -> PersonId {
    PersonId::parse("@mei:example.org").unwrap()
}

fn happened(id: &str, body: EventBody) -> RoomEvent {
    RoomEvent { id: MessageId::parse(id).unwrap(), sender: mei(), at: Timestamp(5), body }
}

fn other(kind: &str, state_key: Option<&str>, content: &str) -> EventBody {
    EventBody::Other { kind: kind.into(), state_key: state_key.map(Into::into), content: content.into() }
}

fn posts(acts: &[WidgetAct]) -> Vec<Value> {
    let text = |act: &WidgetAct| match act {
        WidgetAct::Post(text) => Some(serde_json::from_str(text).unwrap()),
        _ => None,
    };
    acts.iter().filter_map(text).collect()
}

fn runs(acts: &[WidgetAct]) -> Vec<(RunId, WidgetRun)> {
    let run = |act: &WidgetAct| match act {
        WidgetAct::Run { id, act } => Some((*id, act.clone())),
        _ => None,
    };
    acts.iter().filter_map(run).collect()
}

fn asked(acts: &[WidgetAct]) -> Vec<String> {
    let names = |act: &WidgetAct| match act {
        WidgetAct::Ask(wanted) => Some(wanted.iter().map(|it| it.name.clone()).collect()),
        _ => None,
    };
    acts.iter().find_map(names).unwrap_or_default()
}

fn query_of((_, act): &(RunId, WidgetRun)) -> EventQuery {
    match act {
        WidgetRun::Read(query) => query.open().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn events(found: &[RoomEvent]) -> Told {
    Told::Events(Parcel::of(&found))
}

#[test]
fn the_handshake_grants_what_the_person_wants_and_nothing_that_nobody_can_grant() {
    let mut page = Page::new();
    let greeting = posts(&page.widget.hear(WidgetSaid::Loaded));
    assert_eq!((&greeting[0]["api"], &greeting[0]["action"]), (&json!("toWidget"), &json!("capabilities")));
    let told = page.told("supported_api_versions", json!({}));
    assert_eq!(told["supported_versions"].as_array().map(Vec::len), Some(8));
    let wanted = json!([MOVES, HEAR_MOVES, "m.capability.screenshot", "org.matrix.msc2762.timeline:*"]);
    let acts = page.answer(&greeting[0], json!({ "capabilities": wanted }));
    assert_eq!(asked(&acts), [MOVES, HEAR_MOVES]);
    let acts = page.widget.hear(WidgetSaid::Decided(vec![HEAR_MOVES.into(), "m.capability.screenshot".into()]));
    let posted = posts(&acts);
    assert_eq!(posted[0]["action"], "notify_capabilities");
    assert_eq!(posted[0]["data"], json!({ "requested": wanted, "approved": [HEAR_MOVES] }));
    assert!(acts.contains(&WidgetAct::Follow));
    assert_eq!(
        page.refused("send_event", json!({ "type": "org.example.move", "content": {} })),
        "Cannot send room events of this type"
    );
}

#[test]
fn a_page_that_names_itself_is_greeted_under_its_name() {
    let mut page = Page::new();
    assert_eq!(posts(&page.widget.hear(WidgetSaid::Loaded))[0]["widgetId"], NAMELESS);
    // Its scripts come later than its page: it has not heard the first greeting.
    let posted = posts(&page.ask_as("board", "supported_api_versions", json!({})));
    let actions: Vec<_> = posted.iter().map(|it| it["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["capabilities", "supported_api_versions"]);
    assert_eq!(posted[0]["widgetId"], "board");
    let acts = page.answer(&posted[0], json!({ "capabilities": [] }));
    assert_eq!(posts(&acts)[0]["widgetId"], "board");
    assert!(posts(&page.ask_as("other", "content_loaded", json!({}))).iter().all(|it| it["widgetId"] == "other"));
}

#[test]
fn a_page_may_begin_before_it_has_loaded_and_another_in_its_place_begins_anew() {
    let mut page = Page::new();
    let posted = posts(&page.ask("content_loaded", json!({})));
    assert_eq!(posted[0]["response"], json!({}));
    page.answer(&posted[1], json!({ "capabilities": [MOVES] }));
    page.widget.hear(WidgetSaid::Decided(vec![MOVES.into()]));
    assert_eq!(page.widget.hear(WidgetSaid::Loaded), [], "it was greeted");
    assert_eq!(runs(&page.ask("send_event", json!({ "type": "org.example.move", "content": {} }))).len(), 1);
    let greeting = posts(&page.widget.hear(WidgetSaid::Loaded));
    assert!(page.refused("send_event", json!({ "type": "org.example.move" })).starts_with("Cannot send"));
    let acts = page.answer(&greeting[0], json!({ "capabilities": [MOVES] }));
    assert_eq!(posts(&acts)[0]["data"]["approved"], json!([MOVES]), "what was granted is not asked again");
}

#[test]
fn what_was_refused_is_not_asked_again_and_more_can_be_asked_for() {
    let mut page = Page::with(&[MOVES]);
    let acts = page.ask("org.matrix.msc2974.request_capabilities", json!({ "capabilities": [MOVES, TEXTS] }));
    assert_eq!((posts(&acts)[0]["response"].clone(), asked(&acts)), (json!({}), vec![TEXTS.to_owned()]));
    // While the person thinks, the page wants more.
    let acts = page.ask("org.matrix.msc2974.request_capabilities", json!({ "capabilities": [HEAR_MOVES] }));
    assert_eq!((posts(&acts).len(), asked(&acts)), (1, vec![]));
    let acts = page.widget.hear(WidgetSaid::Decided(Vec::new()));
    assert_eq!(posts(&acts)[0]["data"], json!({ "requested": [TEXTS], "approved": [MOVES] }));
    assert_eq!(asked(&acts), [HEAR_MOVES]);
    page.widget.hear(WidgetSaid::Decided(vec![HEAR_MOVES.into()]));
    let acts = page.ask("org.matrix.msc2974.request_capabilities", json!({ "capabilities": [TEXTS, MOVES] }));
    assert_eq!(asked(&acts), [""; 0]);
    assert_eq!(posts(&acts)[1]["data"], json!({ "requested": [TEXTS], "approved": [MOVES, HEAR_MOVES] }));
    // Nobody is asked without end.
    let ask = |n: usize| format!("org.matrix.msc2762.send.event:org.example.{n}");
    let dialogs = (0..100).filter(|n| {
        let acts = page.ask("org.matrix.msc2974.request_capabilities", json!({ "capabilities": [ask(*n)] }));
        page.widget.hear(WidgetSaid::Decided(Vec::new()));
        !asked(&acts).is_empty()
    });
    assert_eq!(dialogs.count(), 10 - 3);
}

#[test]
fn an_event_is_sent_and_answered_when_the_backend_has_it() {
    let mut page = Page::with(&[MOVES, TEXTS]);
    let acts =
        page.ask("send_event", json!({ "type": "org.example.move", "content": { "to": "e4" }, "room_id": chat() }));
    let [(run, WidgetRun::Send { id, body })] = &runs(&acts)[..] else { panic!("{acts:?}") };
    assert_eq!(body.open(), Ok(other("org.example.move", None, r#"{"to":"e4"}"#)));
    assert_eq!((id.clone(), posts(&acts)), (MessageId::random([7; 16]), vec![]));
    let sent = WidgetSaid::Answered { id: *run, told: Told::Sent(MessageId::parse("$1").unwrap()) };
    let posted = posts(&page.widget.hear(sent.clone()));
    assert_eq!(posted[0]["response"], json!({ "room_id": chat(), "event_id": "$1" }));
    assert_eq!(posted[0]["data"]["content"]["to"], "e4", "it is the same object");
    assert_eq!(page.widget.hear(sent), [], "nobody asked");
    let text = json!({ "type": "m.room.message", "content": { "msgtype": "m.text", "body": "hi" } });
    let acts = page.ask("send_event", text);
    let [(run, WidgetRun::Send { body, .. })] = &runs(&acts)[..] else { panic!("{acts:?}") };
    assert_eq!(body.open(), Ok(EventBody::Text("hi".into())));
    let failed = WidgetSaid::Answered { id: *run, told: Told::from(Err(Failure::Unable)) };
    assert_eq!(posts(&page.widget.hear(failed))[0]["response"]["error"]["message"], "Error sending event: unable");
}

#[test]
fn what_may_not_be_sent_is_refused_at_once() {
    let mut page = Page::with(&[MOVES, TEXTS, "org.matrix.msc2762.send.state_event:org.example.board#a"]);
    let long = "x".repeat(40_000);
    for (data, why) in [
        (json!({}), "Invalid request - missing event type"),
        (json!({ "type": 7 }), "Invalid request - missing event type"),
        (json!({ "type": "org.example.other" }), "Cannot send room events of this type"),
        (
            json!({ "type": "m.room.message", "content": { "msgtype": "m.image" } }),
            "Cannot send room events of this type",
        ),
        (json!({ "type": "org.example.board", "state_key": "b" }), "Cannot send state events of this type"),
        (json!({ "type": "org.example.board", "state_key": 1 }), "Invalid request - a state key is a text"),
        (json!({ "type": "org.example.move", "room_id": "!other:example.org" }), "Unable to access room timeline"),
        (json!({ "type": "org.example.move", "delay": 5 }), "delayed and sticky events are not supported"),
        (json!({ "type": "org.example.move", "content": [1] }), "the content of an event is an object"),
        (
            json!({ "type": "org.example.move", "content": { "a": [{ "b": 0.5 }] } }),
            "numbers in an event are whole, and no larger than 2^53 - 1",
        ),
        (
            json!({ "type": "org.example.move", "content": { "a": u64::MAX } }),
            "numbers in an event are whole, and no larger than 2^53 - 1",
        ),
        (json!({ "type": "org.example.move", "content": { "a": long } }), "the event is too long"),
    ] {
        assert_eq!(page.refused("send_event", data.clone()), why, "{data}");
    }
    let ours = json!({ "type": "org.example.board", "state_key": "a", "content": { "n": 1 } });
    assert_eq!(runs(&page.ask("send_event", ours)).len(), 1);
    for _ in 0..MAX_FLOOD {
        page.ask("send_event", json!({ "type": "org.example.move" }));
    }
    assert_eq!(page.refused("send_event", json!({ "type": "org.example.move" })), "too many requests at once");
}

const MAX_FLOOD: usize = super::reads::MAX_RUNS;

#[test]
fn events_are_read_as_they_were_asked_for_and_shown_as_far_as_they_may_be_seen() {
    let mut page = Page::with(&[HEAR_MOVES, BOARD, "m.receive.event:m.room.message#m.text"]);
    let acts = page.ask(
        "org.matrix.msc2876.read_events",
        json!({ "type": "org.example.move", "limit": 5, "since": "$0", "room_ids": [chat()] }),
    );
    let run = &runs(&acts)[0];
    let query = query_of(run);
    assert_eq!((query.limit, query.class, query.since), (5, EventClass::Message, MessageId::parse("$0").ok()));
    let found = [
        happened("$2", other("org.example.move", None, r#"{"n":2}"#)),
        happened("$3", other("org.example.secret", None, "{}")),
        happened("$4", other("org.example.move", None, "broken")),
    ];
    let posted = posts(&page.widget.hear(WidgetSaid::Answered { id: run.0, told: events(&found) }));
    let event = json!({ "type": "org.example.move", "sender": mei(), "event_id": "$2", "room_id": chat(),
                        "origin_server_ts": 5, "content": { "n": 2 }, "unsigned": {} });
    assert_eq!(posted[0]["response"], json!({ "events": [event] }));
    let state = |key: Value| json!({ "type": "org.example.board", "state_key": key });
    for (key, class) in [(json!(true), EventClass::State(None)), (json!(""), EventClass::State(Some(String::new())))] {
        let acts = page.ask("org.matrix.msc2876.read_events", state(key));
        assert_eq!(query_of(&runs(&acts)[0]).class, class);
    }
    for (data, why) in [
        (json!({ "type": "org.example.secret" }), "Cannot read room events of this type"),
        (json!({ "type": "m.room.message" }), "Cannot read room events of this type"),
        (json!({ "type": "m.room.member", "state_key": true }), "Cannot read state events of this type"),
        (json!({ "type": "org.example.move", "limit": 0 }), "Invalid request - limit out of range"),
        (json!({ "type": "org.example.move", "limit": -1 }), "Invalid request - limit out of range"),
        (json!({ "type": "org.example.move", "room_ids": ["!other:example.org"] }), "Unable to access room timeline"),
        (json!({ "type": "org.example.move", "room_ids": 7 }), "Invalid request - room_ids are room ids"),
    ] {
        assert_eq!(page.refused("org.matrix.msc2876.read_events", data.clone()), why, "{data}");
    }
}

#[test]
fn relations_are_found_among_what_may_be_read() {
    let mut page = Page::with(&[HEAR_MOVES, "m.receive.event:m.reaction", MOVES]);
    let acts = page.ask("org.matrix.msc3869.read_relations", json!({ "event_id": "$1", "rel_type": "m.annotation" }));
    let reads = runs(&acts);
    assert_eq!(reads.iter().map(|run| query_of(run).kind).collect::<Vec<_>>(), ["org.example.move", "m.reaction"]);
    let related = |id: &str, to: &str, rel: &str| {
        let content = json!({ "m.relates_to": { "event_id": to, "rel_type": rel } }).to_string();
        happened(id, other("m.reaction", None, &content))
    };
    let found =
        [related("$4", "$1", "m.annotation"), related("$3", "$1", "m.thread"), related("$2", "$0", "m.annotation")];
    assert_eq!(page.widget.hear(WidgetSaid::Answered { id: reads[0].0, told: events(&[]) }), []);
    let posted = posts(&page.widget.hear(WidgetSaid::Answered { id: reads[1].0, told: events(&found) }));
    let chunk = posted[0]["response"]["chunk"].as_array().unwrap();
    assert_eq!(chunk.iter().map(|it| it["event_id"].clone()).collect::<Vec<_>>(), ["$4"]);
    assert_eq!(
        page.told("org.matrix.msc3869.read_relations", json!({ "event_id": "$1", "event_type": "x" })),
        json!({ "chunk": [] })
    );
    let further = json!({ "event_id": "$1", "from": "t" });
    assert_eq!(page.refused("org.matrix.msc3869.read_relations", further), "there are no further pages of relations");
}

#[test]
fn what_happens_is_told_once_and_only_what_may_be_seen() {
    let mut page = Page::with(&[HEAR_MOVES]);
    let all = [
        happened("$1", other("org.example.move", None, r#"{"n":1}"#)),
        happened("$2", other("org.example.secret", None, "{}")),
        happened("$3", other("org.example.move", Some(""), "{}")),
        happened("$4", EventBody::Text("private".into())),
    ];
    let told = posts(&page.widget.hear(WidgetSaid::Happened(Parcel::of(&all.to_vec()))));
    assert_eq!(told.iter().map(|it| it["data"]["event_id"].clone()).collect::<Vec<_>>(), ["$1"]);
    assert_eq!((&told[0]["action"], &told[0]["api"]), (&json!("send_event"), &json!("toWidget")));
    assert_eq!(page.answer(&told[0], json!({})), []);
    assert_eq!(page.widget.hear(WidgetSaid::Happened(Parcel::of(&all.to_vec()))), []);
    let mut stranger = Page::new();
    stranger.widget.hear(WidgetSaid::Loaded);
    assert_eq!(stranger.widget.hear(WidgetSaid::Happened(Parcel::of(&all.to_vec()))), []);
}

#[test]
fn a_page_that_wants_to_hear_of_state_is_told_all_of_it_and_then_what_changes() {
    let mut page = Page::new();
    let greeting = posts(&page.widget.hear(WidgetSaid::Loaded));
    let members = "org.matrix.msc2762.receive.state_event:m.room.member";
    page.answer(&greeting[0], json!({ "capabilities": [BOARD, members] }));
    let acts = page.widget.hear(WidgetSaid::Decided(vec![BOARD.into(), members.into()]));
    let versions = posts(&acts).into_iter().find(|it| it["action"] == "supported_api_versions").unwrap();
    let acts = page.answer(&versions, json!({ "supported_versions": ["0.0.1", UPDATE_STATE] }));
    let reads = runs(&acts);
    assert_eq!(reads.iter().map(|run| query_of(run).class).collect::<Vec<_>>(), vec![EventClass::State(None); 2]);
    let board = happened("$1", other("org.example.board", Some("a"), r#"{"n":1}"#));
    assert_eq!(page.widget.hear(WidgetSaid::Answered { id: reads[0].0, told: events(&[board]) }), []);
    let member = happened("member:1", EventBody::Member("Mei".into()));
    let posted = posts(&page.widget.hear(WidgetSaid::Answered { id: reads[1].0, told: events(&[member]) }));
    let state = posted[0]["data"]["state"].as_array().unwrap();
    assert_eq!((posted[0]["action"].as_str(), state.len()), (Some("update_state"), 2));
    assert_eq!((&state[1]["state_key"], &state[1]["content"]["displayname"]), (&json!(mei()), &json!("Mei")));
    let next = [happened("$2", other("org.example.board", Some("a"), r#"{"n":2}"#))];
    let posted = posts(&page.widget.hear(WidgetSaid::Happened(Parcel::of(&next.to_vec()))));
    assert_eq!(
        posted.iter().map(|it| it["action"].as_str().unwrap()).collect::<Vec<_>>(),
        ["send_event", "update_state"]
    );
}

#[test]
fn looks_are_told_when_the_page_is_ready_and_whenever_they_change() {
    let looks = |dark| WidgetSaid::Looks { dark, language: "zh".into() };
    let mut page = Page::new();
    let greeting = posts(&page.widget.hear(WidgetSaid::Loaded));
    assert_eq!(page.widget.hear(looks(true)), []);
    let posted = posts(&page.answer(&greeting[0], json!({ "capabilities": [] })));
    assert_eq!(posted[1]["data"], json!({ "name": "dark" }));
    assert_eq!((&posted[2]["action"], &posted[2]["data"]), (&json!("language_change"), &json!({ "lang": "zh" })));
    assert_eq!(page.widget.hear(looks(true)), []);
    assert_eq!(posts(&page.widget.hear(looks(false)))[0]["data"], json!({ "name": "light" }));
}

#[test]
fn whatever_is_not_here_is_refused_at_once() {
    let mut page = Page::with(&[]);
    assert_eq!(page.told("get_openid", json!({})), json!({ "state": "blocked" }));
    assert_eq!(page.told("set_always_on_screen", json!({ "value": true })), json!({ "success": false }));
    for action in
        ["m.sticker", "open_modal", "close_modal", "send_to_device", "watch_turn_servers", "x".repeat(255).as_str()]
    {
        assert!(page.refused(action, json!({})).starts_with("Unknown or unsupported from-widget action: "), "{action}");
    }
    let acts = page.ask("io.element.close", json!({}));
    assert_eq!((posts(&acts)[0]["response"].clone(), acts.last()), (json!({}), Some(&WidgetAct::Close)));
}

#[test]
fn hostile_messages_do_nothing() {
    let mut page = Page::with(&[HEAR_MOVES]);
    let base =
        json!({ "api": "fromWidget", "requestId": "1", "action": "content_loaded", "widgetId": "w", "data": {} });
    for (field, value) in [
        ("api", json!("toWidget")),
        ("api", json!(1)),
        ("requestId", json!("")),
        ("requestId", json!({ "toString": 1 })),
        ("requestId", json!("x".repeat(256))),
        ("action", json!(null)),
        ("widgetId", json!([])),
        ("response", json!({})),
    ] {
        let mut message = base.clone();
        message[field] = value;
        assert_eq!(page.post(message.clone()), [], "{message}");
    }
    for text in ["", "7", "null", "[]", "{", &"[".repeat(10_000), &format!("\"{}\"", "x".repeat(1 << 20))] {
        assert_eq!(page.widget.hear(WidgetSaid::Page(text.into())), []);
    }
    // Answers that nobody asked for, and lists without end.
    let answer = json!({ "api": "toWidget", "requestId": "teahouse-1", "action": "capabilities", "widgetId": "w",
                         "response": { "capabilities": [MOVES] } });
    assert_eq!(page.post(answer), []);
    let mut greeted = Page::new();
    let greeting = posts(&greeted.widget.hear(WidgetSaid::Loaded));
    let many: Vec<_> = (0..1_000).map(|n| format!("org.matrix.msc2762.send.event:org.example.{n}")).collect();
    assert_eq!(asked(&greeted.answer(&greeting[0], json!({ "capabilities": many }))).len(), 64);
    for data in [json!(null), json!(7), json!([]), json!("x")] {
        assert!(page.refused("send_event", data.clone()).starts_with("Invalid request"), "{data}");
    }
}

#[test]
fn a_program_that_is_in_no_chat_is_granted_nothing() {
    let mut page = Page::new();
    page.widget.chat = None;
    let greeting = posts(&page.widget.hear(WidgetSaid::Loaded));
    let acts = page.answer(&greeting[0], json!({ "capabilities": [MOVES] }));
    assert_eq!(posts(&acts)[0]["data"], json!({ "requested": [MOVES], "approved": [] }));
    assert_eq!(
        page.refused("send_event", json!({ "type": "org.example.move" })),
        "the program was not opened from a chat"
    );
}

#[test]
fn what_was_granted_is_remembered_where_it_was_granted() {
    let platform = Platform { now: || Timestamp(1), random: || [7; 16], verify: signing::verify };
    let engine = futures::executor::block_on(ShelfEngine::open(MemoryStore::default(), platform)).unwrap();
    let tab = || engine.connect(futures::channel::mpsc::unbounded().0);
    let act = |tab: &super::super::ShelfSession<MemoryStore>, command| {
        answered(futures::executor::block_on(tab.run(ask(&mei(), &command))))
    };
    let package = zip(&[Member::new("index.html", b"<p>"), Member::new("manifest.toml", b"name = \"Board\"")]);
    let installed = act(&tab(), ShelfCommand::Install { file: "board.xdc".into(), package });
    let Ok(ShelfAnswer::Program { program, .. }) = installed else { panic!("{installed:?}") };
    let card = |message: &str| Some(Card { chat: chat(), message: MessageId::parse(message).unwrap() });
    // The page wants to send moves: what is the person asked, and what does the page hear at once?
    let wants = |message: &str, decided: Option<&str>| {
        let tab = tab();
        let say = |said| match act(&tab, ShelfCommand::Widget { program: program.clone(), card: card(message), said }) {
            Ok(ShelfAnswer::Widget(acts)) => acts,
            other => panic!("{other:?}"),
        };
        let mut greeting = posts(&say(WidgetSaid::Loaded)).remove(0);
        greeting["response"] = json!({ "capabilities": [MOVES] });
        let acts = say(WidgetSaid::Page(greeting.to_string()));
        if let Some(name) = decided {
            say(WidgetSaid::Decided(vec![name.into()]));
        }
        asked(&acts).len()
    };
    assert_eq!((wants("$1", Some("other")), wants("$1", Some(MOVES))), (1, 1), "a no is for one time");
    assert_eq!((wants("$1", None), wants("$2", None)), (0, 1), "a yes is for one card");
    act(&tab(), ShelfCommand::Empty { program: program.clone() }).unwrap();
    assert_eq!(wants("$1", None), 1, "it went with everything that the program kept");
    act(&tab(), ShelfCommand::Uninstall { program: program.clone() }).unwrap();
    let gone = ShelfCommand::Widget { program: program.clone(), card: card("$1"), said: WidgetSaid::Loaded };
    assert_eq!(act(&tab(), gone), Err(Failure::NotFound));
}
