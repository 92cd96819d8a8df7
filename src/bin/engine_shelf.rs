//! The shelf of programs, as a worker. `public/shelf-worker.js` starts it and hands it the tabs that connect.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only, to JavaScript")]
mod worker {
    use std::rc::Rc;

    use teahouse::engine::host::Host;
    use teahouse::engine::shelf::store::indexed_db::IndexedDbStore;
    use teahouse::engine::shelf::{Platform, ShelfEngine};
    use teahouse::web::platform::{now, random};
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::MessagePort;

    /// The name of the database, of its lock and of its channel.
    const STORE: &str = "teahouse-shelf";

    thread_local! {
        static HOST: Rc<Host<ShelfEngine<IndexedDbStore>>> = Host::new(STORE, |_store| Box::pin(async {
            ShelfEngine::open(IndexedDbStore::open(STORE).await?, Platform { now, random }).await
        }));
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
