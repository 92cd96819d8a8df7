//! The keys by which the devices of an account are known to belong together (cross-signing).

use matrix_sdk::Client;
use matrix_sdk::ruma::OwnedUserId;
use matrix_sdk::ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier};

/// Whether this device was confirmed by its owner, with keys that this device itself trusts.
pub(crate) async fn is_confirmed(client: &Client) -> bool {
    matches!(client.encryption().get_own_device().await, Ok(Some(device)) if device.is_verified_with_cross_signing())
}

/// Makes the keys of an account that has none. Those that there are stay, whatever happens: only another device, or
/// the recovery key, can confirm this one.
pub(crate) async fn begin(client: &Client, user: OwnedUserId, password: String) {
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    // What cannot be done now is tried again with the next start; until then the device counts as not confirmed.
    let Err(error) = encryption.bootstrap_cross_signing_if_needed(None).await else { return };
    let Some(asked) = error.as_uiaa_response() else { return };
    let auth = password_of(user, password, asked.session.clone());
    let _ = encryption.bootstrap_cross_signing(Some(auth)).await;
}

/// A password as a server wants to have it.
pub(super) fn password_of(user: OwnedUserId, password: String, session: Option<String>) -> AuthData {
    let mut auth = Password::new(UserIdentifier::Matrix(MatrixUserIdentifier::from(user)), password);
    auth.session = session;
    AuthData::Password(auth)
}
