//! The shelf, on a store that forgets.

mod letters;
mod remote;
mod signature;

use futures::executor::block_on;
use serde_json::{Value, json};

use super::store::memory::MemoryStore;
use super::*;
use crate::backend::diff::VectorDiff;
use crate::backend::shelf::{Parcel, ShelfAnswer, ShelfCommand, ShelfEvent, answered, ask};
use crate::backend::{Backend, Command, Watch};
use crate::domain::id::{ChatId, MessageId};
use crate::domain::mini::aside::Aside;
use crate::domain::mini::broker::{Reply, Standing};
use crate::domain::mini::capability::Capability;
use crate::domain::mini::host::{Code, Effect, Outcome, Refused};
use crate::domain::mini::program::Card;
use crate::domain::mini::quota::MAX_VALUE_BYTES;
use crate::domain::mini::refusal::PackageError;
use crate::domain::mini::update::{MAX_UPDATE_BYTES, SharedUpdate};
use crate::package::tests::zip::{Member, zip};

const NOW: Timestamp = Timestamp(1_000_000);

fn engine() -> ShelfEngine<MemoryStore> {
    let platform = Platform { now: || NOW, random: || [7; 16], verify: signature::verify };
    block_on(ShelfEngine::open(MemoryStore::default(), platform)).unwrap()
}

fn owner(n: u8) -> PersonId {
    PersonId::random([n; 16])
}

fn xdc(page: &str) -> Vec<u8> {
    zip(&[Member::new("index.html", page.as_bytes()), Member::new("manifest.toml", b"name = \"Poll\"")])
}

fn mini(code: u32, wants: &str) -> Vec<u8> {
    let manifest = format!(
        r#"{{ "app_id": "org.example.poll", "name": "Poll", "version": {{ "code": {code}, "name": "1.{code}" }},
            "req_permissions": [{wants}] }}"#
    );
    zip(&[Member::new("index.html", b"<p>"), Member::new("manifest.json", manifest.as_bytes())])
}

struct Desk {
    engine: ShelfEngine<MemoryStore>,
    session: ShelfSession<MemoryStore>,
    events: mpsc::UnboundedReceiver<Event>,
    owner: PersonId,
    /// From which message the program is open.
    card: Option<Card>,
}

impl Desk {
    fn new() -> Self {
        let engine = engine();
        let (events_in, events) = mpsc::unbounded();
        let session = engine.connect(events_in);
        Self { engine, session, events, owner: owner(1), card: None }
    }

    fn act(&self, command: ShelfCommand) -> Result<ShelfAnswer, Failure> {
        answered(block_on(self.session.run(ask(&self.owner, &command))))
    }

    fn install(&self, package: Vec<u8>) -> ProgramId {
        match self.act(ShelfCommand::Install { file: "poll.xdc".into(), package }) {
            Ok(ShelfAnswer::Program { program, .. }) => program,
            other => panic!("{other:?}"),
        }
    }

    fn call(&self, program: &ProgramId, method: &str, params: Value, reply: Option<Reply>) -> Outcome {
        let call = json!({ "method": method, "params": params }).to_string();
        match self.act(ShelfCommand::Call { program: program.clone(), card: self.card.clone(), call, reply }) {
            Ok(ShelfAnswer::Outcome(outcome)) => outcome,
            other => panic!("{other:?}"),
        }
    }

    fn value(&self, program: &ProgramId, method: &str, params: Value) -> Value {
        match self.call(program, method, params, None) {
            Outcome::Done(json) => serde_json::from_str(&json).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    fn refused(&self, program: &ProgramId, method: &str, params: Value) -> Code {
        match self.call(program, method, params, None) {
            Outcome::Refused(Refused { code, .. }) => code,
            other => panic!("{other:?}"),
        }
    }

    fn launch(&self, program: &ProgramId) -> crate::domain::mini::program::Launch {
        match self.act(ShelfCommand::Launch { program: program.clone(), card: self.card.clone() }) {
            Ok(ShelfAnswer::Launch(launch)) => *launch,
            other => panic!("{other:?}"),
        }
    }

    fn told(&mut self) -> Vec<ShelfEvent> {
        let mut told = Vec::new();
        while let Ok(event) = self.events.try_recv() {
            let Event::Shelf { programs, .. } = event else { panic!() };
            told.push(programs.open().unwrap());
        }
        told
    }

    fn program(&self, id: &ProgramId) -> Program {
        self.shelf().into_iter().find(|it| it.id == *id).unwrap()
    }

    fn shelf(&self) -> Vec<Program> {
        self.engine.0.shelf(&self.owner)
    }
}

#[test]
fn a_program_comes_is_opened_and_goes_with_everything_it_kept() {
    let mut desk = Desk::new();
    block_on(desk.session.run(Command::Watch(Watch::Shelf(desk.owner.clone())))).unwrap();
    let program = desk.install(xdc("<p>tea"));
    assert_eq!(desk.shelf()[0].manifest.name.as_str(), "Poll");
    let launch = desk.launch(&program);
    assert_eq!((launch.start.as_str(), launch.files.len(), launch.name.as_str()), ("index.html", 2, "Poll"));
    assert_eq!(launch.files[0].1.media_type, "text/html");
    assert_eq!(desk.shelf()[0].used, Some(NOW));
    assert_eq!(desk.value(&program, "storage.set", json!({ "key": "a", "value": [1] })), Value::Null);
    assert_eq!(desk.engine.0.store.count(), (1, 1));
    assert_eq!(desk.act(ShelfCommand::Uninstall { program: program.clone() }), Ok(ShelfAnswer::Done));
    assert_eq!(desk.engine.0.store.count(), (0, 0));
    assert_eq!(desk.act(ShelfCommand::Launch { program, card: None }), Err(Failure::NotFound));
    let told = desk.told();
    assert_eq!(told[0], [VectorDiff::Reset(Vec::new())]);
    assert_eq!(told.len(), 4, "nobody was told of what the shelf does not show: {told:?}");
}

#[test]
fn a_package_that_is_none_says_why_and_changes_nothing() {
    let desk = Desk::new();
    let install = |package: &[u8]| desk.act(ShelfCommand::Install { file: "x.xdc".into(), package: package.into() });
    assert_eq!(install(b"PK"), Ok(ShelfAnswer::Refused(PackageError::Damaged)));
    assert_eq!(install(&zip(&[Member::new("a.html", b"")])), Ok(ShelfAnswer::Refused(PackageError::NoStart)));
    assert!(desk.shelf().is_empty());
    desk.engine.0.store.set_full(true);
    assert_eq!(install(&xdc("")), Err(Failure::StorageFull));
    assert!(desk.shelf().is_empty());
}

#[test]
fn another_version_takes_the_place_of_the_one_before_and_one_can_go_back() {
    let desk = Desk::new();
    let scan = r#"{ "name": "links", "reason": "To show the rules" }"#;
    let program = desk.install(mini(1, scan));
    desk.value(&program, "storage.set", json!({ "key": "a", "value": 1 }));
    let always = Some(Standing::Never);
    desk.act(ShelfCommand::Permit { program: program.clone(), capability: Capability::Links, standing: always })
        .unwrap();
    let again = desk.act(ShelfCommand::Install { file: "x".into(), package: mini(1, scan) });
    assert_eq!(again, Ok(ShelfAnswer::Program { program: program.clone(), name: "Poll".into(), update: true }));
    assert_eq!(desk.shelf()[0].before, None, "the same package changes nothing");
    assert_eq!(desk.install(mini(2, scan)), program);
    assert_eq!(desk.install(mini(3, scan)), program);
    assert_eq!(desk.engine.0.store.count(), (2, 1), "one version before is kept, and what the program keeps");
    assert_eq!((desk.shelf()[0].manifest.version.as_str(), desk.shelf()[0].before.as_deref()), ("1.3", Some("1.2")));
    desk.act(ShelfCommand::GoBack { program: program.clone() }).unwrap();
    assert_eq!((desk.shelf()[0].manifest.version.as_str(), desk.shelf()[0].before.as_deref()), ("1.2", None));
    assert_eq!(desk.act(ShelfCommand::GoBack { program: program.clone() }), Err(Failure::NotFound));
    assert_eq!(desk.refused(&program, "links.open", json!({ "url": "https://example.org" })), Code::Denied);
}

#[test]
fn two_people_have_two_shelves_one_package_and_names_that_nobody_can_compare() {
    let mut desk = Desk::new();
    let program = desk.install(xdc("a"));
    let other = desk.install(xdc("b"));
    let first = desk.launch(&program).pseudonym;
    assert_eq!(first, desk.launch(&program).pseudonym);
    assert_ne!(first, desk.launch(&other).pseudonym);
    desk.value(&program, "storage.set", json!({ "key": "a", "value": 1 }));
    desk.owner = owner(2);
    assert!(desk.shelf().is_empty());
    assert_eq!(desk.install(xdc("a")), program);
    assert_eq!(desk.engine.0.store.count(), (2, 1));
    assert_eq!(desk.value(&program, "storage.get", json!({ "key": "a" })), Value::Null);
    assert_eq!(desk.act(ShelfCommand::Forget), Ok(ShelfAnswer::Done));
    assert!(desk.shelf().is_empty());
    desk.owner = owner(1);
    assert_eq!((desk.shelf().len(), desk.engine.0.store.count()), (2, (2, 1)));
    desk.act(ShelfCommand::Forget).unwrap();
    assert_eq!(desk.engine.0.store.count(), (0, 0));
}

#[test]
fn what_is_asked_first_is_done_only_after_a_yes() {
    let desk = Desk::new();
    let program = desk.install(mini(1, r#"{ "name": "links", "reason": "To show the rules" }, { "name": "profile" }"#));
    let open = |url: &str, reply| desk.call(&program, "links.open", json!({ "url": url }), reply);
    let asks =
        |capability, reason: &str, effect, always| Outcome::Asks { capability, reason: reason.into(), effect, always };
    assert_eq!(
        open("https://example.org/", None),
        asks(Capability::Links, "To show the rules", Effect::Open("https://example.org/".into()), false)
    );
    assert_eq!(
        open("https://example.org/", Some(Reply::Once)),
        Outcome::Does(Effect::Open("https://example.org/".into()))
    );
    assert!(matches!(open("https://example.org/", None), Outcome::Asks { .. }), "once is once");
    for wrong in ["javascript:alert(1)", "file:///etc/passwd", "https://a.example https://b.example", "", "https://"] {
        assert_eq!(desk.refused(&program, "links.open", json!({ "url": wrong })), Code::Malformed, "{wrong}");
    }
    let name = |reply| desk.call(&program, "profile.get", json!({}), reply);
    assert_eq!(name(None), asks(Capability::Profile, "", Effect::Tell, true));
    assert_eq!(name(Some(Reply::ForGood(Standing::Always))), Outcome::Does(Effect::Tell));
    assert_eq!(name(None), Outcome::Does(Effect::Tell));
    let take_back =
        |standing| ShelfCommand::Permit { program: program.clone(), capability: Capability::Profile, standing };
    desk.act(take_back(Some(Standing::Never))).unwrap();
    assert_eq!(desk.refused(&program, "profile.get", json!({})), Code::Denied);
    let Ok(ShelfAnswer::About(about)) = desk.act(ShelfCommand::Look { program: program.clone() }) else { panic!() };
    assert_eq!(about.wants[1], (Capability::Links, "To show the rules".into(), None));
    assert!(about.log.iter().any(|line| line.capability == Capability::Profile && line.refused.is_some()));
}

#[test]
fn a_yes_does_not_help_what_the_manifest_does_not_name() {
    let desk = Desk::new();
    let program = desk.install(mini(1, ""));
    let reply = Some(Reply::ForGood(Standing::Always));
    let outcome = desk.call(&program, "profile.get", json!({}), reply);
    assert!(matches!(outcome, Outcome::Refused(Refused { code: Code::Denied, .. })), "{outcome:?}");
}

#[test]
fn calls_that_make_no_sense_are_refused_with_what_is_wrong() {
    let desk = Desk::new();
    let program = desk.install(mini(1, ""));
    for (method, params, code) in [
        ("everything.do", json!({}), Code::UnknownMethod),
        ("storage.get", json!({}), Code::Malformed),
        ("storage.set", json!({ "key": 1, "value": 1 }), Code::Malformed),
        ("storage.set", json!({ "key": "k".repeat(300), "value": 1 }), Code::Quota),
        ("storage.set", json!({ "key": "k", "value": "x".repeat(MAX_VALUE_BYTES) }), Code::Quota),
        ("local.set", json!({ "key": "k", "value": 1 }), Code::Malformed),
        ("updates.send", json!({ "update": 1 }), Code::Malformed),
        ("updates.send", json!({ "update": { "payload": "x".repeat(2 * MAX_UPDATE_BYTES) } }), Code::Quota),
        ("__proto__", json!({}), Code::UnknownMethod),
    ] {
        assert_eq!(desk.refused(&program, method, params), code, "{method}");
    }
    let raw = |call: &str| {
        desk.act(ShelfCommand::Call { program: program.clone(), card: None, call: call.into(), reply: None })
    };
    for nonsense in ["", "[]", "{", "null", r#"{"method":1}"#, &"[".repeat(100_000), &" ".repeat(3 << 20)] {
        let Ok(ShelfAnswer::Outcome(Outcome::Refused(refused))) = raw(nonsense) else { panic!("{nonsense}") };
        assert_eq!(refused.code, Code::Malformed);
        assert!(refused.why.len() < 400);
    }
}

#[test]
fn eleven_megabytes_are_not_kept_and_what_fits_stays() {
    let desk = Desk::new();
    let program = desk.install(mini(1, ""));
    let text = "x".repeat(MAX_VALUE_BYTES - 100);
    for number in 0..10 {
        desk.value(&program, "storage.set", json!({ "key": number.to_string(), "value": text }));
    }
    assert_eq!(desk.refused(&program, "storage.set", json!({ "key": "11", "value": text })), Code::Quota);
    assert_eq!(desk.value(&program, "storage.keys", json!({})).as_array().unwrap().len(), 10);
    desk.value(&program, "storage.clear", json!({}));
    assert_eq!(desk.value(&program, "storage.keys", json!({})), json!([]));
    desk.engine.0.store.set_full(true);
    assert_eq!(desk.refused(&program, "storage.set", json!({ "key": "a", "value": 1 })), Code::Storage);
}

#[test]
fn updates_are_numbered_and_come_back_in_order() {
    let desk = Desk::new();
    let program = desk.install(xdc("a"));
    for number in 1..=12 {
        let sent = desk.value(&program, "updates.send", json!({ "update": { "payload": number, "info": "i" } }));
        assert_eq!(sent, json!({ "serial": number }));
    }
    let since = desk.value(&program, "updates.since", json!({ "serial": 10 }));
    assert_eq!(
        since,
        json!({ "last": 12, "updates": [[11, { "payload": 11, "info": "i" }], [12, { "payload": 12, "info": "i" }]] })
    );
    assert_eq!(desk.value(&program, "updates.since", json!({}))["updates"].as_array().unwrap().len(), 12);
    desk.value(&program, "local.set", json!({ "key": "score", "value": "7" }));
    assert_eq!(desk.launch(&program).local, [("score".into(), "7".into())]);
    desk.value(&program, "storage.clear", json!({}));
    assert_eq!(desk.launch(&program).local.len(), 1);
    let parcel = Parcel::of(&1_u8);
    assert!(parcel.open::<ShelfEvent>().is_err());
}

fn card(n: u8) -> Card {
    Card { chat: ChatId::random([9; 16]), message: MessageId::random([n; 16]) }
}

fn shared(n: u8, text: &str) -> SharedUpdate {
    SharedUpdate { id: MessageId::random([n; 16]), sender: owner(n), text: text.into() }
}

impl Desk {
    fn bring(&self, n: u8, package: Vec<u8>) -> ProgramId {
        match self.act(ShelfCommand::Bring { card: card(n), file: "poll.xdc".into(), package }) {
            Ok(ShelfAnswer::Program { program, .. }) => program,
            other => panic!("{other:?}"),
        }
    }

    fn receive(&self, program: &ProgramId, n: u8, updates: Vec<SharedUpdate>) -> u32 {
        match self.act(ShelfCommand::Receive { program: program.clone(), card: card(n), updates }) {
            Ok(ShelfAnswer::Received { fresh }) => fresh,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_a_message_brings_is_the_very_same_program_or_another_one() {
    let desk = Desk::new();
    let mine = desk.install(mini(1, ""));
    assert_eq!(desk.act(ShelfCommand::Brought { card: card(1) }), Err(Failure::NotFound));
    assert_eq!(desk.bring(1, mini(1, "")), mine, "the very same package");
    // Whoever sends another one under its name gets at nothing of it.
    let other = desk.bring(2, mini(9, ""));
    assert_ne!(other, mine);
    assert_eq!((desk.shelf().len(), desk.program(&mine).manifest.version_code), (2, 1));
    let brought = |n| desk.act(ShelfCommand::Brought { card: card(n) });
    let answer =
        |program: &ProgramId| ShelfAnswer::Program { program: program.clone(), name: "Poll".into(), update: true };
    assert_eq!((brought(1), brought(2)), (Ok(answer(&mine)), Ok(answer(&other))));
    // Another version of one's own is none of what the others in the chat have.
    assert_eq!(desk.install(mini(2, "")), mine);
    assert_eq!(brought(1), Err(Failure::NotFound));
    assert_ne!(desk.bring(1, mini(1, "")), mine);
    desk.act(ShelfCommand::GoBack { program: mine.clone() }).unwrap();
    desk.act(ShelfCommand::Uninstall { program: other }).unwrap();
    assert_eq!(brought(2), Err(Failure::NotFound), "it is taken in once more when it is wanted");
    let broken = ShelfCommand::Bring { card: card(3), file: "x.xdc".into(), package: b"PK".to_vec() };
    assert_eq!(desk.act(broken), Ok(ShelfAnswer::Refused(PackageError::Damaged)));
    let Ok(ShelfAnswer::Package { file, package }) = desk.act(ShelfCommand::Pack { program: mine }) else { panic!() };
    assert_eq!((file.as_str(), package), ("Poll.xdc", mini(1, "")), "it goes on as it came");
}

#[test]
fn what_a_program_keeps_in_one_chat_is_not_there_in_another() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    assert_eq!(desk.bring(2, xdc("a")), program);
    let places = [None, Some(card(1)), Some(card(2))];
    let mut names = Vec::new();
    for (number, place) in places.iter().enumerate() {
        desk.card = place.clone();
        names.push(desk.launch(&program).pseudonym);
        assert_eq!(desk.value(&program, "storage.get", json!({ "key": "k" })), Value::Null);
        desk.value(&program, "storage.set", json!({ "key": "k", "value": number }));
        desk.value(&program, "local.set", json!({ "key": "l", "value": number.to_string() }));
    }
    for (number, place) in places.into_iter().enumerate() {
        desk.card = place;
        assert_eq!(desk.value(&program, "storage.get", json!({ "key": "k" })), json!(number));
        assert_eq!(desk.value(&program, "storage.keys", json!({})), json!(["k"]));
        assert_eq!(desk.launch(&program).local, [("l".into(), number.to_string())]);
    }
    assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2]);
    desk.card = Some(card(1));
    desk.value(&program, "storage.clear", json!({}));
    desk.card = Some(card(2));
    assert_eq!(desk.value(&program, "storage.keys", json!({})), json!(["k"]));
}

#[test]
fn what_a_chat_tells_is_numbered_once_and_what_is_said_goes_to_the_chat() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let said = desk.call(&program, "updates.send", json!({ "update": { "payload": 1 } }), None);
    assert_eq!(said, Outcome::Does(Effect::Update { text: r#"{"payload":1}"#.into(), aside: Aside::default() }));
    assert_eq!(desk.value(&program, "updates.since", json!({})), json!({ "last": 0, "updates": [] }));
    let first = vec![shared(1, r#"{"payload":"a b"}"#), shared(2, r#"{"payload":2}"#)];
    assert_eq!(desk.receive(&program, 1, first.clone()), 2);
    let again = first.into_iter().rev().chain([shared(3, r#"{"payload":3}"#)]).collect();
    assert_eq!(desk.receive(&program, 1, again), 1, "what is told twice is one");
    // The name of an update is its sender's alone.
    let imitated = SharedUpdate { sender: owner(9), ..shared(1, r#"{"payload":4}"#) };
    assert_eq!(desk.receive(&program, 1, vec![imitated]), 1);
    for nonsense in
        ["", "1", "[]", "null", "{", "{}]", &format!("{{\"payload\":\"{}\"}}", "x".repeat(2 * MAX_UPDATE_BYTES))]
    {
        assert_eq!(desk.receive(&program, 1, vec![shared(8, nonsense)]), 0, "{nonsense:.20}");
    }
    let since = desk.value(&program, "updates.since", json!({ "serial": 1 }));
    let all = json!([[2, { "payload": 2 }], [3, { "payload": 3 }], [4, { "payload": 4 }]]);
    assert_eq!(since, json!({ "last": 4, "updates": all }));
    desk.card = Some(card(2));
    assert_eq!(desk.value(&program, "updates.since", json!({}))["last"], 0, "another chat has nothing of it");
    let elsewhere = Card { chat: ChatId::random([8; 16]), ..card(1) };
    desk.card = Some(elsewhere);
    assert_eq!(desk.value(&program, "updates.since", json!({}))["last"], 0, "nor has the same message elsewhere");
}

#[test]
fn what_an_update_says_for_the_chat_is_read_from_texts_only_and_stays_in_the_update() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let said = |update: Value| match desk.call(&program, "updates.send", json!({ "update": update }), None) {
        Outcome::Does(Effect::Update { text, aside }) => {
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), update);
            aside.fields().map(|(name, said)| format!("{name}={said}")).collect::<Vec<_>>().join(" ")
        }
        other => panic!("{other:?}"),
    };
    let all =
        json!({ "payload": 1, "info": "Ada\nvoted", "href": "index.html#a", "document": "Tea", "summary": "2 votes" });
    assert_eq!(said(all), "info=Ada voted href=index.html#a document=Tea summary=2 votes");
    assert_eq!(said(json!({ "info": 7, "document": ["Tea"], "summary": null, "href": {} })), "");
    assert_eq!(said(json!({ "info": " ", "href": "index.html", "summary": "" })), "summary=");
    for out in ["https://example.org/", "//example.org", "/x", "../x", "javascript:alert(1)", "a\\..\\b"] {
        assert_eq!(said(json!({ "info": "x", "href": out })), "info=x", "{out}");
    }
    // One that fits by itself, and not together with what would be said.
    let full = json!({ "payload": "x".repeat(44_500), "info": "x".repeat(300) });
    let refused = desk.call(&program, "updates.send", json!({ "update": full }), None);
    assert!(matches!(refused, Outcome::Refused(Refused { code: Code::Quota, .. })), "{refused:?}");
}

#[test]
fn a_program_that_shares_without_end_is_slowed_down_and_others_fill_nothing_of_its_own() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let send = || desk.call(&program, "updates.send", json!({ "update": { "payload": 1 } }), None);
    let taken = (0..500).map(|_| send()).filter(|it| matches!(it, Outcome::Does(_))).count();
    assert_eq!(taken, 200, "the clock of this test stands still");
    let long = format!("{{\"payload\":\"{}\"}}", "x".repeat(MAX_UPDATE_BYTES));
    let many = |from: u64| {
        let id = |n: u64| MessageId::random(u128::from(n).to_be_bytes());
        (from..from + 100).map(|n| SharedUpdate { id: id(n), sender: owner(2), text: long.clone() }).collect()
    };
    let received: u32 = (0..8).map(|round| desk.receive(&program, 1, many(round * 100))).sum();
    assert!((600..700).contains(&received), "20 MB and no more: {received}");
    let again: u32 = (0..8).map(|round| desk.receive(&program, 1, many(round * 100))).sum();
    assert_eq!(again, 0, "what is told again is there already");
    // They come in pages, and all of them do.
    let (mut serial, mut pages) = (0, 0);
    loop {
        let page = desk.value(&program, "updates.since", json!({ "serial": serial }));
        let updates = page["updates"].as_array().unwrap();
        assert!(updates.len() < 20 && page["last"] == received);
        let Some(last) = updates.last() else { break };
        (serial, pages) = (last[0].as_u64().unwrap(), pages + 1);
    }
    assert!(serial == u64::from(received) && pages > 30);
    desk.card = None;
    assert_eq!(desk.value(&program, "storage.set", json!({ "key": "k", "value": 1 })), Value::Null);
}

#[test]
fn what_is_told_again_takes_no_room_from_what_is_new() {
    let mut desk = Desk::new();
    let program = desk.bring(1, xdc("a"));
    desk.card = Some(card(1));
    let long = format!("{{\"payload\":\"{}\"}}", "x".repeat(MAX_UPDATE_BYTES));
    let update = |n: u64| SharedUpdate {
        id: MessageId::random(u128::from(n).to_be_bytes()),
        sender: owner(2),
        text: long.clone(),
    };
    // Twelve megabytes, told at every opening.
    assert_eq!(desk.receive(&program, 1, (0..375).map(update).collect()), 375);
    assert_eq!(desk.receive(&program, 1, (0..376).map(update).collect()), 1);
}

#[test]
fn a_name_is_told_in_one_chat_and_can_be_taken_back() {
    let mut desk = Desk::new();
    let program = desk.bring(1, mini(1, ""));
    let name = |n, on| desk.act(ShelfCommand::Name { program: program.clone(), card: card(n), on });
    assert_eq!(name(1, true), Ok(ShelfAnswer::Done));
    for (place, named) in [(Some(card(1)), true), (Some(card(2)), false), (None, false)] {
        desk.card = place;
        assert_eq!(desk.launch(&program).named, named);
    }
    let name = |n, on| desk.act(ShelfCommand::Name { program: program.clone(), card: card(n), on });
    assert_eq!(name(1, false), Ok(ShelfAnswer::Done));
    desk.card = Some(card(1));
    assert!(!desk.launch(&program).named);
}
