//! One of a few: radio buttons that look like one strip.

use leptos::prelude::*;

/// One thing to choose.
#[derive(Debug, Clone)]
pub struct Choosable {
    /// Its value, unique in its group.
    pub value: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// The language of the label, where it is another one.
    pub lang: Option<&'static str>,
}

/// The group.
#[component]
pub fn Choice(
    /// Unique on the page.
    name: &'static str,
    /// The id of the element that names the group.
    labelled_by: &'static str,
    /// What there is to choose.
    options: Vec<Choosable>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<&'static str>,
    /// Another value is chosen.
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let option = move |Choosable { value, label, lang }: Choosable| {
        view! {
            <label class="choice__option" lang=lang>
                <input
                    type="radio"
                    name=name
                    id=format!("{name}-{value}")
                    value=value
                    prop:checked=move || chosen.get() == value
                    on:change=move |_| on_choose.run(value)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <div class="choice" role="radiogroup" aria-labelledby=labelled_by>
            {options.into_iter().map(option).collect_view()}
        </div>
    }
}
