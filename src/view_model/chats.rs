//! A row of the chat list, in words.

use super::dates::Clock;
use super::gist::{gist, line};
use super::notice::sentence;
use crate::domain::chat::{Chat, GroupRow, Preview};
use crate::domain::group::Standing;
use crate::domain::group::act::Act;
use crate::domain::id::PersonId;
use crate::domain::message::{Body, Delivery};
use crate::domain::person::Title;
use crate::text::Catalogue;

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
    /// Somebody called everybody.
    pub called: bool,
}

impl ChatRow {
    /// Puts a chat in words for a reader.
    pub fn new(chat: &Chat, me: Option<&PersonId>, clock: &Clock) -> Self {
        let texts = clock.locale.catalogue();
        let mut row = Self {
            title: title(&chat.title, texts),
            preview: preview(chat, me, texts),
            time: chat.last.as_ref().map(|last| clock.short(last.at)).unwrap_or_default(),
            unread: chat.unread,
            label: String::new(),
            pinned: chat.pinned,
            muted: chat.muted,
            called: chat.with.group().is_some_and(|group| group.called),
        };
        row.label = row.label(texts);
        row
    }

    fn label(&self, texts: &Catalogue) -> String {
        let unread = if self.unread > 0 { (texts.chats.unread)(self.unread) } else { String::new() };
        let pinned = if self.pinned { texts.chats.pinned } else { "" };
        let muted = if self.muted { texts.chats.muted } else { "" };
        let called = if self.called { texts.lists.called } else { "" };
        let parts = [&self.title, called, &self.preview, &unread, &self.time, pinned, muted];
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

fn preview(chat: &Chat, me: Option<&PersonId>, texts: &Catalogue) -> String {
    let group = chat.with.group();
    if group.is_some_and(is_invitation) {
        return texts.lists.invited.into();
    }
    if chat.invited {
        return texts.lists.wants.into();
    }
    let draft = line(&chat.draft);
    if !draft.is_empty() {
        return (texts.chats.draft)(&draft);
    }
    let Some(last) = &chat.last else { return texts.chats.no_messages.into() };
    let said = match &last.body {
        Body::Notice(act) => return happened(act, last, me, texts),
        body => gist(body, texts),
    };
    let mine = match chat.with.person() {
        Some(other) => *other != last.sender,
        None => me == Some(&last.sender),
    };
    match (&last.delivery, &last.name) {
        (Delivery::Failed(_), _) => (texts.chats.not_sent)(&said),
        _ if mine => (texts.chats.you_said)(&said),
        (_, Some(name)) if group.is_some() => (texts.lists.said)(name.as_str(), &said),
        _ => said,
    }
}

/// True if the reader may come into the group and did not yet.
fn is_invitation(group: &GroupRow) -> bool {
    matches!(group.standing, Standing::Invited { .. })
}

/// A list knows the name of nobody but the one who did it.
fn happened(act: &Act, last: &Preview, me: Option<&PersonId>, texts: &Catalogue) -> String {
    let name =
        |person: &PersonId| last.name.as_ref().filter(|_| *person == last.sender).map(|name| name.as_str().into());
    match act {
        Act::Announced(text) => (texts.lists.announcement)(&line(text.as_str())),
        act => sentence(act, &last.sender, me, name, texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chat::With;
    use crate::domain::message::{MessageText, SendError};
    use crate::domain::name::Name;
    use crate::text::Locale;
    use crate::view_model::fake::{self, NOW, platform};

    fn row(change: impl FnOnce(&mut Chat)) -> ChatRow {
        let mut chat = fake::chat(1);
        change(&mut chat);
        ChatRow::new(&chat, Some(&fake::person(1)), &Clock { platform: platform(), locale: Locale::En })
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

    fn in_group(standing: Standing, called: bool) -> impl FnOnce(&mut Chat) {
        move |chat| chat.with = With::Group(GroupRow { standing, called, ..fake::group_row() })
    }

    fn said_in_group(who: u8, body: Body) -> ChatRow {
        row(|chat| {
            in_group(Standing::In, false)(chat);
            said(who, Delivery::Sent)(chat);
            let name = Name::parse("Mei").ok();
            chat.last = chat.last.take().map(|last| Preview { name, body, ..last });
        })
    }

    #[test]
    fn in_a_group_the_row_says_who_said_it_and_what_happened() {
        let text = || MessageText::parse("Tea\nat nine").unwrap();
        assert_eq!(said_in_group(2, Body::Text(text())).preview, "Mei: Tea at nine");
        assert_eq!(said_in_group(1, Body::Text(text())).preview, "You: Tea at nine");
        assert_eq!(said_in_group(2, Body::Notice(Act::Announced(text()))).preview, "Announcement: Tea at nine");
        assert_eq!(said_in_group(1, Body::Notice(Act::Left)).preview, "You left the group");
        assert_eq!(said_in_group(2, Body::Notice(Act::Removed(fake::person(3)))).preview, "Mei removed somebody");
    }

    #[test]
    fn an_invitation_and_a_call_to_all_are_told_also_in_a_quiet_chat() {
        let by = fake::person(2);
        assert_eq!(row(in_group(Standing::Invited { by }, false)).preview, "You are invited");
        let called = row(|chat| {
            in_group(Standing::In, true)(chat);
            chat.muted = true;
        });
        assert_eq!((called.called, called.label.as_str()), (true, "Mei, Called, No messages yet, Muted"));
    }

    #[test]
    fn somebody_who_wants_to_talk_comes_before_whatever_was_said() {
        let row = row(|chat| {
            said(2, Delivery::Sent)(chat);
            chat.invited = true;
        });
        assert_eq!(row.preview, "Wants to talk with you");
    }

    #[test]
    fn a_long_text_is_cut() {
        let row = row(|chat| chat.draft = "茶".repeat(10_000));
        assert!(row.preview.chars().count() < 200);
    }
}
