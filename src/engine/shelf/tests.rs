//! The shelf, on a store that forgets.

mod chats;
mod data;
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
    assert_eq!(desk.shelf()[0].used, None, "it is on its way");
    assert_eq!(desk.act(ShelfCommand::Used { program: program.clone() }), Ok(ShelfAnswer::Done));
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
    let mail = "mailto:tea@example.org?subject=Sunday";
    assert!(matches!(open(mail, None), Outcome::Asks { .. }));
    for wrong in [
        "javascript:alert(1)",
        "mailto:",
        "mailto:a b@example.org",
        "file:///etc/passwd",
        "https://a.example https://b.example",
        "",
        "https://",
    ] {
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
