//! The engine as it was built for release: `cargo xtask build` makes it, the test runner's server serves it.

use futures::channel::mpsc;
use js_sys::{Function, Promise, Reflect};
use teahouse::adapter::worker;
use teahouse::backend::Update;
use teahouse::backend::client::Client;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::tab::Place;

/// The built engine, in whatever worker the browser offers.
pub(crate) struct Built(String);

impl Built {
    /// Finds the engine's address in the built page.
    pub(crate) async fn find() -> Self {
        let page = fetch_text("/dist/index.html").await;
        let (_, rest) = page.split_once("name=\"teahouse-engine-local\"").expect("run `cargo xtask build` first");
        let file = rest.split('"').nth(1).unwrap();
        Self(format!("/dist/{}", file.trim_start_matches("./")))
    }
}

impl Place for Built {
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>) {
        let sites = worker::Sites { local: self.0.clone(), matrix: String::new(), shelf: String::new() };
        let memory = worker::Memory { load: String::new, save: |_| (), acts: |_| (), follow: |_| () };
        worker::start(sites, memory)
    }
}

async fn fetch_text(url: &str) -> String {
    let global = js_sys::global();
    let call = |target: &JsValue, name: &str, argument: &JsValue| {
        let function: Function = Reflect::get(target, &name.into()).unwrap().dyn_into().unwrap();
        JsFuture::from(function.call1(target, argument).unwrap().dyn_into::<Promise>().unwrap())
    };
    let response = call(&global, "fetch", &url.into()).await.unwrap();
    call(&response, "text", &JsValue::UNDEFINED).await.unwrap().as_string().unwrap()
}
