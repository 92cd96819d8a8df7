//! Each command to a group: who may, what changes at the server, and what everybody is told.

use std::rc::Rc;

use matrix_sdk::Room;
use matrix_sdk::ruma::TransactionId;
use serde_json::{Value, json};
use teahouse::backend::Failure;
use teahouse::backend::protocol::GroupCommand;
use teahouse::domain::group::Refusal;
use teahouse::domain::group::act::Act;
use teahouse::domain::group::picture::Picture;
use teahouse::domain::group::power::Power;
use teahouse::domain::message::{MessageText, TextError};
use teahouse::domain::name::Name;

use super::{Hall, code, event, fetch, picture, server};
use crate::account::Account;
use crate::{failure, ids};

/// Somebody acts in a group: what the server says of it now.
pub(super) struct Change<'a> {
    pub(super) account: &'a Rc<Account>,
    pub(super) room: Room,
    pub(super) hall: Rc<Hall>,
}

/// Carries out a command.
pub(crate) async fn run(account: &Rc<Account>, room: Room, act: GroupCommand) -> Result<(), Failure> {
    if let Some(done) = own(account, &room, &act).await {
        return done;
    }
    // What was typed is looked at before anybody is asked.
    let named = match &act {
        GroupCommand::Rename { title } => Some(Name::parse(title)?),
        GroupCommand::SetAlias { alias } if !alias.trim().is_empty() => Some(Name::parse(alias)?),
        _ => None,
    };
    let ruled = if let GroupCommand::SetRules { text } = &act { Some(MessageText::parse(text)?) } else { None };
    let _turn = account.turn.lock().await;
    let change = Change::of(account, room).await?;
    let done = change.carry_out(act, named, ruled).await;
    // Whatever came of it: what is shown is what the server has.
    if let Ok(hall) = fetch(account, &change.room).await {
        // The doorway tells of the group as it is now; what cannot be told is told with the next change.
        let _ = code::mend(account, &hall).await;
    }
    done
}

/// What is of this device only; nothing if the command is for the server.
async fn own(account: &Rc<Account>, room: &Room, act: &GroupCommand) -> Option<Result<(), Failure>> {
    let chat = ids::chat(room.room_id());
    let changed = account.change_own(|own| {
        let part = own.groups.entry(chat).or_default();
        match act {
            GroupCommand::ShowAliases { on } => part.plain_names = !on,
            GroupCommand::Save { on } => part.saved = *on,
            GroupCommand::Seen { announcement, rules } => {
                part.announcement_seen = part.announcement_seen.max(*announcement);
                part.rules_seen = part.rules_seen.max(*rules);
            }
            _ => {}
        }
    });
    if !matches!(act, GroupCommand::ShowAliases { .. } | GroupCommand::Save { .. } | GroupCommand::Seen { .. }) {
        return None;
    }
    let changed = changed.await;
    if matches!(act, GroupCommand::ShowAliases { on: false }) && account.groups.known(room.room_id()).is_none() {
        // Their own names are in the group's state only; without a network the aliases stay for now.
        let _ = fetch(account, room).await;
    }
    account.chats.touch(room.room_id());
    account.groups.tell(account, room.room_id());
    Some(changed)
}

impl<'a> Change<'a> {
    /// Begins with what the server says now.
    pub(super) async fn of(account: &'a Rc<Account>, room: Room) -> Result<Self, Failure> {
        let hall = fetch(account, &room).await?;
        Ok(Self { account, room, hall })
    }

    async fn carry_out(
        &self,
        act: GroupCommand,
        named: Option<Name>,
        ruled: Option<MessageText>,
    ) -> Result<(), Failure> {
        match (act, named, ruled) {
            (GroupCommand::Rename { .. }, Some(title), _) => self.rename(title).await,
            (GroupCommand::SetPicture { picture }, ..) => self.picture(picture.as_deref()).await,
            (GroupCommand::SetRules { .. }, _, Some(text)) => self.rule(&text).await,
            (GroupCommand::SetApproval { on }, ..) => self.set_approval(on).await,
            (GroupCommand::NewCode { after }, ..) => self.recode(after).await,
            (GroupCommand::Invite { people, reason }, ..) => self.invite(&people, &reason).await,
            (GroupCommand::Decide { person, approve }, ..) => self.decide(&person, approve).await,
            (GroupCommand::Accept, ..) => self.accept().await,
            (GroupCommand::Decline, ..) => self.decline().await,
            (GroupCommand::Remove { person }, ..) => self.remove(&person).await,
            (GroupCommand::SetAdmin { person, admin }, ..) => self.set_admin(&person, admin).await,
            (GroupCommand::Transfer { to }, ..) => self.transfer(&to).await,
            (GroupCommand::Leave, ..) => self.leave().await,
            (GroupCommand::Dissolve, ..) => self.dissolve().await,
            (GroupCommand::SetAlias { .. }, alias, _) => self.set_alias(alias).await,
            _ => Ok(()),
        }
    }

    /// Changes a piece of state.
    pub(super) async fn put(&self, kind: &str, key: &str, content: &Value) -> Result<(), Failure> {
        let done = server::put(&self.account.client, &self.hall.room, kind, key, content).await;
        done.map_err(|error| server::refused(&error))
    }

    /// Writes down what I did. It is done by then: whoever asks again finds it so, and nothing is written twice.
    pub(super) async fn note(&self, act: Act) -> Result<(), Failure> {
        self.add(event::ACT, TransactionId::new().as_str(), &event::act(&act)).await
    }

    /// Changes what only this shell knows of. A room of elsewhere that does not allow it is as good without.
    pub(super) async fn add(&self, kind: &str, key: &str, content: &Value) -> Result<(), Failure> {
        if !self.hall.is_ours() && self.hall.level(&self.hall.me) < self.hall.needed_for(kind) {
            return Ok(());
        }
        self.put(kind, key, content).await
    }

    async fn rename(&self, title: Name) -> Result<(), Failure> {
        self.hall.may(Power::Describe)?;
        if self.hall.title().as_ref() == Some(&title) {
            return Ok(());
        }
        self.put("m.room.name", "", &json!({ "name": title.as_str() })).await?;
        self.note(Act::Renamed(title)).await
    }

    async fn picture(&self, picture: Option<&str>) -> Result<(), Failure> {
        let picture = picture.map(Picture::parse).transpose()?;
        self.hall.may(Power::Describe)?;
        let now = self.hall.picture();
        let same = match (&picture, &now) {
            (None, None) => true,
            (Some(picture), Some(now)) => {
                let known = self.account.groups.pictures.borrow().get(now).cloned().flatten();
                known.as_ref() == Some(picture)
            }
            _ => false,
        };
        if same {
            return Ok(());
        }
        let content = picture::bring(self.account, picture.as_ref()).await?;
        self.put("m.room.avatar", "", &content).await?;
        self.note(Act::Pictured).await
    }

    async fn rule(&self, text: &MessageText) -> Result<(), Failure> {
        self.hall.may(Power::Rules)?;
        let rules = self.hall.rules();
        let before = rules.last();
        if before.is_some_and(|before| before.text == *text) {
            return Ok(());
        }
        let version = before.map_or(0, |before| before.version) + 1;
        let content = json!({ "text": text.as_str() });
        let key = version.to_string();
        let put = server::put(&self.account.client, &self.hall.room, event::RULES, &key, &content).await;
        put.map_err(|error| too_long(&error, text))?;
        let chat = ids::chat(&self.hall.room);
        self.account.change_own(|own| own.groups.entry(chat).or_default().rules_seen = version).await?;
        self.note(Act::Ruled(version)).await
    }

    async fn set_approval(&self, on: bool) -> Result<(), Failure> {
        self.hall.may(Power::Approval)?;
        let wanted = if on { super::power::ADMIN } else { 0 };
        if self.hall.needed_to_invite() != wanted {
            let mut powers = self.hall.with_levels(&[]);
            powers["invite"] = wanted.into();
            self.put("m.room.power_levels", "", &powers).await?;
        }
        if self.hall.approval() == on {
            return Ok(());
        }
        self.put(event::APPROVAL, "", &json!({ "on": on })).await?;
        let shut = fetch(self.account, &self.room).await?;
        code::mend(self.account, &shut).await?;
        self.note(Act::ApprovalSet(on)).await
    }

    async fn recode(&self, after: u32) -> Result<(), Failure> {
        self.hall.may(Power::NewCode)?;
        let number = self.hall.code().map_or(0, |at| at.code.number);
        if number != after {
            return Ok(());
        }
        code::renew(self.account, &self.hall).await?;
        self.note(Act::Recoded).await
    }

    async fn set_alias(&self, alias: Option<Name>) -> Result<(), Failure> {
        self.hall.my_role().or_else(|refusal| match refusal {
            // Whoever is inside may be called something else, even when it is over.
            Refusal::Dissolved => Ok(Default::default()),
            refusal => Err(refusal),
        })?;
        let me = &self.hall.me;
        let own = self.account.profile().name;
        let mut said = self.hall.said_by(me).clone();
        if !said.is_object() {
            said = json!({});
        }
        said["alias"] = alias.as_ref().map(Name::as_str).into();
        said["name"] = own.as_str().into();
        if said != *self.hall.said_by(me) {
            self.add(event::MEMBER, me.as_str(), &said).await?;
        }
        // Other programs show who somebody is in a room by this.
        let mut member = self.hall.get("m.room.member", me.as_str()).map(|it| it.content.clone()).unwrap_or_default();
        let shown = alias.as_ref().unwrap_or(&own).as_str();
        if member.is_object() && member["displayname"].as_str() != Some(shown) {
            member["displayname"] = shown.into();
            // It let them in once, and says nothing about today.
            member.as_object_mut().map(|member| member.remove("join_authorised_via_users_server"));
            self.put("m.room.member", me.as_str(), &member).await?;
        }
        Ok(())
    }
}

/// A text that the server does not take because of its length: quotes and line breaks count twice there.
pub(super) fn too_long(error: &matrix_sdk::HttpError, text: &MessageText) -> Failure {
    use matrix_sdk::ruma::api::error::ErrorKind;
    match error.client_api_error_kind() {
        Some(ErrorKind::TooLarge) => {
            TextError::TooLong { bytes: u32::try_from(text.as_str().len()).unwrap_or(u32::MAX) }.into()
        }
        Some(ErrorKind::Forbidden) => server::refused(error),
        _ => failure::of_http(error).into(),
    }
}
