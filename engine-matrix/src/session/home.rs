//! What is asked of a homeserver and of the account there.

use std::rc::Rc;

use teahouse::backend::protocol::HomeCommand;
use teahouse::backend::{Answer, Failure};
use teahouse::domain::group::picture::Picture;

use super::MatrixSession;
use crate::safety::{self, comparison, devices, ignored, recovery};
use crate::sign_in::{self, register};
use crate::{discovery, failure, group, ids};

impl MatrixSession {
    pub(super) async fn home(&self, act: HomeCommand) -> Result<Answer, Failure> {
        match act {
            HomeCommand::Discover { server } => {
                let found = discovery::discover(&server).await?;
                Ok(Answer::Homeserver(Box::new(found.shown)))
            }
            HomeCommand::SignIn { server, username, password } => {
                let account = sign_in::sign_in(&self.shared, &server, &username, &password).await?;
                Ok(Answer::Profile(account.profile()))
            }
            HomeCommand::Register { server, username, password, token, agreed } => {
                let wish = register::Wish { username: &username, password: &password, token: &token, agreed };
                let account = register::register(&self.shared, &server, &wish).await?;
                Ok(Answer::Profile(account.profile()))
            }
            HomeCommand::SignOut => {
                sign_in::sign_out(&self.shared, &self.seat).await;
                Ok(Answer::Done)
            }
            HomeCommand::Ignore { person, on } => {
                let account = self.account()?;
                let user = ids::user(&person).filter(|user| *user != account.me).ok_or(Failure::NotFound)?;
                ignored::set(&account, &user, on).await?;
                Ok(Answer::Done)
            }
            HomeCommand::SetReceipts { on } => {
                let account = self.account()?;
                account.change_own(|own| own.receipts = on).await?;
                account.safety.touch();
                Ok(Answer::Done)
            }
            HomeCommand::SetUpRecovery => Ok(Answer::RecoveryKey(recovery::set_up(&*self.account()?).await?)),
            HomeCommand::Recover { key } => {
                let account = self.account()?;
                recovery::open(&account, &key).await?;
                safety::look(&Rc::downgrade(&account));
                Ok(Answer::Done)
            }
            HomeCommand::RemoveDevice { device, password } => {
                devices::remove(&*self.account()?, &device, &password).await?;
                Ok(Answer::Done)
            }
            HomeCommand::Compare { with } => {
                let account = self.account()?;
                let whom = with.map(|person| ids::user(&person).ok_or(Failure::NotFound)).transpose()?;
                comparison::ask(&account, whom).await?;
                Ok(Answer::Done)
            }
            HomeCommand::AcceptComparison => comparison::accept(&*self.account()?).await.map(|()| Answer::Done),
            HomeCommand::ConfirmComparison { same } => {
                comparison::confirm(&*self.account()?, same).await.map(|()| Answer::Done)
            }
            HomeCommand::CancelComparison => {
                comparison::cancel(&*self.account()?).await;
                Ok(Answer::Done)
            }
            HomeCommand::SetPicture { picture } => {
                let account = self.account()?;
                let at = match picture.map(|picture| Picture::parse(&picture)).transpose()? {
                    Some(picture) => Some(group::picture::upload(&account, &picture).await?.uri),
                    None => None,
                };
                let set = account.client.account().set_avatar_url(at.as_deref()).await;
                set.map_err(|error| failure::of(&error))?;
                account.met(&account.me, at.as_deref(), None);
                Ok(Answer::Done)
            }
        }
    }

    /// What is known is told at once, what only the server knows a little later.
    pub(super) async fn watch_safety(&self) -> Result<(), Failure> {
        let account = self.account()?;
        safety::refresh(&account).await;
        self.seat.view.borrow_mut().safety = true;
        self.seat.tell_safety(&account.safety.now());
        safety::look(&Rc::downgrade(&account));
        Ok(())
    }
}
