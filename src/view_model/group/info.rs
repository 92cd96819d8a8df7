//! What a group is, what can be set in it, and what can be done with it as a whole.

use leptos::prelude::*;

use super::GroupState;
use crate::backend::Command;
use crate::backend::protocol::GroupCommand;
use crate::domain::chat::Chat;
use crate::domain::group::act::LogEntry;
use crate::domain::group::power::{self, Power};
use crate::domain::group::{Group, Refusal, Role, Standing};
use crate::domain::id::{MessageId, PersonId};
use crate::domain::time::Timestamp;
use crate::route::{GroupPage, Route};
use crate::view_model::notice::sentence;
use crate::view_model::session::Notice;
use crate::view_model::text_form::{Fit, TextForm};

/// A text of a group that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// What it is called.
    Title,
    /// What the reader is called in it.
    Alias,
    /// What is pinned.
    Announcement,
    /// The house rules.
    Rules,
}

impl GroupState {
    /// Something of the group, once it is known.
    pub fn read<T>(&self, read: impl FnOnce(&Group) -> T) -> Option<T> {
        self.group.with(|group| group.as_ref().map(read))
    }

    /// True if the reader is inside and may do it.
    pub fn may(&self, power: Power) -> bool {
        self.is_in() && power::may(self.role(), power).is_ok()
    }

    /// What the group is called.
    pub fn title(&self) -> String {
        self.read(|group| group.title.as_str().into()).unwrap_or_default()
    }

    /// What somebody is called here, also when nobody knows any more.
    pub fn called(&self, person: &PersonId) -> String {
        self.name_of(person).unwrap_or_else(|| self.session.texts().group.member.somebody.into())
    }

    /// How many are in it.
    pub fn count(&self) -> u32 {
        self.read(|group| group.members).unwrap_or_default()
    }

    /// Why nothing can be done any more, if that is so.
    pub fn ended(&self) -> Option<&'static str> {
        let texts = &self.session.texts().talk;
        let (dissolved, standing) = self.read(|group| (group.dissolved, group.mine.standing.clone()))?;
        match standing {
            _ if dissolved => Some(texts.dissolved),
            Standing::In | Standing::Invited { .. } => None,
            Standing::Asking { .. } => Some(texts.asking),
            Standing::Left => Some(texts.left),
            Standing::Removed => Some(texts.removed),
        }
    }

    /// Which version of the rules it is, whose, and from when.
    pub fn rules_note(&self, version: u32, by: &PersonId, at: Timestamp) -> String {
        let session = &self.session;
        (session.texts().group.rule.version)(version, &self.called(by), &session.clock().full(at))
    }

    /// A line of the log in words.
    pub fn logged(&self, entry: &LogEntry) -> String {
        let me = self.session.acting.get();
        sentence(&entry.act, &entry.by, me.as_ref(), |person| self.name_of(person), self.session.texts())
    }

    /// True for the reader.
    pub fn is_me(&self, person: &PersonId) -> bool {
        self.session.acting.with(|me| me.as_ref() == Some(person))
    }

    /// What the list of chats knows of it.
    pub fn chat_is(&self, is: fn(&Chat) -> bool) -> bool {
        self.session.chat(&self.chat).as_ref().is_some_and(is)
    }

    /// Goes to one of its pages.
    pub fn go(&self, page: GroupPage) {
        self.session.go(Route::Group(self.chat.clone(), page));
    }

    /// Keeps the chat at the top of the list, or no longer.
    pub fn set_pinned(&self, pinned: bool) {
        self.session.act(Command::SetPinned { chat: self.chat.clone(), pinned });
    }

    /// Makes the chat quiet, or no longer.
    pub fn set_muted(&self, muted: bool) {
        self.session.act(Command::SetMuted { chat: self.chat.clone(), muted });
    }

    /// Puts the chat away with the other quiet ones, or no longer.
    pub fn set_folded(&self, folded: bool) {
        self.session.act(Command::SetFolded { chat: self.chat.clone(), folded });
    }

    /// A form with the text that holds now.
    pub fn form(&self, wording: Wording) -> TextForm {
        let group = self.group.get_untracked();
        let group = group.as_ref();
        let text = match wording {
            Wording::Title => group.map(|group| group.title.as_str()),
            Wording::Alias => group.and_then(|group| group.mine.alias.as_ref()).map(|alias| alias.as_str()),
            Wording::Announcement => group.and_then(|group| group.announcement.as_ref()).map(|it| it.text.as_str()),
            Wording::Rules => group.and_then(|group| group.rules.last()).map(|rules| rules.text.as_str()),
        };
        let text = text.unwrap_or_default();
        match wording {
            Wording::Title => TextForm::new(&self.session, Fit::Name, text),
            Wording::Alias => TextForm::new(&self.session, Fit::NameOrNothing, text),
            Wording::Announcement | Wording::Rules => {
                TextForm::kept(&self.session, Fit::Words, &format!("{wording:?} {}", self.chat), text)
            }
        }
    }

    /// Hands a form in; `done` hears that it was accepted.
    pub fn hand_in(&self, wording: Wording, form: &TextForm, done: Callback<()>) {
        let (chat, session) = (self.chat.clone(), self.session.clone());
        let texts = &session.texts().group;
        form.submit(|text| {
            let act = |act| Command::Group { chat: chat.clone(), act };
            let (command, said) = match wording {
                Wording::Title => (act(GroupCommand::Rename { title: text }), texts.saved),
                Wording::Alias => (act(GroupCommand::SetAlias { alias: text }), texts.saved),
                Wording::Announcement => (
                    Command::Announce { groups: vec![chat], id: MessageId::random((session.platform.random)()), text },
                    texts.announced,
                ),
                Wording::Rules => (act(GroupCommand::SetRules { text }), texts.rule.published),
            };
            let answer = session.client.run(command);
            async move {
                answer.await?;
                session.notice.set(Some(Notice::Status(said.into())));
                // The form may be gone by then.
                done.try_run(());
                Ok(())
            }
        });
    }

    /// Gives the group the picture that was chosen in a file input of the page.
    pub fn set_picture(&self, input: &'static str) {
        let Some(tools) = self.session.tools() else { return };
        let read = (tools.read_picture)(input);
        let state = self.clone();
        self.session.spawn(async move {
            match read.await {
                Some(picture) => state.act(GroupCommand::SetPicture { picture: Some(picture) }),
                None => state.session.alert(&Refusal::Picture.into()),
            }
        });
    }

    /// Forgets what was said, for the reader only.
    pub fn clear_history(&self) {
        self.say_after(
            Command::ClearHistory { chat: self.chat.clone() },
            self.session.texts().talk.cleared.into(),
            None,
        );
    }

    /// Whether the reader can leave without handing the group over.
    pub fn may_leave(&self) -> bool {
        self.read(|group| power::may_leave(group.mine.role, group.members).is_ok()).unwrap_or_default()
    }

    /// Goes, and back to the list.
    pub fn leave(&self) {
        let said = (self.session.texts().group.left)(&untrack(|| self.title()));
        self.say_after(self.command(GroupCommand::Leave), said, Some(Route::Chats));
    }

    /// Ends the group.
    pub fn dissolve(&self) {
        let to = Route::Chat(self.chat.clone());
        self.session.act_and_go(self.command(GroupCommand::Dissolve), to);
    }

    /// What was shown needs not be shown again.
    pub fn mark_rules_seen(&self) {
        let seen = self.read(|group| {
            let newest = group.rules.last().map_or(0, |rules| rules.version);
            (group.mine.announcement_seen, group.mine.rules_seen, newest)
        });
        if let Some((announcement, seen, rules)) = seen
            && rules > seen
            && untrack(|| self.is_in())
        {
            self.act(GroupCommand::Seen { announcement, rules });
        }
    }

    /// The owner and the admins by name, for a sentence.
    pub fn keepers(&self) -> String {
        let mut keepers: Vec<(Role, PersonId)> = self.members.with(|rows| {
            let keeps =
                rows.iter().map(|row| row.value.with(|member| (super::people::role(member), member.person.clone())));
            keeps.filter_map(|(role, person)| Some((role?, person))).filter(|(role, _)| *role >= Role::Admin).collect()
        });
        keepers.sort_by_key(|(role, _)| std::cmp::Reverse(*role));
        let names: Vec<String> = keepers.iter().map(|(_, person)| self.called(person)).collect();
        names.join(self.session.texts().common.comma)
    }

    pub(super) fn command(&self, act: GroupCommand) -> Command {
        Command::Group { chat: self.chat.clone(), act }
    }

    /// Does something, says that it is done, and goes on.
    pub(super) fn say_after(&self, command: Command, said: String, to: Option<Route>) {
        let session = self.session.clone();
        let (answer, onward) = (session.client.run(command), session.onward());
        self.session.spawn(async move {
            match answer.await {
                Ok(_) => {
                    session.notice.set(Some(Notice::Status(said)));
                    if let Some(to) = to {
                        onward.go(to);
                    }
                }
                Err(failure) => session.alert(&failure),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::Answer;
    use crate::domain::group::HouseRules;
    use crate::domain::message::MessageText;
    use crate::view_model::fake::{self, NOW, Script, group, person};
    use crate::view_model::name_form::FormState;

    fn owned(change: impl FnOnce(&mut Group)) -> (GroupState, Script) {
        let (session, backend) = fake::open_session();
        let state = GroupState::new(&session, fake::chat(1).id);
        let mut group = group(1);
        change(&mut group);
        state.group.set(Some(group));
        (state, backend)
    }

    fn act(act: GroupCommand) -> Command {
        Command::Group { chat: fake::chat(1).id, act }
    }

    #[test]
    fn only_what_the_role_may_do_is_offered_and_nothing_once_it_is_over() {
        assert!(owned(|_| ()).0.may(Power::Dissolve));
        let (admin, _backend) = owned(|group| group.mine.role = Role::Admin);
        assert!(admin.may(Power::Rules) && !admin.may(Power::Approval));
        assert!(!owned(|group| group.dissolved = true).0.may(Power::Invite));
    }

    #[test]
    fn an_owner_leaves_only_when_nobody_is_left() {
        assert!(!owned(|group| group.members = 2).0.may_leave());
        let (state, mut backend) = owned(|group| group.members = 1);
        assert!(state.may_leave());
        state.leave();
        backend.answer(act(GroupCommand::Leave), Ok(Answer::Done));
        assert_eq!(state.session.window.route.get(), Route::Chats);
    }

    #[test]
    fn a_form_begins_with_what_holds_and_a_blank_alias_removes_it() {
        let (state, mut backend) = owned(|_| ());
        let form = state.form(Wording::Title);
        assert_eq!(form.text.get(), "Lantern Street");
        form.typed(String::new());
        let done = RwSignal::new(0);
        let hear = Callback::new(move |()| done.update(|done| *done += 1));
        state.hand_in(Wording::Title, &form, hear);
        backend.expect_nothing();
        assert!(matches!(form.state.get(), FormState::Refused(_)));
        state.hand_in(Wording::Alias, &state.form(Wording::Alias), hear);
        backend.answer(act(GroupCommand::SetAlias { alias: String::new() }), Ok(Answer::Done));
        assert_eq!(done.get(), 1);
    }

    #[test]
    fn rules_that_were_read_are_marked_once() {
        let text = MessageText::parse("Be kind").unwrap();
        let rules = |version| HouseRules { version, text: text.clone(), by: person(1), at: NOW };
        let (state, mut backend) = owned(|group| {
            group.rules = vec![rules(1), rules(2)];
            group.mine.announcement_seen = 4;
        });
        state.mark_rules_seen();
        backend.answer(act(GroupCommand::Seen { announcement: 4, rules: 2 }), Ok(Answer::Done));
        state.group.update(|group| group.as_mut().unwrap().mine.rules_seen = 2);
        state.mark_rules_seen();
        backend.expect_nothing();
    }
}
