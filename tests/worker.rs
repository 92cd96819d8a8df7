//! The contract suite against the built engine in a shared worker.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "contract/built.rs"]
mod built;
#[path = "contract/device.rs"]
mod device;
#[path = "contract/events.rs"]
mod events;
#[path = "contract/files.rs"]
mod files;
#[path = "contract/groups.rs"]
mod groups;
#[path = "contract/suite.rs"]
mod suite;
#[path = "contract/tab.rs"]
mod tab;

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The engine, in the browser's own shared worker: the test runner wraps workers in a script that
/// hears their console, which comes too late for the first connection.
async fn shared() -> built::Built {
    let get = |target: &JsValue, name: &str| Reflect::get(target, &name.into()).unwrap();
    let window = js_sys::global();
    let own = get(&get(&get(&window, "SharedWorker"), "prototype"), "constructor");
    Reflect::set(&window, &"SharedWorker".into(), &own).unwrap();
    built::Built::find().await
}

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[wasm_bindgen_test] async fn $name() { $suite::$name(&shared().await).await })*
    };
}
everywhere!(suite, tests);
on_a_device!(device, tests);
in_groups!(groups, tests);
sending_files!(files, tests);
exchanging_events!(events, tests);
