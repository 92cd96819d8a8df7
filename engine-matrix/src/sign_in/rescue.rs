//! What was written and not sent, when the store that has it must go.

use std::rc::Rc;

use matrix_sdk::Client;
use matrix_sdk::send_queue::LocalEchoContent;
use serde::Deserialize;
use teahouse::backend::Failure;

use crate::account::{Account, client};
use crate::keep::{Keep, Kept, OWN, Own};
use crate::{Shared, failure, ids};

#[derive(Deserialize)]
struct Content {
    body: String,
}

/// Puts texts that wait in the queue before the drafts of their chats. Files that wait are lost.
pub(super) async fn drafts(
    shared: &Rc<Shared>,
    keep: &Keep,
    before: &Kept,
    alive: Option<&Account>,
) -> Result<(), Failure> {
    let client = match alive {
        Some(account) => account.client.clone(),
        None => restored(shared, keep, before).await?,
    };
    let echoes = client.send_queue().local_echoes().await;
    let echoes = echoes.map_err(|error| failure::stored(&error))?;
    let mut own: Own = keep.read(OWN).await?.unwrap_or_default();
    for (room, waiting) in echoes {
        let mut texts: Vec<String> = waiting
            .into_iter()
            .filter_map(|echo| match echo.content {
                LocalEchoContent::Event { serialized_event, .. } => {
                    serialized_event.raw().0.deserialize_as_unchecked::<Content>().ok()
                }
                _ => None,
            })
            .map(|content| content.body)
            .collect();
        if !texts.is_empty() {
            let draft = own.drafts.entry(ids::chat(&room)).or_default();
            texts.extend((!draft.is_empty()).then(|| std::mem::take(draft)));
            *draft = texts.join("\n\n");
        }
    }
    keep.write(OWN, &own).await
}

async fn restored(shared: &Rc<Shared>, keep: &Keep, before: &Kept) -> Result<Client, Failure> {
    let client = client(keep, &shared.store, &before.homeserver, before.sliding).await?;
    client.restore_session(before.session.clone()).await.map_err(|error| failure::of(&error))?;
    Ok(client)
}
