//! Reads codes in pictures, as a worker. `public/scanner-worker.js` starts it and checks what it is asked.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only, to JavaScript")]
mod worker {
    use teahouse::qr::reading;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The text of the first code in a picture of four bytes per pixel.
    #[wasm_bindgen]
    pub fn read(width: usize, height: usize, rgba: Vec<u8>) -> Option<String> {
        reading::read(&reading::Image::new(width, height, rgba)?)
    }
}

fn main() {}
