//! The built engine in a browser, against a real homeserver.
//! `cargo xtask test matrix` builds the one, starts the other, and says in a file where it is: a page has no environment.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "contract/events.rs"]
mod events;
#[path = "contract/files.rs"]
mod files;
#[path = "contract/suite.rs"]
mod suite;
#[path = "contract/tab.rs"]
mod tab;
#[path = "contract/talk.rs"]
mod talk;

use std::cell::RefCell;

use futures::channel::mpsc;
use js_sys::{Function, Promise, Reflect};
use serde_json::Value;
use tab::{Place, Tab, id};
use teahouse::adapter::worker;
use teahouse::backend::Update;
use teahouse::backend::client::Client;
use teahouse::backend::protocol::{Answer, Command, HomeCommand};
use teahouse::domain::id::PersonId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The built engines behind the router, as the shell has them, and a homeserver. Each account has a worker of its own.
struct Built {
    sites: worker::Sites,
    /// The same server under names of its own: a browser has few connections for each, and every engine holds some.
    homeservers: [String; 2],
    people: RefCell<Vec<PersonId>>,
}

thread_local! {
    /// What all tabs remember together.
    static ACCOUNTS: RefCell<String> = RefCell::default();
}

impl Place for Built {
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>) {
        let memory = worker::Memory {
            load: || ACCOUNTS.with_borrow(Clone::clone),
            save: |accounts| ACCOUNTS.set(accounts.into()),
            acts: |_| (),
            follow: |_| (),
        };
        worker::start(self.sites.clone(), memory)
    }

    fn is_one_house(&self) -> bool {
        false
    }

    async fn person(&self, tab: &Tab, name: &str) -> PersonId {
        let username = format!("w{:x}", u128::from_be_bytes(id()));
        let server = self.homeservers[self.people.borrow().len() % 2].clone();
        let password = "a word that is long enough".into();
        let wish = HomeCommand::Register { server, username, password, token: String::new(), agreed: true };
        let made = tab.run(Command::Home(wish)).await;
        let Ok(Answer::Profile(profile)) = made else { panic!("{made:?}") };
        tab.run(Command::Open { profile: profile.id.clone() }).await.unwrap();
        tab.done(Command::Rename { name: name.into() }).await;
        self.people.borrow_mut().push(profile.id.clone());
        profile.id
    }
}

impl Built {
    /// Finds the engines in the built page. They run in the browser's own shared workers: the test runner wraps workers
    /// in a script that hears their console, which comes too late for the first connection.
    async fn find() -> Self {
        let get = |target: &JsValue, name: &str| Reflect::get(target, &name.into()).unwrap();
        let window = js_sys::global();
        let own = get(&get(&get(&window, "SharedWorker"), "prototype"), "constructor");
        Reflect::set(&window, &"SharedWorker".into(), &own).unwrap();
        let page = fetched("/dist/index.html").await;
        let site = |name: &str| {
            let (_, rest) = page.split_once(&format!("name=\"{name}\"")).expect("run `cargo xtask build` first");
            format!("/dist/{}", rest.split('"').nth(1).unwrap().trim_start_matches("./"))
        };
        let (local, matrix) = (site("teahouse-engine-local"), site("teahouse-engine-matrix"));
        let sites = worker::Sites { local, matrix, shelf: String::new() };
        let homeserver = homeserver().await;
        let homeservers = [homeserver.clone(), homeserver.replace("127.0.0.1", "localhost")];
        Self { sites, homeservers, people: RefCell::default() }
    }

    /// Everybody signs out, which ends their workers: those of the next test would wait for their connections.
    async fn empty(self) {
        for person in self.people.take() {
            let tab = Tab::new(&self).await;
            tab.run(Command::Open { profile: person }).await.unwrap();
            tab.done(Command::Home(HomeCommand::SignOut)).await;
        }
    }
}

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[wasm_bindgen_test] async fn $name() {
            let built = Built::find().await;
            $suite::$name(&built).await;
            built.empty().await;
        })*
    };
}
everywhere!(suite, tests);
talking!(talk, tests);
sending_files!(files, tests);
exchanging_events!(events, tests);

/// The text at an address.
async fn fetched(url: &str) -> String {
    let call = |target: &JsValue, name: &str, argument: &JsValue| {
        let function: Function = Reflect::get(target, &name.into()).unwrap().dyn_into().unwrap();
        JsFuture::from(function.call1(target, argument).unwrap().dyn_into::<Promise>().unwrap())
    };
    let response = call(&js_sys::global(), "fetch", &url.into()).await.unwrap();
    let ok = Reflect::get(&response, &"ok".into()).unwrap().is_truthy();
    assert!(ok, "{url} is not there");
    call(&response, "text", &JsValue::UNDEFINED).await.unwrap().as_string().unwrap()
}

/// The address of the homeserver.
async fn homeserver() -> String {
    let told: Value = serde_json::from_str(&fetched("/tests/e2e/results/homeserver.json").await).unwrap();
    told["url"].as_str().unwrap().to_owned()
}

#[wasm_bindgen_test]
async fn a_page_can_ask_the_homeserver() {
    let answer = fetched(&format!("{}/_matrix/client/versions", homeserver().await)).await;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["unstable_features"]["org.matrix.simplified_msc3575"], true);
}

#[wasm_bindgen_test]
async fn the_built_page_names_the_worker_and_the_worker_its_engine() {
    let page = fetched("/dist/index.html").await;
    let (_, rest) = page.split_once("name=\"teahouse-engine-matrix\"").expect("run `cargo xtask build` first");
    let worker = rest.split('"').nth(1).unwrap().trim_start_matches("./");
    let script = fetched(&format!("/dist/{worker}")).await;
    let glue = script.split("\"./").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(fetched(&format!("/dist/{glue}")).await.contains("accept"), "{glue} is not the engine's");
}
