//! The Matrix engine, as a worker of one account. `public/matrix-worker.js` starts it and hands it the tabs that connect.
#![recursion_limit = "256"]

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only, to JavaScript")]
mod worker {
    use std::rc::Rc;

    use engine_matrix::MatrixEngine;
    use js_sys::Reflect;
    use teahouse::engine::host::Host;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::MessagePort;

    thread_local! {
        static HOST: Rc<Host<MatrixEngine>> = Host::new(&store(), |store| {
            let engine = MatrixEngine::open(store);
            Box::pin(async { Ok(engine) })
        });
    }

    /// The name of the account's store, of its lock and of its channel: the worker's own name.
    fn store() -> String {
        let name = Reflect::get(&js_sys::global(), &"name".into()).ok().and_then(|name| name.as_string());
        name.filter(|name| name.starts_with("teahouse-matrix-")).unwrap_or_else(|| "teahouse-matrix-none".into())
    }

    /// Serves a tab that connected to the shared worker.
    #[wasm_bindgen]
    pub fn accept(port: MessagePort) {
        HOST.with(|host| host.accept(port));
    }

    /// Serves all tabs from a dedicated worker.
    #[wasm_bindgen]
    pub fn serve_broadcast() -> Result<(), wasm_bindgen::JsValue> {
        HOST.with(|host| host.serve_broadcast())
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    teahouse::engine::host::end_on_panic();
}
