//! For authors of mini-programs: a folder becomes a program, is checked, and is tried in the real app.

mod lint;
mod new;
mod pack;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::site::Site;

/// Where the sources of the programs lie that ship, and the part that all of them share.
const SHIPPED: &str = "programs";
const KIT: &str = "kit";
/// What says of a folder that it is a program.
const MANIFEST: &str = "manifest.json";

/// What an author wants.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// Begins a program in a new folder.
    New(PathBuf),
    /// Makes a package of a folder.
    Pack(PathBuf, Option<PathBuf>),
    /// Checks a folder or a package.
    Lint(PathBuf),
}

impl Command {
    /// Reads the word that says what to do with a folder.
    pub(crate) fn parse(word: &str, folder: PathBuf, out: Option<PathBuf>) -> Result<Self> {
        Ok(match word {
            "new" => Self::New(folder),
            "pack" => Self::Pack(folder, out),
            "lint" => Self::Lint(folder),
            other => bail!("There is no `mini {other}`: it is new, pack or lint."),
        })
    }
}

/// Does it.
pub(crate) fn run(place: &Place, command: Command) -> Result<()> {
    match command {
        Command::New(folder) => new::new(&folder),
        Command::Pack(folder, out) => {
            let out = match out {
                Some(out) => out,
                None => PathBuf::from(format!("{}.xdc", name(&folder)?)),
            };
            let package = package(place, &folder)?;
            std::fs::write(&out, &package).with_context(|| format!("{} cannot be written.", out.display()))?;
            println!("{}: {} bytes.", out.display(), package.len());
            Ok(())
        }
        Command::Lint(path) => lint::lint(place, &path),
    }
}

/// The package of a program's folder. The programs that ship share a part that lies beside them.
fn package(place: &Place, folder: &Path) -> Result<Vec<u8>> {
    let folder = folder.canonicalize().with_context(|| format!("There is no {}.", folder.display()))?;
    let mut parts = vec![(String::new(), Site::new(&folder))];
    if folder.parent() == place.root().join(SHIPPED).canonicalize().ok().as_deref() {
        parts.push((format!("{KIT}/"), Site::new(folder.with_file_name(KIT))));
    }
    pack::pack(&parts)
}

/// Puts the programs that ship into a site.
pub(crate) fn add(place: &Place, site: &Site) -> Result<()> {
    let sources = place.root().join(SHIPPED);
    if !sources.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(site.path(SHIPPED))?;
    for entry in std::fs::read_dir(&sources)? {
        let folder = entry?.path();
        if folder.join(MANIFEST).is_file() {
            site.write(&format!("{SHIPPED}/{}.xdc", name(&folder)?), package(place, &folder)?)?;
        }
    }
    Ok(())
}

fn name(folder: &Path) -> Result<String> {
    let folder = folder.canonicalize().with_context(|| format!("There is no {}.", folder.display()))?;
    let name = folder.file_name().and_then(|name| name.to_str()).context("The folder needs a name in Unicode.")?;
    Ok(name.to_owned())
}
