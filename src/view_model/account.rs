//! Official accounts: which kinds there are, one word to all followers, and how long an answer is possible.

use leptos::prelude::*;

use super::Session;
use super::conversation::Conversation;
use super::name_form::FormState;
use super::session::Notice;
use super::text_form::{Fit, TextForm};
use crate::backend::{Command, Failure};
use crate::domain::account::{ANSWER_MS, AccountKind, may_answer};
use crate::domain::id::MessageId;
use crate::domain::person::is_guide;
use crate::domain::time::Timestamp;

/// News.
pub const SUBSCRIPTION: Option<AccountKind> = Some(AccountKind::Subscription);

/// A shop, a school, an office.
pub const SERVICE: Option<AccountKind> = Some(AccountKind::Service);

const NAMES: [(Option<AccountKind>, &str); 3] =
    [(None, "person"), (SUBSCRIPTION, "subscription"), (SERVICE, "service")];

/// The value of a choice; not a text.
pub fn name_of(kind: Option<AccountKind>) -> &'static str {
    NAMES.iter().find(|(it, _)| *it == kind).map_or("", |(_, name)| name)
}

/// The kind that a value of a choice stands for.
pub fn kind_of(name: &str) -> Option<AccountKind> {
    NAMES.iter().find(|(_, it)| *it == name).and_then(|(kind, _)| *kind)
}

/// One word to all followers; a clone is the same form.
#[derive(Debug, Clone)]
pub struct BroadcastForm {
    /// What is to be said.
    pub form: TextForm,
    session: Session,
    /// The id of the text that was tried last, so that a second try is the same message.
    attempt: ArcStoredValue<Option<(String, MessageId)>>,
}

impl BroadcastForm {
    /// An empty form.
    pub fn new(session: &Session) -> Self {
        let form = TextForm::kept(session, Fit::Words, "broadcast", "");
        Self { form, session: session.clone(), attempt: ArcStoredValue::new(None) }
    }

    /// When the account may speak again, if it was told to wait.
    pub fn again_at(&self) -> Option<String> {
        match &*self.form.state.read() {
            FormState::Refused(Failure::Quiet { until }) => {
                Some((self.session.texts().accounts.again_at)(&self.session.clock().full(*until)))
            }
            _ => None,
        }
    }

    /// Says it.
    pub fn submit(&self) {
        let Self { form, session, attempt } = self.clone();
        let written = form.text.clone();
        form.submit(|text| async move {
            let known = attempt.get_value().filter(|(tried, _)| *tried == text);
            let id = known.map_or_else(|| MessageId::random((session.platform.random)()), |(_, id)| id);
            attempt.set_value(Some((text.clone(), id.clone())));
            session.run_surely(Command::Broadcast { id, text }).await?;
            attempt.set_value(None);
            written.set(String::new());
            session.notice.set(Some(Notice::Status(session.texts().accounts.sent.into())));
            Ok(())
        });
    }
}

impl Conversation {
    /// How long an account may answer here; `None` for people, and where there is nobody to answer.
    pub fn answer_line(&self) -> Option<String> {
        let me = self.session.me().filter(|me| me.account.is_some())?;
        let with = self.chat()?.with.person().filter(|person| !is_guide(person)).cloned();
        with?;
        let texts = &self.session.texts().accounts;
        let wrote = self.timeline.last_of_others(&me.id);
        Some(match wrote.filter(|_| may_answer(wrote, (self.session.platform.now)())) {
            Some(wrote) => {
                (texts.answer_until)(&self.session.clock().full(Timestamp(wrote.0.saturating_add(ANSWER_MS))))
            }
            None => texts.answer_not.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Answer, Event, Update, Watch};
    use crate::domain::id::PersonId;
    use crate::domain::person::Profile;
    use crate::view_model::fake::{self, ENTROPY, NOW, message};
    use crate::view_model::name_form::NameForm;

    #[test]
    fn an_account_is_made_as_the_kind_that_was_chosen() {
        let (session, mut backend) = fake::session();
        let form = NameForm::new(&session, "Harbour School");
        form.kind.set(kind_of(name_of(SERVICE)));
        form.add();
        let id = PersonId::random(ENTROPY);
        let command = Command::CreateAccount { id, name: "Harbour School".into(), kind: AccountKind::Service };
        backend.answer(command, Ok(Answer::Profile(fake::profile(9, "Harbour School"))));
        assert_eq!((kind_of("person"), kind_of("x")), (None, None));
    }

    #[test]
    fn an_account_that_must_wait_is_told_until_when_and_keeps_its_text() {
        let (session, mut backend) = fake::open_session();
        let form = BroadcastForm::new(&session);
        form.form.typed("Closed today".into());
        form.submit();
        let command = || Command::Broadcast { id: MessageId::random(ENTROPY), text: "Closed today".into() };
        backend.answer(command(), Err(Failure::Quiet { until: Timestamp(5) }));
        assert!(form.again_at().is_some_and(|line| line.contains("Full 5")));
        assert_eq!(form.form.text.get(), "Closed today");
        form.submit();
        backend.answer(command(), Ok(Answer::Done));
        assert_eq!((form.again_at(), form.form.text.get().as_str()), (None, ""));
    }

    #[test]
    fn an_account_sees_until_when_it_may_answer_and_a_person_sees_nothing() {
        for (account, said, line) in [
            (None, NOW, None),
            (SUBSCRIPTION, NOW, Some("You can answer until Full")),
            (SUBSCRIPTION, Timestamp(NOW.0 - ANSWER_MS), Some("You can answer here for 48 hours")),
        ] {
            let (session, mut backend) = fake::open_session();
            session.enter(Profile { account, ..fake::profile(1, "School") });
            backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![fake::chat(1)])])));
            let conversation = Conversation::open(&session, fake::chat(1).id);
            backend.skip(&[Command::Watch(Watch::Timeline(fake::chat(1).id))]);
            let diffs = vec![VectorDiff::Reset(vec![message(1, 2, said), message(2, 1, NOW)])];
            backend.tell(Update::Event(Event::Timeline { chat: fake::chat(1).id, diffs, has_older: false }));
            let told = conversation.answer_line();
            assert_eq!(told.is_some(), line.is_some());
            assert!(line.is_none_or(|line| told.is_some_and(|told| told.starts_with(line))));
        }
    }
}
