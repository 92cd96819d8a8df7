//! Tasks and clocks: a worker's in the browser, tokio's in tests.

use std::time::Duration;

use futures::future::{AbortHandle, Either, abortable, select};
use teahouse::domain::time::Timestamp;

/// A task that ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Task(AbortHandle);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts a task that lives as long as what comes back.
pub(crate) fn task(work: impl Future<Output = ()> + 'static) -> Task {
    let (work, handle) = abortable(work);
    spawn(async move {
        let _ = work.await;
    });
    Task(handle)
}

/// Starts a task that ends by itself.
pub(crate) fn spawn(work: impl Future<Output = ()> + 'static) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(work);
    #[cfg(not(target_arch = "wasm32"))]
    drop(tokio::task::spawn_local(work));
}

/// Waits.
pub(crate) async fn sleep(time: Duration) {
    #[cfg(target_arch = "wasm32")]
    gloo_timers::future::TimeoutFuture::new(u32::try_from(time.as_millis()).unwrap_or(u32::MAX)).await;
    #[cfg(not(target_arch = "wasm32"))]
    tokio::time::sleep(time).await;
}

/// What came of some work, or nothing if it took too long. The browser's own requests have no time limit.
pub(crate) async fn within<T>(time: Duration, work: impl IntoFuture<Output = T>) -> Option<T> {
    match select(std::pin::pin!(work.into_future()), std::pin::pin!(sleep(time))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// The time of this device.
pub(crate) fn now() -> Timestamp {
    #[cfg(target_arch = "wasm32")]
    return teahouse::web::platform::now();
    #[cfg(not(target_arch = "wasm32"))]
    Timestamp(
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |time| i64::try_from(time.as_millis()).unwrap_or(i64::MAX)),
    )
}

/// 128 random bits that nobody can guess.
pub(crate) fn random() -> [u8; 16] {
    #[cfg(target_arch = "wasm32")]
    return teahouse::web::platform::random();
    #[cfg(not(target_arch = "wasm32"))]
    {
        // Tests only: two random names of 122 bits each cover all bits of one secret.
        let bits = || u128::from_str_radix(&matrix_sdk::ruma::TransactionId::new().as_str().replace('-', ""), 16);
        (bits().unwrap_or_default() ^ bits().unwrap_or_default().rotate_left(64)).to_be_bytes()
    }
}
