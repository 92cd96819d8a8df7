//! Something that is only done once it can be seen.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::{
    Element, Event, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, js_sys,
};

/// So far before something comes into sight, so that it is there when it does.
const BEFORE: &str = "240px";
/// The same for rows of a list, which is moved through in a sweep.
const FAR_BEFORE: &str = "1200px";

/// Calls `seen` when the element is about to come into sight, as often as it does.
pub fn when_seen<E>(node: NodeRef<E>, seen: impl Fn() + Clone + 'static)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    let sight = StoredValue::new_local(None::<Sight>);
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            let seen = seen.clone();
            let begun = Sight::new(BEFORE, move |_, _| seen());
            begun.iter().for_each(|sight| sight.observer.observe(element.as_ref()));
            sight.set_value(begun);
        }
    });
}

/// Tells each row of a list, once and with an event `near`, that it is about to come into sight.
#[derive(Clone, Copy)]
pub struct Nearby(StoredValue<Sight, LocalStorage>);

impl Nearby {
    /// For one list; nothing where the browser cannot tell.
    pub fn new() -> Option<Self> {
        let tell = |row: &Element, observer: &IntersectionObserver| {
            observer.unobserve(row);
            if let Ok(near) = Event::new("near") {
                // Nobody can prevent it, so that what comes back says nothing.
                let _ = row.dispatch_event(&near);
            }
        };
        Sight::new(FAR_BEFORE, tell).map(|sight| Self(StoredValue::new_local(sight)))
    }

    /// Has a row told.
    pub fn watch(self, row: &Element) {
        self.0.with_value(|sight| sight.observer.observe(row));
    }
}

struct Sight {
    observer: IntersectionObserver,
    _work: Closure<dyn Fn(js_sys::Array, IntersectionObserver)>,
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Sight {
    fn new(before: &str, seen: impl Fn(&Element, &IntersectionObserver) + 'static) -> Option<Self> {
        let work = Closure::<dyn Fn(_, _)>::new(move |entries: js_sys::Array, observer: IntersectionObserver| {
            let entries = entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            entries.filter(|entry| entry.is_intersecting()).for_each(|entry| seen(&entry.target(), &observer));
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(before);
        // The same within whatever scrolls: what a browser does not know, it passes over.
        let _ = js_sys::Reflect::set(&options, &"scrollMargin".into(), &before.into());
        let observer = IntersectionObserver::new_with_options(work.as_ref().unchecked_ref(), &options).ok()?;
        Some(Self { observer, _work: work })
    }
}
