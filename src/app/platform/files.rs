//! Files that come in and go out, for conversations and for keys.

use crate::adapter::browser::{blob, download, upload};
use crate::domain::file::{FileContent, picture_type};
use crate::view_model::platform::{Chosen, Files};

/// The media type of what is only bytes.
const BYTES: &str = "application/octet-stream";

/// The files of a browser. Only what draws conversations and pages may call this: it comes with them.
pub(in crate::app) fn files() -> Files {
    Files {
        chosen: |input| upload::chosen(input).into_iter().map(|(name, bytes)| Chosen { name, bytes }).collect(),
        read: |input, at| {
            // Before anything waits: the input may be emptied meanwhile.
            let file = upload::file(input, at);
            Box::pin(async move {
                let bytes = upload::read(file?).await?;
                let media_type = picture_type(&bytes).unwrap_or(BYTES).into();
                Some(FileContent { media_type, bytes })
            })
        },
        forget: upload::forget,
        // Only what is surely a picture is shown; whatever else is saved, and opened by whoever opens it.
        show: |content| blob::address(&content.bytes, picture_type(&content.bytes)?),
        let_go: blob::let_go,
        save: |content, name| blob::of(&content.bytes, BYTES).is_some_and(|blob| download::save(&blob, name)),
    }
}
