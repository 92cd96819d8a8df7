//! Two people, one of whom is behind a way on which things go wrong.

use teahouse::domain::id::{ChatId, PersonId};
use teahouse::domain::message::{Body, Delivery, Message};

use crate::people::{Device, Person, homeserver, reads};
use crate::tab::Tab;
use crate::way::Way;

/// Mei, whose way to the server is watched; Zhou, who has none of her troubles; and their chat.
pub(crate) struct Talkers {
    pub(crate) way: Way,
    pub(crate) who: Person,
    pub(crate) mei: Tab,
    pub(crate) zhou: Tab,
    pub(crate) chat: ChatId,
    /// What each has said, in order.
    said: [Vec<String>; 2],
    devices: [Device; 2],
}

impl Talkers {
    pub(crate) async fn new() -> Self {
        let way = Way::to(&homeserver());
        let (who, meis, mei) = Person::at(&way.url, "Mei").await;
        let (_, zhous, zhou) = Person::new("Zhou").await;
        let chat = mei.chat_with(&zhou.me()).await;
        let mut all = Self { way, who, mei, zhou, chat, said: Default::default(), devices: [meis, zhous] };
        all.mei_says("Tea at nine?").await;
        reads(&mut all.zhou, &all.chat, "Tea at nine?").await;
        all.zhou_says("Nine it is").await;
        all.complete().await;
        all
    }

    /// One more tab of Mei's.
    pub(crate) async fn tab(&self) -> Tab {
        let mut tab = Tab::new(&self.devices[0]).await;
        tab.open(&self.mei.me()).await;
        tab
    }

    pub(crate) async fn mei_says(&mut self, text: &str) {
        self.mei.send(&self.chat, text).await;
        self.said[0].push(text.into());
    }

    pub(crate) async fn zhou_says(&mut self, text: &str) {
        self.zhou.send(&self.chat, text).await;
        self.said[1].push(text.into());
    }

    /// Waits until both have everything that was said, and sees to it that it is there once, in order, and sent.
    pub(crate) async fn complete(&mut self) {
        let (mei, zhou, count) = (self.mei.me(), self.zhou.me(), self.said.concat().len());
        let [of_mei, of_zhou] = &self.said;
        let all = |messages: &[Message]| {
            messages.len() >= count && messages.iter().all(|it| it.delivery == Delivery::Sent && it.seq.is_some())
        };
        let seen = self.zhou.timeline_when(&self.chat, all).await;
        assert_eq!((texts(&seen, &mei), texts(&seen, &zhou)), (of_mei.clone(), of_zhou.clone()));
        // What one has sent oneself takes its place when the server has told it.
        let own = |messages: &[Message]| {
            assert!(messages.len() <= count, "nothing comes twice: {messages:?}");
            all(messages) && texts(messages, &mei) == *of_mei && texts(messages, &zhou) == *of_zhou
        };
        self.mei.timeline_when(&self.chat, own).await;
    }
}

/// What somebody has said, in order.
pub(crate) fn texts(messages: &[Message], who: &PersonId) -> Vec<String> {
    let text = |message: &Message| match &message.body {
        Body::Text(text) => text.as_str().to_owned(),
        other => format!("{other:?}"),
    };
    messages.iter().filter(|message| message.sender == *who).map(text).collect()
}

/// How far the last message of this text has got.
pub(crate) fn delivery(messages: &[Message], text: &str) -> Option<Delivery> {
    let said = messages.iter().rev().find(|message| crate::people::says(message, text));
    said.map(|message| message.delivery.clone())
}
