//! Whom one does not want to hear from: a list at the server, for all devices of the account.

use matrix_sdk::Client;
use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::ignored_user_list::{IgnoredUser, IgnoredUserListEventContent};
use teahouse::backend::Failure;
use teahouse::domain::id::PersonId;

use crate::account::Account;
use crate::{failure, ids};

/// The list, as far as this device knows it.
pub(crate) async fn list(client: &Client) -> Vec<PersonId> {
    let content = client.account().account_data::<IgnoredUserListEventContent>().await;
    let Ok(Some(Ok(content))) = content.map(|content| content.map(|it| it.deserialize())) else { return Vec::new() };
    content.ignored_users.keys().map(|user| ids::person(user)).collect()
}

/// Puts somebody on the list, or takes them off. The server's list is asked for: this device may be behind.
pub(crate) async fn set(account: &Account, user: &UserId, on: bool) -> Result<(), Failure> {
    let _turn = account.turn.lock().await;
    let matrix = account.client.account();
    let found = matrix.fetch_account_data_static::<IgnoredUserListEventContent>().await;
    let found = found.map_err(|error| failure::of(&error))?;
    // A list that makes no sense is not written over with an empty one.
    let mut list = match found {
        Some(raw) => raw.deserialize().map_err(|_| Failure::Malformed)?,
        None => IgnoredUserListEventContent::default(),
    };
    let different = if on {
        list.ignored_users.insert(user.to_owned(), IgnoredUser::new()).is_none()
    } else {
        list.ignored_users.remove(user).is_some()
    };
    if different {
        matrix.set_account_data(list).await.map_err(|error| failure::of(&error))?;
    }
    Ok(())
}
