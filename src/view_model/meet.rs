//! Meeting people who are in the same place, by four digits, and going into a group with them.

use std::time::Duration;

use leptos::prelude::*;

use super::Session;
use super::new_group::own_name;
use super::session::Topic;
use super::text_form::{Fit, TextForm};
use crate::backend::{Answer, Command, Event, Failure};
use crate::domain::time::Timestamp;
use crate::route::Route;

/// The page; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Meet {
    /// The four digits.
    pub digits: TextForm,
    /// Until when others can come; `None` while the reader is at no meeting.
    pub until: ArcRwSignal<Option<Timestamp>>,
    /// True once nobody else can come.
    pub over: ArcRwSignal<bool>,
    /// Going in.
    pub entry: TextForm,
    /// The page is gone: whatever is answered now is for nobody.
    closed: ArcStoredValue<bool>,
    session: Session,
}

impl Meet {
    /// A page without digits.
    pub fn new(session: &Session) -> Self {
        session.meeting.clear();
        session.heed(Topic::Meeting, |session, event| {
            if let Event::Meeting(diffs) = event {
                // Whoever missed a change sees who is there when they go in.
                let _ = session.meeting.apply(diffs);
            }
        });
        Self {
            digits: TextForm::new(session, Fit::Digits, ""),
            until: ArcRwSignal::new(None),
            over: ArcRwSignal::new(false),
            entry: TextForm::new(session, Fit::Anything, ""),
            closed: ArcStoredValue::new(false),
            session: session.clone(),
        }
    }

    /// Comes to the meeting of these digits.
    pub fn come(&self) {
        let meet = self.clone();
        self.digits.submit(|digits| async move {
            let Answer::Meeting { until } = meet.session.client.run(Command::Meet { digits }).await? else {
                return Err(Failure::Malformed);
            };
            if meet.closed.get_value() {
                meet.session.client.tell(Command::LeaveMeeting);
                return Ok(());
            }
            let left = until.0.saturating_sub((meet.session.platform.now)().0).max(0);
            meet.until.set(Some(until));
            meet.over.set(left == 0);
            let (over, mine) = (meet.over.clone(), meet.until.clone());
            let end = move || {
                if mine.get_untracked() == Some(until) {
                    over.set(true);
                }
            };
            (meet.session.platform.later)(Duration::from_millis(left.unsigned_abs()), Box::new(end));
            Ok(())
        });
    }

    /// Until when others can come, in words; `None` while the reader is at no meeting.
    pub fn note(&self) -> Option<String> {
        let texts = &self.session.texts().meet;
        let until = self.until.get()?;
        Some(if self.over.get() { texts.over.into() } else { (texts.until)(&self.session.clock().time(until)) })
    }

    /// True while nobody but the reader is there.
    pub fn is_alone(&self) -> bool {
        let me = self.session.acting.get();
        self.session.meeting.with(|rows| rows.iter().all(|row| Some(&row.key) == me.as_ref()))
    }

    /// Goes into the group that the meeting becomes.
    pub fn enter(&self) {
        let (meet, onward) = (self.clone(), self.session.onward());
        self.entry.submit(|_| async move {
            let session = &meet.session;
            let me = session.acting.get_untracked();
            let names = untrack(|| session.meeting.get()).into_iter().filter(|row| Some(&row.key) != me.as_ref());
            let names = names.filter_map(|row| own_name(&row.value.read_untracked())).collect();
            let title = session.joined_names(names);
            let Answer::Chat(chat) = session.client.run(Command::EnterMeeting { title }).await? else {
                return Err(Failure::Malformed);
            };
            meet.until.set(None);
            onward.replace(Route::Chat(chat));
            Ok(())
        });
    }

    /// The page goes away.
    pub fn close(&self) {
        self.closed.set_value(true);
        self.leave();
    }

    /// Goes away from the meeting.
    pub fn leave(&self) {
        if self.until.get_untracked().is_some() {
            self.until.set(None);
            self.session.client.tell(Command::LeaveMeeting);
            self.session.meeting.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::Update;
    use crate::backend::diff::VectorDiff;

    use crate::view_model::fake::{self, NOW, Script, remarked};
    use crate::view_model::name_form::FormState;

    fn came() -> (Meet, Script) {
        let (session, mut backend) = fake::open_session();
        let meet = Meet::new(&session);
        meet.digits.typed("0042".into());
        meet.come();
        let until = Timestamp(NOW.0 + 180_000);
        backend.answer(Command::Meet { digits: "0042".into() }, Ok(Answer::Meeting { until }));
        (meet, backend)
    }

    fn tell(backend: &mut Script, people: &[(u8, &str)]) {
        let reset = VectorDiff::Reset(people.iter().map(|(n, name)| remarked(*n, name)).collect());
        backend.tell(Update::Event(Event::Meeting(vec![reset])));
    }

    #[test]
    fn whoever_goes_before_the_answer_comes_is_at_no_meeting() {
        let (session, mut backend) = fake::open_session();
        let meet = Meet::new(&session);
        meet.digits.typed("0042".into());
        meet.come();
        meet.close();
        let until = Timestamp(NOW.0 + 180_000);
        backend.answer(Command::Meet { digits: "0042".into() }, Ok(Answer::Meeting { until }));
        backend.skip(&[Command::LeaveMeeting]);
        assert_eq!(meet.until.get(), None);
    }

    #[test]
    fn three_digits_are_refused_before_anything_is_asked() {
        let (session, mut backend) = fake::open_session();
        let meet = Meet::new(&session);
        meet.digits.typed("123".into());
        meet.come();
        backend.expect_nothing();
        assert!(matches!(meet.digits.state.get(), FormState::Refused(_)));
        meet.leave();
        backend.expect_nothing();
    }

    #[test]
    fn people_meet_and_go_into_a_group_with_their_own_names() {
        let (meet, mut backend) = came();
        tell(&mut backend, &[(1, "Ada")]);
        assert!(meet.is_alone());
        tell(&mut backend, &[(2, "Mei"), (1, "Ada"), (3, "Zhou")]);
        assert!(!meet.is_alone());
        meet.enter();
        let chat = fake::chat(1).id;
        backend.answer(Command::EnterMeeting { title: "Ada, Mei, Zhou".into() }, Ok(Answer::Chat(chat.clone())));
        assert_eq!(meet.session.window.route.get(), Route::Chat(chat));
        meet.leave();
        backend.expect_nothing();
    }

    #[test]
    fn it_is_said_until_when_others_can_come_and_that_they_cannot_any_more() {
        let (meet, mut backend) = came();
        assert!(meet.note().is_some_and(|note| note.contains("Time ")));
        backend.wait();
        assert_eq!(meet.note().as_deref(), Some(meet.session.texts().meet.over));
        meet.leave();
        backend.skip(&[Command::LeaveMeeting]);
        assert_eq!(meet.note(), None);
    }
}
