//! Files that are sent: pictures, recordings and everything else.

use serde::{Deserialize, Serialize};

use super::message::MessageText;
use super::mini::aside::{Aside, Line};

/// Largest file that is sent, in bytes: what homeservers take as they are shipped (Synapse, `max_upload_size`).
pub const MAX_FILE_BYTES: usize = 50 * 1024 * 1024;

/// Longest name of a file, in characters.
pub const MAX_FILE_NAME: usize = 120;

/// What a file is, as far as it decides how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// A picture that every browser shows.
    Picture,
    /// A film.
    Film,
    /// Sound.
    Sound,
    /// Anything else.
    Other,
}

/// A file in a message; its content is asked for when it is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// What it is.
    pub kind: FileKind,
    /// What it is called; never a path.
    pub name: String,
    /// Its media type, as its sender says.
    pub media_type: String,
    /// How long it is, as its sender says.
    pub bytes: Option<u64>,
    /// Width and height, as its sender says.
    pub size: Option<(u32, u32)>,
    /// There is a small picture of it.
    pub thumbnail: bool,
    /// What was said with it.
    pub caption: Option<MessageText>,
    /// What a program is about here, in its own words.
    #[serde(default)]
    pub document: Option<Line>,
    /// How things stand in a program, in its own words.
    #[serde(default)]
    pub summary: Option<Line>,
}

/// The name of the package of a mini-program ends so (webxdc specification, "Webxdc File Format").
const PROGRAM: &str = ".xdc";

impl FileInfo {
    /// What it is called if it is a mini-program.
    pub fn program(&self) -> Option<&str> {
        self.name.strip_suffix(PROGRAM).filter(|name| !name.is_empty())
    }

    /// Takes in what a program says of itself; what it says nothing of stays.
    pub fn say(&mut self, aside: &Aside) {
        for (here, said) in [(&mut self.document, &aside.document), (&mut self.summary, &aside.summary)] {
            if said.is_some() {
                here.clone_from(said);
            }
        }
    }

    /// What is said of a file that is sent. A picture that every browser shows is one, whatever its sender says.
    pub fn of(name: &str, content: &FileContent, caption: Option<MessageText>) -> Self {
        let picture = picture_type(&content.bytes);
        let said = || content.media_type.chars().filter(char::is_ascii_graphic).take(80).collect();
        let media_type = picture.map_or_else(said, String::from);
        let kind = match media_type.split('/').next() {
            _ if picture.is_some() => FileKind::Picture,
            Some("video") => FileKind::Film,
            Some("audio") => FileKind::Sound,
            _ => FileKind::Other,
        };
        let bytes = Some(content.bytes.len() as u64);
        let (name, thumbnail) = (plain_name(name), picture.is_some());
        Self { kind, name, media_type, bytes, size: None, thumbnail, caption, document: None, summary: None }
    }
}

/// The content of a file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileContent {
    /// Its media type, from its first bytes; `application/octet-stream` where they say nothing.
    pub media_type: String,
    /// All of it.
    #[serde(with = "serde_bytes_vec")]
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for FileContent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FileContent({}, {} bytes)", self.media_type, self.bytes.len())
    }
}

/// Bytes as bytes: one by one, a film would take seconds.
pub(crate) mod serde_bytes_vec {
    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        from.deserialize_bytes(Bytes)
    }
}

/// The media type of a picture that is safe to show, from its first bytes: what a sender says is not believed.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let brand = |at: usize, magic: &[u8]| bytes.get(at..at + magic.len()) == Some(magic);
    match () {
        () if starts(b"\x89PNG\r\n\x1a\n") => Some("image/png"),
        () if starts(b"\xff\xd8\xff") => Some("image/jpeg"),
        () if starts(b"GIF87a") || starts(b"GIF89a") => Some("image/gif"),
        () if starts(b"RIFF") && brand(8, b"WEBP") => Some("image/webp"),
        () if brand(4, b"ftypavif") => Some("image/avif"),
        () => None,
    }
}

/// A name for a file that is one line, no path, and not too long.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|char| !super::name::is_invisible(*char)).collect();
    let count = shown.chars().count();
    if count <= MAX_FILE_NAME {
        return if shown.trim().is_empty() { "file".into() } else { shown.trim().into() };
    }
    // The end says what kind it is.
    let (start, end) = (MAX_FILE_NAME - 24, count - 20);
    shown.chars().take(start).chain("…".chars()).chain(shown.chars().skip(end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        assert_eq!(picture_type(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(picture_type(b"<svg onload=alert(1)>"), None);
        assert_eq!(picture_type(b"RIFF"), None);
        assert_eq!(picture_type(b""), None);
    }

    #[test]
    fn a_name_is_never_a_path_and_keeps_its_end() {
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("C:\\temp\\tea.png"), "tea.png");
        assert_eq!(plain_name("photo\u{202e}gnp.exe"), "photognp.exe");
        assert_eq!(plain_name(" / "), "file");
        let long = plain_name(&format!("{}.tar.gz", "茶".repeat(1000)));
        assert!(long.ends_with(".tar.gz") && long.chars().count() <= MAX_FILE_NAME);
    }

    #[test]
    fn bytes_cross_as_they_are() {
        let content = FileContent { media_type: "image/png".into(), bytes: (0..=255).collect() };
        let wire = postcard::to_extend(&content, Vec::new()).unwrap();
        assert_eq!(wire.len(), 1 + 9 + 2 + 256);
        assert_eq!(postcard::from_bytes::<FileContent>(&wire).unwrap(), content);
    }
}
