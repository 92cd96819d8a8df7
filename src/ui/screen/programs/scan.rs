//! Reading a code for a program: what is read goes to it, and leads nowhere.

use leptos::prelude::*;

use super::running::Program;
use super::sheet::Sheet;
use crate::domain::mini::host::CallId;
use crate::ui::screen::scan::Finder;
use crate::ui::session;
use crate::view_model::programs::Running;
use crate::view_model::scan::Scan;

/// The sheet, which is there while a program waits for a code.
#[component]
pub fn ScanSheet(
    /// What waits for a code.
    program: Program,
) -> impl IntoView {
    view! {
        <Sheet
            program=program
            id="program-scans"
            title=session().texts().programs.scans
            asked=program.with_value(|it| it.scans.clone())
            no=|it| it.scanned(None)
            view=|program, _: CallId| view! { <Look program=program /> }.into_any()
        />
    }
}

#[component]
fn Look(program: Program) -> impl IntoView {
    let read = move |text| program.with_value(|it: &Running| it.scanned(Some(text)));
    let scan = Scan::for_program(&session(), Callback::new(read));
    scan.begin();
    let leaving = scan.clone();
    on_cleanup(move || leaving.stop());
    view! {
        <div class="scan">
            <Finder scan=scan />
        </div>
    }
}
