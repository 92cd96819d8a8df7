//! What a message says, in one line: for lists, for replies, and for whoever is asked about it.

use crate::domain::file::{FileInfo, FileKind};
use crate::domain::guide::Topic;
use crate::domain::message::Body;
use crate::text::Catalogue;

/// How much of a message is shown, in characters.
const CHARS: usize = 120;

/// The line.
pub fn gist(body: &Body, texts: &Catalogue) -> String {
    match body {
        Body::Text(text) | Body::Foreign(Some(text)) => line(text.as_str()),
        // Its whole texts are where chats are read.
        Body::Guide(topic) => texts.lists.guide[usize::from(*topic != Topic::Welcome)].into(),
        Body::File(file) => of_file(file, texts),
        Body::Recalled => texts.lists.recalled.into(),
        Body::Locked(_) => texts.lists.locked.into(),
        Body::Foreign(None) => texts.lists.foreign.into(),
        Body::Tidings(tidings) => (texts.lists.said)(tidings.program.as_str(), &line(tidings.info.as_str())),
        Body::Unreadable | Body::Notice(_) => texts.lists.unreadable.into(),
    }
}

/// What kind of file it is.
pub fn kind(file: &FileInfo, texts: &Catalogue) -> &'static str {
    let [picture, film, sound, program, other] = texts.lists.files;
    match file.kind {
        _ if file.program().is_some() => program,
        FileKind::Picture => picture,
        FileKind::Film => film,
        FileKind::Sound => sound,
        FileKind::Other => other,
    }
}

fn of_file(file: &FileInfo, texts: &Catalogue) -> String {
    let kind = kind(file, texts);
    match &file.caption {
        Some(caption) => (texts.lists.said)(kind, &line(caption.as_str())),
        None if file.kind == FileKind::Picture => kind.into(),
        None => (texts.lists.said)(kind, &line(file.program().unwrap_or(&file.name))),
    }
}

/// The beginning of a text, on one line.
pub fn line(text: &str) -> String {
    let start: String = text.chars().take(CHARS).collect();
    start.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::MessageText;
    use crate::domain::safety::Locked;
    use crate::text::Locale;
    use crate::view_model::fake::file;

    #[test]
    fn every_kind_of_message_has_a_line_and_no_two_kinds_the_same() {
        for locale in Locale::ALL {
            let texts = locale.catalogue();
            let all = [
                Body::Recalled,
                Body::Locked(Locked::Waiting),
                Body::Foreign(None),
                Body::Unreadable,
                Body::File(Box::new(file(FileKind::Picture, "a.png"))),
                Body::File(Box::new(file(FileKind::Other, "a.pdf"))),
                Body::File(Box::new(file(FileKind::Other, "a.xdc"))),
            ];
            let lines: std::collections::HashSet<String> = all.iter().map(|body| gist(body, texts)).collect();
            assert_eq!(lines.len(), all.len(), "{lines:?}");
        }
    }

    #[test]
    fn a_file_is_called_by_what_was_said_with_it_or_else_by_its_name() {
        let texts = Locale::En.catalogue();
        let said = |kind, caption: Option<&str>| {
            let caption = caption.map(|text| MessageText::parse(text).unwrap());
            gist(&Body::File(Box::new(FileInfo { caption, ..file(kind, "tea.pdf") })), texts)
        };
        assert_eq!(said(FileKind::Picture, None), "Picture");
        assert_eq!(said(FileKind::Picture, Some("The\ngarden")), "Picture: The garden");
        assert_eq!(said(FileKind::Other, None), "File: tea.pdf");
    }
}
