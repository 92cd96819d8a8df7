//! What view models need of the browser, filled in by the adapters.

mod codes;
pub(super) mod files;
pub(super) mod frames;
mod scanner;
pub(super) mod tools;

use crate::adapter::browser::dates::{self, Options};
use crate::adapter::browser::storage::{self, Keep};
use crate::adapter::browser::{clipboard, document, letters, location, media, performance, service_worker, timer};
use crate::adapter::worker::Memory;
use crate::domain::id::PersonId;
use crate::text::Locale;
use crate::view_model::Platform;
use crate::view_model::platform::DateStyle;
use crate::view_model::profiles::QUERY_KEY;
use crate::view_model::settings::{Preferences, Theme};
use crate::web;

// The first two are read by `public/boot.js` as well, before the first paint.
const THEME: &str = "teahouse:theme";
const LOCALE: &str = "teahouse:locale";
const PROFILE: &str = "teahouse:profile";
const UNSENT: &str = "teahouse:unsent";
const ACCOUNTS: &str = "teahouse:accounts";
// Read by `public/boot.js` too, for a head start of the engine.
const HOME: &str = "teahouse:home";
/// The `<meta>` element that the build fills with the origins of widgets.
const WIDGET_ORIGINS: &str = "teahouse-widget-origins";

/// The platform of a browser.
pub(super) fn platform() -> Platform {
    Platform {
        now: web::platform::now,
        random: web::platform::random,
        day: dates::day,
        format: |locale, style, at| dates::format(locale.tag(), options(style), at),
        spawn: |task| wasm_bindgen_futures::spawn_local(task),
        later: timer::later,
        base: document::base,
        widget_origins: || document::meta(WIDGET_ORIGINS).unwrap_or_default(),
        go: |route| location::go(&route.href()),
        replace: |route| location::replace(&route.href()),
        remember,
        forget,
        unsent: || storage::read(Keep::Tab, UNSENT).unwrap_or_default(),
        keep_unsent: |text| storage::write(Keep::Tab, UNSENT, text),
        persist: storage::persist,
        save,
        copy: clipboard::copy,
        lower: letters::lower,
        title: document::set_title,
        painted: performance::painted,
        update: service_worker::activate,
    }
}

/// What all tabs remember of accounts.
pub(super) fn memory() -> Memory {
    Memory {
        load: || storage::read(Keep::Device, ACCOUNTS).unwrap_or_default(),
        save: |accounts| storage::write(Keep::Device, ACCOUNTS, accounts),
        acts: |store| match store {
            Some(store) => storage::write(Keep::Device, HOME, store),
            None => storage::remove(Keep::Device, HOME),
        },
        follow: storage::follow,
    }
}

/// What was kept, or what the browser wants.
pub(super) fn preferences() -> Preferences {
    let languages = media::languages();
    let locale = storage::read(Keep::Device, LOCALE).and_then(|tag| Locale::from_tag(&tag));
    let theme = storage::read(Keep::Device, THEME).and_then(|name| Theme::from_name(&name));
    Preferences {
        locale: locale.unwrap_or_else(|| Locale::choose(languages.iter().map(String::as_str))),
        theme: theme.unwrap_or_default(),
    }
}

/// Makes the page follow the preferences.
pub(super) fn apply(preferences: Preferences) {
    document::set_language(preferences.locale.tag());
    document::set_theme(match preferences.theme {
        Theme::System => None,
        theme => Some(theme.name()),
    });
}

/// Who acts: whom the address names, or who acted in this tab, or who acted last on this device.
pub(super) fn remembered() -> Option<PersonId> {
    let named = location::take_query(QUERY_KEY);
    let in_tab = || storage::read(Keep::Tab, PROFILE);
    let on_device = || storage::read(Keep::Device, PROFILE);
    PersonId::parse(&named.or_else(in_tab).or_else(on_device)?).ok()
}

fn remember(id: &PersonId) {
    storage::write(Keep::Tab, PROFILE, id.as_str());
    storage::write(Keep::Device, PROFILE, id.as_str());
}

fn forget(id: &PersonId) {
    for keep in [Keep::Tab, Keep::Device] {
        // The device may remember somebody else by now.
        if storage::read(keep, PROFILE).is_some_and(|kept| kept == id.as_str()) {
            storage::remove(keep, PROFILE);
        }
    }
}

fn save(preferences: Preferences) {
    storage::write(Keep::Device, LOCALE, preferences.locale.tag());
    storage::write(Keep::Device, THEME, preferences.theme.name());
    apply(preferences);
}

fn options(style: DateStyle) -> Options {
    match style {
        DateStyle::Time => &[("hour", "numeric"), ("minute", "2-digit")],
        DateStyle::Weekday => &[("weekday", "short")],
        DateStyle::Date => &[("month", "numeric"), ("day", "numeric")],
        DateStyle::DateWithYear => &[("year", "numeric"), ("month", "numeric"), ("day", "numeric")],
        DateStyle::Day => &[("weekday", "long"), ("month", "long"), ("day", "numeric"), ("year", "numeric")],
        DateStyle::Full => &[("dateStyle", "long"), ("timeStyle", "short")],
    }
}
