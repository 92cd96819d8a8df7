//! Media queries: what the screen and the hands at it are like.

use super::listen::listen;

/// Tells whether a media query matches, now and at each change.
pub fn follow(query: &str, work: impl Fn(bool) + 'static) {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    let Some(list) = list else { return };
    work(list.matches());
    let target = list.clone();
    listen(&target, "change", move || work(list.matches()));
}

/// The languages that the person wants, the most wanted first.
pub fn languages() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}
