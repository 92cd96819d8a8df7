//! A running Synapse. It ends with the value, and with this program however that ends: the server's standard input
//! is a pipe that only this program holds, and `launch.py` ends the server when the pipe closes.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::config::LOG;
use super::data::{Data, Lasts};
use super::http;
use crate::place::Place;
use crate::{process, setup};

/// How long a start may take; on two slow cores it takes 3 s.
const PATIENCE: Duration = Duration::from_secs(90);

/// A server that answers.
#[derive(Debug)]
pub(crate) struct Synapse {
    child: Child,
    /// The interpreter that it runs in.
    pub(super) python: PathBuf,
    /// What it keeps.
    pub(super) data: Data,
    /// Where it answers, on 127.0.0.1.
    pub(super) port: u16,
    /// What lets others register people.
    pub(super) secret: String,
}

impl Synapse {
    /// Starts a server, and returns when it answers.
    pub(crate) fn start(place: &Place, data: Data, port: u16) -> Result<Self> {
        let python = setup::homeserver(place)?;
        let secret = data.configure(port)?;
        let log = File::options().create(true).append(true).open(data.path(LOG))?;
        let mut launch = process::command(place, &python)?;
        launch.arg(data.path("launch.py")).arg(data.config());
        if data.lasts == Lasts::AsLongAsTheServer {
            launch.arg("remove");
        }
        let child = launch
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .context("The homeserver could not be started.")?;
        let mut server = Self { child, python, data, port, secret };
        server.wait_until_it_answers()?;
        Ok(server)
    }

    fn wait_until_it_answers(&mut self) -> Result<()> {
        let started = Instant::now();
        while http::ask(self.port, "GET", "/_matrix/client/versions", "", &Value::Null).is_err() {
            if let Some(status) = self.child.try_wait()? {
                bail!("The homeserver ended ({status}). Its last words:\n{}", self.data.last_words());
            }
            if started.elapsed() > PATIENCE {
                let seconds = PATIENCE.as_secs();
                bail!("The homeserver did not answer within {seconds} s. Its last words:\n{}", self.data.last_words());
            }
            thread::sleep(Duration::from_millis(25));
        }
        Ok(())
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Does something when the server has ended by itself.
    pub(super) fn on_end(&mut self, tell: impl FnOnce() + Send + 'static) {
        if let Some(mut stdout) = self.child.stdout.take() {
            thread::spawn(move || {
                // It prints nothing; the pipe closes with it.
                let _ = stdout.read_to_end(&mut Vec::new());
                tell();
            });
        }
    }
}

impl Drop for Synapse {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
