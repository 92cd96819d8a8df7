//! One watched conversation: the SDK's timeline of a room, told as a window of messages that grows upwards.

mod mend;
pub(crate) mod message;
mod order;
mod programs;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;

use futures::channel::mpsc::{self, UnboundedSender};
use futures::{FutureExt, StreamExt, select_biased};
use matrix_sdk::Room;
use matrix_sdk::ruma::{OwnedEventId, RoomId, UserId};
use matrix_sdk_ui::eyeball_im::{Vector, VectorDiff as Change};
use matrix_sdk_ui::timeline::{
    EncryptedMessage, EventTimelineItem, RoomExt, TimelineDetails, TimelineItem, TimelineItemContent,
    TimelineReadReceiptTracking, default_event_filter,
};
use teahouse::backend::diff::{VectorDiff, diff};
use teahouse::backend::protocol::PAGE;
use teahouse::backend::{Event, Failure};
use teahouse::domain::id::{ChatId, MessageId};
use teahouse::domain::message::Message;
use teahouse::domain::mini::aside::Line;

use self::programs::Programs;
use crate::account::Account;
use crate::runtime::{Task, spawn, task};
use crate::safety::wake;
use crate::updates::aloud::{self, Aloud};
use crate::{cut, failure, updates, words};

/// How often a page is asked for again when what came has nothing to show.
const TRIES: u8 = 8;

/// How long what was fetched takes to arrive at most, once it is here.
const SETTLED: Duration = Duration::from_millis(500);

/// Messages, the oldest first, and whether there may be older ones.
pub(crate) type Page = (Vec<Message>, bool);

/// A watched conversation; dropped, it is not watched any more.
pub(crate) struct Conversation {
    chat: ChatId,
    room: Room,
    many: bool,
    account: Rc<Account>,
    timeline: Rc<matrix_sdk_ui::Timeline>,
    events: UnboundedSender<Event>,
    items: RefCell<Vector<Arc<TimelineItem>>>,
    told: RefCell<Option<Vec<Message>>>,
    /// How many messages the window has at least, if there are so many.
    wanted: Cell<usize>,
    /// There is nothing older at the server.
    whole: Cell<bool>,
    older_told: Cell<bool>,
    asked: RefCell<HashSet<OwnedEventId>>,
    /// What programs are called whose messages are further up; nothing for what is no program, or not here yet.
    programs: RefCell<HashMap<OwnedEventId, Option<Line>>>,
    me: Weak<Self>,
    follows: RefCell<Option<Task>>,
    /// Nobody watches it now: it is kept in step, and tells and asks nothing.
    rests: Cell<bool>,
}

impl Conversation {
    /// Begins to follow a room. What the store has is told before this is done, the rest as it comes.
    pub(crate) async fn open(
        account: &Rc<Account>,
        chat: ChatId,
        room: Room,
        events: UnboundedSender<Event>,
    ) -> Result<Rc<Self>, Failure> {
        let (conversation, stream) = Self::read(account, chat, room, events).await?;
        conversation.rests.set(false);
        if !conversation.messages().is_empty() {
            conversation.tell();
        }
        let (me, filled) = (Rc::downgrade(&conversation), Rc::downgrade(&conversation));
        *conversation.follows.borrow_mut() = Some(task(async move {
            let changes = follow(&me, stream);
            let fill = fill(&filled);
            futures::join!(changes, fill);
        }));
        conversation.look_after();
        Ok(conversation)
    }

    /// Sees to it that nothing of it is missing for good.
    pub(crate) fn look_after(self: &Rc<Self>) {
        spawn(mend::mend(Rc::downgrade(self)));
    }

    /// What the store has of a room, once: nothing is told, asked or followed.
    pub(crate) async fn glance(account: &Rc<Account>, chat: ChatId, room: Room) -> Result<Rc<Self>, Failure> {
        let (nobody, _) = mpsc::unbounded();
        let (conversation, _) = Self::read(account, chat, room, nobody).await?;
        Ok(conversation)
    }

    async fn read(
        account: &Rc<Account>,
        chat: ChatId,
        room: Room,
        events: UnboundedSender<Event>,
    ) -> Result<(Rc<Self>, impl futures::Stream<Item = Vec<Change<Arc<TimelineItem>>>> + use<>), Failure> {
        let builder = room
            .timeline_builder()
            .track_read_marker_and_receipts(TimelineReadReceiptTracking::AllEvents)
            .event_filter(|event, rules| {
                updates::is_clear(event) || (default_event_filter(event, rules) && !updates::is_one(event))
            });
        let timeline = builder.build().await.map_err(|error| failure::stored(&error))?;
        uncover(&timeline).await;
        let (items, stream) = timeline.subscribe().await;
        let many = account.chats.direct.other(&room).await.is_none();
        let conversation = Rc::new_cyclic(|me| Self {
            many,
            chat,
            room,
            account: Rc::clone(account),
            timeline: Rc::new(timeline),
            events,
            items: RefCell::new(items),
            told: RefCell::default(),
            wanted: Cell::new(PAGE as usize),
            whole: Cell::new(false),
            older_told: Cell::new(false),
            asked: RefCell::default(),
            programs: RefCell::default(),
            me: me.clone(),
            follows: RefCell::default(),
            rests: Cell::new(true),
        });
        Ok((conversation, stream))
    }

    /// The last messages that are here, and whether there may be older ones.
    pub(crate) fn last_page(&self) -> Page {
        let mut messages = self.messages();
        let page = messages.split_off(messages.len().saturating_sub(PAGE as usize));
        (page, !messages.is_empty() || !(self.whole.get() || self.is_at_the_cut()))
    }

    /// Every message of the timeline, each once and with its number.
    ///
    /// The SDK may show one's own message for a moment both as sent and as told by the server, under one name.
    fn messages(&self) -> Vec<Message> {
        let (me, names) = (self.room.own_user_id(), self.account.outgoing.names());
        let items = self.items.borrow();
        let events = self.in_order(&items);
        let seen = events.iter().rposition(|item| item.read_receipts().keys().any(|by| by != me && !comes(item, by)));
        let mut last = 0;
        let mut messages: Vec<Message> = Vec::with_capacity(events.len());
        let mut known = HashSet::with_capacity(events.len());
        let mut programs = Programs::default();
        for (at, item) in events.into_iter().enumerate() {
            let seq = numbered(item, &mut last);
            self.want_reply_of(item);
            // What is read in passing may be older than what is known of a person.
            if let (TimelineDetails::Ready(profile), false) = (item.sender_profile(), self.rests.get()) {
                self.account.met(item.sender(), profile.avatar_url.as_deref(), Some(self.room.room_id()));
            }
            let body = match self.aloud(item) {
                Some(aloud) => self.tidings(aloud, &mut programs),
                None => message::body_of(item, self.many),
            };
            let Some(mut message) = body.map(|body| message::message(item, body, me, names)) else { continue };
            if !known.insert(message.id.clone()) {
                continue;
            }
            message.seq = seq;
            message.context.read = item.is_own() && seen.is_some_and(|seen| at <= seen);
            programs.meet(&message);
            messages.push(message);
        }
        programs.show(&mut messages);
        messages
    }

    fn aloud(&self, item: &EventTimelineItem) -> Option<Aloud> {
        aloud::read(item, self.room.encryption_state().is_encrypted())
    }

    /// True for what is shown as a message of its own.
    fn is_shown(&self, item: &EventTimelineItem) -> bool {
        self.aloud(item).is_some_and(|it| it.aside.info.is_some()) || message::body_of(item, self.many).is_some()
    }

    /// The events of the timeline as they follow each other, without those that were cleared.
    fn in_order<'a>(&self, items: &'a Vector<Arc<TimelineItem>>) -> Vec<&'a EventTimelineItem> {
        let (names, own) = (self.account.outgoing.names(), self.account.own.borrow());
        let cut = own.cuts.get(&self.chat).map(|cut| (cut, cut.begins(items)));
        let events = items.iter().enumerate().filter_map(|(at, item)| {
            let event = item.as_event()?;
            (!cut.is_some_and(|(cut, begins)| cut.hides(begins, at, event))).then_some(event)
        });
        let mut placed: Vec<_> = events.map(|item| (item, names.place_of(item))).collect();
        order::put_right(&mut placed);
        placed.into_iter().map(|(item, _)| item).collect()
    }

    /// Fetches what a message answers, where it is not here, once.
    fn want_reply_of(&self, item: &EventTimelineItem) {
        let Some(event) = item.event_id().filter(|_| !self.rests.get()) else { return };
        let missing =
            |reply: &matrix_sdk_ui::timeline::InReplyToDetails| matches!(reply.event, TimelineDetails::Unavailable);
        if item.content().in_reply_to().as_ref().is_some_and(missing) && self.asked.borrow_mut().insert(event.into()) {
            let (timeline, event) = (Rc::clone(&self.timeline), event.to_owned());
            spawn(async move {
                // What cannot be fetched stays a reply to something that is not here.
                let _ = timeline.fetch_details_for_event(&event).await;
            });
        }
    }

    /// True if nothing older than what is loaded is to be shown.
    fn is_at_the_cut(&self) -> bool {
        self.account.own.borrow().cuts.get(&self.chat).is_some_and(|cut| cut.begins(&self.items.borrow()).is_some())
    }

    /// The last events that are here.
    pub(crate) fn last_events(&self) -> impl Iterator<Item = OwnedEventId> {
        let items = self.items.borrow().clone();
        let events = items.into_iter().rev().filter_map(|item| item.as_event()?.event_id().map(ToOwned::to_owned));
        events.take(cut::EVENTS)
    }

    /// Nobody watches it any more; somebody may come back to it.
    pub(crate) fn rest(&self) {
        self.rests.set(true);
        self.told.take();
        self.wanted.set(PAGE as usize);
        self.older_told.set(false);
    }

    /// Somebody watches it again: what there is is told at once, the rest as it comes.
    pub(crate) fn wake(self: &Rc<Self>) {
        self.rests.set(false);
        if !self.messages().is_empty() {
            self.tell();
        }
        let filled = Rc::downgrade(self);
        spawn(async move { fill(&filled).await });
        self.look_after();
    }

    /// Tells what changed since the last time.
    pub(crate) fn tell(&self) {
        if self.rests.get() {
            return;
        }
        let mut messages = self.messages();
        let mut told = self.told.borrow_mut();
        let began = told.as_ref().map_or(messages.len(), |told| start(&messages, told));
        let start = began.min(messages.len().saturating_sub(self.wanted.get()));
        let window = messages.split_off(start);
        let has_older = start > 0 || !(self.whole.get() || self.is_at_the_cut());
        let diffs = match &*told {
            None => vec![VectorDiff::Reset(window.clone())],
            Some(told) => diff(told, &window, |message| message.id.clone()),
        };
        if !diffs.is_empty() || self.older_told.replace(has_older) != has_older {
            let _ = self.events.unbounded_send(Event::Timeline { chat: self.chat.clone(), diffs, has_older });
        }
        *told = Some(window);
    }

    /// After a gap, or when somebody is ignored, the SDK begins anew with what came last, or with nothing. A reader
    /// further up must not lose their place for that, and nobody what they have just sent: what there is comes back
    /// before anything is told. What was said meanwhile does not make up for it, but it is not kept waiting twice.
    fn is_cut(&self, waited: bool) -> bool {
        let told = self.told.borrow();
        let Some(told) = told.as_deref().filter(|told| !told.is_empty()) else { return false };
        let messages = self.messages();
        let few = !waited || messages.len() <= told.len();
        let cut = few && messages.iter().all(|message| message.id != told[0].id);
        if cut {
            self.wanted.set(told.len());
        }
        cut
    }

    /// Makes the window a page longer.
    pub(crate) async fn load_older(&self) -> Result<(), Failure> {
        let shown = self.told.borrow().as_ref().map_or(0, Vec::len);
        self.wanted.set(shown + PAGE as usize);
        let reached = self.reach().await;
        self.tell();
        self.retry_locked();
        reached
    }

    /// Fetches older events until there are as many messages as are wanted, or no more.
    async fn reach(&self) -> Result<(), Failure> {
        for _ in 0..TRIES {
            uncover(&self.timeline).await;
            // Not what was followed so far: that may be behind what was just fetched.
            let items = self.timeline.items().await;
            let events = items.iter().filter_map(|item| item.as_event());
            let count = events.filter(|item| self.is_shown(item)).count();
            if self.whole.get() || self.is_at_the_cut() || count >= self.wanted.get() {
                return Ok(());
            }
            let page = u16::try_from(self.wanted.get() - count).unwrap_or(u16::MAX).max(20);
            let start = self.timeline.paginate_backwards(page).await.map_err(|error| failure::unheard(&error))?;
            self.whole.set(start);
        }
        Ok(())
    }

    /// Tells the server that everything up to a message was seen.
    pub(crate) fn event_up_to(&self, upto: u64) -> Option<OwnedEventId> {
        let items = self.items.borrow();
        let mut last = 0;
        let numbered = self.in_order(&items).into_iter().filter_map(|item| {
            let seq = numbered(item, &mut last)?;
            (seq <= upto).then(|| item.event_id().map(ToOwned::to_owned)).flatten()
        });
        numbered.last()
    }

    /// Looks at an event that is loaded.
    fn look<T>(&self, id: &MessageId, look: impl FnOnce(&EventTimelineItem) -> T) -> Option<T> {
        let names = self.account.outgoing.names();
        let items = self.items.borrow();
        items.iter().rev().filter_map(|item| item.as_event()).find(|item| names.of(item) == *id).map(look)
    }

    /// The content of an event that is loaded.
    pub(crate) fn content(&self, id: &MessageId) -> Option<TimelineItemContent> {
        self.look(id, |item| item.content().clone())
    }

    /// Whether an event that is loaded is one's own.
    pub(crate) fn is_own(&self, id: &MessageId) -> Option<bool> {
        self.look(id, EventTimelineItem::is_own)
    }

    /// Whether one's own sign is on an event that is loaded.
    pub(crate) fn has_reaction(&self, id: &MessageId, key: &str) -> Option<bool> {
        let me = self.room.own_user_id();
        let has = |item: &EventTimelineItem| item.content().reactions()?.get(key)?.get(me).map(drop);
        self.look(id, |item| has(item).is_some())
    }

    /// Tries to read once more what could not be read; what is still missing is asked for.
    pub(crate) fn retry_locked(&self) {
        let items = self.items.borrow();
        let sessions: HashSet<String> = items
            .iter()
            .filter_map(|item| match item.as_event()?.content().as_unable_to_decrypt()? {
                EncryptedMessage::MegolmV1AesSha2 { session_id, .. } => Some(session_id.clone()),
                _ => None,
            })
            .collect();
        if !sessions.is_empty() {
            let timeline = Rc::clone(&self.timeline);
            let client = self.account.client.clone();
            spawn(async move {
                timeline.retry_decryption(sessions).await;
                wake::up(&client);
            });
        }
    }

    /// Which room it is.
    pub(crate) fn room(&self) -> &RoomId {
        self.room.room_id()
    }

    /// The SDK's timeline.
    pub(crate) fn timeline(&self) -> &matrix_sdk_ui::Timeline {
        &self.timeline
    }

    async fn tell_typing(&self, who: Vec<matrix_sdk::ruma::OwnedUserId>) {
        if self.rests.get() {
            return;
        }
        let mut people = Vec::new();
        for user in who.iter().take(5) {
            let member = self.room.get_member_no_sync(user).await.ok().flatten();
            people.push(words::name_of(member.as_ref().and_then(|member| member.display_name()), user));
        }
        let _ = self.events.unbounded_send(Event::Typing { chat: self.chat.clone(), people });
    }
}

/// The SDK keeps all but the last 20 items from whoever follows, until somebody asks for as many more.
async fn uncover(timeline: &matrix_sdk_ui::Timeline) {
    let (followed, _) = timeline.subscribe().await;
    let covered = timeline.items().await.len().saturating_sub(followed.len());
    if let Ok(covered @ 1..) = u16::try_from(covered) {
        // So many are here: nothing is fetched, and nothing can fail.
        let _ = timeline.paginate_backwards(covered).await;
    }
}

/// Where the window begins now: where it began, or, if that message is gone, as long as it was.
fn start(messages: &[Message], told: &[Message]) -> usize {
    let known = told.iter().find_map(|old| messages.iter().position(|message| message.id == old.id));
    known.unwrap_or_else(|| messages.len().saturating_sub(told.len().max(PAGE as usize)))
}

/// True for the coming or going of this very person, which says nothing of what they have read: the SDK counts it.
fn comes(item: &EventTimelineItem, person: &UserId) -> bool {
    matches!(item.content(), TimelineItemContent::MembershipChange(_)) && item.sender() == person
}

/// The number of an event: its time, made to grow. A local one has none yet.
fn numbered(item: &EventTimelineItem, last: &mut u64) -> Option<u64> {
    if item.is_local_echo() {
        return None;
    }
    // A clock that is wrong, or a server that lies, must not reach beyond what a number can hold.
    let at = u64::from(item.timestamp().0).min(u64::MAX >> 12);
    *last = at.max(*last + 1);
    Some(*last)
}

async fn follow(
    conversation: &Weak<Conversation>,
    stream: impl futures::Stream<Item = Vec<Change<Arc<TimelineItem>>>>,
) {
    let Some(room) = conversation.upgrade().map(|it| it.room.clone()) else { return };
    let (_guard, mut typing) = room.subscribe_to_typing_notifications();
    let mut stream = std::pin::pin!(stream.fuse());
    // What was fetched is told with the diffs that bring it. Where nothing is left, there are none.
    let mut owed = false;
    loop {
        select_biased! {
            diffs = stream.next() => {
                let (Some(diffs), Some(it)) = (diffs, conversation.upgrade()) else { return };
                let anew = diffs.iter().any(|diff| matches!(diff, Change::Clear | Change::Truncate { .. }));
                diffs.into_iter().for_each(|diff| diff.apply(&mut it.items.borrow_mut()));
                if it.is_cut(owed) {
                    if !owed {
                        it.whole.set(false);
                    }
                    owed = true;
                    let _ = it.reach().await;
                } else {
                    owed = false;
                    it.tell();
                    if anew {
                        // The first page may have been taken for full just before.
                        it.whole.set(false);
                        let _ = it.reach().await;
                        it.tell();
                    }
                }
            }
            () = settled(owed).fuse() => {
                owed = false;
                let Some(it) = conversation.upgrade() else { return };
                it.tell();
            }
            who = typing.recv().fuse() => {
                let Some(it) = conversation.upgrade() else { return };
                match who {
                    Ok(who) => it.tell_typing(who).await,
                    Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                    Err(_) => return,
                }
            }
        }
    }
}

/// Waits until nothing more can be expected to come back.
async fn settled(owed: bool) {
    if owed {
        crate::runtime::sleep(SETTLED).await;
    } else {
        std::future::pending().await
    }
}

/// Fills the first page from the server where the store has less.
async fn fill(conversation: &Weak<Conversation>) {
    let Some(conversation) = conversation.upgrade() else { return };
    // What the network refuses now is asked for again when somebody wants to see older messages.
    let _ = conversation.reach().await;
    conversation.tell();
    conversation.retry_locked();
}
