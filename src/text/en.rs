//! English.

pub(super) mod accounts;
mod acts;
pub(super) mod code;
pub(super) mod exchange;
mod failure;
pub(super) mod group;
pub(super) mod guide;
mod lists;
pub(super) mod people;
pub(super) mod programs;
mod refusal;
pub(super) mod scan;
pub(super) mod security;
pub(super) mod sign_in;
pub(super) mod talk;
pub(super) mod ways_in;

use super::Locale;
use super::apart::Apart;
use super::catalogue::*;

/// The English texts.
pub(super) static EN: Catalogue = Catalogue {
    common: Common {
        app: "Teahouse",
        guide: "Teahouse guide",
        comma: ", ",
        colon: ": ",
        back: "Back",
        cancel: "Cancel",
        close: "Close",
        save: "Save",
        dismiss: "Dismiss",
        try_again: "Try again",
        loading: "Opening",
        today: "Today",
        yesterday: "Yesterday",
        skip_to_content: "Skip to content",
        go_to_chats: "Go to Chats",
        nothing_open: "Nothing open",
        restarting: "Restarting in the background. You can keep writing.",
        connecting: "Connecting to the homeserver…",
        broken: "The homeserver cannot be reached. It is tried again by itself; what you write waits here.",
        offline: "There is no network. What you write waits here.",
        left: "This account was signed out in another tab.",
        signed_out: "The homeserver ended this session. What is on this device is still there.",
        sign_in_again: "Sign in again",
        update_ready: "A new version of Teahouse is ready.",
        update_now: "Update now",
        damaged: |count| match count {
            1 => "One stored record could not be read. It was left as it is; everything else works.".into(),
            count => {
                format!("{count} stored records could not be read. They were left as they are; everything else works.")
            }
        },
    },
    nav: Nav { label: "Main", chats: "Chats", contacts: "Contacts", discover: "Discover", me: "Me" },
    places: Places {
        chat: CONVERSATION.region,
        rules: talk::TALK.rules,
        sign_in: sign_in::SIGN_IN.title,
        security: security::SECURITY.title,
        person: people::PEOPLE.title,
        groups: people::GROUPS.title,
        scan: scan::SCAN.title,
        my_code: code::CODE.my_code,
        profiles: PROFILES.title,
        add_profile: PROFILES.add_title,
        settings: SETTINGS.title,
        new_group: ways_in::NEW_GROUP.title,
        meet: ways_in::MEET.title,
        join: ways_in::JOIN.region,
        group: group::GROUP.info,
        members: group::GROUP.members,
        invite: group::GROUP.invite,
        log: group::GROUP.log,
        programs: "Mini-programs",
        program: "Mini-program",
    },
    welcome: Welcome {
        promise: "A quiet place to talk, on a backend of your choice.",
        small: "No account needed. What you write stays in this browser.",
        start_on_device: "Start on this device",
        sign_in: "Sign in to a homeserver",
        continue_as: |name| format!("Continue as {name}"),
        language: "Language",
        waiting: |title| format!("You are invited to {title}. Choose how to start."),
        waiting_contact: |name| format!("{name} gave you their code. Choose how to start."),
    },
    start: Start {
        title: "Start on this device",
        text: "Choose what others see when you write to them. You can change it later.",
        name: "Your name",
        hint: "Any name you like, up to 40 characters.",
        submit: "Continue",
    },
    sign_in: Apart::new(Locale::En),
    chats: Chats {
        title: "Chats",
        new: "New",
        add_profile: "Add profile",
        empty_title: "No chats yet",
        empty_text: "Open Contacts to start one.",
        nothing_open_title: "No chat open",
        nothing_open_text: "Choose a chat from the list.",
        no_messages: "No messages yet",
        unread: |count| match count {
            1 => "1 unread message".into(),
            count => format!("{count} unread messages"),
        },
        pinned: "Pinned",
        muted: "Muted",
        draft: |text| format!("Draft: {text}"),
        you_said: |text| format!("You: {text}"),
        not_sent: |text| format!("Not sent: {text}"),
    },
    conversation: Apart::new(Locale::En),
    composer: Apart::new(Locale::En),
    code: Apart::new(Locale::En),
    scan: Apart::new(Locale::En),
    info: Apart::new(Locale::En),
    contacts: Contacts {
        title: "Contacts",
        empty_title: "Only the guide so far",
        empty_text: "Add a second profile to write to each other on this device.",
        add_profile: "Add profile",
        on_this_device: "On this device",
        guide_note: "Answers questions about Teahouse",
        choose_title: "Contacts",
        choose_text: "Choose somebody to write to.",
    },
    discover: Discover {
        title: "Discover",
        no_feed: "There is no feed here, and there will not be one.",
        calm: "Programs that you open run here.",
    },
    programs: Apart::new(Locale::En),
    me: Me {
        title: "Me",
        profiles: "Profiles",
        settings: "Settings",
        choose_title: "Your place",
        choose_text: "Profiles and settings open here.",
    },
    profiles: Apart::new(Locale::En),
    settings: Apart::new(Locale::En),
    stopped: Stopped {
        title: "Teahouse cannot go on",
        nothing_lost: "What was stored before is still there.",
        code: |code| format!("Code: {code}"),
    },
    later: Later {
        title: "This page did not come",
        text: "It is fetched once, and then kept. Look at the connection and try again, or load Teahouse anew.",
    },
    not_found: NotFound { title: "Nothing at this address", text: "The address may be incomplete or out of date." },
    group: Apart::new(Locale::En),
    picker: Apart::new(Locale::En),
    new_group: Apart::new(Locale::En),
    join: Apart::new(Locale::En),
    meet: Apart::new(Locale::En),
    acts: acts::ACTS,
    security: Apart::new(Locale::En),
    exchange: Apart::new(Locale::En),
    lists: lists::LISTS,
    talk: Apart::new(Locale::En),
    people: Apart::new(Locale::En),
    groups: Apart::new(Locale::En),
    accounts: Apart::new(Locale::En),
    failure: failure::failure,
    send_error: failure::send_error,
    guide: Apart::new(Locale::En),
};

pub(super) const PROFILES: Profiles = Profiles {
    title: "Profiles",
    text: "Each tab acts as one profile. Profiles on this device can write to each other; accounts write through their homeserver.",
    list: "Profiles on this device",
    current: "In use in this tab",
    switch_to: |name| format!("Switch to {name}"),
    open_in_tab: |name| format!("Open {name} in a new tab"),
    switch: "Switch",
    open: "New tab",
    add: "Add profile",
    add_title: "Add profile",
    add_text: "Another name on this device, with chats of its own.",
    add_submit: "Add",
    name: "Name",
    rename: "Change your name",
    your_name: "Your name",
    renamed: "Your name was changed.",
    or_sign_in: "Or use an account at a Matrix homeserver: yours, or that of somebody you trust.",
    sign_in: "Sign in to a homeserver",
    sign_out: "Sign out",
    sign_out_title: "Sign out of this account?",
    sign_out_text: "Everything of this account is removed from this device. What is at the homeserver stays there; you can sign in again at any time.",
    sign_out_warning: "Your keys are not safe elsewhere: after signing out, nobody can read the encrypted messages of before any more, not even you. Set up recovery under Security first.",
    signing_out: "Signing out…",
};

pub(super) const SETTINGS: Settings = Settings {
    title: "Settings",
    language: "Language",
    theme: "Appearance",
    theme_system: "System",
    theme_light: "Light",
    theme_dark: "Dark",
    storage: "Your data",
    storage_text: "What profiles of this device write is kept in this browser and nowhere else; what accounts write is at their homeserver too. Here it is as safe as this device: Teahouse does not encrypt them on top of that. Clearing this site’s data in the browser deletes it, and of profiles of this device no copy exists elsewhere.",
    about: "About",
    about_text: "This version has chats and groups, between the profiles of this browser and at Matrix homeservers. Payments are not in it yet.",
};

pub(super) const CONVERSATION: Conversation = Conversation {
    region: "Chat",
    messages: "Messages",
    back: "Back to chats",
    info: "Chat info",
    on_this_device: "On this device",
    guide_subtitle: "Answers from a fixed list, on this device",
    you: "You",
    label: |sender, time| format!("{sender}, {time}"),
    empty: "No messages yet. Say something.",
    earlier: "Earlier messages",
    latest: "Jump to latest",
    latest_new: |count| match count {
        1 => "Jump to latest, 1 new message".into(),
        count => format!("Jump to latest, {count} new messages"),
    },
    sending: "Sending",
    sent: "Sent",
    edited: "Edited",
    unreadable: "This message is damaged and cannot be shown.",
    retry: "Retry",
    discard: "Discard",
    menu: "Message menu",
    edit: "Edit",
    copy: "Copy",
    copied: "Copied",
    not_copied: "The browser did not allow copying. Select the text and copy it yourself.",
    missing_title: "This chat is not here",
    missing_text: "It belongs to another profile, or the address is not complete.",
};

pub(super) const COMPOSER: Composer = Composer { message: "Message", send: "Send", editing: "Editing", save: "Save" };

pub(super) const INFO: Info = Info {
    title: "Chat info",
    pin: "Keep at the top",
    pin_hint: "The chat stays above the others in the list.",
    mute: "Mute",
    mute_hint: "Unread messages show as a dot instead of a number.",
    device_text: "A profile on this device. Your messages to each other stay in this browser.",
    guide_text: "The guide looks for words in your question and answers from a fixed list. It sends nothing anywhere.",
};
