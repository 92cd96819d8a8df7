//! The contract suite against an engine in the page, on real IndexedDB; and what a real store can suffer.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "contract/device.rs"]
mod device;
#[path = "contract/events.rs"]
mod events;
#[path = "contract/files.rs"]
mod files;
#[path = "contract/groups.rs"]
mod groups;
#[path = "contract/in_process.rs"]
mod in_process;
#[path = "contract/suite.rs"]
mod suite;
#[path = "contract/tab.rs"]
mod tab;

use futures::channel::mpsc;
use idb::{DatabaseEvent, Factory, KeyPath};
use js_sys::{Object, Reflect};
use teahouse::backend::client::Client;
use teahouse::backend::{Answer, Backend, Command, Engine, Failure, Update};
use teahouse::domain::id::{MessageId, PersonId};
use teahouse::domain::message::{Body, Delivery};
use teahouse::domain::mini::signature::Verdict;
use teahouse::domain::person::guide_id;
use teahouse::engine::local::store::indexed_db::IndexedDbStore;
use teahouse::engine::local::{LocalEngine, Platform};
use teahouse::web::ed25519::verify;
use teahouse::web::lock;
use teahouse::web::platform::{now, random};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use tab::{Place, Tab, text_of};

wasm_bindgen_test_configure!(run_in_browser);

struct InPage(LocalEngine<IndexedDbStore>);

impl Place for InPage {
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>) {
        let (client, updates, task) = in_process::connect(&self.0);
        spawn_local(task);
        (client, updates)
    }
}

async fn open(name: &str) -> LocalEngine<IndexedDbStore> {
    let store = IndexedDbStore::open(name).await.unwrap();
    LocalEngine::open(store, Platform { now, random }).await.unwrap()
}

async fn in_page(name: &str) -> InPage {
    let engine = open(name).await;
    spawn_local(engine.pump());
    InPage(engine)
}

fn new_name() -> String {
    format!("test-{:x}", u128::from_be_bytes(random()))
}

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[wasm_bindgen_test] async fn $name() { $suite::$name(&in_page("contract").await).await })*
    };
}
everywhere!(suite, tests);
on_a_device!(device, tests);
in_groups!(groups, tests);
sending_files!(files, tests);
exchanging_events!(events, tests);

#[wasm_bindgen_test]
async fn everything_is_there_for_the_next_engine() {
    let name = new_name();
    let mut first = Tab::of(&in_page(&name).await, "Mei").await;
    let chat = first.chat_with(&guide_id()).await;
    first.send(&chat, "hello").await;
    first.timeline_when(&chat, |messages| messages.len() == 3).await;
    first.done(Command::SetDraft { chat: chat.clone(), text: "half".into() }).await;
    let me = first.me();
    drop(first);

    let mut second = Tab::new(&in_page(&name).await).await;
    second.open(&me).await;
    second.chats_when(|rows| rows.iter().any(|row| row.draft == "half")).await;
    let messages = second.timeline_when(&chat, |messages| messages.len() == 3).await;
    assert_eq!(text_of(&messages[1]), "hello");
}

#[wasm_bindgen_test]
async fn what_one_engine_queued_the_next_delivers_once_and_in_order() {
    let name = new_name();
    // Nobody pumps this engine: it ends with its queue full.
    let engine = open(&name).await;
    let session = engine.connect(mpsc::unbounded().0);
    let me = PersonId::random(random());
    session.run(Command::CreateProfile { id: me.clone(), name: "Mei".into() }).await.unwrap();
    session.run(Command::Open { profile: me.clone() }).await.unwrap();
    let Ok(Answer::Chat(chat)) = session.run(Command::StartChat { with: guide_id() }).await else { panic!() };
    for number in 0..3 {
        let id = MessageId::random(random());
        session.run(Command::Send { chat: chat.clone(), id, text: number.to_string(), reply: None }).await.unwrap();
    }
    drop((session, engine));

    let mut tab = Tab::new(&in_page(&name).await).await;
    tab.open(&me).await;
    let messages = tab.timeline_when(&chat, |messages| messages.len() == 7).await;
    let mine: Vec<_> = messages.iter().filter(|message| message.sender == me).map(text_of).collect();
    assert_eq!(mine, ["0", "1", "2"]);
    assert!(messages.iter().all(|message| message.delivery == Delivery::Sent));
}

#[wasm_bindgen_test]
async fn a_damaged_record_is_shown_as_such_and_its_neighbours_are_well() {
    let name = new_name();
    let mut tab = Tab::of(&in_page(&name).await, "Mei").await;
    let chat = tab.chat_with(&guide_id()).await;
    tab.send(&chat, "hello").await;
    tab.timeline_when(&chat, |messages| messages.len() == 3).await;
    let damaged = Object::new();
    for (field, value) in
        [("chat", JsValue::from_str(chat.as_str())), ("seq", 2.into()), ("id", "x".into()), ("at", "?".into())]
    {
        Reflect::set(&damaged, &field.into(), &value).unwrap();
    }
    put(&name, "messages", &damaged).await;
    let profile = Object::new();
    Reflect::set(&profile, &"id".into(), &"damaged".into()).unwrap();
    put(&name, "profiles", &profile).await;

    let place = in_page(&name).await;
    let mut again = Tab::new(&place).await;
    let opened = again.run(Command::Open { profile: tab.me() }).await;
    assert!(matches!(opened, Ok(Answer::Opened { damaged: 1, .. })), "{opened:?}");
    again.open(&tab.me()).await;
    let messages = again.timeline_when(&chat, |messages| messages.len() == 3).await;
    assert_eq!(messages[1].body, Body::Unreadable);
    assert!(matches!((&messages[0].body, &messages[2].body), (Body::Guide(_), Body::Guide(_))));
    assert_eq!(count(&name, "profiles").await, 2, "nothing is deleted");
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_as_it_is() {
    let name = new_name();
    let mut request = Factory::new().unwrap().open(&name, Some(99)).unwrap();
    request.on_upgrade_needed(|event| {
        let database = event.database().unwrap();
        database.create_object_store("future", idb::ObjectStoreParams::new()).unwrap();
    });
    request.await.unwrap().close();
    let opened = IndexedDbStore::open(&name).await.err();
    assert_eq!(opened, Some(Failure::StorageNewer { found: 99, known: 4 }));
    let database = Factory::new().unwrap().open(&name, None).unwrap().await.unwrap();
    assert_eq!((database.version().unwrap(), database.store_names()), (99, vec!["future".to_owned()]));
}

/// The database as the first version made it, with two people who talked.
const FIRST: &str = r#"{
    "profiles": [{ "id": "mei", "name": "Mei", "created": 1 }, { "id": "zhou", "name": "Zhou", "created": 2 }],
    "chats": [{ "id": "c", "people": ["mei", "zhou"], "last_seq": 2,
                "last": { "sender": "zhou", "at": 6, "body": { "Text": "hello" } } }],
    "members": [{ "profile": "mei", "chat": "c", "since": 3, "read": 1, "pinned": true, "muted": false, "draft": "half" },
                { "profile": "zhou", "chat": "c", "since": 3, "read": 2, "pinned": false, "muted": false, "draft": "" }],
    "messages": [{ "chat": "c", "seq": 1, "id": "m1", "sender": "mei", "at": 5, "body": { "Text": "hi" }, "edited": false },
                 { "chat": "c", "seq": 2, "id": "m2", "sender": "zhou", "at": 6, "body": { "Text": "hello" }, "edited": false }]
}"#;

#[wasm_bindgen_test]
async fn a_database_of_the_first_version_is_taken_over_whole() {
    let name = new_name();
    let mut request = Factory::new().unwrap().open(&name, Some(1)).unwrap();
    request.on_upgrade_needed(|event| {
        let database = event.database().unwrap();
        let store = |name: &str, path: KeyPath| {
            let mut params = idb::ObjectStoreParams::new();
            params.key_path(Some(path));
            database.create_object_store(name, params).unwrap()
        };
        store("profiles", KeyPath::new_single("id"));
        store("chats", KeyPath::new_single("id"));
        store("members", KeyPath::new_array(["profile", "chat"]));
        store("queue", KeyPath::new_single("order"));
        let mut unique = idb::IndexParams::new();
        unique.unique(true);
        store("messages", KeyPath::new_array(["chat", "seq"]))
            .create_index("id", KeyPath::new_single("id"), Some(unique))
            .unwrap();
    });
    request.await.unwrap().close();
    let records = js_sys::JSON::parse(FIRST).unwrap();
    for store in ["profiles", "chats", "members", "messages"] {
        for record in Reflect::get(&records, &store.into()).unwrap().unchecked_into::<js_sys::Array>() {
            put(&name, store, &record.unchecked_into()).await;
        }
    }

    let mut mei = Tab::new(&in_page(&name).await).await;
    let opened = mei.run(Command::Open { profile: PersonId::parse("mei").unwrap() }).await;
    assert!(matches!(opened, Ok(Answer::Opened { damaged: 0, .. })), "{opened:?}");
    mei.open(&PersonId::parse("mei").unwrap()).await;
    let rows = mei.chats_when(|rows| !rows.is_empty()).await;
    assert_eq!((rows[0].unread, rows[0].pinned, rows[0].draft.as_str()), (1, true, "half"));
    assert!(rows[0].last.is_some());
    let messages = mei.timeline_when(&rows[0].id, |messages| messages.len() == 2).await;
    assert_eq!(text_of(&messages[1]), "hello");
    mei.done(Command::MarkRead { chat: rows[0].id.clone(), upto: 2 }).await;
    mei.send(&rows[0].id, "and on").await;
    mei.chats_when(|rows| {
        rows[0].unread == 0
            && rows[0].last.as_ref().is_some_and(|last| last.sender == "mei".to_owned().try_into().unwrap())
    })
    .await;
    mei.found("Together", &[&PersonId::parse("zhou").unwrap()]).await;
    mei.chats_when(|rows| rows.len() == 2).await;
}

#[wasm_bindgen_test]
async fn a_lock_has_one_holder_and_its_end_is_noticed() {
    let name = new_name();
    let held = lock::hold(&name).await.unwrap();
    let (mut second, mut released) = (Box::pin(lock::hold(&name)), Box::pin(lock::released(&name)));
    assert!(futures::poll!(&mut second).is_pending() && futures::poll!(&mut released).is_pending());
    drop(held);
    second.await.unwrap();
    released.await;
}

/// RFC 8032, section 7.1, test 2.
#[wasm_bindgen_test]
async fn the_browser_checks_signatures() {
    let key = *b"\x3d\x40\x17\xc3\xe8\x43\x89\x5a\x92\xb7\x0a\xa7\x4d\x1b\x7e\xbc\
        \x9c\x98\x2c\xcf\x2e\xc4\x96\x8c\xc0\xcd\x55\xf1\x2a\xf4\x66\x0c";
    let signature = *b"\x92\xa0\x09\xa9\xf0\xd4\xca\xb8\x72\x0e\x82\x0b\x5f\x64\x25\x40\
        \xa2\xb2\x7b\x54\x16\x50\x3f\x8f\xb3\x76\x22\x23\xeb\xdb\x69\xda\
        \x08\x5a\xc1\xe4\x3e\x15\x99\x6e\x45\x8f\x36\x13\xd0\xf1\x1d\x8c\
        \x38\x7b\x2e\xae\xb4\x30\x2a\xee\xb0\x0d\x29\x16\x12\xbb\x0c\x00";
    assert_eq!(verify(&key, &signature, &[0x72]).await, Verdict::Valid);
    assert_eq!(verify(&key, &signature, &[0x73]).await, Verdict::Invalid);
    assert_eq!(verify(&[0xff; 32], &signature, &[0x72]).await, Verdict::Invalid);
}

async fn put(database: &str, store: &str, value: &Object) {
    let database = Factory::new().unwrap().open(database, None).unwrap().await.unwrap();
    let transaction = database.transaction(&[store], idb::TransactionMode::ReadWrite).unwrap();
    transaction.object_store(store).unwrap().put(value, None).unwrap();
    assert!(transaction.await.unwrap().is_committed());
    database.close();
}

async fn count(database: &str, store: &str) -> usize {
    let database = Factory::new().unwrap().open(database, None).unwrap().await.unwrap();
    let transaction = database.transaction(&[store], idb::TransactionMode::ReadOnly).unwrap();
    let records: Vec<JsValue> = transaction.object_store(store).unwrap().get_all(None, None).unwrap().await.unwrap();
    database.close();
    records.len()
}
