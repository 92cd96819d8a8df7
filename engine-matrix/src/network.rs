//! Whether the device has a network, as far as it knows.

/// False only if the device is sure that there is none.
pub(crate) fn is_online() -> bool {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Reflect::get(&js_sys::global(), &"navigator".into())
        .and_then(|navigator| js_sys::Reflect::get(&navigator, &"onLine".into()))
        .map_or(true, |online| online.as_bool() != Some(false));
    #[cfg(not(target_arch = "wasm32"))]
    true
}

/// Waits until the device has a network again.
pub(crate) async fn came_back() {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        use wasm_bindgen::prelude::Closure;

        let (told, heard) = futures::channel::oneshot::channel::<()>();
        let listener = Closure::once_into_js(move || {
            let _ = told.send(());
        });
        let target: Result<web_sys::EventTarget, _> = js_sys::global().dyn_into();
        let Ok(target) = target else { return std::future::pending().await };
        let listener = listener.unchecked_ref::<js_sys::Function>();
        if target.add_event_listener_with_callback("online", listener).is_err() || heard.await.is_err() {
            std::future::pending::<()>().await;
        }
        let _ = target.remove_event_listener_with_callback("online", listener);
    }
    #[cfg(not(target_arch = "wasm32"))]
    std::future::pending::<()>().await;
}

/// Whether somebody answers at an address who only does not let this page read the answer.
pub(crate) async fn answers_silently(url: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        use js_sys::{Function, Object, Promise, Reflect};
        use wasm_bindgen::{JsCast, JsValue};

        let ask = || -> Result<Promise, JsValue> {
            let options = Object::new();
            Reflect::set(&options, &"mode".into(), &"no-cors".into())?;
            let fetch: Function = Reflect::get(&js_sys::global(), &"fetch".into())?.dyn_into()?;
            fetch.call2(&JsValue::UNDEFINED, &url.into(), &options)?.dyn_into()
        };
        let Ok(promise) = ask() else { return false };
        wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = url;
        false
    }
}
