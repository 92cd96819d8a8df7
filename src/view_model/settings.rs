//! What this device prefers, whoever uses it: the language and the theme.

use leptos::prelude::*;

use super::Platform;
use crate::text::{Catalogue, Locale};

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Whatever the device says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name that is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a stored name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// What it is called.
    pub fn label(self, texts: &Catalogue) -> &'static str {
        match self {
            Self::System => texts.settings.theme_system,
            Self::Light => texts.settings.theme_light,
            Self::Dark => texts.settings.theme_dark,
        }
    }
}

/// What is kept from one visit to the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
}

/// The preferences, and the way to change them.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    now: RwSignal<Preferences>,
    platform: Platform,
}

impl Settings {
    /// Begins with what was kept.
    pub fn new(platform: Platform, kept: Preferences) -> Self {
        Self { now: RwSignal::new(kept), platform }
    }

    /// The language.
    pub fn locale(&self) -> Locale {
        self.now.read().locale
    }

    /// The theme.
    pub fn theme(&self) -> Theme {
        self.now.read().theme
    }

    /// The texts, for those who are made anew when the language changes.
    pub fn texts(&self) -> &'static Catalogue {
        self.now.read_untracked().locale.catalogue()
    }

    /// Changes the language.
    pub fn set_locale(&self, locale: Locale) {
        self.change(|now| now.locale = locale);
    }

    /// Changes the theme.
    pub fn set_theme(&self, theme: Theme) {
        self.change(|now| now.theme = theme);
    }

    fn change(&self, change: impl FnOnce(&mut Preferences)) {
        self.now.update(change);
        (self.platform.save)(self.now.get_untracked());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::fake;

    #[test]
    fn a_change_is_seen_and_kept() {
        let (session, _backend) = fake::session();
        session.settings.set_locale(Locale::Zh);
        session.settings.set_theme(Theme::Dark);
        assert_eq!(session.settings.texts().chats.title, "聊天");
        assert_eq!(fake::saved(), Some(Preferences { locale: Locale::Zh, theme: Theme::Dark }));
    }

    #[test]
    fn a_theme_comes_back_from_its_name() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_name(theme.name()), Some(theme));
        }
        assert_eq!(Theme::from_name("sepia"), None);
    }
}
