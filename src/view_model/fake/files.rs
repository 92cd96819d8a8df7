//! A browser in which a test chooses files.

use std::cell::RefCell;

use crate::domain::file::{FileContent, picture_type};
use crate::view_model::platform::{Chosen, Files};

thread_local! {
    static CHOSEN: RefCell<Vec<(String, Vec<u8>)>> = const { RefCell::new(Vec::new()) };
    static SHOWN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static SAVED: RefCell<Vec<(String, Vec<u8>)>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn files() -> Files {
    Files {
        chosen: |_| {
            let length = |name: &str, bytes: &[u8]| match name {
                // Nobody wants to hold so much in a test.
                "huge.iso" => 1 << 40,
                _ => bytes.len() as u64,
            };
            let each = |(name, bytes): &(String, Vec<u8>)| Chosen { name: name.clone(), bytes: length(name, bytes) };
            CHOSEN.with_borrow(|chosen| chosen.iter().map(each).collect())
        },
        read: |_, at| {
            let bytes = CHOSEN.with_borrow(|chosen| chosen.get(at as usize).map(|(_, bytes)| bytes.clone()));
            Box::pin(async move {
                let bytes = bytes.filter(|bytes| !bytes.is_empty())?;
                Some(FileContent { media_type: picture_type(&bytes).unwrap_or("other").into(), bytes })
            })
        },
        forget: |_| drop(CHOSEN.take()),
        show: |content| {
            let address = format!("blob:{}", content.bytes.len());
            picture_type(&content.bytes)?;
            SHOWN.with_borrow_mut(|shown| shown.push(address.clone()));
            Some(address)
        },
        let_go: |address| SHOWN.with_borrow_mut(|shown| shown.retain(|it| it != address)),
        save: |content, name| {
            SAVED.with_borrow_mut(|saved| saved.push((name.into(), content.bytes.clone())));
            true
        },
    }
}

/// Files are in every file input from now on. An empty one cannot be read.
pub(in crate::view_model) fn choose(files: &[(&str, &[u8])]) {
    CHOSEN.set(files.iter().map(|(name, bytes)| ((*name).into(), bytes.to_vec())).collect());
}

/// What is shown and was not let go of.
pub(in crate::view_model) fn shown() -> Vec<String> {
    SHOWN.with_borrow(Clone::clone)
}

/// What was saved.
pub(in crate::view_model) fn saved() -> Vec<(String, Vec<u8>)> {
    SAVED.take()
}
