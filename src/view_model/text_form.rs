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
    /// Under which name the tab keeps what is typed, if it does.
    kept: Option<String>,
}

impl TextForm {
    /// A form with a text filled in.
    pub fn new(session: &Session, fit: Fit, text: &str) -> Self {
        Self {
            text: ArcRwSignal::new(text.into()),
            state: ArcRwSignal::new(FormState::Open),
            session: session.clone(),
            fit,
            kept: None,
        }
    }

    /// The same, for longer texts: what was typed and not handed in is there again when somebody comes back.
    pub fn kept(session: &Session, fit: Fit, name: &str, text: &str) -> Self {
        let name = format!("{name} {}", session.acting.get_untracked().map(String::from).unwrap_or_default());
        let typed = session.typed.with_value(|typed| typed.get(&name).cloned());
        Self { kept: Some(name), ..Self::new(session, fit, typed.as_deref().unwrap_or(text)) }
    }

    /// Something was typed.
    pub fn typed(&self, text: String) {
        if let Some(name) = &self.kept {
            self.session.typed.update_value(|typed| drop(typed.insert(name.clone(), text.clone())));
        }
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
        let form = self.clone();
        let work = work(text);
        self.session.spawn(async move {
            form.state.set(match work.await {
                Ok(()) => {
                    form.forget();
                    FormState::Open
                }
                Err(failure) => FormState::Refused(failure),
            });
        });
    }

    fn forget(&self) {
        if let Some(name) = &self.kept {
            self.session.typed.update_value(|typed| drop(typed.remove(name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::TextError;
    use crate::domain::name::NameError;
    use crate::view_model::fake;

    #[test]
    fn what_was_typed_is_there_again_until_it_is_handed_in() {
        let (session, mut backend) = fake::open_session();
        TextForm::kept(&session, Fit::Words, "news", "").typed("Tea at n".into());
        let again = TextForm::kept(&session, Fit::Words, "news", "");
        assert_eq!(again.text.get(), "Tea at n");
        assert_eq!(TextForm::kept(&session, Fit::Words, "other", "x").text.get(), "x");
        again.submit(|_| async { Err(Failure::TimedOut) });
        backend.run();
        assert_eq!(TextForm::kept(&session, Fit::Words, "news", "").text.get(), "Tea at n");
        again.submit(|_| async { Ok(()) });
        backend.run();
        assert_eq!(TextForm::kept(&session, Fit::Words, "news", "").text.get(), "");
    }

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
