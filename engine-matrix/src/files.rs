//! Files in messages: what a server says of them, and their content.

#[cfg(target_arch = "wasm32")]
mod small;

use matrix_sdk::Client;
use matrix_sdk::attachment::{AttachmentInfo, BaseFileInfo, BaseImageInfo, Thumbnail};
use matrix_sdk::media::{MediaFormat, MediaRequestParameters, MediaThumbnailSettings};
use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk::ruma::events::room::{ImageInfo, MediaSource};
use matrix_sdk::ruma::events::sticker::{StickerEventContent, StickerMediaSource};
use matrix_sdk_ui::timeline::{MsgLikeKind, TimelineItemContent};
use teahouse::backend::Failure;
use teahouse::domain::file::{FileContent, FileInfo, FileKind, MAX_FILE_BYTES, picture_type, plain_name};
use teahouse::domain::message::Body;

use crate::{failure, words};

/// Edge of the small pictures that are asked of a server, in pixels.
const SMALL: u32 = 480;

/// Up to which size a picture is shown without having a small one, in bytes.
const LIGHT: u64 = 512 * 1024;

/// A message that is a file.
pub(crate) fn of(message: &MessageType) -> Option<Body> {
    let info = match message {
        MessageType::Image(image) => {
            let info = image.info.as_deref();
            FileInfo {
                size: info.and_then(|info| size(info.width, info.height)),
                thumbnail: true,
                ..file(
                    FileKind::Picture,
                    image.filename(),
                    info.and_then(|it| it.mimetype.as_deref()),
                    info.and_then(|it| it.size),
                    image.caption(),
                )
            }
        }
        MessageType::Video(video) => {
            let info = video.info.as_deref();
            FileInfo {
                size: info.and_then(|info| size(info.width, info.height)),
                thumbnail: info.is_some_and(|info| info.thumbnail_source.is_some()),
                ..file(
                    FileKind::Film,
                    video.filename(),
                    info.and_then(|it| it.mimetype.as_deref()),
                    info.and_then(|it| it.size),
                    video.caption(),
                )
            }
        }
        MessageType::Audio(audio) => {
            let info = audio.info.as_deref();
            file(
                FileKind::Sound,
                audio.filename(),
                info.and_then(|it| it.mimetype.as_deref()),
                info.and_then(|it| it.size),
                audio.caption(),
            )
        }
        MessageType::File(other) => {
            let info = other.info.as_deref();
            file(
                FileKind::Other,
                other.filename(),
                info.and_then(|it| it.mimetype.as_deref()),
                info.and_then(|it| it.size),
                other.caption(),
            )
        }
        _ => return None,
    };
    Some(Body::File(Box::new(info)))
}

/// A sticker: a picture with a word for it.
pub(crate) fn sticker(sticker: &StickerEventContent) -> Body {
    let ImageInfo { width, height, mimetype, size: bytes, .. } = &sticker.info;
    let info = file(FileKind::Picture, &sticker.body, mimetype.as_deref(), *bytes, None);
    Body::File(Box::new(FileInfo { size: size(*width, *height), thumbnail: true, ..info }))
}

fn file(kind: FileKind, name: &str, media_type: Option<&str>, bytes: Option<UInt>, caption: Option<&str>) -> FileInfo {
    FileInfo {
        kind,
        name: plain_name(name),
        media_type: media_type.unwrap_or_default().chars().filter(|char| char.is_ascii_graphic()).take(80).collect(),
        bytes: bytes.map(u64::from),
        size: None,
        thumbnail: false,
        caption: caption.and_then(words::text),
        document: None,
        summary: None,
    }
}

fn size(width: Option<UInt>, height: Option<UInt>) -> Option<(u32, u32)> {
    // What is absurd is as good as unknown: nobody reserves a million pixels for it.
    let edge = |edge: Option<UInt>| {
        edge.and_then(|edge| u32::try_from(u64::from(edge)).ok()).filter(|it| (1..=32_768).contains(it))
    };
    Some((edge(width)?, edge(height)?))
}

/// What is told of a file that is sent, and a small picture of it where it is a large one.
pub(crate) async fn about(bytes: &[u8]) -> (AttachmentInfo, Option<Thumbnail>) {
    let length = UInt::try_from(bytes.len()).ok();
    if picture_type(bytes).is_none() {
        return (AttachmentInfo::File(BaseFileInfo { size: length }), None);
    }
    let (seen, small) = look(bytes).await;
    let said = || imagesize::blob_size(bytes).ok().map(|it| (it.width as u64, it.height as u64));
    let size = seen.map(|(width, height)| (width.into(), height.into())).or_else(said);
    let edge = |edge: u64| UInt::try_from(edge).ok();
    let (width, height) = (size.and_then(|it| edge(it.0)), size.and_then(|it| edge(it.1)));
    (AttachmentInfo::Image(BaseImageInfo { width, height, size: length, ..BaseImageInfo::default() }), small)
}

/// How large a picture is as it is shown, and a small one of it.
#[cfg(target_arch = "wasm32")]
async fn look(bytes: &[u8]) -> (Option<(u32, u32)>, Option<Thumbnail>) {
    let seen = small::look(bytes).await;
    seen.map_or((None, None), |seen| (Some(seen.size), seen.small))
}

/// Only browsers decode pictures.
#[cfg(not(target_arch = "wasm32"))]
async fn look(_: &[u8]) -> (Option<(u32, u32)>, Option<Thumbnail>) {
    (None, None)
}

/// Where the content of an event is.
struct Place {
    whole: MediaSource,
    small: Option<MediaSource>,
    bytes: Option<u64>,
    picture: bool,
}

fn place(content: &TimelineItemContent) -> Option<Place> {
    let TimelineItemContent::MsgLike(like) = content else { return None };
    let small = |info: Option<&MediaSource>| info.cloned();
    Some(match &like.kind {
        MsgLikeKind::Sticker(sticker) => {
            let content = sticker.content();
            let whole = match &content.source {
                StickerMediaSource::Plain(uri) => MediaSource::Plain(uri.clone()),
                StickerMediaSource::Encrypted(file) => MediaSource::Encrypted(file.clone()),
                _ => return None,
            };
            Place {
                whole,
                small: small(content.info.thumbnail_source.as_ref()),
                bytes: content.info.size.map(u64::from),
                picture: true,
            }
        }
        MsgLikeKind::Message(message) => match message.msgtype() {
            MessageType::Image(it) => {
                let info = it.info.as_deref();
                Place {
                    whole: it.source.clone(),
                    small: small(info.and_then(|i| i.thumbnail_source.as_ref())),
                    bytes: info.and_then(|i| i.size).map(u64::from),
                    picture: true,
                }
            }
            MessageType::Video(it) => {
                let info = it.info.as_deref();
                Place {
                    whole: it.source.clone(),
                    small: small(info.and_then(|i| i.thumbnail_source.as_ref())),
                    bytes: info.and_then(|i| i.size).map(u64::from),
                    picture: false,
                }
            }
            MessageType::Audio(it) => Place {
                whole: it.source.clone(),
                small: None,
                bytes: it.info.as_deref().and_then(|i| i.size).map(u64::from),
                picture: false,
            },
            MessageType::File(it) => Place {
                whole: it.source.clone(),
                small: None,
                bytes: it.info.as_deref().and_then(|i| i.size).map(u64::from),
                picture: false,
            },
            _ => return None,
        },
        _ => return None,
    })
}

/// Fetches the content of an event, decrypted.
pub(crate) async fn fetch(
    client: &Client,
    content: &TimelineItemContent,
    thumbnail: bool,
) -> Result<FileContent, Failure> {
    let place = place(content).ok_or(Failure::NotFound)?;
    let (source, format) = match (thumbnail, place.small, &place.whole) {
        (true, Some(small), _) => (small, MediaFormat::File),
        // A server cannot make small what it cannot read.
        (true, None, MediaSource::Plain(_)) if place.picture => {
            (place.whole, MediaFormat::Thumbnail(MediaThumbnailSettings::new(SMALL.into(), SMALL.into())))
        }
        (true, None, _) if !place.picture || place.bytes.is_none_or(|bytes| bytes > LIGHT) => {
            return Err(Failure::NotFound);
        }
        _ => (place.whole, MediaFormat::File),
    };
    if place.bytes.is_some_and(|bytes| bytes > MAX_FILE_BYTES as u64) {
        return Err(Failure::FileTooLarge { bytes: place.bytes.unwrap_or_default() });
    }
    let request = MediaRequestParameters { source, format };
    let bytes = client.media().get_media_content(&request, true).await.map_err(|error| failure::of(&error))?;
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Failure::FileTooLarge { bytes: bytes.len() as u64 });
    }
    let media_type = picture_type(&bytes).unwrap_or("application/octet-stream").to_owned();
    Ok(FileContent { media_type, bytes })
}
