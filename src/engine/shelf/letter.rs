//! What a program would say in a chat: checked here, read by the person before anybody else does.

use serde::Deserialize;

use super::call::Stop;
use crate::domain::file::plain_name;
use crate::domain::message::{MAX_TEXT_BYTES, MessageText, TextError};
use crate::domain::mini::host::{Code, Letter};

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    file: Option<File>,
}

#[derive(Deserialize)]
struct File {
    name: String,
    #[serde(rename = "type")]
    media_type: String,
}

/// Reads what a call says.
pub(super) fn read(params: &str, here: bool) -> Result<Letter, Stop> {
    let Said { text, file } = serde_json::from_str(params)?;
    let text = match MessageText::parse(text.as_deref().unwrap_or_default()) {
        Ok(text) => text.as_str().into(),
        Err(TextError::Empty) if file.is_some() => String::new(),
        Err(TextError::Empty) => {
            return Err(Stop::Refused(Code::Malformed, "there is neither a text nor a file".into()));
        }
        Err(TextError::TooLong { .. }) => {
            return Err(Stop::Refused(Code::Quota, format!("a text has {MAX_TEXT_BYTES} bytes at most")));
        }
    };
    let file = file.map(|File { name, media_type }| (plain_name(&name), media_type));
    Ok(Letter { text, file, here })
}
