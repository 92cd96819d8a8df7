//! What people do with the messages of an open chat besides writing: answering, signs, recalling; and what the chat
//! says about itself: who writes, who can read it, who asks to talk.

use leptos::prelude::*;

use super::conversation::Conversation;
use super::group::GroupState;
use super::session::Notice;
use crate::backend::Command;
use crate::backend::protocol::TalkCommand;
use crate::domain::address::address_of;
use crate::domain::chat;
use crate::domain::id::MessageId;
use crate::domain::name::Name;
use crate::domain::safety::Guard;
use crate::route::Route;

/// The signs that are offered at once.
pub const SIGNS: [&str; 6] = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/// Longest sign, in characters: room for one emoji of several people, or for a short word.
pub const MAX_SIGN: usize = 16;

impl Conversation {
    /// True if messages can be answered, and have signs, and can be recalled.
    pub fn has_talkback(&self) -> bool {
        self.session.abilities.read().talkback
    }

    /// True if files can be sent.
    pub fn has_files(&self) -> bool {
        self.session.abilities.read().files
    }

    /// Something in this chat, whose only interesting answer is a failure.
    fn talk(&self, act: TalkCommand) {
        self.session.act(Command::Talk { chat: self.id.clone(), act });
    }

    /// Begins to answer a message.
    pub fn reply(&self, id: &MessageId) {
        if let Some(row) = untrack(|| self.timeline.rows.row(id)) {
            let entry = row.value.get_untracked();
            let name = untrack(|| self.name_of_sender(&entry.message.sender, entry.message.context.name.as_ref()));
            self.composer.reply_to(&entry.message, name);
        }
    }

    /// Takes back a message.
    pub fn recall(&self, id: MessageId) {
        self.talk(TalkCommand::Recall { id });
    }

    /// Puts a sign on a message, or takes it away. False if it is no sign.
    pub fn sign(&self, id: MessageId, key: &str, on: bool) -> bool {
        let key = key.trim();
        if key.is_empty() || key.chars().count() > MAX_SIGN {
            return false;
        }
        self.talk(TalkCommand::React { id, key: key.into(), on });
        true
    }

    /// True if the reader has put a sign on a message.
    pub fn has_sign(&self, id: &MessageId, key: &str) -> bool {
        let mine = |row: super::rows::Row<super::timeline::Entry>| {
            row.value.with(|entry| entry.message.context.reactions.iter().any(|it| it.mine && it.key == key))
        };
        self.timeline.rows.row(id).is_some_and(mine)
    }

    /// True if a message is loaded; else says how to get there.
    pub fn is_loaded(&self, id: &MessageId) -> bool {
        let loaded = untrack(|| self.timeline.rows.row(id)).is_some();
        if !loaded {
            let words = self.session.texts().exchange.further_up;
            self.session.notice.set(Some(Notice::Status(words.into())));
        }
        loaded
    }

    /// What the reader calls whoever wrote something.
    pub(super) fn name_of_sender(&self, sender: &crate::domain::id::PersonId, own: Option<&Name>) -> String {
        if self.session.acting.read().as_ref() == Some(sender) {
            return self.session.texts().conversation.you.into();
        }
        let contact = || self.session.contact(sender).map(|contact| contact.called(self.session.texts()));
        let known = self.group.get().and_then(|group| group.name_of(sender));
        known
            .or_else(contact)
            .or_else(|| own.map(|name| name.as_str().into()))
            .or_else(|| self.name_of(sender))
            .unwrap_or_else(|| self.title())
    }

    /// Who is writing, in words; empty if nobody is.
    pub fn typing(&self) -> String {
        let names = self.timeline.typing.read();
        let names: Vec<&str> = names.iter().map(Name::as_str).collect();
        (self.session.texts().exchange.typing)(&names)
    }

    /// Who can read the chat besides the people in it.
    pub fn guard(&self) -> Guard {
        self.chat().map(|chat| chat.guard).unwrap_or_default()
    }

    /// Who asks to talk, and their address, until the reader has answered.
    pub fn asked_by(&self) -> Option<(String, String)> {
        let chat = self.chat().filter(|chat| chat.invited)?;
        let chat::With::Person(person) = &chat.with else { return None };
        let address = address_of(person).unwrap_or_default();
        Some(((self.session.texts().exchange.wants)(&self.title()), address))
    }

    /// Accepts to talk.
    pub fn accept(&self) {
        self.talk(TalkCommand::Accept);
    }

    /// Does not want to talk, and goes back to the list.
    pub fn decline(&self) {
        let command = Command::Talk { chat: self.id.clone(), act: TalkCommand::Decline };
        self.session.act_and_go(command, Route::Chats);
    }
}

impl GroupState {
    /// Who can read the group besides the people in it.
    pub fn guard(&self) -> Guard {
        self.session().chat(&self.chat).map(|chat| chat.guard).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Answer, Event, Failure, Update, Watch};
    use crate::domain::chat::Chat;
    use crate::domain::home::Abilities;
    use crate::domain::id::PersonId;
    use crate::domain::message::Reaction;
    use crate::view_model::fake::{self, NOW, Script, message};

    fn open(change: impl FnOnce(&mut Chat)) -> (Conversation, Script) {
        let (session, mut backend) = fake::open_session();
        session.abilities.set(Abilities { talkback: true, ..Abilities::default() });
        let mut chat = fake::chat(1);
        change(&mut chat);
        backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![chat])])));
        let conversation = Conversation::open(&session, fake::chat(1).id);
        backend.skip(&[Command::Watch(Watch::Timeline(fake::chat(1).id))]);
        let mut first = message(1, 2, NOW);
        first.context.reactions = vec![Reaction { key: "👍".into(), count: 2, mine: true }];
        let diffs = vec![VectorDiff::Reset(vec![first, message(2, 1, NOW)])];
        backend.tell(Update::Event(Event::Timeline { chat: fake::chat(1).id, diffs, has_older: false }));
        (conversation, backend)
    }

    fn act(act: TalkCommand) -> Command {
        Command::Talk { chat: fake::chat(1).id, act }
    }

    #[test]
    fn a_sign_is_put_and_taken_away_and_a_sentence_is_none() {
        let (conversation, mut backend) = open(|_| ());
        let id = message(1, 2, NOW).id;
        assert!(conversation.has_sign(&id, "👍") && !conversation.has_sign(&id, "🙏"));
        assert!(conversation.sign(id.clone(), " 👍 ", false));
        backend.skip(&[act(TalkCommand::React { id: id.clone(), key: "👍".into(), on: false })]);
        assert!(!conversation.sign(id.clone(), " ", true));
        assert!(!conversation.sign(id, "a sentence that is much too long", true));
        backend.expect_nothing();
    }

    #[test]
    fn a_message_that_cannot_be_recalled_says_why() {
        let (conversation, mut backend) = open(|_| ());
        let id = message(2, 1, NOW).id;
        conversation.recall(id.clone());
        backend.answer(act(TalkCommand::Recall { id }), Err(Failure::TimedOut));
        assert!(matches!(conversation.session.notice.get(), Some(Notice::Alert(_))));
    }

    #[test]
    fn an_answer_goes_with_the_message_that_it_answers_and_says_whose_that_is() {
        let (conversation, mut backend) = open(|_| ());
        conversation.reply(&message(1, 2, NOW).id);
        assert_eq!(conversation.composer.replying.get().map(|it| it.name).as_deref(), Some("Mei"));
        conversation.session.window.route.set(Route::Me);
        conversation.escape();
        assert_eq!(conversation.composer.replying.get(), None);
        assert_eq!(conversation.session.window.route.get(), Route::Me, "Esc closes the strip first");
        conversation.reply(&message(2, 1, NOW).id);
        assert_eq!(conversation.composer.replying.get().map(|it| it.name).as_deref(), Some("You"));
        backend.expect_nothing();
    }

    #[test]
    fn a_quoted_message_that_is_not_loaded_says_where_it_is() {
        let (conversation, _backend) = open(|_| ());
        assert!(conversation.is_loaded(&message(1, 2, NOW).id));
        assert_eq!(conversation.session.notice.get(), None);
        assert!(!conversation.is_loaded(&message(9, 2, NOW).id));
        assert!(matches!(conversation.session.notice.get(), Some(Notice::Status(_))));
    }

    #[test]
    fn who_writes_is_told_until_they_stop() {
        let (conversation, mut backend) = open(|_| ());
        for (names, says) in [(vec!["Mei"], "Mei is writing…"), (vec![], "")] {
            let people = names.into_iter().map(|name| Name::parse(name).unwrap()).collect();
            backend.tell(Update::Event(Event::Typing { chat: fake::chat(1).id, people }));
            assert_eq!(conversation.typing(), says);
        }
    }

    #[test]
    fn who_asks_to_talk_is_named_with_their_address_until_there_is_an_answer() {
        let (conversation, mut backend) = open(|chat| {
            chat.invited = true;
            chat.with = chat::With::Person(PersonId::parse("@mei:tea.example").unwrap());
        });
        let (words, address) = conversation.asked_by().unwrap();
        assert_eq!((words.as_str(), address.as_str()), ("Mei wants to talk with you.", "@mei:tea.example"));
        conversation.accept();
        backend.skip(&[act(TalkCommand::Accept)]);
        conversation.decline();
        backend.answer(act(TalkCommand::Decline), Ok(Answer::Done));
        assert_eq!(conversation.session.window.route.get(), Route::Chats);
        let (quiet, _backend) = open(|_| ());
        assert_eq!(quiet.asked_by(), None);
    }
}
