//! Making a group.

use leptos::prelude::*;

use super::picker::PickerView;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::session;
use crate::ui::shell::pane::{Column, Pane};
use crate::ui::shell::text_field::{Handing, line};
use crate::view_model::new_group::NewGroup as Model;

/// The screen.
#[component]
pub fn NewGroup() -> impl IntoView {
    let session = session();
    let (texts, add) = (&session.texts().new_group, session.texts().contacts.add_profile);
    let model = StoredValue::new(Model::new(&session));
    let alone = Memo::new(move |_| model.with_value(|model| model.picker.is_alone()));
    let body = move || {
        if alone.get() {
            return view! {
                <Empty title=texts.nobody text=texts.nobody_text>
                    <a class="button" href=Route::AddProfile.href()>
                        {add}
                    </a>
                </Empty>
            }
            .into_any();
        }
        let Model { picker, form, .. } = model.get_value();
        let field = line(&form, "group-name", texts.name, texts.name_hint, "text", false);
        let create = Callback::new(move |()| model.with_value(Model::create));
        view! {
            <div class="settings">
                <Handing form=form submit=texts.create on_submit=create>
                    {field}
                    <PickerView picker=picker />
                </Handing>
            </div>
        }
        .into_any()
    };
    view! {
        <Pane title=texts.title column=Column::Detail(&Route::Chats)>
            {body}
        </Pane>
    }
}
