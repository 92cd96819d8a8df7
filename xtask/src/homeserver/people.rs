//! Accounts that a homeserver of ours has from the start.

use anyhow::Result;
use serde_json::{Value, json};

use super::http;
use super::synapse::Synapse;
use crate::place::Place;
use crate::process;

/// Names and passwords; they guard nothing, so they may be known.
pub(crate) const PEOPLE: [(&str, &str); 2] = [("mei", "tea-leaves-and-rain"), ("zhou", "steam-over-the-cup")];

impl Synapse {
    /// Makes sure that these people can sign in.
    pub(crate) fn register(&self, place: &Place, people: &[(&str, &str)]) -> Result<()> {
        for (user, password) in people {
            if self.sign_in(user, password).is_ok() {
                continue;
            }
            // Synapse's own client of the registration by shared secret, which its configuration names.
            let mut register = process::command(place, &self.python)?;
            register
                .args(["-m", "synapse._scripts.register_new_matrix_user", "--no-admin", "--exists-ok"])
                .args(["-u", user, "-p", password, "-c"])
                .arg(self.data.config())
                .arg(self.url());
            process::output(&mut register)?;
        }
        Ok(())
    }

    /// The access token of a new device.
    pub(super) fn sign_in(&self, user: &str, password: &str) -> Result<String> {
        let body = json!({
            "type": "m.login.password",
            "identifier": { "type": "m.id.user", "user": user },
            "password": password,
            "initial_device_display_name": "xtask",
        });
        let answer = http::ask(self.port, "POST", "/_matrix/client/v3/login", "", &body)?;
        Ok(answer["access_token"].as_str().unwrap_or_default().to_owned())
    }

    /// A request of somebody who has signed in.
    pub(super) fn ask(&self, token: &str, method: &str, path: &str, body: &Value) -> Result<Value> {
        http::ask(self.port, method, &format!("/_matrix/client/v3/{path}"), token, body)
    }
}
