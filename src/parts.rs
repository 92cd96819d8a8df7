//! The parts of the shell: what only `talk`, only `pages` or only `programs` reaches is cut off by the build, and fetched when it is
//! wanted.

use futures::FutureExt;
use leptos::prelude::AnyView;
use teahouse::app::{conversation, page, programs as shelf};
use teahouse::route::Route;
use teahouse::ui::shell::later::{Source, Sources};
use teahouse::view_model::Session;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

pub(crate) fn sources() -> Sources {
    // Once a part is here, nothing has to be waited for when it draws.
    Sources {
        talk: Source {
            fetch: || Box::pin(async { fetch_talk().await.is_ok() && fetch_reading().await.is_ok() }),
            draw: |route| talk(route).now_or_never()?.ok(),
            here: |session| drop(read_ahead(session).now_or_never()),
        },
        pages: Source {
            fetch: || Box::pin(async { fetch_pages().await.is_ok() }),
            draw: |route| pages(route).now_or_never()?.ok(),
            here: |_| (),
        },
        programs: Source {
            fetch: || Box::pin(async { fetch_programs().await.is_ok() }),
            draw: |route| programs(route).now_or_never()?.ok(),
            here: |_| (),
        },
    }
}

#[wasm_split(talk, preload(fetch_talk), fallible)]
fn talk(route: &Route) -> Result<AnyView, SplitLoaderError> {
    Ok(conversation(route))
}

#[wasm_split(talk, preload(fetch_reading), fallible)]
fn read_ahead(session: &Session) -> Result<(), SplitLoaderError> {
    session.read_ahead();
    Ok(())
}

#[wasm_split(pages, preload(fetch_pages), fallible)]
fn pages(route: &Route) -> Result<AnyView, SplitLoaderError> {
    Ok(page(route))
}

#[wasm_split(programs, preload(fetch_programs), fallible)]
fn programs(route: &Route) -> Result<AnyView, SplitLoaderError> {
    Ok(shelf(route))
}
