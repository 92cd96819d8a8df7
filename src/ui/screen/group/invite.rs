//! Asking people into a group.

use leptos::prelude::*;

use super::Followed;
use crate::domain::group::door::Entry;
use crate::route::Route;
use crate::ui::kit::empty::Empty;
use crate::ui::screen::picker::PickerView;
use crate::ui::session;
use crate::ui::shell::text_field::{Handing, area};
use crate::view_model::group::invite::Invite;

pub(super) fn page(state: Followed) -> AnyView {
    let all = session().texts();
    let texts = &all.group.invitation;
    let invite = StoredValue::new(state.with_value(Invite::new));
    let alone = Memo::new(move |_| invite.with_value(|invite| invite.picker.is_alone()));
    let outlook = Memo::new(move |_| invite.with_value(Invite::outlook));
    let says = move || view! { <p role="status">{invite.with_value(Invite::sentence)}</p> };
    let body = move || {
        let outlook = outlook.get();
        if !matches!(outlook, Some(Ok(_))) {
            return says().into_any();
        }
        if alone.get() {
            return view! {
                <Empty title=texts.nobody text=texts.nobody_text>
                    <a class="button" href=Route::AddProfile.href()>
                        {all.contacts.add_profile}
                    </a>
                </Empty>
            }
            .into_any();
        }
        let Invite { picker, form, .. } = invite.get_value();
        let reason =
            (outlook == Some(Ok(Entry::Asking))).then(|| area(&form, "invite-reason", texts.reason, texts.reason_hint));
        let send = Callback::new(move |()| invite.with_value(Invite::send));
        view! {
            {says()}
            <Handing form=form submit=texts.submit on_submit=send>
                <PickerView picker=picker />
                {reason}
            </Handing>
        }
        .into_any()
    };
    body.into_any()
}
