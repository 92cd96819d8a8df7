//! The beginning of a program: a counter that everybody in a chat shares.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

const PAGE: &str = include_str!("new/index.html");
const SCRIPT: &str = include_str!("new/main.js");
const STYLE: &str = include_str!("new/style.css");
const ICON: &[u8] = include_bytes!("../../../public/icons/icon-192.png");

pub(super) fn new(folder: &Path) -> Result<()> {
    if folder.exists() {
        bail!("{} is there already.", folder.display());
    }
    let name = folder.file_name().and_then(|name| name.to_str()).context("The folder needs a name in Unicode.")?;
    let id: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let manifest = serde_json::json!({
        "app_id": format!("org.example.{}", if id.is_empty() { "program" } else { &id }),
        "name": name,
        "description": "",
        "version": { "code": 1, "name": "1.0" },
        "icons": [{ "src": "icon.png" }],
        "pages": ["index.html"],
    });
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made.", folder.display()))?;
    let toml = format!("name = {}\n", serde_json::to_string(name)?);
    let manifest = format!("{}\n", serde_json::to_string_pretty(&manifest)?);
    for (file, content) in [
        ("index.html", PAGE.as_bytes()),
        ("main.js", SCRIPT.as_bytes()),
        ("style.css", STYLE.as_bytes()),
        ("icon.png", ICON),
        ("manifest.json", manifest.as_bytes()),
        ("manifest.toml", toml.as_bytes()),
    ] {
        fs::write(folder.join(file), content).with_context(|| format!("{file} cannot be written."))?;
    }
    println!(
        "{0} is a program now. `cargo xtask mini run {0}` runs it, and `cargo xtask mini pack {0}` makes a file of it.",
        folder.display()
    );
    Ok(())
}
