//! What protects the account: whether this device is confirmed, whether the keys are kept, which devices there are,
//! who is not heard.

mod comparison;
mod devices;
mod secret;

use leptos::prelude::*;

use super::Session;
use super::session::Notice;
use crate::backend::protocol::HomeCommand;
use crate::backend::{Answer, Command, Failure, Watch};
use crate::domain::file::FileContent;
use crate::domain::id::PersonId;
use crate::domain::safety::{Backup, Safety};

pub use comparison::{Comparing, Picture};
pub use devices::DeviceRow;
pub use secret::SecretForm;

/// What can be done about the recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing yet.
    Unknown,
    /// To make a key.
    SetUp,
    /// To enter the key.
    Enter,
    /// To make another one.
    Renew,
}

/// The page; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Security {
    /// The key that was just made, until somebody says that they have kept it.
    pub new_key: ArcRwSignal<Option<String>>,
    /// They say so.
    pub kept: ArcRwSignal<bool>,
    /// True while a key is being made.
    pub busy: ArcRwSignal<bool>,
    /// What was wrong with the last try.
    pub wrong: ArcRwSignal<Option<String>>,
    /// Why nothing is known.
    pub failure: ArcRwSignal<Option<Failure>>,
    /// The recovery key that is entered.
    pub key: SecretForm,
    /// The password for signing out another device.
    pub password: SecretForm,
    session: Session,
}

impl Security {
    /// The page of whoever acts.
    pub fn new(session: &Session) -> Self {
        let name = name_of_key(session);
        let left = session.typed.with_value(|typed| typed.get(&name).cloned());
        Self {
            new_key: ArcRwSignal::new(left),
            kept: ArcRwSignal::new(false),
            busy: ArcRwSignal::new(false),
            wrong: ArcRwSignal::new(None),
            failure: ArcRwSignal::new(None),
            key: SecretForm::new(session, session.texts().security.enter_key_missing),
            password: SecretForm::new(session, session.texts().security.password_missing),
            session: session.clone(),
        }
    }

    /// Asks once more, if nothing is known yet.
    pub fn look(&self) {
        if untrack(|| self.is_known()) {
            return;
        }
        self.failure.set(None);
        let answer = self.session.client.run(Command::Watch(Watch::Safety));
        let failure = self.failure.clone();
        self.session.spawn(async move {
            failure.set(answer.await.err());
        });
    }

    fn safety<T>(&self, read: impl FnOnce(&Safety) -> T) -> Option<T> {
        self.session.safety.with(|safety| safety.as_ref().map(read))
    }

    /// True once it is known what protects the account.
    pub fn is_known(&self) -> bool {
        self.safety(|_| ()).is_some()
    }

    /// True if this device was confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.safety(|safety| safety.verified).unwrap_or_default()
    }

    /// True if there is another device to compare with.
    pub fn has_other_device(&self) -> bool {
        self.safety(|safety| safety.devices.iter().any(|device| !device.here)).unwrap_or_default()
    }

    /// How far the keys are kept, in words.
    pub fn backup(&self) -> &'static str {
        let backup = self.safety(|safety| safety.backup).unwrap_or_default();
        (self.session.texts().security.backup)(backup)
    }

    /// What can be done about the recovery key.
    pub fn recovery(&self) -> Recovery {
        let (backup, verified) = self.safety(|safety| (safety.backup, safety.verified)).unwrap_or_default();
        match (backup, verified) {
            (Backup::Unknown, _) => Recovery::Unknown,
            (Backup::None, _) => Recovery::SetUp,
            (Backup::Locked, _) | (Backup::Open, false) => Recovery::Enter,
            (Backup::Open, true) => Recovery::Renew,
        }
    }

    /// Makes a recovery key, to be shown and kept.
    pub fn set_up(&self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(None);
        let answer = self.session.client.run(Command::Home(HomeCommand::SetUpRecovery));
        let page = self.clone();
        let name = name_of_key(&self.session);
        self.session.spawn(async move {
            let result = answer.await;
            page.busy.set(false);
            match result {
                Ok(Answer::RecoveryKey(key)) => {
                    // Whoever looks elsewhere before they have kept it finds it here again.
                    page.session.typed.update_value(|typed| drop(typed.insert(name, key.clone())));
                    page.kept.set(false);
                    page.new_key.set(Some(key));
                }
                Ok(_) => page.wrong.set(Some((page.session.texts().failure)(&Failure::Malformed))),
                Err(failure) => page.wrong.set(Some(says(&page.session, &failure))),
            }
        });
    }

    /// Puts the new key on the clipboard.
    pub fn copy_key(&self) {
        let Some(key) = self.new_key.get_untracked() else { return };
        let copied = (self.session.platform.copy)(key);
        let session = self.session.clone();
        self.session.spawn(async move {
            let texts = &session.texts().conversation;
            session.notice.set(Some(match copied.await {
                true => Notice::Status(texts.copied.into()),
                false => Notice::Alert(texts.not_copied.into()),
            }));
        });
    }

    /// Saves the new key as a file.
    pub fn save_key(&self) {
        let (Some(key), Some(files)) = (self.new_key.get_untracked(), self.session.files()) else { return };
        let texts = self.session.texts();
        let content = FileContent { media_type: String::new(), bytes: format!("{key}\n").into_bytes() };
        let saved = (files.save)(&content, texts.security.file_name);
        self.session.notice.set(Some(match saved {
            true => Notice::Status(texts.exchange.saved.into()),
            false => Notice::Alert(texts.exchange.not_saved.into()),
        }));
    }

    /// They have kept the key, or not yet.
    pub fn keep(&self, kept: bool) {
        self.kept.set(kept);
        self.wrong.set(None);
    }

    /// Puts the new key away, if it was kept.
    pub fn done(&self) {
        if !self.kept.get_untracked() {
            return self.wrong.set(Some(self.session.texts().security.keep_first.into()));
        }
        let name = name_of_key(&self.session);
        self.session.typed.update_value(|typed| drop(typed.remove(&name)));
        self.wrong.set(None);
        self.new_key.set(None);
    }

    /// Opens the keys with the recovery key that was entered.
    pub fn recover(&self) {
        let texts = &self.session.texts().security;
        self.key.submit(|key| HomeCommand::Recover { key }, texts.opened);
    }

    /// Others see what was read, or no longer.
    pub fn set_receipts(&self, on: bool) {
        self.session.act(Command::Home(HomeCommand::SetReceipts { on }));
    }

    /// True if others see what was read.
    pub fn receipts(&self) -> bool {
        self.safety(|safety| safety.receipts).unwrap_or_default()
    }

    /// Whom the reader does not hear from.
    pub fn ignored(&self) -> Vec<PersonId> {
        self.safety(|safety| safety.ignored.clone()).unwrap_or_default()
    }
}

fn name_of_key(session: &Session) -> String {
    format!("recovery {}", session.acting.get_untracked().map(String::from).unwrap_or_default())
}

/// What failed, as this page says it.
fn says(session: &Session, failure: &Failure) -> String {
    match failure {
        Failure::Home(error) => (session.texts().security.refused)(error),
        failure => (session.texts().failure)(failure),
    }
}

impl Session {
    /// True if the account has keys and devices to look after.
    pub fn has_security(&self) -> bool {
        self.abilities.read().safety
    }

    /// Follows what protects the account, for as long as it acts: comparisons come at any time.
    pub fn follow_safety(&self) {
        self.acting.track();
        if self.has_security() {
            self.client.tell(Command::Watch(Watch::Safety));
        }
    }

    /// Does not hear from somebody any more, or does again. Their page says which it is.
    pub fn ignore(&self, person: PersonId, on: bool) {
        let answer = self.client.run(Command::Home(HomeCommand::Ignore { person, on }));
        let session = self.clone();
        self.spawn(async move {
            if let Err(failure) = answer.await {
                session.alert(&failure);
            }
        });
    }

    /// True if the reader does not hear from somebody.
    pub fn ignores(&self, person: &PersonId) -> bool {
        self.safety.with(|safety| safety.as_ref().is_some_and(|safety| safety.ignored.contains(person)))
    }
}

#[cfg(test)]
mod tests;
