//! The engine of this device, as a worker. `public/engine-worker.js` starts it and hands it the tabs that connect.

#[cfg(target_arch = "wasm32")]
mod worker {
    use teahouse::engine::local::store::indexed_db::IndexedDbStore;
    use teahouse::engine::local::{LocalEngine, Platform};
    use teahouse::web::platform::{now, random};

    /// The name of the database, of its lock and of its channel.
    const STORE: &str = "teahouse-local";

    teahouse::engine::host::serve_tabs!(LocalEngine<IndexedDbStore>, STORE, |_store| Box::pin(async {
        let store = IndexedDbStore::open(STORE).await?;
        let engine = LocalEngine::open(store, Platform { now, random }).await?;
        wasm_bindgen_futures::spawn_local(engine.pump());
        Ok(engine)
    }));
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    teahouse::engine::host::end_on_panic();
}
