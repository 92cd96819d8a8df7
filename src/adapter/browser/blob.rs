//! Bytes as something that the page can show under an address of its own, or save.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

/// Bytes of a media type.
pub fn of(bytes: &[u8], media_type: &str) -> Option<Blob> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()
}

/// An address for a picture, for this page only.
pub fn address(bytes: &[u8], media_type: &str) -> Option<String> {
    Url::create_object_url_with_blob(&of(bytes, media_type)?).ok()
}

/// Lets the browser forget what is at an address.
pub fn let_go(address: &str) {
    // Fails for nothing that `address` has made.
    let _ = Url::revoke_object_url(address);
}
