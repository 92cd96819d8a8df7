//! The recovery key, and the backup of all message keys that it opens.

use std::time::Duration;

use matrix_sdk::encryption::recovery::{RecoveryError, RecoveryState};
use matrix_sdk::encryption::secret_storage::SecretStorageError;
use teahouse::backend::Failure;
use teahouse::domain::home::HomeError;

use crate::account::Account;
use crate::failure;
use crate::runtime::within;

/// How long the keys that are here may take to be in the backup before the recovery key is shown.
const PATIENCE: Duration = Duration::from_secs(15);

/// Makes a recovery key, or another one in place of the one that there is.
pub(crate) async fn set_up(account: &Account) -> Result<String, Failure> {
    let _turn = account.turn.lock().await;
    let encryption = account.client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    let recovery = encryption.recovery();
    let made = match recovery.state() {
        RecoveryState::Enabled if encryption.backups().are_enabled().await => recovery.reset_key().await,
        // There is a key, and this device does not have it: another one would cut off what it protects.
        RecoveryState::Incomplete => return Err(HomeError::WrongKey.into()),
        _ => recovery.enable().await,
    };
    let key = made.map_err(|error| of(&error))?;
    // Whoever signs out right after this should not lose anything.
    let _ = within(PATIENCE, encryption.backups().wait_for_steady_state()).await;
    account.safety.touch();
    Ok(key)
}

/// Opens what a recovery key protects; old messages are fetched from then on when they are looked at.
pub(crate) async fn open(account: &Account, key: &str) -> Result<(), Failure> {
    let key = key.trim();
    if key.is_empty() {
        return Err(HomeError::WrongKey.into());
    }
    let _turn = account.turn.lock().await;
    let encryption = account.client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    encryption.recovery().recover(key).await.map_err(|error| of(&error))?;
    account.safety.touch();
    Ok(())
}

fn of(error: &RecoveryError) -> Failure {
    match error {
        RecoveryError::Sdk(error) | RecoveryError::SecretStorage(SecretStorageError::Sdk(error)) => failure::of(error),
        // What is no key at all, what is another key, and a key where none was made.
        RecoveryError::BackupExistsOnServer
        | RecoveryError::SecretStorage(
            SecretStorageError::SecretStorageKey(_)
            | SecretStorageError::MissingKeyInfo { .. }
            | SecretStorageError::Decryption(_),
        ) => HomeError::WrongKey.into(),
        RecoveryError::SecretStorage(SecretStorageError::Storage(error)) => failure::stored(error),
        other => HomeError::Failed { reason: failure::reason(other) }.into(),
    }
}
