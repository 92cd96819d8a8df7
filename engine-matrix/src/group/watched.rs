//! A group, or its log, that somebody watches.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures::channel::mpsc::UnboundedSender;
use futures::channel::oneshot;
use matrix_sdk::Room;
use matrix_sdk::ruma::RoomId;
use teahouse::backend::diff::{VectorDiff, diff};
use teahouse::backend::{Event, Failure, Watch};
use teahouse::domain::group::act::LogEntry;
use teahouse::domain::group::{Group, Member, Refusal, Standing};
use teahouse::domain::id::ChatId;

use super::{fetch, learn, stored};
use crate::account::Account;
use crate::runtime::{spawn, within};
use crate::{ids, words};

/// How long the server may take before what is known is told.
const PATIENCE: Duration = Duration::from_millis(1500);

/// How many of the people inside are shown by their pictures.
const FACES: usize = 200;

/// What somebody has been told; dropped, it is not watched any more.
pub(crate) struct Watched {
    room: Room,
    chat: ChatId,
    events: UnboundedSender<Event>,
    told: RefCell<Told>,
}

enum Told {
    Group(Option<(Box<Group>, Vec<Member>)>),
    Log(Option<Vec<LogEntry>>),
}

impl Watched {
    /// Somebody who will be told, from [`Watched::begin`] on.
    pub(crate) fn new(account: &Account, room: Room, watch: &Watch, events: UnboundedSender<Event>) -> Rc<Self> {
        let told = if matches!(watch, Watch::Log(_)) { Told::Log(None) } else { Told::Group(None) };
        let watched = Rc::new(Self { chat: ids::chat(room.room_id()), events, told: RefCell::new(told), room });
        account.groups.watchers.borrow_mut().push(Rc::downgrade(&watched));
        watched
    }

    /// Begins to watch. What is known is told before this is done.
    pub(crate) async fn begin(&self, account: &Rc<Account>) -> Result<(), Failure> {
        let (answer, fetched) = oneshot::channel();
        let (strong, room) = (Rc::clone(account), self.room.clone());
        spawn(async move {
            let _ = answer.send(fetch(&strong, &room).await.map(drop));
        });
        match within(PATIENCE, fetched).await {
            Some(Ok(Err(Failure::Group(Refusal::NotIn)))) => return Err(Failure::NotFound),
            Some(Ok(Ok(()))) => {}
            // Without a network it is as it was when last heard of.
            _ if account.groups.known(self.room()).is_some() => self.tell(account),
            _ => {
                let hall = stored(account, &self.room).await?;
                if account.groups.known(self.room()).is_none() {
                    learn(account, hall).await;
                }
            }
        }
        Ok(())
    }

    pub(super) fn room(&self) -> &RoomId {
        self.room.room_id()
    }

    /// Tells what has changed.
    pub(super) fn tell(&self, account: &Account) {
        let Some(hall) = account.groups.known(self.room()) else { return };
        match &mut *self.told.borrow_mut() {
            Told::Log(told) => {
                let log = hall.log();
                let diffs = told_again(told.as_deref(), &log, |line| line.number);
                if !diffs.is_empty() {
                    let _ = self.events.unbounded_send(Event::Log { chat: self.chat.clone(), diffs });
                }
                *told = Some(log);
            }
            Told::Group(told) => {
                let own = account.own.borrow();
                let named = || self.room.cached_display_name().map(|name| words::title(&name.to_string()));
                let title = hall.title().or_else(named);
                let group = hall.group(&own, title, account.groups.face(hall.picture().as_deref()));
                let members = hall.members(&own);
                for member in members.iter().filter(|member| member.standing == Standing::In).take(FACES) {
                    if let Some(user) = ids::user(&member.person) {
                        account.met(&user, hall.face_of(&user), Some(self.room()));
                    }
                }
                let before = told.as_ref();
                let diffs = told_again(before.map(|before| &*before.1), &members, |member| member.person.clone());
                if !diffs.is_empty() {
                    let _ = self.events.unbounded_send(Event::Members { chat: self.chat.clone(), diffs });
                }
                if before.is_none_or(|before| *before.0 != group) {
                    let _ = self.events.unbounded_send(Event::Group(Box::new(group.clone())));
                }
                *told = Some((Box::new(group), members));
            }
        }
    }
}

fn told_again<T: Clone + PartialEq, K: PartialEq>(
    told: Option<&[T]>,
    now: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<VectorDiff<T>> {
    told.map_or_else(|| vec![VectorDiff::Reset(now.to_vec())], |told| diff(told, now, key))
}
