//! A form with one text in it: a title, an alias, an announcement, house rules, four digits.

use leptos::prelude::*;

use super::Session;
use super::name_form::FormState;
use crate::backend::Failure;
use crate::domain::group::Refusal;
use crate::domain::group::meeting::Digits;
use crate::domain::message::MessageText;
use crate::domain::name::Name;

/// What a text has to be before it is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// A name.
    Name,
    /// A name, or nothing at all.
    NameOrNothing,
    /// Something to read, of one line or many.
    Words,
    /// Four digits.
    Digits,
    /// Whatever it is.
    Anything,
}

impl Fit {
    fn check(self, text: &str) -> Result<(), Failure> {
        match self {
            Self::NameOrNothing if text.trim().is_empty() => Ok(()),
            Self::Name | Self::NameOrNothing => Name::parse(text).map(drop).map_err(Into::into),
            Self::Words => MessageText::parse(text).map(drop).map_err(Into::into),
            Self::Digits => Digits::parse(text).map(drop).map_err(Into::into),
            Self::Anything => Ok(()),
        }
    }
}

/// The form; a clone is the same form.
#[derive(Debug, Clone)]
pub struct TextForm {
    /// What was typed.
    pub text: ArcRwSignal<String>,
    /// How far it has got.
    pub state: ArcRwSignal<FormState>,
    session: Session,
    fit: Fit,
}

impl TextForm {
    /// A form with a text filled in.
    pub fn new(session: &Session, fit: Fit, text: &str) -> Self {
        Self {
            text: ArcRwSignal::new(text.into()),
            state: ArcRwSignal::new(FormState::Open),
            session: session.clone(),
            fit,
        }
    }

    /// Something was typed.
    pub fn typed(&self, text: String) {
        self.text.set(text);
        self.reopen();
    }

    /// What was wrong is being mended.
    pub fn reopen(&self) {
        if self.state.with_untracked(|state| matches!(state, FormState::Refused(_))) {
            self.state.set(FormState::Open);
        }
    }

    /// What is wrong and what to do.
    pub fn error(&self) -> Option<String> {
        match &*self.state.read() {
            FormState::Refused(failure) => Some((self.session.texts().failure)(failure)),
            _ => None,
        }
    }

    /// What is wrong with the text itself, to be told at the text.
    pub fn wrong(&self) -> Option<String> {
        self.error().filter(|_| self.is_of_text())
    }

    /// What is wrong with the world, to be told at the button.
    pub fn failed(&self) -> Option<String> {
        self.error().filter(|_| !self.is_of_text())
    }

    fn is_of_text(&self) -> bool {
        let state = self.state.read();
        matches!(&*state, FormState::Refused(Failure::Name(_) | Failure::Text(_) | Failure::Group(Refusal::Digits)))
    }

    /// True while it is handed in.
    pub fn is_busy(&self) -> bool {
        *self.state.read() == FormState::Busy
    }

    /// Checks the text, and hands the form in: `work` does what is to be done with it. What was typed stays.
    pub fn submit<W: Future<Output = Result<(), Failure>> + 'static>(&self, work: impl FnOnce(String) -> W) {
        if self.state.with_untracked(|state| *state == FormState::Busy) {
            return;
        }
        let text = self.text.get_untracked();
        if let Err(failure) = self.fit.check(&text) {
            self.state.set(FormState::Refused(failure));
            return;
        }
        self.state.set(FormState::Busy);
        let state = self.state.clone();
        let work = work(text);
        self.session.spawn(async move {
            state.set(match work.await {
                Ok(()) => FormState::Open,
                Err(failure) => FormState::Refused(failure),
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::TextError;
    use crate::domain::name::NameError;
    use crate::view_model::fake;

    #[test]
    fn a_text_that_does_not_fit_is_refused_before_anything_is_asked_and_stays() {
        let (session, mut backend) = fake::session();
        let table: [(Fit, &str, Option<Failure>); 7] = [
            (Fit::Name, " ", Some(NameError::Empty.into())),
            (Fit::NameOrNothing, " ", None),
            (Fit::NameOrNothing, "a\nb", Some(NameError::Invisible.into())),
            (Fit::Words, "\n", Some(TextError::Empty.into())),
            (Fit::Words, "Be kind", None),
            (Fit::Digits, "12", Some(Refusal::Digits.into())),
            (Fit::Anything, "", None),
        ];
        for (fit, text, refused) in table {
            let form = TextForm::new(&session, fit, text);
            form.submit(|_| async { Ok(()) });
            backend.run();
            let state = refused.map_or(FormState::Open, FormState::Refused);
            assert_eq!((form.state.get(), form.text.get().as_str()), (state, text), "{fit:?}");
        }
    }

    #[test]
    fn a_failure_is_told_until_something_else_is_typed() {
        let (session, mut backend) = fake::session();
        let form = TextForm::new(&session, Fit::Words, "Be kind");
        form.submit(|_| async { Err(Failure::StorageFull) });
        backend.run();
        assert!(form.error().is_some_and(|text| text.contains("room")));
        assert_eq!((form.wrong(), form.failed()), (None, form.error()), "the text is well");
        form.typed("Be kinder".into());
        assert_eq!(form.error(), None);
    }
}
