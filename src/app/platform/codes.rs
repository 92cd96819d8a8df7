//! Codes on the screen.

use crate::adapter::browser::{download, performance, picture, print, share};
use crate::view_model::platform::{Codes, Picture};

pub(super) fn codes() -> Codes {
    Codes {
        begin: performance::mark,
        measured: performance::measure,
        can_share: share::is_there,
        share: |title, link| Box::pin(async move { share::share(&title, &link).await }),
        save_picture: |picture| Box::pin(save_picture(picture)),
        print: print::print,
    }
}

async fn save_picture(picture: Picture) -> bool {
    match picture::paint(picture.drawing, &picture.lines).await {
        Some(png) => download::save(&png, &format!("{}.png", picture.file)),
        None => false,
    }
}
