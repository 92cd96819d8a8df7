//! What is asked of a homeserver and of the account there.

use teahouse::backend::protocol::HomeCommand;
use teahouse::backend::{Answer, Failure};

use super::MatrixSession;
use crate::{discovery, failure, ids, sign_in};

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
                let wish = sign_in::Wish { username: &username, password: &password, token: &token, agreed };
                let account = sign_in::register(&self.shared, &server, wish).await?;
                Ok(Answer::Profile(account.profile()))
            }
            HomeCommand::SignOut => {
                self.account()?;
                sign_in::sign_out(&self.shared).await?;
                Ok(Answer::Done)
            }
            HomeCommand::Ignore { person, on } => {
                let account = self.account()?;
                let user = ids::user(&person).filter(|user| *user != account.me).ok_or(Failure::NotFound)?;
                let matrix = account.client.account();
                let done = if on { matrix.ignore_user(&user).await } else { matrix.unignore_user(&user).await };
                done.map_err(|error| failure::of(&error))?;
                Ok(Answer::Done)
            }
            HomeCommand::SetReceipts { on } => {
                self.account()?.change_own(|own| own.receipts = on).await?;
                Ok(Answer::Done)
            }
            _ => Err(Failure::Unable),
        }
    }
}
