//! A tab as the suite sees it: a client, and mirrors of what it watches.
#![allow(dead_code, reason = "the tests of each backend use what it can do")]

use std::collections::{HashMap, HashSet};

use futures::StreamExt;
use futures::channel::mpsc;
use futures::future::join_all;
use teahouse::backend::client::Client;
use teahouse::backend::protocol::{Answer, Command, Event, GroupCommand, TalkCommand, Watch};
use teahouse::backend::{Failure, Update};
use teahouse::domain::chat::{Chat, GroupRow};
use teahouse::domain::group::act::LogEntry;
use teahouse::domain::group::{Group, Member, Refusal, Standing};
use teahouse::domain::home::Link;
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::{Body, Message};
use teahouse::domain::mini::event::RoomEvent;
use teahouse::domain::mini::update::SharedUpdate;
use teahouse::domain::person::Contact;
use teahouse::domain::safety::Safety;
use teahouse::domain::ticket::{GroupTicket, Ticket};

/// Where tabs come from: one backend.
#[allow(async_fn_in_trait, reason = "tests have one thread")]
pub(crate) trait Place {
    /// Connects a tab.
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>);
    /// 128 bits that no other test uses.
    fn random(&self) -> [u8; 16] {
        id()
    }
    /// Everybody knows everybody, and what is said of others is checked at once: true where there is no server.
    fn is_one_house(&self) -> bool {
        true
    }
    /// Makes a person of this name, whom the tab can open.
    async fn person(&self, tab: &Tab, name: &str) -> PersonId {
        let id = PersonId::random(self.random());
        tab.run(Command::CreateProfile { id: id.clone(), name: name.into() }).await.unwrap();
        id
    }
}

/// 128 bits that no other test uses.
pub(crate) fn id() -> [u8; 16] {
    #[cfg(target_arch = "wasm32")]
    return teahouse::web::platform::random();
    #[cfg(not(target_arch = "wasm32"))]
    {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NEXT: AtomicU64 = AtomicU64::new(1);
        u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
    }
}

/// The text of a message that has one.
pub(crate) fn text_of(message: &Message) -> &str {
    match &message.body {
        Body::Text(text) => text.as_str(),
        other => panic!("no text but {other:?}"),
    }
}

/// Waits until all of these are in a group and know of each other: whoever writes knows by then for whom.
pub(crate) async fn gather(chat: &ChatId, tabs: &mut [&mut Tab]) {
    let count = u32::try_from(tabs.len()).unwrap();
    for tab in tabs.iter_mut() {
        tab.inside(chat).await;
    }
    for tab in tabs {
        tab.among(chat, count).await;
    }
}

/// Two people with a chat in which one line was said.
pub(crate) async fn two(place: &impl Place) -> (Tab, Tab, ChatId) {
    let (mei, mut zhou) = (Tab::of(place, "Mei").await, Tab::of(place, "Zhou").await);
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "Tea at nine?").await;
    zhou.timeline_when(&chat, |messages| !messages.is_empty()).await;
    (mei, zhou, chat)
}

/// Something in a chat.
pub(crate) fn talk(chat: &ChatId, act: TalkCommand) -> Command {
    Command::Talk { chat: chat.clone(), act }
}

pub(crate) struct Tab {
    client: Client,
    updates: mpsc::UnboundedReceiver<Update>,
    me: Option<PersonId>,
    chats: Vec<Chat>,
    contacts: Vec<Contact>,
    timelines: HashMap<ChatId, (Vec<Message>, bool)>,
    groups: HashMap<ChatId, (Option<Group>, Vec<Member>)>,
    logs: HashMap<ChatId, Vec<LogEntry>>,
    meeting: Vec<Contact>,
    shared: HashMap<MessageId, Vec<SharedUpdate>>,
    live: HashMap<MessageId, Vec<Vec<u8>>>,
    happened: HashMap<ChatId, Vec<RoomEvent>>,
    accepted: HashSet<ChatId>,
    link: Option<Link>,
    safety: Option<Safety>,
}

impl Tab {
    pub(crate) async fn new(place: &impl Place) -> Self {
        let (client, updates) = place.connect();
        let (chats, contacts, timelines, groups, logs, meeting, shared, live, happened, accepted) = Default::default();
        Self {
            client,
            updates,
            me: None,
            chats,
            contacts,
            timelines,
            groups,
            logs,
            meeting,
            shared,
            live,
            happened,
            accepted,
            link: None,
            safety: None,
        }
    }

    /// A tab that acts as a new profile and watches its chats.
    pub(crate) async fn of(place: &impl Place, name: &str) -> Self {
        let mut tab = Self::new(place).await;
        let id = place.person(&tab, name).await;
        tab.open(&id).await;
        tab
    }

    pub(crate) async fn open(&mut self, profile: &PersonId) {
        self.run(Command::Open { profile: profile.clone() }).await.unwrap();
        self.me = Some(profile.clone());
        self.timelines.clear();
        self.groups.clear();
        self.done(Command::Watch(Watch::Chats)).await;
        self.done(Command::Watch(Watch::Contacts)).await;
    }

    pub(crate) fn me(&self) -> PersonId {
        self.me.clone().unwrap()
    }

    pub(crate) async fn run(&self, command: Command) -> Result<Answer, Failure> {
        self.client.run(command).await
    }

    pub(crate) async fn done(&self, command: Command) {
        assert_eq!(self.run(command).await, Ok(Answer::Done));
    }

    pub(crate) async fn chat_with(&self, person: &PersonId) -> ChatId {
        match self.run(Command::StartChat { with: person.clone() }).await {
            Ok(Answer::Chat(chat)) => chat,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn send(&self, chat: &ChatId, text: &str) -> MessageId {
        let id = MessageId::random(id());
        self.done(Command::Send { chat: chat.clone(), id: id.clone(), text: text.into(), reply: None }).await;
        id
    }

    /// Sends "0", "1", … without waiting in between.
    pub(crate) async fn send_many(&self, chat: &ChatId, count: usize) {
        let sends = (0..count).map(|number| {
            let id = MessageId::random(id());
            self.client.run(Command::Send { chat: chat.clone(), id, text: number.to_string(), reply: None })
        });
        let answers = join_all(sends.collect::<Vec<_>>()).await;
        assert!(answers.iter().all(|answer| *answer == Ok(Answer::Done)), "{answers:?}");
    }

    async fn hear(&mut self) {
        let update = self.updates.next().await.expect("the backend ended");
        self.take(update);
    }

    fn take(&mut self, update: Update) {
        match update {
            Update::Event(Event::Chats(diffs)) => {
                diffs.into_iter().for_each(|it| it.apply(&mut self.chats).unwrap());
                self.accept();
            }
            Update::Event(Event::Contacts(diffs)) => {
                diffs.into_iter().for_each(|it| it.apply(&mut self.contacts).unwrap());
            }
            Update::Event(Event::Timeline { chat, diffs, has_older }) => {
                let timeline = self.timelines.entry(chat).or_default();
                timeline.1 = has_older;
                diffs.into_iter().for_each(|it| it.apply(&mut timeline.0).unwrap());
            }
            Update::Event(Event::Group(group)) => {
                let chat = group.chat.clone();
                self.groups.entry(chat).or_default().0 = Some(*group);
            }
            Update::Event(Event::Members { chat, diffs }) => {
                let members = &mut self.groups.entry(chat).or_default().1;
                diffs.into_iter().for_each(|it| it.apply(members).unwrap());
            }
            Update::Event(Event::Log { chat, diffs }) => {
                let log = self.logs.entry(chat).or_default();
                diffs.into_iter().for_each(|it| it.apply(log).unwrap());
            }
            Update::Event(Event::Meeting(diffs)) => {
                diffs.into_iter().for_each(|it| it.apply(&mut self.meeting).unwrap());
            }
            Update::Event(Event::Updates { card, updates, .. }) => {
                let known = self.shared.entry(card).or_default();
                for update in updates {
                    if known.iter().all(|it| it.id != update.id) {
                        known.push(update);
                    }
                }
            }
            Update::Event(Event::Live { card, data, .. }) => self.live.entry(card).or_default().push(data),
            Update::Event(Event::Events { chat, events }) => {
                let known = self.happened.entry(chat).or_default();
                for event in events.open::<Vec<RoomEvent>>().unwrap() {
                    if known.iter().all(|it| it.id != event.id) {
                        known.push(event);
                    }
                }
            }
            Update::Event(Event::Link(link)) => self.link = Some(link),
            Update::Event(Event::Safety(safety)) => self.safety = Some(*safety),
            _ => {}
        }
    }

    /// Waits until so much is shared by the program of a message.
    pub(crate) async fn shared_when(&mut self, card: &MessageId, count: usize) -> Vec<SharedUpdate> {
        while self.shared.get(card).is_none_or(|known| known.len() < count) {
            self.hear().await;
        }
        self.shared[card].clone()
    }

    /// Waits until so much was said live by the program of a message.
    pub(crate) async fn live_when(&mut self, card: &MessageId, count: usize) -> Vec<Vec<u8>> {
        while self.live.get(card).is_none_or(|known| known.len() < count) {
            self.hear().await;
        }
        self.live[card].clone()
    }

    /// Waits until something has happened in a chat whose events are watched.
    pub(crate) async fn happened_when(&mut self, chat: &ChatId, fits: impl Fn(&RoomEvent) -> bool) -> RoomEvent {
        loop {
            if let Some(event) = self.happened(chat).iter().find(|event| fits(event)) {
                return event.clone();
            }
            self.hear().await;
        }
    }

    /// What has happened in a chat since its events were watched, as far as it was heard.
    pub(crate) fn happened(&self, chat: &ChatId) -> &[RoomEvent] {
        self.happened.get(chat).map(Vec::as_slice).unwrap_or_default()
    }

    /// Waits until the engine and the homeserver get on as they should.
    pub(crate) async fn link_when(&mut self, link: Link) {
        while self.link != Some(link) {
            self.hear().await;
        }
    }

    /// Watches what protects the account, and waits until it is as it should be.
    pub(crate) async fn safety_when(&mut self, fits: impl Fn(&Safety) -> bool) -> Safety {
        if self.safety.is_none() {
            self.done(Command::Watch(Watch::Safety)).await;
        }
        loop {
            if let Some(safety) = self.safety.as_ref().filter(|safety| fits(safety)) {
                return safety.clone();
            }
            self.hear().await;
        }
    }

    /// Comes whenever somebody wants to talk.
    fn accept(&mut self) {
        for chat in &self.chats {
            let asked = chat.with.group().is_some_and(|group| matches!(group.standing, Standing::Invited { .. }));
            if !chat.invited && !asked {
                self.accepted.remove(&chat.id);
            } else if self.accepted.insert(chat.id.clone()) {
                let id = chat.id.clone();
                self.client.tell(match asked {
                    true => Command::Group { chat: id, act: GroupCommand::Accept },
                    false => Command::Talk { chat: id, act: TalkCommand::Accept },
                });
            }
        }
    }

    /// Waits until this tab's person is in a group: some backends add nobody who did not accept.
    pub(crate) async fn inside(&mut self, chat: &ChatId) {
        let inside = |row: &Chat| row.with.group().is_some_and(|group| group.standing == Standing::In);
        self.chats_when(|rows| rows.iter().any(|row| row.id == *chat && inside(row))).await;
    }

    /// Waits until this tab's person is in a group, and knows of all who are there.
    pub(crate) async fn among(&mut self, chat: &ChatId, count: u32) {
        let all = |group: &GroupRow| group.standing == Standing::In && group.members == count;
        self.chats_when(|rows| rows.iter().any(|row| row.id == *chat && row.with.group().is_some_and(all))).await;
    }

    /// A new group of this tab's person and others.
    pub(crate) async fn found(&self, title: &str, people: &[&PersonId]) -> ChatId {
        let people = people.iter().map(|person| (*person).clone()).collect();
        let made = Command::CreateGroup { id: ChatId::random(id()), title: title.into(), people, after: None };
        match self.run(made).await {
            Ok(Answer::Chat(chat)) => chat,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn group(&self, chat: &ChatId, act: GroupCommand) -> Result<(), Failure> {
        self.run(Command::Group { chat: chat.clone(), act }).await.map(|answer| assert_eq!(answer, Answer::Done))
    }

    pub(crate) async fn refused(&self, chat: &ChatId, act: GroupCommand) -> Refusal {
        match self.group(chat, act).await {
            Err(Failure::Group(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    /// Watches a group, and waits until it is as it should be.
    pub(crate) async fn group_when(
        &mut self,
        chat: &ChatId,
        fits: impl Fn(&Group, &[Member]) -> bool,
    ) -> (Group, Vec<Member>) {
        if !self.groups.contains_key(chat) {
            self.groups.insert(chat.clone(), Default::default());
            self.done(Command::Watch(Watch::Group(chat.clone()))).await;
        }
        loop {
            if let (Some(group), members) = &self.groups[chat]
                && fits(group, members)
            {
                return (group.clone(), members.clone());
            }
            self.hear().await;
        }
    }

    pub(crate) async fn log_when(&mut self, chat: &ChatId, fits: impl Fn(&[LogEntry]) -> bool) -> Vec<LogEntry> {
        if !self.logs.contains_key(chat) {
            self.logs.insert(chat.clone(), Default::default());
            self.done(Command::Watch(Watch::Log(chat.clone()))).await;
        }
        while !fits(&self.logs[chat]) {
            self.hear().await;
        }
        self.logs[chat].clone()
    }

    pub(crate) async fn meeting_when(&mut self, count: usize) {
        while self.meeting.len() != count {
            self.hear().await;
        }
    }

    /// The code of a group as this tab's person would share it.
    pub(crate) async fn code(&mut self, chat: &ChatId) -> GroupTicket {
        let (group, _) = self.group_when(chat, |group, _| group.code.is_some()).await;
        match group.code.unwrap().ticket(self.me(), group.title) {
            Ticket::Group(ticket) => ticket,
            Ticket::Contact(_) => unreachable!(),
        }
    }

    pub(crate) async fn join(&self, ticket: &GroupTicket) -> Result<bool, Failure> {
        match self.run(Command::Join { ticket: ticket.clone() }).await {
            Ok(Answer::Joined { already, .. }) => Ok(already),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => Err(failure),
        }
    }

    /// Waits for an event, and takes in all that come before it.
    pub(crate) async fn event_when(&mut self, fits: impl Fn(&Event) -> bool) {
        loop {
            let update = self.updates.next().await.expect("the backend ended");
            let found = matches!(&update, Update::Event(event) if fits(event));
            self.take(update);
            if found {
                return;
            }
        }
    }

    /// Waits until the chats are as they should be.
    pub(crate) async fn chats_when(&mut self, fits: impl Fn(&[Chat]) -> bool) -> Vec<Chat> {
        while !fits(&self.chats) {
            self.hear().await;
        }
        self.chats.clone()
    }

    /// Waits until the contacts are as they should be.
    pub(crate) async fn contacts_when(&mut self, fits: impl Fn(&[Contact]) -> bool) -> Vec<Contact> {
        while !fits(&self.contacts) {
            self.hear().await;
        }
        self.contacts.clone()
    }

    /// Watches a conversation, and waits until it is as it should be.
    pub(crate) async fn timeline_when(&mut self, chat: &ChatId, fits: impl Fn(&[Message]) -> bool) -> Vec<Message> {
        let asked = |row: &Chat| {
            row.invited || row.with.group().is_some_and(|it| matches!(it.standing, Standing::Invited { .. }))
        };
        self.chats_when(|rows| rows.iter().any(|row| row.id == *chat && !asked(row))).await;
        if !self.timelines.contains_key(chat) {
            self.timelines.insert(chat.clone(), Default::default());
            self.done(Command::Watch(Watch::Timeline(chat.clone()))).await;
        }
        while !fits(&self.timelines[chat].0) {
            self.hear().await;
        }
        self.timelines[chat].0.clone()
    }

    /// Waits until the list shows this text as what was said last in a chat. How much of it is new depends on when
    /// somebody came in.
    pub(crate) async fn said_last(&mut self, chat: &ChatId, said: &str) {
        let is_it = |body: &Body| matches!(body, Body::Text(text) if text.as_str() == said);
        let shows = |row: &Chat| row.id == *chat && row.last.as_ref().is_some_and(|last| is_it(&last.body));
        self.chats_when(|rows| rows.iter().any(shows)).await;
    }

    /// Watches a conversation no more.
    pub(crate) async fn leave(&mut self, chat: &ChatId) {
        self.done(Command::Unwatch(Watch::Timeline(chat.clone()))).await;
        self.timeline_now(chat, |_| ());
        self.timelines.remove(chat);
    }

    /// What is known of a conversation when everything that was heard is taken in.
    pub(crate) fn timeline_now(&mut self, chat: &ChatId, look: impl FnOnce(&[Message])) {
        while let Ok(update) = self.updates.try_recv() {
            self.take(update);
        }
        look(&self.timelines[chat].0);
    }

    pub(crate) fn has_older(&self, chat: &ChatId) -> bool {
        self.timelines[chat].1
    }
}
