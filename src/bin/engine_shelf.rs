//! The shelf of programs, as a worker. `public/shelf-worker.js` starts it and hands it the tabs that connect.

#[cfg(target_arch = "wasm32")]
mod worker {
    use teahouse::engine::shelf::store::indexed_db::IndexedDbStore;
    use teahouse::engine::shelf::{Platform, ShelfEngine};
    use teahouse::web::ed25519::verify;
    use teahouse::web::platform::{now, random};

    /// The name of the database, of its lock and of its channel.
    const STORE: &str = "teahouse-shelf";

    teahouse::engine::host::serve_tabs!(ShelfEngine<IndexedDbStore>, STORE, |_store| Box::pin(async {
        ShelfEngine::open(IndexedDbStore::open(STORE).await?, Platform { now, random, verify }).await
    }));
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    teahouse::engine::host::end_on_panic();
}
