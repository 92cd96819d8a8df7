//! Every text of the app, in every language.
//!
//! A catalogue is a plain value with a field per text, so a text that is missing in one language does not compile.
//! Texts with a number or a name in them are functions: each language forms its own plurals.
//! Deliberately missing: keys, files loaded at run time, and fallbacks from one language to another.

mod apart;
pub mod catalogue;
mod en;
pub mod locale;
mod zh;

pub use catalogue::Catalogue;
pub use locale::Locale;

#[cfg(test)]
mod tests;
