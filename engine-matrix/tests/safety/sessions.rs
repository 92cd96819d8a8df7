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
        eprintln!(
            "sessions.rs 33 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let (who, engines, mut mei, mut new, mut zhou, chat, id) = people(&server).await;
        eprintln!(
            "sessions.rs 34 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let mut beside = Tab::new(&engines[0]).await;
        eprintln!(
            "sessions.rs 35 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        beside.open(&mei.me()).await;
        eprintln!(
            "sessions.rs 36 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut beside, &chat, "Tea at nine?").await;
        eprintln!(
            "sessions.rs 37 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut mei, &chat, "Tea at nine?").await;
        eprintln!(
            "sessions.rs 38 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );

        let here = new.safety_when(|_| true).await.devices[0].id.clone();
        eprintln!(
            "sessions.rs 40 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(home(&new, remove(&here, PASSWORD)).await, Err(Failure::NotFound), "oneself signs out");
        eprintln!(
            "sessions.rs 41 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        for wrong in ["", "another word"] {
            assert_eq!(home(&new, remove(&id, wrong)).await, Err(Failure::Home(HomeError::Credentials)));
        }
        done(&new, remove(&id, PASSWORD)).await;
        eprintln!(
            "sessions.rs 45 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        new.safety_when(|it| it.devices.len() == 1).await;
        eprintln!(
            "sessions.rs 46 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&new, remove(&id, PASSWORD)).await;
        eprintln!(
            "sessions.rs 47 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );

        mei.link_when(Link::SignedOut).await;
        eprintln!(
            "sessions.rs 49 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        beside.link_when(Link::SignedOut).await;
        eprintln!(
            "sessions.rs 50 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut mei, &chat, "Tea at nine?").await;
        eprintln!(
            "sessions.rs 51 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.send(&chat, "Or at ten?").await;
        eprintln!(
            "sessions.rs 52 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let mut later = Tab::new(&engines[0]).await;
        eprintln!(
            "sessions.rs 53 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        later.open(&mei.me()).await;
        eprintln!(
            "sessions.rs 54 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut later, &chat, "Tea at nine?").await;
        eprintln!(
            "sessions.rs 55 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );

        assert_eq!(mei.run(who.sign_in("another word")).await, Err(Failure::Home(HomeError::Credentials)));
        eprintln!(
            "sessions.rs 57 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut mei, &chat, "Tea at nine?").await;
        eprintln!(
            "sessions.rs 58 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let again = mei.run(who.sign_in(PASSWORD)).await;
        eprintln!(
            "sessions.rs 59 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let Ok(Answer::Profile(profile)) = again else { panic!("{again:?}") };
        eprintln!(
            "sessions.rs 60 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(profile.id, mei.me());
        eprintln!(
            "sessions.rs 61 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        for tab in [&mut mei, &mut beside] {
            tab.link_when(Link::Live).await;
        }
        reads(&mut zhou, &chat, "Or at ten?").await;
        eprintln!(
            "sessions.rs 65 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        zhou.send(&chat, "Ten it is").await;
        eprintln!(
            "sessions.rs 66 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        for tab in [&mut mei, &mut beside, &mut later] {
            reads(tab, &chat, "Ten it is").await;
            reads(tab, &chat, "Tea at nine?").await;
        }
        let safety = mei.safety_when(|it| it.verified && it.devices.len() == 2).await;
        eprintln!(
            "sessions.rs 71 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(safety.devices[0].id, id, "it is the same device");
        eprintln!(
            "sessions.rs 72 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
    });
}

#[test]
fn where_the_server_gives_another_device_what_was_not_sent_is_kept_as_a_draft() {
    run(|| async {
        let (server, seen) = proxy().await;
        eprintln!(
            "sessions.rs 79 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let (who, _engines, mut mei, new, zhou, chat, id) = people(&server).await;
        eprintln!(
            "sessions.rs 80 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.done(Command::SetDraft { chat: chat.clone(), text: "And cake".into() }).await;
        eprintln!(
            "sessions.rs 81 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&new, remove(&id, PASSWORD)).await;
        eprintln!(
            "sessions.rs 82 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.link_when(Link::SignedOut).await;
        eprintln!(
            "sessions.rs 83 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.done(Command::Send {
            chat: chat.clone(),
            id: teahouse::domain::id::MessageId::random(crate::tab::id()),
            text: "Or at ten?".into(),
            reply: None,
        })
        .await;
        eprintln!(
            "sessions.rs 90 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.done(Command::SetDraft { chat: chat.clone(), text: "And cake".into() }).await;
        eprintln!(
            "sessions.rs 91 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        seen.forgetful.set(true);
        eprintln!(
            "sessions.rs 92 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert!(matches!(mei.run(who.sign_in(PASSWORD)).await, Ok(Answer::Profile(_))));
        eprintln!(
            "sessions.rs 93 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.link_when(Link::Live).await;
        eprintln!(
            "sessions.rs 94 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.chats_when(|rows| rows.iter().any(|row| row.draft == "Or at ten?\n\nAnd cake")).await;
        eprintln!(
            "sessions.rs 95 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let safety = mei.safety_when(|it| it.devices[0].id != id && it.devices.len() == 2).await;
        eprintln!(
            "sessions.rs 96 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert!(safety.devices[0].here);
        eprintln!(
            "sessions.rs 97 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        zhou.send(&chat, "Ten it is").await;
        eprintln!(
            "sessions.rs 98 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        reads(&mut mei, &chat, "Ten it is").await;
        eprintln!(
            "sessions.rs 99 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
    });
}

#[test]
fn signing_out_leaves_nothing() {
    run(|| async {
        let (server, seen) = proxy().await;
        eprintln!(
            "sessions.rs 106 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let (who, engine, mut mei) = Person::at(&server, "Mei").await;
        eprintln!(
            "sessions.rs 107 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.link_when(Link::Live).await;
        eprintln!(
            "sessions.rs 108 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let mut beside = Tab::new(&engine).await;
        eprintln!(
            "sessions.rs 109 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        beside.open(&mei.me()).await;
        eprintln!(
            "sessions.rs 110 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        beside.done(Command::Watch(Watch::Profiles)).await;
        eprintln!(
            "sessions.rs 111 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let token = seen.token.borrow().clone();
        eprintln!(
            "sessions.rs 112 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(whoami(&token).await, 200);
        eprintln!(
            "sessions.rs 113 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        done(&mei, HomeCommand::SignOut).await;
        eprintln!(
            "sessions.rs 114 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(whoami(&token).await, 401);
        eprintln!(
            "sessions.rs 115 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        beside.event_when(|event| matches!(event, Event::Profiles(diffs) if diffs.len() == 1)).await;
        eprintln!(
            "sessions.rs 116 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        beside.link_when(Link::SignedOut).await;
        eprintln!(
            "sessions.rs 117 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let open = || Command::Open { profile: mei.me() };
        eprintln!(
            "sessions.rs 118 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(mei.run(open()).await, Err(Failure::NotFound));
        eprintln!(
            "sessions.rs 119 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(beside.run(open()).await, Err(Failure::NotFound));
        eprintln!(
            "sessions.rs 120 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert_eq!(beside.run(Command::Watch(Watch::Chats)).await, Err(Failure::NotOpen));
        eprintln!(
            "sessions.rs 121 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        // The engine can be signed in to once more, as a device of its own.
        assert!(matches!(mei.run(who.sign_in(PASSWORD)).await, Ok(Answer::Profile(_))));
        eprintln!(
            "sessions.rs 123 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.run(open()).await.unwrap();
        eprintln!(
            "sessions.rs 124 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.safety_when(|it| it.devices.len() == 1 && !it.verified).await;
        eprintln!(
            "sessions.rs 125 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
    });
}

#[test]
fn another_sign_in_never_replaces_the_keys_of_the_account() {
    run(|| async {
        let (who, _first, mut mei) = Person::new("Mei").await;
        eprintln!(
            "sessions.rs 132 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.safety_when(|it| it.verified).await;
        eprintln!(
            "sessions.rs 133 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        for _ in 0..2 {
            let (_engine, mut new) = who.device().await;
            new.safety_when(|it| it.devices.iter().any(|device| !device.here && device.verified)).await;
            new.link_when(Link::Live).await;
            assert!(!new.safety_when(|_| true).await.verified);
        }
        let safety = mei.safety_when(|it| it.devices.len() == 3).await;
        eprintln!(
            "sessions.rs 140 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        assert!(safety.verified && safety.devices[0].verified && !safety.devices[1].verified, "{safety:?}");
        eprintln!(
            "sessions.rs 141 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let (_, _other, zhou) = Person::new("Zhou").await;
        eprintln!(
            "sessions.rs 142 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        let chat = mei.chat_with(&zhou.me()).await;
        eprintln!(
            "sessions.rs 143 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.send(&chat, "Tea?").await;
        eprintln!(
            "sessions.rs 144 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
        mei.timeline_when(&chat, |messages| messages.iter().any(|message| says(message, "Tea?"))).await;
        eprintln!(
            "sessions.rs 145 {:?}",
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() % 1000
        );
    });
}
