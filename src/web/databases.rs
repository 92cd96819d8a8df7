//! IndexedDB databases by their names: which there are, and taking them away.

use futures::channel::oneshot;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The databases whose names begin like this, where the browser can list them.
pub async fn named(prefix: &str) -> Option<Vec<String>> {
    let (factory, list) = method("databases").ok()?;
    let promise: Promise = list.call0(&factory).ok()?.dyn_into().ok()?;
    let found = JsFuture::from(promise).await.ok()?;
    let name = |entry: JsValue| Reflect::get(&entry, &"name".into()).ok()?.as_string();
    Some(Array::from(&found).iter().filter_map(name).filter(|name| name.starts_with(prefix)).collect())
}

/// Takes a database away; one that is not there is as good. It goes when nobody holds it any more. Tells whether it has.
pub async fn remove(name: &str) -> bool {
    let Ok((factory, remove)) = method("deleteDatabase") else { return false };
    let Ok(request) = remove.call1(&factory, &name.into()) else { return false };
    let (told, gone) = oneshot::channel();
    let told = std::cell::Cell::new(Some(told));
    let end = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let kind = Reflect::get(&event, &"type".into()).ok().and_then(|kind| kind.as_string());
        if let Some(told) = told.take() {
            let _ = told.send(kind.as_deref() == Some("success"));
        }
    });
    for outcome in ["onsuccess", "onerror"] {
        // A request always has these.
        let _ = Reflect::set(&request, &outcome.into(), end.as_ref());
    }
    gone.await.unwrap_or(false)
}

fn method(name: &str) -> Result<(JsValue, Function), JsValue> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())?;
    let method = Reflect::get(&factory, &name.into())?.dyn_into()?;
    Ok((factory, method))
}
