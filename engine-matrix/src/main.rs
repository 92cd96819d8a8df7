//! The Matrix engine, as a worker of one account. `public/matrix-worker.js` starts it and hands it the tabs that connect.
#![recursion_limit = "256"]

#[cfg(target_arch = "wasm32")]
mod worker {
    use engine_matrix::MatrixEngine;
    use js_sys::Reflect;

    teahouse::engine::host::serve_tabs!(MatrixEngine, &store(), |store| {
        let engine = MatrixEngine::open(store);
        Box::pin(async { Ok(engine) })
    });

    /// The name of the account's store, of its lock and of its channel: the worker's own name.
    fn store() -> String {
        let name = Reflect::get(&js_sys::global(), &"name".into()).ok().and_then(|name| name.as_string());
        name.filter(|name| name.starts_with("teahouse-matrix-")).unwrap_or_else(|| "teahouse-matrix-none".into())
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    teahouse::engine::host::end_on_panic();
}
