//! Something that is only done once it can be seen.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, js_sys};

/// So far before something comes into sight, so that it is there when it does.
const BEFORE: &str = "240px";

/// Calls `seen` when the element is about to come into sight, as often as it does.
pub fn when_seen<E>(node: NodeRef<E>, seen: impl Fn() + Clone + 'static)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    let observer = StoredValue::new_local(None::<Observer>);
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            observer.set_value(observe(element.as_ref(), seen.clone()));
        }
    });
}

struct Observer {
    observer: IntersectionObserver,
    _work: Closure<dyn Fn(js_sys::Array)>,
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn observe(element: &Element, seen: impl Fn() + 'static) -> Option<Observer> {
    let work = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let in_sight = |entry: IntersectionObserverEntry| entry.is_intersecting();
        if entries.iter().filter_map(|entry| entry.dyn_into().ok()).any(in_sight) {
            seen();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(BEFORE);
    let observer = IntersectionObserver::new_with_options(work.as_ref().unchecked_ref(), &options).ok()?;
    observer.observe(element);
    Some(Observer { observer, _work: work })
}
