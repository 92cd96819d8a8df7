//! The Matrix engine, as a worker. `public/matrix-worker.js` starts it and hands it the tabs that connect.
#![recursion_limit = "256"]

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only, to JavaScript")]
mod worker {
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::MessagePort;

    /// Serves a tab that connected to the shared worker.
    #[wasm_bindgen]
    pub fn accept(port: MessagePort) {
        let _ = matrix_sdk::Client::builder();
        drop(port);
    }

    /// Serves all tabs from a dedicated worker.
    #[wasm_bindgen]
    pub fn serve_broadcast() -> Result<(), wasm_bindgen::JsValue> {
        Ok(())
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    teahouse::engine::host::end_on_panic();
}
