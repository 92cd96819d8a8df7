//! Files that somebody chose, dropped or pasted: all of them come through a file input.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

fn input(id: &str) -> Option<HtmlInputElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Names and lengths of the files in an input.
pub fn chosen(id: &str) -> Vec<(String, u64)> {
    let files = input(id).and_then(|input| input.files());
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|at| files.get(at)).map(|file| (file.name(), file.size() as u64)).collect()
}

/// Takes hold of one of the files in an input: reading goes on also when the input is emptied.
pub fn file(id: &str, at: u32) -> Option<File> {
    input(id)?.files()?.get(at)
}

/// All that is in a file, unless it is gone or may not be read.
pub async fn read(file: File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Empties an input.
pub fn forget(id: &str) {
    if let Some(input) = input(id) {
        input.set_value("");
    }
}
