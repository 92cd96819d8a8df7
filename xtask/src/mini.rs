//! For authors of mini-programs: a folder becomes a program, is checked, and is tried in the real app.

mod key;
mod lint;
mod new;
mod pack;
mod run;
mod sign;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::build::Source;
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
    /// Makes a key with which packages are signed, in a new file.
    Key(PathBuf),
    /// Makes a package of a folder.
    Pack(PathBuf, PackOptions),
    /// Checks a folder or a package.
    Lint(PathBuf),
    /// Runs a folder in the app, anew whenever it changes.
    Run(PathBuf, run::Options),
}

/// What follows the word and the path.
#[derive(Debug, Default)]
pub(crate) struct Flags {
    /// `--out`, for packing.
    pub(crate) out: Option<PathBuf>,
    /// `--key`, for packing.
    pub(crate) key: Option<PathBuf>,
    /// `--port`, for running.
    pub(crate) port: Option<u16>,
}

/// How a package is made.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct PackOptions {
    /// The file that it becomes; one in the current folder, named after the program's.
    pub(crate) out: Option<PathBuf>,
    /// The file with the key that signs it.
    pub(crate) key: Option<PathBuf>,
}

impl Command {
    /// Reads the word that says what to do with a file or a folder; `source` is that of the app.
    pub(crate) fn parse(word: &str, path: PathBuf, flags: Flags, source: Source) -> Result<Self> {
        let Flags { out, key, port } = flags;
        if word != "pack" && (out.is_some() || key.is_some()) {
            bail!("`--out` and `--key` belong to `mini pack`.");
        }
        if word != "run" && (port.is_some() || source != Source::default()) {
            bail!("`--port` and `--no-build` belong to `mini run`.");
        }
        Ok(match word {
            "new" => Self::New(path),
            "key" => Self::Key(path),
            "pack" => Self::Pack(path, PackOptions { out, key }),
            "lint" => Self::Lint(path),
            "run" => Self::Run(path, run::Options { port: port.unwrap_or(run::PORT), source }),
            other => bail!("There is no `mini {other}`: it is new, key, pack, lint or run."),
        })
    }
}

/// Does it.
pub(crate) fn run(place: &Place, command: Command) -> Result<()> {
    match command {
        Command::New(folder) => new::new(&folder),
        Command::Key(file) => {
            let key = key::make(&file)?;
            println!("{} is a key now. Whoever has it can sign in your place: keep it to yourself.", file.display());
            println!("What it signs is signed by {}", sign::fingerprint(&key));
            Ok(())
        }
        Command::Pack(folder, options) => pack_to_file(place, &folder, options),
        Command::Lint(path) => lint::lint(place, &path),
        Command::Run(folder, options) => run::run(place, &folder, &options),
    }
}

fn pack_to_file(place: &Place, folder: &Path, PackOptions { out, key }: PackOptions) -> Result<()> {
    let out = match out {
        Some(out) => out,
        None => PathBuf::from(format!("{}.xdc", name(folder)?)),
    };
    let key = key.map(|file| key::read(&file)).transpose()?;
    let mut files = files(place, folder)?;
    if let Some(key) = &key {
        key::check_absent(key, &files)?;
        sign::sign(&mut files, key);
    }
    let package = pack::pack(&files)?;
    std::fs::write(&out, &package).with_context(|| format!("{} cannot be written.", out.display()))?;
    println!("{}: {} bytes.", out.display(), package.len());
    if let Some(key) = &key {
        println!("Signed by {}", sign::fingerprint(key));
    }
    Ok(())
}

/// The package of a program's folder, not signed.
fn package(place: &Place, folder: &Path) -> Result<Vec<u8>> {
    pack::pack(&files(place, folder)?)
}

/// The files of a program's package.
fn files(place: &Place, folder: &Path) -> Result<pack::Files> {
    pack::collect(&parts(place, folder)?)
}

/// The folders of which a program is made, each with what its files' names begin with. The programs that ship share a
/// part that lies beside them.
fn parts(place: &Place, folder: &Path) -> Result<Vec<(String, Site)>> {
    let folder = folder.canonicalize().with_context(|| format!("There is no {}.", folder.display()))?;
    let mut parts = vec![(String::new(), Site::new(&folder))];
    if folder.parent() == place.root().join(SHIPPED).canonicalize().ok().as_deref() {
        parts.push((format!("{KIT}/"), Site::new(folder.with_file_name(KIT))));
    }
    Ok(parts)
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
