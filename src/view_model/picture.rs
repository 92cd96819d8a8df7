//! The file of a message: its content is fetched when somebody wants it, and let go of when they look away.

use leptos::prelude::*;

use super::Session;
use super::bubble::FileShown;
use super::session::Notice;
use crate::backend::protocol::TalkCommand;
use crate::backend::{Answer, Command, Failure};
use crate::domain::file::FileContent;
use crate::domain::id::{ChatId, MessageId};

/// A picture without a small one is shown at once if it is no longer than this.
const SMALL: u64 = 3 << 20;

/// How far a content has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetching {
    /// Nobody wanted it yet.
    Idle,
    /// It is on its way.
    Busy,
    /// It is shown at this address.
    Shown(String),
    /// It did not come.
    Failed(Failure),
    /// It came, and is nothing that can be shown.
    Other,
}

/// The file of a message, in one place where it is shown; a clone is the same one.
#[derive(Debug, Clone)]
pub struct Picture {
    /// How far it has got.
    pub fetching: ArcRwSignal<Fetching>,
    /// True while it is being fetched to be saved.
    pub saving: ArcRwSignal<bool>,
    content: ArcStoredValue<Option<FileContent>>,
    left: ArcStoredValue<bool>,
    chat: ChatId,
    id: MessageId,
    session: Session,
}

impl Picture {
    /// The file of a message, not fetched yet.
    pub fn new(session: &Session, chat: ChatId, id: MessageId) -> Self {
        Self {
            fetching: ArcRwSignal::new(Fetching::Idle),
            saving: ArcRwSignal::new(false),
            content: ArcStoredValue::new(None),
            left: ArcStoredValue::new(false),
            chat,
            id,
            session: session.clone(),
        }
    }

    fn ask(&self, thumbnail: bool) -> impl Future<Output = Result<FileContent, Failure>> + use<> {
        let act = TalkCommand::Fetch { id: self.id.clone(), thumbnail };
        let answer = self.session.client.run(Command::Talk { chat: self.chat.clone(), act });
        async move {
            match answer.await? {
                Answer::File(content) => Ok(content),
                _ => Err(Failure::Malformed),
            }
        }
    }

    /// It came into view: fetches what is small enough to be fetched unasked.
    pub fn came_into_view(&self, file: &FileShown) {
        if file.thumbnail || file.bytes.is_some_and(|bytes| bytes <= SMALL) {
            self.show(file.thumbnail);
        }
    }

    /// Shows it, small or whole.
    pub fn show(&self, thumbnail: bool) {
        if matches!(*self.fetching.read_untracked(), Fetching::Busy | Fetching::Shown(_)) {
            return;
        }
        self.fetching.set(Fetching::Busy);
        let answer = self.ask(thumbnail);
        let picture = self.clone();
        self.session.spawn(async move {
            let result = answer.await;
            if picture.left.get_value() {
                return;
            }
            picture.fetching.set(match result {
                Ok(content) => picture.keep(content, thumbnail),
                // A large one that its sender has made no small one of: somebody may open it.
                Err(Failure::NotFound) if thumbnail => Fetching::Idle,
                Err(failure) => Fetching::Failed(failure),
            });
        });
    }

    fn keep(&self, content: FileContent, thumbnail: bool) -> Fetching {
        let address = self.session.files().and_then(|files| (files.show)(&content));
        if !thumbnail {
            self.content.set_value(Some(content));
        }
        address.map_or(Fetching::Other, Fetching::Shown)
    }

    /// Saves all of it under its name.
    pub fn save(&self, name: String) {
        if self.saving.get_untracked() {
            return;
        }
        if let Some(content) = self.content.get_value() {
            return self.hand_over(&content, &name);
        }
        self.saving.set(true);
        let answer = self.ask(false);
        let picture = self.clone();
        self.session.spawn(async move {
            match answer.await {
                Ok(content) => picture.hand_over(&content, &name),
                Err(failure) => picture.session.alert(&failure),
            }
            picture.saving.set(false);
        });
    }

    fn hand_over(&self, content: &FileContent, name: &str) {
        let texts = &self.session.texts().exchange;
        let saved = self.session.files().is_some_and(|files| (files.save)(content, name));
        self.session.notice.set(Some(match saved {
            true => Notice::Status(texts.saved.into()),
            false => Notice::Alert(texts.not_saved.into()),
        }));
    }

    /// Nobody looks at it any more.
    pub fn leave(&self) {
        self.left.set_value(true);
        self.content.set_value(None);
        if let (Fetching::Shown(address), Some(files)) = (self.fetching.get_untracked(), self.session.files()) {
            (files.let_go)(&address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::fake::{self, NOW, Script, files, message};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    fn picture() -> (Picture, Script) {
        let (session, backend) = fake::open_session();
        (Picture::new(&session, fake::chat(1).id, message(1, 2, NOW).id), backend)
    }

    fn fetch(thumbnail: bool) -> Command {
        Command::Talk { chat: fake::chat(1).id, act: TalkCommand::Fetch { id: message(1, 2, NOW).id, thumbnail } }
    }

    fn content(bytes: &[u8]) -> Answer {
        Answer::File(FileContent { media_type: "image/png".into(), bytes: bytes.into() })
    }

    fn shown(thumbnail: bool, bytes: u64) -> FileShown {
        FileShown {
            name: "a.png".into(),
            about: String::new(),
            picture: Some((4, 3)),
            thumbnail,
            program: None,
            document: None,
            bytes: Some(bytes),
        }
    }

    #[test]
    fn a_picture_is_fetched_once_when_it_comes_into_view_and_let_go_of_after() {
        let (picture, mut backend) = picture();
        picture.came_into_view(&shown(true, 1 << 30));
        picture.came_into_view(&shown(true, 1 << 30));
        backend.answer(fetch(true), Ok(content(PNG)));
        backend.expect_nothing();
        assert!(matches!(picture.fetching.get(), Fetching::Shown(_)));
        assert_eq!(files::shown().len(), 1);
        picture.leave();
        assert_eq!(files::shown().len(), 0);
    }

    #[test]
    fn a_large_picture_without_a_small_one_waits_to_be_asked_for() {
        let (picture, mut backend) = picture();
        picture.came_into_view(&shown(false, 1 << 30));
        backend.expect_nothing();
        picture.came_into_view(&shown(false, 1000));
        backend.answer(fetch(false), Err(Failure::TimedOut));
        assert_eq!(picture.fetching.get(), Fetching::Failed(Failure::TimedOut));
        picture.show(false);
        backend.answer(fetch(false), Ok(content(PNG)));
        picture.leave();
    }

    #[test]
    fn a_picture_of_which_there_is_no_small_one_waits_too() {
        let (picture, mut backend) = picture();
        picture.came_into_view(&shown(true, 1 << 30));
        backend.answer(fetch(true), Err(Failure::NotFound));
        assert_eq!(picture.fetching.get(), Fetching::Idle);
        picture.show(false);
        backend.answer(fetch(false), Err(Failure::NotFound));
        assert_eq!(picture.fetching.get(), Fetching::Failed(Failure::NotFound));
    }

    #[test]
    fn what_only_says_that_it_is_a_picture_is_not_shown() {
        let (picture, mut backend) = picture();
        picture.show(false);
        backend.answer(fetch(false), Ok(content(b"<svg onload=alert(1)>")));
        assert_eq!(picture.fetching.get(), Fetching::Other);
        picture.save("a.svg".into());
        backend.expect_nothing();
        assert_eq!(files::saved(), [("a.svg".into(), b"<svg onload=alert(1)>".to_vec())]);
    }

    #[test]
    fn what_is_saved_is_whole_and_a_failure_is_told() {
        let (picture, mut backend) = picture();
        picture.came_into_view(&shown(true, 10));
        backend.answer(fetch(true), Ok(content(PNG)));
        picture.save("a.png".into());
        picture.save("a.png".into());
        backend.answer(fetch(false), Err(Failure::TimedOut));
        assert!(matches!(picture.session.notice.get(), Some(Notice::Alert(_))));
        picture.save("a.png".into());
        backend.answer(fetch(false), Ok(content(b"all of it")));
        assert_eq!(files::saved(), [("a.png".into(), b"all of it".to_vec())]);
        picture.leave();
    }

    #[test]
    fn what_comes_after_somebody_looked_away_is_not_kept() {
        let (picture, mut backend) = picture();
        picture.show(true);
        picture.leave();
        backend.answer(fetch(true), Ok(content(PNG)));
        assert_eq!(files::shown().len(), 0);
    }
}
