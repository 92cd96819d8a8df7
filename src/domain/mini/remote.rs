//! Widgets that are pages of elsewhere, as other clients put them into a chat (MSC1236): what one says of itself, and
//! what of the person goes into its address.
//!
//! Anybody in the chat may have written it, so it is read as what a stranger wrote. What is no `https` address leads
//! nowhere, and is no widget.

mod address;
mod origin;

use serde::{Deserialize, Serialize};

pub use self::address::{Learns, Visitor};
pub use self::origin::{Origin, Origins};
use super::event::is_key;
use crate::domain::id::ChatId;
use crate::domain::name::Name;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The types of state that name the widgets of a chat: the one that clients write, and the one that is proposed.
pub const KINDS: [&str; 2] = ["im.vector.modular.widgets", "m.widget"];
/// Most widgets of a chat that are listed.
pub const MAX_WIDGETS: usize = 50;
/// Longest address, in bytes, before anything was filled in.
const MAX_ADDRESS_BYTES: usize = 2_000;
/// Most of what a widget says of itself besides, and the longest name and value of it, in bytes.
const MAX_DATA: (usize, usize, usize) = (50, 100, 500);

/// Which of the widgets of a chat: the state key of its event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WidgetId(String);

impl WidgetId {
    /// Reads a state key.
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty() && is_key(text)).then(|| Self(text.into()))
    }

    /// The state key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as a part of an address of the app, whatever is in it.
    pub fn segment(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.0)
    }
}

/// Where a page of elsewhere is a widget. What it was granted there holds nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// In which chat.
    pub chat: ChatId,
    /// As which widget.
    pub widget: WidgetId,
    /// From where.
    pub origin: Origin,
}

/// A widget that is a page of elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteWidget {
    /// Which one.
    pub id: WidgetId,
    /// What it calls itself, in one line; its host if it does not.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its address, before anything is filled in.
    pub url: String,
    /// What it says of itself for its address, by name.
    data: Vec<(String, String)>,
}

impl RemoteWidget {
    /// Reads what an event says; nothing if it leads nowhere.
    pub fn read(id: &str, url: &str, name: &str, data: impl IntoIterator<Item = (String, String)>) -> Option<Self> {
        let origin = Origin::of(url).filter(|_| url.len() <= MAX_ADDRESS_BYTES)?;
        let name = Name::tidied(name).map_or_else(|| origin.host().to_owned(), String::from);
        let (most, longest_name, longest) = MAX_DATA;
        let fits =
            |(name, value): &(String, String)| (1..=longest_name).contains(&name.len()) && value.len() <= longest;
        let data = data.into_iter().filter(fits).take(most).collect();
        Some(Self { id: WidgetId::parse(id)?, name, origin, url: url.into(), data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str, name: &str) -> Option<RemoteWidget> {
        RemoteWidget::read("w", url, name, [])
    }

    #[test]
    fn what_is_no_address_of_a_page_is_no_widget() {
        for url in [
            "",
            "javascript:alert(1)//https://pad.example/",
            "data:text/html,<script>",
            "blob:https://pad.example/1",
            "http://pad.example/",
            "//pad.example/",
            "https:pad.example",
            &format!("https://pad.example/{}", "a".repeat(MAX_ADDRESS_BYTES)),
        ] {
            assert_eq!(read(url, "Pad"), None, "{url}");
        }
        assert!(RemoteWidget::read("", "https://pad.example/", "Pad", []).is_none());
    }

    #[test]
    fn a_name_is_one_line_and_the_host_is_one_too() {
        assert_eq!(read("https://pad.example/", "Pad\u{202e}\n of Mei").unwrap().name, "Pad of Mei");
        assert_eq!(read("https://Pad.Example:443/", "\u{200b}").unwrap().name, "pad.example");
    }

    #[test]
    fn an_id_changes_no_address_of_the_app() {
        for (id, segment) in [("pad", "cGFk"), ("a/b?c#d~", "YS9iP2MjZH4"), ("茶", "6Iy2")] {
            assert_eq!(WidgetId::parse(id).unwrap().segment(), segment);
        }
        for id in ["", "a\n", &"a".repeat(256)] {
            assert_eq!(WidgetId::parse(id), None, "{id}");
        }
    }
}
