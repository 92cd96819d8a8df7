//! The place where files come in: chosen, dropped or pasted, they are all found in one file input.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{ClipboardEvent, DataTransfer, DragEvent, HtmlElement, HtmlInputElement};

/// An input that nobody sees; a button opens it.
#[component]
pub fn FileInput(
    /// Unique on the page.
    id: &'static str,
    /// Only one file, and only of such kinds; any number of any kind where it is empty.
    #[prop(default = "")]
    one_of: &'static str,
    /// Files were chosen.
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <input
            type="file"
            multiple=one_of.is_empty()
            accept=(!one_of.is_empty()).then_some(one_of)
            hidden
            id=id
            on:change=move |_| on_choose.run(())
        />
    }
}

fn input(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Lets somebody choose.
pub fn open(id: &str) {
    if let Some(input) = input(id) {
        let input: &HtmlElement = &input;
        input.click();
    }
}

/// Puts what was dropped into the input. False if it was no file.
pub fn dropped(event: &DragEvent, id: &str) -> bool {
    hand_over(event.data_transfer(), id)
}

/// Puts what was pasted into the input. False if it was no file.
pub fn pasted(event: &ClipboardEvent, id: &str) -> bool {
    hand_over(event.clipboard_data(), id)
}

/// True for a file on the clipboard, unless it is only the picture of words that came with it.
pub fn is_file(event: &ClipboardEvent) -> bool {
    let Some(data) = event.clipboard_data() else { return false };
    let words = data.get_data("text/plain").unwrap_or_default();
    words.is_empty() && data.files().is_some_and(|files| files.length() > 0)
}

/// True while files are being dragged, as far as the browser tells.
pub fn has_files(event: &DragEvent) -> bool {
    let kinds = event.data_transfer().map(|data| data.types());
    kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files")))
}

fn hand_over(data: Option<DataTransfer>, id: &str) -> bool {
    let files = data.and_then(|data| data.files()).filter(|files| files.length() > 0);
    let (Some(files), Some(input)) = (files, input(id)) else { return false };
    input.set_files(Some(&files));
    true
}
