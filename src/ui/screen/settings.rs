//! Language, theme, and where the data is.

use leptos::prelude::*;

use crate::route::Route;
use crate::text::Locale;
use crate::ui::kit::choice::{Choice, Choosable};
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::view_model::settings::Theme;

/// The screen.
#[component]
pub fn Settings() -> impl IntoView {
    let session = session();
    let all = session.texts();
    let texts = &all.settings;
    let settings = session.settings;
    let languages = Locale::ALL.map(|locale| Choosable {
        value: locale.tag(),
        label: locale.native_name(),
        lang: Some(locale.tag()),
    });
    let themes = Theme::ALL.map(|theme| Choosable { value: theme.name(), label: theme.label(all), lang: None });
    let choose_language = Callback::new(move |tag| {
        if let Some(locale) = Locale::from_tag(tag) {
            settings.set_locale(locale);
        }
    });
    let choose_theme = Callback::new(move |name| {
        if let Some(theme) = Theme::from_name(name) {
            settings.set_theme(theme);
        }
    });
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Me)>
            <div class="settings">
                <h2 id="settings-language">{texts.language}</h2>
                <Choice
                    name="language"
                    labelled_by="settings-language"
                    options=languages.into()
                    chosen=Signal::derive(move || settings.locale().tag())
                    on_choose=choose_language
                />
                <h2 id="settings-theme">{texts.theme}</h2>
                <Choice
                    name="theme"
                    labelled_by="settings-theme"
                    options=themes.into()
                    chosen=Signal::derive(move || settings.theme().name())
                    on_choose=choose_theme
                />
                <h2>{texts.storage}</h2>
                <p>{texts.storage_text}</p>
                <h2>{texts.about}</h2>
                <p>{texts.about_text}</p>
            </div>
        </Pane>
    }
}
