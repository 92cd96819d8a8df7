//! The built engine in a browser, against a real homeserver: that a page finds the one and may ask the other.
//! `cargo xtask test matrix` builds the one, starts the other, and says in a file where it is: a page has no environment.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use js_sys::{Function, Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

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
