//! The forms of what is said to a shelf of programs.

use teahouse::backend::protocol::Answer;
use teahouse::backend::shelf::widget::WidgetSaid;
use teahouse::backend::shelf::{Parcel, ShelfAnswer, ShelfCommand, ask};
use teahouse::backend::wire::{ToEngine, ToShell};
use teahouse::domain::mini::broker::{self, Reply};
use teahouse::domain::mini::capability::Capability;
use teahouse::domain::mini::host::{self, Outcome, Refused};
use teahouse::domain::mini::program::ProgramId;
use teahouse::domain::mini::refusal::PackageError;
use teahouse::domain::mini::remote::{Origin, RemoteWidget, Site, WidgetId};

use super::events::{card, update};
use super::{chat, hex, person};

fn site() -> Site {
    let (widget, origin) = (WidgetId::parse("w").unwrap(), Origin::parse("https://a.b").unwrap());
    Site { chat: chat(), widget, origin }
}

/// What is said to the shelf crosses the port in parcels, which have a form of their own.
pub(super) fn asked_of_shelves() -> [String; 18] {
    let program = || ProgramId::parse("app.org.example").unwrap();
    let act = |act: ShelfCommand| hex(&ToEngine::Request { id: 1, command: ask(&person(), &act) });
    let answer = |answer: ShelfAnswer| hex(&ToShell::Reply { id: 1, result: Ok(Answer::Shelf(Parcel::of(&answer))) });
    let asks = Outcome::Asks {
        capability: Capability::Links,
        reason: "r".into(),
        effect: host::Effect::Open("a".into()),
        always: true,
    };
    [
        act(ShelfCommand::Install { file: "f".into(), package: vec![1, 2] }),
        act(ShelfCommand::Permit {
            program: program(),
            capability: Capability::Scan,
            standing: Some(broker::Standing::Never),
        }),
        act(ShelfCommand::Brought { card: card() }),
        act(ShelfCommand::Bring { card: card(), file: "f".into(), package: vec![1, 2] }),
        act(ShelfCommand::Receive { program: program(), card: card(), updates: vec![update()] }),
        act(ShelfCommand::Name { program: program(), card: card(), on: true }),
        act(ShelfCommand::Launch { program: program(), card: None }),
        act(ShelfCommand::Used { program: program() }),
        act(ShelfCommand::Call { program: program(), card: Some(card()), call: "{}".into(), reply: Some(Reply::Once) }),
        act(ShelfCommand::Forget),
        act(ShelfCommand::ReadRemote { events: vec![Parcel::of(&1_u8)] }),
        act(ShelfCommand::Remote { at: site(), said: WidgetSaid::Loaded }),
        answer(ShelfAnswer::Program { program: program(), name: "n".into(), update: true }),
        answer(ShelfAnswer::Refused(PackageError::Unchecked)),
        answer(ShelfAnswer::Remote(
            RemoteWidget::read("w", "https://a.b/$c", "n", [("c".into(), "d".into())]).into_iter().collect(),
        )),
        answer(ShelfAnswer::Received { fresh: 3 }),
        answer(ShelfAnswer::Outcome(asks)),
        answer(ShelfAnswer::Outcome(Refused::outcome(host::Code::Quota, "w"))),
    ]
}
