//! What a group adds to its conversation, in English.

use super::super::catalogue::Talk;

pub(in super::super) const TALK: Talk = Talk {
    people: |count| match count {
        1 => "1 person".into(),
        count => format!("{count} people"),
    },
    account: "Official account",
    announcement: "Announcement",
    by_at: |name, at| format!("{name}, {at}"),
    has_rules: "This group has house rules",
    rules_changed: "The house rules changed",
    read_rules: "Read",
    rules: "House rules",
    invited_by: |name| format!("{name} invites you to this group."),
    join: "Join group",
    decline: "Decline",
    removed: "You were removed from this group. What was said before can still be read.",
    left: "You left this group. What was said before can still be read.",
    asking: "The owner or an admin decides whether you come in.",
    dissolved: "This group was dissolved. What was said can still be read.",
    forget: "Delete from list",
    fold: "Fold this chat",
    fold_hint: "It waits behind “Folded chats” in the list.",
    clear: "Clear history",
    clear_title: "Clear history?",
    clear_text: "Everything said in this chat up to now is deleted for you. The other one keeps it. This cannot be undone.",
    cleared: "The history was cleared.",
    about: |name| format!("About {name}"),
};
