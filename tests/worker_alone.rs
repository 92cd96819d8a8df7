//! The contract suite against the built engine in a browser that has no shared workers.
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

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

async fn without_shared_workers() -> built::Built {
    js_sys::Reflect::delete_property(&js_sys::global(), &"SharedWorker".into()).unwrap();
    built::Built::find().await
}

macro_rules! tests {
    ($suite:ident; $($name:ident,)*) => {
        $(#[wasm_bindgen_test] async fn $name() { $suite::$name(&without_shared_workers().await).await })*
    };
}
everywhere!(suite, tests);
on_a_device!(device, tests);
in_groups!(groups, tests);
sending_files!(files, tests);
exchanging_events!(events, tests);
