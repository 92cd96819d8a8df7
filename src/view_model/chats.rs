//! A row of the chat list, in words.

use super::dates::Clock;
use crate::domain::chat::{Chat, Preview};
use crate::domain::message::{Body, Delivery};
use crate::domain::person::Title;
use crate::text::Catalogue;

/// How much of a message a list shows, in characters; a row has one line.
const PREVIEW_CHARS: usize = 120;

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRow {
    /// The name of the chat.
    pub title: String,
    /// The last thing that happened, or the draft.
    pub preview: String,
    /// When; empty if nothing was said yet.
    pub time: String,
    /// Messages that were not read.
    pub unread: u32,
    /// All of it in words, for those who hear it read out.
    pub label: String,
    /// Kept at the top.
    pub pinned: bool,
    /// Makes no noise.
    pub muted: bool,
}

impl ChatRow {
    /// Puts a chat in words.
    pub fn new(chat: &Chat, clock: &Clock) -> Self {
        let texts = clock.locale.catalogue();
        let mut row = Self {
            title: title(&chat.title, texts),
            preview: preview(chat, texts),
            time: chat.last.as_ref().map(|last| clock.short(last.at)).unwrap_or_default(),
            unread: chat.unread,
            label: String::new(),
            pinned: chat.pinned,
            muted: chat.muted,
        };
        row.label = row.label(texts);
        row
    }

    fn label(&self, texts: &Catalogue) -> String {
        let unread = if self.unread > 0 { (texts.chats.unread)(self.unread) } else { String::new() };
        let pinned = if self.pinned { texts.chats.pinned } else { "" };
        let muted = if self.muted { texts.chats.muted } else { "" };
        let parts = [&self.title, &self.preview, &unread, &self.time, pinned, muted];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(texts.common.comma)
    }

    /// The number on the badge: it stays narrow.
    pub fn badge(&self) -> String {
        if self.unread > 99 { "99+".into() } else { self.unread.to_string() }
    }
}

/// The name of a person or of the guide.
pub fn title(title: &Title, texts: &Catalogue) -> String {
    match title {
        Title::Guide => texts.common.guide.into(),
        Title::Person(name) | Title::Group(name) => name.as_str().into(),
    }
}

fn preview(chat: &Chat, texts: &Catalogue) -> String {
    let draft = line(&chat.draft);
    if !draft.is_empty() {
        return (texts.chats.draft)(&draft);
    }
    let Some(last) = &chat.last else { return texts.chats.no_messages.into() };
    let said = line(words(last, texts));
    match last.delivery {
        Delivery::Failed(_) => (texts.chats.not_sent)(&said),
        _ if chat.with.person().is_some_and(|with| *with != last.sender) => (texts.chats.you_said)(&said),
        _ => said,
    }
}

fn words<'a>(last: &'a Preview, texts: &'a Catalogue) -> &'a str {
    match &last.body {
        Body::Text(text) => text.as_str(),
        Body::Guide(topic) => (texts.guide)(*topic),
        Body::Unreadable | Body::Notice(_) => texts.conversation.unreadable,
    }
}

/// The beginning of a text, on one line.
fn line(text: &str) -> String {
    let start: String = text.chars().take(PREVIEW_CHARS).collect();
    start.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::{MessageText, SendError};
    use crate::text::Locale;
    use crate::view_model::fake::{self, NOW, platform};

    fn row(change: impl FnOnce(&mut Chat)) -> ChatRow {
        let mut chat = fake::chat(1);
        change(&mut chat);
        ChatRow::new(&chat, &Clock { platform: platform(), locale: Locale::En })
    }

    fn said(who: u8, delivery: Delivery) -> impl FnOnce(&mut Chat) {
        move |chat| {
            let body = Body::Text(MessageText::parse("See you\n at nine").unwrap());
            chat.last = Some(Preview { sender: fake::person(who), name: None, at: NOW, body, delivery });
        }
    }

    #[test]
    fn the_last_message_is_on_one_line_and_says_whose_it_is() {
        assert_eq!(row(said(2, Delivery::Sent)).preview, "See you at nine");
        assert_eq!(row(said(1, Delivery::Sent)).preview, "You: See you at nine");
        assert_eq!(row(said(1, Delivery::Failed(SendError::Refused))).preview, "Not sent: See you at nine");
        assert_eq!(row(|_| ()).preview, "No messages yet");
    }

    #[test]
    fn a_draft_comes_before_what_was_said() {
        let row = row(|chat| {
            said(2, Delivery::Sent)(chat);
            chat.draft = "  I think\n".into();
        });
        assert_eq!(row.preview, "Draft: I think");
    }

    #[test]
    fn a_blank_draft_is_none() {
        assert_eq!(row(|chat| chat.draft = " \n".into()).preview, "No messages yet");
    }

    #[test]
    fn many_unread_messages_make_a_narrow_badge_and_exact_words() {
        let row = row(|chat| chat.unread = 120);
        assert_eq!((row.badge().as_str(), row.label.as_str()), ("99+", "Mei, No messages yet, 120 unread messages"));
    }

    #[test]
    fn a_long_text_is_cut() {
        let row = row(|chat| chat.draft = "茶".repeat(10_000));
        assert!(row.preview.chars().count() < 200);
    }
}
