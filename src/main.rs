//! The shell's entry.

#[cfg(target_arch = "wasm32")]
fn main() {
    use teahouse::adapter::browser::document;

    // A panic ends the program in this tab: say so, offer a new start, and leave the words for a report.
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        document::unhide("crash");
    }));
    teahouse::app::start(parts::sources());
}

/// What only `talk` or only `pages` reaches is cut off by the build, and fetched when it is wanted.
#[cfg(all(target_arch = "wasm32", split))]
mod parts {
    use futures::FutureExt;
    use leptos::prelude::AnyView;
    use teahouse::app::{conversation, page};
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
}

#[cfg(all(target_arch = "wasm32", not(split)))]
mod parts {
    pub(crate) use teahouse::app::in_one_piece as sources;
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
