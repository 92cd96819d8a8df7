//! Reading codes.

use crate::adapter::browser::{camera, file};
use crate::view_model::platform::Scanner;

pub(super) fn scanner() -> Scanner {
    Scanner {
        camera_allowed: || Box::pin(camera::is_allowed()),
        open_camera: |film| Box::pin(camera::open(film)),
        close_camera: camera::close,
        read_camera: |film| Box::pin(camera::read(film)),
        read_file: |input| Box::pin(file::read(input)),
        paste: || Box::pin(file::paste()),
    }
}
