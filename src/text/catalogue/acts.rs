//! What happened in a group.

use crate::domain::group::act::Act;

/// Somebody in a sentence.
pub struct Party {
    /// As the one who does something.
    pub subject: String,
    /// As the one to whom something is done.
    pub object: String,
}

/// Sentences about acts.
pub struct Acts {
    pub you_subject: &'static str,
    pub you_object: &'static str,
    pub somebody_subject: &'static str,
    pub somebody_object: &'static str,
    /// The act, who did it, and whom else it is about.
    pub sentence: fn(&Act, &Party, &Party) -> String,
}
