//! Reading a code, in English.

use super::super::catalogue::Scan;

pub(in crate::text) const SCAN: Scan = Scan {
    title: "Scan",
    text: "Read the code of a person or a group. Pictures are looked at on this device only.",
    film: "What the camera sees",
    use_camera: "Use camera",
    stop_camera: "Stop camera",
    opening: "Opening the camera",
    aim: "Hold the code in front of the camera.",
    camera_refused: "The browser does not let Teahouse use the camera. Allow it in the site settings, or choose a picture.",
    camera_missing: "No camera was found here. Choose a picture, or paste a link.",
    camera_busy: "The camera is in use by something else. Close that and try again, or choose a picture.",
    choose_picture: "Choose a picture",
    looking: "Looking for a code",
    paste: "Paste",
    paste_refused: "The browser did not let Teahouse read the clipboard. Paste the link into the field below.",
    link: "Link of a code",
    link_hint: "A code can also be sent as a link.",
    open: "Continue",
    result: "Result",
    found_link: "This code holds a web address. It leads out of Teahouse.",
    found_text: "This is no code of Teahouse. It says:",
    open_link: "Open link",
    newer: "This code was made by a newer Teahouse. Update this one, then scan it again.",
    damaged: "This code is damaged or not complete. Ask for a new one.",
    payment: "This is a payment code; this version cannot pay yet.",
    nothing: "There is nothing to read.",
    nothing_in_picture: "No code was found in this picture. Try one that shows the whole code, sharp and from the front.",
    no_picture: "This file is not a picture that the browser can open.",
    broken_scanner: "The code reader could not be started. Reload the page and try again, or paste the link of the code.",
};
