//! Mini-programs, in English.

use super::super::catalogue::Programs;
use crate::domain::mini::broker::Why;
use crate::domain::mini::capability::Capability;
use crate::domain::mini::event::{MEMBER, MESSAGE, TITLE};
use crate::domain::mini::path::PathError;
use crate::domain::mini::refusal::PackageError;
use crate::domain::mini::remote::Learns;
use crate::domain::mini::signature::Signer;
use crate::domain::mini::widget::{Access, Direction, Extent};

pub(in crate::text) const PROGRAMS: Programs = Programs {
    title: "Mini-programs",
    text: "Small tools that run closed off from everything else: no network, no look at your chats, nothing that you did not allow.",
    install: "Install from file",
    installing: "Checking the package",
    shipped_title: "From Teahouse",
    shipped: |id| match id {
        "poll" => ("Poll", "Ask a question, or find a day that suits everybody."),
        "checklist" => ("Checklist", "One list for everybody: who does what, and what is done."),
        "bill" => ("Split a bill", "Who paid what, and the fewest payments that make it even."),
        "appointment" => ("Appointments", "Offer times, and let people book them."),
        "shop" => ("Shop", "A small shop, with group-buys that get cheaper together."),
        _ => ("Gomoku", "Five in a row, for two and whoever likes to watch."),
    },
    get: "Get",
    get_it: |name| format!("Get {name}"),
    not_got: "The program could not be fetched. This app may not fetch from there, or there is no network.",
    get_title: "Install a program",
    get_text: "A link leads to this program. It is fetched from the address below, checked, and runs closed off from everything else. If a version of the same program is here, it takes its place.",
    install_it: "Install and open",
    find: "Find a program",
    none_title: "No programs yet",
    none_text: "Install one from a file that ends in .xdc or .zip. It stays on this device.",
    none_found: "No program fits.",
    installed: |name| format!("{name} is installed."),
    updated: |name| format!("{name} is up to date now."),
    full: "There are 200 programs already. Uninstall one first.",
    refused,
    open: |name| format!("Open {name}"),
    details: |name| format!("Details of {name}"),
    about: "About this program",
    version: |version| format!("Version {version}"),
    size: "Size",
    source: "Source",
    keeps: "Keeps on this device",
    empty: "Delete its data",
    empty_text: "Everything that this program keeps on this device is deleted. The program stays.",
    pin: "Keep at the top",
    pin_hint: "It comes first in the list.",
    may: "What it may ask for",
    may_nothing: "It asks for nothing.",
    ask: "Ask",
    always: "Always",
    never: "Never",
    log: "What it asked for",
    log_none: "Nothing so far.",
    became: |refused| match refused {
        None => "done",
        Some(Why::Undeclared) => "refused: its manifest does not name it",
        Some(Why::Never) => "refused: you said never",
        Some(Why::No) => "refused: you said no",
        Some(Why::TooOften) => "refused: asked too often",
    },
    capability: |capability| match capability {
        Capability::Profile => "Your name",
        Capability::Realtime => "Talk live with others in the chat",
        Capability::Scan => "Scan codes",
        Capability::Contacts => "A contact that you pick",
        Capability::Files => "Files that you pick",
        Capability::Share => "Share to a chat that you pick",
        Capability::Message => "Write in the chat in your name",
        Capability::Links => "Open links",
        Capability::Payment => "Ask for a payment",
    },
    go_back: |version| {
        if version.is_empty() {
            "Go back to the version before".into()
        } else {
            format!("Go back to version {version}")
        }
    },
    uninstall: "Uninstall",
    uninstall_text: "The program and everything that it keeps on this device are deleted.",
    fingerprint: "SHA-256 of the package",
    signer: |signer| match signer {
        Signer::Nobody => "Not signed: nobody vouches for it.".into(),
        Signer::Unchecked => "Signed, but this browser cannot check by whom.".into(),
        Signer::Publisher(fingerprint) => format!("Signed by {}", fingerprint.short()),
    },
    menu: "Program menu",
    close: "Close program",
    starting: "Starting",
    silent: "The program is not responding.",
    over: "The program was stopped.",
    again: "Start again",
    failed: |why| format!("The program reported an error: {why}"),
    not_here: "This program is not on this device.",
    not_fetched: "The message that brought this program is not here any more.",
    share: "Send to a chat",
    share_text: "Everybody in the chat can open it there, and sees what the others do in it.",
    find_chat: "Find a chat",
    send_it: |name| format!("Send {name}"),
    share_none: "No chat fits.",
    share_unable: "This account cannot send files.",
    sending: "Sending",
    sent: |chat| format!("Sent to {chat}."),
    send: "Send",
    feedback: "Feedback to the publisher",
    feedback_text: |address| format!("This opens in a new tab, outside of Teahouse:\n{address}"),
    feedback_none: "Whoever made this program left no address.",
    open_it: "Open link",
    find_person: "Find a contact",
    people: "Contacts",
    nobody: "No contact fits.",
    scans: |name| format!("Scan for {name}"),
    accesses: "It wants to do this in the chat where it is open, in your name, also later on. Take out what it may not.",
    access,
    use_no_name: "Use a made-up name",
    apart: "What is said here stays on this device: the chat cannot be reached, or you are not in it.",
    use_name: "Use my name",
    unsafe_browser: "This browser cannot keep programs closed off from the network, so none is started. Use a newer one.",
    too_much: "The program sent more than anybody could read, and was stopped.",
    asks: |name| format!("Permissions for {name}"),
    would: |capability| match capability {
        Capability::Profile => "It wants to know what you are called. Until now it knows you under a made-up name.",
        Capability::Realtime => "It wants to talk live with the same program of others in this chat.",
        Capability::Scan => "It wants to scan a code with the camera. It gets the text of the code, not the picture.",
        Capability::Contacts => "It wants a contact. You choose which; it gets the name and nothing else.",
        Capability::Files => "It wants files. You choose which.",
        Capability::Share => "It wants to share something. You choose with whom.",
        Capability::Message => "It wants to write this in the chat in your name.",
        Capability::Links => {
            "It wants to open this address in a new tab. What stands in the address leaves this device."
        }
        Capability::Payment => "It asks for a payment.",
    },
    says: |reason| format!("It says: “{reason}”"),
    guest: |mark| format!("Guest {mark}"),
    no: "Don't allow",
    no_more: "Never allow",
    once: "Allow once",
    from_now_on: "Always allow",
    remote_title: "Widgets of this chat",
    remote_refused: |host| format!("Comes from {host}, which this app does not open pages from."),
    remote_none: "There is no such widget in this chat, or its address cannot be opened.",
    remote_left: "The page went to another host, and was closed.",
    remote_open: |name| format!("Open {name}"),
    remote_text: |host| {
        format!(
            "This page comes from {host}, not from this app, and somebody in the chat has put it there. {host} sees your internet address, and that you open it from here."
        )
    },
    remote_tells: "It is also told:",
    remote_learns: |what| match what {
        Learns::Name => "Your name",
        Learns::Id => "Your id",
        Learns::Chat => "Which chat it is",
    },
    remote_chat: "by its id",
    remote_yes: "Open it",
    remote_no: "Don't open",
    remote_forget: "Take back what it may do",
};

fn access(access: &Access) -> String {
    let is_message = access.kind == MESSAGE;
    match (access.direction, &access.extent) {
        (Direction::Send, Extent::Message { .. }) if is_message => "Write messages in your name".into(),
        (Direction::Send, Extent::Message { .. }) => "Send its own events in your name".into(),
        (Direction::Receive, Extent::Message { .. }) if is_message => "Read what is written".into(),
        (Direction::Receive, Extent::Message { .. }) => "Read events".into(),
        (Direction::Send, Extent::State { .. }) => "Change what it keeps in the chat for everybody".into(),
        (Direction::Receive, Extent::State { .. }) if access.kind == MEMBER => "See who is in the chat".into(),
        (Direction::Receive, Extent::State { .. }) if access.kind == TITLE => "See what the chat is called".into(),
        (Direction::Receive, Extent::State { .. }) => "Read what is kept in the chat for everybody".into(),
    }
}

fn refused(error: &PackageError) -> String {
    match error {
        PackageError::TooLarge => "This package is larger than 30 MB, the most that is taken.".into(),
        PackageError::TooMuch => "This package holds more than 30 MB, the most that is taken.".into(),
        PackageError::TooMany => "This package has more than 1,000 files, the most that is taken.".into(),
        PackageError::Damaged => "This file is not a program, or it is damaged. Programs end in .xdc or .zip.".into(),
        PackageError::Unreadable { file } => {
            format!("“{file}” in this package is encrypted or packed in a way that is not known here.")
        }
        PackageError::Path { file, why: PathError::Elsewhere } => {
            format!("“{file}” in this package leads out of it. It may be meant to do harm.")
        }
        PackageError::Path { file, .. } => format!("“{file}” in this package has a name that no file should have."),
        PackageError::Special { file } => format!("“{file}” in this package is a link or a device, not a file."),
        PackageError::Twice { file } => format!("“{file}” is in this package twice."),
        PackageError::NoStart => "This package has no page to start with (index.html).".into(),
        PackageError::Manifest { why } => format!("The manifest of this package cannot be read: {why}"),
        PackageError::Field { field } => format!("“{field}” in the manifest of this package is missing or wrong."),
        PackageError::Icon => "The icon of this package is neither PNG nor JPEG.".into(),
        PackageError::SignatureFile => "The signature of this package (teahouse.sig) cannot be read.".into(),
        PackageError::Signature => {
            "The signature of this package is wrong: somebody changed the package after it was signed.".into()
        }
        PackageError::NotSigned => {
            "The program that is here is signed, and this version is not, so it may be of somebody else. To install it all the same, uninstall the program first, which deletes everything that it keeps."
                .into()
        }
        PackageError::OtherPublisher => {
            "This version is signed by somebody else than the program that is here. To install it all the same, uninstall the program first, which deletes everything that it keeps."
                .into()
        }
        PackageError::Unchecked => {
            "The program that is here is signed, and this browser cannot check who signed this version. Use a newer browser, or uninstall the program first, which deletes everything that it keeps."
                .into()
        }
    }
}
