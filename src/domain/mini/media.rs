//! What the files of a package are, by their names: a page gives its browser no other sign.

use super::path::FilePath;

const TYPES: [(&str, &[&str]); 26] = [
    ("text/html", &["html", "htm"]),
    ("application/xhtml+xml", &["xhtml"]),
    ("text/css", &["css"]),
    ("text/javascript", &["js", "mjs", "cjs"]),
    ("application/json", &["json", "map"]),
    ("application/wasm", &["wasm"]),
    ("text/plain", &["txt", "md", "toml", "csv"]),
    ("application/xml", &["xml"]),
    ("image/svg+xml", &["svg"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("image/avif", &["avif"]),
    ("image/x-icon", &["ico"]),
    ("font/woff", &["woff"]),
    ("font/woff2", &["woff2"]),
    ("font/ttf", &["ttf"]),
    ("font/otf", &["otf"]),
    ("audio/mpeg", &["mp3"]),
    ("audio/ogg", &["ogg", "oga", "opus"]),
    ("audio/wav", &["wav"]),
    ("audio/mp4", &["m4a"]),
    ("audio/flac", &["flac"]),
    ("video/mp4", &["mp4"]),
    ("video/webm", &["webm"]),
];

/// The media type of a file.
pub fn media_type(path: &FilePath) -> &'static str {
    let extension = path.extension().unwrap_or_default();
    let found = TYPES.iter().find(|(_, names)| names.contains(&extension.as_str()));
    found.map_or("application/octet-stream", |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_name_says() {
        for (name, kind) in [
            ("index.html", "text/html"),
            ("js/App.MJS", "text/javascript"),
            ("a.b/c", "application/octet-stream"),
            ("tea.woff2", "font/woff2"),
        ] {
            assert_eq!(media_type(&FilePath::parse(name).unwrap()), kind);
        }
    }
}
