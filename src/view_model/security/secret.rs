//! One secret that is typed and handed in: a recovery key, a password. It is kept nowhere, and stays through failures.

use leptos::prelude::*;

use super::says;
use crate::backend::Command;
use crate::backend::protocol::HomeCommand;
use crate::view_model::Session;
use crate::view_model::session::Notice;

/// The form; a clone is the same form.
#[derive(Debug, Clone)]
pub struct SecretForm {
    /// What was typed.
    pub text: ArcRwSignal<String>,
    /// What is wrong and what to do.
    pub wrong: ArcRwSignal<Option<String>>,
    /// True while it is handed in.
    pub busy: ArcRwSignal<bool>,
    /// Goes up each time it was accepted.
    pub accepted: ArcRwSignal<u32>,
    missing: &'static str,
    session: Session,
}

impl SecretForm {
    pub(super) fn new(session: &Session, missing: &'static str) -> Self {
        Self {
            text: ArcRwSignal::new(String::new()),
            wrong: ArcRwSignal::new(None),
            busy: ArcRwSignal::new(false),
            accepted: ArcRwSignal::new(0),
            missing,
            session: session.clone(),
        }
    }

    /// Something was typed.
    pub fn typed(&self, text: String) {
        self.text.set(text);
        self.wrong.set(None);
    }

    /// Forgets what was typed.
    pub fn clear(&self) {
        self.typed(String::new());
    }

    /// Hands it in, and says when that went well.
    pub(super) fn submit(&self, command: impl FnOnce(String) -> HomeCommand, well: &'static str) {
        if self.busy.get_untracked() {
            return;
        }
        let text = self.text.get_untracked();
        if text.trim().is_empty() {
            return self.wrong.set(Some(self.missing.into()));
        }
        self.busy.set(true);
        self.wrong.set(None);
        let answer = self.session.client.run(Command::Home(command(text)));
        let form = self.clone();
        self.session.spawn(async move {
            let result = answer.await;
            form.busy.set(false);
            match result {
                Ok(_) => {
                    form.clear();
                    form.accepted.update(|count| *count += 1);
                    form.session.notice.set(Some(Notice::Status(well.into())));
                }
                Err(failure) => form.wrong.set(Some(says(&form.session, &failure))),
            }
        });
    }
}
