//! Points in time in words, as near as they are: a time today, a word for yesterday, a day this week, else a date.

use super::platform::{DateStyle, Platform};
use crate::domain::time::Timestamp;
use crate::text::Locale;

/// Writes dates in a language.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// Tells the time.
    pub platform: Platform,
    /// The language.
    pub locale: Locale,
}

impl Clock {
    /// For a row of a list.
    pub fn short(&self, at: Timestamp) -> String {
        match self.days_ago(at) {
            0 => self.write(DateStyle::Time, at),
            1 => self.locale.catalogue().common.yesterday.into(),
            2..=6 => self.write(DateStyle::Weekday, at),
            -1 | 7..=300 => self.write(DateStyle::Date, at),
            _ => self.write(DateStyle::DateWithYear, at),
        }
    }

    /// For the line between two days of a conversation.
    pub fn day(&self, at: Timestamp) -> String {
        match self.days_ago(at) {
            0 => self.locale.catalogue().common.today.into(),
            1 => self.locale.catalogue().common.yesterday.into(),
            _ => self.write(DateStyle::Day, at),
        }
    }

    /// The time of day.
    pub fn time(&self, at: Timestamp) -> String {
        self.write(DateStyle::Time, at)
    }

    /// Day and time.
    pub fn full(&self, at: Timestamp) -> String {
        self.write(DateStyle::Full, at)
    }

    fn days_ago(&self, at: Timestamp) -> i64 {
        (self.platform.day)((self.platform.now)()) - (self.platform.day)(at)
    }

    fn write(&self, style: DateStyle, at: Timestamp) -> String {
        (self.platform.format)(self.locale, style, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::fake::{DAY, NOW, platform};

    #[test]
    fn the_nearer_the_day_the_shorter_the_words() {
        let clock = Clock { platform: platform(), locale: Locale::En };
        let at = |days: i64| clock.short(Timestamp(NOW.0 - days * DAY));
        assert_eq!(at(0), format!("Time {}", NOW.0));
        assert_eq!(at(1), "Yesterday");
        assert!(at(6).starts_with("Weekday"));
        assert!(at(7).starts_with("Date "));
        assert!(at(400).starts_with("DateWithYear"));
        assert_eq!(clock.day(NOW), "Today");
        assert!(clock.day(Timestamp(NOW.0 - 3 * DAY)).starts_with("Day"));
    }
}
