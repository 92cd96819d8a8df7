use super::*;
use crate::domain::id::PersonId;
use crate::domain::name::Name;
use crate::domain::ticket::{ContactTicket, Home, Ticket};
use crate::view_model::fake;
use crate::view_model::fake::scanner::{self, Event};

fn ticket() -> Ticket {
    let name = Name::parse("Mei").unwrap();
    Ticket::Contact(ContactTicket { home: Home::Device, person: PersonId::random([7; 16]), name })
}

fn link() -> String {
    ticket().link("https://elsewhere.example/")
}

fn scan() -> (Scan, fake::Script) {
    scanner::reset();
    let (session, script) = fake::open_session();
    session.window.moved_to(Route::Scan);
    (Scan::new(&session), script)
}

fn place(scan: &Scan) -> Route {
    scan.session.window.route.get()
}

#[test]
fn a_typed_link_of_ours_leads_to_its_code_and_nothing_else_does() {
    let (scan, _script) = scan();
    for text in ["https://tea.example/", "javascript:alert(1)", "", "https://tea.example/join#x", "000201"] {
        scan.text.set(text.into());
        scan.submit();
        assert_eq!(place(&scan), Route::Scan, "{text}");
        assert!(scan.found.get().is_some(), "{text}");
    }
    scan.text.set(link());
    scan.submit();
    assert_eq!(place(&scan), Route::Join(ticket().payload()));
}

#[test]
fn what_leads_nowhere_is_shown_as_what_it_is() {
    let (scan, _script) = scan();
    let texts = &scan.session.texts().scan;
    for (text, found) in [
        ("https://tea.example/x", Found::Link("https://tea.example/x".into())),
        ("javascript:alert(1)", Found::Text("javascript:alert(1)".into())),
        ("<b>x</b>", Found::Text("<b>x</b>".into())),
        ("upi://pay?pa=a@b", Found::Said(texts.payment)),
        ("https://tea.example/join#x", Found::Said(texts.damaged)),
        ("  ", Found::Said(texts.nothing)),
    ] {
        scan.text.set(text.into());
        scan.submit();
        assert_eq!(scan.found.get(), Some(found));
    }
}

#[test]
fn the_camera_looks_until_it_sees_something_and_is_let_go() {
    let (scan, mut script) = scan();
    scan.use_camera();
    assert_eq!(scan.camera.get(), Camera::Opening);
    script.run();
    assert_eq!(scan.camera.get(), Camera::On);
    script.wait();
    script.wait();
    scanner::show(Sight::Text(link()));
    script.wait();
    assert_eq!(place(&scan), Route::Join(ticket().payload()));
    assert_eq!(scan.camera.get(), Camera::Off);
    assert_eq!(scanner::events().last(), Some(&Event::Closed));
}

#[test]
fn the_camera_is_used_by_itself_only_where_nobody_has_to_be_asked() {
    let (scan, mut script) = scan();
    scan.begin();
    script.run();
    assert_eq!(scan.camera.get(), Camera::Off);
    scanner::allow();
    scan.begin();
    script.run();
    assert_eq!(scan.camera.get(), Camera::On);
}

#[test]
fn each_fault_of_the_camera_has_its_sentence_and_the_other_ways_stay() {
    let (scan, mut script) = scan();
    let mut said = Vec::new();
    for fault in [CameraFault::Refused, CameraFault::Missing, CameraFault::Busy] {
        scanner::fail(fault);
        scan.use_camera();
        script.run();
        assert_eq!(scan.camera.get(), Camera::Failed(fault));
        said.push(scan.camera.get().says(&scan.session).unwrap());
    }
    said.dedup();
    assert_eq!(said.len(), 3);
    scanner::show(Sight::Text(link()));
    scan.read_file();
    script.run();
    assert_eq!(place(&scan), Route::Join(ticket().payload()));
}

#[test]
fn who_stops_the_camera_is_led_nowhere_by_it() {
    let (scan, mut script) = scan();
    scan.use_camera();
    script.run();
    scanner::show(Sight::Text(link()));
    scan.stop();
    script.wait();
    assert_eq!(place(&scan), Route::Scan);
    assert_eq!(scan.camera.get(), Camera::Off);
}

#[test]
fn a_picture_without_a_code_is_said_to_be_so() {
    let (scan, mut script) = scan();
    let texts = &scan.session.texts().scan;
    for (sight, said) in [
        (Sight::Nothing, texts.nothing_in_picture),
        (Sight::NoPicture, texts.no_picture),
        (Sight::Broken, texts.broken_scanner),
    ] {
        scanner::show(sight);
        scan.read_file();
        assert!(scan.looking.get());
        script.run();
        assert_eq!(scan.found.get(), Some(Found::Said(said)));
        assert!(!scan.looking.get());
    }
}

#[test]
fn a_pasted_text_or_picture_is_read() {
    let (scan, mut script) = scan();
    scanner::put(Pasted::Refused);
    scan.paste();
    script.run();
    assert_eq!(scan.found.get(), Some(Found::Said(scan.session.texts().scan.paste_refused)));
    scanner::put(Pasted::Picture(Sight::Text("tea".into())));
    scan.paste();
    script.run();
    assert_eq!(scan.found.get(), Some(Found::Text("tea".into())));
    scanner::put(Pasted::Text(link()));
    scan.paste();
    script.run();
    assert_eq!(place(&scan), Route::Join(ticket().payload()));
}
