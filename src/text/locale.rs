//! The languages of the app.

use super::{Catalogue, en, zh};

/// A language with a catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Locale {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The BCP 47 tag, for `lang` and for `Intl`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-Hans",
        }
    }

    /// What the language calls itself.
    pub fn native_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "简体中文",
        }
    }

    /// The texts.
    pub fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::En => &en::EN,
            Self::Zh => &zh::ZH,
        }
    }

    /// The language that a tag asks for, by its primary subtag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        [(Self::En, "en"), (Self::Zh, "zh")]
            .into_iter()
            .find(|(_, name)| primary.eq_ignore_ascii_case(name))
            .map(|(locale, _)| locale)
    }

    /// The first of the wanted languages that there is, or English.
    pub fn choose<'a>(mut wanted: impl Iterator<Item = &'a str>) -> Self {
        wanted.find_map(Self::from_tag).unwrap_or_default()
    }
}
