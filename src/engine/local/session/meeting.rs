//! Face to face: people at one table who type the same four digits.
//!
//! Meetings last three minutes and live in memory: an engine that dies ends them, and nothing is lost by it.

use super::super::plan::group::{self as plan, Change};
use super::super::store::Store;
use super::LocalSession;
use crate::backend::diff::VectorDiff;
use crate::backend::{Answer, Event, Failure};
use crate::domain::group::door::Entry;
use crate::domain::group::meeting::{Digits, MEETING_MS, Meeting};
use crate::domain::group::{Joined, Refusal, Standing};
use crate::domain::id::ChatId;
use crate::domain::name::Name;
use crate::domain::person::Contact;
use crate::domain::time::Timestamp;

impl<S: Store> LocalSession<S> {
    pub(super) fn meet(&self, digits: &str) -> Result<Answer, Failure> {
        let (me, now) = (self.me()?, self.now());
        let digits = Digits::parse(digits)?;
        self.leave_meeting();
        let until = {
            let mut meetings = self.shared.meetings.borrow_mut();
            meetings.retain(|_, meeting| meeting.is_open(now));
            let chat = || ChatId::random((self.shared.platform.random)());
            let meeting = meetings.entry(digits).or_insert_with(|| Meeting::open(chat(), me.clone(), now));
            meeting.arrive(&me, now)?;
            Timestamp(meeting.opened.0 + MEETING_MS)
        };
        self.state.view.borrow_mut().meeting = Some((digits, Vec::new()));
        self.state.tell(true, Event::Meeting(vec![VectorDiff::Reset(Vec::new())]));
        self.tell_meeting(digits);
        Ok(Answer::Meeting { until })
    }

    pub(super) async fn enter_meeting(&self, title: &str) -> Result<Answer, Failure> {
        let digits = self.state.view.borrow().meeting.as_ref().map(|(digits, _)| *digits);
        let meeting = digits.and_then(|digits| self.shared.meetings.borrow().get(&digits).cloned());
        let meeting = meeting.filter(|meeting| meeting.is_open(self.now())).ok_or(Refusal::MeetingOver)?;
        let chat = meeting.chat;
        if self.shared.model.borrow().group(&chat).is_none() {
            let title = Name::parse(title)?;
            self.carry_out(|world, me| plan::found(world, me, chat.clone(), title, &[], None)).await?;
            return Ok(Answer::Chat(chat));
        }
        self.carry_out(|world, me| {
            let mut change = Change::of(world, &chat, me).ok_or(Failure::NotFound)?;
            match change.standing(me) {
                Some(Standing::In) => {}
                Some(Standing::Removed) => return Err(Refusal::Removed.into()),
                _ => {
                    change.house().takes()?;
                    change.let_in(me, Entry::In(Joined::FaceToFace), me, "");
                }
            }
            Ok(change.finish())
        })
        .await?;
        Ok(Answer::Chat(chat))
    }
}

impl<S> LocalSession<S> {
    /// Tells every tab at the meeting who is there.
    fn tell_meeting(&self, digits: Digits) {
        let model = self.shared.model.borrow();
        let people = self.shared.meetings.borrow().get(&digits).map(|it| it.people.clone()).unwrap_or_default();
        for session in self.shared.sessions.borrow().iter().filter_map(std::rc::Weak::upgrade) {
            let Some(reader) = session.view.borrow().profile.clone() else { continue };
            let known = people.iter().filter_map(|person| model.profile(person));
            let contacts: Vec<Contact> = known.map(|person| model.contact(&reader, person)).collect();
            session.refresh_meeting(digits, contacts);
        }
    }

    pub(super) fn leave_meeting(&self) -> Answer {
        let (at, me) = {
            let mut view = self.state.view.borrow_mut();
            (view.meeting.take(), view.profile.clone())
        };
        if let (Some((digits, _)), Some(me)) = (at, me) {
            if let Some(meeting) = self.shared.meetings.borrow_mut().get_mut(&digits) {
                meeting.people.retain(|person| *person != me);
            }
            self.tell_meeting(digits);
        }
        Answer::Done
    }
}
