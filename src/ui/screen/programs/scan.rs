//! Reading a code for a program: what is read goes to it, and leads nowhere.

use leptos::prelude::*;

use super::running::Program;
use crate::ui::kit::dialog::Dialog;
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
    let all = session().texts();
    let texts = &all.programs;
    let (scans, name) = program.with_value(|it| (it.scans.clone(), it.name.clone()));
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(scans.read().is_some()));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            program.with_value(|it| it.scanned(None));
        }
        now
    });
    let title = Signal::derive(move || (texts.scans)(&name.get()));
    view! {
        <Dialog id="program-scans" title=title close=all.common.close open=open>
            <Look program=program />
        </Dialog>
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
