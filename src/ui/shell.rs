//! What stands around the screens.

pub mod avatar;
pub mod code_sheet;
pub mod face;
pub mod frame;
pub mod later;
pub mod nav;
pub mod notices;
pub mod pages;
pub mod pane;
pub mod place;
pub mod stage;
pub mod text_field;
