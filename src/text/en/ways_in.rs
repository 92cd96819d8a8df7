//! The ways into a group, in English.

use super::super::catalogue::{Join, Meet, NewGroup, Picker};

pub(in crate::text) const PICKER: Picker = Picker {
    filter: "Filter",
    people: "People",
    chosen: "Chosen",
    unchoose: |name| format!("Take {name} out"),
    no_match: "Nobody by that name.",
};

pub(in crate::text) const NEW_GROUP: NewGroup = NewGroup {
    title: "New group",
    name: "Group name",
    name_hint: "Leave it empty to use the names of the people.",
    create: "Create",
    nobody: "Nobody to choose yet",
    nobody_text: "A group needs another person. Add a second profile on this device.",
};

pub(in crate::text) const JOIN: Join = Join {
    region: "Invitation",
    looking: "Looking up the code",
    broken_title: "This code cannot be read",
    invites: |name| format!("{name} invites you"),
    people: |members, contacts| {
        let members = (super::talk::TALK.people)(members);
        match contacts {
            0 => members,
            1 => format!("{members}, 1 of them your contact"),
            contacts => format!("{members}, {contacts} of them your contacts"),
        }
    },
    agree: "By joining you agree to the house rules.",
    already: "You are already in this group.",
    open_chat: "Open the chat",
    myself: "This is your own code. Show it to others, so that they can write to you.",
    person_text: "Their code says who they are. Nothing is sent until you write.",
    account_text: "An official account. It reaches you only while you follow it.",
    write: "Write",
    about: "About this person",
    follow: "Follow",
    other_home: |server| {
        format!(
            "This code leads to the homeserver {server}. Sign in to a homeserver, or switch to an account under Me, Profiles, and open the code there."
        )
    },
    other_place: "This code was made for another backend or in another browser, so nobody can be reached by it from here. Open it where it was made.",
};

pub(in crate::text) const MEET: Meet = Meet {
    title: "Meet face to face",
    text: "Agree on four digits with the people around you. Whoever enters the same four within three minutes meets here, and together you become a group.",
    digits: "Four digits",
    digits_hint: "Any four digits; say them aloud.",
    come: "Continue",
    here: "Here now",
    until: |time| format!("Others can come until {time}."),
    over: "The time to come is over. Whoever is here can still enter.",
    alone: "Nobody else is here yet. Tell the others the four digits.",
    enter: "Enter the group",
    other_digits: "Other digits",
};
