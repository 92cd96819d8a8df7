//! What scanning a code needs.

use super::Asked;
use crate::domain::scan::{CameraFault, Pasted, Sight};

/// The eyes of the browser. Elements of the page are named by their ids.
#[derive(Debug, Clone, Copy)]
pub struct Scanner {
    /// True if the camera may be used without asking the person.
    pub camera_allowed: fn() -> Asked<bool>,
    /// Shows what the camera sees in a `<video>` element.
    pub open_camera: fn(&'static str) -> Asked<Result<(), CameraFault>>,
    /// Lets go of the camera.
    pub close_camera: fn(),
    /// Looks for a code in what that element shows.
    pub read_camera: fn(&'static str) -> Asked<Sight>,
    /// Looks for a code in the picture that was chosen in a file input.
    pub read_file: fn(&'static str) -> Asked<Sight>,
    /// Reads the clipboard.
    pub paste: fn() -> Asked<Pasted>,
}
