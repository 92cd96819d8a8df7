//! Files on their way into a message: chosen, looked at, sent one after the other.
//!
//! A file that is too large is refused before it is read. It is never kept for a reload: the file itself is where it
//! was, and can be chosen once more.

use std::sync::Arc;

use leptos::prelude::*;

use super::Session;
use super::session::Notice;
use crate::backend::Failure;
use crate::domain::file::{FileContent, MAX_FILE_BYTES, plain_name};
use crate::domain::id::MessageId;

/// The file input that all files come through.
pub const INPUT: &str = "attach-file";

/// How far a file has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It is being read.
    Busy,
    /// It was read.
    Here(Arc<FileContent>),
}

/// A file that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What it will be called.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// How far it has got.
    pub reading: Reading,
    /// The address of a picture of it.
    pub picture: Option<String>,
    /// How many come after it.
    pub more: usize,
    /// The message that it becomes, however often it is tried.
    pub id: MessageId,
}

/// The files; a clone is the same ones.
#[derive(Debug, Clone)]
pub struct Attachments {
    /// The next one to be sent.
    pub first: ArcRwSignal<Option<Attached>>,
    /// Those after it, by their places in the input.
    rest: ArcStoredValue<Vec<(u32, String, u64)>>,
    session: Session,
}

impl Attachments {
    /// None.
    pub fn new(session: &Session) -> Self {
        Self { first: ArcRwSignal::new(None), rest: ArcStoredValue::new(Vec::new()), session: session.clone() }
    }

    /// True if files may come now; else says what to do first.
    pub fn may_come(&self) -> bool {
        let free = self.first.with_untracked(Option::is_none);
        if !free {
            let words = self.session.texts().exchange.one_first;
            self.session.notice.set(Some(Notice::Status(words.into())));
        }
        free
    }

    /// Files were chosen, dropped or pasted: they are in the input. What is too large is told and left out.
    pub fn chosen(&self) -> Result<(), Failure> {
        let Some(files) = self.session.files() else { return Ok(()) };
        let all = (files.chosen)(INPUT);
        let most = MAX_FILE_BYTES as u64;
        let too_large = all.iter().find(|file| file.bytes > most).map(|file| file.bytes);
        let fitting = all.into_iter().enumerate().filter(|(_, file)| file.bytes <= most);
        self.rest.set_value(fitting.map(|(at, file)| (at as u32, plain_name(&file.name), file.bytes)).collect());
        self.next();
        too_large.map_or(Ok(()), |bytes| Err(Failure::FileTooLarge { bytes }))
    }

    /// Goes on to the next file, if there is one.
    pub fn next(&self) {
        let Some(files) = self.session.files() else { return };
        if let Some(picture) = self.first.with_untracked(|first| first.as_ref().and_then(|it| it.picture.clone())) {
            (files.let_go)(&picture);
        }
        let next =
            self.rest.try_update_value(|rest| (!rest.is_empty()).then(|| (rest.remove(0), rest.len()))).flatten();
        let Some(((at, name, bytes), more)) = next else {
            self.first.set(None);
            (files.forget)(INPUT);
            return;
        };
        let id = MessageId::random((self.session.platform.random)());
        self.first.set(Some(Attached { name, bytes, reading: Reading::Busy, picture: None, more, id: id.clone() }));
        let read = (files.read)(INPUT, at);
        let attachments = self.clone();
        self.session.spawn(async move {
            let content = read.await;
            if !attachments.first.with_untracked(|first| first.as_ref().is_some_and(|first| first.id == id)) {
                return;
            }
            match content {
                Some(content) => attachments.has_read(content),
                None => {
                    let words = attachments.session.texts().exchange.not_read;
                    attachments.session.notice.set(Some(Notice::Alert(words.into())));
                    attachments.next();
                }
            }
        });
    }

    fn has_read(&self, content: FileContent) {
        let picture = self.session.files().and_then(|files| (files.show)(&content));
        self.first.update(|first| {
            if let Some(first) = first {
                first.picture = picture;
                first.reading = Reading::Here(Arc::new(content));
            }
        });
    }

    /// Takes all of them out.
    pub fn clear(&self) {
        self.rest.set_value(Vec::new());
        if self.first.with_untracked(Option::is_some) {
            self.next();
        }
    }

    /// The file that can be sent now.
    pub fn ready(&self) -> Option<(MessageId, String, FileContent)> {
        self.first.with_untracked(|first| match first {
            Some(Attached { id, name, reading: Reading::Here(content), .. }) => {
                Some((id.clone(), name.clone(), content.as_ref().clone()))
            }
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::fake::{self, Script, files};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    fn attach(chosen: &[(&str, &[u8])]) -> (Attachments, Result<(), Failure>, Script) {
        let (session, mut backend) = fake::open_session();
        let attachments = Attachments::new(&session);
        files::choose(chosen);
        let result = attachments.chosen();
        backend.run();
        (attachments, result, backend)
    }

    fn name(attachments: &Attachments) -> Option<String> {
        attachments.first.get().map(|first| first.name)
    }

    #[test]
    fn files_come_one_after_the_other_and_pictures_are_let_go_of() {
        let (attachments, result, mut backend) = attach(&[("tea.png", PNG), ("list.txt", b"oolong")]);
        assert_eq!(result, Ok(()));
        let first = attachments.first.get().unwrap();
        assert_eq!((first.name.as_str(), first.more, first.picture.is_some()), ("tea.png", 1, true));
        assert_eq!(files::shown().len(), 1);
        assert!(!attachments.may_come());
        attachments.next();
        backend.run();
        let second = attachments.first.get().unwrap();
        assert_eq!((second.name.as_str(), second.more, second.picture), ("list.txt", 0, None));
        assert_eq!(files::shown().len(), 0);
        assert_eq!(
            attachments.ready().map(|(_, name, content)| (name, content.bytes.len())),
            Some(("list.txt".into(), 6))
        );
        attachments.next();
        assert_eq!(attachments.first.get(), None);
        assert!(attachments.may_come());
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_is_read_and_the_others_stay() {
        let (attachments, result, _backend) = attach(&[("huge.iso", b"x"), ("../tea.png", PNG)]);
        assert_eq!(result, Err(Failure::FileTooLarge { bytes: 1 << 40 }));
        assert_eq!(name(&attachments).as_deref(), Some("tea.png"));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_left_out() {
        let (attachments, _, mut backend) = attach(&[("gone.png", b""), ("tea.png", PNG)]);
        backend.run();
        assert_eq!(name(&attachments).as_deref(), Some("tea.png"));
        assert!(matches!(attachments.session.notice.get(), Some(Notice::Alert(_))));
        attachments.clear();
        assert_eq!((name(&attachments), files::shown().len()), (None, 0));
    }
}
