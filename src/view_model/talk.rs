//! What a group adds to its conversation: who speaks, what everybody should see once, and who may not speak.

use leptos::prelude::*;

use super::Session;
use super::conversation::Conversation;
use super::group::GroupState;
use super::notice::sentence;
use super::timeline::Entry;
use crate::backend::Command;
use crate::backend::protocol::GroupCommand;
use crate::domain::group::{Announcement, Group, Standing};
use crate::domain::id::{ChatId, PersonId};
use crate::domain::message::{Body, Message};
use crate::domain::mini::aside::Tidings;
use crate::route::Route;

/// How a reader stands to a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footing {
    /// They read and write.
    In,
    /// They may come in.
    Invited,
    /// They read, and this is why they do not write.
    Reads(&'static str),
}

impl Session {
    /// How the reader stands to a chat; like a member as long as nobody knows.
    pub fn footing(&self, chat: &ChatId) -> Footing {
        let texts = &self.texts().talk;
        let standing = self.chat(chat).and_then(|chat| chat.with.group().map(|group| group.standing.clone()));
        match standing {
            None | Some(Standing::In) => Footing::In,
            Some(Standing::Invited { .. }) => Footing::Invited,
            Some(Standing::Asking { .. }) => Footing::Reads(texts.asking),
            Some(Standing::Left) => Footing::Reads(texts.left),
            Some(Standing::Removed) => Footing::Reads(texts.removed),
        }
    }

    /// What the reader calls somebody of a group, or that nobody knows; empty until the group is told.
    fn name_in(&self, group: &GroupState, person: &PersonId) -> String {
        let unknown = || if group.members.is_known() { self.texts().acts.somebody_subject } else { "" };
        group.name_of(person).unwrap_or_else(|| unknown().into())
    }

    /// Takes a chat out of the list and goes back to it; declines the invitation first if there is one.
    pub fn take_out(&self, chat: &ChatId, first: Option<GroupCommand>) {
        let id = chat.clone();
        let command = match first {
            Some(act) => Command::Group { chat: id, act },
            None => Command::Forget { chat: id },
        };
        self.act_and_go(command, Route::Chats);
    }
}

impl Conversation {
    /// Follows the group that the chat is with, as soon as it is known to be one.
    pub fn follow_group(&self) {
        let Some(is_group) = self.chat().map(|chat| chat.with.group().is_some()) else { return };
        match (is_group, self.group.with_untracked(Option::is_some)) {
            (true, false) => self.group.set(Some(self.session.watch_group(&self.id))),
            // A chat of two can look like a group until the backend knows better.
            (false, true) => {
                self.group.set(None);
                self.session.leave_group(&self.id);
            }
            _ => {}
        }
    }

    /// Why the reader does not write, if that is so.
    pub fn reads_only(&self) -> Option<&'static str> {
        match self.session.footing(&self.id) {
            Footing::Reads(why) => Some(why),
            _ => {
                let group = self.group.get()?;
                let texts = &self.session.texts().talk;
                group.group.with(|group| match group {
                    Some(group) if group.dissolved => Some(texts.dissolved),
                    // Whoever left has no row in the list any more.
                    Some(group) if group.mine.standing == Standing::Left => Some(texts.left),
                    _ => None,
                })
            }
        }
    }

    /// Takes the chat out of the list.
    pub fn forget(&self) {
        self.session.take_out(&self.id, None);
    }

    /// What the reader calls somebody, if this is a group.
    pub fn name_of(&self, person: &PersonId) -> Option<String> {
        self.group.get().map(|group| self.session.name_in(&group, person))
    }

    /// What happened, if the entry says that something did.
    pub fn notice(&self, entry: &Entry) -> Option<String> {
        let Body::Notice(act) = &entry.message.body else { return None };
        let group = self.group.get();
        let Message { sender, context, .. } = &entry.message;
        let own =
            |person: &PersonId| context.name.as_ref().filter(|_| person == sender).map(|name| name.as_str().into());
        let name = |person: &PersonId| group.as_ref().and_then(|group| group.name_of(person)).or_else(|| own(person));
        let me = self.session.acting.get();
        Some(sentence(act, sender, me.as_ref(), name, self.session.texts()))
    }

    /// Opens the program that something happened in, where it says that it happened.
    pub fn look_into(&self, tidings: &Tidings) {
        self.session.led.set_value(tidings.href.clone().map(|href| (tidings.card.clone(), href)));
        self.session.go(Route::Card(self.id.clone(), tidings.card.clone()));
    }
}

impl GroupState {
    /// What is pinned, for a member.
    pub fn pinned(&self) -> Option<Announcement> {
        if self.is_in() { self.group.with(|group| group.as_ref()?.announcement.clone()) } else { None }
    }

    /// Who said it, and when.
    pub fn byline(&self, announcement: &Announcement) -> String {
        let session = self.session();
        let at = session.clock().full(announcement.at);
        (session.texts().talk.by_at)(&session.name_in(self, &announcement.by), &at)
    }

    /// True for an announcement of somebody else that the reader has not seen.
    pub fn is_news(&self) -> bool {
        let me = self.session().acting.get();
        let seen = self.group.with(|group| group.as_ref().map_or(u32::MAX, |group| group.mine.announcement_seen));
        self.pinned().is_some_and(|pinned| pinned.number > seen && Some(&pinned.by) != me.as_ref())
    }

    /// What to say about rules that the reader has not seen.
    pub fn new_rules(&self) -> Option<&'static str> {
        if !self.is_in() {
            return None;
        }
        let texts = &self.session().texts().talk;
        self.group.with(|group| {
            let group = group.as_ref()?;
            let seen = group.mine.rules_seen;
            let unseen = group.rules.last().is_some_and(|rules| rules.version > seen);
            unseen.then_some(if seen > 0 { texts.rules_changed } else { texts.has_rules })
        })
    }

    /// The reader has seen what is pinned.
    pub fn saw_announcement(&self) {
        self.saw(|group| (group.announcement.as_ref().map_or(0, |it| it.number), group.mine.rules_seen));
    }

    /// The reader has seen the house rules.
    pub fn saw_rules(&self) {
        self.saw(|group| (group.mine.announcement_seen, group.rules.last().map_or(0, |it| it.version)));
    }

    fn saw(&self, seen: impl FnOnce(&Group) -> (u32, u32)) {
        let seen = self.group.with_untracked(|group| group.as_ref().map(seen));
        if let Some((announcement, rules)) = seen {
            self.act(GroupCommand::Seen { announcement, rules });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::diff::VectorDiff;
    use crate::backend::{Answer, Event, Failure, Update, Watch};
    use crate::domain::chat::{self, Chat, GroupRow};
    use crate::domain::group::HouseRules;
    use crate::domain::group::act::Act;
    use crate::domain::id::MessageId;
    use crate::domain::message::MessageText;
    use crate::domain::mini::aside::Line;
    use crate::domain::mini::href::Href;
    use crate::view_model::fake::{self, NOW, Script, message, person};
    use crate::view_model::timeline::Place;

    fn told(backend: &mut Script, standing: Standing) {
        let row = GroupRow { standing, ..fake::group_row() };
        let chat = Chat { with: chat::With::Group(row), ..fake::chat(1) };
        backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![chat])])));
    }

    fn open(standing: Standing) -> (Conversation, Script) {
        let (session, mut backend) = fake::open_session();
        told(&mut backend, standing);
        let conversation = Conversation::open(&session, fake::chat(1).id);
        conversation.follow_group();
        conversation.follow_group();
        let id = conversation.id.clone();
        backend.skip(&[Command::Watch(Watch::Timeline(id.clone())), Command::Watch(Watch::Group(id))]);
        (conversation, backend)
    }

    fn tell_group(backend: &mut Script, change: impl FnOnce(&mut Group)) {
        let mut group = fake::group(1);
        change(&mut group);
        backend.tell(Update::Event(Event::Group(Box::new(group))));
        let diffs = vec![VectorDiff::Reset(vec![fake::member(2, "Mei")])];
        backend.tell(Update::Event(Event::Members { chat: fake::chat(1).id, diffs }));
    }

    fn text(text: &str) -> MessageText {
        MessageText::parse(text).unwrap()
    }

    #[test]
    fn a_group_is_followed_while_its_chat_is_open_and_says_who_speaks() {
        let (conversation, mut backend) = open(Standing::In);
        assert_eq!(conversation.name_of(&person(2)).as_deref(), Some(""), "nobody knows yet");
        tell_group(&mut backend, |_| ());
        assert_eq!(conversation.name_of(&person(2)).as_deref(), Some("Mei"));
        assert_eq!(conversation.name_of(&person(3)).as_deref(), Some("Somebody"));
        let mut said = message(1, 2, NOW);
        said.body = Body::Notice(Act::Removed(person(1)));
        let entry = Entry { message: said, place: Place::default() };
        assert_eq!(conversation.notice(&entry).as_deref(), Some("Mei removed you"));
        conversation.leave();
        let id = conversation.id.clone();
        backend.skip(&[
            Command::Unwatch(Watch::Timeline(id.clone())),
            Command::Unwatch(Watch::Group(id.clone())),
            Command::Unwatch(Watch::Log(id)),
        ]);
    }

    #[test]
    fn what_happened_in_a_program_leads_there() {
        let (conversation, _backend) = open(Standing::In);
        let session = conversation.session.clone();
        let card = message(9, 2, NOW).id;
        let line = |text| Line::tidied(text, 9);
        for href in [Href::parse("index.html#a").ok(), None] {
            let tidings =
                Tidings { card: card.clone(), program: line("Poll"), info: line("Voted"), href: href.clone() };
            conversation.look_into(&tidings);
            assert_eq!(session.window.route.get(), Route::Card(conversation.id.clone(), card.clone()));
            assert_eq!(session.led.get_value(), href.map(|href| (card.clone(), href)));
        }
    }

    #[test]
    fn who_does_not_write_is_told_why() {
        for (standing, why) in [(Standing::Left, "You left"), (Standing::Removed, "You were removed")] {
            let (conversation, _backend) = open(standing);
            assert!(conversation.reads_only().is_some_and(|text| text.starts_with(why)), "{why}");
        }
        let (conversation, mut backend) = open(Standing::In);
        assert_eq!(conversation.reads_only(), None);
        tell_group(&mut backend, |group| group.dissolved = true);
        assert!(conversation.reads_only().is_some_and(|text| text.contains("dissolved")));
    }

    #[test]
    fn an_invitation_is_no_conversation_and_who_declines_is_at_the_list() {
        let (session, mut backend) = fake::open_session();
        let chat = fake::chat(1).id;
        assert_eq!(session.footing(&chat), Footing::In);
        told(&mut backend, Standing::Invited { by: person(2) });
        assert_eq!(session.footing(&chat), Footing::Invited);
        for (result, route) in [(Err(Failure::TimedOut), Route::Home), (Ok(Answer::Done), Route::Chats)] {
            session.take_out(&chat, Some(GroupCommand::Decline));
            session.window.route.set(Route::Home);
            backend.answer(Command::Group { chat: chat.clone(), act: GroupCommand::Decline }, result);
            assert_eq!(session.window.route.get(), route);
        }
        session.take_out(&chat, None);
        backend.skip(&[Command::Forget { chat }]);
    }

    #[test]
    fn what_was_announced_is_news_until_it_is_seen_and_not_to_who_said_it() {
        let (conversation, mut backend) = open(Standing::In);
        let group = conversation.group.get().unwrap();
        assert!(!group.is_news());
        let announcement =
            |by| Some(Announcement { number: 2, id: MessageId::random([2; 16]), text: text("Tea"), by, at: NOW });
        for (by, seen, news) in [(person(2), 1, true), (person(2), 2, false), (person(1), 1, false)] {
            tell_group(&mut backend, |group| {
                group.announcement = announcement(by);
                group.mine.announcement_seen = seen;
                group.mine.rules_seen = 3;
            });
            assert_eq!(group.is_news(), news);
        }
        group.saw_announcement();
        let act = GroupCommand::Seen { announcement: 2, rules: 3 };
        backend.skip(&[Command::Group { chat: conversation.id.clone(), act }]);
    }

    #[test]
    fn new_rules_are_told_until_they_are_seen() {
        let (conversation, mut backend) = open(Standing::In);
        let group = conversation.group.get().unwrap();
        for (seen, says) in [(0, Some("This group has")), (1, Some("The house rules changed")), (2, None)] {
            tell_group(&mut backend, |group| {
                group.rules = vec![HouseRules { version: 2, text: text("Be kind"), by: person(2), at: NOW }];
                group.mine.rules_seen = seen;
            });
            let told = group.new_rules();
            assert_eq!(told.is_some(), says.is_some());
            assert!(says.is_none_or(|says| told.is_some_and(|told| told.starts_with(says))));
        }
        group.saw_rules();
        let act = GroupCommand::Seen { announcement: 0, rules: 2 };
        backend.skip(&[Command::Group { chat: conversation.id.clone(), act }]);
    }
}
