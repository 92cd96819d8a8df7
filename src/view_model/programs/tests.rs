mod parked;
mod remote;
mod widget;
mod wishes;

use super::*;
use crate::backend::Update;
use crate::backend::diff::VectorDiff;
use crate::backend::protocol::TalkCommand;
use crate::backend::shelf::Parcel;
use crate::backend::shelf::widget::WidgetSaid;
use crate::domain::file::FileContent;
use crate::domain::id::MessageId;
use crate::domain::mini::aside::Aside;
use crate::domain::mini::broker::Reply;
use crate::domain::mini::capability::Capability;
use crate::domain::mini::host::{Code, Effect, Outcome, Refused, Request, Said};
use crate::domain::mini::manifest::{Kind, Manifest};
use crate::domain::mini::path::FilePath;
use crate::domain::mini::program::{About, Card, Launch};
use crate::domain::mini::signature::{Fingerprint, Signer};
use crate::domain::mini::update::SharedUpdate;
use crate::domain::name::Name;
use crate::domain::person::{Contact, Title};
use crate::domain::time::Timestamp;
use crate::route::Route;
use crate::view_model::fake::frames::{self, Event as Done};
use crate::view_model::fake::{self, Script, files, person};
use crate::view_model::platform::Reply as Told;

fn id() -> ProgramId {
    ProgramId::parse("app.org.example.poll").unwrap()
}

fn program(name: &str) -> Program {
    let manifest = Manifest {
        kind: Kind::MiniApp,
        app_id: None,
        name: Name::parse(name).unwrap(),
        description: "Find a date".into(),
        version: "1.2".into(),
        version_code: 3,
        icon: None,
        source: None,
        feedback: None,
        start: FilePath::parse("index.html").unwrap(),
        wants: Vec::new(),
    };
    let installed = Timestamp(1);
    Program { id: id(), manifest, icon: None, bytes: 9, before: None, installed, used: None, pinned: false }
}

fn tell(backend: &mut Script, programs: Vec<Program>) {
    let parcel = Parcel::of(&vec![VectorDiff::Reset(programs)]);
    backend.tell(Update::Event(Event::Shelf { owner: person(1), programs: parcel }));
}

/// The next command is this one; it is answered so.
fn answer(backend: &mut Script, command: &ShelfCommand, result: Result<ShelfAnswer, Failure>) {
    backend.answer(ask(&person(1), command), result.map(|answer| Answer::Shelf(Parcel::of(&answer))));
}

fn shelf() -> (Programs, Session, Script) {
    let (session, mut backend) = fake::open_session();
    let page = Programs::new(&session);
    page.look();
    backend.answer(Command::Watch(Watch::Shelf(person(1))), Ok(Answer::Done));
    (page, session, backend)
}

#[test]
fn what_is_there_is_shown_and_found_by_its_words() {
    let (page, _, mut backend) = shelf();
    assert!(!page.is_known());
    tell(&mut backend, vec![program("Poll")]);
    assert_eq!(page.shown().len(), 1);
    for (query, found) in [("POLL", 1), (" date ", 1), ("bill", 0)] {
        page.query.set(query.into());
        assert_eq!(page.shown().len(), found, "{query}");
    }
    let parcel = Parcel::of(&vec![VectorDiff::Reset(vec![program("Theirs"), program("Too")])]);
    backend.tell(Update::Event(Event::Shelf { owner: person(2), programs: parcel }));
    page.query.set(String::new());
    assert_eq!(page.shown().len(), 1, "the shelf of somebody else is none of this one");
}

#[test]
fn a_shelf_that_cannot_be_opened_says_why() {
    let (session, mut backend) = fake::open_session();
    let page = Programs::new(&session);
    page.look();
    backend.answer(Command::Watch(Watch::Shelf(person(1))), Err(Failure::StorageBlocked));
    backend.run();
    assert_eq!(page.failure.get(), Some(Failure::StorageBlocked));
}

#[test]
fn a_package_is_installed_or_refused_with_what_is_wrong() {
    let (page, session, mut backend) = shelf();
    tell(&mut backend, vec![program("Poll")]);
    let install = ShelfCommand::Install { file: "poll.xdc".into(), package: b"PK".to_vec() };
    let choose = |page: &Programs| {
        files::choose(&[("poll.xdc", b"PK")]);
        page.chosen();
    };
    choose(&page);
    assert!(page.busy.get());
    answer(&mut backend, &install, Ok(ShelfAnswer::Refused(PackageError::Damaged)));
    backend.run();
    assert!(!page.busy.get() && page.wrong.get().is_some_and(|wrong| wrong.contains(".xdc")));
    choose(&page);
    assert_eq!(page.wrong.get(), None, "what was wrong before is over");
    answer(&mut backend, &install, Ok(ShelfAnswer::Program { program: id(), name: "Poll".into(), update: false }));
    backend.run();
    assert_eq!(session.notice.get(), Some(Notice::Status("Poll is installed.".into())));
    files::choose(&[("huge.iso", b"x")]);
    page.chosen();
    assert!(page.wrong.get().is_some() && !page.busy.get(), "nothing so large is even read");
    backend.expect_nothing();
}

fn launched(named: bool) -> Result<ShelfAnswer, Failure> {
    Ok(ShelfAnswer::Launch(Box::new(Launch {
        kind: Kind::MiniApp,
        name: "Poll".into(),
        start: FilePath::parse("index.html").unwrap(),
        files: Vec::new(),
        pseudonym: "abcdef".into(),
        installed: Timestamp(1),
        in_chat: false,
        named,
        local: Vec::new(),
    })))
}

fn run() -> (Running, Session, Script) {
    let (_, session, mut backend) = shelf();
    tell(&mut backend, vec![program("Poll")]);
    frames::events();
    let running = Running::new(&session, Place::Shelf(id()));
    running.start();
    answer(&mut backend, &ShelfCommand::Launch { program: id(), card: None }, launched(false));
    backend.run();
    assert_eq!(frames::events(), [Done::Opened("Poll".into())]);
    (running, session, backend)
}

/// The page of a program is there. It may be a widget, so the shelf hears of it, and that the program was used.
fn loaded(backend: &mut Script, program: &ProgramId, card: Option<Card>) {
    frames::say(Said::Loaded);
    for said in [WidgetSaid::Loaded, WidgetSaid::Looks { dark: false, language: "en".into() }] {
        let widget = ShelfCommand::Widget { program: program.clone(), card: card.clone(), said };
        answer(backend, &widget, Ok(ShelfAnswer::Widget(Vec::new())));
    }
    answer(backend, &ShelfCommand::Used { program: program.clone() }, Ok(ShelfAnswer::Done));
}

/// A program asks something, under this number.
fn asks(id: u32) -> Said {
    Said::Call(Request { id, call: "{}".into(), file: None })
}

fn call(reply: Option<Reply>) -> ShelfCommand {
    ShelfCommand::Call { program: id(), card: None, call: "{}".into(), reply }
}

#[test]
fn what_a_program_asks_is_answered_by_the_shelf() {
    let (running, _, mut backend) = run();
    loaded(&mut backend, &id(), None);
    assert_eq!(running.phase.get(), Phase::Running);
    frames::say(asks(1));
    answer(&mut backend, &call(None), Ok(ShelfAnswer::Outcome(Outcome::Done("[]".into()))));
    frames::say(asks(2));
    answer(&mut backend, &call(None), Ok(ShelfAnswer::Outcome(Refused::outcome(Code::Quota, "full"))));
    frames::say(asks(3));
    answer(&mut backend, &call(None), Err(Failure::TimedOut));
    backend.run();
    let told = frames::events();
    assert_eq!(told[0], Done::Told(1, Told::Json("[]".into())));
    assert_eq!(told[1], Done::Told(2, Told::Refused(Code::Quota, "full".into())));
    assert!(matches!(&told[2], Done::Told(3, Told::Refused(Code::Storage, _))));
}

#[test]
fn the_person_is_asked_one_thing_at_a_time() {
    let (running, _, mut backend) = run();
    let asked = |address: &str| Outcome::Asks {
        capability: Capability::Links,
        reason: String::new(),
        effect: Effect::Open(address.into()),
        always: false,
    };
    for number in 1..=2 {
        frames::say(asks(number));
        answer(&mut backend, &call(None), Ok(ShelfAnswer::Outcome(asked(&number.to_string()))));
        backend.run();
    }
    let effects: Vec<_> = running.questions.all.get().iter().map(|it| it.effect.clone()).collect();
    assert_eq!(effects, [Effect::Open("1".into()), Effect::Open("2".into())]);
    running.reply(Reply::Once);
    backend.expect_nothing();
    backend.wait();
    running.reply(Reply::Once);
    let open = Outcome::Does(Effect::Open("https://example.org/".into()));
    answer(&mut backend, &call(Some(Reply::Once)), Ok(ShelfAnswer::Outcome(open)));
    backend.run();
    let told = Done::Told(1, Told::Json("null".into()));
    assert_eq!(frames::events(), [Done::Left("https://example.org/".into()), told]);
    assert_eq!(running.questions.all.get().len(), 1);
    for number in 3..20 {
        frames::say(asks(number));
        answer(&mut backend, &call(None), Ok(ShelfAnswer::Outcome(asked("more"))));
        backend.run();
    }
    assert_eq!(running.questions.all.get().len(), 8, "nobody is asked without end");
    assert_eq!(frames::events().len(), 10);
}

#[test]
fn a_program_that_is_silent_says_so_and_may_come_back() {
    let (running, _, mut backend) = run();
    frames::say(Said::Loaded);
    for _ in 0..5 {
        backend.wait();
    }
    assert_eq!(running.phase.get(), Phase::Running);
    backend.wait();
    assert_eq!(running.phase.get(), Phase::Silent);
    frames::say(Said::Alive);
    assert_eq!(running.phase.get(), Phase::Running);
    running.close();
    backend.wait();
    assert_eq!(frames::events(), [Done::Closed]);
}

#[test]
fn what_cannot_run_or_was_taken_away_says_so() {
    let (running, _session, mut backend) = run();
    let texts = crate::text::Locale::En.catalogue();
    let texts = &texts.programs;
    frames::say(Said::Failed("x is not defined".into()));
    assert_eq!(running.error.get().as_deref(), Some("x is not defined"));
    frames::say(asks(1));
    answer(&mut backend, &call(None), Err(Failure::NotFound));
    backend.run();
    assert_eq!(running.phase.get(), Phase::Over(texts.not_here.into()));
    assert_eq!(frames::events(), [Done::Closed]);
    let (running, _session, _backend) = run();
    frames::say(Said::Unsafe);
    assert_eq!(running.phase.get(), Phase::Over(texts.unsafe_browser.into()));
    let (running, _session, mut backend) = run();
    running.check();
    assert_eq!(running.phase.get(), Phase::Starting);
    tell(&mut backend, Vec::new());
    running.check();
    assert_eq!(running.phase.get(), Phase::Over(texts.not_here.into()));
    let (running, session, mut backend) = run();
    frames::say(asks(1));
    session.go(Route::Program(id()));
    answer(&mut backend, &call(None), Ok(ShelfAnswer::Outcome(Outcome::Does(Effect::Close))));
    backend.run();
    assert_eq!(session.window.route.get(), Route::Programs);
    running.close();
}

fn card() -> Card {
    Card { chat: fake::chat(1).id, message: MessageId::random([9; 16]) }
}

fn talk(act: TalkCommand) -> Command {
    Command::Talk { chat: fake::chat(1).id, act }
}

fn fetch() -> Command {
    talk(TalkCommand::Fetch { id: card().message, thumbnail: false })
}

fn watch_updates() -> Watch {
    Watch::Updates { chat: fake::chat(1).id, card: card().message }
}

fn of_card() -> (Running, Session, Script) {
    let (_, session, backend) = shelf();
    frames::events();
    let running = Running::new(&session, Place::Chat(card()));
    running.start();
    (running, session, backend)
}

fn brought() -> Result<ShelfAnswer, Failure> {
    Ok(ShelfAnswer::Program { program: id(), name: "Poll".into(), update: true })
}

#[test]
fn a_program_of_a_message_is_fetched_once_and_runs_in_its_chat() {
    let (running, session, mut backend) = of_card();
    answer(&mut backend, &ShelfCommand::Brought { card: card() }, Err(Failure::NotFound));
    let content = FileContent { media_type: "application/octet-stream".into(), bytes: b"PK".to_vec() };
    backend.answer(fetch(), Ok(Answer::File(content)));
    let bring = ShelfCommand::Bring { card: card(), file: "program.xdc".into(), package: b"PK".to_vec() };
    answer(&mut backend, &bring, brought());
    answer(&mut backend, &ShelfCommand::Launch { program: id(), card: Some(card()) }, launched(false));
    backend.answer(Command::Watch(watch_updates()), Ok(Answer::Done));
    assert_eq!(frames::events(), [Done::Opened("Poll".into())]);
    assert_eq!((running.id.get(), running.named.get()), (Some(id()), false));
    // What it shares goes to the chat, and what the chat tells is kept before the program hears of it.
    let call = ShelfCommand::Call { program: id(), card: Some(card()), call: "{}".into(), reply: None };
    let shares = Ok(ShelfAnswer::Outcome(Outcome::Does(Effect::Update { text: "{}".into(), aside: Aside::default() })));
    let sent = || TalkCommand::Update {
        card: card().message,
        id: MessageId::random(fake::ENTROPY),
        text: "{}".into(),
        aside: Aside::default(),
    };
    frames::say(asks(7));
    answer(&mut backend, &call, shares.clone());
    backend.answer(talk(sent()), Ok(Answer::Done));
    let update = SharedUpdate { id: MessageId::random([4; 16]), sender: person(2), text: "{}".into() };
    let other = MessageId::random([8; 16]);
    for of in [card().message, other] {
        let updates = vec![update.clone()];
        backend.tell(Update::Event(Event::Updates { chat: fake::chat(1).id, card: of, updates }));
    }
    running.take_in();
    let receive = ShelfCommand::Receive { program: id(), card: card(), updates: vec![update] };
    answer(&mut backend, &receive, Ok(ShelfAnswer::Received { fresh: 0 }));
    backend.run();
    let told = frames::events();
    assert_eq!(told[0], Done::Told(7, Told::Json("null".into())));
    assert_eq!(told[1], Done::Told(0, Told::Text("updates".into())));
    running.take_in();
    backend.expect_nothing();
    // What the chat does not take is said to both.
    frames::say(asks(8));
    answer(&mut backend, &call, shares);
    backend.answer(talk(sent()), Err(Failure::NotFound));
    backend.run();
    assert!(matches!(&frames::events()[..], [Done::Told(8, Told::Refused(Code::Denied, _))]));
    assert!(matches!(session.notice.get(), Some(Notice::Alert(_))));
    running.close();
    backend.skip(&[Command::Unwatch(watch_updates())]);
    backend.expect_nothing();
}

#[test]
fn a_message_that_brings_nothing_says_why() {
    let texts = &crate::text::Locale::En.catalogue().programs;
    let (running, _, mut backend) = of_card();
    answer(&mut backend, &ShelfCommand::Brought { card: card() }, Err(Failure::NotFound));
    backend.answer(fetch(), Err(Failure::NotFound));
    backend.skip(&[Command::Unwatch(watch_updates())]);
    assert_eq!(running.phase.get(), Phase::Over(texts.not_fetched.into()));
    let (running, _, mut backend) = of_card();
    answer(&mut backend, &ShelfCommand::Brought { card: card() }, Ok(ShelfAnswer::Refused(PackageError::Damaged)));
    backend.skip(&[Command::Unwatch(watch_updates())]);
    assert_eq!(running.phase.get(), Phase::Over((texts.refused)(&PackageError::Damaged)));
}

#[test]
fn a_program_learns_a_name_when_the_person_says_so() {
    let (running, _, mut backend) = of_card();
    answer(&mut backend, &ShelfCommand::Brought { card: card() }, brought());
    answer(&mut backend, &ShelfCommand::Launch { program: id(), card: Some(card()) }, launched(false));
    backend.skip(&[Command::Watch(watch_updates())]);
    running.set_named(true);
    let name = ShelfCommand::Name { program: id(), card: card(), on: true };
    answer(&mut backend, &name, Ok(ShelfAnswer::Done));
    answer(&mut backend, &ShelfCommand::Brought { card: card() }, brought());
    answer(&mut backend, &ShelfCommand::Launch { program: id(), card: Some(card()) }, launched(true));
    backend.run();
    assert!(running.named.get());
}

#[test]
fn a_program_is_put_into_a_chat_as_a_file() {
    let (_, session, mut backend) = shelf();
    session.abilities.set(crate::domain::home::Abilities { files: true, ..Default::default() });
    let (mut asks, chat) = (fake::chat(2), fake::chat(1));
    asks.invited = true;
    backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![chat.clone(), asks])])));
    let page = ShareProgram::new(&session);
    assert!(page.can());
    assert!(matches!(&chats(&session, "")[..], [row] if row.key == chat.id));
    assert!(chats(&session, "nobody").is_empty());
    page.send(id(), chat.id.clone());
    page.send(id(), chat.id.clone());
    let packed = ShelfAnswer::Package { file: "Poll.xdc".into(), package: b"PK".to_vec() };
    answer(&mut backend, &ShelfCommand::Pack { program: id() }, Ok(packed));
    let content = FileContent { media_type: "application/webxdc+zip".into(), bytes: b"PK".to_vec() };
    let id = MessageId::random(fake::ENTROPY);
    let attach = TalkCommand::Attach { id, name: "Poll.xdc".into(), content, caption: String::new() };
    backend.answer(talk(attach), Ok(Answer::Done));
    backend.run();
    assert!(!page.busy.get());
    assert_eq!(session.window.route.get(), Route::Chat(chat.id));
    backend.expect_nothing();
}

#[test]
fn what_ships_is_offered_until_it_is_there() {
    let (page, session, mut backend) = shelf();
    tell(&mut backend, Vec::new());
    assert_eq!(page.shipped(), SHIPPED);
    frames::events();
    frames::serve(Some(b"PK"));
    page.get("poll");
    page.get("bill");
    let install = ShelfCommand::Install { file: "poll.xdc".into(), package: b"PK".to_vec() };
    let poll = ProgramId::parse("app.org.teahouse.poll").unwrap();
    answer(
        &mut backend,
        &install,
        Ok(ShelfAnswer::Program { program: poll.clone(), name: "Poll".into(), update: false }),
    );
    backend.run();
    assert_eq!(frames::events(), [Done::Fetched("programs/poll.xdc".into())]);
    assert_eq!(session.notice.get(), Some(Notice::Status("Poll is installed.".into())));
    tell(&mut backend, vec![Program { id: poll, ..program("Poll") }]);
    assert_eq!(page.shipped(), SHIPPED[1..]);
    frames::serve(None);
    page.get("bill");
    backend.run();
    assert!(page.wrong.get().is_some() && !page.busy.get());
    backend.expect_nothing();
}

#[test]
fn a_link_installs_nothing_before_the_person_says_so() {
    let (_, session, mut backend) = shelf();
    frames::events();
    let page = GetProgram::new(&session, "https://example.org/tea.xdc".into());
    frames::serve(Some(b"PK"));
    backend.run();
    assert_eq!(frames::events(), []);
    page.get();
    let install = ShelfCommand::Install { file: "tea.xdc".into(), package: b"PK".to_vec() };
    answer(&mut backend, &install, Ok(ShelfAnswer::Refused(PackageError::NoStart)));
    backend.run();
    assert_eq!(frames::events(), [Done::Fetched("https://example.org/tea.xdc".into())]);
    assert!(page.wrong.get().is_some() && !page.busy.get());
    page.get();
    answer(&mut backend, &install, Ok(ShelfAnswer::Program { program: id(), name: "Tea".into(), update: false }));
    backend.run();
    assert_eq!((page.wrong.get(), session.window.route.get()), (None, Route::Program(id())));
    frames::serve(None);
    page.get();
    backend.run();
    assert!(page.wrong.get().is_some_and(|wrong| wrong.contains("could not be fetched")));
}

#[test]
fn the_page_of_a_program_says_who_signed_it() {
    let (_, session, mut backend) = shelf();
    tell(&mut backend, vec![program("Poll")]);
    let publisher = Signer::Publisher(Fingerprint::of(&[0x1f; 32]));
    for (signer, words) in [
        (publisher, "Signed by 1f1f 1f1f 1f1f 1f1f 1f1f 1f1f 1f1f 1f1f"),
        (Signer::Nobody, "Not signed: nobody vouches for it."),
        (Signer::Unchecked, "Signed, but this browser cannot check by whom."),
    ] {
        let about = About { wants: Vec::new(), log: Vec::new(), kept: 0, hash: "a".into(), signer };
        let page = AboutProgram::new(&session, id());
        assert_eq!(page.signer(), None, "nothing is said before it is known");
        let look = ShelfCommand::Look { program: id() };
        answer(&mut backend, &look, Ok(ShelfAnswer::About(Box::new(about))));
        backend.run();
        assert_eq!(page.signer().as_deref(), Some(words));
    }
}
