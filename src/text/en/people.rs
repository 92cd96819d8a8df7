//! Contacts, one of them, and the groups among them, in English.

use super::super::catalogue::{Groups, People};

pub(in crate::text) const PEOPLE: People = People {
    tags_label: "Tags",
    all: "All",
    title: "About a contact",
    missing_title: "Nobody is here",
    missing_text: "They are not among your contacts, or the address is not complete.",
    remark: "Remark",
    remark_hint: "What you call them. Only you see it. Leave it empty to use their own name.",
    tags: "Tags",
    tags_hint: "Separate tags with commas; each has up to 40 characters. Only you see them.",
    saved: "Saved.",
    write: "Write",
    subscription: "Subscription account",
    service: "Service account",
    follow: "Follow",
    unfollow: "Unfollow",
    alone_title: "Nobody yet",
    alone_text: "Whoever you write to is listed here. All you need is their address.",
    follow_text: "You do not follow this account. It cannot write to you.",
};

pub(in crate::text) const GROUPS: Groups = Groups {
    title: "Groups",
    saved: "Saved groups",
    saved_none: "A group can be saved to your contacts on its info page.",
    yours: "Groups you look after",
    yours_none: "Groups that you own or administer are listed here.",
    set: |groups, people| format!("Set of {groups} groups, {people} people in all"),
    choose: "Announce to these groups",
    announce: "Announcement",
    announce_hint: "It is pinned in each chosen group, and shown to everybody there once.",
    announce_to: |count| match count {
        1 => "Announce to 1 group".into(),
        count => format!("Announce to {count} groups"),
    },
    announced: |count| match count {
        1 => "Announced in 1 group.".into(),
        count => format!("Announced in {count} groups."),
    },
    choose_one: "Choose at least one group above.",
    next: "Open the next group",
    next_text: "This group is full, or nearly. The next one takes over its house rules, and belongs to the same set.",
    next_name: "Name of the next group",
    next_hint: "Up to 40 characters.",
};
