//! A list that is read from its end: it opens there, stays there while things are added,
//! and leaves a reader who went up where they are.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::{Element, HtmlDivElement, MutationObserver, MutationObserverInit, ResizeObserver};

/// This near to the end is at the end, in CSS pixels.
const NEAR: i32 = 48;

/// What is known about the place of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the end, and stays there.
    End,
    /// Somewhere above: this far from the end.
    Above(i32),
    /// Somewhere above, and what comes next comes before it: this far from the end.
    Hold(i32),
}

/// The hand that keeps a list at its place.
#[derive(Debug, Clone, Copy)]
pub struct Follow {
    node: NodeRef<html::Div>,
    place: StoredValue<Place>,
    /// How far down the reader is at the end.
    bottom: StoredValue<i32>,
}

impl Follow {
    /// Follows the list in this element; `at_end` hears whether its end is in sight.
    pub fn new(node: NodeRef<html::Div>, at_end: Callback<bool>) -> (Self, Callback<()>) {
        let follow = Self { node, place: StoredValue::new(Place::End), bottom: StoredValue::new(0) };
        let observers = StoredValue::new_local(None);
        Effect::new(move |_| {
            if let Some(list) = node.get() {
                observers.set_value(observe(&list, move || follow.settle()));
                follow.settle();
            }
        });
        let scrolled = Callback::new(move |()| at_end.run(follow.scrolled()));
        (follow, scrolled)
    }

    /// Goes to the end, and stays there.
    pub fn to_end(&self) {
        self.place.set_value(Place::End);
        self.settle();
    }

    /// Stays with what is in sight now, while more is added before it.
    pub fn hold(&self) {
        if let Some(list) = self.list() {
            self.place.set_value(Place::Hold(from_end(&list)));
        }
    }

    /// The list, unless its screen is gone already: what the browser tells may come late.
    fn list(&self) -> Option<HtmlDivElement> {
        self.node.try_get_untracked().flatten()
    }

    /// The reader scrolled, or was scrolled: true at the end.
    fn scrolled(&self) -> bool {
        let Some(list) = self.list() else { return true };
        // A list that became shorter is told late that it was scrolled to its end; whoever goes up moves up.
        if self.place.get_value() == Place::End && list.scroll_top() >= self.bottom.get_value() {
            self.settle();
            return true;
        }
        let below = from_end(&list) - list.client_height();
        self.place.update_value(|place| {
            *place = match place {
                _ if below < NEAR => Place::End,
                Place::Hold(_) => Place::Hold(from_end(&list)),
                _ => Place::Above(from_end(&list)),
            }
        });
        self.bottom.set_value(list.scroll_top());
        below < NEAR
    }

    /// Something was added or became taller: goes where the reader should be.
    fn settle(&self) {
        let (Some(list), Some(place)) = (self.list(), self.place.try_get_value()) else { return };
        match place {
            Place::End => {
                list.set_scroll_top(list.scroll_height());
                self.bottom.set_value(list.scroll_top());
            }
            Place::Hold(from_end) => {
                list.set_scroll_top(list.scroll_height() - from_end);
                self.place.set_value(Place::Above(from_end));
            }
            Place::Above(_) => {}
        }
    }
}

/// How far the top of what is in sight is from the end.
fn from_end(list: &Element) -> i32 {
    list.scroll_height() - list.scroll_top()
}

/// Calls `work` when the content or the size of the element changed, before that is painted.
fn observe(list: &Element, work: impl Fn() + 'static) -> Option<Observers> {
    let work = Closure::<dyn Fn()>::new(work);
    let content = MutationObserver::new(work.as_ref().unchecked_ref()).ok()?;
    let size = ResizeObserver::new(work.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_character_data(true);
    content.observe_with_options(list, &options).ok()?;
    size.observe(list);
    Some(Observers { content, size, _work: work })
}

/// What watches a list, for as long as this value lives.
struct Observers {
    content: MutationObserver,
    size: ResizeObserver,
    _work: Closure<dyn Fn()>,
}

impl Drop for Observers {
    fn drop(&mut self) {
        self.content.disconnect();
        self.size.disconnect();
    }
}
