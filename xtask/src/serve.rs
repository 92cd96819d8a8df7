//! A static server for `dist/`, so that what is tested is what a plain static host would serve.

mod answer;
mod connection;
mod path;
mod rules;
mod store;

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Result, bail};

use crate::build::{self, Source};
use crate::homeserver::{Data, PEOPLE, SERVER_NAME, Synapse};
use crate::matrix::Profile;
use crate::origin::Origins;
use crate::place::Place;
use crate::{process, setup};
pub(crate) use store::Store;

/// How to serve.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    /// The port on 127.0.0.1.
    pub(crate) port: u16,
    /// Whether to show the site.
    pub(crate) browser: Browser,
    /// Which profile.
    pub(crate) mode: Mode,
    /// Whether to build first.
    pub(crate) source: Source,
    /// Another folder than `dist/`.
    pub(crate) dist: Option<PathBuf>,
    /// The port of a homeserver beside it.
    pub(crate) homeserver: Option<u16>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 8080,
            browser: Browser::Leave,
            mode: Mode::Release,
            source: Source::Fresh,
            dist: None,
            homeserver: None,
        }
    }
}

/// Where the homeserver for trying is. Always the same, because browsers remember it.
pub(crate) const HOMESERVER_PORT: u16 = 8008;

/// What happens to the user's browser.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// It shows the site.
    Open,
    /// Nothing.
    Leave,
}

/// What is built.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The release build, once.
    Release,
    /// The dev build, again on every change.
    Dev,
}

/// Builds what is asked for, and serves until it is stopped.
pub(crate) fn serve(place: &Place, options: &Options) -> Result<()> {
    let dist = options.dist.clone().unwrap_or_else(|| place.dist());
    match (&options.mode, options.source) {
        (Mode::Dev, Source::Fresh) => dev(place)?,
        (Mode::Release, Source::Fresh) if options.dist.is_none() => {
            build::release(place, Profile::Release, &Origins::default())?
        }
        _ if dist.join("index.html").is_file() => {}
        _ => bail!("{} holds no index.html. `cargo xtask build` makes dist/.", dist.display()),
    }
    let _homeserver = options.homeserver.map(|port| homeserver(place, port)).transpose()?;
    let server = start(dist, options.port)?;
    let address = format!("http://127.0.0.1:{}", options.port);
    println!("Teahouse is ready at {address}");
    if options.browser == Browser::Open {
        open(&address);
    }
    let _watch: Option<Child> = match options.mode {
        Mode::Dev => Some(build::trunk(place, "watch")?.spawn()?),
        Mode::Release => None,
    };
    if server.join().is_err() {
        bail!("The server has stopped.");
    }
    Ok(())
}

/// Starts the server; it accepts connections when this returns, and ends with the program.
pub(crate) fn start(dist: PathBuf, port: u16) -> Result<JoinHandle<()>> {
    start_on(Arc::new(Store::new(dist)), port)
}

/// The same for a site over which files are laid.
pub(crate) fn start_on(store: Arc<Store>, port: u16) -> Result<JoinHandle<()>> {
    let listener = match TcpListener::bind(("127.0.0.1", port)) {
        Ok(listener) => listener,
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("Port {port} is in use. Choose another with --port.")
        }
        Err(error) => bail!("Port {port} cannot be used: {error}. Choose another with --port."),
    };
    Ok(thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let store = Arc::clone(&store);
            // Browsers break off requests as they like; there is nobody left to tell.
            thread::spawn(move || connection::talk(stream, &store));
        }
    }))
}

/// Whether a file of a site can have this address, a path from its root.
pub(crate) fn leads_to(address: &str, file: &str) -> bool {
    path::file_of(address).as_deref() == Some(file)
}

/// A port that nobody uses now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    Ok(listener.local_addr()?.port())
}

/// A homeserver that keeps what it knows, with people who can sign in.
fn homeserver(place: &Place, port: u16) -> Result<Synapse> {
    if TcpListener::bind(("127.0.0.1", port)).is_err() {
        bail!("Port {port} is in use. Choose another for the homeserver with --homeserver-port.");
    }
    let server = Synapse::start(place, Data::lasting(&place.cached("homeserver/served"))?, port)?;
    server.register(place, &PEOPLE)?;
    println!("{}", introduction(&server.url()));
    Ok(server)
}

/// Where the homeserver is, and who can sign in there.
fn introduction(url: &str) -> String {
    let person = |(user, password)| format!("\n  {:<22} password {password}", format!("@{user}:{SERVER_NAME}"));
    format!("A Matrix homeserver is ready at {url}; its accounts:{}", PEOPLE.map(person).concat())
}

fn dev(place: &Place) -> Result<()> {
    setup::to_build(place)?;
    let _lock = place.lock("build")?;
    process::run(&mut build::trunk(place, "build")?)
}

fn open(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if Command::new(program).arg(address).spawn().is_err() {
        println!("Open {address} in a browser.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_tries_a_homeserver_reads_all_that_the_form_asks_for() {
        let text = introduction("http://127.0.0.1:8008");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "A Matrix homeserver is ready at http://127.0.0.1:8008; its accounts:");
        assert_eq!(lines[1], "  @mei:teahouse.test     password tea-leaves-and-rain");
        assert_eq!(lines[2], "  @zhou:teahouse.test    password steam-over-the-cup");
        assert_eq!(lines.len(), 3);
    }
}
