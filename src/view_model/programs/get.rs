//! Programs from a link, and those that ship with the app.

use leptos::prelude::*;

use super::super::Session;
use crate::route::Route;

/// The programs that ship, as their files are called.
pub const SHIPPED: [&str; 6] = ["poll", "checklist", "bill", "appointment", "shop", "game"];

/// Where one of them is, seen from the app.
pub(super) fn address(id: &str) -> String {
    format!("programs/{id}.xdc")
}

/// Which program it is, once it is installed.
pub(super) fn program(id: &str) -> String {
    format!("app.org.teahouse.{id}")
}

/// The page of a link; a clone is the same one.
#[derive(Debug, Clone)]
pub struct GetProgram {
    /// The address, as the link says it.
    pub link: String,
    /// True while it is fetched and checked.
    pub busy: ArcRwSignal<bool>,
    /// Why it is not installed.
    pub wrong: ArcRwSignal<Option<String>>,
    session: Session,
}

impl GetProgram {
    /// The page of a link.
    pub fn new(session: &Session, link: String) -> Self {
        let (busy, wrong) = (ArcRwSignal::new(false), ArcRwSignal::new(None));
        Self { link, busy, wrong, session: session.clone() }
    }

    /// Fetches it, installs it and opens it.
    pub fn get(&self) {
        let Some(frames) = self.session.frames() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.wrong.set(None);
        self.busy.set(true);
        let package = (frames.fetch)(&self.link);
        let (page, onward) = (self.clone(), self.session.onward());
        self.session.spawn(async move {
            match page.installed(package.await).await {
                Ok(route) => onward.replace(route),
                Err(why) => page.wrong.set(Some(why)),
            }
            page.busy.set(false);
        });
    }

    async fn installed(&self, package: Option<Vec<u8>>) -> Result<Route, String> {
        let package = package.ok_or(self.session.texts().programs.not_got)?;
        let taken = self.session.install(file_name(&self.link), package).await?;
        Ok(Route::Program(taken.program))
    }
}

/// The last part of an address.
fn file_name(link: &str) -> String {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').find(|part| !part.is_empty());
    name.unwrap_or("program.xdc").into()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_is_called_as_the_end_of_its_address() {
        for (link, name) in [
            ("programs/poll.xdc", "poll.xdc"),
            ("https://example.org/a/tea.xdc?v=1#x", "tea.xdc"),
            ("https://example.org/", "example.org"),
            ("", "program.xdc"),
        ] {
            assert_eq!(file_name(link), name, "{link}");
        }
    }
}
