//! One tab's connection: what it watches, and the commands that it gives.

mod again;
mod events;
mod group;
mod home;
mod live;
mod recent;
mod talk;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::time::Duration;

use futures::channel::mpsc;
use matrix_sdk::ruma::{EventId, RoomId};
use teahouse::backend::diff::{VectorDiff, diff};
use teahouse::backend::protocol::TalkCommand;
use teahouse::backend::{Answer, Backend, Command, Event, Failure, Watch};
use teahouse::domain::chat::Chat;
use teahouse::domain::home::Abilities;
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::mini::update::SharedUpdate;
use teahouse::domain::name::Name;
use teahouse::domain::person::{Contact, Profile};
use teahouse::domain::safety::Safety;

use self::recent::Recent;
use crate::account::Account;
use crate::events::Listener;
use crate::live::At;
use crate::runtime::within;
use crate::timeline::Conversation;
use crate::updates::Board;
use crate::{Shared, failure, ids};

/// What a Matrix account can do.
const ABILITIES: Abilities = Abilities {
    device: false,
    meetings: false,
    accounts: false,
    talkback: true,
    files: true,
    ignoring: true,
    safety: true,
};

/// A connection.
pub struct MatrixSession {
    shared: Rc<Shared>,
    seat: Rc<Seat>,
}

/// What a connection has been told.
pub(crate) struct Seat {
    events: mpsc::UnboundedSender<Event>,
    view: RefCell<View>,
}

#[derive(Default)]
struct View {
    account: Option<Rc<Account>>,
    profiles: Option<Vec<Profile>>,
    contacts: Option<Vec<Contact>>,
    chats: Option<Vec<Chat>>,
    /// The list that was told before the account was alive.
    early: Option<Vec<Chat>>,
    safety: bool,
    timelines: HashMap<ChatId, Rc<Conversation>>,
    recent: Recent,
    groups: HashMap<Watch, Rc<crate::group::Watched>>,
    boards: HashMap<(ChatId, MessageId), Rc<Board>>,
    /// What is being found out before it can be watched. Nobody may want it any more by then.
    sought: HashSet<Watch>,
    listeners: HashMap<ChatId, Rc<Listener>>,
    /// The programs that talk with those of others.
    live: HashMap<(ChatId, MessageId), At>,
}

impl Seat {
    pub(crate) fn tell(&self, event: Event) {
        // A tab that is gone hears nothing.
        let _ = self.events.unbounded_send(event);
    }

    pub(crate) fn is_open(&self) -> bool {
        self.view.borrow().account.is_some()
    }

    pub(crate) fn tell_profile(&self, profile: &Profile) {
        let mut view = self.view.borrow_mut();
        if let Some(told) = &mut view.profiles {
            told_again(told, vec![profile.clone()], |it| it.id.clone(), |diffs| self.tell(Event::Profiles(diffs)));
        }
    }

    /// Does something with the room of every conversation that is watched here.
    pub(crate) fn for_each_open(&self, act: &mut impl FnMut(&RoomId)) {
        self.view.borrow().timelines.values().for_each(|conversation| act(conversation.room()));
    }

    /// Sees to it that nothing of the conversations that are watched here is missing for good.
    pub(crate) fn look_after(&self) {
        self.view.borrow().timelines.values().for_each(Conversation::look_after);
    }

    /// Tells what this device shares in the program of a message, if that is watched here.
    pub(crate) fn tell_update(&self, card: &EventId, update: &SharedUpdate) {
        let view = self.view.borrow();
        view.boards.values().filter(|board| board.is_of(card)).for_each(|board| board.tell_own(update.clone()));
    }

    /// Tells the list as it was last, if that is known, to somebody who is about to watch it.
    fn tell_early(&self, chats: &[Chat]) {
        let early = (!chats.is_empty()).then(|| chats.to_vec());
        if let Some(chats) = &early {
            self.tell(Event::Chats(vec![VectorDiff::Reset(chats.clone())]));
        }
        self.view.borrow_mut().early = early;
    }

    /// Begins to tell a conversation, or goes on with one that was watched a while ago.
    async fn converse(&self, account: &Rc<Account>, chat: ChatId, room: matrix_sdk::Room) -> Result<(), Failure> {
        let known = self.view.borrow_mut().recent.take(&chat);
        let conversation = match known {
            Some(conversation) => {
                conversation.wake();
                conversation
            }
            None => Box::pin(Conversation::open(account, chat.clone(), room, self.events.clone())).await?,
        };
        let before = self.view.borrow_mut().timelines.insert(chat, conversation);
        drop(before);
        Ok(())
    }

    fn watch_chats(&self, now: Vec<Chat>) {
        let mut view = self.view.borrow_mut();
        let told = match view.early.take() {
            Some(mut told) => {
                told_again(&mut told, now, |it| it.id.clone(), |diffs| self.tell(Event::Chats(diffs)));
                told
            }
            None => {
                self.tell(Event::Chats(vec![VectorDiff::Reset(now.clone())]));
                now
            }
        };
        view.chats = Some(told);
    }

    pub(crate) fn sees_safety(&self) -> bool {
        self.view.borrow().safety
    }

    pub(crate) fn tell_safety(&self, safety: &Safety) {
        if self.sees_safety() {
            self.tell(Event::Safety(Box::new(safety.clone())));
        }
    }

    pub(crate) fn tell_chats(&self, account: &Account) {
        let mut view = self.view.borrow_mut();
        if let Some(told) = &mut view.chats {
            told_again(told, account.chats.list(), |it| it.id.clone(), |diffs| self.tell(Event::Chats(diffs)));
        }
        if let Some(told) = &mut view.contacts {
            told_again(
                told,
                account.chats.contacts(&account.own),
                |it| it.id.clone(),
                |diffs| self.tell(Event::Contacts(diffs)),
            );
        }
    }
}

fn told_again<T: Clone + PartialEq, K: PartialEq>(
    told: &mut Vec<T>,
    now: Vec<T>,
    key: impl Fn(&T) -> K,
    tell: impl FnOnce(Vec<VectorDiff<T>>),
) {
    let diffs = diff(told, &now, key);
    if !diffs.is_empty() {
        tell(diffs);
        *told = now;
    }
}

impl MatrixSession {
    pub(crate) fn new(shared: &Rc<Shared>, events: mpsc::UnboundedSender<Event>) -> Self {
        let seat = Rc::new(Seat { events, view: RefCell::default() });
        shared.seats.borrow_mut().push(Rc::downgrade(&seat));
        Self { shared: Rc::clone(shared), seat }
    }

    fn account(&self) -> Result<Rc<Account>, Failure> {
        self.seat.view.borrow().account.clone().ok_or(Failure::NotOpen)
    }

    fn room(&self, chat: &ChatId) -> Result<(Rc<Account>, matrix_sdk::Room), Failure> {
        let account = self.account()?;
        let room = ids::room(chat).and_then(|room| account.client.get_room(&room)).ok_or(Failure::NotFound)?;
        Ok((account, room))
    }

    async fn open(&self, profile: &PersonId) -> Result<Answer, Failure> {
        let shown = self.shared.shown(profile).await?;
        self.seat.tell_early(&shown);
        let account = self.shared.open_account(shown).await?;
        if account.id() != *profile {
            return Err(Failure::NotFound);
        }
        let profile = account.profile();
        let link = account.link.get();
        let View { profiles, early, .. } = self.seat.view.take();
        *self.seat.view.borrow_mut() = View { account: Some(account), profiles, early, ..View::default() };
        self.seat.tell(Event::Link(link));
        Ok(Answer::Opened { profile, damaged: 0, abilities: ABILITIES })
    }

    async fn rename(&self, name: &str) -> Result<Answer, Failure> {
        let name = Name::parse(name)?;
        let account = self.account()?;
        let told = account.client.account().set_display_name(Some(name.as_str())).await;
        told.map_err(|error| crate::failure::of(&error))?;
        account.named(name.into()).await?;
        Ok(Answer::Done)
    }

    async fn watch(&self, watch: Watch) -> Result<Answer, Failure> {
        match watch {
            Watch::Profiles => {
                let account = self.shared.open_account(Vec::new()).await.ok();
                let profiles: Vec<_> = account.iter().map(|account| account.profile()).collect();
                self.seat.tell(Event::Profiles(vec![VectorDiff::Reset(profiles.clone())]));
                self.seat.view.borrow_mut().profiles = Some(profiles);
            }
            Watch::Contacts => {
                let account = self.account()?;
                let contacts = account.chats.contacts(&account.own);
                self.seat.tell(Event::Contacts(vec![VectorDiff::Reset(contacts.clone())]));
                self.seat.view.borrow_mut().contacts = Some(contacts);
            }
            Watch::Chats => {
                let account = self.account()?;
                self.seat.watch_chats(account.chats.list());
                account.faces.all().into_iter().for_each(|faces| self.seat.tell(faces));
            }
            Watch::Timeline(chat) => {
                let (account, room) = self.room(&chat)?;
                self.seat.converse(&account, chat, room).await?;
                // Only now: the answer of the server is more work than what is here already.
                account.look_at(None);
            }
            Watch::Group(ref chat) | Watch::Log(ref chat) => self.watch_group(watch.clone(), chat).await?,
            Watch::Safety => self.watch_safety().await?,
            Watch::Updates { ref chat, ref card } => {
                Box::pin(self.watch_updates(watch.clone(), chat, card)).await?;
            }
            Watch::Events(chat) => self.watch_events(chat)?,
            Watch::Live { chat, card } => self.watch_live(chat, card).await?,
            Watch::Shelf(_) => return Err(Failure::Unable),
        }
        Ok(Answer::Done)
    }

    fn unwatch(&self, watch: &Watch) -> Answer {
        let mut view = self.seat.view.borrow_mut();
        view.sought.remove(watch);
        match watch {
            Watch::Profiles => view.profiles = None,
            Watch::Contacts => view.contacts = None,
            Watch::Chats => (view.chats, view.early) = (None, None),
            Watch::Timeline(chat) => {
                let gone = view.timelines.remove(chat).and_then(|it| view.recent.put(chat.clone(), it));
                // Its end may tell something: nobody may hold the view then.
                drop(view);
                drop(gone);
            }
            Watch::Safety => view.safety = false,
            Watch::Shelf(_) => {}
            Watch::Live { chat, card } => {
                let account = view.live.remove(&(chat.clone(), card.clone())).and_then(|_| view.account.clone());
                drop(view);
                account.iter().for_each(|account| account.end_live());
            }
            Watch::Updates { chat, card } => drop(view.boards.remove(&(chat.clone(), card.clone()))),
            Watch::Events(chat) => drop(view.listeners.remove(chat)),
            Watch::Group(_) | Watch::Log(_) => drop(view.groups.remove(watch)),
        }
        Answer::Done
    }

    async fn glance(&self, chat: ChatId) -> Result<Answer, Failure> {
        let (account, room) = self.room(&chat)?;
        let kept = {
            let view = self.seat.view.borrow();
            view.timelines.get(&chat).or_else(|| view.recent.get(&chat)).map(|it| it.last_page())
        };
        let (messages, has_older) = match kept {
            Some(page) => page,
            None => Box::pin(Conversation::glance(&account, chat, room)).await?.last_page(),
        };
        Ok(Answer::Glance { messages, has_older })
    }

    async fn is_full(&self) -> bool {
        let Ok(keep) = self.shared.keep().await else { return false };
        keep.is_full().await
    }

    fn conversation(&self, chat: &ChatId) -> Result<Rc<Conversation>, Failure> {
        self.seat.view.borrow().timelines.get(chat).cloned().ok_or(Failure::NotFound)
    }
}

/// How long somebody is kept waiting by a server that does not answer. What has to ask other servers takes longer.
fn patience(command: &Command) -> Option<Duration> {
    let seconds = match command {
        Command::Rename { .. } | Command::SetPinned { .. } | Command::SetMuted { .. } | Command::LookUp { .. } => 25,
        Command::LoadOlder { .. } => 40,
        // The page of a program waits for ten.
        Command::Talk { act: TalkCommand::SendEvent { .. } | TalkCommand::ReadEvents(_), .. } => 8,
        Command::Talk { act: TalkCommand::Accept | TalkCommand::Decline | TalkCommand::Fetch { .. }, .. }
        | Command::Watch(Watch::Updates { .. })
        | Command::Home(_)
        | Command::StartChat { .. }
        | Command::CreateGroup { .. }
        | Command::Group { .. }
        | Command::Announce { .. }
        | Command::Forget { .. }
        | Command::Join { .. } => 90,
        _ => return None,
    };
    Some(Duration::from_secs(seconds))
}

impl Backend for MatrixSession {
    async fn run(&self, command: Command) -> Result<Answer, Failure> {
        let done = match patience(&command) {
            None => self.carry_out(command).await,
            Some(patience) => {
                let done = within(patience, self.carry_out(command)).await;
                done.unwrap_or_else(|| Err(failure::unreached().into()))
            }
        };
        match done {
            // The SDK does not say why the browser gave something up that was to be kept.
            Err(Failure::StorageBroken { .. }) if self.is_full().await => Err(Failure::StorageFull),
            done => done,
        }
    }

    fn waits(&self, command: &Command) -> bool {
        match command {
            Command::Talk { act, .. } => {
                matches!(
                    act,
                    TalkCommand::Fetch { .. }
                        | TalkCommand::Update { .. }
                        | TalkCommand::Accept
                        | TalkCommand::Decline
                        | TalkCommand::SendEvent { .. }
                        | TalkCommand::ReadEvents(_)
                )
            }
            Command::Home(_)
            | Command::Watch(Watch::Group(_) | Watch::Log(_) | Watch::Updates { .. })
            | Command::Rename { .. }
            | Command::StartChat { .. }
            | Command::SetPinned { .. }
            | Command::SetMuted { .. }
            | Command::LoadOlder { .. }
            | Command::Glance { .. }
            | Command::CreateGroup { .. }
            | Command::Group { .. }
            | Command::Announce { .. }
            | Command::Forget { .. }
            | Command::LookUp { .. }
            | Command::Join { .. } => true,
            _ => false,
        }
    }
}

impl MatrixSession {
    async fn carry_out(&self, command: Command) -> Result<Answer, Failure> {
        match command {
            Command::Open { profile } => self.open(&profile).await,
            Command::Rename { name } => self.rename(&name).await,
            Command::Watch(watch) => self.watch(watch).await,
            Command::Unwatch(watch) => Ok(self.unwatch(&watch)),
            Command::StartChat { with } => self.start_chat(&with).await,
            Command::Send { chat, id, text, reply } => self.send(&chat, &id, &text, reply.as_ref()).await,
            Command::Edit { chat, id, text } => self.edit(&chat, &id, &text).await,
            Command::Retry { id } => self.account()?.outgoing.retry(&id).await.map(|()| Answer::Done),
            Command::Discard { id } => self.account()?.outgoing.discard(&id).await.map(|()| Answer::Done),
            Command::MarkRead { chat, upto } => self.mark_read(&chat, upto).await,
            Command::SetDraft { chat, text } => self.set_draft(&chat, text).await,
            Command::SetPinned { chat, pinned } => self.set_pinned(&chat, pinned).await,
            Command::SetMuted { chat, muted } => self.set_muted(&chat, muted).await,
            Command::SetFolded { chat, folded } => self.set_folded(&chat, folded).await,
            Command::Glance { chat } => self.glance(chat).await,
            Command::LoadOlder { chat } => {
                self.room(&chat)?;
                self.conversation(&chat)?.load_older().await.map(|()| Answer::Done)
            }
            Command::ClearHistory { chat } => self.clear_history(&chat).await,
            Command::Forget { chat } => self.forget(&chat).await,
            Command::SetNote { person, remark, tags } => self.set_note(&person, &remark, &tags).await,
            Command::CreateGroup { id, title, people, after } => self.create_group(id, &title, &people, after).await,
            Command::Group { chat, act } => self.group(&chat, act).await,
            Command::Announce { groups, id, text } => self.announce(&groups, &id, &text).await,
            Command::LookUp { ticket } => self.look_up(&ticket).await,
            Command::Join { ticket } => self.join(&ticket).await,
            Command::Talk { chat, act } => self.talk(&chat, act).await,
            Command::Home(act) => self.home(act).await,
            _ => Err(Failure::Unable),
        }
    }
}

#[cfg(test)]
mod tests;
