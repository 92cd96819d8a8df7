//! The pictures of groups: fetched once, made small by the server, and shown only where they are of plain kinds.

use std::rc::Rc;

use matrix_sdk::Client;
use matrix_sdk::media::{MediaFormat, MediaRequestParameters, MediaThumbnailSettings};
use matrix_sdk::ruma::events::room::MediaSource;
use matrix_sdk::ruma::serde::{Base64, base64::Standard};
use matrix_sdk::ruma::{MxcUri, OwnedMxcUri, RoomId, UInt};
use serde_json::{Value, json};
use teahouse::backend::Failure;
use teahouse::domain::file::picture_type;
use teahouse::domain::group::picture::Picture;
use teahouse::domain::group::{Face, Refusal};

use super::{Groups, Hall};
use crate::account::Account;
use crate::failure;

/// Edge of a picture, in points.
const EDGE: u32 = 192;
/// The most pictures that are kept in memory.
const KEPT: usize = 500;

impl Hall {
    /// Where the picture is, if there is one.
    pub(super) fn picture(&self) -> Option<OwnedMxcUri> {
        let uri = OwnedMxcUri::from(self.get("m.room.avatar", "")?.text("url")?);
        uri.is_valid().then_some(uri)
    }
}

impl Groups {
    /// The picture of a group, if it is here.
    pub(crate) fn face(&self, uri: Option<&MxcUri>) -> Option<Face> {
        self.pictures.borrow().get(uri?).cloned().flatten().map(Face::Picture)
    }

    /// Remembers that a picture is to be fetched, unless it is here.
    pub(crate) fn want(&self, uri: &MxcUri, room: &RoomId) {
        if !self.pictures.borrow().contains_key(uri) {
            self.wanted.borrow_mut().insert((uri.to_owned(), room.to_owned()));
        }
    }

    pub(super) fn want_picture(&self, hall: &Hall) {
        if let Some(uri) = hall.picture() {
            self.want(&uri, &hall.room);
        }
    }

    pub(super) fn keep_picture(&self, uri: OwnedMxcUri, picture: Option<Picture>) {
        let mut pictures = self.pictures.borrow_mut();
        if pictures.len() >= KEPT {
            pictures.clear();
        }
        pictures.insert(uri, picture);
    }
}

/// Fetches the pictures that are wanted, and shows each when it is here.
pub(crate) fn fetch_wanted(account: &Rc<Account>) {
    let wanted = std::mem::take(&mut *account.groups.wanted.borrow_mut());
    for (uri, room) in wanted {
        // Asked for once, whatever comes of it.
        account.groups.keep_picture(uri.clone(), None);
        let account = Rc::downgrade(account);
        crate::runtime::spawn(async move {
            let Some(client) = account.upgrade().map(|account| account.client.clone()) else { return };
            let picture = fetch(&client, &uri).await;
            let (Some(account), Some(picture)) = (account.upgrade(), picture) else { return };
            account.groups.keep_picture(uri, Some(picture));
            account.chats.touch(room.clone());
            account.groups.tell(&account, &room);
        });
    }
}

/// A picture of the server, small enough to be shown.
pub(super) async fn fetch(client: &Client, uri: &MxcUri) -> Option<Picture> {
    let small = MediaFormat::Thumbnail(MediaThumbnailSettings::new(UInt::from(EDGE), UInt::from(EDGE)));
    for format in [small, MediaFormat::File] {
        let request = MediaRequestParameters { source: MediaSource::Plain(uri.to_owned()), format };
        let Ok(bytes) = client.media().get_media_content(&request, true).await else { continue };
        let Some(kind) = picture_type(&bytes) else { continue };
        let data = format!("data:{kind};base64,{}", Base64::<Standard, _>::new(bytes).encode());
        if let Ok(picture) = Picture::parse(&data) {
            return Some(picture);
        }
    }
    None
}

/// Brings a picture to the server. The content of the event that makes it the group's.
pub(super) async fn bring(account: &Account, picture: Option<&Picture>) -> Result<Value, Failure> {
    let Some(picture) = picture else { return Ok(json!({})) };
    let Brought { uri, kind, bytes } = upload(account, picture).await?;
    account.groups.keep_picture(uri.clone(), Some(picture.clone()));
    Ok(json!({ "url": uri, "info": { "mimetype": kind.essence_str(), "size": bytes } }))
}

/// A picture at the server.
pub(crate) struct Brought {
    /// Where.
    pub(crate) uri: OwnedMxcUri,
    kind: mime::Mime,
    bytes: usize,
}

/// Brings a picture to the server.
pub(crate) async fn upload(account: &Account, picture: &Picture) -> Result<Brought, Failure> {
    let (kind, data) = picture.as_str().split_once(";base64,").ok_or(Refusal::Picture)?;
    let data: Base64<Standard> = Base64::parse(data).map_err(|_| Refusal::Picture)?;
    let kind: mime::Mime = kind.trim_start_matches("data:").parse().map_err(|_| Refusal::Picture)?;
    let bytes = data.as_bytes().len();
    let sent = account.client.media().upload(&kind, data.into_inner(), None).await;
    Ok(Brought { uri: sent.map_err(|error| failure::of(&error))?.content_uri, kind, bytes })
}
