//! Codes that are shown, in English.

use super::super::catalogue::Code;

pub(in crate::text) const CODE: Code = Code {
    my_code: "My code",
    my_text: "Another profile of this browser can read this code to write to you. It says your name and a random number, and nothing else.",
    my_text_home: "Whoever has a Matrix account can reach you at this address, and whoever uses Teahouse with one can read this code to write to you.",
    my_address: |address| format!("Your address: {address}"),
    by_address: "Write to an address",
    address: "Matrix address",
    address_hint: "It looks like @name:server, for example @mei:tea.example.",
    write: "Write",
    no_address: "This is not a Matrix address. It looks like @name:server, for example @mei:tea.example.",
    own_address: "This is your own address. Enter that of somebody else.",
    nobody_there: "Nobody has this address. Check the spelling.",
    my_link: "Contact link",
    picture: |whose| format!("QR code: {whose}"),
    copy: "Copy link",
    copied: "Link copied",
    share: "Share",
    not_shared: "The browser could not share this. Copy the link instead.",
    save_picture: "Save picture",
    saved: "Picture saved",
    not_saved: "The browser could not make a picture. Take a screenshot, or copy the link instead.",
    print: "Print",
};
