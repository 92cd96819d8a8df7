//! The shell's entry.

#[cfg(target_arch = "wasm32")]
fn main() {
    use teahouse::adapter::browser::document;

    // A panic ends the program in this tab: say so, offer a new start, and leave the words for a report.
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        document::unhide("crash");
    }));
    teahouse::app::start(parts::sources());
}

#[cfg(all(target_arch = "wasm32", split))]
mod parts;

#[cfg(all(target_arch = "wasm32", not(split)))]
mod parts {
    pub(crate) use teahouse::app::in_one_piece as sources;
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
