//! QR codes as shapes: how a text is drawn as one, and how one is read from a picture.
//!
//! Pure, and free of meaning: what a code says is decided in `domain::scan`.

pub mod drawing;
pub mod reading;
