//! A question about a program, in the shell's own sheet.

use leptos::prelude::*;

use super::running::Program;
use crate::ui::kit::dialog::Dialog;
use crate::ui::session;
use crate::view_model::programs::Running;

/// A sheet that is there as long as something is asked. Whoever closes it has not said yes.
#[component]
pub fn Sheet<T: Clone + PartialEq + Send + Sync + 'static>(
    /// What asks.
    program: Program,
    /// What the sheet's element is called.
    id: &'static str,
    /// Names the sheet, from the program's name.
    title: fn(&str) -> String,
    /// What is asked.
    #[prop(into)]
    asked: Signal<Option<T>>,
    /// Says no.
    no: fn(&Running),
    /// The question.
    view: fn(Program, T) -> AnyView,
) -> impl IntoView {
    let asked = Memo::new(move |_| asked.get());
    let question = ViewFn::from(move || asked.get().map(|asked| view(program, asked)));
    let is_asked = Signal::derive(move || asked.read().is_some());
    framed(program, id, title, is_asked, no, question)
}

/// The same code for every question.
fn framed(
    program: Program,
    id: &'static str,
    title: fn(&str) -> String,
    is_asked: Signal<bool>,
    no: fn(&Running),
    question: ViewFn,
) -> AnyView {
    let name = program.with_value(|it| it.name.clone());
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(is_asked.get()));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now && is_asked.get_untracked() {
            program.with_value(no);
        }
        now
    });
    let title = Signal::derive(move || title(&name.get()));
    view! {
        <Dialog id=id title=title close=session().texts().common.close open=open>
            {
                let question = question.clone();
                move || question.run()
            }
        </Dialog>
    }
    .into_any()
}
