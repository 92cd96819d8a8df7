//! What a widget may do where it is open: what the person said before, what they say now, and what they are asked.

use crate::domain::mini::broker::MAX_ASKS;
use crate::domain::mini::event::RoomEvent;
use crate::domain::mini::widget::{Access, Direction};

use super::page::{content, state_key};

/// Most capabilities that one page is heard of.
const MAX_NAMES: usize = 64;
/// Most names that are remembered of one place: of more than this the person is asked each time.
const MAX_REMEMBERED: usize = 256;

/// No capability begins so.
const NOT: char = '-';

/// The rights of one page, as long as it is there.
#[derive(Default)]
pub(super) struct Rights {
    /// What was granted in this place at any time, by name, and what was taken out then, with [`NOT`] before it.
    remembered: Vec<String>,
    granted: Vec<Access>,
    /// What the person does not want this time, by name.
    refused: Vec<String>,
    /// What they are being asked.
    asked: Vec<Access>,
    asks: usize,
}

impl Rights {
    pub(super) fn new(remembered: Vec<String>) -> Self {
        Self { remembered, ..Self::default() }
    }

    /// The same person, another page.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.remembered.clone())
    }

    /// Takes in what a page wants, and says what the person has to be asked first. What cannot be granted, what was
    /// refused, and more than anybody would read is not asked.
    pub(super) fn want(&mut self, names: &[String]) -> Vec<Access> {
        for access in names.iter().filter_map(|name| Access::parse(name)) {
            let known = self.granted.iter().chain(&self.asked).any(|it| it.name == access.name);
            let count = self.granted.len() + self.asked.len() + self.refused.len();
            if known || self.refused.contains(&access.name) || count >= MAX_NAMES {
                continue;
            }
            if self.remembered.contains(&access.name) {
                self.granted.push(access);
            } else if self.is_taken_out(&access.name) {
                self.refused.push(access.name);
            } else if self.asks < MAX_ASKS {
                self.asked.push(access);
            }
        }
        self.asks += usize::from(!self.asked.is_empty());
        self.asked.clone()
    }

    /// Takes what the person said. True if there is more to remember. Who grants a part has said of the rest what holds;
    /// who grants nothing is asked again another time.
    pub(super) fn decide(&mut self, names: &[String]) -> bool {
        let before = self.remembered.len();
        let grants = self.asked.iter().any(|access| names.contains(&access.name));
        for access in std::mem::take(&mut self.asked) {
            if names.contains(&access.name) {
                self.remember(access.name.clone());
                self.granted.push(access);
            } else {
                if grants {
                    self.remember(format!("{NOT}{}", access.name));
                }
                self.refused.push(access.name);
            }
        }
        self.remembered.len() > before
    }

    fn remember(&mut self, name: String) {
        if self.remembered.len() < MAX_REMEMBERED {
            self.remembered.push(name);
        }
    }

    fn is_taken_out(&self, name: &str) -> bool {
        self.remembered.iter().any(|it| it.strip_prefix(NOT) == Some(name))
    }

    /// What was said in this place, to be kept.
    pub(super) fn remembered(&self) -> &[String] {
        &self.remembered
    }

    /// The names of what is granted.
    pub(super) fn names(&self) -> Vec<&str> {
        self.granted.iter().map(|access| access.name.as_str()).collect()
    }

    /// What may be read.
    pub(super) fn readable(&self) -> impl Iterator<Item = &Access> {
        self.granted.iter().filter(|access| access.direction == Direction::Receive)
    }

    pub(super) fn allows_message(&self, direction: Direction, kind: &str, msgtype: Option<&str>) -> bool {
        self.granted.iter().any(|access| access.allows_message(direction, kind, msgtype))
    }

    pub(super) fn allows_state(&self, direction: Direction, kind: &str, key: Option<&str>) -> bool {
        self.granted.iter().any(|access| access.allows_state(direction, kind, key))
    }

    /// True for an event that the page may see.
    pub(super) fn shows(&self, event: &RoomEvent) -> bool {
        let kind = event.body.kind();
        if let Some(key) = state_key(event) {
            return self.allows_state(Direction::Receive, kind, Some(key));
        }
        let content = content(&event.body);
        let msgtype = content.as_ref().and_then(|content| content["msgtype"].as_str());
        self.allows_message(Direction::Receive, kind, msgtype)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_out_is_not_asked_again_and_a_no_to_all_is() {
        let names = ["m.send.event:a", "m.send.event:b"].map(String::from);
        let mut rights = Rights::default();
        assert_eq!(rights.want(&names).len(), 2);
        assert!(!rights.decide(&[]));
        assert!(rights.want(&names).is_empty(), "not while the page is there");
        let mut rights = rights.anew();
        assert_eq!(rights.want(&names).len(), 2);
        assert!(rights.decide(&names[..1]));
        let mut rights = rights.anew();
        assert!(rights.want(&names).is_empty());
        assert_eq!(rights.names(), [names[0].as_str()]);
    }
}
