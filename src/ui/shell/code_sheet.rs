//! A code with what belongs to it: for a person or a group, in a pane or in a dialog. There is one at a time.

use leptos::html;
use leptos::prelude::*;

use crate::ui::kit::qr::{Qr, Tile};
use crate::ui::session;
use crate::view_model::code_sheet::{CodeSheet as Sheet, DRAWING};

/// Under which the time that a code takes is measured.
const MEASURE: &str = "teahouse:code";

/// The sheet.
#[component]
pub fn CodeSheet(
    /// What it shows.
    sheet: Sheet,
    /// What is in the middle of the code.
    tiles: Vec<Tile>,
    /// Names the box that holds the link.
    label: &'static str,
    /// What else can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let session = session();
    let texts = &session.texts().code;
    let codes = session.tools()?.codes;
    let sheet = StoredValue::new(sheet);
    let Sheet { title, label: picture, link, note } = sheet.get_value();
    let button = |kind: Option<&'static str>, label: &'static str, act: fn(&Sheet, &crate::view_model::Session)| {
        let session = session.clone();
        let act = move |_| sheet.with_value(|sheet| act(sheet, &session));
        view! {
            <button type="button" class="button" data-kind=kind on:click=act>
                {label}
            </button>
        }
    };
    (codes.begin)(MEASURE);
    let code = view! { <Qr id=DRAWING text=link.clone() label=picture tiles=tiles /> }.into_any();
    (codes.measured)(MEASURE);
    let can_share = (codes.can_share)();
    let share = can_share.then(|| button(Some("primary"), texts.share, Sheet::share));
    let copy = button((!can_share).then_some("primary"), texts.copy, Sheet::copy);
    let field = NodeRef::<html::Input>::new();
    let select = move |_| {
        if let Some(field) = field.get() {
            field.select();
        }
    };
    Some(view! {
        <div class="code-sheet">
            <div class="code-sheet__paper">
                <p class="code-sheet__title" dir="auto">
                    {title}
                </p>
                {code}
                {note.map(|note| view! { <p class="code-sheet__note">{note}</p> })}
            </div>
            <div class="field">
                <label class="field__label" for="code-link">
                    {label}
                </label>
                <input
                    class="field__input code-sheet__link"
                    type="text"
                    id="code-link"
                    readonly
                    dir="ltr"
                    node_ref=field
                    value=link
                    on:focus=select
                />
            </div>
            <div class="code-sheet__actions">
                {share} {copy} {button(None, texts.save_picture, Sheet::save)}
                <button type="button" class="button" on:click=move |_| (codes.print)()>
                    {texts.print}
                </button> {children.map(|children| children())}
            </div>
        </div>
    })
}
