//! The file of a message.

use crate::domain::file::{FileKind, plain_name};
use crate::domain::message::Body;
use crate::domain::mini::aside::Line;
use crate::text::Catalogue;
use crate::view_model::gist::kind;

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileShown {
    /// What it is called; never a path.
    pub name: String,
    /// What kind it is and how long, or what a program says in the place of that.
    pub about: String,
    /// It is shown as a picture, this wide and high.
    pub picture: Option<(u32, u32)>,
    /// There is a small picture of it.
    pub thumbnail: bool,
    /// It is a program: what it is called.
    pub program: Option<String>,
    /// What the program is about here, in its own words.
    pub document: Option<String>,
    /// How long it is, as its sender says.
    pub bytes: Option<u64>,
}

pub(super) fn file(body: &Body, texts: &Catalogue) -> Option<FileShown> {
    let Body::File(file) = body else { return None };
    let kind = kind(file, texts);
    let own = |line: &Option<Line>| {
        let line = line.as_ref().filter(|line| file.program().is_some() && !line.as_str().is_empty())?;
        Some(line.as_str().to_owned())
    };
    let about = match file.bytes {
        Some(bytes) => format!("{kind}{}{}", texts.common.comma, length(bytes)),
        None => kind.into(),
    };
    // Room of a usual shape for a picture that does not say how large it is.
    let size = file.size.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or((4, 3));
    Some(FileShown {
        name: plain_name(&file.name),
        about: own(&file.summary).unwrap_or(about),
        program: file.program().map(plain_name),
        document: own(&file.document),
        picture: (file.kind == FileKind::Picture).then_some(size),
        thumbnail: file.thumbnail,
        bytes: file.bytes,
    })
}

impl FileShown {
    /// All of it but what a program says, which changes in its place.
    pub fn steady(self) -> Self {
        match self.program {
            Some(_) => Self { about: String::new(), document: None, ..self },
            None => self,
        }
    }
}

/// How long something is, as short as it can be said.
pub fn length(bytes: u64) -> String {
    const KB: u64 = 1 << 10;
    const MB: u64 = 1 << 20;
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ if bytes < 10 * MB => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
        _ => format!("{} MB", bytes.div_ceil(MB)),
    }
}
