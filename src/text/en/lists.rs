//! Groups, quiet chats and accounts in the list of chats, in English.

use super::super::catalogue::Lists;

pub(super) const LISTS: Lists = Lists {
    new_group: "New group",
    add_contact: "Add contact",
    scan: "Scan",
    meet: "Meet face to face",
    called: "Called",
    invited: "You are invited",
    wants: "Wants to talk with you",
    recalled: "Message recalled",
    unreadable: super::CONVERSATION.unreadable,
    locked: "Encrypted message",
    foreign: "Message of another kind",
    files: ["Picture", "Film", "Sound", "Mini-program", "File"],
    guide: ["Welcome. Ask me about Teahouse.", "Answered your question"],
    said: |name, text| format!("{name}: {text}"),
    announcement: |text| format!("Announcement: {text}"),
    folded: "Folded chats",
    folded_empty: "A muted chat can be folded in its chat info; then it waits here.",
    accounts: "Official accounts",
    accounts_empty: "What the accounts you follow write to you waits here.",
    chats: |count| match count {
        1 => "1 chat".into(),
        count => format!("{count} chats"),
    },
    unread: "Unread messages",
};
