//! What people do with messages besides writing them, in English.

use super::super::catalogue::Exchange;
use crate::domain::safety::Locked;

pub(in crate::text) const EXCHANGE: Exchange = Exchange {
    reply: "Reply",
    react: "React",
    recall: "Recall",
    replying_to: |name| format!("Replying to {name}"),
    stop_replying: "Do not reply",
    answers: |name, text| format!("In reply to {name}: {text}"),
    not_here: "An earlier message",
    further_up: "That message is further up. Load earlier messages to see it.",
    signs: "Reactions",
    sign: |key, count, mine| match (count, mine) {
        (1, true) => format!("{key}, you"),
        (1, false) => format!("{key}, 1 person"),
        (count, true) => format!("{key}, {count} people, you among them"),
        (count, false) => format!("{key}, {count} people"),
    },
    other_sign: "Another one",
    other_sign_hint: "An emoji or a short word.",
    put: "Put it there",
    recalled: "This message was recalled.",
    recalled_mine: "You recalled this message.",
    locked: |why| match why {
        Locked::Waiting => {
            "The key to this message is not here yet. It comes when a device of the sender is online, or from another device of yours that was compared with this one."
        }
        Locked::Backup => "This was sent before this device was there. Your recovery key opens it.",
        Locked::Before => "This was sent before you came, so there is no key to it for you.",
        Locked::Withheld => {
            "The sender’s device does not give its key to this device. Confirm this device, then ask them to send it again."
        }
        Locked::Broken => "This message is damaged, or was made to look like another one. It is not shown.",
    },
    to_security: "Go to Security",
    foreign: "This kind of message cannot be shown here.",
    foreign_text: "Only its text can be shown here.",
    read: "Read",
    typing: |names| match names {
        [] => String::new(),
        [one] => format!("{one} is writing…"),
        [one, other] => format!("{one} and {other} are writing…"),
        _ => "Several people are writing…".into(),
    },
    encrypted: "End-to-end encrypted",
    encrypted_text: "Only the people in this chat can read what is written. Whoever runs the homeserver sees who writes to whom, and when.",
    plain: "Not encrypted",
    plain_text: "This chat is not encrypted. Whoever runs the homeservers in it can read everything that is written here.",
    wants: |name| format!("{name} wants to talk with you."),
    wants_text: "You see what they write, and they see what you write, once you accept. If you decline, they can ask again.",
    accept: "Accept",
    decline: "Decline",
    open: "Open",
    open_program: |name| format!("Open {name}"),
    attach: "Attach",
    caption: "Caption",
    detach: |name| format!("Take {name} out"),
    more_files: |count| match count {
        1 => "1 more file after this one".into(),
        count => format!("{count} more files after this one"),
    },
    one_first: "Send this file first, or take it out.",
    reading: "Reading the file…",
    not_read: "The browser could not read this file. It may have been moved; choose it again.",
    show: |name| format!("Show {name}"),
    save: |name| format!("Save {name}"),
    saved: "Saved among your downloads.",
    not_saved: "The browser could not save this file. Free some space, then try again.",
    fetching: "Fetching…",
    no_picture: "This is no picture that can be shown safely. It can be saved.",
};
