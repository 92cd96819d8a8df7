//! The contract suite against the built engine in a shared worker.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "contract/built.rs"]
mod built;
#[path = "contract/suite.rs"]
mod suite;
#[path = "contract/tab.rs"]
mod tab;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

macro_rules! tests {
    ($($name:ident,)*) => {
        $(#[wasm_bindgen_test] async fn $name() { suite::$name(&built::Built::find().await).await })*
    };
}
behaviours!(tests);
