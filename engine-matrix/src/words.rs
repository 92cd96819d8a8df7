//! Names and texts of others, made fit to show: whatever a server sends may be anything.

use matrix_sdk::ruma::UserId;
use teahouse::domain::message::MessageText;
use teahouse::domain::name::{Name, is_invisible};

/// What somebody is called: their own name if it can be shown, else what stands before the colon of their address.
pub(crate) fn name_of(display: Option<&str>, user: &UserId) -> Name {
    display.and_then(Name::tidied).or_else(|| Name::tidied(user.localpart())).unwrap_or_else(|| named("?"))
}

/// What a group is called.
pub(crate) fn title(text: &str) -> Name {
    Name::tidied(text).unwrap_or_else(|| named("?"))
}

/// A text as a message can hold it; nothing if nothing of it can be shown.
pub(crate) fn text(body: &str) -> Option<MessageText> {
    MessageText::tidied(body)
}

/// Words of a server, in one line of at most so many characters.
pub(crate) fn line(text: &str, chars: usize) -> String {
    // Bounded before it is looked at: what comes from elsewhere may have megabytes.
    text.chars().take(chars * 8).filter(|char| !is_invisible(*char)).take(chars).collect::<String>().trim().to_owned()
}

fn named(text: &str) -> Name {
    // One visible letter always is a name.
    Name::tidied(text).unwrap_or_else(|| unreachable!())
}
