//! Printing; `style/print.css` says what of the page is on paper.

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Missing in some web views, which print nothing at all.
        let _ = window.print();
    }
}
