//! Texts of reading a code.

/// Reading a code.
pub struct Scan {
    pub title: &'static str,
    pub text: &'static str,
    /// Names what the camera shows.
    pub film: &'static str,
    pub use_camera: &'static str,
    pub stop_camera: &'static str,
    pub opening: &'static str,
    pub aim: &'static str,
    pub camera_refused: &'static str,
    pub camera_missing: &'static str,
    pub camera_busy: &'static str,
    pub choose_picture: &'static str,
    pub looking: &'static str,
    pub paste: &'static str,
    pub paste_refused: &'static str,
    pub link: &'static str,
    pub link_hint: &'static str,
    pub open: &'static str,
    /// Names what was found.
    pub result: &'static str,
    pub found_link: &'static str,
    pub found_text: &'static str,
    pub open_link: &'static str,
    pub newer: &'static str,
    pub damaged: &'static str,
    pub payment: &'static str,
    pub nothing: &'static str,
    pub nothing_in_picture: &'static str,
    pub no_picture: &'static str,
    pub broken_scanner: &'static str,
}
