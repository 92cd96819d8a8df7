//! The devices of the account.

use super::Security;
use crate::backend::protocol::HomeCommand;
use crate::domain::safety::Device;
use crate::text::Catalogue;
use crate::view_model::dates::Clock;

/// A device of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// The server's name for it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// This very device.
    pub here: bool,
    /// Its owner has confirmed it.
    pub confirmed: bool,
    /// All that is known of it, in one line.
    pub about: String,
    /// What the button to sign it out is called.
    pub sign_out: String,
}

impl DeviceRow {
    fn new(device: &Device, texts: &Catalogue, clock: &Clock) -> Self {
        let words = &texts.security;
        let name = device.name.as_ref().map_or_else(|| (words.device)(&device.id), |name| name.as_str().into());
        let confirmed = if device.verified { words.is_confirmed } else { words.is_not_confirmed };
        let seen = device.seen.filter(|_| !device.here).map(|at| (words.seen)(&clock.short(at)));
        let here = device.here.then(|| words.here.to_owned());
        let parts = [here, Some(confirmed.into()), seen];
        Self {
            id: device.id.clone(),
            here: device.here,
            confirmed: device.verified,
            about: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            sign_out: (words.sign_out_device)(&name),
            name,
        }
    }
}

impl Security {
    /// The devices, this one first.
    pub fn devices(&self) -> Vec<DeviceRow> {
        let (texts, clock) = (self.session.texts(), self.session.clock());
        self.safety(|safety| safety.devices.iter().map(|device| DeviceRow::new(device, texts, &clock)).collect())
            .unwrap_or_default()
    }

    /// Signs out another device, with the password that was typed.
    pub fn remove(&self, device: String) {
        let texts = &self.session.texts().security;
        self.password.submit(|password| HomeCommand::RemoveDevice { device, password }, texts.signed_out);
    }
}
