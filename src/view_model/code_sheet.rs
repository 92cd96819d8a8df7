//! A code that is shown, and what can be done with it.

use leptos::prelude::*;

use super::Session;
use super::platform::{Asked, Picture};
use super::session::Notice;

/// The drawing's id in the page.
pub const DRAWING: &str = "code";

/// A code to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSheet {
    /// Whose or which.
    pub title: String,
    /// Names the picture of the code.
    pub label: String,
    /// What the code says.
    pub link: String,
    /// What else there is to know, such as how long it is good for.
    pub note: Option<String>,
}

impl CodeSheet {
    /// Puts the link on the clipboard.
    pub fn copy(&self, session: &Session) {
        let texts = session.texts();
        let done = (session.platform.copy)(self.link.clone());
        tell(session, done, Some(texts.code.copied), texts.conversation.not_copied);
    }

    /// Hands the link to another app.
    pub fn share(&self, session: &Session) {
        let Some(tools) = session.tools() else { return };
        let done = (tools.codes.share)(self.title.clone(), self.link.clone());
        tell(session, done, None, session.texts().code.not_shared);
    }

    /// Saves the code as a picture.
    pub fn save(&self, session: &Session) {
        let Some(tools) = session.tools() else { return };
        let lines = [self.title.clone()].into_iter().chain(self.note.clone()).collect();
        let picture = Picture { drawing: DRAWING, file: file_name(&self.title), lines };
        let texts = &session.texts().code;
        tell(session, (tools.codes.save_picture)(picture), Some(texts.saved), texts.not_saved);
    }
}

fn tell(session: &Session, done: Asked<bool>, well: Option<&'static str>, ill: &'static str) {
    let notice = session.notice;
    session.spawn(async move {
        if done.await {
            if let Some(text) = well {
                notice.set(Some(Notice::Status(text.into())));
            }
        } else {
            notice.set(Some(Notice::Alert(ill.into())));
        }
    });
}

/// A name that every file system takes.
fn file_name(title: &str) -> String {
    let plain = |char: char| if char.is_ascii_alphanumeric() || !char.is_ascii() { char } else { '-' };
    let name: String = title.chars().map(plain).collect();
    format!("teahouse-{}", name.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::fake;

    fn sheet() -> CodeSheet {
        CodeSheet {
            title: "Lantern Street / Tea".into(),
            label: "Code".into(),
            link: "https://tea.example/join#x".into(),
            note: Some("Valid until 29 November".into()),
        }
    }

    #[test]
    fn a_picture_has_a_plain_name_and_says_what_the_sheet_says() {
        let (session, mut backend) = fake::session();
        sheet().save(&session);
        backend.run();
        let lines = vec!["Lantern Street / Tea".into(), "Valid until 29 November".into()];
        let file = "teahouse-Lantern-Street---Tea".into();
        assert_eq!(fake::codes::saved(), [Picture { drawing: DRAWING, file, lines }]);
        assert_eq!(session.notice.get(), Some(Notice::Status("Picture saved".into())));
    }

    #[test]
    fn what_the_browser_refuses_is_said() {
        let (session, mut backend) = fake::session();
        fake::codes::set_willing(false);
        sheet().share(&session);
        backend.run();
        assert_eq!(fake::codes::shared(), [(sheet().title, sheet().link)]);
        assert!(matches!(session.notice.get(), Some(Notice::Alert(_))));
        fake::codes::set_willing(true);
        session.notice.set(None);
        sheet().share(&session);
        backend.run();
        assert_eq!(session.notice.get(), None, "the other app says the rest");
    }
}
