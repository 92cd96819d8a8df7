//! Trying a program: the app as it ships, in which the open program is always the folder as it is now.
//!
//! Four files are laid over the site and leave it as it is otherwise, with its policy: the package, a note that says
//! which one it is, the start page with one script more, which reads the note, and a service worker that keeps nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use super::lint;
use crate::build::{self, Source};
use crate::place::Place;
use crate::serve::{self, Store};
use crate::site::{INDEX, SERVICE_WORKER, Site, digest};

/// Another one than the app's own: what a browser keeps of it belongs to the port.
pub(crate) const PORT: u16 = 8090;
/// How often files are looked at.
const PAUSE: Duration = Duration::from_millis(300);
/// What reads the note, in the page.
const SCRIPT: &str = include_str!("run/live.js");
const SCRIPT_FILE: &str = "mini-run.js";
/// Says which package it is.
const NOTE_FILE: &str = "mini-run.json";
/// Takes the place of a service worker that another run may have left.
const WORKER: &str = include_str!("run/sw.js");

/// How to run a program.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    /// The port on 127.0.0.1.
    pub(crate) port: u16,
    /// Where the app comes from.
    pub(crate) source: Source,
}

/// Runs the program of a folder until it is stopped.
pub(super) fn run(place: &Place, folder: &Path, options: &Options) -> Result<()> {
    let program = Program::new(folder)?;
    build::provide(place, options.source)?;
    let store = Arc::new(Store::new(place.dist()));
    let page = with_script(&Site::new(place.dist()).text(INDEX)?)?;
    for (file, content) in [(INDEX, page.as_str()), (SCRIPT_FILE, SCRIPT), (SERVICE_WORKER, WORKER)] {
        store.lay(file, content.into());
    }
    let mut seen = Files::of(place, folder);
    program.renew(place, folder, &store)?;
    let server = serve::start_on(Arc::clone(&store), options.port)?;
    println!("Open http://127.0.0.1:{}/open#{}", options.port, program.address);
    println!("The program starts there, and starts anew whenever a file changes.");
    let mut last = seen.clone();
    while !server.is_finished() {
        thread::sleep(PAUSE);
        let now = Files::of(place, folder);
        // Whoever writes several files, or a long one, is waited for.
        if now != seen && now == last {
            match program.renew(place, folder, &store) {
                Ok(()) => println!("{} was packed anew.", program.file),
                Err(error) => eprintln!("{error:#}\nWhat ran before goes on."),
            }
            seen = now;
        } else {
            last = now;
        }
    }
    bail!("The server has stopped.")
}

/// A program under the name that its folder has.
struct Program {
    /// The name of its package.
    file: String,
    /// Where the package is in the site.
    place: String,
    /// The same as a part of an address.
    address: String,
}

impl Program {
    fn new(folder: &Path) -> Result<Self> {
        let file = format!("{}.xdc", super::name(folder)?);
        let (place, address) = (format!("programs/{file}"), format!("programs/{}", encoded(&file)));
        if !serve::leads_to(&format!("/{address}"), &place) {
            bail!("{file} cannot be served under its name. Give the folder another one.");
        }
        Ok(Self { file, place, address })
    }

    /// Packs the folder; what passes the checks is what runs from now on.
    fn renew(&self, place: &Place, folder: &Path, store: &Store) -> Result<()> {
        let package = super::package(place, folder)?;
        lint::check(place, &package, &self.file)?;
        let note = serde_json::json!({ "address": self.address, "version": digest::short(&package) });
        store.lay(&self.place, package);
        store.lay(NOTE_FILE, note.to_string().into_bytes());
        Ok(())
    }
}

/// What tells that the files of a program have changed; nothing as long as they cannot be listed.
#[derive(Clone, PartialEq)]
struct Files(Option<Vec<(PathBuf, SystemTime, u64)>>);

impl Files {
    fn of(place: &Place, folder: &Path) -> Self {
        Self(super::parts(place, folder).and_then(|parts| listed(&parts)).ok())
    }
}

fn listed(parts: &[(String, Site)]) -> Result<Vec<(PathBuf, SystemTime, u64)>> {
    let mut listed = Vec::new();
    for (_, site) in parts {
        for file in site.files()? {
            let path = site.path(&file);
            let data = fs::metadata(&path)?;
            listed.push((path, data.modified()?, data.len()));
        }
    }
    Ok(listed)
}

/// The start page with one script more, which its policy allows because it is of the site itself.
fn with_script(page: &str) -> Result<String> {
    let (before, after) = page.rsplit_once("</body>").context("The start page has no </body>.")?;
    Ok(format!("{before}<script src=\"./{SCRIPT_FILE}\"></script>\n</body>{after}"))
}

/// As a part of an address (RFC 3986, section 2.3).
fn encoded(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if is_plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::Trial;

    #[test]
    fn the_page_gets_one_script_at_its_end() {
        let page = with_script("<body><p></body></html>\n").unwrap();
        assert_eq!(page, "<body><p><script src=\"./mini-run.js\"></script>\n</body></html>\n");
        assert!(with_script("<p>").is_err());
    }

    #[test]
    fn a_program_has_an_address_whatever_its_folder_is_called() {
        let trial = Trial::new(&[("my tool#2/a", ""), ("茶/a", ""), (".hidden/a", "")]);
        let program = |name: &str| Program::new(&trial.0.path(name));
        let tool = program("my tool#2").unwrap();
        assert_eq!(
            (tool.place.as_str(), tool.address.as_str()),
            ("programs/my tool#2.xdc", "programs/my%20tool%232.xdc")
        );
        assert_eq!(program("茶").unwrap().address, "programs/%E8%8C%B6.xdc");
        assert!(program(".hidden").is_err() && program("none").is_err());
    }

    #[test]
    fn a_file_that_is_written_comes_or_goes_is_noticed() {
        let trial = Trial::new(&[("a.js", "1"), ("b/c.js", "2")]);
        let look = || listed(&[(String::new(), Site::new(trial.0.path("")))]).unwrap();
        let first = look();
        assert_eq!((first.len(), &first), (2, &look()));
        trial.0.write("a.js", "12").unwrap();
        let second = look();
        assert_ne!(second, first);
        let file = fs::File::options().write(true).open(trial.0.path("a.js")).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(5)).unwrap();
        assert_ne!(look(), second, "of the same length");
        trial.0.remove("b/c.js").unwrap();
        assert_eq!(look().len(), 1);
    }
}
