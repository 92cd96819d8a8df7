//! What a program has the shell do: said, shown, chosen and done.

use super::*;
use crate::domain::mini::host::Letter;

/// A program that was opened from a card, and runs.
pub(super) fn open_card() -> (Running, Session, Script) {
    let (running, session, mut backend) = of_card();
    answer(&mut backend, &ShelfCommand::Brought { card: card() }, brought());
    answer(&mut backend, &ShelfCommand::Launch { program: id(), card: Some(card()) }, launched(false));
    backend.skip(&[Command::Watch(watch_updates())]);
    loaded(&mut backend, &id(), Some(card()));
    frames::events();
    (running, session, backend)
}

fn call_of_card(reply: Option<Reply>) -> ShelfCommand {
    ShelfCommand::Call { program: id(), card: Some(card()), call: "{}".into(), reply }
}

/// The program asks for something; the person is asked.
fn wishes(backend: &mut Script, call: u32, file: Option<Vec<u8>>, capability: Capability, effect: Effect) {
    frames::say(Said::Call(Request { id: call, call: "{}".into(), file }));
    let outcome = Outcome::Asks { capability, reason: String::new(), effect, always: false };
    answer(backend, &call_of_card(None), Ok(ShelfAnswer::Outcome(outcome)));
    backend.run();
    backend.wait();
}

fn yes(backend: &mut Script, effect: Effect) {
    answer(backend, &call_of_card(Some(Reply::Once)), Ok(ShelfAnswer::Outcome(Outcome::Does(effect))));
}

fn yes_unasked(backend: &mut Script, effect: Effect) {
    answer(backend, &call_of_card(None), Ok(ShelfAnswer::Outcome(Outcome::Does(effect))));
    backend.run();
}

fn letter(text: &str, here: bool) -> Letter {
    Letter { text: text.into(), file: None, here }
}

fn done(call: u32) -> Done {
    Done::Told(call, Told::Json("null".into()))
}

#[test]
fn a_message_goes_to_the_chat_where_the_program_is_open_once_the_person_says_so() {
    let (running, session, mut backend) = open_card();
    let effect = || Effect::Send(letter("Tea at four", true));
    wishes(&mut backend, 1, None, Capability::Message, effect());
    assert_eq!(running.questions.all.get()[0].chooses(&running.place), Chooses::Nothing);
    backend.expect_nothing();
    running.reply(Reply::Once);
    yes(&mut backend, effect());
    let id = MessageId::random(fake::ENTROPY);
    let send = Command::Send { chat: card().chat, id, text: "Tea at four".into(), reply: None };
    backend.answer(send, Ok(Answer::Done));
    backend.run();
    assert_eq!(frames::events(), [done(1)]);
    assert!(matches!(session.notice.get(), Some(Notice::Status(_))));
}

#[test]
fn what_is_shared_goes_to_the_chat_that_the_person_chooses_and_nowhere_without_one() {
    let (running, _, mut backend) = open_card();
    let to = fake::chat(1).id;
    let with_file = Letter { file: Some(("list.csv".into(), "text/csv".into())), ..letter("The list", false) };
    let effect = || Effect::Send(with_file.clone());
    wishes(&mut backend, 1, Some(b"a,b".to_vec()), Capability::Share, effect());
    assert_eq!(running.questions.all.get()[0].chooses(&running.place), Chooses::Chat);
    running.choose(Choice::Chat(to.clone()));
    yes(&mut backend, effect());
    let content = FileContent { media_type: "text/csv".into(), bytes: b"a,b".to_vec() };
    let id = MessageId::random(fake::ENTROPY);
    let act = TalkCommand::Attach { id, name: "list.csv".into(), content, caption: "The list".into() };
    backend.answer(Command::Talk { chat: to, act }, Err(Failure::NotFound));
    backend.run();
    assert!(matches!(&frames::events()[..], [Done::Told(1, Told::Refused(Code::Denied, _))]));
    // A yes that was given without a choice sends nothing, and neither does a name without a file.
    wishes(&mut backend, 2, Some(b"a,b".to_vec()), Capability::Share, effect());
    running.reply(Reply::Once);
    yes(&mut backend, effect());
    wishes(&mut backend, 3, None, Capability::Share, effect());
    running.choose(Choice::Chat(card().chat));
    yes(&mut backend, effect());
    backend.run();
    let told = frames::events();
    assert!(matches!(told[0], Done::Told(2, Told::Refused(Code::Denied, _))), "{told:?}");
    assert!(matches!(told[1], Done::Told(3, Told::Refused(Code::Malformed, _))), "{told:?}");
    backend.expect_nothing();
}

#[test]
fn a_contact_is_told_under_their_own_name() {
    let (running, _, mut backend) = open_card();
    let named = |name: &str| Name::parse(name).unwrap();
    let contact =
        |remark| Contact { id: person(5), title: Title::Person(named("Mei")), remark, tags: Vec::new(), account: None };
    let contacts = vec![contact(Some(named("My sister")))];
    backend.tell(Update::Event(Event::Contacts(vec![VectorDiff::Reset(contacts)])));
    backend.run();
    assert_eq!(running.people("sister").len(), 1);
    let [somebody] = &running.people("mei")[..] else { panic!() };
    assert_eq!((&*somebody.called, &*somebody.name), ("My sister", "Mei"));
    wishes(&mut backend, 1, None, Capability::Contacts, Effect::Pick);
    assert_eq!(running.questions.all.get()[0].chooses(&running.place), Chooses::Contact);
    running.choose(Choice::Contact(somebody.name.clone()));
    yes(&mut backend, Effect::Pick);
    backend.run();
    assert_eq!(frames::events(), [Done::Told(1, Told::Text("Mei".into()))]);
}

#[test]
fn a_code_goes_to_the_program_that_asked_last_or_to_nobody() {
    let (running, _, mut backend) = open_card();
    for number in 1..=2 {
        wishes(&mut backend, number, None, Capability::Scan, Effect::Scan);
        running.reply(Reply::Once);
        yes(&mut backend, Effect::Scan);
        backend.run();
    }
    assert!(matches!(&frames::events()[..], [Done::Told(1, Told::Refused(Code::Denied, _))]));
    running.scanned(Some("tea:42".into()));
    running.scanned(None);
    assert_eq!(frames::events(), [Done::Told(2, Told::Text("tea:42".into()))]);
}

#[test]
fn a_program_hears_and_is_heard_live_only_while_it_is_let() {
    let (running, _, mut backend) = open_card();
    let live = || Watch::Live { chat: card().chat, card: card().message };
    let says = |data: &[u8]| Update::Event(Event::Live { chat: card().chat, card: card().message, data: data.into() });
    frames::say(Said::Live(b"early".to_vec()));
    backend.tell(says(b"early"));
    running.take_in();
    backend.expect_nothing();
    frames::say(asks(1));
    answer(&mut backend, &call_of_card(None), Ok(ShelfAnswer::Outcome(Outcome::Does(Effect::Join(true)))));
    backend.answer(Command::Watch(live()), Ok(Answer::Done));
    frames::say(Said::Live(b"hello".to_vec()));
    let act = TalkCommand::Live { card: card().message, data: b"hello".to_vec() };
    backend.answer(talk(act), Ok(Answer::Done));
    backend.tell(says(b"welcome"));
    running.take_in();
    assert_eq!(frames::events(), [done(1), Done::Heard(b"welcome".to_vec())]);
    // Another page of the program has to be let in anew.
    frames::say(Said::Turned);
    backend.skip(&[Command::Unwatch(live())]);
    frames::say(Said::Live(b"again".to_vec()));
    running.close();
    backend.skip(&[Command::Unwatch(watch_updates())]);
    backend.expect_nothing();
}

#[test]
fn whoever_leaves_while_the_person_is_asked_does_not_come() {
    let (running, _, mut backend) = open_card();
    wishes(&mut backend, 1, None, Capability::Realtime, Effect::Join(true));
    frames::say(asks(2));
    answer(&mut backend, &call_of_card(None), Ok(ShelfAnswer::Outcome(Outcome::Does(Effect::Join(false)))));
    backend.run();
    assert!(running.questions.all.get().is_empty());
    assert!(matches!(&frames::events()[..], [Done::Told(1, Told::Refused(Code::Denied, _)), told] if *told == done(2)));
    backend.expect_nothing();
}

#[test]
fn what_a_program_sends_does_not_take_the_place_of_what_the_person_was_writing() {
    let (running, session, mut backend) = open_card();
    let chat = crate::domain::chat::Chat { draft: "Dear Mei".into(), ..fake::chat(1) };
    backend.tell(Update::Event(Event::Chats(vec![VectorDiff::Reset(vec![chat.clone()])])));
    let effect = || Effect::Send(letter("Tea", false));
    wishes(&mut backend, 1, None, Capability::Share, effect());
    running.choose(Choice::Chat(chat.id.clone()));
    yes(&mut backend, effect());
    let id = MessageId::random(fake::ENTROPY);
    backend.answer(Command::Send { chat: chat.id.clone(), id, text: "Tea".into(), reply: None }, Ok(Answer::Done));
    backend.answer(Command::SetDraft { chat: chat.id, text: "Dear Mei".into() }, Ok(Answer::Done));
    backend.run();
    assert!(matches!(session.notice.get(), Some(Notice::Status(_))));
}

#[test]
fn the_way_back_is_the_programs_only_while_it_wants_it_and_runs() {
    let (running, _, mut backend) = open_card();
    assert!(!running.back());
    for on in [true, false] {
        frames::say(asks(1));
        answer(&mut backend, &call_of_card(None), Ok(ShelfAnswer::Outcome(Outcome::Does(Effect::Back(on)))));
        backend.run();
        assert_eq!(running.back(), on);
    }
    assert_eq!(frames::events(), [done(1), Done::Told(0, Told::Text("back".into())), done(1)]);
    running.goes_back.set(true);
    running.phase.set(Phase::Silent);
    assert!(!running.back(), "nobody is kept by a program that does not answer");
}

#[test]
fn one_file_waits_at_a_time() {
    let (running, _, mut backend) = open_card();
    let effect = || Effect::Send(letter("The list", false));
    for (call, file) in [(1, Some(b"a".to_vec())), (2, Some(b"b".to_vec())), (3, None)] {
        wishes(&mut backend, call, file, Capability::Share, effect());
    }
    assert!(matches!(&frames::events()[..], [Done::Told(2, Told::Refused(Code::Denied, _))]));
    assert_eq!(running.questions.all.with(|all| all.len()), 2);
}

#[test]
fn an_answer_belongs_to_the_page_that_asked() {
    let (running, session, mut backend) = open_card();
    // The shelf says yes when another page is there, which may use the same number for something else.
    frames::say(Said::Call(Request { id: 1, call: "{}".into(), file: None }));
    frames::say(Said::Turned);
    yes_unasked(&mut backend, Effect::Open("https://example.org/".into()));
    // What was sent is sent; the page that wanted it does not hear of it any more.
    let effect = || Effect::Send(letter("Tea at four", true));
    wishes(&mut backend, 2, None, Capability::Message, effect());
    running.reply(Reply::Once);
    yes(&mut backend, effect());
    backend.run();
    frames::say(Said::Turned);
    let id = MessageId::random(fake::ENTROPY);
    backend.answer(Command::Send { chat: card().chat, id, text: "Tea at four".into(), reply: None }, Ok(Answer::Done));
    backend.run();
    assert_eq!(frames::events(), []);
    assert!(matches!(session.notice.get(), Some(Notice::Status(_))));
}
