//! An invitation into a group that was not answered yet.

use leptos::prelude::*;

use super::Session;
use super::chats::title;
use super::group::GroupState;
use crate::backend::protocol::GroupCommand;
use crate::domain::chat::With as Company;
use crate::domain::group::Standing;
use crate::domain::id::ChatId;

/// The invitation; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Invitation {
    group: GroupState,
}

impl Invitation {
    /// Looks at it.
    pub fn open(session: &Session, chat: ChatId) -> Self {
        Self { group: session.watch_group(&chat) }
    }

    /// Looks away.
    pub fn leave(&self) {
        self.session().leave_group(&self.group.chat);
    }

    /// Whom the chat would be with.
    pub fn with(&self) -> Option<Company> {
        self.session().chat(&self.group.chat).map(|chat| chat.with)
    }

    /// What the group is called.
    pub fn title(&self) -> String {
        let texts = self.session().texts();
        self.session().chat(&self.group.chat).map(|chat| title(&chat.title, texts)).unwrap_or_default()
    }

    /// How many are in it.
    pub fn people(&self) -> String {
        let members = self.with().and_then(|with| with.group().map(|group| group.members));
        members.map(self.session().texts().talk.people).unwrap_or_default()
    }

    /// Who asks the reader in.
    pub fn by(&self) -> String {
        let session = self.session();
        let texts = session.texts();
        let Some(Company::Group(group)) = self.with() else { return String::new() };
        let Standing::Invited { by } = group.standing else { return String::new() };
        let contact = || session.contacts.row(&by).map(|row| row.value.with(|contact| contact.called(texts)));
        let name = self.group.name_of(&by).or_else(contact);
        (texts.talk.invited_by)(&name.unwrap_or_else(|| texts.acts.somebody_subject.into()))
    }

    /// The house rules, if there are any.
    pub fn rules(&self) -> Option<String> {
        self.group.group.with(|group| group.as_ref()?.rules.last().map(|rules| rules.text.as_str().into()))
    }

    /// Comes in.
    pub fn accept(&self) {
        self.group.act(GroupCommand::Accept);
    }

    /// Says no, and goes back to the list.
    pub fn decline(&self) {
        self.session().take_out(&self.group.chat, Some(GroupCommand::Decline));
    }

    fn session(&self) -> &Session {
        self.group.session()
    }
}
