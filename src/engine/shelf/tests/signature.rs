//! Who may make the next version of a program.

use std::cell::Cell;

use futures::FutureExt;
use futures::future::LocalBoxFuture;

use super::*;
use crate::domain::mini::program::About;
use crate::domain::mini::signature::{Signer, Verdict};
use crate::package::tests::signing::{self, OTHER, PUBLISHER, fingerprint, note, signed};

thread_local! {
    /// The browser knows Ed25519.
    static ABLE: Cell<bool> = const { Cell::new(true) };
}

pub(super) fn verify(key: &[u8; 32], signature: &[u8; 64], message: &[u8]) -> LocalBoxFuture<'static, Verdict> {
    if ABLE.get() {
        signing::verify(key, signature, message)
    } else {
        std::future::ready(Verdict::Unable).boxed_local()
    }
}

fn files(code: u32) -> [Member; 2] {
    let manifest = format!(
        r#"{{ "app_id": "org.example.poll", "name": "Poll", "version": {{ "code": {code}, "name": "1.{code}" }} }}"#
    );
    [Member::new("index.html", b"<p>"), Member::new("manifest.json", manifest.as_bytes())]
}

fn plain(code: u32) -> Vec<u8> {
    zip(&files(code))
}

fn by(secret: [u8; 32], code: u32) -> Vec<u8> {
    signed(&files(code), secret)
}

impl Desk {
    fn refusal(&self, package: Vec<u8>) -> PackageError {
        match self.act(ShelfCommand::Install { file: "poll.xdc".into(), package }) {
            Ok(ShelfAnswer::Refused(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    fn about(&self, program: &ProgramId) -> About {
        match self.act(ShelfCommand::Look { program: program.clone() }) {
            Ok(ShelfAnswer::About(about)) => *about,
            other => panic!("{other:?}"),
        }
    }

    fn signer(&self, program: &ProgramId) -> Signer {
        self.about(program).signer
    }
}

fn publisher(secret: [u8; 32]) -> Signer {
    Signer::Publisher(fingerprint(secret))
}

#[test]
fn a_signed_program_takes_versions_of_its_publisher_only() {
    let desk = Desk::new();
    let program = desk.install(by(PUBLISHER, 1));
    assert_eq!(desk.signer(&program), publisher(PUBLISHER));
    assert_eq!(desk.install(by(PUBLISHER, 2)), program);
    assert_eq!(desk.refusal(plain(3)), PackageError::NotSigned);
    assert_eq!(desk.refusal(by(OTHER, 3)), PackageError::OtherPublisher);
    assert_eq!(desk.program(&program).manifest.version_code, 2, "nothing has changed");
    assert_eq!(desk.engine.0.store.count(), (2, 0));
    // Another key is another program's, once this one is gone with all that it kept.
    desk.act(ShelfCommand::Uninstall { program: program.clone() }).unwrap();
    assert_eq!(desk.install(by(OTHER, 3)), program);
    assert_eq!(desk.signer(&program), publisher(OTHER));
}

#[test]
fn a_program_that_was_not_signed_is_its_publishers_from_the_first_signed_version_on() {
    let desk = Desk::new();
    let program = desk.install(plain(1));
    assert_eq!(desk.signer(&program), Signer::Nobody);
    desk.install(plain(2));
    desk.install(by(PUBLISHER, 3));
    assert_eq!(desk.signer(&program), publisher(PUBLISHER));
    // Who goes back to what was not signed has not forgotten who signed since.
    desk.act(ShelfCommand::GoBack { program: program.clone() }).unwrap();
    assert_eq!(desk.signer(&program), Signer::Nobody);
    assert_eq!(desk.refusal(plain(4)), PackageError::NotSigned);
    assert_eq!(desk.refusal(by(OTHER, 4)), PackageError::OtherPublisher);
    assert_eq!(desk.install(plain(2)), program, "what is there already is no other version");
    assert_eq!(desk.install(by(PUBLISHER, 4)), program);
}

#[test]
fn a_package_that_was_changed_is_refused_wherever_it_comes_from() {
    let desk = Desk::new();
    let [page, manifest] = files(1);
    let changed = |note: &str| {
        zip(&[
            page.clone(),
            manifest.clone(),
            Member::new("more.js", b""),
            Member::new("teahouse.sig", note.as_bytes()),
        ])
    };
    let borrowed = crate::package::read(&by(PUBLISHER, 1), "x").unwrap().signature.unwrap();
    for (text, error) in [
        (note(&borrowed.key, &borrowed.signature), PackageError::Signature),
        (note(&[2; 32], &[0xff; 64]), PackageError::Signature),
        ("{}".into(), PackageError::SignatureFile),
    ] {
        assert_eq!(desk.refusal(changed(&text)), error);
        let bring = ShelfCommand::Bring { card: card(1), file: "poll.xdc".into(), package: changed(&text) };
        assert_eq!(desk.act(bring), Ok(ShelfAnswer::Refused(error)));
    }
    assert!(desk.shelf().is_empty());
}

#[test]
fn what_a_message_brings_shows_who_signed_it_and_takes_no_place() {
    let desk = Desk::new();
    let mine = desk.install(by(PUBLISHER, 1));
    for (number, package, signer) in [
        (1, by(OTHER, 2), publisher(OTHER)),
        (2, plain(2), Signer::Nobody),
        (3, by(PUBLISHER, 2), publisher(PUBLISHER)),
    ] {
        let program = desk.bring(number, package);
        assert_ne!(program, mine);
        assert_eq!(desk.signer(&program), signer);
    }
    assert_eq!(desk.bring(4, by(PUBLISHER, 1)), mine);
    assert_eq!(desk.program(&mine).manifest.version_code, 1);
}

#[test]
fn a_browser_that_cannot_check_says_so_and_opens_no_way_around() {
    let desk = Desk::new();
    ABLE.set(false);
    let program = desk.install(by(PUBLISHER, 1));
    assert_eq!(desk.signer(&program), Signer::Unchecked);
    assert_eq!(desk.install(by(OTHER, 2)), program, "nobody is known yet");
    // The same package once more, in a browser that can.
    ABLE.set(true);
    assert_eq!(desk.install(by(OTHER, 2)), program);
    assert_eq!(desk.signer(&program), publisher(OTHER));
    let before = desk.program(&program).before;
    assert_eq!(before.as_deref(), Some("1.1"), "it did not take its own place");
    ABLE.set(false);
    assert_eq!(desk.refusal(by(OTHER, 3)), PackageError::Unchecked);
    assert_eq!(desk.refusal(plain(3)), PackageError::NotSigned);
    assert_eq!(desk.install(by(OTHER, 2)), program, "what was checked once stays so");
    assert_eq!(desk.signer(&program), publisher(OTHER));
}

#[test]
fn each_person_trusts_for_themselves() {
    let mut desk = Desk::new();
    let program = desk.install(by(PUBLISHER, 1));
    desk.owner = owner(2);
    assert_eq!(desk.install(by(OTHER, 1)), program);
    assert_eq!(desk.signer(&program), publisher(OTHER));
    desk.owner = owner(1);
    assert_eq!(desk.signer(&program), publisher(PUBLISHER));
    assert_eq!(desk.refusal(by(OTHER, 1)), PackageError::OtherPublisher);
}

#[test]
fn what_was_stored_before_there_were_signatures_is_read() {
    let desk = Desk::new();
    let program = desk.install(plain(1));
    let record = desk.engine.0.program(&(desk.owner.clone(), program)).unwrap();
    let mut stored = serde_json::to_value(&record).unwrap();
    stored.as_object_mut().unwrap().remove("publisher").unwrap();
    stored["version"].as_object_mut().unwrap().remove("signer").unwrap();
    assert_eq!(serde_json::from_value::<ProgramRecord>(stored).unwrap(), record);
}
