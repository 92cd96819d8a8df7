//! A question before something that cannot simply be taken back, or that leads out of the app.

use std::sync::Arc;

use leptos::prelude::*;

use super::dialog::Dialog;

/// What is asked.
#[derive(Clone)]
pub struct Question {
    title: &'static str,
    text: String,
    yes: &'static str,
    kind: &'static str,
    // Whoever asks may be gone when the answer comes, a menu for example; a `Callback` would go with them.
    run: Arc<dyn Fn() + Send + Sync>,
}

impl Question {
    /// Asks for a name, what will happen, what the button is called, and what it does.
    pub fn new(title: &'static str, text: String, yes: &'static str, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self { title, text, yes, kind: "danger", run: Arc::new(run) }
    }

    /// Nothing is lost by it.
    pub fn harmless(self) -> Self {
        Self { kind: "primary", ..self }
    }
}

/// The place where a page asks its questions, one at a time.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    open: RwSignal<bool>,
    question: RwSignal<Option<Question>>,
}

impl Default for Asking {
    fn default() -> Self {
        Self { open: RwSignal::new(false), question: RwSignal::new(None) }
    }
}

impl Asking {
    /// Asks.
    pub fn ask(&self, question: Question) {
        self.question.set(Some(question));
        self.open.set(true);
    }
}

/// The dialog.
#[component]
pub fn Confirm(
    /// What is asked.
    asking: Asking,
    /// What the button that does nothing is called.
    cancel: &'static str,
    /// What the button to close the dialog is called.
    close: &'static str,
) -> impl IntoView {
    let Asking { open, question } = asking;
    let title = Signal::derive(move || question.read().as_ref().map_or("", |question| question.title).to_owned());
    view! {
        <Dialog id="confirm" title=title close=close open=open>
            {move || {
                let Question { text, yes, kind, run, .. } = question.get()?;
                let act = move |_| {
                    open.set(false);
                    run();
                };
                Some(view! {
                    <p>{text}</p>
                    <div class="dialog__choice">
                        <button type="button" class="button" on:click=move |_| open.set(false)>
                            {cancel}
                        </button>
                        <button type="button" class="button" data-kind=kind on:click=act>
                            {yes}
                        </button>
                    </div>
                })
            }}
        </Dialog>
    }
}
