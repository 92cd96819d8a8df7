//! A tab as the suite sees it: a client, and mirrors of what it watches.

use std::collections::HashMap;

use futures::StreamExt;
use futures::channel::mpsc;
use futures::future::join_all;
use teahouse::backend::client::Client;
use teahouse::backend::protocol::{Answer, Command, Event, Watch};
use teahouse::backend::{Failure, Update};
use teahouse::domain::chat::Chat;
use teahouse::domain::id::{ChatId, MessageId, PersonId};
use teahouse::domain::message::{Body, Message};
use teahouse::domain::person::Contact;

/// Where tabs come from: one backend.
pub(crate) trait Place {
    /// Connects a tab.
    fn connect(&self) -> (Client, mpsc::UnboundedReceiver<Update>);
    /// 128 bits that no other test uses.
    fn random(&self) -> [u8; 16] {
        id()
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

pub(crate) struct Tab {
    client: Client,
    updates: mpsc::UnboundedReceiver<Update>,
    me: Option<PersonId>,
    chats: Vec<Chat>,
    contacts: Vec<Contact>,
    timelines: HashMap<ChatId, (Vec<Message>, bool)>,
}

impl Tab {
    pub(crate) async fn new(place: &impl Place) -> Self {
        let (client, updates) = place.connect();
        let (chats, contacts, timelines) = Default::default();
        Self { client, updates, me: None, chats, contacts, timelines }
    }

    /// A tab that acts as a new profile and watches its chats.
    pub(crate) async fn of(place: &impl Place, name: &str) -> Self {
        let mut tab = Self::new(place).await;
        let id = PersonId::random(place.random());
        tab.run(Command::CreateProfile { id: id.clone(), name: name.into() }).await.unwrap();
        tab.open(&id).await;
        tab
    }

    pub(crate) async fn open(&mut self, profile: &PersonId) {
        self.run(Command::Open { profile: profile.clone() }).await.unwrap();
        self.me = Some(profile.clone());
        self.timelines.clear();
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
        self.done(Command::Send { chat: chat.clone(), id: id.clone(), text: text.into() }).await;
        id
    }

    /// Sends "0", "1", … without waiting in between.
    pub(crate) async fn send_many(&self, chat: &ChatId, count: usize) {
        let sends = (0..count).map(|number| {
            let id = MessageId::random(id());
            self.client.run(Command::Send { chat: chat.clone(), id, text: number.to_string() })
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
            Update::Event(Event::Chats(diffs)) => diffs.into_iter().for_each(|it| it.apply(&mut self.chats).unwrap()),
            Update::Event(Event::Contacts(diffs)) => {
                diffs.into_iter().for_each(|it| it.apply(&mut self.contacts).unwrap());
            }
            Update::Event(Event::Timeline { chat, diffs, has_older }) => {
                let timeline = self.timelines.entry(chat).or_default();
                timeline.1 = has_older;
                diffs.into_iter().for_each(|it| it.apply(&mut timeline.0).unwrap());
            }
            Update::Event(Event::Profiles(_)) | Update::Engine(_) => {}
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
        if !self.timelines.contains_key(chat) {
            self.timelines.insert(chat.clone(), Default::default());
            self.done(Command::Watch(Watch::Timeline(chat.clone()))).await;
        }
        while !fits(&self.timelines[chat].0) {
            self.hear().await;
        }
        self.timelines[chat].0.clone()
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
