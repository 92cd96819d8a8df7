//! The shell's entry.

#[cfg(target_arch = "wasm32")]
fn main() {
    use teahouse::adapter::browser::document;

    // A panic ends the program in this tab: say so, offer a new start, and leave the words for a report.
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        document::unhide("crash");
    }));
    teahouse::app::start(pages::source());
}

/// The pages that are fetched when they are wanted: what `draw` alone reaches is cut off by the build.
#[cfg(all(target_arch = "wasm32", split))]
mod pages {
    use futures::FutureExt;
    use leptos::prelude::AnyView;
    use teahouse::route::Route;
    use teahouse::ui::shell::later::Source;
    use teahouse::ui::shell::pages;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    pub(crate) fn source() -> Source {
        Source {
            fetch: || Box::pin(async { fetch().await.is_ok() }),
            // Once they are here nothing has to be waited for.
            draw: |route| draw(route).now_or_never()?.ok(),
        }
    }

    #[wasm_split(pages, preload(fetch), fallible)]
    fn draw(route: &Route) -> Result<AnyView, SplitLoaderError> {
        Ok(pages::show(route))
    }
}

/// The pages, in one piece with everything else.
#[cfg(all(target_arch = "wasm32", not(split)))]
mod pages {
    use teahouse::ui::shell::later::Source;
    use teahouse::ui::shell::pages;

    pub(crate) fn source() -> Source {
        Source { fetch: || Box::pin(async { true }), draw: |route| Some(pages::show(route)) }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
