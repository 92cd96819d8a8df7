//! Sessions that end: here, or from another device.

use teahouse::backend::Failure;
use teahouse::backend::protocol::{Answer, Command, Event, HomeCommand, Watch};
use teahouse::domain::home::{HomeError, Link};
use teahouse::domain::id::ChatId;
use teahouse::domain::safety::Backup;

use crate::people::{Device, PASSWORD, Person, done, home, reads, run, says};
use crate::proxy::{proxy, whoami};
use crate::tab::Tab;

fn remove(device: &str, password: &str) -> HomeCommand {
    HomeCommand::RemoveDevice { device: device.into(), password: password.into() }
}

/// Two devices of an account, a chat with somebody, and the first device's name.
async fn people(server: &str) -> (Person, [Device; 3], Tab, Tab, Tab, ChatId, String) {
    let (who, first, mut mei) = Person::at(server, "Mei").await;
    let (_, zhous, mut zhou) = Person::new("Zhou").await;
    let safety = mei.safety_when(|it| it.verified && it.backup == Backup::None).await;
    let chat = mei.chat_with(&zhou.me()).await;
    mei.send(&chat, "Tea at nine?").await;
    reads(&mut zhou, &chat, "Tea at nine?").await;
    let (second, mut new) = who.device().await;
    new.safety_when(|it| it.devices.len() == 2).await;
    (who, [first, second, zhous], mei, new, zhou, chat, safety.devices[0].id.clone())
}

#[test]
fn a_removed_device_keeps_what_it_has_and_goes_on_after_signing_in() {
    run(|| async {
        let (server, _) = proxy().await;
        let (who, engines, mut mei, mut new, mut zhou, chat, id) = people(&server).await;
        let mut beside = Tab::new(&engines[0]).await;
        beside.open(&mei.me()).await;
        reads(&mut beside, &chat, "Tea at nine?").await;
        reads(&mut mei, &chat, "Tea at nine?").await;

        let here = new.safety_when(|_| true).await.devices[0].id.clone();
        assert_eq!(home(&new, remove(&here, PASSWORD)).await, Err(Failure::NotFound), "oneself signs out");
        for wrong in ["", "another word"] {
            assert_eq!(home(&new, remove(&id, wrong)).await, Err(Failure::Home(HomeError::Credentials)));
        }
        done(&new, remove(&id, PASSWORD)).await;
        new.safety_when(|it| it.devices.len() == 1).await;
        done(&new, remove(&id, PASSWORD)).await;

        mei.link_when(Link::SignedOut).await;
        beside.link_when(Link::SignedOut).await;
        reads(&mut mei, &chat, "Tea at nine?").await;
        mei.send(&chat, "Or at ten?").await;
        let mut later = Tab::new(&engines[0]).await;
        later.open(&mei.me()).await;
        reads(&mut later, &chat, "Tea at nine?").await;

        assert_eq!(mei.run(who.sign_in("another word")).await, Err(Failure::Home(HomeError::Credentials)));
        reads(&mut mei, &chat, "Tea at nine?").await;
        let again = mei.run(who.sign_in(PASSWORD)).await;
        let Ok(Answer::Profile(profile)) = again else { panic!("{again:?}") };
        assert_eq!(profile.id, mei.me());
        for tab in [&mut mei, &mut beside] {
            tab.link_when(Link::Live).await;
        }
        reads(&mut zhou, &chat, "Or at ten?").await;
        zhou.send(&chat, "Ten it is").await;
        for tab in [&mut mei, &mut beside, &mut later] {
            reads(tab, &chat, "Ten it is").await;
            reads(tab, &chat, "Tea at nine?").await;
        }
        let safety = mei.safety_when(|it| it.verified && it.devices.len() == 2).await;
        assert_eq!(safety.devices[0].id, id, "it is the same device");
    });
}

#[test]
fn where_the_server_gives_another_device_what_was_not_sent_is_kept_as_a_draft() {
    run(|| async {
        let (server, seen) = proxy().await;
        let (who, _engines, mut mei, new, zhou, chat, id) = people(&server).await;
        mei.done(Command::SetDraft { chat: chat.clone(), text: "And cake".into() }).await;
        done(&new, remove(&id, PASSWORD)).await;
        mei.link_when(Link::SignedOut).await;
        mei.done(Command::Send {
            chat: chat.clone(),
            id: teahouse::domain::id::MessageId::random(crate::tab::id()),
            text: "Or at ten?".into(),
            reply: None,
        })
        .await;
        mei.done(Command::SetDraft { chat: chat.clone(), text: "And cake".into() }).await;
        seen.forgetful.set(true);
        assert!(matches!(mei.run(who.sign_in(PASSWORD)).await, Ok(Answer::Profile(_))));
        mei.link_when(Link::Live).await;
        mei.chats_when(|rows| rows.iter().any(|row| row.draft == "Or at ten?\n\nAnd cake")).await;
        let safety = mei.safety_when(|it| it.devices[0].id != id && it.devices.len() == 2).await;
        assert!(safety.devices[0].here);
        zhou.send(&chat, "Ten it is").await;
        reads(&mut mei, &chat, "Ten it is").await;
    });
}

#[test]
fn signing_out_leaves_nothing() {
    run(|| async {
        let (server, seen) = proxy().await;
        let (who, engine, mut mei) = Person::at(&server, "Mei").await;
        mei.link_when(Link::Live).await;
        let mut beside = Tab::new(&engine).await;
        beside.open(&mei.me()).await;
        beside.done(Command::Watch(Watch::Profiles)).await;
        let token = seen.token.borrow().clone();
        assert_eq!(whoami(&token).await, 200);
        done(&mei, HomeCommand::SignOut).await;
        assert_eq!(whoami(&token).await, 401);
        beside.event_when(|event| matches!(event, Event::Profiles(diffs) if diffs.len() == 1)).await;
        beside.link_when(Link::SignedOut).await;
        let open = || Command::Open { profile: mei.me() };
        assert_eq!(mei.run(open()).await, Err(Failure::NotFound));
        assert_eq!(beside.run(open()).await, Err(Failure::NotFound));
        assert_eq!(beside.run(Command::Watch(Watch::Chats)).await, Err(Failure::NotOpen));
        // The engine can be signed in to once more, as a device of its own.
        assert!(matches!(mei.run(who.sign_in(PASSWORD)).await, Ok(Answer::Profile(_))));
        mei.run(open()).await.unwrap();
        mei.safety_when(|it| it.devices.len() == 1 && !it.verified).await;
    });
}

#[test]
fn another_sign_in_never_replaces_the_keys_of_the_account() {
    run(|| async {
        let (who, _first, mut mei) = Person::new("Mei").await;
        mei.safety_when(|it| it.verified).await;
        for _ in 0..2 {
            let (_engine, mut new) = who.device().await;
            new.safety_when(|it| it.devices.iter().any(|device| !device.here && device.verified)).await;
            new.link_when(Link::Live).await;
            assert!(!new.safety_when(|_| true).await.verified);
        }
        let safety = mei.safety_when(|it| it.devices.len() == 3).await;
        assert!(safety.verified && safety.devices[0].verified && !safety.devices[1].verified, "{safety:?}");
        let (_, _other, zhou) = Person::new("Zhou").await;
        let chat = mei.chat_with(&zhou.me()).await;
        mei.send(&chat, "Tea?").await;
        mei.timeline_when(&chat, |messages| messages.iter().any(|message| says(message, "Tea?"))).await;
    });
}
