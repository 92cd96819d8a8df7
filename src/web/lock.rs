//! [Web Locks](https://w3c.github.io/web-locks/): the browser lets go of a lock when its holder dies,
//! however it dies. That makes them the way to have one engine at most, and to know at once that a tab or an engine is gone.

use futures::channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A lock that is held until this is dropped or the page or worker ends.
#[derive(Debug)]
pub struct Held(#[allow(dead_code, reason = "dropping it is what lets go")] oneshot::Sender<()>);

/// Waits for a lock and takes it. `None` where the browser has no Web Locks, as on an insecure origin.
pub async fn hold(name: &str) -> Option<Held> {
    let (granted_in, granted) = oneshot::channel();
    let (held, released) = oneshot::channel::<()>();
    let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        let _ = granted_in.send(());
        wasm_bindgen_futures::future_to_promise(async move {
            let _ = released.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    // The promise settles when the lock is let go; only the grant matters here.
    let _ = request(name, "exclusive", &callback).ok()?;
    granted.await.ok()?;
    Some(Held(held))
}

/// Waits until nobody holds the lock: until its holder has died.
pub async fn released(name: &str) {
    let callback = Closure::once_into_js(|_lock: JsValue| {});
    if let Ok(request) = request(name, "shared", &callback) {
        // A refused request would say nothing about the holder; the caller has time limits besides.
        let _ = JsFuture::from(request).await;
    }
}

fn request(name: &str, mode: &str, callback: &JsValue) -> Result<Promise, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &mode.into())?;
    request.call3(&locks, &name.into(), &options, callback)?.dyn_into()
}
